"""The verb that draws."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from kgtools.cli.common import Arguments, opened, write
from kgtools.cli.outcome import FINE

EXAMPLE = "kgtools picture\n  kgtools picture NAME -o picture.svg --lang es"


def options(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it here")


def run(given: Arguments) -> int:
    from kgtools.files import write_file
    from kgtools.pictures import draw, picture_title

    project, lang = opened(given.options)
    chosen = given.options
    if chosen.name is None:
        if not project.config.pictures:
            print("this project has no pictures", file=sys.stderr)
        for one in project.config.pictures:
            print(f"{one.name}: {picture_title(project, one, lang)}")
        return FINE
    text = draw(project, chosen.name, lang)
    if chosen.output is None:
        write(text)
    else:
        write_file(chosen.output.absolute(), text)
    return FINE
