"""What the front asks of a worker and what it gets back, and how both travel between processes.

Messages are pickles behind their length: both ends are this program, and the socket is a pair that
nobody else can reach.
"""

from __future__ import annotations

import pickle
import socket
from asyncio import StreamReader
from dataclasses import dataclass
from typing import Any

Headers = tuple[tuple[str, str], ...]
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SparqlJob:
    """A query as the protocol gives it; the graphs, where there are any, override FROM."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    accept: str | None = None
    format: str | None = None


@dataclass(frozen=True)
class DescriptionJob:
    """The service description; `url` is the endpoint's own."""

    url: str
    accept: str | None = None
    format: str | None = None


@dataclass(frozen=True)
class PreparedJob:
    slug: str
    parameters: Pairs
    accept: str | None = None


@dataclass(frozen=True)
class ListJob:
    """The list of prepared queries, or, with `openapi`, the description of all of this API."""

    url: str
    parameters: Pairs = ()
    openapi: bool = False


@dataclass(frozen=True)
class PageJob:
    path: str
    query: Pairs = ()
    accept: str | None = None
    accept_language: str | None = None


Job = SparqlJob | DescriptionJob | PreparedJob | ListJob | PageJob


@dataclass(frozen=True)
class Reply:
    """An answer ready for HTTP. A large one is in `file`, which whoever reads it deletes.

    `trouble` is a traceback, for the log only.
    """

    status: int
    headers: Headers
    body: bytes = b""
    file: str | None = None
    trouble: str | None = None

    def header(self, name: str) -> str | None:
        return next((v for n, v in self.headers if n.lower() == name.lower()), None)


def pack(message: object) -> bytes:
    data = pickle.dumps(message, protocol=5)
    return len(data).to_bytes(8, "big") + data


async def read_message(reader: StreamReader) -> Any:
    """The next message; IncompleteReadError when the other end is gone."""
    size = int.from_bytes(await reader.readexactly(8), "big")
    return pickle.loads(await reader.readexactly(size))


def receive(end: socket.socket) -> Any:
    """The next message, however long it takes to come; None when the other end is gone."""
    head = _exactly(end, 8)
    data = _exactly(end, int.from_bytes(head, "big")) if head else None
    return pickle.loads(data) if data else None


def _exactly(end: socket.socket, size: int) -> bytes | None:
    data = bytearray()
    while len(data) < size:
        part = end.recv(min(size - len(data), 1 << 20))
        if not part:
            return None
        data += part
    return bytes(data)
