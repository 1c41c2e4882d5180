"""Connections that take too long are closed, and a full house makes room for whoever comes.

uvicorn has no limit of time for the head of a request nor for a client that takes nothing of its
answer, and where it limits their number, a few that do nothing shut all others out.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from kgtools.serve.door import new_id
from kgtools.serve.limits import Limits
from kgtools.serve.log import Log
from kgtools.serve.plain import Plain

LARGEST_HEAD = 1 << 16  # bytes of a request's line and headers, which httptools does not limit
EVERY = 0.5  # seconds between two looks at all connections
LINGER = 2.0  # seconds in which a client that was refused may finish what it says


def _refusal(status: int) -> bytes:
    """A whole response, for what never becomes a request."""
    phrase = HTTPStatus(status).phrase
    head = f"HTTP/1.1 {status} {phrase}\r\nConnection: close\r\nContent-Type: text/plain\r\n"
    return f"{head}Content-Length: {len(phrase) + 1}\r\n\r\n{phrase}\n".encode("ascii")


class Connections:
    """All open connections of a server."""

    def __init__(self, limits: Limits, log: Log, plain: Plain) -> None:
        self._limits, self._log, self.plain = limits, log, plain
        self._open: dict[Guarded, None] = {}  # the oldest first

    def __len__(self) -> int:
        return len(self._open)

    def enter(self, connection: Guarded) -> None:
        """One more; if there are too many, the one that does least for longest goes."""
        self._open[connection] = None
        if len(self._open) > self._limits.connections:
            others = [one for one in self._open if one is not connection]
            idlest = min(others, key=lambda one: (one.working(), one.since))
            self._log.event("connection closed", reason="too many", connections=len(self._open))
            self.leave(idlest)
            idlest.transport.abort()

    def tell(self, request_id: str, client: str | None, url: bytes, size: int) -> None:
        """The line in the log of an answer that was hot."""
        path, _, query = url.partition(b"?")
        more = {"client": client, "bytes": size, "cache": "hot"}
        self._log.request(request_id, "GET", unquote(path.decode("latin-1")), query, 200, **more)

    def leave(self, connection: Guarded) -> None:
        self._open.pop(connection, None)

    async def watch(self) -> None:
        """Looks at all of them, again and again, until it is cancelled."""
        while True:
            await asyncio.sleep(EVERY)
            now = asyncio.get_running_loop().time()
            for connection in list(self._open):
                self._look(connection, now)

    def _look(self, connection: Guarded, now: float) -> None:
        unsent = connection.transport.get_write_buffer_size()
        if unsent != connection.unsent:
            connection.unsent, connection.moved = unsent, now
        if connection.refused and now - connection.since > LINGER:
            connection.transport.abort()
        elif unsent and now - connection.moved > self._limits.stall:
            self._close(connection, "takes nothing of its answer")
        elif not unsent and connection.waits() and now - connection.since > self._limits.head:
            if connection.heard and not connection.transport.is_closing():
                connection.transport.write(_refusal(408))
            self._close(connection, "sends no whole head of a request", gently=True)

    def _close(self, connection: Guarded, reason: str, gently: bool = False) -> None:
        self._log.event("connection closed", reason=reason)
        if gently:
            connection.transport.close()
            connection.since = asyncio.get_running_loop().time()
        else:
            connection.transport.abort()


class Guarded(HttpToolsProtocol):
    """uvicorn's protocol, with a note of what the connection is doing and since when."""

    house: Connections  # set by `guarded`

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.since = self.moved = self.loop.time()
        self.unsent, self.heard, self.refused, self.is_hot = 0, 0, False, False
        self.answering: asyncio.Task[None] | None = None
        self.house.enter(self)

    def data_received(self, data: bytes) -> None:
        if self.refused:
            return
        if self.waits():
            self.heard += len(data)
        super().data_received(data)
        if not self.waits():
            self.since = self.loop.time()
        elif self.heard > LARGEST_HEAD and not self.refused:
            self.refuse(431)

    def on_response_complete(self) -> None:
        self.since, self.heard = self.loop.time(), 0
        super().on_response_complete()

    def on_headers_complete(self) -> None:
        self.is_hot = self._send_hot()
        if not self.is_hot:
            super().on_headers_complete()

    def on_message_complete(self) -> None:
        if not self.is_hot:
            super().on_message_complete()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        """A request's turn has come: a plain one does without the application."""
        job = self.house.plain.job(cycle.scope)
        if job is None:
            super()._start_asgi_task(cycle, app)
            return
        task = self.answering = self.loop.create_task(self.house.plain.answer(self, cycle, job))
        task.add_done_callback(self.tasks.discard)
        self.tasks.add(task)

    def _send_hot(self) -> bool:
        """Answers a request whose answer is ready; whether it was one."""
        if not self.waits() or self.refused or self.flow.write_paused:
            return False
        if self.parser.get_method() != b"GET" or self.parser.get_http_version() != "1.1":
            return False
        ready = self.house.plain.hot.get(self.url, self.headers)
        if ready is None:
            return False
        request_id = new_id()
        head = [b"HTTP/1.1 200 OK\r\nx-request-id: ", request_id.encode(), b"\r\n"]
        for name, value in self.server_state.default_headers:
            head += [name, b": ", value, b"\r\n"]
        self.transport.write(b"".join((*head, ready)))
        client = self.client[0] if self.client else None
        self.house.tell(request_id, client, self.url, len(ready) - ready.index(b"\r\n\r\n") - 4)
        self.on_response_complete()
        return True

    def connection_lost(self, exc: Exception | None) -> None:
        self.house.leave(self)
        if self.answering is not None:
            self.answering.cancel()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        self.refuse(400)

    def refuse(self, status: int) -> None:
        """Says what is wrong and hears the client out, who would not get the answer otherwise."""
        self.refused, self.since = True, self.loop.time()
        self.transport.write(_refusal(status))
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.flow.resume_reading()

    def waits(self) -> bool:
        """Whether no request is under way: its head has not come, or not whole."""
        return self.refused or self.cycle is None or self.cycle.response_complete

    def working(self) -> bool:
        """Whether it is being answered: its request is here, and what was sent so far is taken."""
        return not self.waits() and not self.cycle.more_body and not self.unsent


def guarded(house: Connections) -> type[Any]:
    """The protocol for uvicorn, over these connections."""
    return type("GuardedHere", (Guarded,), {"house": house})
