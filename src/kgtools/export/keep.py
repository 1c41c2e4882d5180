"""What was made of each file of a dataset, kept for the next time by a digest of the file.

It is read from the disk when it is needed: all of it may be more than memory holds.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

_AT = 20  # digits at the end of a file: where its table begins
_END = 64 + _AT  # before them the table's SHA-256


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
Entries = Iterable[tuple[str, Mapping[str, Packed] | None]]


@dataclass(frozen=True)
class Kept:
    """Entries of a file, by key and graph."""

    file: BinaryIO | None = None
    entries: Mapping[str, Of] = field(default_factory=dict)

    def close(self) -> None:
        if self.file is not None:
            self.file.close()

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
            digest, at = file.read(_END - _AT), int(file.read(_AT))
            file.seek(at)
            told = file.read()[:-_END]
            if hashlib.sha256(told).hexdigest().encode() == digest:
                table = json.loads(told)
                if table["basis"] == self.basis:
                    entries = {key: _entries(each) for key, each in table["entries"].items()}
                    return Kept(file, entries)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            pass
        file.close()
        return Kept()

    def forget(self) -> None:
        """What is kept is of no use, and goes if it can."""
        if self.place is not None:
            with contextlib.suppress(OSError):
                self.place.unlink()

    def write(self, entries: Callable[[], Entries]) -> Kept:
        """In the place of those that were there; `entries` gives them, once more if need be.

        Where they cannot be written there, they are kept as long as this process lives. Raises
        OSError where that cannot be done either.
        """
        if self.place is not None:
            new = self.place.with_name(f"{self.place.name}.{os.getpid()}")
            try:
                self.place.parent.mkdir(exist_ok=True)
                self._tidy(self.place)
                with contextlib.ExitStack() as stack:
                    stack.callback(new.unlink, missing_ok=True)
                    file = stack.enter_context(new.open("w+b"))
                    kept = _filled(file, self.basis, entries())
                    new.replace(self.place)
                    stack.pop_all()
                    return kept
            except OSError:
                pass
        return _filled(tempfile.TemporaryFile(), self.basis, entries())

    def _tidy(self, place: Path) -> None:
        """Takes away what processes left behind that were ended."""
        for left in place.parent.glob(f"{place.name}.*"):
            number = left.suffix[1:]
            if number.isdecimal() and not _lives(int(number)):
                left.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    if os.name == "nt":  # where signal 0 is one that ends a process
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True


def _entries(told: Mapping[str, list[Any]] | None) -> Of:
    return None if told is None else {graph: Entry(*each) for graph, each in told.items()}


def _filled(file: BinaryIO, basis: str, entries: Entries) -> Kept:
    table: dict[str, Of] = {}
    at = 0
    for key, values in entries:
        found: dict[str, Entry] = {}
        for graph, packed in (values or {}).items():
            found[graph] = Entry(at, len(packed.data), packed.size, packed.about)
            at += file.write(packed.data)
        table[key] = None if values is None else found
    told = json.dumps({"basis": basis, "entries": table}).encode()
    digest = hashlib.sha256(told).hexdigest().encode()
    file.write(told + digest + b"%0*d" % (_AT, at))
    file.flush()
    return Kept(file, table)


def pack(value: Any, about: Any = None) -> Packed:
    text = json.dumps(value, ensure_ascii=False).encode()
    return Packed(zlib.compress(text, 1), len(text), about)
