"""What every response passes: its headers, its line in the log, and no trace of a failure."""

from __future__ import annotations

import os
import time
import traceback
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect

from kgtools.serve.jobs import RawHeader, Reply
from kgtools.serve.log import Log
from kgtools.serve.problem import problem
from kgtools.serve.routes import without_prefix
from kgtools.web.policies import DATA, PAGE

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE_POLICY, DATA_POLICY = PAGE.encode(), DATA.encode()
_ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"access-control-allow-origin", b"*"),
    (
        b"access-control-expose-headers",
        b"ETag, Link, Location, Content-Location, Last-Modified, Retry-After, X-Request-Id",
    ),
)


class Door:
    """Wraps the application. `prefix` is taken off a path that has it: a proxy may have done so."""

    def __init__(self, app: ASGIApp, log: Log, prefix: str = "") -> None:
        self._app, self._log, self._prefix = app, log, prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        started, request_id = time.monotonic(), new_id()
        told = {"status": 0, "bytes": 0}
        shown: str = scope["path"]
        scope["path"] = without_prefix(shown, self._prefix)

        async def passing(message: Message) -> None:
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
                headers = with_ours(message["headers"], request_id, told["status"])
                message = {**message, "headers": headers}
            else:
                told["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, passing)
        except ClientDisconnect:
            told["status"] = told["status"] or 499
        except Exception:
            scope["kgtools.trouble"] = traceback.format_exc()
            if not told["status"]:
                await _fail(passing, request_id)
        finally:
            client = scope.get("client")
            more = {
                key: scope[f"kgtools.{key}"]
                for key in ("cache", "trouble")
                if f"kgtools.{key}" in scope
            }
            self._log.request(
                request_id,
                scope["method"],
                shown,
                scope["query_string"],
                told["status"],
                client=client[0] if client else None,
                bytes=told["bytes"],
                ms=milliseconds(started),
                **more,
            )


def new_id() -> str:
    return os.urandom(6).hex()


def milliseconds(since: float) -> float:
    return round((time.monotonic() - since) * 1000, 1)


def headers_of(reply: Reply) -> list[RawHeader]:
    """As they are sent, with the length of the body."""
    headers = [(n.lower().encode("latin-1"), v.encode("latin-1")) for n, v in reply.headers]
    if reply.header("Content-Length") is None and reply.status not in (204, 304):
        headers.append((b"content-length", str(len(reply.body)).encode()))
    return headers


def with_ours(given: list[RawHeader], request_id: str, status: int) -> list[RawHeader]:
    """The headers with those that all responses have; what a page says itself stays.

    A 304 has no policy: a browser would put it in the place of the one that it knows of the page.
    """
    headers = list(given)
    names = {name.lower() for name, _ in headers}
    media = next((value for name, value in headers if name.lower() == b"content-type"), b"")
    policy = PAGE_POLICY if media.startswith(b"text/html") else DATA_POLICY
    policies = ((b"content-security-policy", policy),) if status != 304 else ()
    ours = (*_ALWAYS, *policies, (b"x-request-id", request_id.encode()))
    return headers + [(name, value) for name, value in ours if name not in names]


def failure(request_id: str) -> Reply:
    """What a client hears of a failure: where the log tells it."""
    return problem(500, f"the server failed on this request; its log says why under {request_id}")


async def _fail(send: Send, request_id: str) -> None:
    reply = failure(request_id)
    await send({"type": "http.response.start", "status": 500, "headers": headers_of(reply)})
    await send({"type": "http.response.body", "body": reply.body})
