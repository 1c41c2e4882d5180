"""The folder that is being published: made beside the old one and put in its place in one step."""

from __future__ import annotations

import ctypes
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from kgtools.errors import KgtoolsError
from kgtools.made import MANIFEST, UNDER_WAY
from kgtools.publish.manifest import Manifest
from kgtools.publish.workers import in_parallel

_EXCHANGE, _HERE = 2, -100  # renameat2(2): RENAME_EXCHANGE; AT_FDCWD


@dataclass(frozen=True)
class Stage:
    """`target` is where it is to stand, `root` where it is made; `lock` keeps others away.

    `old` is what was published there before (an empty manifest where nothing was).
    """

    target: Path
    root: Path
    old: Manifest
    lock: int

    @classmethod
    def open(cls, folder: Path) -> Stage:
        """Raises KgtoolsError for a folder that holds something else, or that cannot be written."""
        target = folder.resolve()
        old = _published(target)
        folder_of_all = target.with_name(f".{target.name}{UNDER_WAY}")
        root = folder_of_all / f"new-{os.getpid()}"
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            folder_of_all.mkdir(exist_ok=True)
            lock = _locked(folder_of_all / "lock", folder)
            for left in folder_of_all.iterdir():
                if _is_own(left):
                    shutil.rmtree(left, ignore_errors=True)  # of a run that was ended
            root.mkdir()
        except OSError as error:
            raise cannot_be_written(folder, error) from None
        return cls(target, root, old, lock)

    def swap(self) -> Path | None:
        """Puts what was made in the place of what was there, and gives where that is now."""
        gone = self.root.with_name(f"old-{os.getpid()}")
        try:
            if not self.target.is_dir():
                self.root.rename(self.target)
                return None
            if _exchanged(self.root, self.target):
                return self.root
            self.target.rename(gone)
            try:
                self.root.rename(self.target)
            except OSError:
                gone.rename(self.target)
                raise
            return gone
        except OSError as error:
            raise cannot_be_written(self.target, error) from None

    def close(self, processes: int = 1) -> None:
        """Takes away what is left of the making, and lets others in."""
        if processes > 1:
            folders = _below(self.root.parent, 3)
            in_parallel(_removed, folders, processes, lambda done, whole: None)
        _removed(self.root.parent)
        os.close(self.lock)


def _below(folder: Path, depth: int) -> list[Path]:
    """The folders that many steps below it."""
    found = [folder]
    for _ in range(depth):
        found = [f for above in found if above.is_dir() for f in above.iterdir() if _is_own(f)]
    return found


def _is_own(folder: Path) -> bool:
    return folder.is_dir() and not folder.is_symlink()


def _removed(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def cannot_be_written(path: Path, error: OSError) -> KgtoolsError:
    reason = (error.strerror or str(error)).lower()
    return KgtoolsError(f"cannot be written: {reason}", path)


def _published(target: Path) -> Manifest:
    """What the folder says of itself; one that is not empty has to."""
    if not target.exists():
        return Manifest()
    if not target.is_dir():
        raise KgtoolsError("is no folder", target, "name a folder")
    if not any(target.iterdir()):
        return Manifest()
    found = Manifest.read(target / MANIFEST)
    if found is None:
        hint = "name a folder that is empty, new, or made by kgtools publish"
        raise KgtoolsError("holds what kgtools did not put there", target, hint)
    return found


def _locked(file: Path, folder: Path) -> int:
    """The file held until closed, or until this process ends (not those forked from it)."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        import fcntl

        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:  # no such locks on Windows
        pass
    except (BlockingIOError, PermissionError):
        os.close(handle)
        hint = "wait until it has ended"
        raise KgtoolsError("somebody else is publishing to this folder", folder, hint) from None
    return handle


def _exchanged(one: Path, other: Path) -> bool:
    """Swaps two folders in one step, where system and file system can (Linux)."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    done: int = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return done == 0
