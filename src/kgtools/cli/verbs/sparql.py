"""The verb that asks a SPARQL query of one's own."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from kgtools.cli.asking import asked_of, asking_options, engine_for_options, patience
from kgtools.cli.common import Arguments, opened, write
from kgtools.cli.outcome import FINE, UsageError

EXAMPLE = "kgtools sparql 'SELECT ?class (COUNT(?s) AS ?n) { ?s a ?class } GROUP BY ?class'"


def options(parser: ArgumentParser) -> None:
    asking_options(parser)
    parser.add_argument("query", nargs="?", metavar="TEXT", help="the query itself")
    parser.add_argument("-f", "--file", type=Path, metavar="FILE", help="or a file of it")


def run(given: Arguments) -> int:
    from kgtools.apart import run_apart
    from kgtools.errors import QueryError
    from kgtools.queries import ask
    from kgtools.rdf.parse import read_text
    from kgtools.results import render

    chosen = given.options
    if (chosen.query is None) == (chosen.file is None):
        raise UsageError("give the query as one argument, or a file of it with -f FILE")
    text = chosen.query if chosen.file is None else read_text(chosen.file.absolute())
    project, lang = opened(chosen)

    asked = asked_of(project, chosen)

    def work() -> str:
        engine = engine_for_options(asked, chosen)
        try:
            result = ask(project, text, engine)
            return render(result, chosen.format, project, lang, chosen.rows, chosen.iris)
        except QueryError as error:
            raise (error.in_file(chosen.file.absolute()) if chosen.file else error) from None

    write(run_apart(work, patience(chosen)))
    return FINE
