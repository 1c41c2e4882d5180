"""Stores on disk that are kept from one run to the next: to open one is quicker than to load it.

A store is of certain states of certain files in this folder on this machine. A state is told as git
tells it, by size, inode and the times of last change, of which the system's own (ctime) cannot be
set; a file that changed just now is never trusted to have changed for the last time. Where anything
differs, so does the key, and the store is not found. What is asked a second time is kept, so who
edits between any two questions does not pay for it. All may be deleted at any time.
"""

from __future__ import annotations

import os
import time
from _blake2 import blake2b  # that of hashlib, which brings OpenSSL along

import pyoxigraph
from pyoxigraph import Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_NAME, _SEEN = "store-", "seen"
_SETTLED = 2e9  # ns; some file systems keep no finer times
_OTHERS = 1  # beside the newest: somebody may have it open


class KeptStores:
    """Those of one project, whose folder is `root`."""

    def __init__(self, root: str) -> None:
        self._root = root

    def key(self, files: Iterable[tuple[str, str]]) -> str:
        """For files with the graph each goes to; "" where one is missing, or changed just now."""
        newest = 0
        lines = [pyoxigraph.__version__, self._root]
        for path, graph in files:
            try:
                now = os.stat(os.path.join(self._root, path))
            except OSError:
                return ""
            times = now.st_mtime_ns, now.st_ctime_ns
            newest = max(newest, *times)
            lines += [path, graph, f"{now.st_dev} {now.st_ino} {now.st_size} {times}"]
        if abs(time.time_ns() - newest) < _SETTLED:
            return ""
        return blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()

    def open(self, key: str) -> Store | None:
        """The store, for reading only; None where none is kept, or the key is ""."""
        if not key:
            return None
        folder = self._folder(key)
        try:
            return Store.read_only(folder) if os.path.isdir(folder) else None
        except (OSError, ValueError, RuntimeError):
            return None

    def keep(self, key: str, store: Store) -> None:
        """Keeps a copy, if the key was seen before; else only notes that it was seen."""
        from pathlib import Path

        from kgtools.memory import Memory

        memory = Memory(Path(self._root))
        if memory.read_text(_SEEN) != key:
            memory.write_text(_SEEN, key)
            return
        new = Path(self._folder(f"{key}.{os.getpid()}"))
        try:
            copy = Store(new)
            copy.bulk_extend(store)
            copy.optimize()
            del copy
            new.rename(self._folder(key))
        except (OSError, ValueError, RuntimeError):
            _remove(new)
        else:
            self._tidy(new.with_suffix(""))

    def _folder(self, key: str) -> str:
        return os.path.join(self._root, ".kgtools", _NAME + key)

    def _tidy(self, newest: Path) -> None:
        """Removes older stores, and what is left of those that were never whole."""
        others = [folder for folder in newest.parent.glob(f"{_NAME}*") if folder != newest]
        whole = sorted((f for f in others if not f.suffix), key=_age)
        for folder in {*others} - {*whole[:_OTHERS]}:
            _remove(folder)


def _age(folder: Path) -> float:
    try:
        return -folder.stat().st_mtime
    except OSError:  # somebody else removed it
        return 0


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
