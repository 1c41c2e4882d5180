"""The server as a whole: a port, the service, uvicorn, and an end that leaves nothing behind."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import uvicorn

from kgtools.errors import KgtoolsError
from kgtools.serve.app import application
from kgtools.serve.connections import Connections, guarded
from kgtools.serve.door import Door
from kgtools.serve.log import Log, ToLog
from kgtools.serve.plain import Plain
from kgtools.serve.service import Service
from kgtools.serve.setup import Served, Setup
from kgtools.serve.watch import snapshot, watch

PORTS_TRIED = 50
KEEP_ALIVE = 15  # seconds
BACKLOG = 1024


@dataclass(frozen=True)
class Where:
    """Where the server listens. `trusted` are the proxies whose forwarded headers count."""

    host: str = "127.0.0.1"
    port: int = 8000
    trusted: str = "127.0.0.1,::1"


# Called once when the server is ready: what it serves, the URL, the port.
Told = Callable[[Served, str, int], None]


def serve(setup: Setup, where: Where, log: Log, told: Told, watching: bool = False) -> None:
    """Serves until SIGINT or SIGTERM. Raises KgtoolsError for what cannot be served."""
    listening = bind(where.host, where.port)
    with contextlib.closing(listening), tempfile.TemporaryDirectory(prefix="kgtools-") as spool:
        setup = replace(setup, spool=Path(spool))
        asyncio.run(_serve(setup, where, log, told, watching, listening))


async def _serve(
    setup: Setup,
    where: Where,
    log: Log,
    told: Told,
    watching: bool,
    listening: socket.socket,
) -> None:
    service = Service(setup, log)
    house = Connections(setup.limits, log, Plain(service, log))
    server = _Server(_config(service, where, log, house))
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, server.stop)
    before = snapshot(setup) if watching else ()
    started = loop.create_task(service.start())
    tasks: list[asyncio.Task[None]] = []
    try:
        stopped = loop.create_task(server.asked_to_stop.wait())
        await asyncio.wait((started, stopped), return_when=asyncio.FIRST_COMPLETED)
        if not started.done():
            return
        served = started.result()
        url = address(listening, where.host, setup.prefix)
        loop.add_signal_handler(signal.SIGHUP, lambda: tasks.append(_reloading(service)))
        tasks.append(loop.create_task(house.watch()))
        if watching:
            tasks.append(loop.create_task(watch(service, before)))
        log.event("started", url=url, state=served.token[:16], triples=served.triples)
        told(served, url, listening.getsockname()[1])
        await server.serve([listening])
    finally:
        started.cancel()
        for task in tasks:
            task.cancel()
        await asyncio.gather(started, *tasks, return_exceptions=True)
        await service.stop()
        log.event("stopped")


def _reloading(service: Service) -> asyncio.Task[None]:
    async def reload() -> None:
        await service.reload()

    return asyncio.get_running_loop().create_task(reload())


def _config(service: Service, where: Where, log: Log, house: Connections) -> uvicorn.Config:
    logger = logging.getLogger("uvicorn.error")
    logger.handlers, logger.propagate = [ToLog(log)], False
    limits = service.setup.limits
    return uvicorn.Config(
        Door(application(service), log, service.setup.prefix),
        http=guarded(house),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=where.trusted,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=math.ceil(limits.seconds) + 1,
        backlog=BACKLOG,
    )


class _Server(uvicorn.Server):
    """uvicorn's, ended by our own signal handlers: so the exit code is ours, too."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.asked_to_stop = asyncio.Event()

    def stop(self) -> None:
        """The first time what runs may end by itself, the second time it may not."""
        self.force_exit = self.should_exit
        self.should_exit = True
        self.asked_to_stop.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def bind(host: str, port: int) -> socket.socket:
    """A socket on the port, or on the next that is free; port 0 is any. KgtoolsError for none."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    reason = ""
    for number in range(port, min(port + PORTS_TRIED, 65536)) if port else (0,):
        # With TCP by name asyncio sets TCP_NODELAY; without, small answers wait 40 ms for an ACK.
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, number))
            listening.listen(BACKLOG)
        except OSError as error:
            listening.close()
            reason = (error.strerror or str(error)).lower()
            if isinstance(error, socket.gaierror):
                break
            continue
        return listening
    raise KgtoolsError(
        f"cannot listen on {host}, port {port}: {reason}", hint="give another --port"
    )


def address(listening: socket.socket, host: str, prefix: str) -> str:
    port = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}{prefix}/"
