"""What a published folder says of itself: which files kgtools put there, and from what."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from json.encoder import encode_basestring as _quoted
from pathlib import Path
from typing import Any

from kgtools.publish.filelist import Files

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
            raw = json.loads(path.read_bytes())
            if raw["kind"] != KIND:
                return None
            told = raw["files"].items()
            files = Files.of((path, int(size), str(sha256)) for path, (size, sha256) in told)
            return cls(files, dict(raw["about"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        except OverflowError:  # of a size
            return None

    def text(self) -> str:
        """The same text for the same files: nothing in it tells when or where it was made."""
        files = (
            f'{_quoted(path)}:[{entry.size},"{entry.sha256}"]'
            for path, entry in self.files.entries()
        )
        about = json.dumps(self.about, ensure_ascii=False, sort_keys=True)
        listed = ",\n".join(files)
        return f'{{"kind":{json.dumps(KIND)},\n"about":{about},\n"files":{{\n{listed}\n}}}}\n'
