"""The verb that puts Turtle into its canonical form."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from kgtools.cli.common import Arguments, opened, write
from kgtools.cli.outcome import FINE, FOUND

EXAMPLE = "kgtools format\n  kgtools format --check\n  kgtools format data/new.ttl --diff"


def options(parser: ArgumentParser) -> None:
    parser.add_argument(
        *("files",),
        nargs="*",
        type=Path,
        metavar="FILE",
        help="Turtle files, or folders of them; - is standard input (default: the project's)",
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; 1 when a file is not as it should be"
    )
    parser.add_argument("--diff", action="store_true", help="write nothing; show what would change")


def run(given: Arguments) -> int:
    from kgtools.errors import shown
    from kgtools.formatting import canonical_forms, named_files, turtle_files, write_canonical

    chosen = given.options
    if chosen.files == [Path("-")]:
        return _stream(given)
    if chosen.files:
        files = named_files(file.absolute() for file in chosen.files)
    else:
        files = turtle_files(opened(chosen)[0])
    forms = canonical_forms(files)
    differing = [form for form in forms if form.differs]
    if chosen.diff:
        write("".join(form.diff() for form in differing))
    if chosen.check:
        for form in differing:
            print(f"{shown(form.first)}: not in canonical form")
    elif not chosen.diff:
        for path in write_canonical(forms):
            print(f"{shown(path)}: written")
    if not getattr(chosen, "quiet", False):
        what = "not in canonical form" if chosen.check or chosen.diff else "written"
        counted = "1 Turtle file" if len(forms) == 1 else f"{len(forms)} Turtle files"
        print(f"{counted}, {len(differing)} {what}", file=sys.stderr)
    return FOUND if chosen.check and differing else FINE


def _stream(given: Arguments) -> int:
    """Standard input to standard output, as editors want it; --check only compares."""
    from kgtools.errors import ParseError
    from kgtools.formatting import canonical_form

    path = Path("standard input")
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ParseError("not UTF-8 text", path, "save it as UTF-8") from None
    form = canonical_form(path, text)
    if given.options.diff:
        write(form.diff())
    elif given.options.check:
        if form.differs:
            print(f"{form.first}: not in canonical form")
        return FOUND if form.differs else FINE
    else:
        write(form.canonical)
    return FINE
