"""The verb that leads from a node or an edge back to who says it, and where."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from dataclasses import replace

from kgtools.cli.common import Arguments, derived_option, opened
from kgtools.cli.outcome import FINE, UsageError

EXAMPLE = "kgtools explain NAME --format md\n  kgtools explain SUBJECT PROPERTY OBJECT"


def options(parser: ArgumentParser) -> None:
    parser.add_argument(
        *("iri",),
        nargs="+",
        metavar="NAME",
        help="label, IRI, prefix:name, or the last part of the IRI; three of them are an edge",
    )
    derived_option(parser)
    parser.add_argument("--format", choices=("text", "json", "md"), default="text")


def run(given: Arguments) -> int:
    from pyoxigraph import NamedNode

    from kgtools.explanation import explain
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
    found = explain(project, names[0], lang)
    if project.config.rules.include if wanted is None else wanted:
        from kgtools.explanation_edge import what_follows

        found = replace(found, follows=what_follows(project, NamedNode(found.iri), lang))
    sys.stdout.write(render(found, given.options.format))
    return FINE
