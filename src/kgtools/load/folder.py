"""A folder with an Oxigraph store: the new dataset is made beside it and takes its place.

Oxigraph lets one process write. This one holds the folder's lock until the new folder has its
name, so nobody can write in between; whoever has the old one open for reading keeps it.
"""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, QuerySolutions, RdfFormat, Store

from kgtools.errors import EngineError, one_line
from kgtools.load.nquads import Stream
from kgtools.load.spool import Record, Spool
from kgtools.load.target import Check, NotArrived, Note, Told, Work


class Folder:
    """`kgtools load DIR`; the folder is locked until it is closed."""

    def __init__(self, path: Path, writing: bool = True) -> None:
        self.name, self.path = f"oxigraph:{path}", path
        self._new = path.with_name(path.name + ".kgtools-new")
        self._old = path.with_name(path.name + ".kgtools-old")
        self._notes: list[Note] = []
        self._mend()
        if path.exists() and not path.is_dir():
            raise EngineError("is a file, not the folder of a store", path)
        if path.is_dir() and any(path.iterdir()) and not (path / "CURRENT").is_file():
            hint = "give an empty folder, or one that Oxigraph made"
            raise EngineError("this folder is not an Oxigraph store", path, hint)
        self._there = (path / "CURRENT").is_file()
        if not self._there and not writing:
            raise EngineError("there is no store in this folder", path)
        if not path.parent.is_dir():
            raise EngineError("there is no such folder to make a store in", path.parent)
        self._store = self._open(path) if self._there else Store()

    def notes(self) -> list[Note]:
        return self._notes

    def counts(self, graphs: Sequence[str]) -> dict[str, int]:
        return {graph: self._count(graph) for graph in graphs}

    def _count(self, graph: str) -> int:
        asked = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        found = self._store.query(asked)
        assert isinstance(found, QuerySolutions)
        return int(next(iter(found))["n"].value)

    def read(self, graph: str, count: int | None = None) -> Iterator[Record]:
        return self._quads(self._store, graph)

    def prepare(self) -> None:
        shutil.rmtree(self._new, ignore_errors=True)

    def replace(self, spool: Spool, works: Sequence[Work], check: Check, told: Told) -> str:
        try:
            made = self._made(works)
            stream = Stream(spool, [work.part for work in works], told)
            made.bulk_load(io.BufferedReader(stream, 1 << 18), format=RdfFormat.N_QUADS)
            found = {w.part.graph: check(w.part, self._quads(made, w.part.graph)) for w in works}
            bad = {graph: difference for graph, difference in found.items() if not difference.same}
            if bad:
                raise NotArrived(bad)
            made.flush()
            del made
            self._swap()
        except (OSError, RuntimeError) as error:
            shutil.rmtree(self._new, ignore_errors=True)
            message = f"cannot be written: {one_line(str(error))}"
            raise EngineError(message, self.path, "the store holds what it held before") from None
        except NotArrived:
            shutil.rmtree(self._new, ignore_errors=True)
            raise
        return "a new folder took its place"

    def close(self) -> None:
        self._store = Store()

    def _mend(self) -> None:
        """A load that was ended between two renames, or before them, has left folders."""
        if self._old.is_dir() and not self.path.exists():
            self._old.rename(self.path)
            text = "an earlier load was ended while it changed folders; it is undone"
            self._notes.append((text, ""))
        if self._new.exists():
            text = "an earlier load was ended before it was done; its traces go"
            self._notes.append((text, ""))
            shutil.rmtree(self._new, ignore_errors=True)
        shutil.rmtree(self._old, ignore_errors=True)

    def _open(self, path: Path) -> Store:
        try:
            return Store(str(path))
        except OSError as error:
            text = one_line(str(error))
            if "lock" in text.lower():
                hint = "load through its server's address, or end the server"
                raise EngineError("another process has this store open", path, hint) from None
            raise EngineError(f"cannot be opened: {text}", path) from None

    def _made(self, works: Sequence[Work]) -> Store:
        """The new store with all that stays: a copy by hard links, or none if nothing stays."""
        replaced = {NamedNode(work.part.graph) for work in works}
        graphs = set(self._store.named_graphs())
        outside = self._store.quads_for_pattern(None, None, None, DefaultGraph())
        if graphs <= replaced and next(iter(outside), None) is None:
            return Store(str(self._new))
        self._store.backup(str(self._new))
        made = Store(str(self._new))
        for graph in replaced & graphs:
            made.remove_graph(graph)
        return made

    @staticmethod
    def _quads(store: Store, graph: str) -> Iterator[Record]:
        for quad in store.quads_for_pattern(None, None, None, NamedNode(graph)):
            yield Record.of(quad.subject, quad.predicate, quad.object)

    def _swap(self) -> None:
        """From here on the old store is closed; either name holds a whole store at any moment."""
        self._store = Store()
        if self.path.exists():
            self.path.rename(self._old)
        self._new.rename(self.path)
        parent = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(parent)
        finally:
            os.close(parent)
        shutil.rmtree(self._old, ignore_errors=True)
        self._there = True
        self._store = self._open(self.path)
