"""Files on their way into a store, in a thread of their own, while a program is still starting.

Nothing here says what is wrong with a file: where anything is, there is no store, and who wants
one loads it by kgtools.rdf.stored.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

from pyoxigraph import NamedNode, RdfFormat, Store

Files = Sequence[tuple[Path, str]]  # each with the graph of what is outside any named graph

_SWITCH = 0.00005  # seconds; pyoxigraph does without the interpreter but between two files
_FORMATS = {".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES}


class Loading:
    """These files, being loaded. Turtle and N-Triples only."""

    def __init__(self, files: Files) -> None:
        self._files, self._store = list(files), Store()
        self._fine = False
        self._read = [(path, graph, _content(path)) for path, graph in self._files]
        self._before = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH)
        self._thread = Thread(target=self._load, name="kgtools-load")
        self._thread.start()

    def _load(self) -> None:
        for path, graph, data in self._read:
            form = _FORMATS.get(path.suffix)
            if data is None or form is None:
                return
            try:
                self._store.load(data, format=form, to_graph=NamedNode(graph))
            except (SyntaxError, ValueError):
                return
        self._fine = True

    def store(self, files: Files) -> Store | None:
        """The store, when all are in; None unless it is of just these files, and all went well."""
        self._thread.join()
        sys.setswitchinterval(self._before)
        return self._store if self._fine and self._files == list(files) else None


def _content(path: Path) -> bytes | None:
    """None for what kgtools.rdf.stored has to look at: no file, an empty one, one with a BOM."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return None if not data or data.isspace() or data[0] == 0xEF else data
