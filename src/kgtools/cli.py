"""The command line: reads what was typed, calls one library function, prints what it gives."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from kgtools.checks.finding import Report
    from kgtools.project import Project
    from kgtools.queries import PreparedQuery

FINE, FOUND, BAD_INPUT = 0, 1, 2

VERBS = {
    "check": "run every check: shapes, expected answers, passages",
    "validate": "check the data against the shapes (SHACL)",
    "query": "ask a prepared query; without a name, list them",
    "sparql": "ask a SPARQL query of your own",
    "explain": "what is said about a node, by whom, how firmly, and where",
    "anchors": "check the passages against the source text",
}
EXAMPLES = {
    "check": "kgtools check --source article.txt",
    "validate": "kgtools validate --format json",
    "query": "kgtools query\n  kgtools query NAME --help\n  kgtools query NAME --format csv",
    "sparql": "kgtools sparql 'SELECT ?class (COUNT(?s) AS ?n) { ?s a ?class } GROUP BY ?class'",
    "explain": "kgtools explain NAME --format md",
    "anchors": "kgtools anchors article.txt",
}


class UsageError(Exception):
    """A command line that cannot be understood."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(message)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; gives its exit code: 0 fine, 1 findings, 2 input that cannot be used."""
    from kgtools.errors import KgtoolsError, one_line

    try:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8")
        code = _run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
        return code
    except (KgtoolsError, UsageError) as error:
        print(f"kgtools: error: {one_line(str(error))}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except (OSError, RecursionError, MemoryError) as error:
        print(f"kgtools: error: {one_line(str(error) or type(error).__name__)}", file=sys.stderr)
        return BAD_INPUT


def _run(argv: list[str]) -> int:
    parser, verbs = _parsers()
    try:
        options, rest = parser.parse_known_args(argv)
    except UsageError as error:
        raise _better(error) from None
    verb = getattr(options, "verb", None)
    if verb is None:
        if rest:
            raise _unknown_option(rest, parser)
        parser.print_help()
        return FINE
    if verb == "query":
        return _query(options, rest, verbs[verb])
    if rest:
        raise _unknown_option(rest, verbs[verb])
    runs: dict[str, Callable[[argparse.Namespace], int]] = {
        "check": _check,
        "validate": _validate,
        "sparql": _sparql,
        "explain": _explain,
        "anchors": _anchors,
    }
    return runs[verb](options)


# ---- the options


def _parsers() -> tuple[_Parser, dict[str, _Parser]]:
    parser = _Parser(
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
    for name in ("check", "validate", "anchors"):
        verbs[name].add_argument("--format", choices=("text", "json"), default="text")
        verbs[name].add_argument("--strict", action="store_true", help="warnings count as findings")
    verbs["check"].add_argument(
        "--source", type=Path, metavar="FILE", help="the source text of the passages"
    )
    verbs["anchors"].add_argument("text", type=Path, metavar="TEXTFILE")
    verbs["anchors"].add_argument("--of", metavar="NAME", help="which source the text is")
    for name in ("query", "sparql"):
        verbs[name].add_argument(
            "--format", choices=("table", "csv", "json", "md"), default="table"
        )
        verbs[name].add_argument("--engine", choices=("oxigraph", "rdflib"), default="oxigraph")
    verbs["query"].add_argument("name", nargs="?", metavar="NAME")
    verbs["query"].add_argument("-h", "--help", action="store_true", help="show this and exit")
    verbs["sparql"].add_argument("query", nargs="?", metavar="TEXT", help="the query itself")
    verbs["sparql"].add_argument("-f", "--file", type=Path, metavar="FILE", help="or a file of it")
    verbs["explain"].add_argument("iri", metavar="IRI", help="IRI, prefix:name, or its last part")
    verbs["explain"].add_argument("--format", choices=("text", "json", "md"), default="text")
    return parser, verbs


def _global_options() -> _Parser:
    """The options that stand before or after the verb, wherever one likes."""
    absent = argparse.SUPPRESS
    options = _Parser(add_help=False, argument_default=absent)
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


def _better(error: UsageError) -> UsageError:
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


def _unknown_option(rest: list[str], parser: argparse.ArgumentParser) -> UsageError:
    from kgtools.errors import did_you_mean

    word = next((w for w in rest if w.startswith("-")), rest[0]).partition("=")[0]
    if not word.startswith("-"):
        return UsageError(f"{word!r} is one argument too many; see kgtools --help")
    known = [option for action in parser._actions for option in action.option_strings]
    hint = did_you_mean(word, [option for option in known if option.startswith("--")])
    return UsageError(f"there is no option {word}; {hint}")


# ---- the verbs


def _check(options: argparse.Namespace) -> int:
    from kgtools.checks.everything import check

    _patience(options)
    source = options.source.absolute() if options.source else None
    return _report(check(_project(options), source, _lang(options)), options)


def _validate(options: argparse.Namespace) -> int:
    from kgtools.checks.shacl import validate

    _patience(options)
    return _report(validate(_project(options), _lang(options)), options)


def _anchors(options: argparse.Namespace) -> int:
    from kgtools.checks.anchors import check_anchors, choose_source

    project, text = _project(options), options.text.absolute()
    return _report(check_anchors(project, choose_source(project, text, options.of), text), options)


def _explain(options: argparse.Namespace) -> int:
    from kgtools.explanation import explain
    from kgtools.explanation_render import render

    explanation = explain(_project(options), options.iri, _lang(options))
    sys.stdout.write(render(explanation, options.format))
    return FINE


def _sparql(options: argparse.Namespace) -> int:
    from kgtools.engines import open_engine
    from kgtools.errors import QueryError
    from kgtools.rdf.parse import read_text
    from kgtools.results import render

    if (options.query is None) == (options.file is None):
        raise UsageError("give the query as one argument, or a file of it with -f FILE")
    text = options.query if options.file is None else read_text(options.file.absolute())
    project = _project(options)
    engine = open_engine(project.quads(), options.engine)
    try:
        result = engine.query(text)
    except QueryError as error:
        raise (error.in_file(options.file.absolute()) if options.file else error) from None
    _write(render(result, options.format, project, _lang(options)))
    return FINE


def _query(options: argparse.Namespace, rest: list[str], parser: argparse.ArgumentParser) -> int:
    if options.name is None:
        if options.help:
            parser.print_help()
            return FINE
        if rest:
            raise _unknown_option(rest, parser)
        return _list_queries(options)
    from kgtools.engines import open_engine
    from kgtools.queries import Catalogue, answer
    from kgtools.results import render

    project = _project(options)
    lang = _lang(options)
    query = Catalogue(project)[options.name]
    own = _query_parser(query, project, lang, parser)
    if options.help:
        own.print_help()
        return FINE
    given, unknown = own.parse_known_args(rest)
    if unknown:
        raise _unknown_option(unknown, own)
    values = {p.name: v for p in query.parameters if (v := getattr(given, p.name, None))}
    engine = open_engine(project.quads(), options.engine)
    result = answer(project, query.slug, values, engine, lang).result
    if options.format == "table" and not getattr(options, "quiet", False):
        print(_in(query.question, project, lang), file=sys.stderr)
    _write(render(result, options.format, project, lang))
    return FINE


def _query_parser(
    query: PreparedQuery, project: Project, lang: str | None, parent: argparse.ArgumentParser
) -> _Parser:
    """The options of one prepared query, from its header."""
    parser = _Parser(
        prog=f"kgtools query {query.slug}",
        usage=f"kgtools query {query.slug} [--PARAM VALUE …] [--format FORMAT] [--engine ENGINE]",
        description=f"{_in(query.title, project, lang)}\n\n{_in(query.question, project, lang)}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="and the options of kgtools query --help",
        add_help=False,
        allow_abbrev=False,
    )
    for parameter in query.parameters:
        dashed = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", "-", parameter.name).lower()
        names = dict.fromkeys([f"--{parameter.name}", f"--{dashed}"])
        default = ", ".join(project.name(term, lang) for term in parameter.default) or "any"
        several = ", may be repeated" if parameter.multiple else ""
        text = (
            f"{_in(parameter.help, project, lang)} ({parameter.type}, default: {default}{several})"
        )
        parser.add_argument(
            *names,
            dest=parameter.name,
            action="append",
            metavar="VALUE",
            help=text.replace("%", "%%"),
        )
    return parser


def _list_queries(options: argparse.Namespace) -> int:
    from kgtools.queries import Catalogue

    project, lang = _project(options), _lang(options)
    queries = list(Catalogue(project))
    if not queries:
        print("this project has no prepared queries", file=sys.stderr)
    for query in queries:
        print(f"{query.slug}: {_in(query.title, project, lang)}")
        if not getattr(options, "quiet", False):
            print(f"    {_in(query.question, project, lang)}")
    return FINE


# ---- what they share


def _patience(options: argparse.Namespace) -> None:
    """Shapes take seconds: a person at a terminal is told so."""
    if sys.stderr.isatty() and not getattr(options, "quiet", False):
        print("checking the shapes, this takes some seconds …", file=sys.stderr)


def _project(options: argparse.Namespace) -> Project:
    from kgtools.project import Project

    return Project.open(getattr(options, "project", None))


def _lang(options: argparse.Namespace) -> str | None:
    lang: str | None = getattr(options, "lang", None)
    if lang is not None:
        from kgtools.parameters import read_literal

        read_literal("language", lang, "lang")
    return lang


def _in(texts: dict[str, str], project: Project, lang: str | None) -> str:
    from pyoxigraph import Literal

    best = project.in_language((Literal(t, language=tag) for tag, t in texts.items()), lang)
    return best.value if best else ""


def _report(report: Report, options: argparse.Namespace) -> int:
    if options.format == "json":
        sys.stdout.write(report.json())
    else:
        color = getattr(options, "color", "auto")
        auto = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        colored = color == "always" or (color == "auto" and auto)
        sys.stdout.write(report.text(colored, getattr(options, "quiet", False)))
    return FOUND if report.failed(options.strict) else FINE


def _write(text: str) -> None:
    """Writes without touching line ends: SPARQL CSV has its own."""
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.flush()
        rest = memoryview(text.encode())
        while rest:  # unbuffered (PYTHONUNBUFFERED), one write may take but a part
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(text)
