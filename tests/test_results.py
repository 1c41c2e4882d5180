"""Results as table, CSV, JSON and Markdown."""

from __future__ import annotations

import csv
import io
import json
from html import unescape
from typing import Any

import html5rdf
import pytest
from markdown_it import MarkdownIt
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kgtools.engines import Bindings, Boolean, Triples
from kgtools.errors import KgtoolsError
from kgtools.project import Project
from kgtools.rdf.terms import xsd
from kgtools.results import folded_table, render, table, visible
from kgtools.results.screen import width

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
    lines = table(["where", "what", "why"], rows, columns=60).splitlines()
    assert max(map(len, lines)) <= 60
    assert any(line.startswith("Aldith  some words") for line in lines)
    assert sum(line.count("words") for line in lines) == 21


def test_where_words_would_break_each_row_is_a_block_of_lines() -> None:
    text = table(["who", "what"], [["Aldith", "unforeseeable " * 2], ["", "x"]], columns=20)
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
    with pytest.raises(
        KgtoolsError, match="this query gives a graph; use the format turtle, nt, jsonld, table"
    ):
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
    text = table(head, [[word, word, f"{word} {word}"]], columns=60)
    assert text.count(word) == 4 and "- " not in text
    assert table(head, [[word] * 3], columns=50).startswith("a  administrations\nb  ")
    broken = table(head, [["x", "y", "z" * 40]], columns=30)
    assert "-\n" in broken and max(map(len, broken.splitlines())) <= 30


def test_rules_stand_between_rows_only_where_cells_are_tall() -> None:
    short = [["one two three", "x"], ["one five", "y"]]
    assert sum("─" in line for line in table(["a", "b"], short, columns=12).splitlines()) == 1
    tall = [["one two three four", "x"], ["five", "y"]]
    lines = table(["a", "b"], tall, columns=10).splitlines()
    assert sum(line.startswith("─") for line in lines) == 2


# What a terminal makes of it


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("漢字", 4), ("e\u0301té", 3), ("👩\u200d🌾", 2), ("naïve – “x”…", 12), ("", 0)],
)
def test_the_width_of_a_text_is_that_on_a_terminal(text: str, columns: int) -> None:
    assert width(text) == columns


def test_columns_stand_below_each_other_whatever_the_script() -> None:
    rows = [["漢字かな", "x"], ["e\u0301te\u0301", "y"], ["plain", "z"]]
    lines = table(["a", "b"], rows).splitlines()
    assert {
        width(line[: line.index(cell)]) for line, cell in zip(lines[2:], "xyz", strict=True)
    } == {10}


def test_wide_text_is_wrapped_by_its_width_and_loses_nothing() -> None:
    text = "漢字かな混じり文をここで折り返す" * 3
    lines = table(["a", "b"], [[text, "x"]], columns=40).splitlines()
    assert max(map(width, lines)) <= 40
    assert "".join(line.replace("x", "").rstrip("- ") for line in lines[2:]) == text
    block = table(["key", "other"], [[text, "x " * 9]], columns=12)
    assert "".join(block.split("─")[0].split()).startswith("key漢字")


@pytest.mark.parametrize(
    "character",
    ["\x1b", "\x07", "\x00", "\x7f", "\x9b", "\u202e", "\u2066", "\x08"],
)
def test_nothing_that_a_terminal_obeys_gets_there(orchard: Project, character: str) -> None:
    text = f"a{character}[2Jb"
    rows = ((Literal(text), Literal(text, language="en")), (Literal("x"), None))
    escape = f"a\\u{ord(character):04X}[2Jb"
    for form in ("table", "md", "html"):
        shown = render(Bindings(("x", "y"), rows), form, orchard)
        assert character not in shown
        assert (
            shown.count(
                escape.replace("\\", "\\\\").replace("[", "\\[") if form == "md" else escape
            )
            == 2
        )
    triple = Triple(MOSS, NamedNode(ORD + "p"), Literal(text))
    shown = render(Triples((triple,)), "table", orchard)
    assert character not in shown
    assert [quad.triple for quad in parse(shown, format=RdfFormat.TURTLE)] == [triple]


def test_what_is_told_above_a_table_is_escaped_too() -> None:
    rows = [["\x1b[31m", str(n), "c", "d", "e"] for n in range(3)]
    text = folded_table(["a\x07", "b", "c", "d", "e"], rows)
    assert "\x1b" not in text and "\x07" not in text
    assert text.startswith("a\\u0007: \\u001B[31m\n")


def test_visible_text_keeps_its_lines_and_tabs() -> None:
    assert visible("a\tb\r\nc\n") == "a\tb\r\nc\n"
    assert visible("a\rb") == "a\\u000Db"


# Labels and IRIs


def test_with_iris_the_curie_stands_beside_the_label(orchard: Project) -> None:
    text = render(ODD, "md", orchard, "fr", iris=True)
    assert text.splitlines()[2].startswith("| guilde de la Mousse (ord:moss) |")
    assert "| &lt;urn:x> |" in text


def test_an_iri_is_broken_where_its_parts_meet_and_no_hyphen_is_put_into_it() -> None:
    iri = "(bgd:a-rather-long-name-of-a-thing/withoutanyjointforalongwhile)"
    lines = table(
        ["a", "b", "c"], [[f"label {iri}", "x " * 30, "y " * 30]], columns=48
    ).splitlines()
    shown = "".join(line[: line.index("  ")] for line in (one + "  " for one in lines[2:]))
    assert shown == f"label{iri}"


# Markdown and HTML


def test_markdown_in_a_text_is_not_markup(orchard: Project) -> None:
    text = "![x](https://example.org/a.png) *b* `c` &lt; \\| <b>"
    row = render(Bindings(("x",), ((Literal(text),),)), "md", orchard).splitlines()[2]
    document = MarkdownIt("commonmark").enable("table").render("| x |\n| --- |\n" + row)
    assert document.count("<td>") == 1
    for tag in ("<img", "<em", "<code", "<b>", "<a"):
        assert tag not in document
    assert unescape(document.split("<td>")[1].split("</td>")[0]) == text


def test_a_graph_in_markdown_is_fenced_beyond_its_backticks(orchard: Project) -> None:
    graph = Triples((Triple(MOSS, NamedNode(ORD + "p"), Literal("a\n````\nb")),))
    text = render(graph, "md", orchard)
    fence = next(t for t in MarkdownIt().parse(text) if t.type == "fence")
    assert fence.info == "turtle"
    assert [quad.triple for quad in parse(fence.content, format=RdfFormat.TURTLE)] == list(
        graph.triples
    )


def html_of(text: str) -> Any:
    return html5rdf.parseFragment(text, treebuilder="etree", namespaceHTMLElements=False)


def test_html_links_labels_to_what_they_name(orchard: Project) -> None:
    document = html_of(render(ODD, "html", orchard, "fr"))
    links = [(a.get("href"), a.text) for a in document.iter("a")]
    assert links == [(ORD + "moss", "guilde de la Mousse")]
    spoken = [cell for cell in document.iter("td") if cell.get("lang")]
    assert [(cell.get("lang"), cell.text) for cell in spoken] == [("fr", 'a "b", c|d\ne')]
    assert [head.text for head in document.iter("th")] == ["the guild", "note"]
    assert {head.get("scope") for head in document.iter("th")} == {"col"}


def test_html_holds_no_markup_of_the_data_and_no_dangerous_link(orchard: Project) -> None:
    hostile = '"><script>alert(1)</script><img src=x onerror=y>'
    rows = (
        (Literal(hostile), Literal(hostile, language="en")),
        (NamedNode("javascript:alert(1)"), NamedNode("http://example.org/'onclick=x")),
    )
    document = html_of(render(Bindings(("x", "y"), rows), "html", orchard))
    assert {node.tag for node in document.iter()} <= {
        *("DOCUMENT_FRAGMENT", "table", "thead", "tbody", "tr", "th", "td", "a"),
    }
    assert [cell.text for cell in document.iter("td")][:2] == [hostile, hostile]
    assert [a.get("href") for a in document.iter("a")] == ["http://example.org/'onclick=x"]
    assert {name for node in document.iter() for name in node.attrib} <= {
        *("scope", "title", "dir", "lang", "href"),
    }


def test_html_shows_the_first_rows_and_says_how_many_are_left(orchard: Project) -> None:
    table_of_9 = Bindings(("n",), tuple((Literal(str(n)),) for n in range(9)))
    document = html_of(render(table_of_9, "html", orchard, rows=7))
    assert [cell.text for cell in document.iter("td")] == list("0123456")
    assert [p.text for p in document.iter("p")] == ["… and 2 more rows"]
    assert "more row" not in render(table_of_9, "html", orchard)
    assert html_of(render(Bindings(("n",), ()), "html", orchard)).find("p").text == "no rows"
