"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from kgtools.errors import KgtoolsError

AT_ONCE = 1 << 16  # characters or bytes that are handed on together


def write_file(path: Path, content: str | bytes | Iterable[bytes]) -> None:
    """Puts the content in the file's place in one step, with the mode it had.

    Text is written as UTF-8, and bytes may come in parts. What is no ordinary file, such as
    /dev/stdout, is written to. Raises KgtoolsError when it cannot be written; the file then says
    what it said before.
    """
    data = content.encode() if isinstance(content, str) else content
    parts = (data,) if isinstance(data, bytes) else data
    target = path.resolve()
    if target.is_dir():
        raise KgtoolsError("is a folder", path, "name a file")
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                stream.writelines(parts)
            return
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.writelines(parts)
            Path(name).chmod(mode)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise KgtoolsError(f"cannot be written: {reason}", path) from None


def joined(parts: Iterable[str]) -> Iterator[bytes]:
    """Texts as bytes; small ones are put together."""
    waiting, length = list[str](), 0
    for part in parts:
        waiting.append(part)
        length += len(part)
        if length >= AT_ONCE:
            yield "".join(waiting).encode()
            waiting, length = [], 0
    yield "".join(waiting).encode()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
