"""The front's end of a worker: a job goes in, its reply comes out."""

from __future__ import annotations

import asyncio
from typing import cast

from kgtools.serve.jobs import Job, Messages, Reply, pack


class Channel(asyncio.Protocol):
    """One job at a time; `gone` once the worker has closed its end, which it does by ending."""

    transport: asyncio.WriteTransport

    def __init__(self) -> None:
        self._messages = Messages()
        self._awaited: asyncio.Future[Reply] | None = None
        self.gone = False

    def ask(self, job: Job) -> asyncio.Future[Reply]:
        """The reply to come; ConnectionError if the worker ends before."""
        self._awaited = asyncio.get_running_loop().create_future()
        if self.gone:
            self.give_up(ConnectionResetError())
        else:
            self.transport.write(pack(job))
        return self._awaited

    def give_up(self, error: Exception) -> None:
        """Whoever awaits the reply gets the error."""
        if self._awaited is not None and not self._awaited.done():
            self._awaited.set_exception(error)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.WriteTransport", transport)

    def data_received(self, data: bytes) -> None:
        for reply in self._messages.feed(data):
            if self._awaited is not None and not self._awaited.done():
                self._awaited.set_result(reply)

    def connection_lost(self, error: Exception | None) -> None:
        self.gone = True
        self.give_up(ConnectionResetError())
