"""Prepared queries as pages: a form from the parameters, and the answer as a table with links."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

from pyoxigraph import Literal, NamedNode

from kgtools.engines import Bindings, Boolean, Engine, Result, open_engine
from kgtools.errors import KgtoolsError, ParameterError, QueryError
from kgtools.parameters import Parameter, allowed_values, may_be_any, short_names
from kgtools.project import Project
from kgtools.queries import Answer, Catalogue, PreparedQuery, answer, bound_text, engine_for
from kgtools.rdf.terms import Term
from kgtools.results import heads
from kgtools.web.charts import counted, largest, number
from kgtools.web.links import Links

KEPT = 8  # answers
MAX_ROWS = 500  # of a table on a page; the downloads have them all
MAX_OPTIONS = 500  # of a list to choose from; beyond it, one types

# A prepared query's name, the values given to its parameters, the language: the answer.
Ask = Callable[[str, Mapping[str, Sequence[str]], str], Answer]
# A SPARQL query of one's own: its result.
Run = Callable[[str], Result]


@dataclass(frozen=True)
class Option:
    """`term` is the value as a query has it."""

    value: str
    label: str
    chosen: bool
    term: str = ""


@dataclass(frozen=True)
class Field:
    """One parameter as a control of a form; without options it is typed."""

    name: str
    label: str
    input_type: str
    value: str
    placeholder: str
    multiple: bool
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Table:
    """Rows of terms under heads, `more` of them left out; or, for ASK, a `truth` alone.

    `largest` is the largest number of each column whose numbers are compared.
    """

    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    more: int = 0
    truth: bool | None = None
    largest: Mapping[int, float] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return len(self.rows) + self.more

    def share(self, column: int, term: Term | None) -> str | None:
        """How long the bar of a compared number is, in hundredths of the longest."""
        most, here = self.largest.get(column), number(term)
        return None if most is None or here is None else f"{100 * here / most:.1f}"


@dataclass(frozen=True)
class Embedded:
    """Asks in this process, without limits: for building files, not for a server."""

    project: Project
    engine: Engine | None = None

    def __call__(self, slug: str, values: Mapping[str, Sequence[str]], lang: str) -> Answer:
        """The latest answers are kept: a question's page and its files show the same."""
        query = Catalogue(self.project)[slug]
        key = (slug, bound_text(self.project, query, values, lang))
        with self._lock:
            known = self._latest.get(key)
        if known is not None:
            return known
        asked = answer(self.project, slug, values, self._engine_for(query), lang)
        with self._lock:
            while len(self._latest) >= KEPT:
                self._latest.pop(next(iter(self._latest)))
            self._latest[key] = asked
        return asked

    @cached_property
    def _latest(self) -> dict[tuple[str, str], Answer]:
        return {}

    def _engine_for(self, query: PreparedQuery) -> Engine:
        with self._lock:
            if query.derived and not self.project.derived:
                if "derived" not in self._engines:
                    self._engines["derived"] = engine_for(self.project, query)
                return self._engines["derived"]
            if "plain" not in self._engines:
                self._engines["plain"] = self.engine or open_engine(self.project.packed)
            return self._engines["plain"]

    @cached_property
    def _engines(self) -> dict[str, Engine]:
        return {}

    @cached_property
    def _lock(self) -> Lock:
        return Lock()


def fields(query: PreparedQuery, given: Mapping[str, Sequence[str]], links: Links) -> list[Field]:
    """The controls of a query's form, set to the given values or the defaults."""
    project = links.facts.project
    return [
        _field(parameter, given.get(parameter.name, ()), links, project)
        for parameter in query.parameters
        if parameter.type != "language"
    ]


def _field(parameter: Parameter, given: Sequence[str], links: Links, project: Project) -> Field:
    types = {"integer": "number", "limit": "number", "date": "date"}
    return Field(
        name=parameter.name,
        label=project.text(parameter.help, links.lang),
        input_type=types.get(parameter.type, "text"),
        value=given[0] if given else "",
        placeholder=", ".join(_default(term, links) for term in parameter.default),
        multiple=parameter.multiple,
        options=tuple(_options(parameter, given, links, project)),
    )


def _options(
    parameter: Parameter, given: Sequence[str], links: Links, project: Project
) -> list[Option]:
    if parameter.type == "boolean":
        known = [(value, value, value) for value in ("true", "false")]
    else:
        allowed = allowed_values(parameter, project) if parameter.type == "iri" else None
        if not allowed or len(allowed) > MAX_OPTIONS:
            return []
        ordered = sorted(allowed, key=links.key)
        names = short_names(ordered, project)
        pairs = zip(names, ordered, strict=True)
        known = [(name, links.name(node), str(node)) for name, node in pairs]
    if parameter.default and may_be_any(parameter) and parameter.type == "iri":
        known.insert(0, ("any", "", "UNDEF"))
    return [Option(value, label, value in given, term) for value, label, term in known]


def _default(term: NamedNode | Literal, links: Links) -> str:
    return links.name(term) if isinstance(term, NamedNode) else term.value


def table_of(result: Result, query: str = "") -> Table:
    """The result as rows; those of a graph are subject, predicate and object.

    What the query counts has its numbers compared.
    """
    if isinstance(result, Boolean):
        return Table(truth=result.value)
    if isinstance(result, Bindings):
        rows, names = result.rows, tuple(heads(result))
    else:
        rows = tuple((t.subject, t.predicate, t.object) for t in result.triples)
        names = ("subject", "predicate", "object")
    compared = counted(query)
    columns = (at for at, name in enumerate(names) if name in compared)
    most = {at: found for at in columns if (found := largest([row[at] for row in rows]))}
    return Table(names, rows[:MAX_ROWS], max(0, len(rows) - MAX_ROWS), None, most)


def given_values(
    query: PreparedQuery, parameters: Sequence[tuple[str, str]]
) -> dict[str, list[str]]:
    """The values by parameter, without empty ones: an empty control is no value.

    What is no parameter of the query stays in it, so that asking complains of it.
    """
    ignored = {"lang", "format"} - {parameter.name for parameter in query.parameters}
    given: dict[str, list[str]] = {}
    for name, value in parameters:
        if value and name not in ignored:
            given.setdefault(name, []).append(value)
    return given


def message_of(error: KgtoolsError) -> str:
    """What is wrong in words for whoever asked; no path of this machine is in it."""
    return f"{error.message}; {error.hint}" if error.hint else error.message


def status_of(error: KgtoolsError) -> int:
    """The HTTP status that goes with the error: an error may say its own."""
    status = getattr(error, "status", None)
    if isinstance(status, int):
        return status
    return 400 if isinstance(error, ParameterError | QueryError) else 500
