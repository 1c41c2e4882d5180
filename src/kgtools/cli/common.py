"""What the verbs share: exit codes, the project that is meant, and how output is written."""

from __future__ import annotations

import argparse
import os
import re
import sys
from functools import cache

from kgtools.cli.limit import is_whole
from kgtools.cli.outcome import FINE, FOUND, UsageError
from kgtools.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any, NoReturn

    from kgtools.checks.finding import Report
    from kgtools.project import Project


if is_whole():  # all complaints are English, so argparse need not look for words at each start
    vars(argparse).update(_=lambda text: text)


class HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal; epilogs have their own lines.

    argparse makes one for each option that is added, and looks at the terminal each time.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_help_width())


@cache
def _help_width() -> int:
    from kgtools.results.screen import terminal_columns

    return terminal_columns() - 2


class Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": HelpFormatter, "allow_abbrev": False, **options})

    def error(self, message: str) -> NoReturn:
        raise UsageError(message)


class Arguments(Record):
    """The verb with its options; `words` are all that stood after it, for a prepared query."""

    verb: str
    options: argparse.Namespace
    words: list[str]
    parser: Parser


def report_options(parser: argparse.ArgumentParser) -> None:
    """What every verb takes that gives findings."""
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--strict", action="store_true", help="warnings count as findings")


def derived_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        *("--derived",),
        action=argparse.BooleanOptionalAction,
        help="with what follows by the rules (else as kgtools.toml says: without)",
    )


def opened(options: Namespace) -> tuple[Project, str | None]:
    """The project, and the language of it that was asked for, if any."""
    from kgtools.cli.ahead import loading_ahead
    from kgtools.project import Project

    project = Project.open(getattr(options, "project", None))
    project.loading = loading_ahead()
    lang: str | None = getattr(options, "lang", None)
    if lang is not None:
        from kgtools.parameters import read_literal

        read_literal("language", lang, "lang")
    return project, project.language(lang)


def write(text: str) -> None:
    """Writes without touching line ends (SPARQL CSV has its own).

    On a terminal, characters that would steer it are shown as escapes.
    """
    if sys.stdout.isatty():
        from kgtools.results import visible

        text = visible(text)
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.flush()
        rest = memoryview(text.encode())
        while rest:  # unbuffered (PYTHONUNBUFFERED), one write may take but a part
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(text)


def patience(options: Namespace) -> None:
    """Shapes take seconds: a person at a terminal is told so."""
    if sys.stderr.isatty() and not getattr(options, "quiet", False):
        print("checking the shapes, this takes some seconds …", file=sys.stderr)


def report(found: Report, options: Namespace, lang: str, details: bool = False) -> int:
    """Prints the findings; gives the exit code."""
    if options.format == "json":
        sys.stdout.write(found.json())
    else:
        color = getattr(options, "color", "auto")
        auto = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        colored = color == "always" or (color == "auto" and auto)
        sys.stdout.write(found.text(colored, getattr(options, "quiet", False), details, lang))
    return FOUND if found.failed(options.strict) else FINE


def whole_number(text: str) -> int:
    """A type of argparse: a whole number."""
    if not re.fullmatch(r"\d+", text):
        raise argparse.ArgumentTypeError(f"expected a whole number, 0 or more, got {text!r}")
    return int(text)


def seconds(text: str) -> float:
    """A type of argparse: some seconds."""
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
