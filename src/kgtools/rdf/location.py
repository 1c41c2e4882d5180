"""A place in a file."""

from __future__ import annotations

from pathlib import Path

from kgtools.record import Record


class Location(Record):
    """A place in a file; line and column count from 1, columns in code points."""

    path: Path
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
