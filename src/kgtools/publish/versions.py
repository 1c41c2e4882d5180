"""Releases beside one another: each in a folder of its own, the newest once more in `latest`."""

from __future__ import annotations

import gzip
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kgtools.errors import KgtoolsError
from kgtools.made import MANIFEST
from kgtools.project import Project
from kgtools.publish.filelist import Entry
from kgtools.publish.files import Writer
from kgtools.publish.manifest import Manifest
from kgtools.publish.stage import cannot_be_written
from kgtools.web.links import page_path
from kgtools.words import say

if TYPE_CHECKING:
    from kgtools.diff import Diff

LATEST = "latest"
AT_ROOT = ("robots.txt", ".well-known/void")  # which are looked for nowhere else
DUMPS = ("downloads/dataset.trig", "downloads/dataset.trig.gz")
_NUMBER = re.compile(r"(\d+)|(\D+)")


@dataclass(frozen=True)
class Before:
    """A folder published before: `releases` are its versions, the newest first.

    `folders` says where in it the files of each stand ("" for one without folders of versions).
    """

    root: Path
    manifest: Manifest
    releases: tuple[str, ...] = ()
    folders: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path, manifest: Manifest, present: str) -> Before:
        """Without the version that is published now."""
        told = manifest.about.get("releases")
        versions = told if isinstance(told, list) else [manifest.about.get("version")]
        older = [v for v in versions if isinstance(v, str) and v != present]
        flat = not isinstance(told, list)
        folders = {version: "" if flat else f"{version}/" for version in older}
        return cls(root, manifest, tuple(sorted(older, key=_order, reverse=True)), folders)

    def files(self, version: str) -> Iterator[tuple[str, Entry]]:
        """Those of one release, with their paths within it."""
        folder = self.folders[version]
        for path, entry in self.manifest.files.items():
            if path.startswith(folder):
                yield path[len(folder) :], entry

    def token(self) -> str:
        """What it is that would be taken over."""
        return " ".join(
            f"{version} {path} {entry.sha256}"
            for version in self.releases
            for path, entry in self.files(version)
            if path in DUMPS or path.endswith(".html")
        )

    def take_over(self, writer: Writer) -> dict[str, Entry]:
        """The older releases as they are. Raises KgtoolsError where a file of theirs is missing."""
        taken: dict[str, Entry] = {}
        for version in self.releases:
            for path, entry in self.files(version):
                source = self.root / self.folders[version] / path
                try:
                    if source.stat().st_size != entry.size:
                        raise KgtoolsError("is not as it was published", source)
                    writer.take(source, f"{version}/{path}")
                except OSError as error:
                    raise cannot_be_written(source, error) from None
                taken[f"{version}/{path}"] = entry
        return taken

    def changes(self, project: Project, folder: Path) -> Diff | None:
        """From the newest release to the one in the folder; None where one of them has no dump."""
        if not self.releases:
            return None
        newest = self.releases[0]
        old = _dump(self.root / self.folders[newest])
        new = _dump(folder)
        if old is None or new is None:
            return None
        return _compared(project, (newest, old), (project.version, new))


def before(folder: Path, present: str) -> Before:
    """What was published in a folder. Raises KgtoolsError where it was not kgtools."""
    manifest = Manifest.read(folder / MANIFEST)
    if manifest is None:
        hint = "name a folder made by kgtools publish"
        raise KgtoolsError("is no published folder", folder, hint)
    return Before.of(folder.resolve(), manifest, present)


def front(
    project: Project, writer: Writer, folder: str, files: Mapping[str, Entry]
) -> dict[str, Entry]:
    """The root of a folder with versions: `latest`, a page that leads there, what hosts look for.

    `files` are those of the newest release, in its `folder`.
    """
    made: dict[str, Entry] = {}
    languages = project.languages
    missing = [page_path("404", lang, languages) for lang in languages]
    for path, entry in files.items():
        writer.take(writer.root / folder / path, f"{LATEST}/{path}")
        made[f"{LATEST}/{path}"] = entry
        if path in AT_ROOT or path in missing:
            writer.take(writer.root / folder / path, path)
            made[path] = entry
    title = project.text(project.title, languages[0])
    words = say("The newest version", languages[0])
    made["index.html"] = writer.write("index.html", _leading_on(title, words, languages[0]))
    return made


def _leading_on(title: str, words: str, lang: str) -> bytes:
    from markupsafe import escape

    target = f"{LATEST}/index.html"
    return (
        f'<!doctype html>\n<html lang="{escape(lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n'
        f'<link rel="canonical" href="{target}">\n<title>{escape(title)}</title>\n</head>\n'
        f'<body><p><a href="{target}">{escape(words)}</a></p></body>\n</html>\n'
    ).encode()


def _dump(folder: Path) -> bytes | None:
    for name in DUMPS:
        file = folder / name
        if file.is_file():
            data = file.read_bytes()
            return gzip.decompress(data) if name.endswith(".gz") else data
    return None


def _compared(project: Project, old: tuple[str, bytes], new: tuple[str, bytes]) -> Diff:
    from kgtools.diff.compare import compare
    from kgtools.diff.sides import open_side

    with tempfile.TemporaryDirectory(prefix="kgtools-publish-") as folder:
        sides = []
        for place, (version, dump) in zip(("old", "new"), (old, new), strict=True):
            file = Path(folder) / f"{place}.trig"
            file.write_bytes(dump)
            sides.append(replace(open_side(str(file), project), name=version))
        found = compare(sides[0], sides[1])
    return replace(found, old_version=old[0], new_version=new[0])


def _order(version: str) -> list[tuple[int, int, str]]:
    """For sorting: 0.10.0 after 0.9.0, and 1.0.0-rc before 1.0.0."""
    main, dash, rest = version.partition("-")
    parts = [(1, int(n), "") if n else (0, 0, text) for n, text in _NUMBER.findall(main)]
    return [*parts, (0, 0, rest) if dash else (0, 1, "")]
