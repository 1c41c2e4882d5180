"""The verb that serves the graph over HTTP."""

from __future__ import annotations

import argparse
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from kgtools.cli.common import Arguments, opened
from kgtools.cli.outcome import FINE, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from kgtools.serve.log import Log
    from kgtools.serve.setup import Served, Setup

EXAMPLE = "kgtools serve\n  kgtools serve --port 8080 --watch --base https://example.org/graph"


def options(parser: ArgumentParser) -> None:
    place = parser.add_argument_group("where")
    place.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="default: 127.0.0.1")
    place.add_argument(
        *("--port",), type=_port, default=8000, metavar="N", help="default: 8000, or the next free"
    )
    place.add_argument("--base", metavar="URL", help="the public URL, or a path such as /graph")
    place.add_argument(
        "--trust-proxy",
        metavar="IPS",
        default="127.0.0.1,::1",
        help="whose forwarded headers count",
    )
    asked = parser.add_argument_group("what is asked, instead of the files")
    asked.add_argument("--endpoint", metavar="URL", help="a SPARQL endpoint")
    asked.add_argument("--store", type=Path, metavar="DIR", help="a store of Oxigraph on disk")
    parser.add_argument(
        *("--derived",),
        action=argparse.BooleanOptionalAction,
        help="with what follows by the rules (else as kgtools.toml says)",
    )
    parser.add_argument("--watch", action="store_true", help="serve what changes in the folder")
    parser.add_argument(
        "--checks",
        choices=("parse", "shapes", "all"),
        default="shapes",
        help="what a change must pass before it is served (default: shapes)",
    )
    limits = parser.add_argument_group("limits")
    limits.add_argument(
        "--timeout", type=_positive, default=30.0, metavar="S", help="seconds a query (default: 30)"
    )
    limits.add_argument("--workers", type=_whole, metavar="N", help="queries at a time")
    limits.add_argument("--max-rows", type=_whole, metavar="N", help="of one answer")
    limits.add_argument("--max-mb", type=_whole, metavar="N", help="of one answer, in MiB")
    limits.add_argument("--memory-mb", type=_whole, metavar="N", help="of one query, in MiB")
    limits.add_argument(
        *("--allow-service",),
        action="append",
        default=[],
        metavar="IRI",
        help="an endpoint that SERVICE in a query may ask (default: none)",
    )
    parser.add_argument("--log", metavar="FILE", help="append the log here; - for standard error")


def run(given: Arguments) -> int:
    from kgtools.serve.run import Where, serve
    from kgtools.words import say

    chosen = given.options
    if chosen.endpoint and chosen.store:
        raise UsageError("give --endpoint or --store, not both")
    project, lang = opened(chosen)
    spoken = lang or project.languages[0]
    quiet = getattr(chosen, "quiet", False)

    def told(served: Served, url: str, port: int) -> None:
        if chosen.port not in (0, port):
            text = "port {port} is taken; this is the next that is free"
            print(say(text, spoken, port=chosen.port), file=sys.stderr)
        title = project.text(project.title, lang)
        print(say("{title}: {url}", spoken, title=title, url=url), flush=True)
        if not quiet:
            print(say("SPARQL: {url}sparql", spoken, url=url), file=sys.stderr)
            print(say("queries: {url}api/queries", spoken, url=url), file=sys.stderr)
            print(say("end with Ctrl-C", spoken), file=sys.stderr)

    where = Where(chosen.host, chosen.port, chosen.trust_proxy)
    log = _log(chosen.log, quiet)
    serve(_setup(chosen, project.root), where, log, told, chosen.watch)
    return FINE


def _setup(chosen: Namespace, root: Path) -> Setup:
    from dataclasses import replace
    from urllib.parse import urlsplit

    from kgtools.serve.limits import MIB, Limits
    from kgtools.serve.setup import Setup

    limits = replace(Limits(), seconds=chosen.timeout)
    sizes = {
        "workers": chosen.workers,
        "rows": chosen.max_rows,
        "answer": chosen.max_mb and chosen.max_mb * MIB,
        "memory": chosen.memory_mb and chosen.memory_mb * MIB,
    }
    limits = replace(limits, **{name: size for name, size in sizes.items() if size})
    base = chosen.base or ""
    parts = urlsplit(base)
    prefix = parts.path.rstrip("/")
    public = parts.scheme in ("http", "https") and bool(parts.netloc)
    if base and (parts.query or parts.fragment or not (public or base.startswith("/"))):
        raise UsageError("--base is a URL such as https://example.org/graph, or a path: /graph")
    return Setup(
        root=root,
        prefix=prefix,
        public=base.rstrip("/") if public else None,
        store=chosen.store.absolute() if chosen.store else None,
        endpoint=chosen.endpoint,
        services=tuple(chosen.allow_service),
        derived=chosen.derived,
        checks=chosen.checks,
        limits=limits,
    )


def _log(wanted: str | None, quiet: bool) -> Log:
    """To a file; else to standard error, where a person at a terminal is shown trouble only."""
    from kgtools.errors import KgtoolsError
    from kgtools.serve.log import Log

    if wanted is None or wanted == "-":
        return Log(sys.stderr, only_trouble=wanted is None and (quiet or sys.stderr.isatty()))
    try:
        return Log(Path(wanted).open("a", encoding="utf-8"))
    except OSError as error:
        raise KgtoolsError(f"cannot be written: {error.strerror}", Path(wanted)) from None


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 65536):
        raise argparse.ArgumentTypeError(f"expected a port, 0 to 65535, got {text!r}")
    return int(text)


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 10**9):
        raise argparse.ArgumentTypeError(f"expected a whole number from 1, got {text!r}")
    return int(text)


def _positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= 86_400:
        raise argparse.ArgumentTypeError(f"expected seconds, at most a day, got {text!r}")
    return number
