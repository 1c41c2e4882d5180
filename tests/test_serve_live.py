"""The server in its surroundings: files that change, a proxy, another engine, a log, a port."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from pyoxigraph import Store

from conftest import ORCHARD, change
from kgtools.project import Project
from kgtools.serve.cache import Cache
from kgtools.serve.door import Door
from kgtools.serve.jobs import Reply
from kgtools.serve.log import Log
from serving import Server, alive, serving
from test_serve_limits import until

MEMBERS = "SELECT ?m { <https://example.org/orchard/id/moss> ?p ?m . FILTER(isNumeric(?m)) }"
DATA = "data/pamphlet.ttl"


def members(server: Server) -> str:
    return server.ask(MEMBERS, "text/csv").text.split()[1]


def events(server: Server, what: str, wanted: int = 0) -> list[dict[str, Any]]:
    """The log's events of that kind; a line may come a little after the response it is about."""
    found: list[dict[str, Any]] = []

    def there() -> bool:
        found[:] = [event for event in server.events() if event["event"] == what]
        return len(found) >= wanted

    assert until(there)
    return found


# ---- files that change


def test_changes_are_served_and_no_request_is_lost(copy: Path) -> None:
    with serving(copy, "--watch") as server:
        seen: list[tuple[int, str]] = []
        stop = threading.Event()

        def ask_on_and_on() -> None:
            number = 0
            while not stop.is_set():
                number += 1
                got = server.ask(f"{MEMBERS} # {number % 3}", "text/csv")
                seen.append((got.status, got.text.split()[-1]))

        asking = threading.Thread(target=ask_on_and_on)
        asking.start()
        try:
            old = server.processes()[1:]
            for before, after in (("7", "8"), ("8", "9")):
                change(copy / DATA, f"orc:members {before} .", f"orc:members {after} .")
                assert until(lambda after=after: members(server) == after, 20)  # type: ignore[misc]
        finally:
            stop.set()
            asking.join()
        assert len(seen) > 20 and {status for status, _ in seen} == {200}
        values = [value for _, value in seen]
        assert values == sorted(values) and set(values) >= {"7", "8"}  # never back to an older one
        assert until(lambda: not alive(old)), "what is replaced ends"
        assert len(events(server, "reloaded")) == 2


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        (DATA, "orc:members 7 .", "orc:members 7", "pamphlet.ttl"),
        (DATA, "orc:members 7 .", 'orc:members "many" .', "checks fail"),
        ("kgtools.toml", 'version = "0.3.0"', "version = 3", "version"),
        ("queries/guilds.rq", "SELECT", "#+ nonsense: [\nSELECT", "guilds.rq"),
    ],
)
def test_a_broken_state_is_not_served_and_a_mended_one_is(
    copy: Path, file: str, old: str, new: str, reason: str
) -> None:
    with serving(copy, "--watch") as server:
        change(copy / file, old, new)
        assert until(lambda: bool(events(server, "reload refused")), 20)
        assert reason in events(server, "reload refused")[0]["reason"]
        assert members(server) == "7"
        assert server.get("/api/queries/guilds", "text/csv").status == 200
        change(copy / file, new, old)
        change(copy / DATA, "orc:members 7 .", "orc:members 70 .")
        assert until(lambda: members(server) == "70", 20)


def test_without_watch_a_signal_reloads(copy: Path) -> None:
    with serving(copy) as server:
        change(copy / DATA, "orc:members 7 .", "orc:members 8 .")
        time.sleep(1.5)
        assert members(server) == "7"
        os.kill(server.process.pid, signal.SIGHUP)
        assert until(lambda: members(server) == "8", 20)


# ---- pages, prefix, proxy


def test_a_thing_leads_to_its_document(copy: Path) -> None:
    with serving(copy) as server:
        heron = server.get("/id/heron", "text/turtle")
        assert heron.status == 303
        document = server.get(heron.headers["location"], "text/turtle")
        assert document.status == 200 and "Heron Guild" in document.text
        etag = document.headers["etag"]
        again = server.get(heron.headers["location"], "text/turtle", If_None_Match=etag)
        assert (again.status, again.body) == (304, b"")
        page = server.get("/", "text/html")
        assert page.status == 200 and page.media_type == "text/html"
        assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
        assert server.get("/nothing/here", "text/html").status == 404
        head = server.request("HEAD", "/", headers={"Accept": "text/html"})
        assert (head.status, head.body) == (200, b"")
        assert head.headers["content-length"] == page.headers["content-length"]


@pytest.mark.parametrize("base", ["/graph", "https://kg.example.org/graph/"])
def test_all_stands_under_a_prefix_whether_the_proxy_takes_it_away_or_not(base: str) -> None:
    with serving(ORCHARD, "--base", base) as server:
        assert server.url.endswith("/graph/")
        for path in ("/graph/api/queries", "/api/queries"):
            told = server.get(path)
            assert told.status == 200
            root = "https://kg.example.org" if base[0] != "/" else f"http://127.0.0.1:{server.port}"
            assert told.json()["queries"][0]["href"].startswith(f"{root}/graph/api/queries/")
        assert server.get("/graph/sparql?query=ASK%7B%7D").status == 200
        assert (
            server.get("/graph/id/heron", "text/turtle").headers["location"].startswith("/graph/")
        )
        assert server.get("/graphic").status == 404


def test_forwarded_headers_count_from_a_trusted_proxy_only() -> None:
    forwarded = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https", "Host": "kg.org"}
    for options, scheme, client in (
        ((), "https", "192.0.2.7"),
        (("--trust-proxy", "192.0.2.1"), "http", "127.0.0.1"),
    ):
        with serving(ORCHARD, *options) as server:
            told = server.request("GET", "/api/queries", headers=forwarded).json()
            assert told["openapi"] == f"{scheme}://kg.org/api/openapi.json"
            assert events(server, "request", 1)[-1]["client"] == client


# ---- another engine


def test_a_store_on_disk_is_asked_instead_of_the_files(tmp_path: Path, orchard: Project) -> None:
    folder = tmp_path / "store"
    store = Store(str(folder))
    store.bulk_extend(orchard.quads())
    store.update(
        "INSERT DATA { GRAPH <urn:more> { <https://example.org/orchard/id/moss> <urn:p> 99 } }"
    )
    store.flush()
    del store
    with serving(ORCHARD, "--store", str(folder)) as server:
        assert server.ask(f"{MEMBERS} ORDER BY ?m", "text/csv").text.split() == ["m", "7", "99"]
        count = "SELECT (COUNT(*) AS ?n) FROM <urn:more> { ?s ?p ?o }"
        assert server.ask(count, "text/csv").text.split() == ["n", "1"]
        assert server.ask(count.replace("more", "less"), "text/csv").status == 400
        assert server.get("/api/queries/guilds", "text/csv").text.count("\n") == 3
        assert server.get("/health").json()["triples"] == len(orchard.quads()) + 1


def test_an_endpoint_is_asked_behind_the_same_door() -> None:
    with serving(ORCHARD) as other, serving(ORCHARD, "--endpoint", f"{other.url}sparql") as server:
        for accept in ("text/csv", "application/sparql-results+json", "text/xml"):
            assert server.ask(MEMBERS, accept).status == 200
        assert members(server) == "7"
        described = server.ask("DESCRIBE <https://example.org/orchard/id/moss>", "text/turtle")
        assert "Moss Guild" in described.text
        assert server.get("/api/queries/guilds", "text/csv").text.count("\n") == 3
        assert server.ask("SELECT * { ?s ?p }").status == 400
        assert server.ask("INSERT DATA { <urn:a> <urn:b> <urn:c> }").status == 403
        other.process.send_signal(signal.SIGTERM)
        other.process.wait(20)
        gone = server.ask(MEMBERS.replace("?m)", "?m) "), "text/csv")
        assert gone.status == 502 and "endpoint" in gone.json()["detail"]


# ---- the log, errors, the command


def test_the_log_has_a_line_for_each_request_and_no_secret() -> None:
    with serving(ORCHARD) as server:
        server.get("/sparql?query=ASK%7B%7D&token=s3cret", Authorization="Bearer s3cret")
        server.get("/api/queries/none")
        first, second = events(server, "request", 2)
        assert (first["method"], first["path"], first["status"]) == ("GET", "/sparql", 200)
        assert first["bytes"] > 0 and first["ms"] > 0 and first["cache"] == "miss"
        assert (second["status"], second["path"]) == (404, "/api/queries/none")
        text = server.log.read_text()
        assert "s3cret" not in text and "ASK" not in text


def test_a_failure_shows_no_trace_but_a_number_that_is_in_the_log(tmp_path: Path) -> None:
    async def failing(scope: object, receive: object, send: object) -> None:
        raise RuntimeError("the secret inside")

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}
    with (tmp_path / "log").open("w") as stream:
        asyncio.run(Door(failing, Log(stream))(scope, receive, send))
    assert sent[0]["status"] == 500
    headers, body = dict(sent[0]["headers"]), sent[1]["body"].decode()
    assert headers[b"content-type"] == b"application/problem+json"
    assert "secret" not in body and "Traceback" not in body
    event = json.loads((tmp_path / "log").read_text())
    assert event["id"] == headers[b"x-request-id"].decode() and event["id"] in body
    assert "the secret inside" in event["trouble"]


def test_every_response_has_the_security_headers() -> None:
    with serving(ORCHARD) as server:
        for path in ("/", "/health", "/sparql", "/nothing", "/api/queries/none", "/sparql?query=x"):
            headers = server.get(path).headers
            assert headers["x-content-type-options"] == "nosniff", path
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert headers["referrer-policy"]
            assert "server" not in headers


def test_a_port_that_is_taken_gives_way_to_the_next_that_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with serving(ORCHARD, "--port", str(port)) as server:
            assert port < server.port <= port + 50
            assert server.get("/health").status == 200


def refused(*options: str) -> subprocess.CompletedProcess[str]:
    """The command, which is not to start a server; if it does, it is ended."""
    command = [sys.executable, "-m", "kgtools", "serve", "--port", "0", "--log", os.devnull]
    return subprocess.run(
        [*command, *options], capture_output=True, text=True, timeout=30, check=False
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--port", "x"], "expected a port"),
        (["--base", "graph"], "--base is a URL"),
        (["--timeout", "0"], "expected seconds"),
        (["--host", "no.such.host.invalid"], "cannot listen"),
        (["--store", "/nonexistent"], "no store of Oxigraph"),
        (["--endpoint", "nonsense"], "nonsense"),
        (["--endpoint", "http://127.0.0.1:9/", "--store", "x"], "not both"),
    ],
)
def test_what_cannot_be_served_is_said_in_one_line(options: list[str], said: str) -> None:
    done = refused("--project", str(ORCHARD), *options)
    assert done.returncode == 2, done.stdout
    assert said in done.stderr and "Traceback" not in done.stderr
    assert done.stderr.strip().count("\n") == 0


def test_a_broken_project_is_not_served(copy: Path) -> None:
    change(copy / DATA, "orc:members 7 .", "orc:members 7")
    done = refused("--project", str(copy))
    assert done.returncode == 2 and "pamphlet.ttl" in done.stderr


# ---- parts


def test_the_cache_stays_within_its_bound() -> None:
    cache = Cache(100_000)
    for number in range(500):
        cache.put(("key", number), Reply(200, (), b"x" * 2_000))
        assert cache.get(("key", 0)) is not None or number > 30
        assert cache.size <= 100_000
    assert 20 < len(cache) < 50
    assert cache.get(("key", 499)) is not None and cache.get(("key", 250)) is None
    cache.put("large", Reply(200, (), b"x" * 50_000))
    assert cache.get("large") is None and len(cache) > 20


def test_an_answer_that_is_asked_for_again_is_kept() -> None:
    with serving(ORCHARD) as server:
        address, accept = f"/sparql?query={quote(MEMBERS)}", {"Accept": "text/csv"}
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        got = []
        for _ in range(5):
            connection.request("GET", address, headers=accept)
            response = connection.getresponse()
            got.append((response.status, response.read(), sorted(response.headers.keys())))
        assert all(one == got[0] for one in got) and got[0][1] == b"m\r\n7\r\n"
        assert members(server) == "7"
        etag = response.headers["etag"]
        assert server.get(address, "text/csv", If_None_Match=etag).status == 304
        assert server.get(address, "text/turtle").status == 406
        assert server.request("HEAD", address, headers=accept).body == b""
        assert server.request("POST", address, b"x", accept).status == 415
        seen = [e.get("cache") for e in events(server, "request", 10)]
        assert seen[:6] == ["miss", "hit", "hot", "hot", "hot", "hot"]
        assert [e["bytes"] for e in events(server, "request")][:6] == [6] * 6


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        (f"/sparql?query={quote(MEMBERS)}", "text/csv"),
        (f"/sparql?query={quote(MEMBERS)}&format=xml", None),
        ("/sparql?query=SELECT", "text/csv"),
        ("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None),
        ("/sparql", "text/html"),
        ("/sparql", "text/turtle"),
        ("/sparql?format=nt", "text/html"),
        ("/sparql?query=%ff", None),
        ("/api/queries", None),
        ("/api/queries/", None),
        ("/api/queries/guilds?format=csv", None),
        ("/api/queries/guilds?format=png", None),
        ("/api/queries/guilds/none", "text/html"),
        ("/api/openapi.json?lang=xx", None),
        ("/id/heron", "text/turtle"),
        ("/id/heron%0d%0aSet-Cookie:%20a=b", "text/html"),
        ("/", "text/html"),
        ("/nothing/h%C3%A9re", "text/html"),
    ],
)
def test_a_plain_request_and_an_unusual_one_are_answered_alike(
    any_server: Server, path: str, accept: str | None
) -> None:
    """Alone, again, and again as the bytes that are ready; any other header makes it unusual."""
    unusual = any_server.get(path, accept, X_Unusual="1")
    for _ in range(3):
        plain = any_server.get(path, accept)
        assert (plain.status, plain.body) == (unusual.status, unusual.body)
        told = [
            {n: v for n, v in one.headers.items() if n not in ("date", "x-request-id")}
            for one in (plain, unusual)
        ]
        assert told[0] == told[1] and "set-cookie" not in told[0]


@pytest.fixture(scope="module")
def any_server() -> Iterator[Server]:
    with serving(ORCHARD) as one:
        yield one


def test_requests_in_one_go_are_answered_in_turn(any_server: Server) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    asked = [slow, MEMBERS, "SELECT", MEMBERS, "SELECT (1 AS ?last) {}"]
    heads = [
        f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n"
        for query in asked
    ]
    heads[3] += "X-Unusual: 1\r\n"
    heads[4] += "Connection: close\r\n"
    with socket.create_connection(("127.0.0.1", any_server.port), timeout=30) as client:
        client.sendall("".join(f"{head}\r\n" for head in heads).encode())
        data = b"".join(iter(lambda: client.recv(1 << 16), b""))
    statuses = [part[:3] for part in data.split(b"HTTP/1.1 ")[1:]]
    assert statuses == [b"200", b"200", b"400", b"200", b"200"]
    places = [
        data.index(mark) for mark in (b"\r\n\r\nn\r\n", b"m\r\n7", b"not valid", b"last\r\n1")
    ]
    assert places == sorted(places) and data.count(b"m\r\n7\r\n") == 2


def test_what_is_hot_is_of_the_state_that_is_served(copy: Path) -> None:
    with serving(copy) as server:
        assert [members(server) for _ in range(4)] == ["7"] * 4
        assert events(server, "request", 4)[-1]["cache"] == "hot"
        change(copy / DATA, "orc:members 7 .", "orc:members 8 .")
        os.kill(server.process.pid, signal.SIGHUP)
        assert until(lambda: members(server) == "8", 20)
