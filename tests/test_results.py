"""Results as table, CSV, JSON and Markdown."""

from __future__ import annotations

import csv
import io
import json

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kgtools.engines import Bindings, Boolean, Triples
from kgtools.errors import KgtoolsError
from kgtools.project import Project
from kgtools.rdf.terms import xsd
from kgtools.results import folded_table, render, table

ORD = "https://example.org/orchard/id/"
MOSS = NamedNode(ORD + "moss")
ODD = Bindings(
    ("theGuild", "note"),
    (
        (MOSS, Literal('a "b", c|d\ne', language="fr")),
        (NamedNode("urn:x"), None),
        (BlankNode("b"), Literal("7", datatype=xsd("integer"))),
    ),
)


def test_csv_has_full_iris_lexical_forms_and_crlf(orchard: Project) -> None:
    text = render(ODD, "csv", orchard)
    assert text.startswith(f"theGuild,note\r\n{ORD}moss,")
    assert list(csv.reader(io.StringIO(text, newline="")))[1:] == [
        [ORD + "moss", 'a "b", c|d\ne'],
        ["urn:x", ""],
        ["_:b", "7"],
    ]


def test_json_is_sparql_results_json(orchard: Project) -> None:
    assert json.loads(render(ODD, "json", orchard)) == {
        "head": {"vars": ["theGuild", "note"]},
        "results": {
            "bindings": [
                {
                    "theGuild": {"type": "uri", "value": ORD + "moss"},
                    "note": {"type": "literal", "value": 'a "b", c|d\ne', "xml:lang": "fr"},
                },
                {"theGuild": {"type": "uri", "value": "urn:x"}},
                {
                    "theGuild": {"type": "bnode", "value": "b"},
                    "note": {
                        "type": "literal",
                        "value": "7",
                        "datatype": "http://www.w3.org/2001/XMLSchema#integer",
                    },
                },
            ]
        },
    }


def test_markdown_escapes_pipes_and_line_breaks_and_shows_labels(orchard: Project) -> None:
    assert render(ODD, "md", orchard, "fr").splitlines() == [
        "| the guild | note |",
        "| --- | --- |",
        '| guilde de la Mousse | a "b", c\\|d<br>e |',
        "| &lt;urn:x> |  |",
        "| _:b | 7 |",
    ]


def test_a_table_shows_labels_and_empty_cells(orchard: Project) -> None:
    lines = render(ODD, "table", orchard).splitlines()
    assert lines[0].split() == ["the", "guild", "note"]
    assert lines[2].startswith("Moss Guild  ")
    assert "<urn:x>" in lines


def test_a_wide_table_is_wrapped_between_words() -> None:
    rows = [["Aldith", "some words " * 12, "x"], ["short", "one", "more words " * 9]]
    lines = table(["where", "what", "why"], rows, width=60).splitlines()
    assert max(map(len, lines)) <= 60
    assert any(line.startswith("Aldith  some words") for line in lines)
    assert sum(line.count("words") for line in lines) == 21


def test_where_words_would_break_each_row_is_a_block_of_lines() -> None:
    text = table(["who", "what"], [["Aldith", "unforeseeable " * 2], ["", "x"]], width=20)
    assert text.splitlines() == [
        "who   Aldith",
        "what  unforeseeable",
        "      unforeseeable",
        "─" * 20,
        "what  x",
    ]


def test_ask_is_true_or_false_in_each_format(orchard: Project) -> None:
    answer = Boolean(False)
    assert [render(answer, form, orchard).strip() for form in ("table", "csv", "md")] == [
        "false"
    ] * 3
    assert json.loads(render(answer, "json", orchard)) == {"head": {}, "boolean": False}


def test_a_graph_is_turtle_or_refused(orchard: Project) -> None:
    triple = Triple(MOSS, NamedNode(ORD + "p"), Literal("0.20", datatype=xsd("decimal")))
    text = render(Triples((triple,)), "table", orchard)
    assert [quad.triple for quad in parse(text, format=RdfFormat.TURTLE)] == [triple]
    assert "owl:" not in text
    with pytest.raises(KgtoolsError, match="this query gives a graph; use --format table"):
        render(Triples((triple,)), "csv", orchard)


def test_no_rows_are_said_to_be_none(orchard: Project) -> None:
    assert render(Bindings(("x",), ()), "table", orchard) == "no rows\n"
    assert render(Bindings(("x",), ()), "csv", orchard) == "x\r\n"


@pytest.mark.parametrize("form", ["table", "md"])
def test_rows_without_columns_are_counted(orchard: Project, form: str) -> None:
    assert render(Bindings((), ((),)), form, orchard) == "1 row without columns\n"
    assert render(Bindings((), ((), ())), form, orchard) == "2 rows without columns\n"
    assert render(Bindings((), ()), form, orchard) == "0 rows without columns\n"


def test_a_column_of_one_value_is_told_once_above_the_table() -> None:
    head = ["who", "what", "where", "when", "why"]
    rows = [["Aldith", str(n), "here", "", "same"] for n in range(3)]
    lines = folded_table(head, rows).splitlines()
    assert lines[:5] == ["who: Aldith", "where: here", "why: same", "", "what  when"]
    assert lines[6:] == ["0", "1", "2"]
    assert "who: " not in folded_table(head, rows[:2])
    assert "who: " not in folded_table(head[:4], [row[:4] for row in rows])
    assert folded_table(head, [["a"] * 5] * 3).splitlines()[0].split() == head


def test_what_is_told_above_holds_for_the_rows_that_are_not_shown() -> None:
    head = ["a", "b", "c", "d", "e"]
    rows = [["x", str(n), "y", "z", "last" if n == 9 else "same"] for n in range(10)]
    lines = folded_table(head, rows, most=2).splitlines()
    assert lines[:4] == ["a: x", "c: y", "d: z", ""]
    assert [line.split() for line in lines[4:]] == [
        ["b", "e"],
        ["─" * 9],
        ["0", "same"],
        ["1", "same"],
    ]


def test_words_of_sixteen_letters_are_never_broken() -> None:
    head, word = ["a", "b", "c"], "administrations"
    text = table(head, [[word, word, f"{word} {word}"]], width=60)
    assert text.count(word) == 4 and "- " not in text
    assert table(head, [[word] * 3], width=50).startswith("a  administrations\nb  ")
    broken = table(head, [["x", "y", "z" * 40]], width=30)
    assert "-\n" in broken and max(map(len, broken.splitlines())) <= 30


def test_rules_stand_between_rows_only_where_cells_are_tall() -> None:
    short = [["one two three", "x"], ["one five", "y"]]
    assert sum("─" in line for line in table(["a", "b"], short, width=12).splitlines()) == 1
    tall = [["one two three four", "x"], ["five", "y"]]
    lines = table(["a", "b"], tall, width=10).splitlines()
    assert sum(line.startswith("─") for line in lines) == 2
