"""One HTTP request with an end: of time in all, of bytes, of redirects; nothing half is whole.

A limit for each read is none against a server that sends a byte a second, nor against a name
that never resolves. So the request runs in a thread, which is waited for only so long and ends by
itself soon after: its connection is shut while it waits for an answer, and a body is read no
further once the time is up.
"""

from __future__ import annotations

import contextlib
import http.client
import queue
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    BaseHandler,
    HTTPDigestAuthHandler,
    HTTPHandler,
    HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
    build_opener,
)

CHUNK = 1 << 16
MOST_OF_AN_ERROR = 1 << 16  # bytes of the body of an answer other than 200


class TransportError(Exception):
    """No whole answer came; the text says why."""


class TooSlow(TransportError):
    """The time is up."""


@dataclass(frozen=True)
class Reply:
    """`status` is HTTP's; `headers` are looked up in any case; `body` is whole and decoded."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


def fetch(request: Request, seconds: float, most: int, login: tuple[str, str] | None) -> Reply:
    """The answer to the request, within so many seconds and of at most so many bytes.

    `login` (user, password) answers a demand for Digest; Basic is the request's own business.
    Raises TransportError with the reason, TooSlow when the time is up.
    """
    exchange = _Exchange(time.monotonic() + seconds, most)
    outcome: queue.SimpleQueue[Reply | BaseException] = queue.SimpleQueue()

    def work() -> None:
        try:
            outcome.put(exchange.run(request, login))
        except BaseException as error:  # whatever it is, the one who waits is told
            outcome.put(error)

    threading.Thread(target=work, name="kgtools-endpoint", daemon=True).start()
    try:
        result = outcome.get(timeout=seconds)
    except queue.Empty:
        raise TooSlow(f"no whole answer within {seconds:g} s") from None
    finally:
        exchange.shut()
    if isinstance(result, BaseException):
        raise _explained(result, seconds) from None
    return result


class _Exchange:
    """A request under way, and how to end it from another thread."""

    def __init__(self, end: float, most: int) -> None:
        self.end, self.most = end, most
        self._connections: list[http.client.HTTPConnection] = []
        self._over = False

    def run(self, request: Request, login: tuple[str, str] | None) -> Reply:
        opener = build_opener(*self._handlers(request, login))
        with self._opened(opener, request) as response:
            status: int = response.status
            fine = status == 200
            body = self._read(response, self.most if fine else MOST_OF_AN_ERROR, fine)
            return Reply(status, response.headers, body)

    def shut(self) -> None:
        self._over = True
        for connection in self._connections:
            if connection.sock is not None:
                with contextlib.suppress(OSError):
                    connection.sock.shutdown(socket.SHUT_RDWR)

    def _opened(self, opener: OpenerDirector, request: Request) -> Any:
        try:
            return opener.open(request, timeout=max(0.01, self.end - time.monotonic()))
        except HTTPError as error:
            return error  # it is the response, too

    def _handlers(self, request: Request, login: tuple[str, str] | None) -> list[BaseHandler]:
        made = self._made
        plain, secure = made(http.client.HTTPConnection), made(http.client.HTTPSConnection)

        class Http(HTTPHandler):
            def http_open(self, req: Request) -> http.client.HTTPResponse:
                return self.do_open(plain, req)

        class Https(HTTPSHandler):
            def https_open(self, req: Request) -> http.client.HTTPResponse:
                return self.do_open(secure, req)

        handlers: list[BaseHandler] = [Http(), Https(), _SameHost()]
        if login:
            passwords = HTTPPasswordMgrWithDefaultRealm()
            passwords.add_password(None, request.full_url, *login)
            handlers.append(_Digest(passwords))
        return handlers

    def _made(self, kind: type[http.client.HTTPConnection]) -> Callable[..., Any]:
        def make(*arguments: Any, **named: Any) -> http.client.HTTPConnection:
            if self._over:
                raise TimeoutError
            connection = kind(*arguments, **named)
            self._connections.append(connection)
            return connection

        return make

    def _read(self, response: Any, most: int, whole: bool) -> bytes:
        """The body; where it need not be whole, what there is of it."""
        decode = _decoder(response.headers)
        parts: list[bytes] = []
        size = received = 0
        while True:
            if self._over or time.monotonic() > self.end:
                raise TimeoutError
            try:
                raw = response.read1(CHUNK)
            except (http.client.HTTPException, OSError):
                if whole:
                    raise
                break
            received += len(raw)
            parts.append(decode(raw, most - size + 1))
            size += len(parts[-1])
            if size > most:
                if whole:
                    raise TransportError(f"more than {most:,} bytes")
                break
            if not raw:
                break
        told = response.headers.get("Content-Length")
        if whole and told and told.isascii() and told.isdigit() and received < int(told):
            raise TransportError(f"half an answer: {received:,} of {int(told):,} bytes came")
        return b"".join(parts)[:most]


def _decoder(headers: http.client.HTTPMessage) -> Callable[[bytes, int], bytes]:
    """From what arrives to what was meant, a bounded part at a time (gzip may be a bomb)."""
    coding = (headers.get("Content-Encoding") or "identity").strip().lower()
    if coding == "identity":
        return lambda raw, _most: raw
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise TransportError(f"an answer in the coding {coding[:40]!r}, which was not asked for")
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)
    started = False

    def decode(raw: bytes, most: int) -> bytes:
        nonlocal started
        started = started or bool(raw)
        if not raw and started and not inflate.eof:
            raise TransportError("half an answer: its compressed data stop too early")
        out = inflate.decompress(raw, most) if raw else b""
        if inflate.unused_data:
            raise TransportError("compressed data that cannot be read")
        return out

    return decode


class _SameHost(HTTPRedirectHandler):
    """Follows a redirect of GET to the same host; a query and a password go nowhere else."""

    def redirect_request(
        self,
        req: Request,
        fp: Any,
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        same = (old.scheme, old.netloc) == (new.scheme, new.netloc)
        secured = (old.scheme, new.scheme) == ("http", "https") and old.hostname == new.hostname
        if req.get_method() != "GET" or "@" in new.netloc or not (same or secured):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Digest(HTTPDigestAuthHandler):
    """Answers a demand for Digest only; any other is left as the 401 that it is."""

    def http_error_auth_reqed(
        self, auth_header: str, host: str, req: Request, headers: http.client.HTTPMessage
    ) -> None:
        if (headers.get(auth_header) or "").lower().startswith("digest"):
            return super().http_error_auth_reqed(auth_header, host, req, headers)
        return None


def _explained(error: BaseException, seconds: float) -> BaseException:
    """The TransportError that says in words what urllib raised; others as they are."""
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        return TooSlow(f"no whole answer within {seconds:g} s")
    if isinstance(reason, ConnectionRefusedError):
        return TransportError("nothing answers there (connection refused)")
    if isinstance(reason, socket.gaierror):
        return TransportError("the name of its host cannot be resolved")
    if isinstance(reason, ssl.SSLCertVerificationError):
        return TransportError(f"its certificate is not trusted ({reason.verify_message})")
    if isinstance(reason, ssl.SSLError):
        return TransportError("speaks no TLS there that is understood here; is it http:// ?")
    if isinstance(reason, http.client.IncompleteRead):
        return TransportError("half an answer: the connection was closed early")
    if isinstance(reason, http.client.RemoteDisconnected | ConnectionResetError | BrokenPipeError):
        return TransportError("the connection was closed without an answer")
    if isinstance(reason, zlib.error):
        return TransportError("compressed data that cannot be read")
    if isinstance(reason, OSError):
        return TransportError(reason.strerror or str(reason) or type(reason).__name__)
    if isinstance(reason, http.client.HTTPException | ValueError):
        return TransportError(f"what answers does not speak HTTP ({type(reason).__name__})")
    if isinstance(error, URLError):
        return TransportError(str(reason))
    return error
