"""The two states that are compared: a file, a folder, or a git revision."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kgtools.config import CONFIG, Config, NamedGraph, read_config
from kgtools.diff.canonical import Facts, facts_of
from kgtools.diff.git import bring
from kgtools.errors import KgtoolsError, ParseError
from kgtools.made import Made
from kgtools.project import Project
from kgtools.queries import Catalogue, PreparedQuery
from kgtools.rdf.location import Location
from kgtools.rdf.syntaxes import FORMATS
from kgtools.rdf.terms import OWL

NOWHERE = "urn:kgtools:graph"
BARE = f"""
graphs = {{}}
[project]
title = {{ en = "files" }}
version = "0"
base = "{NOWHERE}"
languages = ["en"]
"""


@dataclass(frozen=True)
class Side:
    """One state: `project` is that of its kgtools.toml, else one made up around its files."""

    name: str
    project: Project
    configured: bool
    quads: tuple[Quad, ...]
    queries: Mapping[str, PreparedQuery]

    @cached_property
    def facts(self) -> Facts:
        return facts_of(self.quads)

    @cached_property
    def version(self) -> str | None:
        """That of kgtools.toml, else the one that all owl:versionInfo agree on."""
        if self.configured:
            return self.project.version
        info = NamedNode(OWL + "versionInfo")
        found = {str(q.object.value) for q in self.quads if q.predicate == info}  # type: ignore[union-attr]
        return found.pop() if len(found) == 1 else None


def open_side(text: str, context: Project | None) -> Side:
    """What `text` names: a path that exists, else a revision of the project's repository.

    Raises KgtoolsError; places in a revision are written REV:path.
    """
    path = Path(text)
    if path.exists():
        return _read(path.absolute(), text, context)
    with tempfile.TemporaryDirectory(prefix="kgtools-diff-") as folder:
        root = Path(folder).resolve()
        try:
            found = bring(text, context.root if context else Path.cwd(), root)
            return _read(found, text, context)
        except KgtoolsError as error:
            error.where = _as_asked(error.where, root, text)
            raise


def _as_asked(where: Location | Path | None, root: Path, text: str) -> Location | Path | None:
    path = where.path if isinstance(where, Location) else where
    if path is None or not path.is_relative_to(root):
        return where
    rest = path.relative_to(root).as_posix()
    named = Path(text if rest == "." or ":" in text else f"{text}:{rest}")
    return where._replace(path=named) if isinstance(where, Location) else named


def _read(path: Path, name: str, context: Project | None) -> Side:
    configured = (path / CONFIG).is_file()
    if configured:
        project = Project.open(path)
    else:
        if path.is_file():
            files: tuple[Path, ...] = (path,)
        else:
            here = (f for f in sorted(path.rglob("*")) if f.suffix.lower() in FORMATS)
            made = Made(path)
            here = (f for f in here if not _hidden(f.relative_to(path)) and not made.has(f))
            files = tuple(f for f in here if f.is_file())
        if not files:
            raise ParseError("no RDF file in this folder", path, f"known: {' '.join(FORMATS)}")
        project = Project(path if path.is_dir() else path.parent, _config(files, context))
    quads = (*project.quads(), *project.shapes())
    queries = {query.slug: query for query in Catalogue(project)} if configured else {}
    return Side(name, project, configured, quads, queries)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _config(files: tuple[Path, ...], context: Project | None) -> Config:
    """For files without a kgtools.toml of their own: the names and roles of the project here."""
    one = (NamedGraph("files", NamedNode(NOWHERE), files),)
    if context is not None:
        return context.config._replace(graphs=one, shapes=(), queries=None)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / CONFIG).write_text(BARE, encoding="utf-8")
        return read_config(Path(folder))._replace(graphs=one)
