"""Typed parameters of prepared queries: where they stand in the text and how they are bound.

A parameter `x` stands in the query exactly once, as `VALUES ?x { … }` with its default inside
(UNDEF: no restriction), or, for the types limit and offset, as `LIMIT n` or `OFFSET n`. So the
text runs as it is in any SPARQL 1.1 store, and binding is replacing those tokens by a typed,
escaped term: in every form of query, in a sub-query, projected or not.

A literal is written in its canonical form (`007` is 7, `1.50` is 1.5): so engines that compare
terms and engines that compare values find the same. On what they still give back differently see
`kgtools.engines`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pyoxigraph import Literal, NamedNode

from kgtools.config import LangMap
from kgtools.errors import ParameterError, QueryError, did_you_mean
from kgtools.project import Project
from kgtools.rdf.literals import LITERAL_TYPES, WORDS_OF_SLICE, read_literal, short
from kgtools.rdf.sparql import Token, place, prefixes_of, resolve, sparql_term, tokens, unquoted
from kgtools.rdf.terms import IN_SCHEME, expand, local_name, shorten, xsd
from kgtools.record import Record

TYPES = ("iri", *LITERAL_TYPES)

Value = NamedNode | Literal

__all__ = [
    "TYPES",
    "Parameter",
    "Slot",
    "Value",
    "allowed_values",
    "bind",
    "find_slot",
    "may_be_any",
    "read_literal",
    "read_values",
    "short_name",
    "short_names",
]


class Parameter(Record):
    """`default` and `allowed` are terms; an empty default means no restriction."""

    name: str
    type: str
    default: tuple[Value, ...]
    help: LangMap
    of_class: NamedNode | None = None
    in_scheme: NamedNode | None = None
    multiple: bool = False
    optional: bool = False


class Slot(Record):
    """The part of a query's text, [start, end), that holds a parameter's value."""

    start: int
    end: int
    terms: tuple[Value | None, ...]


def find_slot(text: str, parameter: str, kind: str) -> Slot:
    """Where the parameter's value stands; QueryError unless that is exactly one place."""
    found = tokens(text)
    word = WORDS_OF_SLICE.get(kind)
    slots = _slices(found, word) if word else _values(text, found, parameter)
    if len(slots) == 1:
        return slots[0]
    form = f"{word} n" if word else f"VALUES ?{parameter} {{ … }}"
    times = f"{len(slots)} times" if slots else "not at all"
    raise QueryError(f"parameter {parameter!r}: {form} must stand exactly once, stands {times}")


def _slices(found: Sequence[Token], keyword: str) -> list[Slot]:
    """The LIMIT or OFFSET of the whole query; those of sub-queries are no parameters."""
    return [
        Slot(number.start, number.end, (Literal(number.text, datatype=xsd("integer")),))
        for word, number in pairwise(found)
        if word.is_word(keyword) and word.depth == 0 and number.kind == "number"
    ]


def _values(text: str, found: Sequence[Token], parameter: str) -> list[Slot]:
    slots = []
    for i, token in enumerate(found[:-2]):
        variable, brace = found[i + 1], found[i + 2]
        if not (token.is_word("VALUES") and variable.text[1:] == parameter and brace.text == "{"):
            continue
        inner: list[Token] = []
        for later in found[i + 3 :]:
            if later.text == "}":
                slots.append(Slot(brace.end, later.start, _terms(text, inner, prefixes_of(found))))
                break
            inner.append(later)
    return slots


def _terms(text: str, inner: list[Token], prefixes: dict[str, str]) -> tuple[Value | None, ...]:
    terms: list[Value | None] = []
    i = 0
    while i < len(inner):
        token, following = inner[i], inner[i + 1 : i + 3]
        i += 1
        iri = resolve(token, prefixes) if token.kind in ("iri", "name") else None
        if iri is not None:
            terms.append(NamedNode(iri))
        elif token.is_word("UNDEF"):
            terms.append(None)
        elif token.is_word("TRUE", "FALSE"):
            terms.append(Literal(token.text.lower(), datatype=xsd("boolean")))
        elif token.kind == "number":
            kind = "integer" if re.fullmatch(r"[+-]?\d+", token.text) else "decimal"
            terms.append(Literal(token.text, datatype=xsd(kind)))
        elif token.kind == "string" and following and following[0].kind == "language":
            terms.append(Literal(unquoted(token.text), language=following[0].text[1:]))
            i += 1
        elif token.kind == "string" and len(following) == 2 and following[0].text == "^^":
            datatype = resolve(following[1], prefixes)
            terms.append(Literal(unquoted(token.text), datatype=NamedNode(datatype or "")))
            i += 2
        elif token.kind == "string":
            terms.append(Literal(unquoted(token.text)))
        else:
            raise QueryError(f"{token.text!r} is not a term", at=place(text, token.start))
    return tuple(terms)


def bind(text: str, values: dict[str, tuple[str, tuple[Value, ...]]]) -> str:
    """The text with each parameter (name: its type and terms) at its value; none is UNDEF."""
    slots = [(find_slot(text, name, kind), kind, terms) for name, (kind, terms) in values.items()]
    for slot, kind, terms in sorted(slots, key=lambda item: item[0].start, reverse=True):
        if kind in WORDS_OF_SLICE:
            new = terms[0].value
        else:
            new = f" {' '.join(map(sparql_term, terms)) if terms else 'UNDEF'} "
        text = text[: slot.start] + new + text[slot.end :]
    return text


def read_values(parameter: Parameter, given: list[str], project: Project) -> tuple[Value, ...]:
    """The terms that the given texts mean; ParameterError says what is expected instead.

    None at all, for type iri also the word `any`, is no restriction where the query allows that.
    """
    single = not parameter.multiple or parameter.type in WORDS_OF_SLICE
    if len(given) > 1 and single:
        raise ParameterError(f"parameter {parameter.name}: takes one value, got {len(given)}")
    if may_be_any(parameter) and (not given or (given == ["any"] and parameter.type == "iri")):
        return ()
    if not given:
        raise ParameterError(f"parameter {parameter.name}: needs a value")
    return tuple(_read_value(parameter, text, project) for text in given)


def may_be_any(parameter: Parameter) -> bool:
    return parameter.optional or not parameter.default


def _read_value(parameter: Parameter, text: str, project: Project) -> Value:
    if not text.isascii() and re.search("[\ud800-\udfff]", text):
        raise ParameterError(f"parameter {parameter.name}: {short(text)} is not UTF-8")
    if parameter.type == "iri":
        return _read_iri(parameter, text, project)
    return read_literal(parameter.type, text, parameter.name)


def _read_iri(parameter: Parameter, text: str, project: Project) -> NamedNode:
    allowed = allowed_values(parameter, project)
    if allowed is None:
        called = project.labelled(text)
        try:
            return called[0] if len(called) == 1 else expand(text, project.prefixes)
        except ParameterError as error:
            raise _not_an_iri(parameter, text, error) from None
    named = [node for node in allowed if local_name(node.value) == text]
    if len(named) == 1:
        return named[0]
    if len(named) > 1:
        choice = " or ".join(short_names(named, project))
        raise ParameterError(f"parameter {parameter.name}: {short(text)} may mean {choice}")
    called = [node for node in project.labelled(text) if node in allowed]
    if len(called) == 1:
        return called[0]
    if called:
        choice = " or ".join(short_names(called, project))
        raise ParameterError(f"parameter {parameter.name}: {short(text)} may mean {choice}")
    try:
        node = expand(text, project.prefixes) if re.match(r"<|[\w.\-]*:\S", text) else None
    except ParameterError as error:
        raise _not_an_iri(parameter, text, error) from None
    if node in allowed:
        return node
    known = sorted(local_name(value.value) for value in allowed)
    wanted = local_name(node.value) if node else text
    message = f"parameter {parameter.name}: {short(text)} is not {_expected(parameter, project)}"
    raise ParameterError(message, hint=did_you_mean(wanted, known))


def _not_an_iri(parameter: Parameter, text: str, error: ParameterError) -> ParameterError:
    message = error.message.replace(repr(text), short(text))
    message = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in message)
    return ParameterError(f"parameter {parameter.name}: {message}", hint=error.hint)


def _expected(parameter: Parameter, project: Project) -> str:
    if parameter.of_class:
        return f"an instance of {project.name(parameter.of_class)}"
    assert parameter.in_scheme
    return f"a concept of {project.name(parameter.in_scheme)}"


def allowed_values(parameter: Parameter, project: Project) -> list[NamedNode] | None:
    """The IRIs that the parameter takes; None when it takes any."""
    index = project.lookup
    if parameter.of_class:
        found = index.instances([parameter.of_class])
    elif parameter.in_scheme:
        found = index.subjects(IN_SCHEME, parameter.in_scheme)
    else:
        return None
    return [node for node in found if isinstance(node, NamedNode)]


def short_name(node: NamedNode, project: Project) -> str:
    """What to type for the node: the last part of its IRI, else the CURIE.

    The latter where the graph has another node of that name in a namespace that has a prefix.
    """
    name = local_name(node.value)
    same = {NamedNode(namespace + name) for namespace in project.prefixes.values()} - {node}
    if any(other in project.lookup for other in same):
        return shorten(node.value, project.prefixes)
    return name


def short_names(nodes: Sequence[NamedNode], project: Project) -> list[str]:
    """What to type for each of the nodes: the last part of its IRI, else the CURIE."""
    count = Counter(local_name(node.value) for node in nodes)
    return [
        name
        if count[name := local_name(node.value)] == 1
        else shorten(node.value, project.prefixes)
        for node in nodes
    ]
