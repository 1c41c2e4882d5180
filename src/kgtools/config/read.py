"""kgtools.toml, read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import NamedNode

from kgtools.config.dataset import read_dataset
from kgtools.config.model import Config, NamedGraph, PictureConfig, Roles, RulesConfig, SourceText
from kgtools.config.publish import read_publish
from kgtools.config.table import Table, place_of, read_toml
from kgtools.config.wording import read_briefs, read_wording
from kgtools.errors import ProjectError
from kgtools.memory import Memory
from kgtools.rdf.terms import WELL_KNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CONFIG = "kgtools.toml"


def read_config(root: Path) -> Config:
    """What root/kgtools.toml says; ProjectError names the key and, where known, the line."""
    path = root / CONFIG
    top = read_toml(path, Memory(root))
    text = top.text
    project = top.table("project")
    folder = model = None
    project.seen.add("like")
    if "like" in project.raw:
        from kgtools.config.like import in_terms_of, model_folder

        folder = model_folder(project)
        model = read_config(folder)
    shared = {} if model is None else model.prefixes
    prefixes = {**WELL_KNOWN, **shared, **top.table("prefixes", {}).strings()}
    config = Config(
        name=project.string("name", None),
        title=project.table("title").strings(),
        version=project.string("version"),
        base=project.iri("base", {}).value,
        languages=project.languages("languages"),
        licence=project.string("licence", None),
        contributors=tuple(t.strings() for t in project.tables("contributors")),
        prefixes=prefixes,
        graphs=tuple(_graph(t, name, root, prefixes) for name, t in top.subtables("graphs")),
        shapes=_files(top.table("shapes", {}), root),
        queries=_queries(top.table("queries", {}), root),
        roles=_roles(top.table("roles", {}), prefixes),
        sources=tuple(_source(t, name, prefixes) for name, t in top.subtables("sources", {})),
        pictures=tuple(_picture(t, name, prefixes) for name, t in top.subtables("pictures", {})),
        also_format=_patterns(top.table("format", {})),
        rules=_rules(top.table("rules", {}), project.iri("base", {}).value, root, prefixes),
        wording=read_wording(top.table("wording", {}), prefixes),
        briefs=read_briefs(top.table("briefs", {}), root),
        publish=read_publish(top.table("publish", {})),
        dataset=read_dataset(top.table("dataset", {}), prefixes),
    )
    project.done()
    top.done()
    if model is not None:
        config = in_terms_of(model, config._replace(model=folder), top.table("graphs", {}))
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


def _graph(table: Table, name: str, root: Path, prefixes: Mapping[str, str]) -> NamedGraph:
    role = table.string("role", None)
    if role not in (None, "ontology"):
        raise table.wrong("role", f"{role!r} is not a role of a graph; known: ontology")
    graph = NamedGraph(name, table.iri("iri", prefixes), table.files("files", root), role)
    table.done()
    return graph


def _files(table: Table, root: Path) -> tuple[Path, ...]:
    files = table.files("files", root) if table.raw else ()
    table.done()
    return files


def _patterns(table: Table) -> tuple[str, ...]:
    """Globs that are looked for only when they are wanted; the folder may be without them."""
    patterns: tuple[str, ...] = table.strings_of("files") if table.raw else ()
    for pattern in patterns:
        if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
            raise table.wrong("files", f"{pattern!r} leaves the project's folder")
    table.done()
    return patterns


def _queries(table: Table, root: Path) -> Path | None:
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


def _source(table: Table, name: str, prefixes: Mapping[str, str]) -> SourceText:
    digest = table.string("sha256")
    if not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise table.wrong("sha256", "expected 64 hexadecimal digits in lower case")
    source = SourceText(
        name=name,
        iri=table.iri("iri", prefixes),
        sha256=digest,
        env=table.string("env", None),
        abbreviations=table.strings_of("abbreviations", ()),
        show=table.get("show", False, bool, "true or false"),
    )
    table.done()
    return source


def _picture(table: Table, name: str, prefixes: Mapping[str, str]) -> PictureConfig:
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


def _rules(table: Table, base: str, root: Path, prefixes: Mapping[str, str]) -> RulesConfig:
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


def _roles(table: Table, prefixes: Mapping[str, str]) -> Roles:
    values: dict[str, Any] = {}
    for name, default in Roles._field_defaults.items():
        key = name.replace("_", "-")
        table.seen.add(key)
        if key in table.raw:
            read = table.iris if default == () else table.iri
            values[name] = read(key, prefixes)
    table.done()
    return Roles(**values)
