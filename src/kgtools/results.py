"""A result as a person reads it (table, md) or as a program does (csv, json)."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kgtools.engines import Bindings, Boolean, Result
from kgtools.errors import KgtoolsError
from kgtools.project import Project
from kgtools.rdf.terms import XSD, Term, lexical
from kgtools.rdf.turtle import format_turtle
from kgtools.words import say

BREAKABLE = 16  # only a word that is wider than this alone may be broken
TALL = 2  # with more lines in a cell than this, rules stand between the rows
FOLDED_ROWS, FOLDED_COLUMNS = 3, 5  # from how many on a column of one value is told once
_BREAK = r"\s+|(?<=[^\W\d_]{2}-)(?=[^\W\d_]{2})"  # where textwrap breaks lines
FORMATS = ("table", "csv", "json", "md")


def render(
    result: Result, form: str, project: Project, lang: str | None = None, rows: int | None = None
) -> str:
    """The result as text in one of FORMATS, ending in a newline.

    table and md show labels in the language where there are any; csv and json are SPARQL 1.1
    Query Results CSV and JSON (full IRIs; true or false for ASK). A graph (CONSTRUCT) is Turtle
    in table and md; KgtoolsError in the others, which have no form for it. table and md show the
    first `rows` and say how many more there are.
    """
    if isinstance(result, Boolean):
        value = "true" if result.value else "false"
        if form == "json":
            return _json({"head": {}, "boolean": result.value})
        return value + ("\r\n" if form == "csv" else "\n")
    if isinstance(result, Bindings):
        match form:
            case "table" | "md":
                return _for_reading(result, form, project, lang, rows)
            case "csv":
                return _csv(result)
            case _:
                return _json(_sparql_json(result))
    if form in ("csv", "json"):
        raise KgtoolsError(
            f"{form} holds rows, and this query gives a graph", hint="use --format table (Turtle)"
        )
    return turtle(result.triples, project.prefixes)


def _for_reading(
    result: Bindings, form: str, project: Project, lang: str | None, most: int | None
) -> str:
    spoken = lang or project.languages[0]
    number = len(result.rows)
    if not result.variables:
        text = "{n} row without columns" if number == 1 else "{n} rows without columns"
        return say(text, spoken, n=number) + "\n"
    if not number and form == "table":
        return say("no rows", spoken) + "\n"
    head, rows = heads(result), named_rows(result, project, lang)
    shown = rows[:most]
    text = markdown(head, shown) if form == "md" else folded_table(head, rows, most)
    if left := number - len(shown):
        more = "… and {n} more row" if left == 1 else "… and {n} more rows"
        text += "\n" * (form == "md") + say(more, spoken, n=left) + "\n"
    return text


def heads(result: Bindings) -> list[str]:
    """Column heads: `timeHorizon` and `time_horizon` read "time horizon"."""
    return [
        re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).replace("_", " ").lower()
        for name in result.variables
    ]


def named_rows(result: Bindings, project: Project, lang: str | None) -> list[list[str]]:
    return [
        ["" if term is None else project.name(term, lang) for term in row] for row in result.rows
    ]


def folded_table(
    head: list[str], rows: list[list[str]], most: int | None = None, width: int | None = None
) -> str:
    """A table without the columns that say the same in every row: those are told once, above.

    It shows `most` rows, but what is told above holds for all.
    """
    if len(rows) < FOLDED_ROWS or len(head) < FOLDED_COLUMNS:
        return table(head, rows[:most], width)
    columns = list(zip(*rows, strict=True))
    same = [bool(column[0]) and len(set(column)) == 1 for column in columns]
    if all(same) or not any(same):
        return table(head, rows[:most], width)
    told = "".join(
        f"{name}: {column[0]}\n" for name, column, s in zip(head, columns, same, strict=True) if s
    )
    left = [i for i, s in enumerate(same) if not s]
    rest = [[row[i] for i in left] for row in rows[:most]]
    return f"{told}\n{table([head[i] for i in left], rest, width)}"


def table(head: list[str], rows: list[list[str]], width: int | None = None) -> str:
    """Columns side by side, wrapped to the terminal (100 columns where there is none).

    Where the columns would have to break words, each row is a block of lines instead.
    """
    from prettytable import HRuleStyle, PrettyTable

    columns = width or (shutil.get_terminal_size().columns if sys.stdout.isatty() else 100)
    widths = _widths([head, *rows], columns - 2 * len(head))
    if widths is None:
        return _blocks(head, rows, columns)
    cells = [[_wrapped(cell, w) for cell, w in zip(row, widths, strict=True)] for row in rows]
    wraps = any(cell.count("\n") >= TALL for row in cells for cell in row)
    unique = len(set(head)) == len(head)
    names = head if unique else [f"{name} {i}" for i, name in enumerate(head, 1)]
    pretty = PrettyTable(names)
    pretty.align = "l"
    pretty.left_padding_width, pretty.right_padding_width = 0, 1
    pretty.vertical_char, pretty.horizontal_char = " ", "─"
    pretty.junction_char = pretty.top_junction_char = pretty.bottom_junction_char = "─"
    pretty.hrules = HRuleStyle.ALL if wraps else HRuleStyle.HEADER
    pretty.add_rows(cells)
    lines = pretty.get_string().split("\n")[1 if wraps else 0 : -1 if wraps else None]
    return "".join(line[1:].rstrip() + "\n" for line in lines)


def _widths(rows: list[list[str]], available: int) -> list[int] | None:
    """A width for each column, room given where it saves most lines.

    Words stay whole if they fit, those wider than BREAKABLE may be broken; None if not even so.
    """
    columns = list(zip(*rows, strict=True))
    natural = [max(1, *map(len, column)) for column in columns]
    widest = [
        max(1, *(len(word) for cell in column for word in re.split(_BREAK, cell)))
        for column in columns
    ]
    widths = [min(width, BREAKABLE) for width in widest]
    if sum(widths) > available:
        return None
    while sum(widths) < available and widths != widest:
        wanting = [wide - width for wide, width in zip(widest, widths, strict=True)]
        widths[wanting.index(max(wanting))] += 1
    while sum(widths) < min(available, sum(natural)):
        lines = [n / w for n, w in zip(natural, widths, strict=True)]
        widths[lines.index(max(lines))] += 1
    return widths


def _wrapped(cell: str, width: int) -> str:
    """The cell in lines of at most `width`; a longer word is broken with a hyphen."""
    part = max(width - 1, 1)
    words = [
        "- ".join(word[i : i + part] for i in range(0, len(word), part))
        if len(word) > width
        else word
        for word in cell.split()
    ]
    return "\n".join(textwrap.wrap(" ".join(words), width))


def _blocks(head: list[str], rows: list[list[str]], width: int) -> str:
    """Each row as lines of name and value; empty cells are left out."""
    margin = max(map(len, head)) + 2
    blocks = []
    for row in rows:
        lines: list[str] = []
        for name, cell in zip(head, row, strict=True):
            if cell:
                first, rest = name.ljust(margin), " " * margin
                lines += textwrap.wrap(
                    cell, max(width, margin + 20), initial_indent=first, subsequent_indent=rest
                )
        blocks.append("\n".join(lines))
    return f"\n{'─' * width}\n".join(blocks) + "\n"


def markdown(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown (GFM) table; pipes and line breaks in cells are escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return re.sub(r"\r\n|\r|\n", "<br>", escaped)


def turtle(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """The triples in the project's canonical Turtle, with just the prefixes they need."""
    data = serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(prefixes))
    return format_turtle((data or b"").decode())


def cells(result: Result) -> list[list[str]]:
    """Rows of SPARQL CSV cells, the head first; ASK is one cell."""
    if isinstance(result, Boolean):
        return [["true" if result.value else "false"]]
    if isinstance(result, Bindings):
        rows = [["" if term is None else lexical(term) for term in row] for row in result.rows]
        return [list(result.variables), *rows]
    raise KgtoolsError("a graph (CONSTRUCT) has no rows")


def _csv(result: Bindings) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(cells(result))
    return text.getvalue()


def _sparql_json(result: Bindings) -> dict[str, Any]:
    return {
        "head": {"vars": list(result.variables)},
        "results": {
            "bindings": [
                {
                    name: _json_term(term)
                    for name, term in zip(result.variables, row, strict=True)
                    if term is not None
                }
                for row in result.rows
            ]
        },
    }


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        extra = {}
        if term.language:
            extra = {"xml:lang": term.language}
        elif term.datatype.value != XSD + "string":
            extra = {"datatype": term.datatype.value}
        return {"type": "literal", "value": term.value, **extra}
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {key: _json_term(part) for key, part in parts.items()}}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
