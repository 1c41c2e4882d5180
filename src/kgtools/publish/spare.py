"""The folder that was replaced, kept for the next build to be made in.

To put every file that did not change under another name, and to take away the old ones, takes
longer than to make what did. So the folder that was published before the present one is kept in
the project's `.kgtools/`, and the next build begins with it: what differs there from the present
one is taken away. It holds the same files under other names (hard links), so it takes little room;
where it would not, it is not kept. It may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Container, Set
from pathlib import Path
from stat import S_ISREG

from kgtools.made import MANIFEST
from kgtools.memory import FOLDER, Memory
from kgtools.publish.filelist import Files
from kgtools.web.downloads import FOLDER as DOWNLOADS

_NAME = "published-"
_WHERE = ".kgtools-target"  # in a spare: the folder that it is a spare of


def spare_of(project: Path, target: Path, manifest: str) -> Path:
    """Where it is, for the folder published at `target`, whose manifest has this digest."""
    return project / FOLDER / f"{_of_target(target)}{manifest[:16]}"


def take(spare: Path, root: Path, manifest: str) -> float | None:
    """Puts it in the place of the empty folder `root`, if it is there and can be.

    `manifest` is the digest of its own. Gives the moment when it was published.
    """
    try:
        own = spare / MANIFEST
        if spare.is_symlink() or digest_of(own) != manifest:
            return None
        since = own.stat().st_mtime
        root.rmdir()
        try:
            spare.rename(root)
        except OSError:  # on another disk
            root.mkdir()
            return None
        (root / _WHERE).unlink(missing_ok=True)
        shutil.rmtree(root / DOWNLOADS, ignore_errors=True)  # they are written beside all else
        return since
    except OSError:
        return None


def bring_up(root: Path, files: Files, behind: Set[str], since: float) -> Container[str]:
    """Takes away what is not as in the published folder, and gives the paths of what is.

    `files` are the folder's, `behind` those of them that came or changed when it was published.
    What was touched after `since`, when the spare itself was published, is none of them. The
    downloads are let alone. Raises OSError.
    """
    there = files.only()
    waiting = [("", str(root))]
    visited = []
    while waiting:
        above, place = waiting.pop()
        visited.append(place)
        with os.scandir(place) as entries:
            for each in entries:
                path = above + each.name
                if each.is_dir(follow_symlinks=False):
                    if path != DOWNLOADS:
                        waiting.append((f"{path}/", each.path))
                    continue
                entry, found = files.get(path), each.stat(follow_symlinks=False)
                if (
                    entry is not None
                    and path not in behind
                    and S_ISREG(found.st_mode)
                    and found.st_size == entry.size
                    and found.st_mtime <= since
                ):
                    there.add(path)
                else:
                    Path(each.path).unlink()
    for place in reversed(visited[1:]):
        try:
            Path(place).rmdir()
        except OSError:  # mostly there is something in it
            continue
    return there


def keep(old: Path, spare: Path, target: Path) -> str:
    """Keeps the folder that was replaced there, if that can be; else it stays where it is.

    Gives the digest of its manifest, "" where it was not kept.
    """
    try:
        Memory(spare.parent.parent).prepare()
        shutil.rmtree(spare, ignore_errors=True)  # of the same files, but older
        manifest = digest_of(old / MANIFEST)
        (old / _WHERE).write_text(str(target), encoding="utf-8")
        old.rename(spare)
        return manifest
    except OSError:
        return ""


def tidy(project: Path, target: Path, but: Path | None = None) -> None:
    """Removes the spares of this target but one, and those of folders that are no more."""
    for folder in (project / FOLDER).glob(f"{_NAME}*"):
        try:
            gone = not Path((folder / _WHERE).read_text(encoding="utf-8")).is_dir()
        except (OSError, ValueError):
            gone = True
        if folder != but and (gone or folder.name.startswith(_of_target(target))):
            shutil.rmtree(folder, ignore_errors=True)


def digest_of(file: Path) -> str:
    """Raises OSError."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _of_target(target: Path) -> str:
    return f"{_NAME}{hashlib.sha256(str(target).encode()).hexdigest()[:16]}-"
