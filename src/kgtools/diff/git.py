"""The files of a git revision, brought into a folder; nothing of the repository is touched."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path, PurePosixPath

from kgtools.config import CONFIG
from kgtools.errors import KgtoolsError
from kgtools.rdf.syntaxes import FORMATS

SUFFIXES = {*FORMATS, ".rq"}


def bring(text: str, repository: Path, into: Path) -> Path:
    """The folder or file that REV or REV:PATH names, written beneath `into`.

    REV alone is the folder `repository` as it was then; PATH is git's own (from the top of the
    repository, or with ./ from that folder). KgtoolsError when there is no such thing.
    """
    rev, _, path = text.partition(":")
    commit = _git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", rev + "^0")
    if commit is None:
        hint = "name a file, a folder, or a revision such as HEAD~1 or v1.0"
        raise KgtoolsError(f"{text!r} is neither a file or folder nor a git revision", None, hint)
    name = commit.decode().strip()
    prefix = _git(repository, "rev-parse", "--show-prefix") or b""
    tree = f"{name}:{path}" if path else f"{name}:{prefix.decode().strip()}"
    kind = (_git(repository, "cat-file", "-t", tree) or b"").strip()
    if kind == b"blob":
        target = into / PurePosixPath(path).name
        target.write_bytes(_git(repository, "cat-file", "blob", tree) or b"")
        return target
    if kind != b"tree":
        raise KgtoolsError(f"there is no {path or prefix.decode().strip()!r} in revision {rev}")
    listing = _git(repository, "ls-tree", "-r", "-z", "--full-tree", tree) or b""
    for entry in filter(None, listing.split(b"\0")):
        about, _, raw = entry.partition(b"\t")
        mode, what, digest = about.decode().split()
        file = PurePosixPath(os.fsdecode(raw))
        wanted = file.name == CONFIG or file.suffix.lower() in SUFFIXES
        if what != "blob" or mode == "120000" or not wanted or ".." in file.parts:
            continue
        target = into / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_git(repository, "cat-file", "blob", digest) or b"")
    return into


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git prints; None where it fails."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True,
            check=False,
            env={**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"},
        )
    except OSError:
        raise KgtoolsError("git is not installed, so revisions cannot be read") from None
    return done.stdout if done.returncode == 0 else None
