"""What the verbs that ask share: prepared queries, and SPARQL of one's own.

Either is asked within a time limit, the prepared ones too, whose parameters may make them as heavy
as any other. One's own are asked in a process of their own (kgtools.apart), which their text might
bring down; the prepared in this one (kgtools.cli.limit).
"""

from __future__ import annotations

import argparse

from kgtools.cli.common import HelpFormatter, Parser, derived_option, seconds, whole_number
from kgtools.cli.parser import global_options
from kgtools.results.formats import FORMATS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from kgtools.engines import Engine
    from kgtools.project import Project


def asking_options(parser: argparse.ArgumentParser) -> None:
    """What a query takes whether it is prepared or not."""
    derived_option(parser)
    parser.add_argument("--format", choices=tuple(FORMATS), default="table")
    parser.add_argument(
        "--iris", action="store_true", help="names with their CURIEs (table, md and html)"
    )
    parser.add_argument("--engine", choices=("oxigraph", "rdflib"), default="oxigraph")
    parser.add_argument(
        "--endpoint", metavar="URL", help="ask this SPARQL endpoint instead of the files"
    )
    parser.add_argument(
        "--rows",
        type=whole_number,
        metavar="N",
        help="show the first N rows only (table, md and html)",
    )
    parser.add_argument(
        *("--timeout",),
        type=seconds,
        default=60.0,
        metavar="S",
        help="end the query after S seconds (default: 60)",
    )


def prepared_options(parser: argparse.ArgumentParser) -> None:
    """What every prepared query takes, beside its parameters."""
    asking_options(parser)
    parser.add_argument(
        "--values", metavar="PARAM", help="list what the parameter PARAM of the query may be"
    )
    parser.add_argument(
        "--show", action="store_true", help="print the SPARQL that would be asked, and its curl"
    )
    parser.add_argument(
        "--check", action="store_true", help="compare with the expected rows; 1 where they differ"
    )
    parser.add_argument("-h", "--help", action="store_true", help="show this and exit")


class _Whole(HelpFormatter):
    """Help whose lines do not break in the midst of a name with hyphens."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        import textwrap

        return textwrap.wrap(" ".join(text.split()), width, break_on_hyphens=False)


def query_parser(prog: str, usage: str, description: str, epilog: str) -> Parser:
    """A parser for one prepared query, to which its parameters are added.

    It takes what every query takes too, without a word in its help.
    """
    common = Parser(add_help=False, parents=[global_options()])
    prepared_options(common)
    for action in common._actions:
        action.help = argparse.SUPPRESS
    return Parser(
        prog=prog,
        usage=usage,
        description=description,
        epilog=epilog,
        formatter_class=_Whole,
        parents=[common],
        add_help=False,
    )


def asked_of(project: Project, options: Namespace, needed: bool = False) -> Project:
    """The project with what follows where the options, the query or kgtools.toml ask for it."""
    wanted: bool | None = options.derived
    if needed and wanted is False:
        from kgtools.errors import QueryError

        hint = "leave --no-derived out"
        raise QueryError("this query asks what was derived; it has no answer without it", hint=hint)
    if wanted or needed or (wanted is None and project.config.rules.include):
        from kgtools.reasoning import with_derived

        return with_derived(project)
    return project


def engine_for_options(
    asked: Project, options: Namespace, prepared: bool = False, derived: bool = False
) -> Engine:
    """The endpoint that the options name, else an engine over the project's quads."""
    from kgtools.queries import endpoint_engine, project_engine

    if options.endpoint is None:
        return project_engine(asked, options.engine)
    return endpoint_engine(asked, options.endpoint, options.timeout, prepared, derived)


def patience(options: Namespace) -> float:
    """When to give up: an endpoint's own word on being slow says more than ours."""
    seconds: float = options.timeout
    return seconds if options.endpoint is None else seconds + 2
