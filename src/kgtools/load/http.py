"""One HTTP connection to a store: credentials, retries, bodies from a file, errors in one line.

Credentials come from KGTOOLS_ENDPOINT_USER and KGTOOLS_ENDPOINT_PASSWORD, KGTOOLS_ENDPOINT_TOKEN
(a bearer token) or netrc; they are sent only when the store asks for them (a token: always) and
never printed. Bodies have a Content-Length: Virtuoso drops chunked ones without a word.
"""

from __future__ import annotations

import http.client
import netrc
import os
import re
import ssl
import time
import urllib.request
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kgtools.errors import EngineError, one_line
from kgtools.load.body import Body

TRIES = 4
WAIT = 0.5  # seconds before the first retry; doubled each time
AGAIN = (429, 502, 503, 504)


@dataclass(frozen=True)
class Reply:
    """A whole answer; `headers` have names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    stream: http.client.HTTPResponse | None = None

    @property
    def fine(self) -> bool:
        return 200 <= self.status < 300

    def reason(self) -> str:
        """What the store says is wrong, without markup, in one line."""
        text = self.body[:4000].decode("utf-8", "replace")
        text = re.sub(r"(?s)<style.*?</style>|<title.*?</title>|<[^>]{0,200}>", " ", text)
        told = one_line(text.partition("SPARQL query:")[0])
        name = http.client.responses.get(self.status, "")
        return f"HTTP {self.status} {name}" + (f": {told[:200]}" if told else "")


class Refused(EngineError):
    """The store answered, but not as asked; `status` is that of HTTP."""

    def __init__(self, message: str, status: int, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.status = status


class Client:
    """Requests to one host. Raises EngineError where the store cannot be reached."""

    def __init__(self, url: str, seconds: float = 300.0) -> None:
        split = urlsplit(url)
        if split.scheme not in ("http", "https") or not split.hostname:
            raise EngineError(f"{url!r} is not an http(s) address")
        if "@" in split.netloc:
            hint = "set KGTOOLS_ENDPOINT_USER and KGTOOLS_ENDPOINT_PASSWORD, or use netrc"
            raise EngineError("an address may not hold a user name or password", hint=hint)
        try:
            self._port = split.port
        except ValueError:
            raise EngineError(f"{url!r} has no valid port") from None
        self._host, self._secure, self.seconds = split.hostname, split.scheme == "https", seconds
        self.origin = f"{split.scheme}://{split.netloc}"
        self._connection: http.client.HTTPConnection | None = None
        self._digest: tuple[urllib.request.HTTPDigestAuthHandler, dict[str, str]] | None = None
        self._basic = False

    def send(
        self,
        method: str,
        path: str,
        body: Body | None = None,
        headers: Mapping[str, str] | None = None,
        tries: int = TRIES,
        streamed: bool = False,
    ) -> Reply:
        """The answer to one request, whatever its status.

        Tried again after a lost connection, a time-out and 429, 502, 503, 504; give tries=1 for
        what must not be repeated. A good answer that is `streamed` is left to be read from
        `stream`, before the next request.
        """
        wait = WAIT
        for left in reversed(range(tries)):
            try:
                reply = self._authorised(method, path, body, dict(headers or {}), streamed)
                if reply.status not in AGAIN or not left:
                    return reply
                after = reply.headers.get("retry-after", "")
                wait = min(float(after), 30.0) if after.isdigit() else wait
            except (OSError, http.client.HTTPException) as error:
                self.close()
                if not left or isinstance(error, ssl.SSLCertVerificationError):
                    raise EngineError(self._lost(error), hint=_hint(error)) from None
                if isinstance(error, ConnectionRefusedError) and left == tries - 1:
                    raise EngineError(self._lost(error), hint=_hint(error)) from None
            time.sleep(wait)
            wait *= 2
        raise AssertionError("unreachable")

    def path(self, url: str) -> str:
        """The path and query of an address of this host. Raises EngineError for another host."""
        split = urlsplit(url)
        if f"{split.scheme}://{split.netloc}" != self.origin:
            raise EngineError(f"{url} is on another host than {self.origin}")
        return (split.path or "/") + (f"?{split.query}" if split.query else "")

    def close(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None

    def _lost(self, error: Exception) -> str:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        if isinstance(error, TimeoutError):
            reason = f"no answer within {self.seconds:g} s"
        return f"{self.origin}: {one_line(str(reason)).lower()}"

    def _authorised(
        self, method: str, path: str, body: Body | None, headers: dict[str, str], streamed: bool
    ) -> Reply:
        given = self._credentials(method, path)
        reply = self._once(method, path, body, {**headers, **given}, streamed)
        if reply.status != 401 or not self._learn(reply):
            return reply
        given = self._credentials(method, path)
        return self._once(method, path, body, {**headers, **given}, streamed)

    def _once(
        self, method: str, path: str, body: Body | None, headers: dict[str, str], streamed: bool
    ) -> Reply:
        connection = self._connected()
        headers.setdefault("User-Agent", "kgtools")
        if body is not None:
            headers["Content-Length"] = str(body.size)
            headers["Content-Type"] = body.kind
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        try:
            for block in body.blocks() if body else ():
                connection.send(block)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it may have said why before it hung up
        response = connection.getresponse()
        known = {name.lower(): value for name, value in response.getheaders()}
        if streamed and 200 <= response.status < 300:
            if response.will_close:
                self._connection = None  # the answer keeps its socket
            return Reply(response.status, known, b"", response)
        data = response.read()
        if response.will_close:
            self.close()
        return Reply(response.status, known, data)

    def _connected(self) -> http.client.HTTPConnection:
        if self._connection is None:
            kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
            self._connection = kind(self._host, self._port, timeout=self.seconds)
        return self._connection

    def _credentials(self, method: str, path: str) -> dict[str, str]:
        token = os.environ.get("KGTOOLS_ENDPOINT_TOKEN")
        if token:
            return {"Authorization": f"Bearer {token}"}
        if self._digest:
            handler, challenge = self._digest
            request = urllib.request.Request(self.origin + path, method=method)
            told = handler.get_authorization(request, challenge)
            return {"Authorization": f"Digest {told}"}
        account = self._account() if self._basic else None
        if account:
            return {"Authorization": "Basic " + b64encode(":".join(account).encode()).decode()}
        return {}

    def _learn(self, reply: Reply) -> bool:
        """How the store wants to be told who asks; False if that was told, or nobody is known."""
        asked = reply.headers.get("www-authenticate", "")
        account = self._account()
        if account is None or os.environ.get("KGTOOLS_ENDPOINT_TOKEN"):
            return False
        scheme, _, rest = asked.partition(" ")
        if scheme.lower() == "digest":
            challenge = urllib.request.parse_keqv_list(urllib.request.parse_http_list(rest))
            if self._digest and challenge.get("stale", "").lower() != "true":
                return False
            accounts = urllib.request.HTTPPasswordMgr()
            accounts.add_password(challenge.get("realm", ""), self.origin, *account)
            self._digest = (urllib.request.HTTPDigestAuthHandler(accounts), challenge)
            return True
        told, self._basic = self._basic, scheme.lower() == "basic"
        return self._basic and not told

    @property
    def account_known(self) -> bool:
        return bool(os.environ.get("KGTOOLS_ENDPOINT_TOKEN")) or self._account() is not None

    def _account(self) -> tuple[str, str] | None:
        user = os.environ.get("KGTOOLS_ENDPOINT_USER")
        if user:
            return user, os.environ.get("KGTOOLS_ENDPOINT_PASSWORD", "")
        try:
            found = netrc.netrc(os.environ.get("NETRC")).authenticators(self._host)
        except FileNotFoundError:
            return None
        except (OSError, netrc.NetrcParseError) as error:
            where = Path(getattr(error, "filename", None) or "netrc")
            raise EngineError("the netrc file cannot be read", where) from None
        return (found[0], found[2] or "") if found else None


def _hint(error: Exception) -> str | None:
    if isinstance(error, TimeoutError):
        return "allow more with --timeout S"
    if isinstance(error, ConnectionRefusedError):
        return "is the store running, and is the port right?"
    if isinstance(error, http.client.HTTPException | ConnectionError):
        return "the connection was lost; run the command again, it says what the store holds"
    return None
