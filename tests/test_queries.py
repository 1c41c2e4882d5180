"""Prepared queries: the header, binding on tokens, and the answers on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal

from conftest import change
from kgtools.engines import ENGINES, Engine, open_engine
from kgtools.errors import ParameterError, QueryError
from kgtools.parameters import bind, find_slot
from kgtools.project import Project
from kgtools.queries import Catalogue, answer
from kgtools.results import cells

ORD = "https://example.org/orchard/id/"
FIRM = "https://example.org/orchard/firmness/"
GATE, STALLS, HARVEST = ORD + "river-gate", ORD + "empty-stalls", ORD + "late-harvest"
PERHAPS, SURE = FIRM + "perhaps", FIRM + "sure"


def ask(
    orchard: Project,
    engine: Engine,
    slug: str,
    values: dict[str, list[str]] | None = None,
    lang: str | None = None,
) -> list[list[str]]:
    result = answer(orchard, slug, values or {}, engine, lang).result
    return cells(result)[1:] if len(cells(result)) > 1 else cells(result)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, [[GATE, STALLS, PERHAPS, ""], [GATE, HARVEST, SURE, "1.5"]]),
        ({"firmness": ["sure"]}, [[GATE, HARVEST, SURE, "1.5"]]),
        ({"firmness": ["firm:perhaps"], "gate": [GATE]}, [[GATE, STALLS, PERHAPS, ""]]),
        (
            {"firmness": ["sure", f"<{PERHAPS}>"], "gate": ["any"]},
            [[GATE, STALLS, PERHAPS, ""], [GATE, HARVEST, SURE, "1.5"]],
        ),
        ({"most": ["1"]}, [[GATE, STALLS, PERHAPS, ""]]),
    ],
)
def test_iri_and_limit_parameters(
    orchard: Project, engine: Engine, values: dict[str, list[str]], expected: list[list[str]]
) -> None:
    assert ask(orchard, engine, "effects", values) == expected


def test_text_integer_and_language_parameters(orchard: Project, engine: Engine) -> None:
    heron, moss = [ORD + "heron", "Heron Guild", "12"], [ORD + "moss", "Moss Guild", "7"]
    assert ask(orchard, engine, "guilds") == [heron, moss]
    assert ask(orchard, engine, "guilds", {"atLeast": ["8"]}) == [heron]
    assert ask(orchard, engine, "guilds", {"word": ["MOSS"]}) == [moss]
    assert ask(orchard, engine, "guilds", {"word": ["mousse"]}, "fr") == [
        [ORD + "moss", "guilde de la Mousse", "7"]
    ]


def test_date_and_boolean_parameters(orchard: Project, engine: Engine) -> None:
    assert ask(orchard, engine, "effect-since") == [["true"]]
    assert ask(orchard, engine, "effect-since", {"day": ["2031-10-04"]}) == [["true"]]
    assert ask(orchard, engine, "effect-since", {"day": ["2031-10-05"]}) == [["false"]]
    assert ask(orchard, engine, "effect-since", {"really": ["false"]}) == [["false"]]


@pytest.mark.parametrize(
    ("slug", "values", "complaint"),
    [
        ("efects", {}, "there is no query 'efects'; did you mean effects"),
        ("effects", {"gaet": ["x"]}, "query effects has no parameter 'gaet'; did you mean gate?"),
        (
            "effects",
            {"gate": ["river-gat"]},
            "'river-gat' is not an instance of gate; did you mean",
        ),
        (
            "effects",
            {"gate": ["ord:heron"]},
            "'ord:heron' is not an instance of gate; known: river",
        ),
        ("effects", {"gate": ["or:heron"]}, "parameter gate: unknown prefix 'or'"),
        ("effects", {"firmness": ["any", "sure"]}, "'any' is not a concept of firmness"),
        ("effects", {"gate": ["any", "any"]}, "parameter gate: takes one value, got 2"),
        (
            "effects",
            {"most": ["-1"]},
            "parameter most: expected a whole number, 0 or more, got '-1'",
        ),
        ("guilds", {"atLeast": ["1.0"]}, "parameter atLeast: expected a whole number, got '1.0'"),
        ("guilds", {"lang": ["f r"]}, "parameter lang: expected a language tag"),
        ("effect-since", {"day": ["2031-02-30"]}, "parameter day: expected a date as YYYY-MM-DD"),
        ("effect-since", {"really": ["1"]}, "parameter really: expected true or false, got '1'"),
    ],
)
def test_a_wrong_value_is_refused_by_name(
    orchard: Project, slug: str, values: dict[str, list[str]], complaint: str
) -> None:
    engine = open_engine([])
    with pytest.raises((ParameterError, QueryError)) as caught:
        answer(orchard, slug, values, engine)
    assert complaint in str(caught.value)


def test_instances_of_a_subclass_are_allowed_values(orchard: Project, copy: Path) -> None:
    change(copy / "queries" / "effects.rq", "class: orc:Gate", "class: orc:Guild")
    project = Project.open(copy)
    engine = open_engine(project.quads())
    assert answer(project, "effects", {"gate": ["heron"]}, engine).result
    assert (
        f"VALUES ?gate {{ <{ORD}heron> }}"
        in answer(project, "effects", {"gate": ["heron"]}, engine).bound_text
    )


TRICKY = """# VALUES ?x { "comment" } LIMIT 1
PREFIX v: <http://x/LIMIT=3?VALUES?x#>
SELECT ?x WHERE {
  VALUES ?x { "a" }
  VALUES ?xx { "b" }
  BIND("VALUES ?x { 'in a string' }" AS ?s)
  BIND('''LIMIT 7 VALUES ?x { ''' AS ?t)
  { SELECT ?xx WHERE { } LIMIT 5 }
} LIMIT 9
"""


def test_only_the_parameter_itself_is_replaced() -> None:
    bound = bind(TRICKY, {"x": ("text", (Literal('q"\n}'),)), "n": ("limit", (Literal("3"),))})
    expected = TRICKY.replace('VALUES ?x { "a" }', 'VALUES ?x { "q\\"\\n}" }')
    assert bound == expected.replace("} LIMIT 9", "} LIMIT 3")


def test_no_value_is_undef() -> None:
    assert "VALUES ?x { UNDEF }\n" in bind(TRICKY, {"x": ("iri", ())})


@pytest.mark.parametrize("name", ["y", "in"])
def test_a_parameter_that_does_not_stand_in_the_text_is_refused(name: str) -> None:
    with pytest.raises(QueryError, match="must stand exactly once, stands not at all"):
        find_slot(TRICKY, name, "text")


def test_a_parameter_that_stands_twice_is_refused() -> None:
    with pytest.raises(QueryError, match="must stand exactly once, stands 2 times"):
        find_slot("SELECT * { VALUES ?x { 1 } { VALUES ?x { 1 } } }", "x", "integer")


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_is_bound_as_that_text_and_nothing_else(value: str) -> None:
    bound = bind('SELECT ?x { VALUES ?x { "a" } }', {"x": ("text", (Literal(value),))})
    for engine in ENGINES:
        assert cells(open_engine([], engine).query(bound)) == [["x"], [value]]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("#+ title: {en", "#+ titel: {en", "guilds.rq:1:1: the header: unknown key 'titel'; did"),
        ("#+ title: {en: The guilds, ", "#+ title: {en: 3, ", "guilds.rq:1:1: title: expected a"),
        (
            "The guilds, fr: Les guildes}",
            "The guilds, fr: Les",
            "guilds.rq:2:12: the header is not",
        ),
        ("type: integer, default: 1", "type: integr, default: 1", "guilds.rq:5:1: parameter atL"),
        ("type: integer, default: 1", "type: integer, default: 2", "guilds.rq:5:1: parameter atL"),
        ("VALUES ?atLeast { 1 }", "VALUES ?atLeast { UNDEF }", "guilds.rq:5:1: parameter atL"),
        ("VALUES ?word { UNDEF }", "", "guilds.rq:4:1: parameter 'word': VALUES ?word"),
        ("#+   word: {type: text, ", "#+   format: {type: text, ", "guilds.rq:4:1: parameter form"),
        ("{type: text, default: null, help", "{type: text, help", "guilds.rq:4:1: parameter word"),
        ("{type: text, ", "{type: text, clas: x, ", "guilds.rq:1:1: parameter word: unknown key"),
    ],
)
def test_a_fault_in_a_header_is_named_with_its_line(
    copy: Path, old: str, new: str, complaint: str
) -> None:
    change(copy / "queries" / "guilds.rq", old, new)
    with pytest.raises(QueryError) as caught:
        Catalogue(Project.open(copy))["guilds"]
    assert f"queries/{complaint}" in str(caught.value)


def test_a_fault_in_the_query_is_named_with_its_line(copy: Path) -> None:
    change(copy / "queries" / "guilds.rq", "ORDER BY DESC(?members)", "ORDER BY")
    project = Project.open(copy)
    with pytest.raises(QueryError, match=r"queries/guilds\.rq:17:1: not valid SPARQL"):
        answer(project, "guilds", {}, open_engine(project.quads()))


def test_the_catalogue_lists_every_query_with_its_header(orchard: Project) -> None:
    queries = list(Catalogue(orchard))
    assert [query.slug for query in queries] == ["effect-since", "effects", "guilds", "quarrel"]
    effects = queries[1]
    assert effects.title["fr"] == "Ce qui suit d'une vanne"
    assert effects.keywords == ("gate", "effect")
    assert [(p.name, p.type, p.multiple) for p in effects.parameters] == [
        ("gate", "iri", False),
        ("firmness", "iri", True),
        ("most", "limit", False),
    ]
