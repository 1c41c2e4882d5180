"""Writing the files of a folder that is being made; what did not change keeps its inode."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from kgtools.publish.manifest import Entry
from kgtools.publish.stage import cannot_be_written


@dataclass(frozen=True)
class Writer:
    """Writes below `root`; `old` is the folder of before, whose equal files are taken over."""

    root: Path
    old: Path

    def write(self, path: str, data: bytes) -> Entry:
        """Raises KgtoolsError where it cannot be written."""
        file, before = self.root / path, self.old / path
        entry = Entry(len(data), hashlib.sha256(data).hexdigest())
        try:
            if not (_is_equal(before, data) and self._linked(before, file)):
                _made(file).write_bytes(data)
        except OSError as error:
            raise cannot_be_written(self.old / path, error) from None
        return entry

    def keep(self, path: str, size: int, since: float) -> bool:
        """Takes over a file of before as it is.

        False where it is not there in that size, or was touched after that moment.
        """
        before = self.old / path
        try:
            found = before.lstat()
            if not S_ISREG(found.st_mode) or found.st_size != size or found.st_mtime > since:
                return False
            return self._linked(before, self.root / path)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise cannot_be_written(self.old / path, error) from None

    def _linked(self, before: Path, file: Path) -> bool:
        link(before, file)
        return True


def link(source: Path, file: Path) -> None:
    """The same file under another name; where file systems cannot do that, a copy with its time."""
    try:
        _made(file)
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
