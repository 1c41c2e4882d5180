"""All checks in one report."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kgtools.checks.anchors import check_anchors, choose_source
from kgtools.checks.answers import check_answers
from kgtools.checks.declared import check_declared
from kgtools.checks.deprecated import check_deprecated
from kgtools.checks.finding import Report, joined
from kgtools.checks.kept_apart import check_kept_apart
from kgtools.checks.shacl import validate
from kgtools.checks.translations import check_translations
from kgtools.errors import KgtoolsError, SourceTextError, raise_all
from kgtools.project import Project
from kgtools.queries import Catalogue
from kgtools.words import say


def check(project: Project, source_text: Path | None = None, lang: str | None = None) -> Report:
    """What is declared, graphs, languages, shapes, expected answers and passages.

    Passages are checked on `source_text`, else on the files that the sources' environment
    variables name; without any, the report says that they were not.
    Raises KgtoolsError for what cannot be read, SeveralErrors for all of it together.
    """
    _read_all(project)
    files = sum(len(graph.files) for graph in project.graphs)
    counted = {"triples": len(project.quads()), "files": files}
    spoken = lang or project.languages[0]
    return joined(
        [
            Report((), (say("read: {triples} triples in {files} files", spoken, **counted),)),
            check_declared(project, lang),
            check_deprecated(project, lang),
            check_kept_apart(project, lang),
            check_translations(project, lang),
            validate(project, lang),
            check_answers(project, lang=lang),
            _passages(project, source_text, lang),
        ]
    )


def _read_all(project: Project) -> None:
    """Reads every file once, so that all that are broken are named together."""
    from kgtools.brief.declared import read_plan

    errors: list[KgtoolsError] = []
    catalogue = Catalogue(project)
    headers = (partial(catalogue.__getitem__, slug) for slug in catalogue.slugs)
    plans = (partial(read_plan, path, project.prefixes) for path in project.config.briefs)
    reads: list[Callable[[], object]] = [project.quads, project.shapes, *headers, *plans]
    for read in reads:
        try:
            read()
        except KgtoolsError as error:
            errors.append(error)
    raise_all(errors)


def check_source_texts(
    project: Project, name: str | None = None, lang: str | None = None
) -> Report:
    """The passages on the files that the environment variables of the sources name.

    Only one source if `name` says which. Raises SourceTextError where no variable is set.
    """
    sources = [source for source in project.sources if name in (None, source.name)]
    named = [(s, file) for s in sources if s.env and (file := os.environ.get(s.env))]
    if not named:
        variables = " or ".join(source.env for source in sources if source.env)
        hint = f"kgtools anchors FILE{f', or set {variables}' if variables else ''}"
        raise SourceTextError("which file is the source text?", hint=hint)
    return joined(
        check_anchors(project, source, Path(file).absolute(), lang) for source, file in named
    )


def _passages(project: Project, source_text: Path | None, lang: str | None) -> Report:
    if source_text is not None:
        return check_anchors(project, choose_source(project, source_text), source_text, lang)
    reports = []
    for source in project.sources:
        file = os.environ.get(source.env, "") if source.env else ""
        if file:
            reports.append(check_anchors(project, source, Path(file).absolute(), lang))
        else:
            spoken = lang or project.languages[0]
            ways = say("give --source FILE", spoken)
            if source.env:
                ways = say("set {env} or give --source FILE", spoken, env=source.env)
            note = say("passages: not checked, no source text ({ways})", spoken, ways=ways)
            reports.append(Report((), (note,)))
    return joined(reports)
