"""The verbs that check, explain and draw, and what all verbs share."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from kgtools.cli.parser import FINE, FOUND, Arguments, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from kgtools.checks.finding import Report
    from kgtools.project import Project


def check(given: Arguments) -> int:
    from kgtools.checks.everything import check as run

    _patience(given.options)
    project, lang = opened(given.options)
    source = given.options.source.absolute() if given.options.source else None
    return _report(run(project, source, lang), given.options, lang or project.languages[0])


def validate(given: Arguments) -> int:
    from kgtools.checks.shacl import validate as run

    _patience(given.options)
    project, lang = opened(given.options)
    if given.options.derived:
        from kgtools.checks.inferred import validate_derived as run
    return _report(run(project, lang), given.options, lang or project.languages[0])


def lint(given: Arguments) -> int:
    from kgtools.lint import lint as run

    project, lang = opened(given.options)
    return _report(run(project, lang), given.options, lang or project.languages[0])


def anchors(given: Arguments) -> int:
    from kgtools.checks.anchors import check_anchors, choose_source
    from kgtools.checks.everything import check_source_texts

    project, lang = opened(given.options)
    if given.options.text is None:
        report = check_source_texts(project, given.options.of, lang)
    else:
        text = given.options.text.absolute()
        source = choose_source(project, text, given.options.of)
        report = check_anchors(project, source, text, lang)
    return _report(report, given.options, lang or project.languages[0], details=True)


def explain(given: Arguments) -> int:
    from pyoxigraph import NamedNode

    from kgtools.explanation import explain as run
    from kgtools.explanation_render import render

    project, lang = opened(given.options)
    names, wanted = given.options.iri, given.options.derived
    if len(names) == 3:
        from kgtools.explanation_edge import explain_edge

        subject, predicate, value = names
        edge = explain_edge(project, subject, predicate, value, lang)
        sys.stdout.write(render(edge, given.options.format))
        return FINE
    if len(names) != 1:
        message = "give one node, or subject, property and object of an edge"
        raise UsageError(f"{message}; names of several words stand in quotes")
    found = run(project, names[0], lang)
    if project.config.rules.include if wanted is None else wanted:
        from kgtools.explanation_edge import what_follows

        found = replace(found, follows=what_follows(project, NamedNode(found.iri), lang))
    sys.stdout.write(render(found, given.options.format))
    return FINE


def picture(given: Arguments) -> int:
    from kgtools.pictures import draw, picture_title

    project, lang = opened(given.options)
    options = given.options
    if options.name is None:
        if not project.config.pictures:
            print("this project has no pictures", file=sys.stderr)
        for one in project.config.pictures:
            print(f"{one.name}: {picture_title(project, one, lang)}")
        return FINE
    text = draw(project, options.name, lang)
    if options.output is None:
        write(text)
    else:
        options.output.write_text(text, encoding="utf-8", newline="\n")
    return FINE


# ---- what they share


def opened(options: Namespace) -> tuple[Project, str | None]:
    """The project, and the language of it that was asked for, if any."""
    from kgtools.project import Project

    project = Project.open(getattr(options, "project", None))
    lang: str | None = getattr(options, "lang", None)
    if lang is not None:
        from kgtools.parameters import read_literal

        read_literal("language", lang, "lang")
    return project, project.language(lang)


def write(text: str) -> None:
    """Writes without touching line ends: SPARQL CSV has its own."""
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.flush()
        rest = memoryview(text.encode())
        while rest:  # unbuffered (PYTHONUNBUFFERED), one write may take but a part
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(text)


def _patience(options: Namespace) -> None:
    """Shapes take seconds: a person at a terminal is told so."""
    if sys.stderr.isatty() and not getattr(options, "quiet", False):
        print("checking the shapes, this takes some seconds …", file=sys.stderr)


def _report(report: Report, options: Namespace, lang: str, details: bool = False) -> int:
    if options.format == "json":
        sys.stdout.write(report.json())
    else:
        color = getattr(options, "color", "auto")
        auto = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        colored = color == "always" or (color == "auto" and auto)
        sys.stdout.write(report.text(colored, getattr(options, "quiet", False), details, lang))
    return FOUND if report.failed(options.strict) else FINE
