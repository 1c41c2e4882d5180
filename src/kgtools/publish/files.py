"""Writing the files of a folder that is being made; what did not change keeps its inode."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Container, Iterable, Set
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from stat import S_ISREG

from kgtools.made import MANIFEST
from kgtools.publish.filelist import Entry, Files
from kgtools.publish.manifest import Manifest
from kgtools.publish.stage import cannot_be_written
from kgtools.web.downloads import FOLDER as DOWNLOADS


@dataclass
class Taken:
    """Files of before that were taken over ahead: all but `gone` and the downloads."""

    files: Files = field(default_factory=Files)
    gone: Set[str] = frozenset()

    def __contains__(self, path: object) -> bool:
        return path in self.files and path not in self.gone and not _is_download(path)


@dataclass(frozen=True)
class Writer:
    """Writes below `root`; `old` is the folder of before, whose equal files are taken over.

    `taken` are those that stand there already.
    """

    root: Path
    old: Path
    made: set[str] = field(default_factory=set, compare=False)
    taken: Taken = field(default_factory=Taken, compare=False)

    def write(self, path: str, data: bytes) -> Entry:
        """Raises KgtoolsError where it cannot be written."""
        file, before = self.root / path, self.old / path
        entry = Entry(len(data), hashlib.sha256(data).hexdigest())
        try:
            if not _is_equal(before, data):
                self._make_room(path)
                _write_anew(file, data)
            elif path not in self.taken:
                self.take(before, path)
        except OSError as error:
            raise cannot_be_written(before, error) from None
        return entry

    def write_parts(self, path: str, parts: Iterable[bytes]) -> Entry:
        """The same of a file that is too long to be held in memory."""
        digest, size, file, before = hashlib.sha256(), 0, self.root / path, self.old / path
        try:
            self._make_room(path)
            file.unlink(missing_ok=True)  # never into one that is there (see _write_anew)
            with file.open("xb") as stream:
                for part in parts:
                    digest.update(part)
                    size += stream.write(part)
            entry = Entry(size, digest.hexdigest())
            if _is_file(before, entry):
                file.unlink()
                self.take(before, path)
        except OSError as error:
            raise cannot_be_written(before, error) from None
        return entry

    def keep(self, path: str, size: int, since: float) -> bool:
        """Takes over a file of before as it is.

        False where it is not there in that size, or was touched after that moment.
        """
        if path in self.taken:
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

    def keep_all(self, files: Files, but: Container[str], since: float) -> set[str]:
        """Takes over what can be, but for those and the downloads; gives the paths of the rest."""
        return {
            path
            for path in files
            if path not in but
            and not _is_download(path)
            and not self.keep(path, files[path].size, since)
        }

    def drop(self, files: Files) -> None:
        """Takes away what was taken over in vain: it is not among these files.

        Folders that are empty without it go too.
        """
        dropped = [p for p in self.taken.files.beside(files) if p in self.taken]
        for path in dropped:
            (self.root / path).unlink()
            for folder in (self.root / path).parents:
                if folder == self.root or any(folder.iterdir()):
                    break
                folder.rmdir()
                self.made.discard(folder.relative_to(self.root).as_posix())
        self.taken.gone = {*self.taken.gone, *dropped}

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


def _is_download(path: object) -> bool:
    return str(path).startswith(f"{DOWNLOADS}/")


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
    files = manifest.files
    left = len(files)
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
                    if path == MANIFEST:
                        continue
                    entry, found = files.get(path), each.stat(follow_symlinks=False)
                    left -= 1
                    if entry is None or not S_ISREG(found.st_mode):
                        return False
                    if found.st_size != entry.size or found.st_mtime > since:
                        return False
    except OSError:
        return False
    return left == 0


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


def _is_file(file: Path, entry: Entry) -> bool:
    """Whether there is a file with just that in it."""
    try:
        if file.is_symlink() or file.stat().st_size != entry.size:
            return False
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == entry.sha256
    except OSError:
        return False


def _is_equal(file: Path, data: bytes) -> bool:
    try:
        if file.is_symlink() or file.stat().st_size != len(data):
            return False
        return file.read_bytes() == data
    except OSError:
        return False
