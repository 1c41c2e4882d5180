"""The verb that checks the passages against their text."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from kgtools.cli.common import Arguments, opened, report, report_options

EXAMPLE = "kgtools anchors article.txt\n  kgtools anchors saved-page.html"


def options(parser: ArgumentParser) -> None:
    report_options(parser)
    parser.add_argument(
        *("text",),
        type=Path,
        nargs="?",
        metavar="TEXTFILE",
        help="without it, the file that the source's environment variable names",
    )
    parser.add_argument("--of", metavar="NAME", help="which source the text is")


def run(given: Arguments) -> int:
    from kgtools.checks.anchors import check_anchors, choose_source
    from kgtools.checks.everything import check_source_texts

    project, lang = opened(given.options)
    if given.options.text is None:
        found = check_source_texts(project, given.options.of, lang)
    else:
        text = given.options.text.absolute()
        source = choose_source(project, text, given.options.of)
        found = check_anchors(project, source, text, lang)
    return report(found, given.options, lang or project.languages[0], details=True)
