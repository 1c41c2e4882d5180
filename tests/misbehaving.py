"""A real HTTP server on loopback that misbehaves, each path in its own way, and notes what came."""

from __future__ import annotations

import base64
import contextlib
import gzip
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

ROWS = {
    "head": {"vars": ["y", "x"]},
    "results": {
        "bindings": [
            {"x": {"type": "literal", "value": "007", "datatype": "http://example.org/n"}},
            {"y": {"type": "uri", "value": "http://example.org/é"}},
        ]
    },
}
JSON = "application/sparql-results+json"
GOOD = json.dumps(ROWS).encode()
TRIPLES = b'<http://e.org/s> <http://e.org/p> "1" .\n<http://e.org/s> <http://e.org/p> "2" .\n'
HTML = b"<!DOCTYPE html><html><head><title>Welcome</title></head><body><p>Hello</p></body></html>"


@dataclass
class Request:
    method: str
    path: str
    query: str
    headers: dict[str, str]
    parameters: dict[str, list[str]]


@dataclass
class Misbehaving:
    """The server's address, the requests that came, and an event that ends what drips."""

    url: str = ""
    requests: list[Request] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def at(self, path: str) -> str:
        return f"{self.url}/{path}"


class Handler(BaseHTTPRequestHandler):
    notes: Misbehaving
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._act(parse_qs(urlsplit(self.path).query))

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self._act(parse_qs(self.rfile.read(length).decode(), max_num_fields=100))

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _act(self, parameters: dict[str, list[str]]) -> None:
        path = urlsplit(self.path).path
        query = (parameters.get("query") or [""])[0]
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.notes.requests.append(Request(self.command, path, query, headers, parameters))
        self.close_connection = True
        with contextlib.suppress(OSError):  # who asked has left, as it should
            MODES[path.strip("/").partition("/")[0]](self)

    def give(
        self, body: bytes, kind: str | None = JSON, status: int = 200, **headers: str | None
    ) -> None:
        """An answer; a header given as None is left out."""
        told = {"Content-Type": kind, "Content-Length": str(len(body))}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        self.send_response(status)
        for name, value in told.items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self, body: bytes) -> None:
        for byte in body * 1_000:
            if self.notes.over.wait(0.05):
                return
            self.wfile.write(bytes([byte]))
            self.wfile.flush()

    def endless(self, first: bytes, part: bytes, end: bytes = b"") -> None:
        self.give(first, Content_Length=None)
        while not self.notes.over.is_set():
            self.wfile.write(part)
        self.wfile.write(end)


def says(status: int, text: str, kind: str = "text/plain", **headers: str) -> Callable[..., None]:
    return lambda h: h.give(text.encode(), kind, status, **headers)


def to(address: str, status: int = 302) -> Callable[[Handler], None]:
    return lambda h: h.give(b"", None, status, Location=address.format(url=h.notes.url))


def login(handler: Handler) -> None:
    wanted = base64.b64encode(b"ann:s3cret-word").decode()
    given = handler.headers.get("Authorization")
    if given in (f"Basic {wanted}", "Bearer t0ken-word"):
        return handler.give(GOOD)
    text = f"You sent {given}"
    return handler.give(text.encode(), "text/plain", 401, WWW_Authenticate='Basic realm="x"')


def digest(handler: Handler) -> None:
    if (handler.headers.get("Authorization") or "").startswith("Digest "):
        return handler.give(GOOD)
    challenge = 'Digest realm="SPARQL", nonce="abc", qop="auth", algorithm=MD5'
    return handler.give(b"", "text/plain", 401, WWW_Authenticate=challenge)


def silent(handler: Handler) -> None:
    handler.notes.over.wait(30)


def dripping_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    handler.drip(b"X-Slow: yes\r\n")


def dripping(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.end_headers()
    handler.drip(b" ")


def chunks_cut(handler: Handler) -> None:
    handler.give(b"%x\r\n%s" % (len(TRIPLES) * 2, TRIPLES), "application/n-triples",
                 Content_Length=None, Transfer_Encoding="chunked")  # fmt: skip


def no_http(handler: Handler) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")


def hang_up(handler: Handler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def bomb(handler: Handler) -> None:
    handler.give(gzip.compress(b" " * (64 << 20)), Content_Encoding="gzip")


def echo(handler: Handler) -> None:
    """An error that repeats all that it was sent, and colours for the terminal."""
    sent = handler.headers["Authorization"]
    word = sent.partition(" ")[2]
    plain = base64.b64decode(word).decode() if sent.startswith("Basic") else word
    text = f"\x1b[31mRefused\x07 for {sent}, that is {plain}"
    handler.give(text.encode(), "text/plain", 403)


ILL = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"a b"}}]}}'

MODES: dict[str, Callable[[Handler], None]] = {
    "good": lambda h: h.give(GOOD),
    "good-xml": lambda h: h.give(
        b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/>'
        b"<boolean>true</boolean></sparql>",
        "application/sparql-results+xml; charset=utf-8",
    ),
    "good-gzip": lambda h: h.give(gzip.compress(GOOD), Content_Encoding="gzip"),
    "good-triples": lambda h: h.give(TRIPLES + TRIPLES, "application/n-triples"),
    "good-turtle": lambda h: h.give(b"<s> a <c>, <c> .", "text/turtle"),
    "login": login,
    "digest": digest,
    "echo": echo,
    "html": lambda h: h.give(HTML, "text/html; charset=utf-8"),
    "html-as-json": lambda h: h.give(b"\n" + HTML),
    "short": lambda h: h.give(GOOD[:40]),
    "short-length": lambda h: h.give(GOOD[:40], Content_Length=str(len(GOOD))),
    "short-triples": lambda h: h.give(
        TRIPLES, "application/n-triples", Content_Length=str(2 * len(TRIPLES))
    ),
    "short-chunks": chunks_cut,
    "short-gzip": lambda h: h.give(gzip.compress(GOOD * 99)[:-9], Content_Encoding="gzip"),
    "short-virtuoso": lambda h: h.give(
        GOOD, X_SQL_State="S1TAT", X_SQL_Message="RC: Returning incomplete results"
    ),
    "short-rows": lambda h: h.give(GOOD, X_SPARQL_MaxRows="2"),
    "wrong-gzip": lambda h: h.give(GOOD, Content_Encoding="gzip"),
    "brotli": lambda h: h.give(GOOD, Content_Encoding="br"),
    "csv": lambda h: h.give(b"x\r\n1\r\n", "text/csv"),
    "untyped": lambda h: h.give(GOOD, None),
    "not-utf8": lambda h: h.give(GOOD.replace(b"007", b"\xff\xfe")),
    "other-json": lambda h: h.give(b'{"data": {"rows": []}}', "application/json"),
    "nested-json": lambda h: h.give(b'{"head":' * 90_000 + b"1" + b"}" * 90_000),
    "ill-iri": lambda h: h.give(ILL),
    "boolean": lambda h: h.give(b'{"head": {}, "boolean": true}'),
    "empty": lambda h: h.give(b""),
    "nothing": lambda h: h.give(b"", None, 204),
    "partial": lambda h: h.give(GOOD, status=206),
    "s400": says(400, "Parse error: Lexical error at line 3, column 7.\n\nSPARQL query:\nASK"),
    "s400-html": says(400, "<head><title>x</title></head><p><b>Bad</b> query", "text/html"),
    "s400-json": says(400, '{"message": "no such function"}', "application/json"),
    "s401": says(401, "?", WWW_Authenticate="Negotiate"),
    "s403": says(403, "not for you"),
    "s404": says(404, "<h1>Not found</h1>", "text/html"),
    "s405": says(405, "no"),
    "s413": says(413, "at most 1 kB"),
    "s429": says(429, "slowly", Retry_After="17"),
    "s500": says(500, "Virtuoso 42000 Error"),
    "s503": says(503, "", Retry_After="Fri, 31 Dec 2027 23:59:59 GMT"),
    "to-good": to("/good"),
    "to-itself": to("/to-itself"),
    "to-other-host": to("http://localhost:9/good?key=abcdef"),
    "to-file": to("file:///etc/passwd"),
    "to-user": to("http://ann:s3cret-word@127.0.0.1/"),
    "to-good-307": to("/good", 307),
    "silent": silent,
    "drip": dripping,
    "drip-headers": dripping_headers,
    "endless": lambda h: h.endless(b'{"head":{},"results":{"bindings":[', b"{}," * 9999),
    "bomb": bomb,
    "no-http": no_http,
    "hang-up": hang_up,
}  # fmt: skip


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False


@contextmanager
def misbehaving() -> Iterator[Misbehaving]:
    """The server, until the block ends."""
    notes = Misbehaving()
    handler = type("Noting", (Handler,), {"notes": notes})
    server = Server(("127.0.0.1", 0), handler)
    notes.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield notes
    finally:
        notes.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
