"""What was made of each file of a dataset, kept for the next time by a digest of the file.

It is read from the disk when it is needed: all of it may be more than memory holds.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

_END = 20  # digits at the end of a file: where its table begins


class Entry(NamedTuple):
    """Where a value stands, its length there and unpacked, and what is known without reading it."""

    at: int
    length: int
    size: int
    about: Any = None


class Packed(NamedTuple):
    """A value that is to be kept; `size` is its length before it was packed."""

    data: bytes
    size: int
    about: Any = None


# What a file contributes to each graph; None where that cannot be told by graph.
Of = Mapping[str, Entry] | None


@dataclass(frozen=True)
class Kept:
    """Entries of a file, by key and graph."""

    file: BinaryIO | None = None
    entries: Mapping[str, Of] = field(default_factory=dict)

    def packed(self, entry: Entry) -> Packed:
        """Raises OSError."""
        if self.file is None:
            raise OSError("nothing is kept")
        self.file.seek(entry.at)
        return Packed(self.file.read(entry.length), entry.size, entry.about)

    def value(self, entry: Entry) -> Any:
        """None where it is spoiled."""
        try:
            return json.loads(zlib.decompress(self.packed(entry).data))
        except (OSError, zlib.error, ValueError):
            return None


@dataclass(frozen=True)
class Keep:
    """One file with all entries, made on the same `basis`; nothing where it is not.

    Values are what JSON can hold. Without a place they are kept as long as this process lives.
    """

    place: Path | None
    basis: str

    def read(self) -> Kept:
        """Nothing where there is no such file, or none that can be understood."""
        if self.place is None:
            return Kept()
        try:
            file = self.place.open("rb")
        except OSError:
            return Kept()
        try:
            file.seek(-_END, os.SEEK_END)
            file.seek(int(file.read(_END)))
            table = json.loads(file.read()[:-_END])
            if table["basis"] == self.basis:
                return Kept(file, {key: _entries(told) for key, told in table["entries"].items()})
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            pass
        file.close()
        return Kept()

    def write(self, entries: Iterable[tuple[str, Mapping[str, Packed] | None]]) -> Kept:
        """In the place of those that were there. Raises OSError where there is no room.

        Where the place cannot be written to, they are kept as long as this process lives.
        """
        name = f"{self.place.name}.{os.getpid()}" if self.place else ""
        new = self.place.with_name(name) if self.place else None
        file = _created(new) if new else None
        if new is None or file is None or self.place is None:
            return _filled(_temporary(), self.basis, entries)
        try:
            kept = _filled(file, self.basis, entries)
            new.replace(self.place)
            return kept
        except BaseException:
            file.close()
            new.unlink(missing_ok=True)
            raise


def _entries(told: Mapping[str, list[Any]] | None) -> Of:
    return None if told is None else {graph: Entry(*each) for graph, each in told.items()}


def _created(new: Path) -> BinaryIO | None:
    with contextlib.suppress(OSError):
        new.parent.mkdir(exist_ok=True)
        return new.open("w+b")
    return None


def _temporary() -> BinaryIO:
    return tempfile.TemporaryFile()


def _filled(
    file: BinaryIO, basis: str, entries: Iterable[tuple[str, Mapping[str, Packed] | None]]
) -> Kept:
    table: dict[str, Of] = {}
    at = 0
    for key, values in entries:
        found: dict[str, Entry] = {}
        for graph, packed in (values or {}).items():
            found[graph] = Entry(at, len(packed.data), packed.size, packed.about)
            at += file.write(packed.data)
        table[key] = None if values is None else found
    told = json.dumps({"basis": basis, "entries": table}).encode()
    file.write(told + b"%0*d" % (_END, at))
    file.flush()
    return Kept(file, table)


def pack(value: Any, about: Any = None) -> Packed:
    text = json.dumps(value, ensure_ascii=False).encode()
    return Packed(zlib.compress(text, 1), len(text), about)
