"""Typed parameters of prepared queries: where they stand in the text and how they are bound.

A parameter `x` stands in the query exactly once, as `VALUES ?x { … }` with its default inside
(UNDEF: no restriction), or, for the type limit, as `LIMIT n`. So the text runs as it is in any
SPARQL 1.1 store, and binding is replacing those tokens by a typed, escaped term.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pyoxigraph import Literal, NamedNode

from kgtools.config import LANGUAGE, LangMap
from kgtools.errors import ParameterError, QueryError, did_you_mean
from kgtools.project import Project
from kgtools.rdf.sparql import Token, place, prefixes_of, resolve, tokens
from kgtools.rdf.terms import IN_SCHEME, expand, local_name, shorten, xsd

TYPES = ("iri", "text", "integer", "boolean", "date", "language", "limit")

Value = NamedNode | Literal


@dataclass(frozen=True)
class Parameter:
    """`default` and `allowed` are terms; an empty default means no restriction."""

    name: str
    type: str
    default: tuple[Value, ...]
    help: LangMap
    of_class: NamedNode | None = None
    in_scheme: NamedNode | None = None
    multiple: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Slot:
    """The part of a query's text, [start, end), that holds a parameter's value."""

    start: int
    end: int
    terms: tuple[Value | None, ...]


def find_slot(text: str, parameter: str, kind: str) -> Slot:
    """Where the parameter's value stands; QueryError unless that is exactly one place."""
    found = tokens(text)
    slots = _limits(found) if kind == "limit" else _values(text, found, parameter)
    if len(slots) == 1:
        return slots[0]
    form = "LIMIT n" if kind == "limit" else f"VALUES ?{parameter} {{ … }}"
    times = f"{len(slots)} times" if slots else "not at all"
    raise QueryError(f"parameter {parameter!r}: {form} must stand exactly once, stands {times}")


def _limits(found: list[Token]) -> list[Slot]:
    return [
        Slot(number.start, number.end, (Literal(number.text, datatype=xsd("integer")),))
        for word, number in pairwise(found)
        if word.is_word("LIMIT") and word.depth == 0 and number.kind == "number"
    ]


def _values(text: str, found: list[Token], parameter: str) -> list[Slot]:
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
            terms.append(Literal(_unquoted(token.text), language=following[0].text[1:]))
            i += 1
        elif token.kind == "string" and len(following) == 2 and following[0].text == "^^":
            datatype = resolve(following[1], prefixes)
            terms.append(Literal(_unquoted(token.text), datatype=NamedNode(datatype or "")))
            i += 2
        elif token.kind == "string":
            terms.append(Literal(_unquoted(token.text)))
        else:
            raise QueryError(f"{token.text!r} is not a term", at=place(text, token.start))
    return tuple(terms)


def _unquoted(string: str) -> str:
    width = 3 if string[:3] in ('"""', "'''") else 1
    escapes = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
    return re.sub(r"\\(.)", lambda m: escapes.get(m[1], m[1]), string[width:-width])


def bind(text: str, values: dict[str, tuple[str, tuple[Value, ...]]]) -> str:
    """The text with each parameter (name: its type and terms) at its value; none is UNDEF."""
    slots = [(find_slot(text, name, kind), kind, terms) for name, (kind, terms) in values.items()]
    for slot, kind, terms in sorted(slots, key=lambda item: item[0].start, reverse=True):
        if kind == "limit":
            new = terms[0].value
        else:
            new = f" {' '.join(str(term) for term in terms) if terms else 'UNDEF'} "
        text = text[: slot.start] + new + text[slot.end :]
    return text


def read_values(parameter: Parameter, given: list[str], project: Project) -> tuple[Value, ...]:
    """The terms that the given texts mean; ParameterError says what is expected instead."""
    if len(given) > 1 and not parameter.multiple:
        raise ParameterError(f"parameter {parameter.name}: takes one value, got {len(given)}")
    if given == ["any"] and parameter.type == "iri" and may_be_any(parameter):
        return ()
    return tuple(_read_value(parameter, text, project) for text in given)


def may_be_any(parameter: Parameter) -> bool:
    return parameter.optional or not parameter.default


def _read_value(parameter: Parameter, text: str, project: Project) -> Value:
    match parameter.type:
        case "iri":
            return _read_iri(parameter, text, project)
        case "text":
            return Literal(text)
        case _:
            return read_literal(parameter.type, text, parameter.name)


def read_literal(kind: str, text: str, name: str) -> Literal:
    """A literal of one of the simple types; ParameterError where the text is not one."""
    match kind:
        case "integer" if re.fullmatch(r"[+-]?\d+", text):
            return Literal(text, datatype=xsd("integer"))
        case "limit" if re.fullmatch(r"\d+", text):
            return Literal(text, datatype=xsd("integer"))
        case "boolean" if text.lower() in ("true", "false"):
            return Literal(text.lower(), datatype=xsd("boolean"))
        case "language" if LANGUAGE.match(text):
            return Literal(text)
        case "date" if re.fullmatch(r"\d{4}-\d\d-\d\d", text) and _is_date(text):
            return Literal(text, datatype=xsd("date"))
        case "text":
            return Literal(text)
    expected = {
        "integer": "a whole number",
        "limit": "a whole number, 0 or more",
        "boolean": "true or false",
        "language": "a language tag, such as en",
        "date": "a date as YYYY-MM-DD",
    }
    raise ParameterError(f"parameter {name}: expected {expected[kind]}, got {text!r}")


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _read_iri(parameter: Parameter, text: str, project: Project) -> NamedNode:
    allowed = allowed_values(parameter, project)
    if allowed is None:
        called = project.labelled(text)
        try:
            return called[0] if len(called) == 1 else expand(text, project.prefixes)
        except ParameterError as error:
            raise ParameterError(f"parameter {parameter.name}: {error}") from None
    named = [node for node in allowed if local_name(node.value) == text]
    if len(named) == 1:
        return named[0]
    if len(named) > 1:
        choice = " or ".join(short_names(named, project))
        raise ParameterError(f"parameter {parameter.name}: {text!r} may mean {choice}")
    called = [node for node in project.labelled(text) if node in allowed]
    if len(called) == 1:
        return called[0]
    if called:
        choice = " or ".join(short_names(called, project))
        raise ParameterError(f"parameter {parameter.name}: {text!r} may mean {choice}")
    try:
        node = expand(text, project.prefixes) if re.match(r"<|[\w.\-]*:\S", text) else None
    except ParameterError as error:
        raise ParameterError(f"parameter {parameter.name}: {error}") from None
    if node in allowed:
        return node
    known = sorted(local_name(value.value) for value in allowed)
    wanted = local_name(node.value) if node else text
    message = f"parameter {parameter.name}: {text!r} is not {_expected(parameter, project)}"
    raise ParameterError(message, hint=did_you_mean(wanted, known))


def _expected(parameter: Parameter, project: Project) -> str:
    if parameter.of_class:
        return f"an instance of {project.name(parameter.of_class)}"
    assert parameter.in_scheme
    return f"a concept of {project.name(parameter.in_scheme)}"


def allowed_values(parameter: Parameter, project: Project) -> list[NamedNode] | None:
    """The IRIs that the parameter takes; None when it takes any."""
    index = project.index
    if parameter.of_class:
        found = index.instances([parameter.of_class])
    elif parameter.in_scheme:
        found = index.subjects(IN_SCHEME, parameter.in_scheme)
    else:
        return None
    return [node for node in found if isinstance(node, NamedNode)]


def short_names(nodes: Sequence[NamedNode], project: Project) -> list[str]:
    """What to type for each of the nodes: the last part of its IRI, else the CURIE."""
    count = Counter(local_name(node.value) for node in nodes)
    return [
        name
        if count[name := local_name(node.value)] == 1
        else shorten(node.value, project.prefixes)
        for node in nodes
    ]
