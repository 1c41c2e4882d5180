"""What may be typed, in whatever order, and a word on anything else."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

FINE, FOUND, BAD_INPUT = 0, 1, 2

VERBS = {
    "check": "run every check: shapes, expected answers, passages",
    "validate": "check the data against the shapes (SHACL)",
    "lint": "look for pitfalls in the ontology, and for terms that exist nowhere",
    "diff": "what changed between two states: files, folders or git revisions",
    "query": "ask a prepared query; without a name, list them",
    "sparql": "ask a SPARQL query of your own",
    "reason": "derive what follows from the graph by its rules, and count it by rule",
    "explain": "what is said about a node or an edge, by whom, how firmly, and where",
    "picture": "draw a picture of the graph as SVG; without a name, list them",
    "anchors": "check the passages against the source text, or a saved page of it",
}
EXAMPLES = {
    "check": "kgtools check --source article.txt",
    "validate": "kgtools validate --format json",
    "lint": "kgtools lint --strict",
    "diff": "kgtools diff HEAD~1\n  kgtools diff old.ttl new.ttl --format json",
    "query": "kgtools query\n  kgtools query NAME --help\n  kgtools query NAME --format csv",
    "sparql": "kgtools sparql 'SELECT ?class (COUNT(?s) AS ?n) { ?s a ?class } GROUP BY ?class'",
    "reason": "kgtools reason\n  kgtools reason -o derived.nq",
    "explain": "kgtools explain NAME --format md\n  kgtools explain SUBJECT PROPERTY OBJECT",
    "picture": "kgtools picture\n  kgtools picture NAME -o picture.svg --lang es",
    "anchors": "kgtools anchors article.txt\n  kgtools anchors saved-page.html",
}


class UsageError(Exception):
    """A command line that cannot be understood."""


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(message)


@dataclass(frozen=True)
class Arguments:
    """The verb with its options; `words` are all that stood after it, for a prepared query."""

    verb: str
    options: argparse.Namespace
    words: list[str]
    parser: Parser


def read_arguments(argv: list[str]) -> Arguments | None:
    """What was asked for; None when that was help, and it was given. UsageError otherwise."""
    parser, verbs = _parsers()
    at = _verb_at(argv, parser, verbs)
    if at is None:
        options, rest = _parsed(parser, argv)
        if rest:
            raise unknown_option(rest, parser)
        parser.print_help()
        return None
    verb, words = argv[at], [*argv[:at], *argv[at + 1 :]]
    options, rest = _parsed(verbs[verb], words)
    if rest and verb != "query":
        raise unknown_option(rest, verbs[verb])
    return Arguments(verb, options, words, verbs[verb])


def _parsed(parser: Parser, words: list[str]) -> tuple[argparse.Namespace, list[str]]:
    try:
        return parser.parse_known_args(words)
    except UsageError as error:
        raise better(error) from None


def _verb_at(argv: list[str], parser: Parser, verbs: dict[str, Parser]) -> int | None:
    """Where the verb stands: the first word that is one and no option's value.

    What stands before it may be its own options, which are read as if they followed.
    """
    taking = {
        option
        for one in (parser, *verbs.values())
        for action in one._actions
        if action.nargs != 0
        for option in action.option_strings
    }
    for at, word in enumerate(argv):
        if word in verbs and (at == 0 or argv[at - 1] not in taking):
            return at
    return None


def _parsers() -> tuple[Parser, dict[str, Parser]]:
    parser = Parser(
        prog="kgtools",
        description="Check, ask and explain the knowledge graph in a folder with a kgtools.toml.",
        epilog="example:\n  kgtools check --project my-graph",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[_global_options()],
        allow_abbrev=False,
    )
    subparsers = parser.add_subparsers(dest="verb", metavar="VERB", title="verbs")
    verbs = {
        name: subparsers.add_parser(
            name,
            help=text,
            description=text[0].upper() + text[1:] + ".",
            epilog=f"example:\n  {EXAMPLES[name]}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[_global_options()],
            allow_abbrev=False,
            add_help=name != "query",
        )
        for name, text in VERBS.items()
    }
    for name in ("check", "validate", "lint", "anchors"):
        verbs[name].add_argument("--format", choices=("text", "json"), default="text")
        verbs[name].add_argument("--strict", action="store_true", help="warnings count as findings")
    verbs["diff"].add_argument("old", metavar="OLD", help="file, folder, REV or REV:PATH")
    verbs["diff"].add_argument("new", metavar="NEW", nargs="?", help="default: the folder itself")
    verbs["diff"].add_argument("--format", choices=("md", "json", "turtle"), default="md")
    verbs["diff"].add_argument(
        "--exit-code", action="store_true", help="1 when something of it is breaking"
    )
    verbs["check"].add_argument(
        "--source", type=Path, metavar="FILE", help="the source text of the passages"
    )
    verbs["anchors"].add_argument(
        *("text",),
        type=Path,
        nargs="?",
        metavar="TEXTFILE",
        help="without it, the file that the source's environment variable names",
    )
    verbs["anchors"].add_argument("--of", metavar="NAME", help="which source the text is")
    for name in ("query", "sparql"):
        asking_options(verbs[name])
    verbs["query"].add_argument("name", nargs="?", metavar="NAME")
    verbs["query"].add_argument(
        "--values", metavar="PARAM", help="list what the parameter PARAM of the query may be"
    )
    verbs["query"].add_argument("-h", "--help", action="store_true", help="show this and exit")
    verbs["sparql"].add_argument("query", nargs="?", metavar="TEXT", help="the query itself")
    verbs["sparql"].add_argument("-f", "--file", type=Path, metavar="FILE", help="or a file of it")
    verbs["explain"].add_argument(
        *("iri",),
        nargs="+",
        metavar="NAME",
        help="label, IRI, prefix:name, or the last part of the IRI; three of them are an edge",
    )
    _derived_option(verbs["explain"])
    verbs["validate"].add_argument(
        "--derived", action="store_true", help="afterwards check what follows by the rules too"
    )
    verbs["reason"].add_argument("--format", choices=("nt", "turtle", "nq"), help="print it so")
    verbs["reason"].add_argument("-o", "--output", type=Path, metavar="FILE", help="write it here")
    verbs["explain"].add_argument("--format", choices=("text", "json", "md"), default="text")
    verbs["picture"].add_argument("name", nargs="?", metavar="NAME")
    verbs["picture"].add_argument("-o", "--output", type=Path, metavar="FILE", help="write it here")
    return parser, verbs


def _derived_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        *("--derived",),
        action=argparse.BooleanOptionalAction,
        help="with what follows by the rules (else as kgtools.toml says: without)",
    )


def asking_options(parser: argparse.ArgumentParser) -> None:
    """What a query takes whether it is prepared or not."""
    _derived_option(parser)
    parser.add_argument("--format", choices=("table", "csv", "json", "md"), default="table")
    parser.add_argument("--engine", choices=("oxigraph", "rdflib"), default="oxigraph")
    parser.add_argument(
        "--rows", type=_whole, metavar="N", help="show the first N rows only (table and md)"
    )
    parser.add_argument(
        *("--timeout",),
        type=_seconds,
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
    common = Parser(add_help=False, parents=[_global_options()])
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


def _global_options() -> Parser:
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


def _whole(text: str) -> int:
    if not re.fullmatch(r"\d+", text):
        raise argparse.ArgumentTypeError(f"expected a whole number, 0 or more, got {text!r}")
    return int(text)


def _seconds(text: str) -> float:
    if not re.fullmatch(r"\d+(?:\.\d+)?", text) or not 0 < float(text) <= 1e6:
        raise argparse.ArgumentTypeError(f"expected a number of seconds, got {text!r}")
    return float(text)


def better(error: UsageError) -> UsageError:
    """argparse's complaint of a wrong choice, with the nearest right one."""
    from kgtools.errors import did_you_mean

    wrong = re.match(r"argument (\S+): invalid choice: '(.*?)' \(choose from (.*)\)", str(error))
    if not wrong:
        return error
    what, word, known = wrong.groups()
    choices = re.findall(r"[\w-]+", known)
    if what == "VERB":
        return UsageError(f"there is no verb {word!r}; {did_you_mean(word, choices)}")
    return UsageError(f"{what}: {word!r} is none of {', '.join(choices)}")


def unknown_option(rest: list[str], parser: argparse.ArgumentParser) -> UsageError:
    from kgtools.errors import did_you_mean

    word = next((w for w in rest if w.startswith("-")), rest[0]).partition("=")[0]
    if not word.startswith("-"):
        return UsageError(f"{word!r} is one argument too many; see kgtools --help")
    known = [option for action in parser._actions for option in action.option_strings]
    hint = did_you_mean(word, [option for option in known if option.startswith("--")])
    return UsageError(f"there is no option {word}; {hint}")
