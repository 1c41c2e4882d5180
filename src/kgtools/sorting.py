"""Sorting more than memory holds."""

from __future__ import annotations

import heapq
import marshal
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing import Any

    R = TypeVar("R", bound=Any)

RUN = 100_000  # rows that are sorted in memory at once


def in_order(rows: Iterable[R], most: int = RUN, folder: str | None = None) -> Iterator[R]:
    """The rows (bytes, texts, numbers, or tuples of them), sorted.

    At most so many are in memory, the others in files without a name in the folder (default:
    that of temporary files). Raises OSError where there is no room.
    """
    runs: list[IO[bytes]] = []
    run: list[R] = []
    try:
        for row in rows:
            run.append(row)
            if len(run) >= most:
                runs.append(_written(run, folder))
                run = []
        run.sort()
        yield from heapq.merge(*map(_read, runs), run) if runs else run
    finally:
        for file in runs:
            file.close()


def each_once(rows: Iterable[R]) -> Iterator[R]:
    """Sorted rows without those that are as the one before."""
    before: object = None
    for row in rows:
        if row != before:
            yield row
        before = row


def _written(run: list[R], folder: str | None) -> IO[bytes]:
    run.sort()
    file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - it is closed by who asked for it
    for row in run:
        file.write(marshal.dumps(row))
    file.seek(0)
    return file


def _read(file: IO[bytes]) -> Iterator[R]:
    while True:
        try:
            yield marshal.load(file)
        except EOFError:
            return
