"""What may be kept between two runs: in the folder `.kgtools` of the project, never in its data.

Whatever is there may be deleted at any time. A folder that cannot be written to only costs time.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FOLDER = ".kgtools"

_DAY = "a day"  # JSON has no dates: {"a day": "2026-11-23"}


class Memory:
    """The folder of one project; it is made when something is first kept."""

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER

    def read(self, name: str) -> Any:
        """What was written under that name; None where that is nothing, or cannot be read."""
        try:
            return json.loads((self.folder / name).read_bytes(), object_hook=_day)
        except (OSError, ValueError, RecursionError):
            return None

    def write(self, name: str, value: object) -> None:
        """Keeps the value if JSON can hold it as it is, else nothing."""
        try:
            text = json.dumps(value, default=_told)
            if json.loads(text, object_hook=_day) == value:
                self._write(name, text)
        except (OSError, TypeError, ValueError, RecursionError):
            return

    def same(self, name: str, text: str) -> Any:
        """What was read of this very text; None where another was kept, or nothing."""
        kept = self.read(name)
        return kept[1] if isinstance(kept, list) and len(kept) == 2 and kept[0] == text else None

    def keep(self, name: str, text: str, found: object) -> None:
        """Keeps what was read of the text, for `same`."""
        self.write(name, [text, found])

    def read_text(self, name: str) -> str | None:
        """As it was written; None where nothing was."""
        try:
            return (self.folder / name).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return None

    def write_text(self, name: str, text: str) -> None:
        try:
            self._write(name, text)
        except (OSError, ValueError):
            return

    def prepare(self) -> None:
        """Makes the folder, of which git is to know nothing. Raises OSError."""
        self.folder.mkdir(exist_ok=True)
        ignore = self.folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")

    def _write(self, name: str, text: str) -> None:
        self.prepare()
        new = self.folder / f"{name}.{os.getpid()}"
        new.write_text(text, encoding="utf-8")
        new.replace(self.folder / name)


def _told(value: object) -> dict[str, str]:
    if type(value).__name__ != "date":
        raise TypeError(value)
    return {_DAY: str(value)}


def _day(found: dict[str, Any]) -> Any:
    if found.keys() != {_DAY}:
        return found
    from datetime import date

    return date.fromisoformat(found[_DAY])
