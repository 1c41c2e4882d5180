"""A graph as Turtle, N-Triples or JSON-LD, the same bytes for the same graph.

Blank nodes have no names of their own that last, so they get those of RDFC-1.0.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    Quad,
    RdfFormat,
    Triple,
    serialize,
)

from kgtools.errors import KgtoolsError
from kgtools.rdf.terms import RDF, shorten
from kgtools.rdf.turtle import format_turtle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def turtle(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """The triples in the project's canonical Turtle, with just the prefixes they need.

    Raises KgtoolsError for RDF 1.2 (triple terms, base directions), which it does not have.
    """
    known = _named_alike(triples)
    _only_rdf_1_1(known, "turtle")
    text = "".join(f"{triple} .\n" for triple in known)
    return format_turtle(text, prefixes=prefixes, keep_unused=False)


def ntriples(triples: Iterable[Triple]) -> Iterator[str]:
    """The triples as canonical N-Triples, a sorted line each."""
    for triple in _named_alike(triples):
        yield f"{triple} .\n"


def jsonld(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """The triples as JSON-LD 1.1, a node each, compacted by the prefixes that occur in it.

    Raises KgtoolsError for triple terms, which JSON-LD does not have.
    """
    known = _named_alike(triples)
    _only_rdf_1_1(known, "jsonld")
    data = serialize(known, format=RdfFormat.JSON_LD) or b"[]"
    nodes = _merged(json.loads(data))
    compact = _Compact(_unambiguous(prefixes, known))
    graph = [compact.node(node) for node in nodes]
    context = {prefix: prefixes[prefix] for prefix in sorted(compact.used)}
    return json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, indent=2) + "\n"


def _named_alike(triples: Iterable[Triple]) -> list[Triple]:
    """The triples without repetition, sorted, their blank nodes named by RDFC-1.0."""
    dataset = Dataset(Quad(t.subject, t.predicate, t.object) for t in triples)
    if any(_has_blank(quad) for quad in dataset):
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return [quad.triple for quad in sorted(dataset, key=str)]


def _has_blank(part: object) -> bool:
    if isinstance(part, Quad | Triple):
        return _has_blank(part.subject) or _has_blank(part.object)
    return isinstance(part, BlankNode)


def _only_rdf_1_1(triples: Iterable[Triple], form: str) -> None:
    for triple in triples:
        value = triple.object
        if isinstance(value, Triple) or (isinstance(value, Literal) and value.direction):
            message = f"{form} cannot hold this term of RDF 1.2: {value}"
            raise KgtoolsError(message, hint="use the format nt")


def _merged(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One object a node: the serialiser begins a new one when it likes."""
    found: dict[str, dict[str, Any]] = {}
    for node in nodes:
        known = found.setdefault(node["@id"], {"@id": node["@id"]})
        for key, values in node.items():
            if key != "@id":
                known.setdefault(key, []).extend(values)
    return list(found.values())


def _unambiguous(prefixes: Mapping[str, str], triples: Iterable[Triple]) -> dict[str, str]:
    """The prefixes that JSON-LD would expand to what is meant, and nothing else by them.

    A prefix must end as IRIs are divided, and must not be the scheme of an IRI of the graph.
    """
    schemes = {iri.partition(":")[0].lower() for triple in triples for iri in _iris(triple)}
    return {
        prefix: namespace
        for prefix, namespace in prefixes.items()
        if prefix and prefix.lower() not in schemes and namespace[-1:] in ":/?#[]@"
    }


def _iris(triple: Triple) -> Iterator[str]:
    for term in (triple.subject, triple.predicate, triple.object):
        if isinstance(term, Literal):
            yield term.datatype.value
        elif not isinstance(term, BlankNode | Triple):
            yield term.value


class _Compact:
    """Shortens IRIs and remembers by which prefixes."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = prefixes
        self.used: set[str] = set()

    def iri(self, iri: str) -> str:
        short = shorten(iri, self.prefixes)
        if short.startswith("<"):
            return iri
        self.used.add(short.partition(":")[0])
        return short

    def node(self, node: dict[str, Any]) -> dict[str, Any]:
        compact: dict[str, Any] = {"@id": self.iri(node["@id"])}
        for key, values in node.items():
            if key == RDF + "type" and all("@id" in value for value in values):
                compact["@type"] = _one([self.iri(value["@id"]) for value in values])
            elif key != "@id":
                compact[self.iri(key)] = _one([self.value(value) for value in values])
        return compact

    def value(self, value: dict[str, Any]) -> object:
        if "@id" in value:
            return {"@id": self.iri(value["@id"])}
        if set(value) == {"@value"} and isinstance(value["@value"], str):
            return value["@value"]
        if "@type" in value:
            return {**value, "@type": self.iri(value["@type"])}
        return value


def _one(values: list[Any]) -> object:
    return values[0] if len(values) == 1 else values
