"""What every target does, and which one an address means."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kgtools.errors import EngineError
from kgtools.load.compare import Difference
from kgtools.load.spool import Part, Record, Spool

Note = tuple[str, str]  # a text of kgtools.words, and what stands at its place {graphs}
Told = Callable[[int, int], None]
Check = Callable[[Part, Iterator[Record]], Difference]


@dataclass(frozen=True)
class Work:
    """A graph to be replaced: what to put, and what the store holds of it now.

    `held` is None where that was not read; `count` are its triples in the store.
    """

    part: Part
    count: int
    held: Difference | None


class NotArrived(Exception):
    """What was staged differs from what was sent; the graphs themselves are as they were."""

    def __init__(self, found: dict[str, Difference]) -> None:
        super().__init__("what was staged differs from what was sent")
        self.found = found


class Target(Protocol):
    """A store. Every method raises EngineError where the store fails or refuses."""

    name: str

    def notes(self) -> list[Note]:
        """What an earlier load that was interrupted has left behind."""
        ...

    def counts(self, graphs: Sequence[str]) -> dict[str, int]:
        """Triples in each of the graphs; 0 where there is none."""
        ...

    def read(self, graph: str, count: int | None = None) -> Iterator[Record]:
        """The triples of a graph, in any order; `count` is their number where that is known."""
        ...

    def prepare(self) -> None:
        """Finds out what the store can do (this may write to a graph of its own), and tidies up.

        Only before `replace`.
        """
        ...

    def replace(self, spool: Spool, works: Sequence[Work], check: Check, told: Told) -> str:
        """Replaces the graphs by those of the spool; says in a word how.

        Raises NotArrived, with the store as it was.
        """
        ...

    def close(self) -> None: ...


def open_target(
    text: str,
    update: str | None = None,
    graph_store: str | None = None,
    seconds: float = 300.0,
    writing: bool = True,
) -> AbstractContextManager[Target]:
    """The store that is meant: `http(s)://…`, `oxigraph:DIR` or a folder.

    `update` and `graph_store` are the store's other addresses where they cannot be guessed;
    `seconds` is the longest wait for one answer. A folder that is not there is made if `writing`.
    Raises EngineError for an address that is none, or cannot be reached.
    """
    from contextlib import closing

    if text.startswith(("http://", "https://")):
        from kgtools.load.endpoint import Endpoint

        return closing(Endpoint(text, update, graph_store, seconds))
    if "://" in text:
        kind = text.partition(":")[0]
        raise EngineError(f"{kind}:// is no kind of store", hint="give http(s)://… or a folder")
    from kgtools.load.folder import Folder

    return closing(Folder(Path(text.removeprefix("oxigraph:")).absolute(), writing))
