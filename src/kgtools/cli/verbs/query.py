"""The verb that asks a prepared query, or lists them."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser

from kgtools.cli.asking import (
    asked_of,
    engine_for_options,
    patience,
    prepared_options,
    query_parser,
)
from kgtools.cli.common import (
    Arguments,
    better,
    opened,
    report,
    unknown_option,
    write,
)
from kgtools.cli.outcome import FINE, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from kgtools.checks.finding import Report
    from kgtools.cli.common import Parser
    from kgtools.engines import Result
    from kgtools.parameters import Parameter
    from kgtools.project import Project
    from kgtools.queries import Catalogue, PreparedQuery

EXAMPLE = "kgtools query\n  kgtools query NAME --help\n  kgtools query NAME --format csv"
MOST_VALUES = 30


def options(parser: ArgumentParser) -> None:
    prepared_options(parser)
    parser.add_argument("name", nargs="?", metavar="NAME")


def run(given: Arguments) -> int:
    from kgtools.queries import Catalogue

    chosen = given.options
    if chosen.name is None:
        if chosen.help:
            given.parser.print_help()
            return FINE
        _, rest = given.parser.parse_known_args(given.words)
        if rest:
            raise unknown_option(rest, given.parser)
        if chosen.show or chosen.check:
            option = "--show" if chosen.show else "--check"
            raise UsageError(f"which query? kgtools query NAME {option}; kgtools query lists them")
        from kgtools.cli.listing import list_queries

        return list_queries(*opened(chosen), chosen)
    project, lang = opened(chosen)
    prepared, parser, chosen = _named(given, Catalogue(project), lang)
    if chosen.help:
        parser.print_help()
        return FINE
    if chosen.values is not None:
        from kgtools.cli.listing import list_values

        return list_values(prepared, chosen.values, project, lang)
    given_values = {p.name: v for p in prepared.parameters if (v := getattr(chosen, p.name, None))}
    if chosen.show and chosen.check:
        raise UsageError("--show and --check exclude each other")
    if chosen.show:
        return _shown(prepared, given_values, chosen, project, lang)
    if chosen.check:
        return _checked(prepared, given_values, chosen, project, lang)
    return _asked(prepared, given_values, chosen, project, lang)


def _shown(
    prepared: PreparedQuery,
    values: dict[str, list[str]],
    chosen: Namespace,
    project: Project,
    lang: str | None,
) -> int:
    """The text as it would be asked, and as a comment the line that asks an endpoint for it."""
    from kgtools.curl import curl
    from kgtools.metadata import endpoint_iri
    from kgtools.queries import bound_text, graph_names

    text = bound_text(project, prepared, values, lang)
    endpoint = chosen.endpoint or endpoint_iri(project).value
    graphs = graph_names(project) if chosen.endpoint else ()
    write(f"{text.rstrip()}\n\n# {curl(text, endpoint, chosen.format, graphs)}\n")
    return FINE


def _checked(
    prepared: PreparedQuery,
    values: dict[str, list[str]],
    chosen: Namespace,
    project: Project,
    lang: str | None,
) -> int:
    from kgtools.checks.answers import check_answers
    from kgtools.cli.limit import within

    if values:
        name = next(iter(values))
        raise UsageError(f"--check asks with the defaults, for which rows are kept: drop --{name}")
    asked = asked_of(project, chosen, prepared.derived)

    def work() -> Report:
        engine = engine_for_options(asked, chosen, True, prepared.derived)
        return check_answers(project, lang=lang, slug=prepared.slug, engine=engine)

    chosen.format, chosen.strict = "text", True
    found = within(patience(chosen), work)
    return report(found, chosen, lang or project.languages[0])


def _asked(
    prepared: PreparedQuery,
    values: dict[str, list[str]],
    chosen: Namespace,
    project: Project,
    lang: str | None,
) -> int:
    from kgtools.cli.ahead import keep_for_next
    from kgtools.cli.limit import is_whole, within
    from kgtools.queries import answer
    from kgtools.rdf.sparql import tokens
    from kgtools.results import render

    if chosen.format == "table":  # what takes its time is done while the files are loading
        import textwrap  # noqa: F401

        from kgtools.results import folded_table, named_rows, visible  # noqa: F401
    tokens(prepared.text)
    asked = asked_of(project, chosen, prepared.derived)

    def work() -> tuple[str, str | None]:
        engine = engine_for_options(asked, chosen, True, prepared.derived)
        result = answer(project, prepared, values, engine, lang).result
        text = render(result, chosen.format, project, lang, chosen.rows, chosen.iris)
        return text, _next_step(result, project, lang)

    text, hint = within(patience(chosen), work)
    talking = chosen.format == "table" and not getattr(chosen, "quiet", False)
    if talking:
        print(project.text(prepared.question, lang), file=sys.stderr)
    write(text)
    if talking and hint:
        print(hint, file=sys.stderr)
    if is_whole() and chosen.endpoint is None:
        keep_for_next(project)
    return FINE


def _next_step(result: Result, project: Project, lang: str | None) -> str | None:
    """How to go on from the answer: the explanation of a node of its first row."""
    from pyoxigraph import NamedNode

    from kgtools.engines import Bindings
    from kgtools.parameters import short_name
    from kgtools.words import say

    row = result.rows[0] if isinstance(result, Bindings) and result.rows else ()
    for term in row:
        if isinstance(term, NamedNode) and term in project.lookup:
            name = short_name(term, project)
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
            chosen, rest = parser.parse_known_args([*words[:at], *words[at + 1 :]])
            if not rest:
                return prepared, parser, chosen
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
        text = _help(query, parameter, project, lang) if for_help else ""
        if parameter.name == "lang":  # it is one of the chosen that every query has
            parser._option_string_actions["--lang"].help = text
            continue
        parser.add_argument(
            *option_names(parameter),
            dest=parameter.name,
            action="append",
            metavar="VALUE",
            help=text,
        )
    return parser


def option_names(parameter: Parameter) -> list[str]:
    """How the parameter is given: `--timeHorizon` and `--time-horizon`."""
    dashed = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", "-", parameter.name).lower()
    return list(dict.fromkeys([f"--{parameter.name}", f"--{dashed}"]))


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
