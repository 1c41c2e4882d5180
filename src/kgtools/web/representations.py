"""Triples as bytes in each format: the same bytes for the same graph, on every machine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple
from pyoxigraph import serialize as _serialize

from kgtools.rdf.terms import Term
from kgtools.rdf.turtle import format_turtle
from kgtools.web.negotiation import DATA_FORMATS, RDF_XML, Format

NO_GRAPH = DefaultGraph()
# What XML 1.0 cannot hold, and the end of an IRI that can be the name of an element.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML_NAME = re.compile(r"[#/:][^\W\d][\w.\-]*\Z")
_PREFIX_LINE = re.compile(rb"@prefix [^\n]*\n")


@dataclass(frozen=True)
class Statements:
    """The quads of a document, with what all formats need of them worked out once."""

    quads: list[Quad]

    @cached_property
    def terms(self) -> dict[Term, None]:
        """All terms but the names of graphs."""
        found: dict[Term, None] = {}
        for quad in self.quads:
            found[quad.subject] = found[quad.predicate] = found[quad.object] = None
        return found

    @cached_property
    def triples(self) -> list[Triple]:
        """Each once, in their order."""
        return list(dict.fromkeys(quad.triple for quad in self.quads))

    @cached_property
    def by_subject(self) -> tuple[list[Triple], list[Triple]]:
        """Those of named subjects, and those of blank ones.

        Each subject comes once, in the order of its first triple.
        """
        groups: dict[NamedNode | BlankNode | Triple, list[Triple]] = {}
        for triple in self.triples:
            groups.setdefault(triple.subject, []).append(triple)
        found: tuple[list[Triple], list[Triple]] = ([], [])
        for subject, group in groups.items():
            found[isinstance(subject, BlankNode)].extend(group)
        return found

    @cached_property
    def by_graph(self) -> dict[Term | DefaultGraph, list[Quad]]:
        graphs: dict[Term | DefaultGraph, list[Quad]] = {}
        for quad in self.quads:
            graphs.setdefault(quad.graph_name, []).append(quad)
        return graphs

    @cached_property
    def spaces(self) -> frozenset[str]:
        """The namespaces of the terms."""
        names = (term for term in self.terms if isinstance(term, NamedNode))
        literals = (term for term in self.terms if isinstance(term, Literal))
        iris = [*(node.value for node in names), *(text.datatype.value for text in literals)]
        return frozenset(map(_space, iris))


def represented(
    found: Statements,
    about: list[Quad],
    form: Format,
    prefixes: Mapping[str, str],
    fine: bool = False,
) -> bytes:
    """The statements in a format; only TriG tells their graphs. `fine` lays Turtle out for reading.

    `about` are those of the document itself, a named node: they stand in the default graph.
    """
    assert form.rdf is not None
    if about and about[0].subject in found.terms:
        found, about = Statements([*found.quads, *about]), []
    own = Statements(about)
    names = used_prefixes(found.spaces | own.spaces, prefixes)
    if form.rdf == RdfFormat.TRIG:
        graphs = {**found.by_graph}
        graphs[NO_GRAPH] = [*graphs.get(NO_GRAPH, ()), *about]
        quads = [quad for graph in sorted(graphs, key=str) for quad in graphs[graph]]
        return _sorted_prefixes(_bytes(quads, form.rdf, names))
    if form.rdf == RdfFormat.N_TRIPLES:
        return _bytes([*found.triples, *own.triples], form.rdf)
    if form.rdf == RdfFormat.TURTLE and fine:
        text = _bytes([*found.triples, *own.triples], RdfFormat.N_TRIPLES).decode()
        return format_turtle(text, prefixes=prefixes).encode()
    named, blank = found.by_subject
    ordered = [*named, *own.triples, *blank]
    if form.rdf == RdfFormat.JSON_LD:
        return _bytes(ordered, form.rdf) + b"\n"
    data = _bytes(ordered, form.rdf, names)
    return _sorted_prefixes(data) if form.rdf == RdfFormat.TURTLE else data + b"\n"


def _bytes(
    statements: Iterable[Triple] | Iterable[Quad],
    form: RdfFormat,
    prefixes: dict[str, str] | None = None,
) -> bytes:
    return _serialize(statements, format=form, prefixes=prefixes) or b""


def not_for_xml(predicates: Iterable[Term], values: Iterable[Term]) -> frozenset[Term]:
    """The predicates without an XML name and the texts with characters that XML 1.0 lacks."""
    nameless = (p for p in predicates if isinstance(p, NamedNode) and not _has_xml_name(p))
    texts = (value for value in values if isinstance(value, Literal))
    return frozenset([*nameless, *(text for text in texts if _NOT_XML.search(text.value))])


def formats_for(quads: Iterable[Quad], hard: frozenset[Term]) -> tuple[Format, ...]:
    """The data formats that can hold the quads; `hard` is what RDF/XML cannot."""
    if hard and any(q.predicate in hard or q.object in hard for q in quads):
        return tuple(form for form in DATA_FORMATS if form is not RDF_XML)
    return DATA_FORMATS


def used_prefixes(spaces: Set[str], prefixes: Mapping[str, str]) -> dict[str, str]:
    """The prefixes of the namespaces, each by one of its names."""
    used = {space: prefix for prefix, space in reversed(list(prefixes.items())) if space in spaces}
    return {prefix: space for space, prefix in used.items()}


@lru_cache(1 << 16)
def _space(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/"), iri.rfind(":")) + 1]


def _has_xml_name(predicate: NamedNode) -> bool:
    return bool(_XML_NAME.search(predicate.value))


def _sorted_prefixes(data: bytes) -> bytes:
    """The serializer declares prefixes in any order; here they are sorted."""
    lines = []
    position = 0
    while match := _PREFIX_LINE.match(data, position):
        lines.append(match[0])
        position = match.end()
    return b"".join([*sorted(lines), b"\n" if lines else b"", data[position:]])
