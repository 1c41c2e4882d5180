"""The dataset's files written part by part: all of one may be more than memory holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgtools.errors import KgtoolsError
from kgtools.export import gzipped
from kgtools.files import AT_ONCE
from kgtools.publish.files import Writer
from kgtools.publish.rendering import Written
from kgtools.web.downloads import CONTEXT, Download, Downloads


@dataclass(frozen=True)
class Downloading:
    """Writes the files at the paths, of which it is given some at a time, as a Renderer does."""

    downloads: Downloads
    writer: Writer

    def __call__(self, paths: Sequence[str]) -> Written:
        done = Written()
        for path in paths:
            done.files[path] = self.writer.write_parts(path, self._parts(path))
        return done

    def _parts(self, path: str) -> Iterator[bytes]:
        if path == CONTEXT:
            return self.downloads.parts("context", None)
        one = self.downloads.all.get(path)
        if one is None:
            raise KgtoolsError(f"nothing stands at {path}, which the site names")
        if not one.packing:
            return self.downloads.parts(one.form, one.graph)
        return gzipped(self._plain(one))

    def _plain(self, one: Download) -> Iterator[bytes]:
        """What is packed in it, from the file beside it if there is one."""
        beside = one.path.removesuffix(one.packing)
        file = self.writer.root / beside
        if beside not in self.downloads.all or not file.is_file():
            yield from self.downloads.parts(one.form, one.graph)
            return
        with file.open("rb") as stream:
            while data := stream.read(AT_ONCE):
                yield data
