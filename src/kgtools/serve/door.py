"""What every response passes: its headers, its line in the log, and no trace of a failure."""

from __future__ import annotations

import time
import traceback
import uuid
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect

from kgtools.serve.hot import Hot
from kgtools.serve.log import Log, digest
from kgtools.serve.problem import problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Pages bring their own scripts and styles and nothing else.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
DATA_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"  # SVG has style
)
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

    def __init__(self, app: ASGIApp, log: Log, prefix: str = "", hot: Hot | None = None) -> None:
        self._app, self._log, self._prefix, self._hot = app, log, prefix, hot

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        started, request_id = time.monotonic(), uuid.uuid4().hex[:12]
        told = {"status": 0, "bytes": 0}
        shown, target = scope["path"], _target(scope)
        sent: list[tuple[bytes, bytes]] = []
        self._take_prefix(scope)

        async def passing(message: Message) -> None:
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
                sent.extend(_with_ours(message["headers"], request_id, told["status"]))
                message = {**message, "headers": sent}
            else:
                told["bytes"] += len(message.get("body", b""))
                kept = scope.get("kgtools.cache") == "hit" and scope["method"] == "GET"
                if self._hot is not None and kept and told["status"] == 200:
                    self._hot.put(target, scope["headers"], sent, message["body"])
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
                id=request_id,
                client=client[0] if client else None,
                method=scope["method"],
                path=shown,
                query=digest(scope["query_string"]),
                status=told["status"],
                bytes=told["bytes"],
                ms=round((time.monotonic() - started) * 1000, 1),
                **more,
            )

    def _take_prefix(self, scope: Scope) -> None:
        path: str = scope["path"]
        if self._prefix and (path + "/").startswith(self._prefix + "/"):
            scope["path"] = path[len(self._prefix) :] or "/"


def _target(scope: Scope) -> bytes:
    """Path and query as they came."""
    query: bytes = scope["query_string"]
    path: bytes = scope.get("raw_path", b"")
    return path + b"?" + query if query else path


def _with_ours(
    given: list[tuple[bytes, bytes]], request_id: str, status: int
) -> list[tuple[bytes, bytes]]:
    """The headers with those that all responses have; what a page says itself stays.

    A 304 has no policy: a browser would put it in the place of the one that it knows of the page.
    """
    headers = list(given)
    names = {name.lower() for name, _ in headers}
    media = next((value for name, value in headers if name.lower() == b"content-type"), b"")
    policy = PAGE_POLICY if media.startswith(b"text/html") else DATA_POLICY
    policies = ((b"content-security-policy", policy.encode()),) if status != 304 else ()
    ours = (*_ALWAYS, *policies, (b"x-request-id", request_id.encode()))
    return headers + [(name, value) for name, value in ours if name not in names]


async def _fail(send: Send, request_id: str) -> None:
    detail = f"the server failed on this request; its log says why under {request_id}"
    reply = problem(500, detail)
    headers = [(name.lower().encode(), value.encode()) for name, value in reply.headers]
    headers.append((b"content-length", str(len(reply.body)).encode()))
    await send({"type": "http.response.start", "status": 500, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})
