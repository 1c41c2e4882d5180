"""The verb that writes the dataset in one file."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from kgtools.cli.common import Arguments, opened, write
from kgtools.cli.outcome import FINE, UsageError

EXAMPLE = (
    "kgtools export -o dataset.nq.gz\n"
    "  kgtools export --format jsonld\n"
    "  kgtools export --graph NAME --format turtle"
)
NAMES = ("trig", "nq", "nt", "turtle", "jsonld", "rdfxml", "context")


def options(parser: ArgumentParser) -> None:
    parser.add_argument(
        *("--format",), choices=NAMES, help="default: as the name of FILE says, else trig"
    )
    parser.add_argument(
        *("-o", "--output"), type=Path, metavar="FILE", help="write it here (.gz and .zst pack it)"
    )
    parser.add_argument(
        *("--graph",),
        action="append",
        default=[],
        metavar="NAME",
        help="only this graph (again); metadata: the prepared queries",
    )


def run(given: Arguments) -> int:
    from kgtools.export import export, packed

    asked = given.options
    project, _ = opened(asked)
    output: Path | None = asked.output
    form, packing = _kind(output, asked.format)
    data = packed(export(project, form, asked.graph), packing)
    if output is None:
        write(data.decode())
        return FINE
    part = output.with_name(output.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)
    if not getattr(asked, "quiet", False):
        print(f"{output}: {form}, {len(data):,} bytes", file=sys.stderr)
    return FINE


def _kind(output: Path | None, form: str | None) -> tuple[str, str]:
    """The format and the packing that a file's name asks for."""
    from kgtools.export import FORMATS, PACKINGS

    if output is None:
        return form or "trig", ""
    name = output.name.lower()
    packing = next((suffix for suffix in PACKINGS if name.endswith(suffix)), "")
    inner = name.removesuffix(packing)
    named = next((f for f, suffix in reversed(FORMATS.items()) if inner.endswith(suffix)), None)
    if form is None and named is None:
        known = " ".join(FORMATS.values())
        raise UsageError(f"{output}: give --format, or a name that ends in one of {known}")
    return form or named or "trig", packing
