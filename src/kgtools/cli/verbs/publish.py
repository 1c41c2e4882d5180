"""The verb that writes the whole site as plain files."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from kgtools.cli.common import Arguments, opened, whole_number
from kgtools.cli.outcome import FINE, FOUND, UsageError

if TYPE_CHECKING:
    from kgtools.publish.workers import Told

EXAMPLE = (
    "kgtools publish public\n"
    "  kgtools publish public --base https://example.org/graph\n"
    "  kgtools publish public --version-path --previous public"
)
FORMATS = ("ttl", "jsonld", "trig", "nt", "rdf")


def options(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help="new, empty, or made so before")
    parser.add_argument("--base", metavar="URL", help="its public URL, or a path such as /graph")
    parser.add_argument(
        *("--format",),
        action="append",
        choices=FORMATS,
        help="a data format of documents (again; default: all, or as kgtools.toml says)",
    )
    parser.add_argument(
        *("--version-path",),
        action="store_true",
        help="each release in a folder of its own, and the newest in latest/",
    )
    parser.add_argument(
        "--previous", metavar="DIR", type=Path, help="take over the releases published there"
    )
    parser.add_argument(
        *("--jobs",), type=whole_number, default=0, metavar="N", help="processes (default: all)"
    )


def run(given: Arguments) -> int:
    from kgtools.errors import ParameterError
    from kgtools.load.progress import Progress
    from kgtools.publish import Options, base_of, publish
    from kgtools.words import say

    asked = given.options
    quiet = getattr(asked, "quiet", False)
    project, lang = opened(asked)
    spoken = lang or project.languages[0]
    try:
        public, prefix = base_of(asked.base) if asked.base else (None, "")
    except ParameterError as error:
        raise UsageError(f"--base: {error}") from None
    bars: list[Progress] = []

    def steps(what: str) -> Told:
        for bar in bars:
            bar.done()
        bars.append(Progress(say(what, spoken), quiet, bytes_=False))
        return bars[-1]

    wanted = Options(
        public=public,
        prefix=prefix,
        formats=tuple(asked.format) if asked.format else None,
        versioned=asked.version_path or asked.previous is not None,
        previous=asked.previous,
        processes=asked.jobs,
    )
    try:
        found = publish(project, asked.folder, wanted, steps)
    finally:
        for bar in bars:
            bar.done()
    for finding in found.findings:
        print(finding.line(lang=spoken))
    if not quiet:
        text = "{folder}: {files} files, {size} MB, {written} of them new or changed"
        size = f"{found.size / 1e6:.1f}"
        numbers = {"files": found.files, "size": size, "written": found.written}
        print(say(text, spoken, folder=asked.folder, **numbers), file=sys.stderr)
    return FOUND if any(f.severity == "violation" for f in found.findings) else FINE
