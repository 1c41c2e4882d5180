"""The prepared queries, and what their parameters may be, as lists."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING, Any

from kgtools.cli.common import write
from kgtools.cli.outcome import FINE, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from kgtools.project import Project
    from kgtools.queries import PreparedQuery


def list_queries(project: Project, lang: str | None, options: Namespace) -> int:
    """The catalogue: as text, or in one of the other formats of results."""
    from kgtools.queries import Catalogue
    from kgtools.results import markdown
    from kgtools.words import say

    queries = list(Catalogue(project))
    if not queries:
        message = say("this project has no prepared queries", lang or project.languages[0])
        print(message, file=sys.stderr)
    if options.format not in ("table", "csv", "json", "md"):
        raise UsageError("the list of queries comes as table, csv, json or md")
    if options.format == "table":
        for query in queries:
            print(f"{query.slug}: {project.text(query.title, lang)}")
            if not getattr(options, "quiet", False):
                print(f"    {project.text(query.question, lang)}")
        return FINE
    entries = [_entry(query, project, lang) for query in queries]
    if options.format == "json":
        write(json.dumps(entries, ensure_ascii=False, indent=2) + "\n")
        return FINE
    head = ["slug", "title", "question", "parameters"]
    rows = [
        [*(entry[key] for key in head[:3]), " ".join(p["name"] for p in entry["parameters"])]
        for entry in entries
    ]
    if options.format == "md":
        write(markdown(head, rows))
        return FINE
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([head, *rows])
    write(text.getvalue())
    return FINE


def _entry(query: PreparedQuery, project: Project, lang: str | None) -> dict[str, Any]:
    return {
        "slug": query.slug,
        "title": project.text(query.title, lang),
        "question": project.text(query.question, lang),
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.type,
                "default": [term.value for term in parameter.default] or None,
                "multiple": parameter.multiple,
                "help": project.text(parameter.help, lang),
            }
            for parameter in query.parameters
        ],
    }


def list_values(query: PreparedQuery, name: str, project: Project, lang: str | None) -> int:
    """Every value that a parameter takes, a line each: what to type, and its label."""
    from kgtools.errors import ParameterError, did_you_mean
    from kgtools.parameters import allowed_values, short_names

    known = {parameter.name: parameter for parameter in query.parameters}
    if name not in known:
        message = f"query {query.slug} has no parameter {name!r}"
        raise ParameterError(message, hint=did_you_mean(name, list(known)))
    allowed = allowed_values(known[name], project)
    if allowed is None:
        kind = "any IRI" if known[name].type == "iri" else f"any {known[name].type}"
        raise ParameterError(f"parameter {name} is not chosen from a list: it takes {kind}")
    named = zip(short_names(allowed, project), allowed, strict=True)
    rows = sorted((short, project.name(node, lang)) for short, node in named)
    margin = max((len(short) for short, _ in rows), default=0) + 2
    for short, label in rows:
        print(f"{short.ljust(margin)}{label}")
    return FINE
