"""A result as a fragment of HTML: for notebooks, and for pages that take it in."""

from __future__ import annotations

from html import escape

from pyoxigraph import Literal, NamedNode

from kgtools.engines.base import Bindings
from kgtools.project import Project
from kgtools.rdf.terms import Term
from kgtools.results.reading import heads
from kgtools.results.screen import visible
from kgtools.words import say


def html_table(
    result: Bindings,
    project: Project,
    lang: str | None = None,
    rows: int | None = None,
    iris: bool = False,
) -> str:
    """A table with labels linked to what they name, and a line on the rows that are left out.

    All text is escaped; only http(s) IRIs become links. `rows` is how many rows to show.
    """
    spoken = lang or project.languages[0]
    shown = result.rows[:rows]
    head = "".join(f'<th scope="col">{_text(name)}</th>' for name in heads(result))
    body = "".join(
        "<tr>" + "".join(_cell(term, project, lang, iris) for term in row) + "</tr>\n"
        for row in shown
    )
    left = len(result.rows) - len(shown)
    more = "… and {n} more row" if left == 1 else "… and {n} more rows"
    note = f"<p>{_text(say(more, spoken, n=left))}</p>\n" if left else ""
    if not result.rows:
        note = f"<p>{_text(say('no rows', spoken))}</p>\n"
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n{note}"


def html_text(text: str) -> str:
    """A text of several lines, as it stands."""
    return f"<pre>{_text(text)}</pre>\n"


def _cell(term: Term | None, project: Project, lang: str | None, iris: bool) -> str:
    if term is None:
        return "<td></td>"
    if isinstance(term, Literal) and term.language:
        return f'<td lang="{_text(term.language)}" dir="auto">{_text(term.value)}</td>'
    name = _text(project.name(term, lang))
    if not isinstance(term, NamedNode):
        return f'<td dir="auto">{name}</td>'
    iri = _text(term.value)
    if term.value.lower().startswith(("http://", "https://")):
        name = f'<a href="{iri}">{name}</a>'
    beside = f"<br><code>{iri}</code>" if iris else ""
    return f'<td title="{iri}" dir="auto">{name}{beside}</td>'


def _text(text: str) -> str:
    """Text or attribute; control characters, which HTML forbids, are shown as escapes."""
    return escape(visible(text))
