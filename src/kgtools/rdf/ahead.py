"""Files on their way into a store, in a thread of their own, while a program is still starting.

Nothing here says what is wrong with a file: where anything is, there is no store, and who wants
one loads it by kgtools.rdf.stored. Little is imported: it is the first that a program does.
"""

from __future__ import annotations

import os
import sys
import time
from _thread import allocate_lock, start_new_thread

from pyoxigraph import NamedNode, Store

from kgtools.rdf.kept import KeptStores
from kgtools.rdf.syntaxes import FORMATS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_SWITCH = 0.00005  # seconds; pyoxigraph does without the interpreter but between two files


class Loading:
    """Files of the folder `root`, each with the graph of what is outside any named graph.

    A store of just these files, as they are, is opened instead, if one is kept.
    """

    def __init__(self, root: str, files: Sequence[tuple[str, str]]) -> None:
        self._root, self._files = root, list(files)
        self._kept = KeptStores(root)
        self._store: Store | None = None
        self._key = self._kept.key(self._files)
        self._is_kept = False
        self._not_on = _processor()
        self._done = allocate_lock()
        self._done.acquire()
        start_new_thread(self._run, ())
        time.sleep(0.0001)  # so that it gets to run at all, once, before a lot of imports

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
            if self._key and self._store is not None and not self._is_kept:
                self._kept.keep(self._key, self._store)

    def _run(self) -> None:
        try:
            _on_another_processor(self._not_on)
            self._store = self._kept.open(self._key)
            self._is_kept = self._store is not None
            if self._store is None:
                self._store = _loaded(self._root, self._files)
        except Exception:  # who wants the store will tell what is wrong
            return
        finally:
            self._done.release()


def _on_another_processor(but: int) -> None:
    """This thread and those that it starts, where a system can tell them to (Linux).

    Else it is woken behind the interpreter each time that it waited for it. And to open a store
    on disk RocksDB starts some 300 threads for a moment each and waits for all of them, of which
    those behind the interpreter wait for a slice of time: that made 10 ms of opening 30.
    """
    try:
        others = os.sched_getaffinity(0) - {but}
        if others:
            os.sched_setaffinity(0, others)
    except (AttributeError, OSError):
        return


def _processor() -> int:
    """On which the program's first thread is (proc(5)); -1 where nobody tells."""
    try:
        with open("/proc/self/stat", "rb", 0) as file:
            return int(file.read().rpartition(b")")[2].split()[36])
    except (OSError, ValueError, IndexError):
        return -1


def _loaded(root: str, files: Iterable[tuple[str, str]]) -> Store:
    store = Store()
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH)
    try:
        for path, graph in files:
            data = _content(os.path.join(root, path))
            form = FORMATS[path[path.rfind(".") :].lower()]
            store.load(data, format=form, to_graph=NamedNode(graph))
    finally:
        sys.setswitchinterval(before)
    return store


def _content(path: str) -> bytes:
    """ValueError for what kgtools.rdf.stored has to look at: an empty file, one with a BOM."""
    with open(path, "rb", 0) as file:
        data = file.read()
    if not data or data.isspace() or data[0] == 0xEF:
        raise ValueError(path)
    return data
