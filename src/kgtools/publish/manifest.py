"""What a published folder says of itself: which files kgtools put there, and from what."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from json.encoder import encode_basestring as _quoted
from pathlib import Path
from typing import Any

from kgtools.publish.filelist import Files

_ENTRY = re.compile(r'("(?:[^"\\]|\\.)*"):\[(\d+),"([0-9a-f]{64})"\],?\n\Z')
KIND = "a folder made by kgtools publish; it is overwritten as a whole"


@dataclass(frozen=True)
class Manifest:
    """`files` by path within the folder; `about` says of which version, base and so on it is."""

    files: Files = field(default_factory=Files)
    about: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Manifest | None:
        """None where there is none, or none that can be understood."""
        try:
            with path.open(encoding="utf-8") as stream:
                kind, about, files = (_part(stream.readline()) for _ in range(3))
                if kind != {"kind": KIND} or files != {"files": {}}:
                    return None
                return cls(Files.of(_entries(stream)), dict(about["about"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        except OverflowError:  # of a size
            return None

    def lines(self) -> Iterator[str]:
        """JSON, of which each line can be read by itself; the same for the same files: nothing in
        it tells when or where it was made.
        """
        about = json.dumps(self.about, ensure_ascii=False, sort_keys=True)
        yield f'{{"kind":{json.dumps(KIND)},\n"about":{about},\n"files":{{\n'
        between = ""
        for path, entry in self.files.entries():
            yield f'{between}{_quoted(path)}:[{entry.size},"{entry.sha256}"]'
            between = ",\n"
        yield "\n}}\n"


def _part(line: str) -> dict[str, Any]:
    """A line of the head, as an object of its own."""
    text = line.strip().removeprefix("{").removesuffix(",")
    found = json.loads(f"{{{text}}}}}" if text.endswith("{") else f"{{{text}}}")
    return dict(found)


def _entries(lines: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    """Path, size and digest of each. ValueError where something else stands, or no end."""
    for line in lines:
        found = _ENTRY.match(line)
        if found is not None:
            path, size, sha256 = found.groups()
            yield json.loads(path) if "\\" in path else path[1:-1], int(size), sha256
        elif line == "}}\n":
            return
        elif line != "\n":
            raise ValueError(line)
    raise ValueError("the end is missing")
