"""Writing the files of a folder that is being made; what did not change keeps its inode."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from stat import S_ISREG

from kgtools.publish.manifest import MANIFEST, Entry, Manifest
from kgtools.publish.stage import cannot_be_written


@dataclass(frozen=True)
class Writer:
    """Writes below `root`; `old` is the folder of before, whose equal files are taken over.

    `there` are the paths at which files of before stand already (`link_all`).
    """

    root: Path
    old: Path
    made: set[str] = field(default_factory=set, compare=False)
    there: set[str] = field(default_factory=set, compare=False)

    def write(self, path: str, data: bytes) -> Entry:
        """Raises KgtoolsError where it cannot be written."""
        file, before = self.root / path, self.old / path
        entry = Entry(len(data), hashlib.sha256(data).hexdigest())
        try:
            if not _is_equal(before, data):
                self._make_room(path)
                _write_anew(file, data)
            elif path not in self.there:
                self.take(before, path)
        except OSError as error:
            raise cannot_be_written(before, error) from None
        return entry

    def keep(self, path: str, size: int, since: float) -> bool:
        """Takes over a file of before as it is.

        False where it is not there in that size, or was touched after that moment.
        """
        if path in self.there:
            return True
        before = f"{self._places[1]}/{path}"
        try:
            found = os.lstat(before)
            if not S_ISREG(found.st_mode) or found.st_size != size or found.st_mtime > since:
                return False
            self.take(before, path)
            return True
        except FileNotFoundError:
            return False
        except OSError as error:
            raise cannot_be_written(self.old / path, error) from None

    def keep_all(self, files: Mapping[str, Entry], since: float) -> set[str]:
        """Takes over what can be; gives the paths of what cannot."""
        return {path for path, entry in files.items() if not self.keep(path, entry.size, since)}

    def drop(self, paths: Iterable[str]) -> None:
        """Takes away what was taken over in vain, with the folders that are empty without it."""
        for path in paths:
            (self.root / path).unlink()
            for folder in (self.root / path).parents:
                if folder == self.root or any(folder.iterdir()):
                    break
                folder.rmdir()

    def take(self, source: Path | str, path: str) -> None:
        """Puts a file from elsewhere there as it is. Raises OSError."""
        self._make_room(path)
        link(source, f"{self._places[0]}/{path}")

    @cached_property
    def _places(self) -> tuple[str, str]:
        """Both folders as texts: joining paths takes longer than linking files."""
        return str(self.root), str(self.old)

    def _make_room(self, path: str) -> None:
        """The folder of the file, once."""
        folder = path.rpartition("/")[0]
        if folder not in self.made:
            (self.root / folder).mkdir(parents=True, exist_ok=True)
            self.made.add(folder)


def _write_anew(file: Path, data: bytes) -> None:
    """Never into a file that is there: it may be one of before under another name."""
    try:
        with file.open("xb") as stream:
            stream.write(data)
    except FileExistsError:
        file.unlink()
        with file.open("xb") as stream:
            stream.write(data)


def is_whole(folder: Path, manifest: Manifest, since: float) -> bool:
    """Whether just the files of the manifest are there, in their size, untouched since then."""
    left = dict(manifest.files)
    waiting = [("", str(folder))]
    try:
        while waiting:
            above, place = waiting.pop()
            with os.scandir(place) as entries:
                for each in entries:
                    path = above + each.name
                    if each.is_dir(follow_symlinks=False):
                        waiting.append((f"{path}/", each.path))
                        continue
                    entry, found = left.pop(path, None), each.stat(follow_symlinks=False)
                    if path == MANIFEST:
                        continue
                    if entry is None or not S_ISREG(found.st_mode):
                        return False
                    if found.st_size != entry.size or found.st_mtime > since:
                        return False
    except OSError:
        return False
    return not left


def link(source: Path | str, file: Path | str) -> None:
    """The same file under another name; where file systems cannot do that, a copy with its time.

    Its folder is there.
    """
    try:
        os.link(source, file, follow_symlinks=False)
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP):
            raise
        shutil.copy2(source, file, follow_symlinks=False)


def copy_tree(source: Path, target: Path) -> int:
    """All files of a folder under another name; gives their number."""
    number = 0
    for folder, _, names in os.walk(source):
        here = target / Path(folder).relative_to(source)
        for name in names:
            _made(here / name)
            link(Path(folder) / name, here / name)
            number += 1
    return number


def _made(file: Path) -> Path:
    """The file, with its folder there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def _is_equal(file: Path, data: bytes) -> bool:
    try:
        if file.is_symlink() or file.stat().st_size != len(data):
            return False
        return file.read_bytes() == data
    except OSError:
        return False
