"""Graphs of a spool as one stream of N-Quads, made as it is read."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from kgtools.load.body import BLOCK, N_QUADS, Body
from kgtools.load.spool import Part, Spool
from kgtools.load.target import Told

END = b" .\n"  # in N-Triples this ends a line and stands nowhere else: line breaks are escaped


def size(parts: Sequence[Part]) -> int:
    """Bytes of the graphs as N-Quads."""
    return sum(p.end - p.start + p.triples * (len(p.graph.encode()) + 3) for p in parts)


def blocks(spool: Spool, parts: Sequence[Part], told: Told | None = None) -> Iterator[bytes]:
    """The quads in blocks of whole lines; `told` hears how many bytes of how many have gone."""
    sent, whole = 0, size(parts)
    with spool.lines.open("rb") as file:
        for part in parts:
            file.seek(part.start)
            left = part.end - part.start
            while left:
                block = file.read(min(BLOCK, left))
                if not block.endswith(b"\n"):
                    block += file.readline()
                left -= len(block)
                block = of_lines(block, part.graph)
                sent += len(block)
                yield block
                if told:
                    told(sent, whole)


def of_lines(text: bytes, graph: str) -> bytes:
    """Whole lines of N-Triples as N-Quads of a graph."""
    return text.replace(END, b" <" + graph.encode() + b"> .\n")


def body(spool: Spool, parts: Sequence[Part], told: Told | None = None) -> Body:
    """The quads as the body of one request."""
    return Body(N_QUADS, size(parts), lambda: blocks(spool, parts, told))


class Stream(io.RawIOBase):
    """The quads as a file that can be read once."""

    def __init__(self, spool: Spool, parts: Sequence[Part], told: Told) -> None:
        self._blocks = blocks(spool, parts, told)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._rest = memoryview(block)
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count
