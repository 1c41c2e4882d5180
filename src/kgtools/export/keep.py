"""What was made of each file of a dataset, kept for the next time by a digest of the file."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO


@dataclass(frozen=True)
class Keep:
    """One file with an entry for each key, all made on the same `basis`; nothing where it is not.

    Values are what JSON can hold. Without a place nothing is kept.
    """

    place: Path | None
    basis: str

    def read(self) -> Kept:
        if self.place is None:
            return Kept()
        try:
            file = self.place.open("rb")
        except OSError:
            return Kept()
        try:
            head = json.loads(file.readline())
            if head["basis"] == self.basis:
                return Kept(file, dict(head["entries"]), file.tell())
        except (ValueError, KeyError, TypeError, RecursionError):
            pass
        file.close()
        return Kept()

    def write(self, entries: Mapping[str, bytes]) -> None:
        """Packed entries; a project that cannot be written to does without."""
        if self.place is None:
            return
        new = self.place.with_name(f"{self.place.name}.{os.getpid()}")
        places, at = {}, 0
        for key, data in entries.items():
            places[key] = (at, len(data))
            at += len(data)
        try:
            self.place.parent.mkdir(exist_ok=True)
            with new.open("wb") as file:
                head = {"basis": self.basis, "entries": places}
                file.write(json.dumps(head).encode() + b"\n")
                file.writelines(entries.values())
            new.replace(self.place)
        except OSError:
            new.unlink(missing_ok=True)


@dataclass(frozen=True)
class Kept:
    """The entries of a file as they were written: `places` are (from the start, length)."""

    file: BinaryIO | None = None
    places: Mapping[str, tuple[int, int]] | None = None
    start: int = 0

    def packed(self, key: str) -> bytes | None:
        if self.file is None or self.places is None or key not in self.places:
            return None
        at, length = self.places[key]
        self.file.seek(self.start + at)
        data = self.file.read(length)
        return data if len(data) == length else None

    def __iter__(self) -> Iterator[str]:
        yield from self.places or ()


def pack(value: Any) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False).encode(), 1)


def unpack(data: bytes) -> Any:
    """None for what is spoiled."""
    try:
        return json.loads(zlib.decompress(data))
    except (zlib.error, ValueError):
        return None
