"""What a worker knows: the project, the store it asks, the prepared queries, the site."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from kgtools.engines import Engine
from kgtools.errors import EngineError, KgtoolsError, ProjectError, one_line
from kgtools.project import Project
from kgtools.queries import Catalogue, PreparedQuery
from kgtools.serve.setup import Served, Setup

if TYPE_CHECKING:
    from kgtools.web import Site

SKIPPED = frozenset(("node_modules", "__pycache__", "build", "dist"))
LARGEST = 64 << 20  # bytes; of larger files size and time stand for what is in them


@dataclass(frozen=True)
class State:
    """`store` is None where each worker opens its own, and where an endpoint is asked."""

    setup: Setup
    project: Project
    queries: Mapping[str, PreparedQuery]
    token: str
    modified: datetime
    store: Store | None = None
    with_derived: Store | None = None

    def opened(self) -> State:
        """The same in a worker's own process: a store on disk has threads, which no fork keeps."""
        if self.setup.store is None:
            return self
        store = open_folder(self.setup.store)
        return replace(self, store=store, with_derived=store)

    def store_for(self, query: PreparedQuery) -> Store | None:
        return self.with_derived if query.derived else self.store

    @cached_property
    def remote(self) -> Engine | None:
        if self.setup.endpoint is None:
            return None
        from kgtools.engines.remote import RemoteEngine

        graphs = [graph.iri.value for graph in self.project.graphs]
        limits = self.setup.limits
        return RemoteEngine(
            self.setup.endpoint, graphs, limits.seconds, union=True, most_bytes=limits.answer
        )

    @cached_property
    def site(self) -> Site:
        from kgtools.serve.asking import ask_for_pages, run_for_pages
        from kgtools.web import Site

        return Site(
            self.project,
            base_path=self.setup.prefix,
            public_base=self.setup.public,
            ask=ask_for_pages(self),
            run=run_for_pages(self),
            modified=self.modified,
            api="api/",
        )

    def served(self) -> Served:
        project = self.project
        known: Iterable[str] = (graph.iri.value for graph in project.graphs)
        if self.store is not None:
            known = (str(graph.value) for graph in self.store.named_graphs())
        return Served(
            token=self.token,
            title=project.text(project.title),
            version=project.version,
            triples=None if self.store is None else len(self.store),
            graphs=tuple(sorted(known)),
            queries=tuple(self.queries),
        )


def load_state(setup: Setup) -> State:
    """Reads the project and what it is checked by. Raises KgtoolsError for what is not in order."""
    from kgtools.web.declared_read import declared_pages

    if setup.store is not None:
        _is_store(setup.store)
    files = list(files_of(setup.root))
    token = content_token([*files, *_files_below(setup.store)], setup)
    project = Project.open(setup.root)
    quads = project.packed
    _check(project, setup.checks)
    queries = {query.slug: query for query in Catalogue(project)}
    declared_pages(project)  # what is not in order there is told now, not to a reader
    include = project.config.rules.include if setup.derived is None else setup.derived
    store = derived = None
    if setup.store is None and setup.endpoint is None:
        full = None
        if include or any(query.derived for query in queries.values()):
            from kgtools.reasoning import with_derived

            full = with_derived(project)
            derived = _store(full.packed)
        if include and full is not None:
            project, store = full, derived
        else:
            store = _store(quads)
    newest = max((file.stat().st_mtime for file in files), default=0.0)
    modified = datetime.fromtimestamp(int(newest), UTC)
    state = State(setup, project, queries, token, modified, store, derived or store)
    _warm(state)
    return state


def _store(quads: Iterable[object]) -> Store:
    store = Store()
    store.bulk_extend(quads)  # type: ignore[arg-type]
    return store


def open_folder(folder: Path) -> Store:
    """The store of Oxigraph in the folder, to be read only; EngineError where there is none."""
    _is_store(folder)
    try:
        return Store.read_only(str(folder))
    except OSError as error:
        raise EngineError(f"{folder}: {one_line(str(error))}") from None


def _is_store(folder: Path) -> None:
    if not (folder / "CURRENT").is_file():
        raise EngineError(f"{folder} is no store of Oxigraph", hint="give --store DIR")


def _check(project: Project, checks: str) -> None:
    if checks == "shapes":
        from kgtools.checks.shacl import validate

        report = validate(project)
    elif checks == "all":
        from kgtools.checks.everything import check

        report = check(project)
    else:
        return
    if report.failed(False):
        found = report.findings
        first = found[0]
        more = f" (and {len(found) - 1} more findings)" if len(found) > 1 else ""
        raise ProjectError(f"the checks fail: {one_line(first.message)}{more}", first.location)


def _warm(state: State) -> None:
    """Reads once, before any worker is forked, what all of them would read."""
    from kgtools.web import PageRequest

    _ = state.project.index, state.remote
    state.site.respond(PageRequest("GET", f"{state.setup.prefix}/", (), {"accept": "text/html"}))


# ---- which files there are and what is in them


def files_of(root: Path) -> Iterator[Path]:
    """The files of the project's folder, sorted, without hidden folders and built ones."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(n for n in folders if not n.startswith(".") and n not in SKIPPED)
        for name in sorted(names):
            file = Path(folder, name)
            if not name.startswith(".") and file.is_file():
                yield file


def _files_below(folder: Path | None) -> list[Path]:
    return [file for file in sorted(folder.iterdir()) if file.is_file()] if folder else []


def content_token(files: Sequence[Path], setup: Setup) -> str:
    """SHA-256 of what all files hold and of how they are served."""
    from kgtools import __version__

    told = (__version__, setup.prefix, setup.public, setup.endpoint, setup.services, setup.derived)
    digest = hashlib.sha256(repr((told, setup.limits)).encode())
    for file in files:
        try:
            size = file.stat().st_size
            content = str(file.stat().st_mtime_ns).encode()
            if size <= LARGEST and file.parent != setup.store:
                content = hashlib.sha256(file.read_bytes()).digest()
        except OSError as error:
            raise KgtoolsError(f"cannot be read: {error.strerror}", file) from None
        digest.update(repr((str(file), size, content)).encode())
    return digest.hexdigest()
