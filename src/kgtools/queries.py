"""The catalogue of prepared queries: header, parameters, answers.

A prepared query is `queries/<slug>.rq`. Its `#+` lines are a YAML header: title, question (both by
language), parameters, keywords. Its expected answer, if any, is beside it: rows in `<slug>.csv`,
for CONSTRUCT the graph in `<slug>.ttl`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from kgtools.config import LangMap
from kgtools.engines import Boolean, Engine, Result, open_engine
from kgtools.errors import EngineError, ParameterError, ParseError, QueryError, did_you_mean
from kgtools.memory import Memory
from kgtools.parameters import (
    Parameter,
    Value,
    bind,
    read_values,
)
from kgtools.project import Project
from kgtools.query_header import Header
from kgtools.rdf.parse import read_text
from kgtools.rdf.sparql import prologue
from kgtools.record import Record
from kgtools.results.order import settled

HEADER_KEYS = ("title", "question", "parameters", "keywords", "derived")


class PreparedQuery(Record):
    slug: str
    path: Path
    title: LangMap
    question: LangMap
    parameters: tuple[Parameter, ...]
    text: str
    keywords: tuple[str, ...] = ()
    derived: bool = False

    @property
    def expected(self) -> Path | None:
        """The file of expected rows, or of the expected graph, where there is one."""
        files = (self.path.with_suffix(suffix) for suffix in (".csv", ".ttl"))
        return next((file for file in files if file.is_file()), None)


class Answer(Record):
    query: PreparedQuery
    bound_text: str
    result: Result


class Catalogue:
    """The prepared queries of a project, by slug; each is read when it is asked for."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def slugs(self) -> list[str]:
        folder = self.project.config.queries
        return sorted(path.stem for path in folder.glob("*.rq")) if folder else []

    def __iter__(self) -> Iterator[PreparedQuery]:
        return (self[slug] for slug in self.slugs)

    def __getitem__(self, slug: str) -> PreparedQuery:
        """The query; QueryError when there is none or its header is not in order."""
        folder = self.project.config.queries
        if folder is None:
            raise QueryError("this project has no queries", hint="add [queries] to kgtools.toml")
        path = folder / f"{slug}.rq"
        if path.parent != folder or not path.is_file():
            raise QueryError(f"there is no query {slug!r}", hint=did_you_mean(slug, self.slugs))
        return read_query(path, self.project.prefixes, Memory(self.project.root))


def answer(
    project: Project,
    slug: str | PreparedQuery,
    values: Mapping[str, Sequence[str]] | None = None,
    engine: Engine | None = None,
    lang: str | None = None,
) -> Answer:
    """Asks a prepared query; parameters without a value keep the default in the text.

    `values` are texts by parameter, as on the command line. Without an engine one is loaded for
    this answer; who asks often opens one and gives it. `lang` sets the parameters of type
    language. Rows whose order the query leaves open are sorted (kgtools.results.settled).
    Raises QueryError, ParameterError, EngineError.
    """
    query = Catalogue(project)[slug] if isinstance(slug, str) else slug
    text = bound_text(project, query, values, lang)
    try:
        result = (engine or engine_for(project, query)).query(text)
    except QueryError as error:
        raise error.in_file(query.path) from None
    return Answer(query, text, settled(result, text))


def bound_text(
    project: Project,
    query: PreparedQuery,
    values: Mapping[str, Sequence[str]] | None = None,
    lang: str | None = None,
) -> str:
    """The query's text with these values in it, as `answer` asks it.

    Raises ParameterError for a parameter that it has not, or a value that does not fit.
    """
    values = values or {}
    known = [parameter.name for parameter in query.parameters]
    for name in values:
        if name not in known:
            message = f"query {query.slug} has no parameter {name!r}"
            raise ParameterError(message, hint=did_you_mean(name, known))
    bound: dict[str, tuple[str, tuple[Value, ...]]] = {}
    for parameter in query.parameters:
        given = values.get(parameter.name)
        if given is None and parameter.type == "language" and lang:
            given = [lang]
        if given is not None:
            texts = [given] if isinstance(given, str) else list(given)
            bound[parameter.name] = (parameter.type, read_values(parameter, texts, project))
    return bind(query.text, bound)


def engine_for(project: Project, query: PreparedQuery, name: str = "oxigraph") -> Engine:
    """An engine over what the query needs: with what follows by rules, if it says so."""
    if query.derived and not project.derived:
        from kgtools.reasoning import with_derived

        project = with_derived(project)
    return project_engine(project, name)


def project_engine(project: Project, name: str = "oxigraph") -> Engine:
    """An engine over all that the project holds; for Oxigraph it is read straight from the files.

    Raises ParseError when a file cannot be read or parsed, EngineError for an unknown engine.
    """
    if name != "oxigraph":
        return open_engine(project.packed, name)
    from kgtools.engines.oxigraph import OxigraphEngine

    return OxigraphEngine(project.store)


def endpoint_engine(
    project: Project, url: str, timeout: float, prepared: bool, derived: bool = False
) -> Engine:
    """An engine that asks the endpoint; FROM may name the project's graphs there.

    A prepared query is asked of the union of those, whatever the endpoint's default graph is; a
    query of one's own, of that default graph. `derived`: it has to hold what was derived, which it
    is asked for. Raises EngineError for a URL that cannot be used, and where it does not.
    """
    from kgtools.engines.remote import RemoteEngine

    engine = RemoteEngine(url, graph_names(project), timeout, union=prepared)
    if derived:
        graph = project.config.rules.graph
        found = engine.query(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
        if not (isinstance(found, Boolean) and found.value):
            hint = "put it there: kgtools load TARGET --derived, or kgtools serve --derived"
            message = f"endpoint {engine.url} holds nothing derived, which this query asks for"
            raise EngineError(f"{message}: {graph.value} is empty there", hint=hint)
    return engine


def graph_names(project: Project) -> list[str]:
    """The IRIs of all graphs that a store of the dataset may hold, with those that are computed."""
    from kgtools.metadata.names import metadata_graph

    own = (project.config.rules.graph, metadata_graph(project))
    return [iri.value for iri in (*(graph.iri for graph in project.graphs), *own)]


def ask(project: Project, sparql: str, engine: Engine | None = None) -> Result:
    """Asks a SPARQL query of one's own; the project's prefixes need not be declared in it.

    Rows whose order the query leaves open are sorted (kgtools.results.settled).
    Places in a QueryError are those of the text as given. Raises QueryError, EngineError.
    """
    before = prologue(sparql, project.prefixes)
    try:
        result = (engine or open_engine(project.packed)).query(before + sparql)
    except QueryError as error:
        if error.at and error.at[0] == 1:
            error.at = (1, max(1, error.at[1] - len(before)))
        raise
    return settled(result, sparql)


def read_query(
    path: Path, prefixes: Mapping[str, str], memory: Memory | None = None
) -> PreparedQuery:
    """A prepared query from its file; QueryError names file and line of what is wrong."""
    try:
        text = read_text(path)
    except ParseError as error:
        raise QueryError(error.message, error.where, error.hint) from None
    kept = memory.folder.parent if memory else None
    return _parsed(path, text, tuple(prefixes.items()), kept)


@lru_cache(1024)
def _parsed(
    path: Path, text: str, prefixes: tuple[tuple[str, str], ...], root: Path | None
) -> PreparedQuery:
    """Kept, as who asks often reads the same header each time."""
    header = Header(path, text, Memory(root) if root else None)
    raw = header.mapping(header.yaml(), HEADER_KEYS, "the header")
    parameters = raw.get("parameters") or {}
    header.mapping(parameters, None, "parameters")
    return PreparedQuery(
        slug=path.stem,
        path=path,
        title=header.texts(raw, "title"),
        question=header.texts(raw, "question"),
        parameters=tuple(header.parameter(n, p, dict(prefixes)) for n, p in parameters.items()),
        text=text,
        keywords=tuple(str(word) for word in raw.get("keywords") or ()),
        derived=header.truth(raw, "derived"),
    )
