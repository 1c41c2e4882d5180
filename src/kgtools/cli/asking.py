"""The verbs that ask: prepared queries, and SPARQL of one's own.

Either is asked in a process of its own (kgtools.apart): so a time limit and Ctrl-C end it at
once, in the prepared ones too, whose parameters may make them as heavy as any other. A fork costs
some milliseconds.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from kgtools.cli.deriving import asked_of
from kgtools.cli.parser import FINE, Arguments, UsageError, better, query_parser, unknown_option
from kgtools.cli.verbs import opened, write

if TYPE_CHECKING:
    from argparse import Namespace

    from kgtools.cli.parser import Parser
    from kgtools.engines import Result
    from kgtools.parameters import Parameter
    from kgtools.project import Project
    from kgtools.queries import Catalogue, PreparedQuery

MOST_VALUES = 30


def sparql(given: Arguments) -> int:
    from kgtools.apart import run_apart
    from kgtools.engines import open_engine
    from kgtools.errors import QueryError
    from kgtools.queries import ask
    from kgtools.rdf.parse import read_text
    from kgtools.results import render

    options = given.options
    if (options.query is None) == (options.file is None):
        raise UsageError("give the query as one argument, or a file of it with -f FILE")
    text = options.query if options.file is None else read_text(options.file.absolute())
    project, lang = opened(options)

    asked = asked_of(project, options)

    def work() -> str:
        engine = open_engine(asked.quads(), options.engine)
        try:
            return render(ask(project, text, engine), options.format, project, lang, options.rows)
        except QueryError as error:
            raise (error.in_file(options.file.absolute()) if options.file else error) from None

    write(run_apart(work, options.timeout))
    return FINE


def query(given: Arguments) -> int:
    from kgtools.cli.listing import list_queries, list_values
    from kgtools.queries import Catalogue

    options = given.options
    if options.name is None:
        if options.help:
            given.parser.print_help()
            return FINE
        _, rest = given.parser.parse_known_args(given.words)
        if rest:
            raise unknown_option(rest, given.parser)
        return list_queries(*opened(options), options)
    project, lang = opened(options)
    prepared, parser, options = _named(given, Catalogue(project), lang)
    if options.help:
        parser.print_help()
        return FINE
    if options.values is not None:
        return list_values(prepared, options.values, project, lang)
    return _asked(prepared, options, project, lang)


def _asked(prepared: PreparedQuery, options: Namespace, project: Project, lang: str | None) -> int:
    from kgtools.apart import run_apart
    from kgtools.engines import open_engine
    from kgtools.queries import answer
    from kgtools.results import render

    given = {p.name: v for p in prepared.parameters if (v := getattr(options, p.name, None))}

    asked = asked_of(project, options, prepared.derived)

    def work() -> tuple[str, str | None]:
        engine = open_engine(asked.quads(), options.engine)
        result = answer(project, prepared.slug, given, engine, lang).result
        text = render(result, options.format, project, lang, options.rows)
        return text, _next_step(result, project, lang)

    text, hint = run_apart(work, options.timeout)
    talking = options.format == "table" and not getattr(options, "quiet", False)
    if talking:
        print(project.text(prepared.question, lang), file=sys.stderr)
    write(text)
    if talking and hint:
        print(hint, file=sys.stderr)
    return FINE


def _next_step(result: Result, project: Project, lang: str | None) -> str | None:
    """How to go on from the answer: the explanation of a node of its first row."""
    from pyoxigraph import NamedNode

    from kgtools.engines import Bindings
    from kgtools.parameters import short_names
    from kgtools.words import say

    row = result.rows[0] if isinstance(result, Bindings) and result.rows else ()
    for term in row:
        if isinstance(term, NamedNode) and term in project.index:
            subjects = [s for s in project.index.all_subjects() if isinstance(s, NamedNode)]
            name = dict(zip(subjects, short_names(subjects, project), strict=True))[term]
            text = "explain {node}: kgtools explain {name}"
            spoken = lang or project.languages[0]
            return say(text, spoken, node=project.name(term, lang), name=name)
    return None


def _named(
    given: Arguments, catalogue: Catalogue, lang: str | None
) -> tuple[PreparedQuery, Parser, Namespace]:
    """The query that is meant, wherever among its options its name stands."""
    words = given.words
    first: UsageError | None = None
    for at in [n for n, word in enumerate(words) if word in catalogue.slugs]:
        prepared = catalogue[words[at]]
        parser = _query_parser(prepared, catalogue.project, lang, given.options.help)
        try:
            options, rest = parser.parse_known_args([*words[:at], *words[at + 1 :]])
            if not rest:
                return prepared, parser, options
            first = first or unknown_option(rest, parser)
        except UsageError as error:
            first = first or better(error)
    if first:
        raise first
    _, rest = given.parser.parse_known_args(words)
    if rest and rest[0].startswith("-") and words.index(rest[0]) < words.index(given.options.name):
        raise UsageError(f"which query? kgtools query NAME {rest[0]} …; kgtools query lists them")
    catalogue[given.options.name]
    raise UsageError(f"{given.options.name!r} is no query")


def _query_parser(
    query: PreparedQuery, project: Project, lang: str | None, for_help: bool
) -> Parser:
    """The options of one prepared query, from its header; what they may be only in the help."""
    from kgtools.words import say

    spoken = lang or project.languages[0]
    parser = query_parser(
        prog=f"kgtools query {query.slug}",
        usage=f"kgtools query {query.slug} [--PARAM VALUE …] [--format FORMAT] [--engine ENGINE]",
        description=f"{project.text(query.title, lang)}\n\n{project.text(query.question, lang)}",
        epilog=say("and the options of kgtools query --help", spoken),
    )
    for parameter in query.parameters:
        dashed = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", "-", parameter.name).lower()
        names = dict.fromkeys([f"--{parameter.name}", f"--{dashed}"])
        text = _help(query, parameter, project, lang) if for_help else ""
        if parameter.name == "lang":  # it is one of the options that every query has
            parser._option_string_actions["--lang"].help = text
            continue
        parser.add_argument(
            *names, dest=parameter.name, action="append", metavar="VALUE", help=text
        )
    return parser


def _help(query: PreparedQuery, parameter: Parameter, project: Project, lang: str | None) -> str:
    from kgtools.parameters import allowed_values, short_names
    from kgtools.words import say

    spoken = lang or project.languages[0]
    default = ", ".join(project.name(term, lang) for term in parameter.default)
    parts = [
        say(
            "{type}, default: {default}",
            spoken,
            type=parameter.type,
            default=default or say("any", spoken),
        )
    ]
    if parameter.multiple:
        parts.append(say("may be repeated", spoken))
    text = f"{project.text(parameter.help, lang)} ({', '.join(parts)})"
    values = sorted(short_names(allowed_values(parameter, project) or [], project))
    if values:
        shown = ", ".join(values[:MOST_VALUES])
        if len(values) > MOST_VALUES:
            command = f"kgtools query {query.slug} --values {parameter.name}"
            more = {"n": len(values) - MOST_VALUES, "command": command}
            shown += " " + say("… and {n} more: {command}", spoken, **more)
        text += "; " + say("one of: {values}", spoken, values=shown)
    return text.replace("%", "%%")
