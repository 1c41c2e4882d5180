"""What a program asks of a project: prepared queries and SPARQL, answered with rows.

These are the functions behind Project.query, Project.sparql and their like. A project keeps its
engines, so that the dataset is loaded once however often it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import Literal, NamedNode

from kgtools.engines import Engine, Result
from kgtools.errors import ParameterError, QueryError, did_you_mean
from kgtools.explanation import Explanation, explain
from kgtools.explanation_edge import EdgeExplanation, explain_edge, what_follows
from kgtools.parameters import Parameter
from kgtools.project import Project
from kgtools.queries import Catalogue, PreparedQuery, answer, ask, endpoint_engine, project_engine
from kgtools.results.rows import Answer

if TYPE_CHECKING:
    from kgtools.brief import Briefing
    from kgtools.checks.finding import Report

One = str | bool | int | float | Decimal | date | NamedNode | Literal
Argument = One | Sequence[One] | None
Node = str | NamedNode | Literal
T = TypeVar("T")

ENDPOINT_SECONDS = 60.0  # for an answer of an endpoint, where nobody gives a limit


@dataclass(frozen=True)
class How:
    """How to ask: `engine` is a name or an engine of one's own, `timeout` in seconds.

    `derived` None: as the query needs, else as kgtools.toml says.
    """

    lang: str | None = None
    derived: bool | None = None
    engine: str | Engine = "oxigraph"
    endpoint: str | None = None
    timeout: float | None = None


@dataclass(frozen=True, eq=False)
class Desk:
    """A project with the engines that were loaded for it."""

    project: Project
    _engines: dict[tuple[str, bool], Engine] = field(default_factory=dict)

    @cached_property
    def _with_derived(self) -> Project:
        from kgtools.reasoning import with_derived

        return self.project if self.project.derived else with_derived(self.project)

    def query(self, name: str, arguments: Mapping[str, Argument], how: How) -> Answer:
        """The answer to a prepared query.

        Raises QueryError, ParameterError, EngineError.
        """
        lang = self.project.language(how.lang)
        prepared = Catalogue(self.project)[name]
        texts = _texts(prepared, arguments)
        engine = self._engine(how, True, prepared.derived)

        def work() -> tuple[str, Result]:
            found = answer(self.project, name, texts, engine, lang)
            return found.bound_text, found.result

        text, result = self._within(how, work)
        return Answer(self.project, result, text, name, lang)

    def sparql(self, text: str, how: How) -> Answer:
        """The answer to SPARQL of one's own; the project's prefixes need not be declared in it.

        Raises QueryError, EngineError.
        """
        lang = self.project.language(how.lang)
        engine = self._engine(how, False)
        result = self._within(how, lambda: ask(self.project, text, engine))
        return Answer(self.project, result, text, None, lang)

    @property
    def queries(self) -> Queries:
        return Queries(Catalogue(self.project))

    def explain(
        self, nodes: tuple[Node, ...], lang: str | None, derived: bool | None
    ) -> Explanation | EdgeExplanation:
        """The explanation of a node, or of the edge from one to another.

        Raises KgtoolsError when the graph knows no such node or edge.
        """
        texts = [f"<{n.value}>" if isinstance(n, NamedNode) else _text(n) for n in nodes]
        spoken = self.project.language(lang)
        if len(texts) == 3:
            subject, predicate, value = texts
            return explain_edge(self.project, subject, predicate, value, spoken)
        if len(texts) != 1:
            message = f"{len(texts)} names: give one node, or the three of an edge"
            raise ParameterError(message, hint="an edge is subject, property and object")
        found = explain(self.project, texts[0], spoken)
        if self.project.config.rules.include if derived is None else derived:
            follows = what_follows(self.project, NamedNode(found.iri), spoken)
            return replace(found, follows=follows)
        return found

    def check(self, source_text: str | Path | None, lang: str | None) -> Report:
        """All checks; KgtoolsError for what cannot be read."""
        from kgtools.checks.everything import check

        text = None if source_text is None else Path(source_text).absolute()
        return check(self.project, text, self.project.language(lang))

    def brief(self, topic: str | None, lang: str | None) -> Briefing:
        from kgtools.brief import brief

        return brief(self.project, topic, self.project.language(lang))

    def _within(self, how: How, work: Callable[[], T]) -> T:
        """What the work gives; ended when it takes too long, if a limit was given.

        A remote engine sees to its limit itself.
        """
        if how.timeout is None or how.endpoint is not None:
            return work()
        from kgtools.apart import run_apart

        return run_apart(work, how.timeout)

    def _engine(self, how: How, prepared: bool, needed: bool = False) -> Engine:
        if how.endpoint is not None:
            seconds = ENDPOINT_SECONDS if how.timeout is None else how.timeout
            return endpoint_engine(self.project, how.endpoint, seconds, prepared, needed)
        if not isinstance(how.engine, str):
            return how.engine
        if needed and how.derived is False:
            message = "this query asks what was derived; it has no answer without it"
            raise QueryError(message, hint="leave derived=False out")
        wanted = self.project.config.rules.include if how.derived is None else how.derived
        key = (how.engine, needed or wanted)
        if key not in self._engines:
            project = self._with_derived if key[1] else self.project
            self._engines[key] = project_engine(project, how.engine)
        return self._engines[key]


@dataclass(frozen=True, eq=False)
class Queries(Mapping[str, PreparedQuery]):
    """The prepared queries of a project by name, in the order of their names."""

    catalogue: Catalogue

    def __getitem__(self, name: str) -> PreparedQuery:
        """The query; QueryError, with the nearest names, when there is none."""
        return self.catalogue[name]

    def get(self, name: str, default: T | None = None) -> PreparedQuery | T | None:  # type: ignore[override]
        """The query, or the default where there is none."""
        return self.catalogue[name] if name in self else default

    def __contains__(self, name: object) -> bool:
        return name in self.catalogue.slugs

    def __iter__(self) -> Iterator[str]:
        return iter(self.catalogue.slugs)

    def __len__(self) -> int:
        return len(self.catalogue.slugs)

    def __repr__(self) -> str:
        return f"<Queries: {', '.join(self)}>"


def _texts(query: PreparedQuery, arguments: Mapping[str, Argument]) -> dict[str, list[str]]:
    """The arguments as texts by parameter, as the command line has them; None is left out."""
    known = {_plain(parameter.name): parameter for parameter in query.parameters}
    texts: dict[str, list[str]] = {}
    for name, value in arguments.items():
        parameter = known.get(_plain(name))
        if parameter is None:
            hint = did_you_mean(name, [_identifier(p.name) for p in query.parameters])
            raise ParameterError(f"query {query.slug} has no parameter {name!r}", hint=hint)
        if parameter.name in texts:
            raise ParameterError(f"parameter {parameter.name} is given twice")
        if value is None:
            continue
        several = value if isinstance(value, list | tuple) else [value]
        if not several:
            hint = "leave it out where nothing is to be restricted"
            raise ParameterError(f"parameter {parameter.name}: an empty list", hint=hint)
        texts[parameter.name] = [_argument(parameter, one) for one in several]
    return texts


def _plain(name: str) -> str:
    """`timeHorizon`, `time-horizon` and `time_horizon` are one parameter, `from_` is `from`."""
    return _identifier(name).replace("_", "")


def _identifier(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|-", "_", name).lower()


def _argument(parameter: Parameter, value: object) -> str:
    if isinstance(value, NamedNode):
        return f"<{value.value}>" if parameter.type == "iri" else value.value
    try:
        return _text(value)
    except ParameterError as error:
        message = f"parameter {parameter.name}: {error.message}"
        raise ParameterError(message, hint=error.hint) from None


def _text(value: object) -> str:
    """The text that means the value, as it would be typed."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, Literal):
        return value.value
    message = f"a value of type {type(value).__name__}"
    raise ParameterError(message, hint="give str, int, bool, date, an RDF term or a list of these")
