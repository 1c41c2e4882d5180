"""Files on their way into a store, in a thread of their own, while a program is still starting.

Nothing here says what is wrong with a file: where anything is, there is no store, and who wants
one loads it by kgtools.rdf.stored. Little is imported: it is the first that a program does.
"""

from __future__ import annotations

import os
import sys
from _thread import allocate_lock, start_new_thread

from pyoxigraph import NamedNode, Store

from kgtools.rdf.kept import KeptStores
from kgtools.rdf.syntaxes import FORMATS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _thread import LockType
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

_SWITCH = 0.00005  # seconds; pyoxigraph does without the interpreter but between two files


class Loading:
    """Files of the folder `root`, each with the graph of what is outside any named graph.

    A store of just these contents is opened instead, if one is kept.
    """

    def __init__(self, root: str, files: Sequence[tuple[str, str]]) -> None:
        self._root, self._files = root, list(files)
        self._store: Store | None = None
        self._kept = KeptStores(root)
        self._key: str | None = None  # of a store that is not kept
        self._last = self._kept.last()
        self._opened: Store | None = None
        self._opening, self._done = allocate_lock(), allocate_lock()
        for lock, work in ((self._opening, self._open), (self._done, self._load)):
            lock.acquire()
            start_new_thread(_do, (work, lock))

    def is_of(self, root: Path, files: Iterable[tuple[Path, NamedNode]]) -> bool:
        """Whether it loads just these files."""
        if type(root)(self._root) != root:
            return False
        return [(root / path, graph) for path, graph in self._files] == [
            (path, graph.value) for path, graph in files
        ]

    def store(self) -> Store | None:
        """The store, when all are in, for asking only; None unless all went well."""
        with self._done:
            return self._store

    def keep(self) -> None:
        """Has what was loaded kept for another run, if it is not yet."""
        with self._done:
            if self._key is not None and self._store is not None:
                self._kept.keep(self._key, self._store)

    def _open(self) -> None:
        """The store of what was last asked, while the files are read: most often it is theirs."""
        self._opened = self._kept.open(self._last) if self._last else None

    def _load(self) -> None:
        read = [
            (path, graph, _content(os.path.join(self._root, path))) for path, graph in self._files
        ]
        key = self._kept.key(read)
        if key == self._last:
            with self._opening:
                self._store = self._opened
        else:
            self._store = self._kept.open(key)
        if self._store is None:
            self._store, self._key = _loaded(read), key


def _loaded(files: Iterable[tuple[str, str, bytes]]) -> Store:
    store = Store()
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH)
    try:
        for path, graph, data in files:
            form = FORMATS[path[path.rfind(".") :].lower()]
            store.load(data, format=form, to_graph=NamedNode(graph))
    finally:
        sys.setswitchinterval(before)
    return store


def _do(work: Callable[[], None], lock: LockType) -> None:
    """Who wants what the work should give will tell what is wrong, if it gives nothing."""
    try:
        work()
    except Exception:
        return
    finally:
        lock.release()


def _content(path: str) -> bytes:
    """ValueError for what kgtools.rdf.stored has to look at: an empty file, one with a BOM."""
    with open(path, "rb", 0) as file:
        data = file.read()
    if not data or data.isspace() or data[0] == 0xEF:
        raise ValueError(path)
    return data
