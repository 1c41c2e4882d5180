"""What may be typed, in whatever order, and a word on anything else."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import cache
from importlib import import_module

from kgtools.cli.common import (
    Arguments,
    Parser,
    better,
    unknown_option,
)
from kgtools.cli.outcome import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

VERBS = {
    "new": "make a repository for a new knowledge graph, with an example that passes all checks",
    "check": "run every check: shapes, expected answers, passages",
    "validate": "check the data against the shapes (SHACL)",
    "lint": "look for pitfalls in the ontology, and for terms that exist nowhere",
    "format": "put Turtle files into their canonical form, or check that they are",
    "diff": "what changed between two states: files, folders or git revisions",
    "query": "ask a prepared query; without a name, list them",
    "sparql": "ask a SPARQL query of your own",
    "reason": "derive what follows from the graph by its rules, and count it by rule",
    "explain": "what is said about a node or an edge, by whom, how firmly, and where",
    "brief": "write a briefing on one topic, or on the whole, as Markdown or Word document",
    "picture": "draw a picture of the graph as SVG; without a name, list them",
    "anchors": "check the passages against the source text, or a saved page of it",
    "serve": "serve the graph over HTTP: pages, SPARQL, prepared queries",
    "publish": "write the whole site as plain files, for any static host",
    "export": "write the dataset in one file, every literal as its authors wrote it",
    "load": "put the dataset into a triple store, and prove that it arrived",
}


def verb_module(name: str) -> Any:
    """The module of the verb: EXAMPLE, options(parser) and run(given)."""
    return import_module(f"kgtools.cli.verbs.{name}")


def read_arguments(argv: list[str]) -> Arguments | None:
    """What was asked for; None when that was help, and it was given. UsageError otherwise."""
    found = _verb_at(argv)
    if found is None:
        parser = _parser()
        options, rest = _parsed(parser, argv)
        if rest:
            raise unknown_option(rest, parser)
        parser.print_help()
        return None
    at, chosen = found
    verb, words = argv[at], [*argv[:at], *argv[at + 1 :]]
    options, rest = _parsed(chosen, words)
    if rest and verb != "query":
        raise unknown_option(rest, chosen)
    return Arguments(verb, options, words, chosen)


def _parsed(parser: Parser, words: list[str]) -> tuple[argparse.Namespace, list[str]]:
    try:
        return parser.parse_known_args(words)
    except UsageError as error:
        raise better(error) from None


def _verb_at(argv: list[str]) -> tuple[int, Parser] | None:
    """Where the verb stands, and its parser: the first word that is one and no option's value.

    What stands before it may be its own options, which are read as if they followed.
    """
    for at, word in enumerate(argv):
        if word in VERBS:
            chosen = _verb_parser(word)
            if at == 0 or argv[at - 1] not in _taking(chosen):
                return at, chosen
    return None


def _taking(parser: Parser) -> list[str]:
    """The options that take a value."""
    return [s for action in parser._actions if action.nargs != 0 for s in action.option_strings]


def _parser() -> Parser:
    parser = Parser(
        prog="kgtools",
        description="Check, ask and explain the knowledge graph in a folder with a kgtools.toml.",
        epilog="example:\n  kgtools check --project my-graph",
        parents=[global_options()],
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", title="verbs")
    for name, text in VERBS.items():
        verbs.add_parser(name, help=text, add_help=False)
    return parser


def _verb_parser(name: str) -> Parser:
    module, text = verb_module(name), VERBS[name]
    parser = Parser(
        prog=f"kgtools {name}",
        description=text[0].upper() + text[1:] + ".",
        epilog=f"example:\n  {module.EXAMPLE}",
        parents=[global_options()],
        add_help=name != "query",
    )
    module.options(parser)
    return parser


@cache
def global_options() -> Parser:
    """The options that stand before or after the verb, wherever one likes."""
    absent = argparse.SUPPRESS
    options = Parser(add_help=False, argument_default=absent)
    group = options.add_argument_group("everywhere")
    group.add_argument("--project", metavar="DIR", help="the folder (default: this or above)")
    group.add_argument("--lang", metavar="TAG", help="language of labels and messages")
    group.add_argument("--quiet", action="store_true", help="findings and results only")
    group.add_argument("--color", choices=("auto", "always", "never"))
    group.add_argument("--version", action=_Version)
    return options


class _Version(argparse.Action):
    def __init__(self, option_strings: Sequence[str], dest: str, **_: object) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, help="show it and exit")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from kgtools import __version__

        print(f"kgtools {__version__}")
        parser.exit()
