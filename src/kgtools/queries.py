"""The catalogue of prepared queries: header, parameters, answers.

A prepared query is `queries/<slug>.rq`. Its `#+` lines are a YAML header: title, question (both by
language), parameters, keywords. Its expected answer, if any, is beside it: rows in `<slug>.csv`,
for CONSTRUCT the graph in `<slug>.ttl`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode

from kgtools.config import LangMap
from kgtools.engines import Engine, Result, open_engine
from kgtools.errors import KgtoolsError, ParameterError, ParseError, QueryError, did_you_mean
from kgtools.parameters import (
    TYPES,
    Parameter,
    Value,
    bind,
    find_slot,
    read_literal,
    read_values,
)
from kgtools.project import Project
from kgtools.rdf.location import Location
from kgtools.rdf.parse import read_text
from kgtools.rdf.sparql import prologue
from kgtools.rdf.terms import expand
from kgtools.results.order import settled

HEADER_KEYS = ("title", "question", "parameters", "keywords", "derived")
METADATA = "graph/metadata"  # under the project's base: what the dataset says of itself
PARAMETER_KEYS = ("type", "default", "help", "class", "scheme", "multiple", "optional")
RESERVED = (
    "project format engine endpoint quiet color version help rows timeout values derived show "
    "check iris"
).split()


class PreparedQuery(NamedTuple):
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


class Answer(NamedTuple):
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
        if slug not in self.slugs:
            raise QueryError(f"there is no query {slug!r}", hint=did_you_mean(slug, self.slugs))
        return read_query(folder / f"{slug}.rq", self.project.prefixes)


def answer(
    project: Project,
    slug: str,
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
    query = Catalogue(project)[slug]
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
        return open_engine(project.quads(), name)
    from kgtools.engines.oxigraph import OxigraphEngine

    return OxigraphEngine(project.store)


def endpoint_engine(project: Project, url: str, timeout: float, prepared: bool) -> Engine:
    """An engine that asks the endpoint; FROM may name the project's graphs there.

    A prepared query is asked of the union of those, whatever the endpoint's default graph is; a
    query of one's own, of that default graph. Raises EngineError for a URL that cannot be used.
    """
    from kgtools.engines.remote import RemoteEngine

    config = project.config
    graphs = [*(graph.iri.value for graph in project.graphs), config.rules.graph.value]
    graphs.append(config.base + METADATA)
    return RemoteEngine(url, graphs, timeout, union=prepared)


def ask(project: Project, sparql: str, engine: Engine | None = None) -> Result:
    """Asks a SPARQL query of one's own; the project's prefixes need not be declared in it.

    Rows whose order the query leaves open are sorted (kgtools.results.settled).
    Places in a QueryError are those of the text as given. Raises QueryError, EngineError.
    """
    before = prologue(sparql, project.prefixes)
    try:
        result = (engine or open_engine(project.quads())).query(before + sparql)
    except QueryError as error:
        if error.at and error.at[0] == 1:
            error.at = (1, max(1, error.at[1] - len(before)))
        raise
    return settled(result, sparql)


def read_query(path: Path, prefixes: Mapping[str, str]) -> PreparedQuery:
    """A prepared query from its file; QueryError names file and line of what is wrong."""
    try:
        text = read_text(path)
    except ParseError as error:
        raise QueryError(error.message, error.where, error.hint) from None
    header = Header(path, text)
    raw = header.mapping(header.yaml(), HEADER_KEYS, "the header")
    parameters = raw.get("parameters") or {}
    header.mapping(parameters, None, "parameters")
    return PreparedQuery(
        slug=path.stem,
        path=path,
        title=header.texts(raw, "title"),
        question=header.texts(raw, "question"),
        parameters=tuple(header.parameter(n, p, prefixes) for n, p in parameters.items()),
        text=text,
        keywords=tuple(str(word) for word in raw.get("keywords") or ()),
        derived=header.truth(raw, "derived"),
    )


class Header:
    """The `#+` lines of one file (YAML), with complaints that name the line."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text
        self.lines = [
            (number, line[2:].removeprefix(" "))
            for number, line in enumerate(text.splitlines(), 1)
            if line.startswith("#+")
        ]

    def wrong(self, message: str, key: str | None = None) -> QueryError:
        """An error at the line where `key:` stands, else at the header's first line."""
        at = [n for n, line in self.lines if key and line.lstrip(" {").startswith(f"{key}:")]
        first = self.lines[0][0] if self.lines else 1
        return QueryError(message, Location(self.path, at[0] if at else first, 1))

    def yaml(self) -> Any:
        import yaml

        if not self.lines:
            raise self.wrong("no header; begin the file with lines such as #+ title: {en: …}")
        try:
            return yaml.safe_load("\n".join(line for _, line in self.lines))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line, column = (mark.line, mark.column + 4) if mark else (0, 1)
            line = self.lines[min(line, len(self.lines) - 1)][0]
            problem = getattr(error, "problem", None) or str(error)
            where = Location(self.path, line, column)
            raise QueryError(f"the header is not YAML: {problem}", where) from None
        except RecursionError:
            raise self.wrong("the header is nested too deep") from None

    def mapping(self, raw: Any, keys: tuple[str, ...] | None, what: str) -> dict[str, Any]:
        if not isinstance(raw, dict):
            raise self.wrong(f"{what}: expected keys and values", what)
        for key in raw:
            if keys is not None and key not in keys:
                hint = did_you_mean(str(key), list(keys))
                raise self.wrong(f"{what}: unknown key {key!r}; {hint}", str(key))
        return raw

    def texts(self, raw: dict[str, Any], key: str) -> LangMap:
        value = raw.get(key)
        texts = list(value.items()) if isinstance(value, dict) else []
        if not texts or not all(isinstance(text, str) for pair in texts for text in pair):
            raise self.wrong(f"{key}: expected a text by language, such as {{en: …}}", key)
        return dict(texts)

    def truth(self, raw: dict[str, Any], key: str) -> bool:
        value = raw.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(f"{key}: expected true or false", key)
        return value

    def parameter(self, name: str, raw: Any, prefixes: Mapping[str, str]) -> Parameter:
        what = f"parameter {name}"
        self.mapping(raw, PARAMETER_KEYS, what)
        kind = raw.get("type")
        if kind not in TYPES:
            raise self.wrong(f"{what}: type must be one of {', '.join(TYPES)}", name)
        if name in RESERVED or (name == "lang" and kind != "language"):
            raise self.wrong(f"{what}: the name is taken by an option of kgtools", name)
        if kind != "iri" and ("class" in raw or "scheme" in raw):
            raise self.wrong(f"{what}: class and scheme are for type iri", name)
        if "default" not in raw:
            raise self.wrong(f"{what}: has no default (null: no restriction)", name)
        try:
            parameter = Parameter(
                name=name,
                type=kind,
                default=_default(name, kind, raw["default"], prefixes),
                help=self.texts(raw, "help"),
                of_class=_iri(raw.get("class"), prefixes),
                in_scheme=_iri(raw.get("scheme"), prefixes),
                multiple=bool(raw.get("multiple", False)),
                optional=bool(raw.get("optional", False)),
            )
            slot = find_slot(self.text, name, kind)
        except KgtoolsError as error:
            raise self.wrong(str(error), name) from None
        stated = tuple(term for term in slot.terms if term is not None)
        if parameter.default != stated or (None in slot.terms and len(slot.terms) > 1):
            inside = self.text[slot.start : slot.end].strip()
            default = " ".join(map(str, parameter.default)) or "UNDEF"
            raise self.wrong(
                f"{what}: the default in the header ({default}) is not what stands in the text "
                f"({inside})",
                name,
            )
        return parameter


def _iri(text: Any, prefixes: Mapping[str, str]) -> NamedNode | None:
    return expand(str(text), prefixes) if text is not None else None


def _default(
    name: str, kind: str, value: Any, prefixes: Mapping[str, str]
) -> tuple[NamedNode | Literal, ...]:
    if value is None:
        return ()
    values = value if isinstance(value, list) else [value]
    texts = [str(v).lower() if isinstance(v, bool) else str(v) for v in values]
    if kind == "iri":
        return tuple(expand(text, prefixes) for text in texts)
    return tuple(read_literal(kind, text, name) for text in texts)
