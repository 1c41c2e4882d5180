"""The state that is served now, and how another takes its place without a request being lost."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

from kgtools.errors import KgtoolsError
from kgtools.serve.cache import Cache
from kgtools.serve.jobs import DescriptionJob, Job, ListJob, PageJob, PreparedJob, Reply, SparqlJob
from kgtools.serve.log import Log
from kgtools.serve.pool import Pool
from kgtools.serve.problem import Problem
from kgtools.serve.setup import Served, Setup
from kgtools.web.http import entity_tag

# A query that has one of these may be answered differently every time.
_NEVER_TWICE = re.compile(r"\b(?:RAND|NOW|UUID|STRUUID|SERVICE)\b", re.IGNORECASE)
_NEVER_TWICE_ESCAPED = re.compile(r"\\[uU]")
HEAL_SECONDS = 2.0


class Service:
    def __init__(self, setup: Setup, log: Log) -> None:
        self.setup, self.log = setup, log
        self.cache = Cache(setup.limits.cache)
        self.since = time.time()
        self._pool: Pool | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._reloading = asyncio.Lock()
        self._stopping = False

    async def start(self) -> Served:
        """Reads the project and starts its workers. Raises KgtoolsError."""
        pool = Pool(replace(self.setup, checks="parse"), self._lost)
        served = await pool.start()
        self._pool = pool
        return served

    async def stop(self) -> None:
        self._stopping = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._pool is not None:
            await self._pool.close()

    @property
    def served(self) -> Served | None:
        return self._pool.served if self._pool is not None else None

    def health(self) -> dict[str, object]:
        pool = self._pool
        alive = pool is not None and pool.alive
        told: dict[str, object] = {"status": "ok" if alive else "unavailable"}
        if pool is not None and pool.served is not None:
            told |= {
                "title": pool.served.title,
                "version": pool.served.version,
                "state": pool.served.token[:16],
                "triples": pool.served.triples,
                "workers": pool.counts(),
            }
        told["cache"] = {"answers": len(self.cache), "bytes": self.cache.size}
        told["seconds"] = round(time.time() - self.since, 1)
        return told

    def kept(self, job: Job) -> Reply | None:
        """The reply to the same job on the same state, from before."""
        served = self.served
        return self.cache.get((served.token, job)) if served is not None else None

    async def answer(self, job: Job, client: str) -> Reply:
        """The reply, from a worker. Raises Problem."""
        pool = self._pool
        if pool is None or pool.served is None:
            raise Problem(503, "the server is starting", (("Retry-After", "1"),))
        reply = _tagged(await pool.run(job, client))
        if reply.file is None and reply.status in (200, 303) and self._may_be_kept(job):
            self.cache.put((pool.served.token, job), reply)
        return reply

    def _may_be_kept(self, job: Job) -> bool:
        """Whether the same job has the same answer as long as the state is the same."""
        if self.setup.endpoint is not None:
            return False
        match job:
            case SparqlJob():
                return not (
                    _NEVER_TWICE.search(job.query) or _NEVER_TWICE_ESCAPED.search(job.query)
                )
            case PageJob():
                return not any(_NEVER_TWICE.search(value) for _, value in job.query)
            case PreparedJob() | ListJob() | DescriptionJob():
                return True

    # ---- another state

    async def reload(self) -> bool:
        """Reads the project anew and, if it passes its checks, serves it from now on.

        Requests that are under way are answered from the state that they found.
        """
        async with self._reloading:
            pool = Pool(self.setup, self._lost)
            try:
                served = await pool.start()
            except KgtoolsError as error:
                self.log.event("reload refused", reason=str(error))
                return False
            except BaseException:
                await pool.close()
                raise
            old, self._pool = self._pool, pool
            self.log.event("reloaded", state=served.token[:16], triples=served.triples)
            if old is not None:
                self._start(old.close(2 * self.setup.limits.seconds + 1))
            return True

    def _lost(self) -> None:
        """A mother died by herself, or was ended from outside: another is started."""
        self.log.event("lost", reason="the process that holds the project died")
        if not self._stopping:
            self._start(self._heal())

    async def _heal(self) -> None:
        while not self._stopping and (self._pool is None or not self._pool.alive):
            if await self._started_again():
                return
            await asyncio.sleep(HEAL_SECONDS)

    async def _started_again(self) -> bool:
        old = self._pool
        try:
            await self.start()
        except KgtoolsError as error:
            self.log.event("start refused", reason=str(error))
            return False
        if old is not None:
            await old.close()
        self.log.event("started again")
        return True

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _tagged(reply: Reply) -> Reply:
    """The reply with an entity tag, where it is whole in memory and has none."""
    if reply.status != 200 or reply.file is not None or reply.header("ETag"):
        return reply
    more = (("ETag", entity_tag(reply.body)), ("Cache-Control", "no-cache"))
    return replace(reply, headers=(*reply.headers, *more))
