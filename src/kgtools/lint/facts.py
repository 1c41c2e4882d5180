"""What a rule must know but no file says as a triple: triples of the `lint:` namespace.

| fact | meaning |
|---|---|
| `?term lint:is lint:Own` | the IRI stands in a namespace of this project |
| `?term lint:is lint:Class`, `lint:Property`, `lint:Concept` | an own term so declared |
| `?header lint:is lint:Header`, `lint:Main` | an own ontology; one that no other imports |
| `?term lint:local`, `lint:initial`, `lint:separator` | name, `upper`/`lower`, `none`/`_`/`-` |
| `?term lint:is lint:Unknown` | its vocabulary is known and has no such term |
| `?term lint:namesake ?known` | a term of a vocabulary in use has the same name |
| `?project lint:language "es"`, `?graph lint:is lint:Graph` | of kgtools.toml |
| `?literal lint:of`, `lint:by`, `lint:lexical`, `lint:canonical` | a literal not canonical |
| `?literal lint:illFormed lint:yes` | or no value of its datatype |
| `?mention lint:term`, `lint:file`, `lint:line`, `lint:column` | an IRI in a query or shape |
| `?prefix lint:prefix`, `lint:namespace`, … | where a file declares, or uses undeclared, a prefix |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kgtools.lint.known import is_unknown, known_terms, namespace_of
from kgtools.lint.literals import canonical, is_ill_formed
from kgtools.lint.mentions import Mention
from kgtools.project import Project
from kgtools.rdf.terms import OWL, RDF, RDFS, SKOS, TYPE, XSD, Term

LINT = "urn:kgtools:lint:"
GRAPH = NamedNode(LINT + "facts")
ONTOLOGY = NamedNode(OWL + "Ontology")
IMPORTS = NamedNode(OWL + "imports")
NAMESPACE = NamedNode("http://purl.org/vocab/vann/preferredNamespaceUri")
KINDS = {
    "Class": (OWL + "Class", RDFS + "Class", RDFS + "Datatype"),
    "Property": (
        RDF + "Property",
        *(OWL + name + "Property" for name in ("Object", "Datatype", "Annotation")),
    ),
    "Concept": (SKOS + "Concept", SKOS + "ConceptScheme"),
}


def lint(name: str) -> NamedNode:
    return NamedNode(LINT + name)


def facts(project: Project, quads: list[Quad], mentions: Iterable[Mention]) -> list[Quad]:
    """The facts on the quads and on what the queries and shapes mention."""
    found = list(mentions)
    owned = own_namespaces(project, quads)
    used = {t for q in quads for t in (q.subject, q.predicate, q.object) if _named(t)}
    used |= {NamedNode(m.iri) for m in found if m.iri}
    headers = _own_headers(project, quads)
    own = {t for t in used if isinstance(t, NamedNode) and t.value.startswith(owned)} | headers
    triples = [
        *((term, lint("is"), lint("Own")) for term in own),
        *_headers(quads, headers),
        *(t for term in own for t in _name(term)),
        *_kinds(quads, own),
        *_unknown(used - own),
        *_namesakes(quads, own),
        *_literals(quads),
        *((lint("project"), lint("language"), Literal(tag)) for tag in project.languages),
        *((graph, lint("is"), lint("Graph")) for graph in _graphs(project)),
        *(t for number, m in enumerate(found) for t in _mention(m, number)),
    ]
    return [Quad(s, p, o, GRAPH) for s, p, o in triples]


def _graphs(project: Project) -> list[NamedNode]:
    """The named graphs that queries can name: those of the files, and that of what is derived."""
    return [*(graph.iri for graph in project.graphs), project.config.rules.graph]


def own_namespaces(project: Project, quads: Iterable[Quad]) -> tuple[str, ...]:
    """How own IRIs begin: as the project's base, its ontologies or the namespaces they prefer.

    A name that ends in a letter (`https://example.org/fruit`) owns `…/fruit/a` and `…/fruit#a`,
    not `…/fruitcake`.
    """
    headers = _own_headers(project, quads)
    found = {project.config.base, *(header.value for header in headers)}
    for quad in quads:
        if quad.predicate != NAMESPACE or quad.subject not in headers:
            continue
        if isinstance(quad.object, Literal | NamedNode):
            found.add(quad.object.value)
    starts = {start for name in found if name for start in _starts(name)}
    return tuple(sorted(starts))


def _starts(name: str) -> tuple[str, ...]:
    return (name + "#", name + "/") if name[-1].isalnum() else (name,)


def _own_headers(project: Project, quads: Iterable[Quad]) -> set[NamedNode]:
    graphs = {graph.iri for graph in project.graphs if graph.role == "ontology"}
    return {
        quad.subject
        for quad in quads
        if quad.predicate == TYPE and quad.object == ONTOLOGY and quad.graph_name in graphs
        if isinstance(quad.subject, NamedNode)
    }


def unjudged(project: Project, quads: list[Quad]) -> list[str]:
    """The namespaces of predicates and classes that are neither own nor known."""
    owned = own_namespaces(project, quads)
    terms = {q.predicate for q in quads} | {q.object for q in quads if q.predicate == TYPE}
    spaces = {
        namespace_of(t.value)
        for t in terms
        if isinstance(t, NamedNode) and not t.value.startswith(owned)
    }
    return sorted(spaces - set(known_terms()))


def _named(term: object) -> bool:
    return isinstance(term, NamedNode)


Fact = tuple[NamedNode | BlankNode, NamedNode, Term]


def _headers(quads: list[Quad], headers: set[NamedNode]) -> Iterator[Fact]:
    imported = {q.object for q in quads if q.predicate == IMPORTS and q.subject in headers}
    for header in headers:
        yield header, lint("is"), lint("Header")
        if header not in imported:
            yield header, lint("is"), lint("Main")


def _name(term: NamedNode) -> Iterator[Fact]:
    local = term.value[len(namespace_of(term.value)) :]
    if not re.search(r"[A-Za-z]", local):
        return
    yield term, lint("local"), Literal(local)
    if re.search(r"\d{4,}\Z", local):  # an opaque code follows no style
        return
    yield term, lint("initial"), Literal("upper" if local[0].isupper() else "lower")
    for separator in ("_", "-"):
        if re.search(rf"[a-z]{separator}[A-Za-z]", local):
            yield term, lint("separator"), Literal(separator)
            return
    if re.search(r"[a-z][A-Z]", local):
        yield term, lint("separator"), Literal("none")


def _kinds(quads: list[Quad], own: set[NamedNode]) -> Iterator[Fact]:
    for kind, types in KINDS.items():
        classes = {NamedNode(iri) for iri in types}
        declared = {q.subject for q in quads if q.predicate == TYPE and q.object in classes}
        yield from ((term, lint("is"), lint(kind)) for term in own if term in declared)


def _unknown(foreign: set[Term]) -> Iterator[Fact]:
    for term in foreign:
        if isinstance(term, NamedNode) and is_unknown(term.value):
            yield term, lint("is"), lint("Unknown")


def _namesakes(quads: list[Quad], own: set[NamedNode]) -> Iterator[Fact]:
    classes = {NamedNode(iri) for iri in KINDS["Class"]}
    declared = {q.subject for q in quads if q.predicate == TYPE and q.object in classes}
    said = {q.predicate for q in quads} | {q.object for q in quads if q.predicate == TYPE}
    spaces = {namespace_of(t.value) for t in said - own if isinstance(t, NamedNode)}
    for term in own & {t for t in declared if isinstance(t, NamedNode)}:
        local = term.value[len(namespace_of(term.value)) :]
        for space in sorted(spaces & set(known_terms())):
            if local in known_terms()[space]:
                yield term, lint("namesake"), NamedNode(space + local)


def _literals(quads: list[Quad]) -> Iterator[Fact]:
    seen: set[tuple[object, object, object]] = set()
    for quad in quads:
        literal, key = quad.object, (quad.subject, quad.predicate, quad.object)
        if not isinstance(literal, Literal) or literal.language or key in seen:
            continue
        seen.add(key)
        ill = is_ill_formed(literal)
        better = literal.value if ill else canonical(literal)
        if not ill and better == literal.value:
            continue
        node = NamedNode(f"{LINT}literal-{len(seen)}")
        if isinstance(quad.subject, NamedNode):
            yield node, lint("of"), quad.subject
        yield node, lint("by"), quad.predicate
        yield node, lint("lexical"), Literal(literal.value)
        yield node, lint("datatype"), literal.datatype
        yield (
            (node, lint("illFormed"), lint("yes"))
            if ill
            else (node, lint("canonical"), Literal(better))
        )


def _mention(mention: Mention, number: int) -> Iterator[Fact]:
    node = NamedNode(f"{LINT}mention-{number}")
    if mention.iri:
        yield node, lint("term"), NamedNode(mention.iri)
    if mention.namespace:
        yield node, lint("prefix"), Literal(mention.prefix)
        yield node, lint("namespace"), Literal(mention.namespace)
    elif mention.prefix and not mention.iri:
        yield node, lint("undeclaredPrefix"), Literal(mention.prefix)
    yield node, lint("file"), Literal(str(mention.at.path))
    yield node, lint("line"), Literal(str(mention.at.line), datatype=NamedNode(XSD + "integer"))
    yield node, lint("column"), Literal(str(mention.at.column), datatype=NamedNode(XSD + "integer"))
