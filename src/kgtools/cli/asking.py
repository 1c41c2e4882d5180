"""What the verbs that ask share: prepared queries, and SPARQL of one's own.

Either is asked in a process of its own (kgtools.apart): so a time limit and Ctrl-C end it at
once, in the prepared ones too, whose parameters may make them as heavy as any other. A fork costs
some milliseconds.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from kgtools.cli.common import Parser, derived_option, seconds, whole_number
from kgtools.cli.parser import global_options

if TYPE_CHECKING:
    from argparse import Namespace

    from kgtools.project import Project


def asking_options(parser: argparse.ArgumentParser) -> None:
    """What a query takes whether it is prepared or not."""
    derived_option(parser)
    parser.add_argument("--format", choices=("table", "csv", "json", "md"), default="table")
    parser.add_argument("--engine", choices=("oxigraph", "rdflib"), default="oxigraph")
    parser.add_argument(
        "--rows", type=whole_number, metavar="N", help="show the first N rows only (table and md)"
    )
    parser.add_argument(
        *("--timeout",),
        type=seconds,
        default=60.0,
        metavar="S",
        help="end the query after S seconds (default: 60)",
    )


class _Whole(argparse.RawDescriptionHelpFormatter):
    """Help whose lines do not break in the midst of a name with hyphens."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        import textwrap

        return textwrap.wrap(" ".join(text.split()), width, break_on_hyphens=False)


def query_parser(prog: str, usage: str, description: str, epilog: str) -> Parser:
    """A parser for one prepared query, to which its parameters are added.

    It takes what every query takes too, without a word in its help.
    """
    common = Parser(add_help=False, parents=[global_options()])
    asking_options(common)
    common.add_argument("-h", "--help", action="store_true")
    common.add_argument("--values", metavar="PARAM")
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
        allow_abbrev=False,
    )


def asked_of(project: Project, options: Namespace, needed: bool = False) -> Project:
    """The project with what follows where the options, the query or kgtools.toml ask for it."""
    from kgtools.errors import QueryError
    from kgtools.reasoning import with_derived

    wanted: bool | None = options.derived
    if needed and wanted is False:
        hint = "leave --no-derived out"
        raise QueryError("this query asks what was derived; it has no answer without it", hint=hint)
    if wanted or needed or (wanted is None and project.config.rules.include):
        return with_derived(project)
    return project
