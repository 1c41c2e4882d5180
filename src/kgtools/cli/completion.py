"""What a shell completes: verbs, options, names of queries, and what their parameters may be.

The shell's part is argcomplete's: `eval "$(register-python-argcomplete kgtools)"`.
"""

from __future__ import annotations

import argparse
import os
import shlex
from typing import TYPE_CHECKING, Any

from kgtools.cli.common import Parser
from kgtools.cli.parser import VERBS, global_options, verb_module

if TYPE_CHECKING:
    from kgtools.parameters import Parameter
    from kgtools.project import Project


def complete() -> None:
    """Tells the shell how the line in COMP_LINE may go on, and ends the process.

    What it has no answer for, as outside a project, is completed with nothing.
    """
    import argcomplete

    line = os.environ.get("COMP_LINE", "")[: int(os.environ.get("COMP_POINT", "100000"))]
    argcomplete.autocomplete(_parser(_words(line)), always_complete_options="long")


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line)[1:]
    except ValueError:  # a quotation mark that is still open
        return line.split()[1:]


def _parser(words: list[str]) -> argparse.ArgumentParser:
    """A parser of the whole line: all verbs, and in full those that stand in it."""
    parser = Parser(prog="kgtools", parents=[global_options()])
    verbs = parser.add_subparsers(dest="verb")
    for name in VERBS:
        one = verbs.add_parser(
            name, parents=[global_options()], conflict_handler="resolve", help=VERBS[name]
        )
        if name in words:
            verb_module(name).options(one)
            _with_values(name, one, words)
    return parser


def _with_values(verb: str, parser: argparse.ArgumentParser, words: list[str]) -> None:
    from kgtools.errors import KgtoolsError
    from kgtools.project import Project

    folder = words[words.index("--project") + 1 :][:1] if "--project" in words else []
    try:
        project = Project.open(*folder)
        if verb == "query":
            _of_queries(parser, project, words)
        elif verb == "picture":
            _choose(parser, "name", [one.name for one in project.config.pictures])
        elif verb in ("explain", "brief"):
            _choose_late(parser, project)
    except KgtoolsError:
        return


def _of_queries(parser: argparse.ArgumentParser, project: Project, words: list[str]) -> None:
    from kgtools.cli.verbs.query import option_names
    from kgtools.queries import Catalogue

    catalogue = Catalogue(project)
    _choose(parser, "name", catalogue.slugs)
    for slug in catalogue.slugs:
        if slug in words[:-1] or (slug in words and words[-1] != slug):
            for parameter in catalogue[slug].parameters:
                if parameter.name == "lang":
                    continue
                action = parser.add_argument(*option_names(parameter), dest=parameter.name)
                _set(action, _Values(parameter, project))
            return


class _Values:
    """What a parameter may be, looked up when the shell asks for it."""

    def __init__(self, parameter: Parameter, project: Project) -> None:
        self.parameter, self.project = parameter, project

    def __call__(self, prefix: str, **_: object) -> list[str]:
        from kgtools.parameters import allowed_values, short_names

        if self.parameter.type == "boolean":
            return ["true", "false"]
        if self.parameter.type == "language":
            return list(self.project.languages)
        allowed = allowed_values(self.parameter, self.project) or []
        return [name for name in short_names(allowed, self.project) if name.startswith(prefix)]


def _choose(parser: argparse.ArgumentParser, dest: str, names: list[str]) -> None:
    for action in parser._actions:
        if action.dest == dest:
            _set(action, lambda prefix, **_: [name for name in names if name.startswith(prefix)])


def _choose_late(parser: argparse.ArgumentParser, project: Project) -> None:
    """Nodes of the graph, by the short names that can be typed."""

    def nodes(prefix: str, **_: object) -> list[str]:
        from pyoxigraph import NamedNode

        from kgtools.parameters import short_names

        subjects = [s for s in project.index.all_subjects() if isinstance(s, NamedNode)]
        return [name for name in short_names(subjects, project) if name.startswith(prefix)]

    for action in parser._actions:
        if not action.option_strings:
            _set(action, nodes)


def _set(action: Any, completer: Any) -> None:
    action.completer = completer
