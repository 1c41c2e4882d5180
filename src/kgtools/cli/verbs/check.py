"""The verb that runs every check."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from kgtools.cli.common import Arguments, opened, patience, report, report_options

EXAMPLE = "kgtools check --source article.txt"


def options(parser: ArgumentParser) -> None:
    report_options(parser)
    parser.add_argument(
        "--source", type=Path, metavar="FILE", help="the source text of the passages"
    )


def run(given: Arguments) -> int:
    from kgtools.checks.everything import check

    patience(given.options)
    project, lang = opened(given.options)
    source = given.options.source.absolute() if given.options.source else None
    return report(check(project, source, lang), given.options, lang or project.languages[0])
