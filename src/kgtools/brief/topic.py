"""What a briefing can be about."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kgtools.errors import KgtoolsError
from kgtools.explanation import find_node
from kgtools.project import Project
from kgtools.rdf.terms import OWL, RDF, RDFS, SKOS, TYPE, shorten

MAX_NAMES = 6
SCHEMA_KINDS = {
    NamedNode(iri)
    for iri in (
        *(OWL + name for name in ("Class", "Ontology", "ObjectProperty", "DatatypeProperty")),
        *(OWL + "AnnotationProperty", RDFS + "Class", RDF + "Property", SKOS + "ConceptScheme"),
    )
}


def find_topic(project: Project, text: str) -> NamedNode:
    """The node that the briefing is to be about, given as find_node takes it.

    Raises KgtoolsError where there is none, and for a class, property, claim, statement or
    passage, each with what to ask instead.
    """
    node = find_node(project, text)
    index, roles = project.index, project.roles
    types = set(index.objects(node, TYPE))
    if types & SCHEMA_KINDS:
        hint = f"kgtools explain {shorten(node.value, project.prefixes)} says what it means"
        instances = index.instances([node])
        if instances:
            named = [i.value for i in instances if isinstance(i, NamedNode)]
            names = [shorten(iri, project.prefixes) for iri in named]
            more = ", …" if len(names) > MAX_NAMES else ""
            hint = f"name one of its instances: {', '.join(names[:MAX_NAMES])}{more}"
        raise KgtoolsError(
            f"{text!r} is a term of the ontology, not something spoken of", None, hint
        )
    for role in (roles.claim, roles.editorial, roles.statement, roles.passage_class):
        if role and types & set(index.subclasses([role])):
            kind = project.name(role)
            hint = f"kgtools explain {shorten(node.value, project.prefixes)} shows it"
            raise KgtoolsError(f"{text!r} is a {kind}, not something spoken of", None, hint)
    return node
