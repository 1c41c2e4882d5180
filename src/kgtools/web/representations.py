"""Triples as bytes in each format: the same bytes for the same graph, on every machine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple
from pyoxigraph import serialize as _serialize

from kgtools.rdf.terms import Term
from kgtools.rdf.turtle import format_turtle
from kgtools.web.negotiation import DATA_FORMATS, RDF_XML, Format

# What XML 1.0 cannot hold, and the end of an IRI that can be the name of an element.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML_NAME = re.compile(r"[^\W\d][\w.\-]*\Z")
_PREFIX_LINE = re.compile(rb"@prefix [^\n]*\n")


def represented(
    quads: Iterable[Quad], form: Format, prefixes: Mapping[str, str], fine: bool = False
) -> bytes:
    """The quads in a format; only TriG tells their graphs. `fine` lays Turtle out for reading."""
    assert form.rdf is not None
    quads = list(quads)
    if form.rdf == RdfFormat.TRIG:
        ordered = sorted(quads, key=lambda quad: str(quad.graph_name))
        names = used_prefixes(ordered, prefixes)
        return _sorted_prefixes(_bytes(ordered, form.rdf, names))
    triples = list(dict.fromkeys(Triple(q.subject, q.predicate, q.object) for q in quads))
    if form.rdf == RdfFormat.N_TRIPLES:
        return _bytes(triples, form.rdf)
    if form.rdf == RdfFormat.TURTLE and fine:
        text = _bytes(triples, RdfFormat.N_TRIPLES).decode()
        return format_turtle(text, prefixes=prefixes).encode()
    ordered_triples = _by_subject(triples)
    if form.rdf == RdfFormat.JSON_LD:
        return _bytes(ordered_triples, form.rdf) + b"\n"
    names = used_prefixes(quads, prefixes)
    data = _bytes(ordered_triples, form.rdf, names)
    return _sorted_prefixes(data) if form.rdf == RdfFormat.TURTLE else data + b"\n"


def _bytes(
    statements: Iterable[Triple] | Iterable[Quad],
    form: RdfFormat,
    prefixes: dict[str, str] | None = None,
) -> bytes:
    return _serialize(statements, format=form, prefixes=prefixes) or b""


def not_for_xml(quads: Iterable[Quad]) -> frozenset[Term]:
    """The predicates without an XML name and the texts with characters that XML 1.0 lacks."""
    predicates: set[Term] = set()
    others: set[Term] = set()
    for quad in quads:
        predicates.add(quad.predicate)
        others.update((quad.subject, quad.object))
    nameless = {p for p in predicates if isinstance(p, NamedNode) and not _has_xml_name(p)}
    texts = (term for term in others if isinstance(term, Literal))
    return frozenset([*nameless, *(text for text in texts if _NOT_XML.search(text.value))])


def formats_for(quads: Iterable[Quad], hard: frozenset[Term]) -> tuple[Format, ...]:
    """The data formats that can hold the quads; `hard` is what RDF/XML cannot."""
    if hard and any(q.predicate in hard or q.object in hard for q in quads):
        return tuple(form for form in DATA_FORMATS if form is not RDF_XML)
    return DATA_FORMATS


def used_prefixes(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> dict[str, str]:
    """The prefixes that shorten an IRI of the quads, each namespace by one of its names."""
    spaces: set[str] = set()
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object):
            if isinstance(term, NamedNode):
                spaces.add(_space(term.value))
            elif isinstance(term, Literal):
                spaces.add(_space(term.datatype.value))
    used = {space: prefix for prefix, space in reversed(list(prefixes.items())) if space in spaces}
    return {prefix: space for space, prefix in used.items()}


@lru_cache(1 << 16)
def _space(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/"), iri.rfind(":")) + 1]


def _has_xml_name(predicate: NamedNode) -> bool:
    return bool(_XML_NAME.search(predicate.value))


def _by_subject(triples: list[Triple]) -> list[Triple]:
    """Each subject once, in the order of its first triple; named ones before blank ones."""
    groups: dict[NamedNode | BlankNode | Triple, list[Triple]] = {}
    for triple in triples:
        groups.setdefault(triple.subject, []).append(triple)
    ordered = sorted(groups.items(), key=lambda item: isinstance(item[0], BlankNode))
    return [triple for _, group in ordered for triple in group]


def _sorted_prefixes(data: bytes) -> bytes:
    """The serializer declares prefixes in any order; here they are sorted."""
    lines = []
    position = 0
    while match := _PREFIX_LINE.match(data, position):
        lines.append(match[0])
        position = match.end()
    return b"".join([*sorted(lines), b"\n" if lines else b"", data[position:]])
