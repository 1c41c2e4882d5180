"""Stores on disk that are kept from one run to the next: to open one is quicker than to load it.

A store is of certain contents of certain files, read in this folder on this machine: where anything
of that is another, so is the key, and the store is not found. What is asked a second time is kept,
so who edits between any two questions does not pay for it. All may be deleted at any time.
"""

from __future__ import annotations

import os
from _blake2 import blake2b  # that of hashlib, which brings OpenSSL along

import pyoxigraph
from pyoxigraph import Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_NAME, _SEEN = "store-", "seen"
_OTHERS = 1  # beside the newest: somebody may have it open


class KeptStores:
    """Those of one project, whose folder is `root`."""

    def __init__(self, root: str) -> None:
        self._root = root

    def key(self, files: Iterable[tuple[str, str, bytes]]) -> str:
        """For each file its path, the graph it goes to, and its content."""
        about = os.stat(self._root)
        made_by = f"{pyoxigraph.__version__} {self._root} {about.st_dev} {about.st_ino}"
        digest = blake2b(made_by.encode(), digest_size=16)
        for path, graph, data in files:
            digest.update(f"\n{path}\n{graph}\n{len(data)}\n".encode())
            digest.update(data)
        return digest.hexdigest()

    def open(self, key: str) -> Store | None:
        """The store, for reading only; None where none is kept."""
        folder = self._folder(key)
        try:
            return Store.read_only(folder) if os.path.isdir(folder) else None
        except (OSError, ValueError, RuntimeError):
            return None

    def last(self) -> str:
        """The key of what was last asked; "" where nothing was."""
        try:
            with open(os.path.join(self._root, ".kgtools", _SEEN), encoding="utf-8") as file:
                return file.read()
        except (OSError, ValueError):
            return ""

    def keep(self, key: str, store: Store) -> None:
        """Keeps a copy, if the key was seen before; else only notes that it was seen."""
        from pathlib import Path

        from kgtools.memory import Memory

        if self.last() != key:
            Memory(Path(self._root)).write_text(_SEEN, key)
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
