"""The verb that checks the data against the shapes."""

from __future__ import annotations

from argparse import ArgumentParser

from kgtools.cli.common import Arguments, opened, patience, report, report_options

EXAMPLE = "kgtools validate --format json"


def options(parser: ArgumentParser) -> None:
    report_options(parser)
    parser.add_argument(
        "--derived", action="store_true", help="afterwards check what follows by the rules too"
    )


def run(given: Arguments) -> int:
    from kgtools.checks.shacl import validate

    patience(given.options)
    project, lang = opened(given.options)
    if given.options.derived:
        from kgtools.checks.inferred import validate_derived as validate
    return report(validate(project, lang), given.options, lang or project.languages[0])
