"""The service description: what the endpoint can do and what it asks, as RDF.

SPARQL 1.1 Service Description (W3C, 2013); numbers of triples by VoID.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize

from kgtools.rdf.terms import DCTERMS, TYPE, VOID, xsd
from kgtools.serve.formats import (
    GRAPH_FORMATS,
    Sink,
    chosen,
    content_type,
    rdf_format,
    result_format_iris,
)
from kgtools.serve.jobs import DescriptionJob, Reply

if TYPE_CHECKING:
    from kgtools.serve.state import State

SD = "http://www.w3.org/ns/sparql-service-description#"
MOST_GRAPHS = 1_000  # named in the description


def described(job: DescriptionJob, state: State) -> Reply:
    """The description in a format of RDF. Raises Problem 406."""
    form = chosen(GRAPH_FORMATS, job.accept, job.format)
    sink = Sink(state.setup.limits, state.setup.spool)
    prefixes = {"sd": SD, "void": VOID, "dcterms": DCTERMS}
    serialize(_triples(job.url, state), sink.stream, format=rdf_format(form), prefixes=prefixes)
    return sink.reply((("Content-Type", content_type(form)), ("Vary", "Accept")))


def _triples(url: str, state: State) -> Iterator[Triple]:
    service, dataset, default = NamedNode(url), BlankNode(), BlankNode()
    yield Triple(service, TYPE, _sd("Service"))
    yield Triple(service, _sd("endpoint"), service)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    if state.setup.services:
        yield Triple(service, _sd("feature"), _sd("BasicFederatedQuery"))
    for iri in result_format_iris():
        yield Triple(service, _sd("resultFormat"), NamedNode(iri))
    for lang, text in state.project.title.items():
        yield Triple(service, NamedNode(DCTERMS + "title"), Literal(text, language=lang))
    if state.project.config.licence:
        licence = NamedNode(state.project.config.licence)
        yield Triple(service, NamedNode(DCTERMS + "license"), licence)
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, TYPE, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, TYPE, _sd("Graph"))
    for name, size in _graphs(state):
        named, graph = BlankNode(), BlankNode()
        yield Triple(dataset, _sd("namedGraph"), named)
        yield Triple(named, TYPE, _sd("NamedGraph"))
        yield Triple(named, _sd("name"), name)
        yield Triple(named, _sd("graph"), graph)
        yield Triple(graph, TYPE, _sd("Graph"))
        if size is not None:
            number = Literal(str(size), datatype=xsd("integer"))
            yield Triple(graph, NamedNode(VOID + "triples"), number)


def _graphs(state: State) -> Iterator[tuple[NamedNode, int | None]]:
    """The named graphs and how many triples each has, where that is known."""
    if state.store is None:
        yield from ((graph.iri, None) for graph in state.project.graphs)
        return
    names = [name for name in state.store.named_graphs() if isinstance(name, NamedNode)]
    counted = state.setup.store is None
    for name in sorted(names, key=str)[:MOST_GRAPHS]:
        quads = state.store.quads_for_pattern(None, None, None, name) if counted else ()
        yield name, sum(1 for _ in quads) if counted else None


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)
