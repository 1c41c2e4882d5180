"""What documents read: notes of a million of them, on the disk."""

from __future__ import annotations

import os
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import IO, BinaryIO

Note = tuple[str, bytes]  # the stem of a document, and the numbers that it read
_LENGTH, _AT_ONCE = 4, 1 << 16


class Reads(Iterable[Note]):
    """Notes that are added to, in a file without a name."""

    def update(self, notes: Mapping[str, bytes]) -> None:
        for stem, read in notes.items():
            self._file.write(record(stem, read))

    def __iter__(self) -> Iterator[Note]:
        self._file.seek(0)
        yield from records(self._file.read)
        self._file.seek(0, 2)

    @cached_property
    def _file(self) -> IO[bytes]:
        return tempfile.TemporaryFile()


@dataclass(frozen=True)
class KeptReads(Iterable[Note]):
    """Notes that were kept: the rest of a file from there on, packed by zlib."""

    file: BinaryIO
    start: int

    def __iter__(self) -> Iterator[Note]:
        at, unpacker, waiting, done = self.start, zlib.decompressobj(), b"", 0

        def read(length: int) -> bytes:
            nonlocal at, waiting, done
            if done + length > len(waiting):
                parts, missing = [waiting[done:]], done + length - len(waiting)
                while missing > 0 and not unpacker.eof:
                    data = os.pread(self.file.fileno(), _AT_ONCE, at)
                    if not data:
                        break
                    at += len(data)
                    parts.append(unpacker.decompress(data))
                    missing -= len(parts[-1])
                waiting, done = b"".join(parts), 0
            found = waiting[done : done + length]
            done += length
            return found

        yield from records(read)


def record(stem: str, read: bytes) -> bytes:
    name = stem.encode()
    return b"".join((_number(len(name)), _number(len(read)), name, read))


def records(read: Callable[[int], bytes]) -> Iterator[Note]:
    """`read` gives as many bytes as it is asked for, fewer at the end."""
    while lengths := read(2 * _LENGTH):
        name, numbers = (int.from_bytes(each) for each in (lengths[:_LENGTH], lengths[_LENGTH:]))
        data = read(name + numbers)
        yield data[:name].decode(), data[name:]


def _number(value: int) -> bytes:
    return value.to_bytes(_LENGTH)
