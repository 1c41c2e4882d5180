"""The front's end of a mother: starting one, and what she says."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from typing import Any

from kgtools.errors import EngineError
from kgtools.serve.jobs import Messages, pack
from kgtools.serve.setup import Setup

# What she says: ("ready", served), ("failed", error), ("worker", pid) with a socket,
# ("ended", pid, reason); and ("lost",) when she is gone.
Hears = Callable[[tuple[Any, ...], socket.socket | None], None]


class Mother:
    """A mother process; `hears` is called in the event loop with each thing that she says."""

    def __init__(self, setup: Setup, hears: Hears) -> None:
        if not hasattr(socket, "send_fds"):
            raise EngineError("kgtools serve needs a system that can fork, such as Linux or macOS")
        self._hears = hears
        self._control, theirs = socket.socketpair()
        command = [sys.executable, "-m", "kgtools.serve.mother", str(theirs.fileno())]
        self._process = subprocess.Popen(
            command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        theirs.close()
        self._messages, self._sockets = Messages(), deque[int]()
        self.tell(setup)
        self._control.setblocking(False)
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._control, self._readable)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def there(self) -> bool:
        return self._control.fileno() != -1

    def tell(self, message: object) -> None:
        """Some bytes, which the socket takes at once; nothing where she is gone."""
        try:
            self._control.sendall(pack(message))
        except OSError:
            self._lost()

    def _readable(self) -> None:
        try:
            data, numbers, _, _ = socket.recv_fds(self._control, 1 << 16, 16)
        except BlockingIOError:
            return
        except OSError:
            data, numbers = b"", []
        self._sockets.extend(numbers)
        if not data:
            self._lost()
            return
        for message in self._messages.feed(data):
            has_socket = message[0] == "worker"
            given = socket.socket(fileno=self._sockets.popleft()) if has_socket else None
            self._hears(message, given)

    def _lost(self) -> None:
        if self.there:
            self._loop.remove_reader(self._control)
            self._control.close()
            self._hears(("lost",), None)

    async def close(self, seconds: float = 5.0) -> None:
        """Ends her and her workers; returns when all are gone. She has so many seconds for it."""
        if self.there:
            self._loop.remove_reader(self._control)
            self._control.close()
        try:
            await asyncio.to_thread(self._process.wait, seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()  # her workers die with her
            await asyncio.to_thread(self._process.wait)
