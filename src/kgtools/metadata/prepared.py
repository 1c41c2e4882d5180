"""The prepared queries as RDF.

Each prepared query is a SHACL executable (sh:SPARQLExecutable, SHACL Advanced Features) with its
text, its question, its keywords and the endpoint it is for, in the way of the SIB's collections of
SPARQL examples; their term for DESCRIBE, for which SHACL has none, is used as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kgtools.metadata.names import endpoint_iri, metadata_graph, query_iri
from kgtools.project import Project
from kgtools.queries import Catalogue, PreparedQuery
from kgtools.rdf.sparql import query_form
from kgtools.rdf.terms import DCTERMS, RDFS, SCHEMA, SH, TYPE

SPEX = "https://purl.expasy.org/sparql-examples/ontology#"
_FORMS = {
    "SELECT": (SH + "SPARQLSelectExecutable", SH + "select"),
    "ASK": (SH + "SPARQLAskExecutable", SH + "ask"),
    "CONSTRUCT": (SH + "SPARQLConstructExecutable", SH + "construct"),
    "DESCRIBE": (SPEX + "SPARQLDescribeExecutable", SPEX + "describe"),
}


def metadata(project: Project) -> list[Quad]:
    """The prepared queries as RDF, in the metadata graph.

    Raises QueryError for a query whose header is not in order.
    """
    graph = metadata_graph(project)
    return [
        Quad(query_iri(project, query.slug), NamedNode(predicate), value, graph)
        for query in Catalogue(project)
        for predicate, value in _of_query(project, query)
    ]


def dataset_quads(project: Project) -> list[Quad]:
    """The quads of the files, what was derived if any, and the prepared queries."""
    return [*project.packed, *metadata(project)]


def _of_query(project: Project, query: PreparedQuery) -> Iterator[tuple[str, NamedNode | Literal]]:
    kind, text = _FORMS[query_form(query.text)]
    yield TYPE.value, NamedNode(SH + "SPARQLExecutable")
    yield TYPE.value, NamedNode(kind)
    for lang, title in query.title.items():
        yield RDFS + "label", Literal(title, language=lang)
    for lang, question in query.question.items():
        yield RDFS + "comment", Literal(question, language=lang)
    for word in query.keywords:
        yield SCHEMA + "keywords", Literal(word)
    yield text, Literal(query.text)
    yield SCHEMA + "target", endpoint_iri(project)
    if project.config.licence:
        yield DCTERMS + "license", NamedNode(project.config.licence)
