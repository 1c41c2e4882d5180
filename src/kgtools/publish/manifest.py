"""What a published folder says of itself: which files kgtools put there, and from what."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from json.encoder import encode_basestring as _quoted
from pathlib import Path
from typing import Any

from kgtools.publish.filelist import Files

AT_ONCE = 4096  # lines that are read together
_END = "}}\n"
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
        yield f"\n{_END}"


def _part(line: str) -> dict[str, Any]:
    """A line of the head, as an object of its own."""
    text = line.strip().removeprefix("{").removesuffix(",")
    found = json.loads(f"{{{text}}}}}" if text.endswith("{") else f"{{{text}}}")
    return dict(found)


def _entries(lines: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    """Path, size and digest of each. ValueError where something else stands, or no end."""
    rest = iter(lines)
    while some := "".join(islice(rest, AT_ONCE)):
        ended = some.endswith(_END)
        text = some.removesuffix(_END).strip().removesuffix(",")
        for path, (size, sha256) in json.loads(f"{{{text}}}").items():
            yield path, int(size), str(sha256)
        if ended:
            return
    raise ValueError("the end is missing")
