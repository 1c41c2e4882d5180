"""What is sent in one request: its kind, its size and its blocks, from memory or from a file."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

BLOCK = 1 << 18
N_TRIPLES, N_QUADS = "application/n-triples", "application/n-quads"


@dataclass(frozen=True)
class Body:
    """`blocks` gives the bytes anew at each call, so that a request can be repeated."""

    kind: str
    size: int
    blocks: Callable[[], Iterator[bytes]]


def of_bytes(data: bytes, kind: str) -> Body:
    return Body(kind, len(data), lambda: iter((data,)))


def of_form(fields: Mapping[str, bytes]) -> Body:
    """A form as multipart/form-data: its values go as they are, none is escaped."""
    mark = secrets.token_hex(16)
    blocks: list[bytes] = []
    for name, value in fields.items():
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        blocks += [head.encode(), value, b"\r\n"]
    blocks.append(f"--{mark}--\r\n".encode())
    return of_bytes(b"".join(blocks), f"multipart/form-data; boundary={mark}")


def of_file(
    path: Path, start: int, end: int, kind: str, told: Callable[[int], None] | None = None
) -> Body:
    """The bytes of a file from `start` to `end`; `told` hears of each block as it goes out."""

    def blocks() -> Iterator[bytes]:
        with path.open("rb") as file:
            file.seek(start)
            left = end - start
            while left > 0:
                block = file.read(min(BLOCK, left))
                if not block:
                    raise OSError(f"{path} became shorter")
                left -= len(block)
                yield block
                if told:
                    told(len(block))

    return Body(kind, end - start, blocks)
