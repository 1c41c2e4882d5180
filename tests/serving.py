"""A real server for the tests: started on a free port of loopback, ended by its own process id."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

SPARQL_JSON = "application/sparql-results+json"


@dataclass(frozen=True)
class Response:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Server:
    url: str
    process: subprocess.Popen[str]
    log: Path

    @property
    def port(self) -> int:
        port = urlsplit(self.url).port
        assert port
        return port

    def request(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float = 30,
    ) -> Response:
        """One request on a connection of its own; header names of the response in lower case."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, dict(headers or {}))
            got = connection.getresponse()
            named = {name.lower(): value for name, value in got.getheaders()}
            return Response(got.status, named, got.read())
        finally:
            connection.close()

    def get(self, path: str, accept: str | None = None, **more: str) -> Response:
        headers = {name.replace("_", "-"): value for name, value in more.items()}
        return self.request("GET", path, headers=headers | ({"Accept": accept} if accept else {}))

    def ask(self, query: str, accept: str | None = SPARQL_JSON, timeout: float = 30) -> Response:
        """The query by GET."""
        headers = {"Accept": accept} if accept else {}
        return self.request(
            "GET", f"/sparql?query={quote(query)}", headers=headers, timeout=timeout
        )

    def form(self, *fields: tuple[str, str], **headers: str) -> Response:
        data = urlencode(fields).encode()
        given = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self.request("POST", "/sparql", data, given)

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def processes(self) -> list[int]:
        """The server's own process, and all that descend from it."""
        parents: dict[int, int] = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    stat = (entry / "stat").read_text()
                except OSError:
                    continue
                parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
        found = [self.process.pid]
        for pid in found:
            found += [child for child, parent in parents.items() if parent == pid]
        return found


# The same server with limits that no option sets, so that a test need not wait for the usual ones.
LIMITED = """
import json, sys
from pathlib import Path
from kgtools.serve import Limits, Setup
from kgtools.serve.log import Log
from kgtools.serve.run import Where, serve
folder, log, limits = sys.argv[1:]
serve(
    Setup(Path(folder), limits=Limits(**json.loads(limits))),
    Where(port=0),
    Log(open(log, "a")),
    lambda served, url, port: print(url, flush=True),
)
"""


@contextmanager
def serving(folder: Path, *options: str, **limits: float) -> Iterator[Server]:
    """The real command on the folder; when it is left, the server is asked to end and does."""
    with tempfile.TemporaryDirectory() as place:
        log = Path(place) / "log"
        command = [sys.executable, "-m", "kgtools", "serve", "--port", "0", "--log", str(log)]
        command += ["--project", str(folder), *options]
        if limits:
            assert not options
            told = [str(folder), str(log), json.dumps(limits)]
            command = [sys.executable, "-c", LIMITED, *told]
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        try:
            assert process.stdout is not None and process.stderr is not None
            line = process.stdout.readline()
            if not line:
                process.wait(10)
                raise AssertionError(f"no server: {process.stderr.read()}")
            yield Server(line.split()[-1].strip(), process, log)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            try:
                process.communicate(timeout=40)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()


def alive(pids: list[int]) -> list[int]:
    """Those of the processes that still run (a zombie does not)."""
    running = []
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if state != "Z":
            running.append(pid)
    return running
