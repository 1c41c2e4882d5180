"""All checks in one report."""

from __future__ import annotations

import os
from pathlib import Path

from kgtools.checks.anchors import check_anchors, choose_source
from kgtools.checks.answers import check_answers
from kgtools.checks.finding import Report, joined
from kgtools.checks.shacl import validate
from kgtools.project import Project


def check(project: Project, source_text: Path | None = None, lang: str | None = None) -> Report:
    """Shapes, expected answers and passages.

    Passages are checked on `source_text`, else on the files that the sources' environment
    variables name; without any, the report says that they were not.
    Raises KgtoolsError for what cannot be read.
    """
    files = sum(len(graph.files) for graph in project.graphs)
    read = Report((), (f"read: {len(project.quads())} triples in {files} files",))
    return joined(
        [read, validate(project, lang), check_answers(project), _passages(project, source_text)]
    )


def _passages(project: Project, source_text: Path | None) -> Report:
    if source_text is not None:
        return check_anchors(project, choose_source(project, source_text), source_text)
    reports = []
    for source in project.sources:
        file = os.environ.get(source.env, "") if source.env else ""
        if file:
            reports.append(check_anchors(project, source, Path(file).absolute()))
        else:
            ways = f"set {source.env} or give --source FILE" if source.env else "give --source FILE"
            reports.append(Report((), (f"passages: not checked, no source text ({ways})",)))
    return joined(reports)
