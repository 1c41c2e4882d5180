"""Rows as a person reads them: labels for terms, words for the names of columns; Markdown."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from kgtools.engines.base import Bindings
from kgtools.project import Project
from kgtools.rdf.terms import Term, shorten
from kgtools.results.screen import visible

_LINE_END = re.compile(r"\r\n|\r|\n")


def heads(result: Bindings) -> list[str]:
    """Column heads: `timeHorizon` and `time_horizon` read "time horizon"."""
    return [
        re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).replace("_", " ").lower()
        for name in result.variables
    ]


def named_rows(
    result: Bindings, project: Project, lang: str | None, iris: bool = False
) -> list[list[str]]:
    """The rows with labels for terms, with `iris` the CURIE (or IRI) beside each label."""
    names: dict[Term, str] = {}  # most terms stand in more than one row

    def name(term: Term | None) -> str:
        if term is None:
            return ""
        if term not in names:
            names[term] = _name(term, project, lang, iris)
        return names[term]

    return [[name(term) for term in row] for row in result.rows]


def _name(term: Term, project: Project, lang: str | None, iris: bool) -> str:
    label = project.name(term, lang)
    if not iris or not isinstance(term, NamedNode):
        return label
    short = shorten(term.value, project.prefixes)
    return label if label == short else f"{label} ({short})"


def markdown(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown (GFM) table; what would end a cell or begin markup in it is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    escaped = re.sub(r"[\\|`*\[]", r"\\\g<0>", visible(_LINE_END.sub("\n", text)))
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")


def fenced(text: str, language: str) -> str:
    """The text as a block of code in Markdown, whatever backticks it holds."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}{fence}\n"
