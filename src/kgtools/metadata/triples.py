"""Triples of the description, written with as few words as they have meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kgtools.project import Project
from kgtools.rdf.terms import DCAT, DCTERMS, FOAF, RDF, RDFS, SCHEMA, VOID, xsd
from kgtools.words import words_of

VCARD = "http://www.w3.org/2006/vcard/ns#"
SPDX = "http://spdx.org/rdf/terms#"
DCATAP = "http://data.europa.eu/r5r/"
NAMES: Mapping[str, str] = {
    "dcat": DCAT,
    "dcatap": DCATAP,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "spdx": SPDX,
    "vcard": VCARD,
    "void": VOID,
}

Node = NamedNode | BlankNode
_INTEGER = xsd("integer")
Value = NamedNode | BlankNode | Literal | str | int | date | Mapping[str, str] | None


@cache
def term(name: str) -> NamedNode:
    """The term that a CURIE of the vocabularies above means."""
    prefix, _, local = name.partition(":")
    return NamedNode(NAMES[prefix] + local)


def say_of(node: Node, **said: Value | Iterable[Value]) -> Iterator[Triple]:
    """What is said of the node: `dcterms_title=…`, several values in a list, None for none.

    A text is one without a language, a mapping texts by language, a whole number an xsd:integer
    that cannot be negative.
    """
    for name, values in said.items():
        predicate = term(name.replace("_", ":", 1))
        several = isinstance(values, list | tuple)
        for value in values if several else (values,):  # type: ignore[union-attr]
            for each in _terms(value):  # type: ignore[arg-type]
                yield Triple(node, predicate, each)


def _terms(value: Value) -> Iterator[NamedNode | BlankNode | Literal]:
    match value:
        case None:
            return
        case NamedNode() | BlankNode() | Literal():
            yield value
        case str():
            yield Literal(value)
        case int():
            yield Literal(str(value), datatype=_INTEGER)
        case date():
            yield day(value)
        case _:
            yield from (Literal(text, language=tag) for tag, text in value.items())


def day(moment: date | int) -> Literal:
    """A date; a whole number is a year."""
    if isinstance(moment, date):
        return Literal(moment.isoformat(), datatype=xsd("date"))
    return Literal(f"{moment:04d}", datatype=xsd("gYear"))


def spoken(project: Project) -> tuple[str, ...]:
    """The project's languages in which the tool has words; English where it has none."""
    known = (tag for tag in project.languages if _bare(tag) == "en" or words_of(_bare(tag)))
    return tuple(known) or ("en",)


def _bare(tag: str) -> str:
    return tag.lower().partition("-")[0]
