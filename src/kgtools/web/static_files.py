"""Style sheet and scripts: our own, and the libraries that were brought in when this was built."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kgtools.web.http import Rendered

FOLDER = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
}
EDITOR = ("vendor/yasgui.min.js", "vendor/yasgui.min.css")
ENGINE = ("vendor/oxigraph.js", "vendor/oxigraph.wasm")  # a SPARQL engine for the reader's browser


@dataclass(frozen=True)
class StaticFiles:
    """The files of a folder by their path in it; below `vendor/` is what npm brought in."""

    folder: Path = FOLDER

    def paths(self) -> Iterator[str]:
        yield from self._files

    def file(self, path: str) -> Rendered | None:
        found = self._files.get(path)
        return Rendered(found.read_bytes(), TYPES[found.suffix]) if found else None

    @property
    def has_editor(self) -> bool:
        return all(path in self._files for path in EDITOR)

    @property
    def has_engine(self) -> bool:
        return all(path in self._files for path in ENGINE)

    @cached_property
    def _files(self) -> dict[str, Path]:
        found = (f for f in sorted(self.folder.rglob("*")) if f.suffix in TYPES and f.is_file())
        named = ((f.relative_to(self.folder).as_posix(), f) for f in found)
        return {path: f for path, f in named if path.partition("/")[0] != "vendor.new"}
