"""`kgtools new`: a repository for a new knowledge graph, which passes all checks from the start."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from kgtools.errors import KgtoolsError

__all__ = ["new_project"]


def new_project(
    folder: Path,
    *,
    day: date,
    title: str | None = None,
    base: str | None = None,
    languages: Sequence[str] | None = None,
    like: str | None = None,
) -> list[str]:
    """Writes the repository, all at once; gives the paths of its files.

    `like` names a shipped dataset whose ontology and shapes it shall use, and by default its
    languages. The same arguments give the same bytes. Raises ParameterError for a value that does
    not fit, KgtoolsError for a folder that is not empty or cannot be written: then nothing is left
    behind.
    """
    from kgtools.new.templates import files, languages_of
    from kgtools.new.wanted import wanted

    target = folder.absolute()
    _must_be_free(target)
    tags = languages if languages is not None else languages_of(like)
    contents = files(wanted(target.name, day, title, base, tags), like)
    _write(target, contents)
    return list(contents)


def _must_be_free(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise KgtoolsError("is there already, and no folder", target, "name another")
    if target.is_dir():
        if any(target.iterdir()):
            raise KgtoolsError("is not empty", target, "name a folder that is not there yet")
        if target.samefile(Path.cwd()):
            hint = "name a folder that is not there yet"
            raise KgtoolsError("is the folder you stand in", target, hint)


def _write(target: Path, contents: Mapping[str, bytes]) -> None:
    """Into a folder beside it first, which then takes the target's name."""
    part: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
        for path, data in contents.items():
            file = part / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        part.chmod(0o777 & ~_umask())
        if target.is_dir():
            target.rmdir()
        part.rename(target)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise KgtoolsError(f"cannot be made: {reason}", target) from None
    finally:
        if part is not None:
            shutil.rmtree(part, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
