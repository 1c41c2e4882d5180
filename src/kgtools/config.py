"""kgtools.toml: what it may say, and reading it with a clear word on anything else."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode

from kgtools.errors import ParameterError, ProjectError, did_you_mean
from kgtools.rdf.parse import read_text
from kgtools.rdf.terms import WELL_KNOWN, expand
from kgtools.rdf.turtle import Location

CONFIG = "kgtools.toml"

LangMap = dict[str, str]
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")


@dataclass(frozen=True)
class NamedGraph:
    name: str
    iri: NamedNode
    files: tuple[Path, ...]
    role: str | None = None


@dataclass(frozen=True)
class SourceText:
    """A text that passages point into: `sha256` is that of its bytes, `env` says where it is."""

    name: str
    iri: NamedNode
    sha256: str
    env: str | None = None
    abbreviations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Roles:
    """Which terms of the project mean what `explain` and `anchors` need to know.

    Each is optional; what is not mapped is absent. In kgtools.toml `_` is written `-`.
    """

    claim: NamedNode | None = None
    content: NamedNode | None = None
    states: NamedNode | None = None
    statement: NamedNode | None = None
    statement_subject: NamedNode | None = None
    statement_property: NamedNode | None = None
    statement_object: NamedNode | None = None
    content_relation: NamedNode | None = None
    paraphrase: NamedNode | None = None
    speaker: NamedNode | None = None
    strength: tuple[NamedNode, ...] = ()
    negated: NamedNode | None = None
    condition: tuple[NamedNode, ...] = ()
    passage: NamedNode | None = None
    passage_class: NamedNode | None = None
    context_passage: NamedNode | None = None
    structuring_passage: NamedNode | None = None
    structuring_function: NamedNode | None = None
    source: NamedNode | None = None
    selector: NamedNode | None = None
    start: NamedNode | None = None
    end: NamedNode | None = None
    digest: NamedNode | None = None
    section: NamedNode | None = None
    paragraph: NamedNode | None = None
    sentence: NamedNode | None = None
    editorial: NamedNode | None = None
    reason: NamedNode | None = None


@dataclass(frozen=True)
class PictureConfig:
    """A picture: of the rows of a query, or, without one, of the ontology itself.

    `classes` restrict the latter; if they are in several columns, so is the picture.
    """

    name: str
    title: LangMap
    query: str | None
    classes: tuple[tuple[NamedNode, ...], ...] = ()
    relation: NamedNode | None = None


@dataclass(frozen=True)
class RulesConfig:
    """What is derived and where it goes: the project's own rules and the standard ones.

    `standard` None is all that kgtools has; `include` says whether queries see what is derived
    when nobody says so.
    """

    graph: NamedNode
    files: tuple[Path, ...] = ()
    standard: tuple[str, ...] | None = None
    include: bool = False


@dataclass(frozen=True)
class Config:
    title: LangMap
    version: str
    base: str
    languages: tuple[str, ...]
    licence: str | None
    contributors: tuple[dict[str, str], ...]
    prefixes: Mapping[str, str]
    graphs: tuple[NamedGraph, ...]
    shapes: tuple[Path, ...]
    queries: Path | None
    roles: Roles
    sources: tuple[SourceText, ...]
    pictures: tuple[PictureConfig, ...]
    rules: RulesConfig


def read_config(root: Path) -> Config:
    """What root/kgtools.toml says; ProjectError names the key and, where known, the line."""
    path = root / CONFIG
    text = read_text(path)
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        where = Location(path, int(place[1]), int(place[2])) if place else path
        raise ProjectError(str(error).partition(" (at ")[0], where) from None
    except RecursionError:
        raise ProjectError("nested too deep", path, "write the lists flat") from None
    top = _Table(raw, "", path, text)
    project = top.table("project")
    prefixes = {**WELL_KNOWN, **top.table("prefixes", {}).strings()}
    config = Config(
        title=project.table("title").strings(),
        version=project.string("version"),
        base=project.iri("base", {}).value,
        languages=project.languages("languages"),
        licence=project.string("licence", None),
        contributors=tuple(t.strings() for t in project.tables("contributors")),
        prefixes=prefixes,
        graphs=tuple(_graph(t, name, root, prefixes) for name, t in top.subtables("graphs")),
        shapes=_shapes(top.table("shapes", {}), root),
        queries=_queries(top.table("queries", {}), root),
        roles=_roles(top.table("roles", {}), prefixes),
        sources=tuple(_source(t, name, prefixes) for name, t in top.subtables("sources", {})),
        pictures=tuple(_picture(t, name, prefixes) for name, t in top.subtables("pictures", {})),
        rules=_rules(top.table("rules", {}), project.iri("base", {}).value, root, prefixes),
    )
    project.done()
    top.done()
    _each_graph_its_own(config.graphs, path, text)
    if config.rules.graph in [graph.iri for graph in config.graphs]:
        raise top.table("rules").wrong("graph", "is the graph of something asserted; name another")
    return config


def _each_graph_its_own(graphs: tuple[NamedGraph, ...], path: Path, text: str) -> None:
    seen: dict[Path, str] = {}
    names: dict[NamedNode, str] = {}
    for graph in graphs:
        other = names.setdefault(graph.iri, graph.name)
        if other != graph.name:
            message = f"graphs {other} and {graph.name} have the same IRI {graph.iri}"
            raise ProjectError(message, place_of(path, text, f"graphs.{graph.name}", "iri"))
        for file in graph.files:
            other = seen.setdefault(file, graph.name)
            if other != graph.name:
                message = f"{file.name} stands in two graphs, {other} and {graph.name}"
                raise ProjectError(message, path)


def _graph(table: _Table, name: str, root: Path, prefixes: Mapping[str, str]) -> NamedGraph:
    role = table.string("role", None)
    if role not in (None, "ontology"):
        raise table.wrong("role", f"{role!r} is not a role of a graph; known: ontology")
    graph = NamedGraph(name, table.iri("iri", prefixes), table.files("files", root), role)
    table.done()
    return graph


def _shapes(table: _Table, root: Path) -> tuple[Path, ...]:
    files = table.files("files", root) if table.raw else ()
    table.done()
    return files


def _queries(table: _Table, root: Path) -> Path | None:
    name: str | None = table.string("folder", None)
    table.done()
    if name is None:
        return None
    folder = root / name
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise table.wrong("folder", f"{name!r} leaves the project's folder")
    if not folder.is_dir():
        raise table.wrong("folder", f"there is no folder {name!r}")
    return folder


def _source(table: _Table, name: str, prefixes: Mapping[str, str]) -> SourceText:
    digest = table.string("sha256")
    if not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise table.wrong("sha256", "expected 64 hexadecimal digits in lower case")
    source = SourceText(
        name=name,
        iri=table.iri("iri", prefixes),
        sha256=digest,
        env=table.string("env", None),
        abbreviations=table.strings_of("abbreviations", ()),
    )
    table.done()
    return source


def _picture(table: _Table, name: str, prefixes: Mapping[str, str]) -> PictureConfig:
    query = table.string("query", None)
    schema = table.get("schema", False, bool, "true")
    if schema == bool(query):
        raise table.wrong("query", "a picture has either a query or schema = true")
    picture = PictureConfig(
        name=name,
        title=table.table("title").strings(),
        query=query,
        classes=table.columns("classes", prefixes) if schema else (),
        relation=table.iri("relation", prefixes) if schema and "relation" in table.raw else None,
    )
    table.done()
    return picture


def _rules(table: _Table, base: str, root: Path, prefixes: Mapping[str, str]) -> RulesConfig:
    own = "graph" in table.raw
    rules = RulesConfig(
        graph=table.iri("graph", prefixes) if own else NamedNode(base + "graph/derived"),
        files=table.files("files", root) if "files" in table.raw else (),
        standard=table.strings_of("standard") if "standard" in table.raw else None,
        include=table.get("include", False, bool, "true or false"),
    )
    table.seen.update(("graph", "files", "standard"))
    table.done()
    return rules


def _roles(table: _Table, prefixes: Mapping[str, str]) -> Roles:
    values: dict[str, Any] = {}
    for field in fields(Roles):
        key = field.name.replace("_", "-")
        if key not in table.raw:
            continue
        if field.default == ():
            values[field.name] = table.iris(key, prefixes)
        else:
            values[field.name] = table.iri(key, prefixes)
    table.seen.update(field.name.replace("_", "-") for field in fields(Roles))
    table.done()
    return Roles(**values)


_REQUIRED: Any = object()


class _Table:
    """One table of the file: typed reading, and a complaint that names key and line."""

    def __init__(self, raw: dict[str, Any], name: str, path: Path, text: str) -> None:
        self.raw, self.name, self.path, self.text = raw, name, path, text
        self.seen: set[str] = set()

    def wrong(self, key: str, message: str) -> ProjectError:
        full = f"{self.name}.{key}" if self.name else key
        return ProjectError(f"{full}: {message}", self._where(key))

    def done(self) -> None:
        """Complains of the first key that nobody asked for."""
        for key in self.raw:
            if key not in self.seen:
                raise self.wrong(key, f"unknown key; {did_you_mean(key, sorted(self.seen))}")

    def get(self, key: str, default: Any, kind: type, expected: str) -> Any:
        self.seen.add(key)
        if key not in self.raw:
            if default is _REQUIRED:
                raise self.wrong(key, f"missing; expected {expected}")
            return default
        value = self.raw[key]
        if not isinstance(value, kind):
            raise self.wrong(key, f"expected {expected}")
        return value

    def string(self, key: str, default: Any = _REQUIRED) -> Any:
        value = self.get(key, default, str, "a text in quotes")
        if value == "":
            raise self.wrong(key, "is empty")
        return value

    def strings_of(self, key: str, default: Any = _REQUIRED) -> tuple[str, ...]:
        values = self.get(key, default, list | tuple, "a list of texts")  # type: ignore[arg-type]
        if not all(isinstance(value, str) and value for value in values):
            raise self.wrong(key, "expected a list of texts")
        return tuple(values)

    def strings(self) -> dict[str, str]:
        """The whole table as texts by key."""
        return {key: self.string(key) for key in self.raw}

    def table(self, key: str, default: Any = _REQUIRED) -> _Table:
        raw = self.get(key, default, dict, f"a table [{key}]")
        full = f"{self.name}.{key}" if self.name else key
        return _Table(raw, full, self.path, self.text)

    def tables(self, key: str) -> list[_Table]:
        raws = self.get(key, [], list, "a list of tables")
        if not all(isinstance(raw, dict) for raw in raws):
            raise self.wrong(key, 'expected a list of tables, such as [{ name = "…" }]')
        return [_Table(raw, f"{self.name}.{key}", self.path, self.text) for raw in raws]

    def subtables(self, key: str, default: Any = _REQUIRED) -> list[tuple[str, _Table]]:
        parent = self.table(key, default)
        return [(name, parent.table(name)) for name in parent.raw]

    def languages(self, key: str) -> tuple[str, ...]:
        values = self.strings_of(key)
        for value in values:
            if not LANGUAGE.match(value):
                raise self.wrong(key, f"{value!r} is not a language tag (BCP 47), such as en")
        if not values:
            raise self.wrong(key, "is empty; name at least one language")
        return values

    def iri(self, key: str, prefixes: Mapping[str, str]) -> NamedNode:
        return self._expand(key, self.string(key), prefixes)

    def iris(self, key: str, prefixes: Mapping[str, str]) -> tuple[NamedNode, ...]:
        values = [self.raw[key]] if isinstance(self.raw[key], str) else self.strings_of(key)
        return tuple(self._expand(key, value, prefixes) for value in values)

    def columns(self, key: str, prefixes: Mapping[str, str]) -> tuple[tuple[NamedNode, ...], ...]:
        """A list of IRIs as one column, a list of such lists as several; none if absent."""
        values = self.get(key, [], list, "a list of classes, or of lists of them")
        columns = values if values and all(isinstance(v, list) for v in values) else [values]
        if not all(isinstance(value, str) and value for column in columns for value in column):
            raise self.wrong(key, "expected a list of classes, or of lists of them")
        expanded = (tuple(self._expand(key, v, prefixes) for v in column) for column in columns)
        return tuple(column for column in expanded if column)

    def files(self, key: str, root: Path) -> tuple[Path, ...]:
        """The files that the globs match, sorted within each glob, each once."""
        found: dict[Path, None] = {}
        for pattern in self.strings_of(key):
            if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
                raise self.wrong(key, f"{pattern!r} leaves the project's folder")
            matches = sorted(path for path in root.glob(pattern) if path.is_file())
            if not matches:
                raise self.wrong(key, f"no file matches {pattern!r}")
            found.update(dict.fromkeys(matches))
        if not found:
            raise self.wrong(key, "is empty; name at least one file")
        return tuple(found)

    def _expand(self, key: str, text: str, prefixes: Mapping[str, str]) -> NamedNode:
        try:
            return expand(text, prefixes)
        except ParameterError as error:
            raise self.wrong(key, str(error)) from None

    def _where(self, key: str) -> Location | Path:
        return place_of(self.path, self.text, self.name, key)


def place_of(path: Path, text: str, table: str, key: str) -> Location | Path:
    """The line of the key in its table; where it is missing, the line of the table."""
    current, header = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if match := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
            current = match[1]
            if current == (f"{table}.{key}" if table else key):
                return Location(path, number, 1)
            header = number if current == table else header
        elif current == table and (match := re.match(rf"\s*{re.escape(key)}\s*=", line)):
            return Location(path, number, len(line) - len(line.lstrip()) + 1)
    return Location(path, header, 1) if header else path
