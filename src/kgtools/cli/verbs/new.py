"""The verb that makes a new repository."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from datetime import UTC, date, datetime
from pathlib import Path

from kgtools.cli.common import Arguments
from kgtools.cli.outcome import FINE, UsageError

EXAMPLE = (
    'kgtools new tools --title "Tools to share" --base https://example.org/tools/ --lang en,es\n'
    "  kgtools new river --like NAME      # in the terms of a dataset that kgtools brings"
)


def options(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that is not there yet")
    parser.add_argument("--title", metavar="TEXT", help="what it is about (default: its name)")
    parser.add_argument(
        "--base", metavar="IRI", help="what its IRIs begin with (default: at example.org)"
    )
    parser.add_argument(
        "--like",
        metavar="NAME",
        help="the dataset, of those that kgtools brings, whose ontology and shapes it uses",
    )


def run(given: Arguments) -> int:
    from kgtools.errors import shown
    from kgtools.new import new_project
    from kgtools.words import say

    chosen = given.options
    if getattr(chosen, "project", None) is not None:
        raise UsageError("new makes a project of its own; leave --project out")
    lang = getattr(chosen, "lang", None)
    written = new_project(
        chosen.folder,
        day=_today(),
        title=chosen.title,
        base=chosen.base,
        languages=None if lang is None else [tag.strip() for tag in lang.split(",")],
        like=chosen.like,
    )
    if not getattr(chosen, "quiet", False):
        where = shown(chosen.folder.absolute())
        spoken = (lang or "en").partition(",")[0]
        text = "{folder}: {n} files; try next"
        print(say(text, spoken, folder=where, n=len(written)), file=sys.stderr)
        print(f"  cd {where}\n  kgtools check\n  kgtools query", file=sys.stderr)
    return FINE


def _today() -> date:
    """The day, or that of SOURCE_DATE_EPOCH (seconds since 1970, UTC) for builds that repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.now(UTC) if not epoch.isdigit() else datetime.fromtimestamp(int(epoch), UTC)
    return now.date()
