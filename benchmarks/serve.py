"""How quickly `kgtools serve` answers, beside Oxigraph's own server and rdflib-endpoint.

    python benchmarks/serve.py [--oxigraph PATH] [--rdflib-endpoint PATH] [--seconds S]

All servers run on this machine in the same run, one after the other, over the same data: the
project's quads, union default graph. Requests come from other processes, on connections that are
kept open; these do no more than they must, since they share the processor with the server. What is
warm was asked before. On a machine that has other work to do, the answers for each second of
processor time are the figure to compare. A server that is not there is left out.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from kgtools.engines import open_engine
from kgtools.project import Project
from kgtools.queries import Catalogue, bound_text

JOIN = """SELECT ?s ?l ?c WHERE { ?s a ?c ; <http://www.w3.org/2004/02/skos/core#prefLabel> ?l .
  ?o ?p ?s . FILTER(LANG(?l) = "en") } LIMIT 200"""
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(?c < ?l) }"
PAGES, ENDLESSLY = "entity pages, each new", "lookups beside an endless query"
PROCESSES, THREADS = 2, 2
JSON = "application/sparql-results+json"
SERVERS: dict[int, int] = {}  # process id by port
Target = tuple[str, int, str]  # name, port, path of the endpoint
Start = AbstractContextManager[Target]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    beside = Path(sys.executable).parent
    parser.add_argument("--project", default=".", help="default: this folder")
    parser.add_argument("--oxigraph", default=shutil.which("oxigraph", path=str(beside)))
    parser.add_argument("--rdflib-endpoint", help="that command, from an environment of its own")
    parser.add_argument("--only", default="", help="only figures that have this in their name")
    parser.add_argument("--seconds", type=float, default=4.0, help="for each figure")
    given = parser.parse_args()
    project = Project.open(given.project)
    slug, heavy, seconds = heaviest(project)
    print(f"heaviest prepared query: {slug}, {seconds * 1000:.0f} ms in this process\n")
    subjects = sorted({q.subject.value for q in project.quads() if hasattr(q.subject, "value")})
    lookups = [f"SELECT ?p ?o {{ <{iri}> ?p ?o }}" for iri in subjects if ":" in iri]
    with tempfile.TemporaryDirectory() as place:
        data = Path(place) / "data.nt"
        triples = {f"{quad.triple} .\n" for quad in project.quads()}
        data.write_text("".join(sorted(triples)), encoding="utf-8")
        for start in (ours(given.project), oxigraph(given.oxigraph, data), rdflib(given, data)):
            if start is None:
                continue
            with start as (name, port, path):
                asked = {
                    "lookups, each new": [f"{q} # {n}" for n, q in enumerate(lookups * 40)],
                    "lookups, warm": lookups[:50],
                    "join of 200 rows, warm": [JOIN],
                    f"{slug}, warm": [heavy],
                }
                figures = {w: [f"{path}?query={quote(q)}" for q in qs] for w, qs in asked.items()}
                if name == "kgtools serve":
                    figures |= dict.fromkeys((PAGES, "entity pages, warm"), pages_of(project))
                for what, paths in figures.items():
                    if given.only in what:
                        show(name, what, *measured(port, paths, given.seconds, what))
                if given.only in ENDLESSLY:
                    beside_endless(name, port, path, lookups, given.seconds)
        print()


def heaviest(project: Project) -> tuple[str, str, float]:
    """The prepared query that takes longest with its defaults: name, text, seconds."""
    found = []
    plain = open_engine(project.quads())
    for query in Catalogue(project):
        if query.derived:
            continue
        text = bound_text(project, query)
        start = time.perf_counter()
        plain.query(text)
        found.append((query.slug, text, time.perf_counter() - start))
    return max(found, key=lambda one: one[2])


def pages_of(project: Project) -> list[str]:
    base = project.config.base
    names = {
        quad.subject.value.removeprefix(base)
        for quad in project.quads()
        if hasattr(quad.subject, "value") and quad.subject.value.startswith(base + "id/")
    }
    return [f"/{quote(name)}.html" for name in sorted(names)]


# ---- asking


def measured(
    port: int, paths: list[str], seconds: float, what: str
) -> tuple[float, float, int, float]:
    """Answers per second, the longest in milliseconds, how many requests were not answered 200,
    and how many answers there were for each second of processor time of the server.
    """
    once = what == PAGES  # there are too few of them for the time
    if "warm" in what:
        for path in paths:
            Connection(port, 60).ask(request_for(path))
    with multiprocessing.Pool(PROCESSES) as pool:
        parts = [
            (port, paths[number::PROCESSES] or paths, seconds, once) for number in range(PROCESSES)
        ]
        start, worked = time.perf_counter(), processor_seconds(port)
        got = [pair for part in pool.starmap(asked_by_threads, parts) for pair in part]
        took, worked = time.perf_counter() - start, processor_seconds(port) - worked
    fine = [ms for status, ms in got if status == 200]
    longest = max((ms for _, ms in got), default=0.0)
    return len(fine) / took, longest, len(got) - len(fine), len(fine) / max(worked, 0.01)


def asked_by_threads(
    port: int, paths: list[str], seconds: float, once: bool
) -> list[tuple[int, float]]:
    """Status and milliseconds of each request that the threads of this process made."""
    got: list[tuple[int, float]] = []
    end = time.perf_counter() + (seconds if not once else 1e9)
    requests = [request_for(path) for path in paths]
    turns: Iterator[bytes] = iter(requests) if once else itertools.cycle(requests)

    def ask() -> None:
        connection = Connection(port)
        while time.perf_counter() < end:
            request = next(turns, None)  # one step of the interpreter: no thread comes between
            if request is None:
                return
            start = time.perf_counter()
            try:
                status = connection.ask(request)
            except OSError:
                status, connection = 0, Connection(port)
            got.append((status, (time.perf_counter() - start) * 1000))

    threads = [threading.Thread(target=ask) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


def request_for(path: str) -> bytes:
    accept = "text/html" if path.endswith(".html") else JSON
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {accept}\r\n\r\n".encode()


class Connection:
    """As little of a client as possible: it shares the processor with the server."""

    def __init__(self, port: int, seconds: float = 10) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), seconds)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._data = b""

    def ask(self, request: bytes) -> int:
        """The status, when the whole response has come."""
        self._socket.sendall(request)
        head = self._until(b"\r\n\r\n")
        lower = head.lower()
        if b"\r\ntransfer-encoding: chunked" in lower:
            while size := int(self._until(b"\r\n"), 16):
                self._take(size + 2)
            self._take(2)
        else:
            at = lower.index(b"\r\ncontent-length:") + 17
            self._take(int(head[at : head.index(b"\r", at)]))
        return int(head[9:12])

    def _until(self, mark: bytes) -> bytes:
        while (at := self._data.find(mark)) < 0:
            self._more()
        end = at + len(mark)
        found, self._data = self._data[:end], self._data[end:]
        return found

    def _take(self, size: int) -> None:
        while len(self._data) < size:
            self._more()
        self._data = self._data[size:]

    def _more(self) -> None:
        data = self._socket.recv(1 << 18)
        if not data:
            raise ConnectionResetError
        self._data += data


def beside_endless(name: str, port: int, path: str, lookups: list[str], seconds: float) -> None:
    """Lookups while a query runs that does not end."""
    endless = socket.create_connection(("127.0.0.1", port))
    endless.sendall(f"GET {path}?query={quote(ENDLESS)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    time.sleep(1.5)
    paths = [f"{path}?query={quote(f'{q} # beside {n}')}" for n, q in enumerate(lookups * 20)]
    show(name, ENDLESSLY, *measured(port, paths, seconds, ENDLESSLY))
    endless.close()


def show(name: str, what: str, rate: float, longest: float, failed: int, worth: float) -> None:
    lost = f", {failed} not answered" if failed else ""
    told = f"{rate:8.0f} /s, {worth:7.0f} /s of processor, longest {longest:6.0f} ms"
    print(f"{name:16} {what:32} {told}{lost}", flush=True)


def processor_seconds(port: int) -> float:
    """What the server on the port and its processes have used so far (Linux)."""
    if port not in SERVERS:
        return 0.0
    parents, used = {}, {}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            parents[int(entry.name)] = int(fields[1])
            used[int(entry.name)] = sum(map(int, fields[11:15]))
    found = [SERVERS[port]]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return sum(used.get(pid, 0) for pid in found) / os.sysconf("SC_CLK_TCK")


# ---- the servers


@contextmanager
def running(name: str, command: list[str], port: int, path: str) -> Iterator[Target]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    SERVERS[port] = process.pid
    try:
        answers(port, path)
        yield name, port, path
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
        process.kill()
        process.wait()


def answers(port: int, path: str) -> None:
    """Waits until the server answers a query."""
    for _ in range(600):
        with suppress(OSError):
            if Connection(port, 30).ask(request_for(f"{path}?query={quote('ASK {}')}")) == 200:
                return
        time.sleep(0.1)
    raise SystemExit(f"nothing answers on port {port}")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def ours(project: str) -> Start:
    port = free_port()
    command = [sys.executable, "-m", "kgtools", "serve", "--project", project, "--port", str(port)]
    return running("kgtools serve", [*command, "--log", "/dev/null"], port, "/sparql")


def oxigraph(binary: str | None, data: Path) -> Start | None:
    if not binary:
        return None
    folder = str(data.parent / "store")
    subprocess.run([binary, "load", "-l", folder, "-f", str(data)], check=True, capture_output=True)
    port = free_port()
    command = [binary, "serve-read-only", "-l", folder, "-b", f"127.0.0.1:{port}"]
    return running("oxigraph", command, port, "/query")


def rdflib(given: argparse.Namespace, data: Path) -> Start | None:
    if given.rdflib_endpoint is None:
        return None
    port = free_port()
    command = [given.rdflib_endpoint, "serve", "--host", "127.0.0.1", "--port", str(port)]
    return running("rdflib-endpoint", [*command, str(data)], port, "/")


if __name__ == "__main__":
    main()
