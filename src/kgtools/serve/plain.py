"""Plain questions: GET with nothing unusual about it, answered at the connection.

Most requests are of this kind, and passing the whole application takes several times as long as
their answer. What is unusual (a condition, a proxy, a body, a login), what is wrong, and what is
too large for memory goes that way all the same.
"""

from __future__ import annotations

import asyncio
import re
import time
import traceback
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from kgtools.serve.app import answering, base_of
from kgtools.serve.door import Door, failure, headers_of, milliseconds, new_id, with_ours
from kgtools.serve.hot import Hot, telling
from kgtools.serve.jobs import Job, RawHeader, Reply
from kgtools.serve.log import Log
from kgtools.serve.problem import Problem
from kgtools.serve.routes import HEALTH, job_of, without_prefix

if TYPE_CHECKING:
    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

    from kgtools.serve.connections import Guarded
    from kgtools.serve.service import Service

_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
CLIENT_WENT_AWAY = 499


class Plain:
    def __init__(self, service: Service, log: Log) -> None:
        self._service, self._setup, self._log = service, service.setup, log
        self.hot = Hot(
            service.setup.limits.cache // 4,
            lambda: service.served.token if service.served else None,
        )

    def job(self, scope: Any) -> Job | None:
        """What the request asks for; None if it is not plain."""
        if scope["method"] != "GET" or scope["http_version"] != "1.1":
            return None
        told = telling(scope["headers"])
        path = without_prefix(scope["path"], self._setup.prefix)
        if told is None or path == HEALTH or "\n" in path:  # no route of the application has one
            return None
        accept = b", ".join(value for name, value in told if name == b"accept")
        spoken = next((value for name, value in told if name == b"accept-language"), None)
        language = None if spoken is None else spoken.decode("latin-1")
        try:
            return job_of(
                path,
                scope["query_string"],
                accept.decode("latin-1") or None,
                language,
                lambda: base_of(scope, self._setup),
            )
        except Problem:
            return None  # the application says it

    async def answer(self, connection: Guarded, cycle: RequestResponseCycle, job: Job) -> None:
        """Answers; if it is cancelled before there is an answer, the work at it ends."""
        started, request_id = time.monotonic(), new_id()
        scope: Any = cycle.scope
        client = connection.client[0] if connection.client else None

        def told(status: int, size: int, **more: object) -> None:
            path, query = scope["path"], scope["query_string"]
            more |= {"client": client, "bytes": size, "ms": milliseconds(started)}
            self._log.request(request_id, "GET", path, query, status, **more)

        reply = kept = self._service.kept(job)
        try:
            if reply is None:
                reply = await self._service.answer(job, client or "")
            headers = headers_of(reply)
            if any(_CONTROL.search(value) for _, value in headers):
                raise ValueError(f"a header that would break the response: {headers}")
        except Problem as wrong:
            reply = wrong.reply()
            headers = headers_of(reply)
        except asyncio.CancelledError:
            told(CLIENT_WENT_AWAY, 0, cache="miss")
            raise
        except Exception:
            reply = replace(failure(request_id), trouble=traceback.format_exc())
            headers = headers_of(reply)
        connection.answering = None
        scope["kgtools.cache"] = cache = "hit" if kept is not None else "miss"
        if reply.file is not None:
            await cycle.run_asgi(Door(answering(reply), self._log))  # type: ignore[arg-type]
            return
        if connection.flow.write_paused:
            await connection.flow.drain()
        sent = with_ours(headers, request_id, reply.status)
        if not cycle.disconnected:
            _write(connection, cycle, reply, sent)
        if kept is not None and reply.status == 200:
            self.hot.put(_target(scope), scope["headers"], sent, reply.body)
        trouble = {"trouble": reply.trouble} if reply.trouble else {}
        told(reply.status, len(reply.body), cache=cache, **trouble)


def _write(
    connection: Guarded, cycle: RequestResponseCycle, reply: Reply, headers: list[RawHeader]
) -> None:
    phrase = HTTPStatus(reply.status).phrase
    parts = [f"HTTP/1.1 {reply.status} {phrase}\r\n".encode()]
    parts += [b"%b: %b\r\n" % one for one in (*cycle.default_headers, *headers)]
    if not cycle.keep_alive:
        parts.append(b"connection: close\r\n")
    connection.transport.write(b"".join((*parts, b"\r\n", reply.body)))
    cycle.response_started = cycle.response_complete = True
    if not cycle.keep_alive:
        connection.transport.close()
    cycle.on_response()


def _target(scope: Any) -> bytes:
    """Path and query as they came."""
    query: bytes = scope["query_string"]
    path: bytes = scope["raw_path"]
    return path + b"?" + query if query else path
