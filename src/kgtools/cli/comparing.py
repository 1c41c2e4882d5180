"""The verb that compares two states."""

from __future__ import annotations

import sys

from kgtools.cli.parser import FINE, FOUND, Arguments


def diff(given: Arguments) -> int:
    from kgtools.diff import diff as run
    from kgtools.diff.render import render
    from kgtools.errors import ProjectError
    from kgtools.project import Project

    options = given.options
    folder = getattr(options, "project", None)
    try:
        project = Project.open(folder)
    except ProjectError:
        if folder is not None or options.new is None:
            raise
        project = None  # files and folders need none
    new = options.new if options.new is not None or project is None else str(project.root)
    found = run(options.old, new, project, getattr(options, "lang", None))
    sys.stdout.write(render(found, options.format))
    return FOUND if options.exit_code and found.breaking else FINE
