"""The verb that looks for pitfalls."""

from __future__ import annotations

from argparse import ArgumentParser

from kgtools.cli.common import Arguments, opened, report, report_options

EXAMPLE = "kgtools lint --strict"


def options(parser: ArgumentParser) -> None:
    report_options(parser)


def run(given: Arguments) -> int:
    from kgtools.lint import lint

    project, lang = opened(given.options)
    return report(lint(project, lang), given.options, lang or project.languages[0])
