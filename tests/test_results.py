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
from kgtools.results import render, table

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
