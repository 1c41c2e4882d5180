"""The verb that derives what follows."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from kgtools.cli.common import Arguments, opened, write
from kgtools.cli.outcome import FINE

if TYPE_CHECKING:
    from kgtools.project import Project
    from kgtools.reasoning import Derivation


EXAMPLE = "kgtools reason\n  kgtools reason -o derived.nq"


def options(parser: ArgumentParser) -> None:
    parser.add_argument("--format", choices=("nt", "turtle", "nq"), help="print it so")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it here")


def run(given: Arguments) -> int:
    from kgtools.files import write_file
    from kgtools.reasoning import derive

    project, lang = opened(given.options)
    derivation = derive(project)
    output, form = given.options.output, given.options.format
    if output is not None:
        by_suffix = {".ttl": "turtle", ".nq": "nq"}.get(output.suffix.lower(), "nt")
        write_file(output.absolute(), _written(derivation, form or by_suffix, project))
    elif form is not None:
        write(_written(derivation, form, project).decode())
    if not getattr(given.options, "quiet", False):
        counts = sys.stderr if output is None and form is not None else sys.stdout
        for rule, count in derivation.counts():
            if count or rule.own:
                print(f"{count:7}  {rule.slug}: {project.text(rule.label, lang)}", file=counts)
        print(f"{len(derivation.derived):7}  {derivation.graph.value}", file=counts)
    return FINE


def _written(derivation: Derivation, form: str, project: Project) -> bytes:
    from pyoxigraph import RdfFormat, serialize

    quads = derivation.quads()
    if form == "nq":
        data = serialize(quads, format=RdfFormat.N_QUADS)
    elif form == "nt":
        data = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    else:
        ordered = sorted((quad.triple for quad in quads), key=str)
        data = serialize(ordered, format=RdfFormat.TURTLE, prefixes=dict(project.prefixes))
    assert data is not None
    return data
