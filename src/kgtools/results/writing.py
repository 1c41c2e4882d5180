"""A result written in any of the formats, whole or bit by bit.

What writes a format is imported where that is asked for: each costs some milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgtools.engines.base import Bindings, Boolean, Result, Triples
from kgtools.project import Project
from kgtools.results.formats import GRAPH, ROWS, TRUTH, format_for
from kgtools.words import say

_CHUNK = 1 << 16  # characters


def render(
    result: Result,
    form: str,
    project: Project,
    lang: str | None = None,
    rows: int | None = None,
    iris: bool = False,
) -> str:
    """The result as text in one of FORMATS, ending in a newline.

    csv, tsv, json and xml are SPARQL 1.1 Query Results, with full IRIs; turtle, nt and jsonld hold
    the graph of a CONSTRUCT or DESCRIBE. table, md and html are for reading: labels in the
    language where there are any, with `iris` the CURIEs beside them, only the first `rows` rows
    and a word on how many more there are; a graph is Turtle in them.
    Raises KgtoolsError for a format that cannot hold the result.
    """
    return "".join(write_result(result, form, project, lang, rows, iris))


def write_result(
    result: Result,
    form: str,
    project: Project,
    lang: str | None = None,
    rows: int | None = None,
    iris: bool = False,
) -> Iterator[str]:
    """The text of `render` in pieces of some 64 KiB.

    What can be wrong is found before this returns, so that no half result is sent.
    """
    kind = GRAPH if isinstance(result, Triples) else TRUTH if isinstance(result, Boolean) else ROWS
    format_for(form, kind)
    if isinstance(result, Triples):
        return _in_chunks(_graph(result, form, project))
    if form in ("csv", "tsv", "json", "xml"):
        return _in_chunks(_standard(result, form))
    if isinstance(result, Boolean):
        value = str(result.value).lower()
        return iter([f"<p>{value}</p>\n" if form == "html" else value + "\n"])
    return iter([_for_reading(result, form, project, lang, rows, iris)])


def _standard(result: Bindings | Boolean, form: str) -> Iterator[str]:
    from kgtools.results.standard import check_xml, write_csv, write_json, write_tsv, write_xml

    match form:
        case "csv":
            return write_csv(result)
        case "tsv":
            return write_tsv(result)
        case "json":
            return write_json(result)
    check_xml(result)
    return write_xml(result)


def _in_chunks(pieces: Iterable[str]) -> Iterator[str]:
    held: list[str] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length >= _CHUNK:
            yield "".join(held)
            held, length = [], 0
    if held:
        yield "".join(held)


def _graph(result: Triples, form: str, project: Project) -> Iterable[str]:
    from kgtools.results.graphs import jsonld, ntriples, turtle

    match form:
        case "nt":
            return ntriples(result.triples)
        case "jsonld":
            return [jsonld(result.triples, project.prefixes)]
    text = turtle(result.triples, project.prefixes)
    match form:
        case "md":
            from kgtools.results.reading import fenced

            return [fenced(text, "turtle")]
        case "html":
            from kgtools.results.html import html_text

            return [html_text(text)]
        case "table":
            from kgtools.results.screen import visible

            return [visible(text)]
    return [text]


def _for_reading(
    result: Bindings,
    form: str,
    project: Project,
    lang: str | None,
    most: int | None,
    iris: bool,
) -> str:
    from kgtools.results.reading import heads, markdown, named_rows

    spoken = lang or project.languages[0]
    number = len(result.rows)
    if not result.variables:
        text = "{n} row without columns" if number == 1 else "{n} rows without columns"
        said = say(text, spoken, n=number)
        return f"<p>{said}</p>\n" if form == "html" else said + "\n"
    if form == "html":
        from kgtools.results.html import html_table

        return html_table(result, project, lang, most, iris)
    if not number and form == "table":
        return say("no rows", spoken) + "\n"
    head, rows = heads(result), named_rows(result, project, lang, iris)
    shown = rows[:most]
    if form == "md":
        text = markdown(head, shown)
    else:
        from kgtools.results.layout import folded_table

        text = folded_table(head, rows, most)
    if left := number - len(shown):
        more = "… and {n} more row" if left == 1 else "… and {n} more rows"
        text += "\n" * (form == "md") + say(more, spoken, n=left) + "\n"
    return text
