"""The front as an ASGI application: requests to jobs, replies to responses."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.datastructures import URL
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from kgtools.serve.door import headers_of
from kgtools.serve.jobs import Job, Reply
from kgtools.serve.problem import Problem, problem
from kgtools.serve.protocol import asked
from kgtools.serve.routes import HEALTH, SPARQL, job_of
from kgtools.web.http import not_modified

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from kgtools.serve.service import Service
    from kgtools.serve.setup import Setup

CHUNK = 1 << 18
HEARD_OUT = 16 << 20  # bytes beyond the limit of a body that are read and thrown away
_HANG_UP = (("Connection", "close"),)
_READ = ["GET", "OPTIONS"]
_CONDITIONS = {"if-none-match", "if-modified-since"}
_NOT_MODIFIED = ("etag", "cache-control", "vary", "last-modified", "link", "content-location")


def application(service: Service) -> ASGIApp:
    """All routes, over a service that is started."""
    front = _Front(service)
    routes = [
        Route(SPARQL, front.sparql, methods=["GET", "POST", "OPTIONS"]),
        Route(HEALTH, front.health, methods=_READ),
        Route("/{path:path}", front.read, methods=_READ),
    ]
    handlers = {Problem: _on_problem, HTTPException: _on_http_exception}
    return Starlette(routes=routes, exception_handlers=handlers)


def base_of(scope: Scope, setup: Setup) -> str:
    """The absolute URL of all that is served, without a slash at its end."""
    if setup.public:
        return setup.public.rstrip("/")
    url = URL(scope=scope)
    return f"{url.scheme}://{url.netloc}{setup.prefix}"


class _Front:
    def __init__(self, service: Service) -> None:
        self._service, self._limits = service, service.setup.limits

    async def sparql(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return _preflight("GET, HEAD, OPTIONS, POST")
        if request.method != "POST":
            return await self.read(request)
        media, body = request.headers.get("content-type"), await self._body(request)
        query: bytes = request.scope["query_string"]
        job = asked("POST", query, media, body, _accept(request))
        assert job is not None  # a POST without a query is refused
        return await self._respond(request, job)

    async def read(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return _preflight()
        job = job_of(
            request.scope["path"],
            request.scope["query_string"],
            _accept(request),
            request.headers.get("accept-language"),
            lambda: base_of(request.scope, self._service.setup),
        )
        return await self._respond(request, job)

    async def health(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return _preflight()
        told = self._service.health()
        body = json.dumps(told, ensure_ascii=False).encode() + b"\n"
        headers = {"Cache-Control": "no-store"}
        status = 200 if told["status"] == "ok" else 503
        return Response(body, status, headers, "application/json")

    # ---- what they share

    async def _body(self, request: Request) -> bytes:
        """The body within its limits of size and time. Raises Problem 413 and 408.

        What is too large is read all the same, up to a point: a client that is still sending
        would not hear the answer.
        """
        most = self._limits.request
        too_large = Problem(413, f"the body is larger than {most} bytes", _HANG_UP)
        if request.headers.get("expect") and _length(request) > most:
            raise too_large
        data, size = bytearray(), 0
        try:
            async with asyncio.timeout(self._limits.body):
                async for part in request.stream():
                    size += len(part)
                    if size <= most:
                        data += part
                    elif size > most + HEARD_OUT:
                        raise too_large
        except TimeoutError:
            detail = f"the body did not arrive within {self._limits.body:g} s"
            raise Problem(408, detail, _HANG_UP) from None
        if size > most:
            raise too_large
        return bytes(data)

    async def _respond(self, request: Request, job: Job) -> Response:
        """The job's reply, unless the client goes away before: then its work is ended."""
        kept = self._service.kept(job)
        request.scope["kgtools.cache"] = "hit" if kept else "miss"
        if kept is not None:
            return _response(request, kept)
        client = request.client.host if request.client else ""
        work = asyncio.ensure_future(self._service.answer(job, client))
        gone = asyncio.ensure_future(_gone(request))
        try:
            await asyncio.wait((work, gone), return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                raise ClientDisconnect
            reply = work.result()
        finally:
            gone.cancel()
            work.cancel()
        if reply.trouble:
            request.scope["kgtools.trouble"] = reply.trouble
        return _response(request, reply)


def _length(request: Request) -> int:
    length = request.headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdigit() else 0


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def answering(reply: Reply) -> ASGIApp:
    """An application with this one answer."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await _response(Request(scope), reply)(scope, receive, send)

    return app


def _response(request: Request, reply: Reply) -> Response:
    if reply.file is not None:
        headers = dict(reply.headers)
        parts = _parts(Path(reply.file)) if request.method != "HEAD" else iter(())
        if request.method == "HEAD":
            Path(reply.file).unlink(missing_ok=True)
        return StreamingResponse(parts, reply.status, headers)
    if reply.status == 200 and _CONDITIONS & set(request.headers) and _is_known(request, reply):
        kept = {n: v for n, v in reply.headers if n.lower() in _NOT_MODIFIED}
        return Response(status_code=304, headers=kept)
    response = Response(reply.body, reply.status)
    response.raw_headers = headers_of(reply)
    return response


def _is_known(request: Request, reply: Reply) -> bool:
    """Whether the client has this reply already, by what it says itself."""
    etag, modified = reply.header("ETag"), reply.header("Last-Modified")
    if etag is None:
        return False
    told = {name: request.headers[name] for name in _CONDITIONS if name in request.headers}
    if modified is None:
        told.pop("if-modified-since", None)
    moment = parsedate_to_datetime(modified or "Thu, 01 Jan 1970 00:00:00 GMT")
    return not_modified(told, etag, moment)


def _parts(file: Path) -> Iterator[bytes]:
    """The file in parts; its name is taken away at once, so that nothing is ever left behind."""
    number = os.open(file, os.O_RDONLY)
    try:
        file.unlink(missing_ok=True)
        while part := os.read(number, CHUNK):
            yield part
    finally:
        os.close(number)


def _accept(request: Request) -> str | None:
    """The Accept header; several of them are one (RFC 9110, 5.3)."""
    return ", ".join(request.headers.getlist("accept")) or None


def _preflight(allowed: str = "GET, HEAD, OPTIONS") -> Response:
    headers = {
        "Allow": allowed,
        "Access-Control-Allow-Methods": allowed,
        "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
    return Response(status_code=204, headers=headers)


async def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return _response(request, error.reply())


async def _on_http_exception(request: Request, error: Exception) -> Response:
    """What Starlette itself refuses: a method that is not possible here."""
    assert isinstance(error, HTTPException)
    headers = tuple((error.headers or {}).items())
    detail = error.detail
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "")
        detail = f"{request.method} is not possible here; {allowed} are"
    return _response(request, problem(error.status_code, detail, headers))
