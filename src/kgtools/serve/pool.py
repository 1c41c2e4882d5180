"""Jobs to workers: quick ones never wait for slow ones, and every limit ends a process.

There are always `workers` processes for whatever comes. A job that takes longer than `quick`
seconds moves, with its process, to the slow ones, which yield the processor to the others; a fresh
process takes its place. When there are too many slow ones and others wait, the client that has
most of them loses the one that has run longest.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from kgtools.errors import EngineError, KgtoolsError
from kgtools.serve.birth import Mother
from kgtools.serve.channel import Channel
from kgtools.serve.jobs import Headers, Job, Reply
from kgtools.serve.line import Line
from kgtools.serve.problem import Problem
from kgtools.serve.setup import Served, Setup
from kgtools.serve.work import OUT_OF_MEMORY

NICENESS = 10
AT_ONCE = 0.2  # seconds: who is killed before did not die of the job
_SOON: Headers = (("Retry-After", "1"),)
_LATER: Headers = (("Retry-After", "30"),)


class WasDead(Exception):
    """The worker was killed from outside before it could do anything."""


@dataclass(eq=False)
class Worker:
    pid: int
    channel: Channel
    jobs: int = 0
    client: str = ""
    since: float = 0.0
    put_out: bool = False
    ended: asyncio.Future[str] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


class Pool:
    """The workers of one state of the project."""

    def __init__(self, setup: Setup, lost: Callable[[], None] | None = None) -> None:
        """`lost` is called when the mother is gone though nobody closed the pool."""
        self.setup, self.limits, self._lost = setup, setup.limits, lost
        self.served: Served | None = None
        self.alive = False
        self._ready: asyncio.Future[Served] = asyncio.get_running_loop().create_future()
        self._staffed = asyncio.Event()
        self._line: Line[Worker] = Line()
        self._idle: list[Worker] = []
        self._quick: set[Worker] = set()
        self._slow: set[Worker] = set()
        self._unborn = 0
        self._ending: dict[int, Worker] = {}
        self._in_flight: Counter[str] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()
        self._mother = Mother(setup, self._hears)

    async def start(self) -> Served:
        """Waits until the project is read and all workers are there.

        Raises KgtoolsError for what is not in order.
        """
        try:
            self.served = await self._ready
            self._fill()
            await self._staffed.wait()
            if not self._mother.there:
                raise EngineError("the process that forks the workers died")
        except BaseException:
            await self._mother.close(0.1)
            raise
        self.alive = True
        return self.served

    async def run(self, job: Job, client: str) -> Reply:
        """The reply to the job. Raises Problem: 429, 503, and 500 for a worker that died."""
        if self._in_flight[client] >= self.limits.per_client:
            detail = f"more than {self.limits.per_client} requests of one client at a time"
            raise Problem(429, detail, _SOON)
        self._in_flight[client] += 1
        try:
            try:
                return await self._exchange(await self._taken(client), job, client)
            except WasDead:
                return await self._exchange(await self._taken(client), job, client)
        finally:
            self._in_flight[client] -= 1
            if not self._in_flight[client]:
                del self._in_flight[client]

    async def close(self, seconds: float = 0.0) -> None:
        """Ends all processes, after giving jobs so many seconds to end by themselves."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while self._in_flight and loop.time() < end:
            await asyncio.sleep(0.02)
        self.alive, self._lost = False, None
        await self._mother.close()
        for worker in (*self._idle, *self._quick, *self._slow):
            worker.channel.transport.abort()

    def counts(self) -> dict[str, int]:
        return {
            "idle": len(self._idle),
            "busy": len(self._quick),
            "slow": len(self._slow),
            "waiting": len(self._line),
        }

    # ---- taking a worker, giving it back

    async def _taken(self, client: str) -> Worker:
        if not self.alive:
            raise Problem(503, "the server is about to stop or to start; ask again", _SOON)
        while self._idle:
            worker = self._idle.pop()
            if not worker.channel.gone:
                return worker
            self._bury(worker, "died")
        if len(self._line) >= self.limits.waiting:
            raise Problem(503, "too many requests are waiting; ask again later", _LATER)
        place: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._line.join(client, place)
        try:
            async with asyncio.timeout(self.limits.seconds):
                return await place
        except BaseException as error:
            self._line.leave(client, place)
            if place.done() and not place.cancelled() and place.exception() is None:
                self._free(place.result())
            if isinstance(error, TimeoutError):
                raise Problem(503, "no worker was free in time; ask later", _LATER) from None
            raise

    async def _exchange(self, worker: Worker, job: Job, client: str) -> Reply:
        loop = asyncio.get_running_loop()
        worker.jobs, worker.client, worker.since = worker.jobs + 1, client, loop.time()
        self._quick.add(worker)
        quick = loop.call_later(self.limits.quick, self._takes_long, worker)
        end = loop.call_later(self.limits.seconds, worker.channel.give_up, TimeoutError())
        whole = False
        try:
            reply = await worker.channel.ask(job)
            whole = True
            return reply
        except TimeoutError:
            limit = f"{self.limits.seconds:g} s"
            detail = f"no answer within {limit}, which is all the time that a request has"
            raise Problem(503, f"{detail}; narrow the query", _LATER) from None
        except ConnectionError:
            if worker.put_out:
                detail = "too many slow queries at a time, and this one had run longest"
                raise Problem(503, f"{detail}; ask later", _LATER) from None
            lived = loop.time() - worker.since
            raise await self._died(worker, lived) from None
        finally:
            quick.cancel()
            end.cancel()
            self._quick.discard(worker)
            self._slow.discard(worker)
            if whole and not worker.put_out:
                self._free(worker)
            else:
                self._bury(worker)

    async def _died(self, worker: Worker, lived: float) -> Problem:
        """What to say of a worker that died after so many seconds. Raises WasDead."""
        self._bury(worker, "died")
        reason = ""
        with suppress(TimeoutError):
            async with asyncio.timeout(5):
                reason = await worker.ended
        if reason == signal.strsignal(signal.SIGKILL) and lived < AT_ONCE:
            raise WasDead
        if reason == "memory":
            return Problem(503, OUT_OF_MEMORY, _LATER)
        detail = "this request ended the process that worked on it"
        return Problem(500, f"{detail} ({reason or 'nobody knows why'}); make it simpler")

    def _free(self, worker: Worker) -> None:
        """The worker has nothing to do: it takes what waits, or rests, or is one too many."""
        self._quick.discard(worker)
        many = len(self._idle) + len(self._quick) + self._unborn >= self.limits.workers
        if many or worker.jobs >= self.limits.jobs:
            self._bury(worker)
            return
        place = self._line.next()
        if place is not None:
            self._quick.add(worker)  # already: others must not count on it
            place.set_result(worker)
        else:
            self._idle.append(worker)

    def _bury(self, worker: Worker, how: str = "end") -> None:
        """Ends the worker, once, and sees to another."""
        if worker.pid in self._ending or worker.ended.done():
            return
        worker.channel.transport.abort()
        self._quick.discard(worker)
        self._slow.discard(worker)
        self._ending[worker.pid] = worker
        self._mother.tell((how, worker.pid))
        self._fill()

    def _takes_long(self, worker: Worker) -> None:
        """The worker's job has run for a while: it goes to the slow ones, if they are few."""
        if worker not in self._quick:
            return
        if len(self._slow) >= self.limits.slow and not len(self._line):
            loop = asyncio.get_running_loop()
            loop.call_later(self.limits.quick, self._takes_long, worker)
            return
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, worker.pid, NICENESS)
        self._quick.discard(worker)
        self._slow.add(worker)
        if len(self._slow) > self.limits.slow:
            held = Counter(one.client for one in self._slow)
            most = max(held.values())
            victim = min(
                (one for one in self._slow if held[one.client] == most), key=lambda one: one.since
            )
            victim.put_out = True
            self._bury(victim)
        self._fill()

    # ---- what the mother says

    def _fill(self) -> None:
        """Sees to it that there are as many workers as there ought to be."""
        there = len(self._idle) + len(self._quick) + self._unborn
        wanted = self.alive or not self._staffed.is_set()
        for _ in range(self.limits.workers - there if wanted else 0):
            self._unborn += 1
            self._mother.tell(("fork", 0))

    def _hears(self, message: tuple[Any, ...], given: socket.socket | None) -> None:
        match message:
            case ("ready", Served() as served):
                if not self._ready.done():
                    self._ready.set_result(served)
            case ("failed", KgtoolsError() as error):
                if not self._ready.done():
                    self._ready.set_exception(error)
            case ("worker", int(pid)) if given is not None:
                task = asyncio.get_running_loop().create_task(self._born(pid, given))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            case ("ended", int(pid), str(reason)):
                self._buried(pid, reason)
            case ("lost",):
                self._orphaned()

    async def _born(self, pid: int, end: socket.socket) -> None:
        end.setblocking(False)
        loop = asyncio.get_running_loop()
        _, channel = await loop.create_unix_connection(Channel, sock=end)
        self._unborn -= 1
        self._free(Worker(pid, channel))
        if not self._unborn:
            self._staffed.set()

    def _buried(self, pid: int, reason: str) -> None:
        worker = self._ending.pop(pid, None)
        if worker is not None and not worker.ended.done():
            worker.ended.set_result(reason)
        for file in self.setup.spool.glob(f"{pid}-*"):  # what it had not yet handed over
            file.unlink(missing_ok=True)

    def _orphaned(self) -> None:
        lost, self._lost, self.alive = self._lost, None, False
        self._staffed.set()
        if not self._ready.done():
            self._ready.set_exception(EngineError("the process that reads the project died"))
        while (place := self._line.next()) is not None:
            place.set_exception(Problem(503, "the server lost its workers; ask again", _SOON))
        for worker in (*self._idle, *self._quick, *self._slow, *self._ending.values()):
            worker.channel.transport.abort()
            if not worker.ended.done():
                worker.ended.set_result("its parent died")
        if lost is not None:
            lost()
