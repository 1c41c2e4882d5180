"""The verb that puts the dataset into a triple store."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from kgtools.cli.common import (
    Arguments,
    derived_option,
    opened,
    seconds,
    write,
)
from kgtools.cli.outcome import FINE, FOUND, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from kgtools.load import Spool

EXAMPLE = (
    "kgtools load my-store\n"
    "  kgtools load http://127.0.0.1:7878\n"
    "  kgtools load http://127.0.0.1:8890/sparql corpus.nq.zst"
)


def options(parser: ArgumentParser) -> None:
    parser.add_argument("target", metavar="TARGET", help="http(s)://…, or a folder for Oxigraph")
    parser.add_argument(
        *("files",),
        type=Path,
        nargs="*",
        metavar="FILE",
        help="load these files (.nq .trig .nt .ttl, also .gz .zst), not the project",
    )
    parser.add_argument(
        "--graph", metavar="IRI", help="where triples of FILE go that name no graph"
    )
    derived_option(parser)
    parser.add_argument("--verify-only", action="store_true", help="only compare; change nothing")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done")
    parser.add_argument("--skolemise", action="store_true", help="turn blank nodes into IRIs")
    parser.add_argument("--update", metavar="URL", help="where the store takes updates")
    parser.add_argument("--graph-store", metavar="URL", help="its Graph Store Protocol")
    parser.add_argument(
        *("--timeout",), type=seconds, default=300.0, metavar="S", help="longest wait for an answer"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(given: Arguments) -> int:
    from kgtools.load import load, open_target, render, verify
    from kgtools.load.progress import Progress

    asked = given.options
    quiet = getattr(asked, "quiet", False)
    if asked.verify_only and asked.dry_run:
        raise UsageError("--verify-only and --dry-run exclude each other")
    spool, lang = _spool(asked, quiet)
    with spool:
        writing = not (asked.verify_only or asked.dry_run)
        target = open_target(asked.target, asked.update, asked.graph_store, asked.timeout, writing)
        with target as store:
            if asked.verify_only:
                report = verify(spool, store)
            else:
                bar = Progress("sending", quiet)
                report = load(spool, store, bar, asked.dry_run)
                bar.done()
    if not (quiet and report.verified):
        write(render(report, asked.format, lang))
    return FINE if report.verified or asked.dry_run else FOUND


def _spool(asked: Namespace, quiet: bool) -> tuple[Spool, str | None]:
    from kgtools.load import of_files, of_project, spooled
    from kgtools.load.progress import Progress
    from kgtools.rdf.terms import WELL_KNOWN, expand

    if not asked.files:
        project, lang = opened(asked)
        if asked.derived:
            from kgtools.reasoning import with_derived

            project = with_derived(project)
        if asked.graph:
            raise UsageError("--graph goes with FILE: the project names its own graphs")
        return spooled(of_project(project, asked.skolemise)), lang or project.languages[0]
    if asked.derived:
        raise UsageError("--derived goes with the project: of FILE nothing is derived")
    graph = expand(asked.graph, WELL_KNOWN) if asked.graph else None
    bar = Progress("reading", quiet)
    files = [file.absolute() for file in asked.files]
    spool = spooled(of_files(files, graph, asked.skolemise, bar))
    bar.done()
    return spool, getattr(asked, "lang", None)
