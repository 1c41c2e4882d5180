"""The verb that compares two states."""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from kgtools.cli.common import Arguments
from kgtools.cli.outcome import FINE, FOUND

EXAMPLE = "kgtools diff HEAD~1\n  kgtools diff old.ttl new.ttl --format json"


def options(parser: ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="file, folder, REV or REV:PATH")
    parser.add_argument("new", metavar="NEW", nargs="?", help="default: the folder itself")
    parser.add_argument("--format", choices=("md", "json", "turtle"), default="md")
    parser.add_argument(
        "--exit-code", action="store_true", help="1 when something of it is breaking"
    )


def run(given: Arguments) -> int:
    from kgtools.diff import diff
    from kgtools.diff.render import render
    from kgtools.errors import ProjectError
    from kgtools.project import Project

    chosen = given.options
    folder = getattr(chosen, "project", None)
    try:
        project = Project.open(folder)
    except ProjectError:
        if folder is not None or chosen.new is None:
            raise
        project = None  # files and folders need none
    new = chosen.new if chosen.new is not None or project is None else str(project.root)
    found = diff(chosen.old, new, project, getattr(chosen, "lang", None))
    sys.stdout.write(render(found, chosen.format))
    return FOUND if chosen.exit_code and found.breaking else FINE
