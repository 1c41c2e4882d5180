"""Limits that hold: whatever is asked, the server answers honestly and goes on for all others."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from conftest import ORCHARD
from serving import Response, Server, alive, serving

# More rows than could be counted in a year, and none of them kept.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"
HUNGRY = (
    'SELECT (REPLACE(REPLACE(REPLACE(REPLACE(REPLACE("aaaaaaaaaa", ".", "' + "b" * 40 + '"), ".", "'
    + "c" * 40 + '"), ".", "' + "d" * 40 + '"), ".", "' + "e" * 40 + '"), ".", "' + "f" * 40
    + '") AS ?x) {}'
)  # fmt: skip


def ten(*names: str) -> str:
    """Ten rows for each of the variables: ten times ten for two."""
    return " ".join(f"VALUES ?{name} {{ 0 1 2 3 4 5 6 7 8 9 }}" for name in names)


def quick(server: Server, number: int) -> float:
    """Seconds that a query takes which was not asked before."""
    start = time.monotonic()
    response = server.ask(f"SELECT ?g {{ ?g ?p {number} }}", timeout=20)
    assert response.status == 200, response.text
    return time.monotonic() - start


def at_work(server: Server) -> int:
    workers = server.get("/health").json()["workers"]
    return int(workers["busy"] + workers["slow"])


def until(true: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


# ---- one query


def test_an_endless_query_is_ended_at_its_limit_and_said_to_be() -> None:
    with serving(ORCHARD, "--timeout", "1.5") as server:
        start = time.monotonic()
        response = server.ask(ENDLESS)
        assert 1.4 < time.monotonic() - start < 4
        assert (response.status, response.media_type) == (503, "application/problem+json")
        assert "1.5 s" in response.json()["detail"] and response.headers["retry-after"]
        # one that gives rows all the while is not cut short either: it is no answer at all
        rows = server.ask("SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c = 'no') }")
        assert rows.status in (200, 503) and (rows.status == 503 or rows.json())
        assert quick(server, 1) < 1
        assert until(lambda: len(server.processes()) == 4), "server, mother, two workers"


def test_rows_are_limited_exactly_and_an_answer_is_whole_or_none() -> None:
    hundred = f"SELECT * {{ {ten('a', 'b')} }}"
    with serving(ORCHARD, "--max-rows", "100") as server:
        for accept in ("text/csv", "application/sparql-results+json", "text/xml"):
            assert server.ask(hundred, accept).status == 200
            more = server.ask(hundred.replace("VALUES ?b { 0", "VALUES ?b { 99 0"), accept)
            assert more.status == 403 and "100 rows" in more.json()["detail"]
        # text that looks like the border between two rows counts for nothing
        tricky = " ".join('"},{},{\\n' + f'{n}"' for n in range(60))
        for accept in ("text/csv", "application/sparql-results+json"):
            assert server.ask(f"SELECT * {{ VALUES ?x {{ {tricky} }} }}", accept).status == 200
        graph = f"CONSTRUCT {{ ?a <urn:p> ?b }} {{ VALUES (?a) {{ (<urn:a>) }} {ten('b')} }}"
        assert server.ask(graph, "text/turtle").status == 200
        assert server.ask("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle").status == 403


def test_bytes_are_limited_and_large_answers_leave_nothing_behind(tmp_path: Path) -> None:
    large = f"SELECT * {{ {ten(*'abcde')} }}"
    with serving(ORCHARD, "--max-mb", "8") as server:
        address = f"/sparql?query={quote(large)}"
        response = server.get(address, "text/csv")
        assert response.status == 200 and len(response.body) > 1 << 20
        assert response.text.count("\n") == 100_001
        assert int(response.headers["content-length"]) == len(response.body)
        assert server.request("HEAD", address, headers={"Accept": "text/csv"}).status == 200
        too_large = server.get(address, "application/sparql-results+json")
        assert too_large.status == 403 and "larger" in too_large.json()["detail"]
        endless = server.ask("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
        assert endless.status == 403
        open_files = Path(f"/proc/{server.process.pid}/fd")
        assert until(lambda: not any("kgtools-" in str(f.readlink()) for f in open_files.iterdir()))


def test_a_query_that_wants_all_memory_is_told_so() -> None:
    with serving(ORCHARD, "--memory-mb", "200") as server:
        response = server.ask(HUNGRY)
        assert response.status == 503 and "memory" in response.json()["detail"]
        assert "stack" not in response.text and "alloc" not in response.text
        assert quick(server, 1) < 1


DEEP = {
    "groups": "SELECT * " + "{" * 2000 + "}" * 2000,
    "sub-selects": "SELECT * {" + "{SELECT * {" * 400 + "}}" * 400 + "}",
    "brackets": "SELECT * { FILTER(" + "(" * 1900 + "1" + ")" * 1900 + ") }",
    "signs": "SELECT * { FILTER(" + "!" * 3900 + "true) }",
    "paths": "SELECT * { ?s " + "/".join(["<urn:p>"] * 1500) + " ?o }",
    "blank nodes": "SELECT * { ?s ?p " + "[ ?p " * 800 + "1" + "]" * 800 + " }",
    "unclosed": "SELECT * " + "{" * 4000,
    "a long string": 'SELECT * { FILTER("' + "a" * 4000,
    "optionals": "SELECT * { " + "OPTIONAL { ?s ?p ?o " * 900 + "}" * 900 + " }",
    "not exists": "SELECT * { " + "FILTER NOT EXISTS { ?s ?p ?o " * 900 + "}" * 900 + " }",
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(ORCHARD) as one:
        yield one


@pytest.mark.parametrize("name", DEEP)
def test_no_nesting_ends_anything(server: Server, name: str) -> None:
    before = server.processes()
    response = server.form(("query", DEEP[name]))
    assert response.status == 400, response.text
    assert server.processes() == before  # it was refused, not survived


def test_queries_fetch_nothing(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.5)
        url = f"http://127.0.0.1:{trap.getsockname()[1]}/x"
        for query in (
            f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ BIND(<{url}> AS ?u) SERVICE ?u {{ ?s ?p ?o }} }}",
            f"PREFIX e: <{url}> SELECT * {{ SERVICE e: {{ ?s ?p ?o }} }}",
            f"SELECT * {{ BIND(trueSERVICE <{url}> {{ ?s ?p ?o }} }}",
            f"LOAD <{url}>",
        ):
            response = server.ask(query)
            assert response.status in (400, 403), query
        assert server.ask(f"SELECT * FROM <{url}> {{ ?s ?p ?o }}").status == 400
        assert server.get(f"/sparql?query=ASK%7B%7D&default-graph-uri={quote(url)}").status == 400
        with pytest.raises(TimeoutError):
            trap.accept()


def test_only_the_services_that_are_allowed_are_asked() -> None:
    guilds = "{ ?g <https://example.org/orchard/terms#members> ?m }"
    with serving(ORCHARD) as other:
        allowed = f"{other.url}sparql"
        with serving(ORCHARD, "--allow-service", allowed) as server:
            for service in (f"<{allowed}>", f"SILENT <{allowed}>"):
                response = server.ask(f"SELECT ?m {{ SERVICE {service} {guilds} }} ORDER BY ?m")
                assert response.status == 200, response.text
                rows = response.json()["results"]["bindings"]
                assert [row["m"]["value"] for row in rows] == ["7", "12"]
            for service in (f"<{allowed}2>", "?any"):
                assert server.ask(f"SELECT ?m {{ SERVICE {service} {guilds} }}").status == 403


# ---- one query beside others


def test_while_endless_queries_run_all_others_are_answered() -> None:
    with (
        serving(ORCHARD, "--timeout", "8", "--workers", "2") as server,
        ThreadPoolExecutor(8) as pool,
    ):
        endless = [pool.submit(server.ask, f"{ENDLESS} LIMIT {n}") for n in range(1, 4)]
        time.sleep(0.3)
        times = [quick(server, number) for number in range(40)]
        assert max(times) < 3 and sorted(times)[20] < 0.5, times
        assert not all(one.done() for one in endless), "they were to run beside"
        assert {one.result().status for one in endless} == {503}


def test_a_flood_of_endless_queries_holds_up_nobody() -> None:
    with (
        serving(ORCHARD, seconds=8, workers=2, slow=2, quick=0.3) as server,
        ThreadPoolExecutor(20) as pool,
    ):
        endless = [pool.submit(server.ask, f"{ENDLESS} LIMIT {n}") for n in range(1, 13)]
        time.sleep(0.5)
        times = [quick(server, number) for number in range(10)]
        assert max(times) < 10, times
        assert len(server.processes()) <= 8
        details = [one.result().json()["detail"] for one in endless]
        assert any("too many slow queries" in detail for detail in details)
        assert until(lambda: len(server.processes()) == 4)
        assert server.get("/health").json()["workers"]["idle"] == 2


def test_one_client_can_have_so_many_requests_at_a_time() -> None:
    with (
        serving(ORCHARD, seconds=2, per_client=3, waiting=50) as server,
        ThreadPoolExecutor(8) as pool,
    ):
        asked = [pool.submit(server.ask, f"{ENDLESS} LIMIT {n}") for n in range(1, 9)]
        got = [one.result() for one in asked]
        refused = [response for response in got if response.status == 429]
        assert len(refused) == 5 and all(one.headers["retry-after"] for one in refused)


def test_more_requests_than_may_wait_are_503_at_once() -> None:
    with (
        serving(ORCHARD, seconds=3, workers=1, slow=1, quick=5, waiting=2) as server,
        ThreadPoolExecutor(8) as pool,
    ):
        start = time.monotonic()

        def ask(number: int) -> tuple[Response, float]:
            return server.ask(f"{ENDLESS} LIMIT {number}"), time.monotonic() - start

        got = [one.result() for one in [pool.submit(ask, n) for n in range(1, 7)]]
        at_once = [response for response, seconds in got if seconds < 2]
        assert len(at_once) == 3
        assert all("waiting" in one.json()["detail"] for one in at_once)


def test_a_client_that_goes_away_ends_its_query() -> None:
    with serving(ORCHARD) as server:
        with socket.create_connection(("127.0.0.1", server.port)) as client:
            request = f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: x\r\n\r\n"
            client.sendall(request.encode())
            assert until(lambda: at_work(server) == 1)
        assert until(lambda: at_work(server) == 0, 5)


# ---- requests that are large or slow


def test_a_body_that_is_too_large_is_413_whether_it_says_so_or_not(server: Server) -> None:
    sent = {"Content-Type": "application/sparql-query"}
    response = server.request("POST", "/sparql", b"#" * (1 << 20) + b"\nASK {}", sent)
    assert response.status == 413
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as client:
        head = "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        client.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        for _ in range(40):
            client.sendall(b"10000\r\n" + b"#" * 0x10000 + b"\r\n")
        client.sendall(b"0\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 413")
    fine = b"#" * 500_000 + b"\nASK {}"
    assert server.request("POST", "/sparql", fine, sent).status == 200


def test_a_head_that_is_too_large_is_refused(server: Server) -> None:
    assert server.get("/sparql?query=" + "a" * 200_000).status in (400, 414, 431)
    assert quick(server, 2) < 2


def drip(port: int, data: bytes) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", port), timeout=10)
    client.sendall(data)
    return client


def test_heads_that_never_end_stop_nobody_and_are_closed() -> None:
    with serving(ORCHARD, head=2, connections=40) as server:
        slow = [drip(server.port, b"GET /health HTTP/1.1\r\nX-A: ") for _ in range(120)]
        slow += [drip(server.port, b"") for _ in range(40)]
        try:
            assert max(quick(server, number) for number in range(10)) < 1.5
            time.sleep(1)
            for client in slow[-50:]:  # a byte now and then does not help
                with suppress(OSError):
                    client.sendall(b"a")
            assert until(lambda: len(connections(server)) == 0, 6), connections(server)
        finally:
            for client in slow:
                client.close()
        assert quick(server, 99) < 1


def connections(server: Server) -> list[str]:
    """The sockets that the server's process has open towards clients."""
    port = f":{server.port:04X}"
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return [line[2] for line in lines if line[1].endswith(port) and line[3] == "01"]


def test_a_head_that_came_in_part_is_answered_408() -> None:
    with serving(ORCHARD, head=1) as server:
        client = drip(server.port, b"GET /health HTTP/1.1\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 408")
        client.close()


def test_a_body_that_never_ends_is_408_and_stops_nobody() -> None:
    head = (
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        b"Content-Length: 1000\r\n\r\nASK"
    )
    with serving(ORCHARD, body=2, connections=30) as server:
        slow = [drip(server.port, head) for _ in range(25)]
        assert max(quick(server, number) for number in range(5)) < 1.5
        assert slow[0].recv(100).startswith(b"HTTP/1.1 408")
        for client in slow:
            client.close()


def test_clients_that_take_nothing_are_closed() -> None:
    long = "a" * 200
    query = quote(f'SELECT * {{ VALUES ?t {{ "{long}" }} {ten(*"abcde")} }}')  # 21 MB of CSV
    head = f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n".encode()
    with serving(ORCHARD, stall=1.5, connections=30) as server:
        slow = [drip(server.port, head) for _ in range(3)]
        assert max(quick(server, number) for number in range(5)) < 3
        reason = "takes nothing of its answer"
        assert until(lambda: [e.get("reason") for e in server.events()].count(reason) == 3, 20)
        for client in slow:
            client.close()


def test_many_connections_at_once_are_all_answered(server: Server) -> None:
    with ThreadPoolExecutor(100) as pool:
        asked = pool.map(lambda n: server.ask(f"ASK {{ ?s ?p {n % 7} }}").status, range(300))
        counted = list(asked)
    assert set(counted) <= {200, 429, 503} and counted.count(200) > 100
    assert quick(server, 3) < 1


# ---- the processes


def test_the_server_ends_when_it_is_asked_and_nothing_is_left() -> None:
    with serving(ORCHARD, "--timeout", "2") as server:
        results: list[Response] = []
        client = threading.Thread(target=lambda: results.append(server.ask(ENDLESS)))
        client.start()
        assert until(lambda: server.get("/health").json()["workers"]["busy"] == 1)
        pids = server.processes()
        os.kill(server.process.pid, signal.SIGTERM)
        client.join(10)
        assert results and results[0].status == 503 and "2 s" in results[0].text
        assert server.process.wait(10) == 0
        assert until(lambda: not alive(pids), 3)
        assert server.events()[-1]["event"] == "stopped"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux ends orphans")
def test_a_server_that_is_killed_leaves_no_process() -> None:
    with serving(ORCHARD) as server:
        client = threading.Thread(target=lambda: _ignoring(lambda: server.ask(ENDLESS)))
        client.start()
        assert until(lambda: server.get("/health").json()["workers"]["busy"] == 1)
        pids = server.processes()
        assert len(pids) == 4
        server.process.kill()
        client.join(10)
        assert until(lambda: not alive(pids), 3)


def _ignoring(ask: Callable[[], object]) -> None:
    with suppress(OSError):
        ask()


def test_workers_and_their_mother_are_replaced_when_they_die() -> None:
    with serving(ORCHARD) as server:
        _, mother, first, second = server.processes()
        os.kill(first, signal.SIGKILL)
        os.kill(second, signal.SIGKILL)
        assert quick(server, 1) < 2 and quick(server, 2) < 2
        os.kill(mother, signal.SIGKILL)
        assert until(lambda: mother not in server.processes())
        assert until(lambda: server.ask("ASK { ?s ?p 4 }").status == 200)
        assert until(lambda: len(server.processes()) == 4)
        assert "started again" in [event["event"] for event in server.events()]
