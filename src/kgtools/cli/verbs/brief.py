"""The verb that writes a briefing."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from kgtools.cli.common import Arguments, opened, write
from kgtools.cli.outcome import FINE, UsageError

EXAMPLE = "kgtools brief NAME\n  kgtools brief NAME --lang es -o briefing.docx\n  kgtools brief"
SUFFIXES = {".md": "md", ".markdown": "md", ".txt": "md", ".docx": "docx"}


def options(parser: ArgumentParser) -> None:
    parser.add_argument(
        *("topic",),
        nargs="?",
        metavar="TOPIC",
        help="label, IRI, prefix:name, or the last part of the IRI; without it, the whole",
    )
    parser.add_argument(
        *("--format",), choices=("md", "docx"), help="default: as FILE is called, else md"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it here")


def _form_of(file: Path) -> str:
    form = SUFFIXES.get(file.suffix.lower())
    if form is None and file.suffix:
        raise UsageError(f"{file.name}: name it .md or .docx, or say which with --format")
    return form or "md"


def run(given: Arguments) -> int:
    from kgtools.brief import author_of, brief, rendered
    from kgtools.errors import KgtoolsError
    from kgtools.files import write_file

    chosen = given.options
    file: Path | None = chosen.output
    form = chosen.format or (_form_of(file) if file else "md")
    if file is None and form == "docx" and sys.stdout.isatty():
        raise KgtoolsError("a Word document cannot be shown here", None, "give -o FILE.docx")
    project, lang = opened(chosen)
    content = rendered(brief(project, chosen.topic, lang), form, author_of(project))
    if file is not None:
        write_file(file.absolute(), content)
    elif form == "docx":
        sys.stdout.buffer.write(content)
    else:
        write(content.decode())
    return FINE
