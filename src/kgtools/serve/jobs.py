"""What the front asks of a worker and what it gets back, and how both travel between processes.

Messages are pickles behind their length: both ends are this program, and the socket is a pair that
nobody else can reach.
"""

from __future__ import annotations

import pickle
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Headers = tuple[tuple[str, str], ...]
RawHeader = tuple[bytes, bytes]
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


class Messages:
    """Cuts what comes, in whatever pieces, into messages."""

    def __init__(self) -> None:
        self._data = bytearray()

    def feed(self, data: bytes) -> Iterator[Any]:
        """The messages that are whole with this piece."""
        self._data += data
        while len(self._data) >= 8:
            end = 8 + int.from_bytes(self._data[:8], "big")
            if len(self._data) < end:
                return
            message = bytes(self._data[8:end])
            del self._data[:end]
            yield pickle.loads(message)


def received(end: socket.socket) -> Iterator[Any]:
    """The messages, however long each takes to come, until the other end is gone."""
    messages = Messages()
    while data := end.recv(1 << 16):
        yield from messages.feed(data)
