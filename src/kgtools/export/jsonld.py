"""JSON-LD 1.1 with a context made from the dataset: prefixes, and what each property leads to.

Values are strings whatever their datatype: JSON's own numbers would lose `0.20`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kgtools.errors import KgtoolsError
from kgtools.export.exact import ExactQuad
from kgtools.rdf.terms import RDF, XSD, Term, shorten

Context = Mapping[str, Any]
ENDS = tuple(":/?#[]@")  # an IRI that ends so is a prefix without saying so (JSON-LD 1.1, 4.1.5)


def context_of(quads: Iterable[ExactQuad], prefixes: Mapping[str, str]) -> Context:
    """The context: prefixes, and for each property with values of one kind only that kind.

    Publish it as `context.jsonld`; plain JSON with these keys is then RDF.
    """
    return context_from(*kinds_of(quads), prefixes)


def kinds_of(quads: Iterable[ExactQuad]) -> tuple[dict[str, set[str]], set[str]]:
    """What a context is made from: the kinds of value of each property, the schemes of IRIs."""
    kinds: dict[str, set[str]] = {}
    schemes: set[str] = set()
    for quad in quads:
        kinds.setdefault(quad.predicate.value, set()).add(_kind(quad.object))
        for term in (quad.subject, quad.predicate, quad.object, quad.graph):
            if isinstance(term, NamedNode):
                schemes.add(term.value.partition(":")[0])
    return kinds, schemes


def context_from(
    kinds: Mapping[str, set[str]], schemes: set[str], prefixes: Mapping[str, str]
) -> Context:
    kept = {p: iri for p, iri in sorted(prefixes.items()) if p and p not in schemes}
    context: dict[str, Any] = {"@version": 1.1}
    for prefix, iri in kept.items():
        context[prefix] = iri if iri.endswith(ENDS) else {"@id": iri, "@prefix": True}
    for iri in sorted(kinds):
        name = _short(iri, kept)
        if iri != RDF + "type" and len(kinds[iri]) == 1:
            (kind,) = kinds[iri]
            if kind in ("", "@language") or name == iri:
                continue
            context[name] = {"@id": iri, "@type": kind if kind == "@id" else _short(kind, kept)}
    return context


def jsonld(quads: Iterable[ExactQuad], context: Context) -> bytes:
    """Each named graph with its nodes; without quads just the context.

    The quads come sorted by graph, and then in the order of their lines of N-Triples.
    """
    return "".join(document_of(graphs_of(quads, context), context)).encode()


def graphs_of(quads: Iterable[ExactQuad], context: Context) -> list[str]:
    """The text of each graph as it stands in the document."""
    prefixes = {
        name: known if isinstance(known, str) else known["@id"]
        for name, known in context.items()
        if isinstance(known, str) or (isinstance(known, dict) and known.get("@prefix"))
    }
    names = _Names(prefixes)
    graphs = []
    for graph, group in groupby(quads, key=lambda quad: quad.graph):
        nodes = [
            _node(subject, about, context, names)
            for subject, about in groupby(group, key=lambda quad: quad.subject)
        ]
        graphs.append(_indented({"@id": names[graph.value], "@graph": nodes}, 2))
    return graphs


def document_of(graphs: Iterable[str], context: Context) -> Iterator[str]:
    """The text in parts."""
    yield f'{{\n "@context": {_indented(context, 1)}'
    before = ',\n "@graph": [\n  '
    for graph in graphs:
        yield before
        yield graph
        before = ",\n  "
    yield "\n ]\n}\n" if before == ",\n  " else "\n}\n"


def _indented(value: object, depth: int) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return text.replace("\n", "\n" + " " * depth)


def _node(
    subject: Term, quads: Iterable[ExactQuad], context: Context, names: _Names
) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _id(subject, names)}
    for quad in quads:
        key = names[quad.predicate.value]
        if quad.predicate.value == RDF + "type" and not isinstance(quad.object, Literal):
            node.setdefault("@type", []).append(_id(quad.object, names))
            continue
        coerced = context.get(key)
        value = _value(quad, isinstance(coerced, dict) and "@type" in coerced, names)
        node.setdefault(key, []).append(value)
    return {key: value[0] if _alone(value) else value for key, value in node.items()}


def _alone(value: object) -> bool:
    return isinstance(value, list) and len(value) == 1


def _value(quad: ExactQuad, coerced: bool, names: _Names) -> Any:
    term = quad.object
    if not isinstance(term, Literal):
        return _id(term, names) if coerced else {"@id": _id(term, names)}
    if term.language:
        return {"@value": term.value, "@language": quad.tag or term.language}
    if coerced or term.datatype.value == XSD + "string":
        return term.value
    return {"@value": term.value, "@type": names[term.datatype.value]}


def _kind(term: Term) -> str:
    """What the context says of a value: `@id`, `@language`, a datatype, or nothing (a string)."""
    if not isinstance(term, Literal):
        return "@id"
    if term.language:
        return "@language"
    return "" if term.datatype.value == XSD + "string" else term.datatype.value


def _id(term: Term, names: _Names) -> str:
    if isinstance(term, Triple):
        raise KgtoolsError("JSON-LD 1.1 has no quoted triples", hint="export another format")
    return str(term) if isinstance(term, BlankNode) else names[term.value]


class _Names(dict[str, str]):
    """IRIs as a document writes them, each looked for once."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self.prefixes = prefixes

    def __missing__(self, iri: str) -> str:
        self[iri] = name = _short(iri, self.prefixes)
        return name


def _short(iri: str, prefixes: Mapping[str, str]) -> str:
    name = shorten(iri, prefixes)
    return iri if name.startswith("<") else name
