"""Real triple stores on loopback, started for a test and ended by it, by their own process."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60.0  # seconds for a store to come up; a busy machine is slow
DBA = ("dba", "dba")

VIRTUOSO_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
MaxCheckpointRemap = 2000
Striping = 0

[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
MaxClientConnections = 10
CheckpointInterval = 60
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
DirsAllowed = {folder}
MaxMemPoolSize = 200000000

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 10
MaxKeepAlives = 10
KeepAliveTimeout = 10
EnabledGzipContent = 1

[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 60

[Client]
SQL_PREFETCH_ROWS = 100
"""


@dataclass
class Store:
    """A store that runs: its address, its folder, its process (to be killed by a test)."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]
    restart: Callable[[], subprocess.Popen[bytes]]
    sql_port: int = 0

    def kill(self) -> None:
        """As a power cut does it: SIGKILL."""
        self.process.kill()
        self.process.wait()

    def start_again(self) -> None:
        self.process = self.restart()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def oxigraph_binary() -> str | None:
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.exists() else shutil.which("oxigraph")


def virtuoso_binary() -> str | None:
    return shutil.which("virtuoso-t")


@contextmanager
def oxigraph_server(
    folder: Path, *options: str, mode: str = "serve", before: tuple[str, ...] = ()
) -> Iterator[Store]:
    """`oxigraph serve` on a free port, its data below `folder`.

    `before` is a command that starts it, such as `prlimit`.
    """
    binary = oxigraph_binary()
    assert binary
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [*before, binary, mode, "--location", str(folder / "oxigraph")]
    command += ["--bind", f"127.0.0.1:{port}", *options]

    def start() -> subprocess.Popen[bytes]:
        log = (folder / "oxigraph.log").open("ab")
        process = subprocess.Popen(command, stdout=log, stderr=log)
        log.close()
        return _wait(process, f"{url}/query?query=ASK%7B%7D")

    yield from _running(Store(url, folder, start(), start))


@contextmanager
def virtuoso(folder: Path, rows: int = 10_000) -> Iterator[Store]:
    """Virtuoso with a new database in `folder`; it answers with so many rows at most.

    The password of dba is dba.
    """
    binary = virtuoso_binary()
    assert binary
    http, sql = free_port(), free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(
        VIRTUOSO_INI.format(folder=folder, http=http, sql=sql, rows=rows), encoding="utf-8"
    )
    url = f"http://127.0.0.1:{http}/sparql"

    def start() -> subprocess.Popen[bytes]:
        (folder / "virtuoso.lck").unlink(missing_ok=True)
        command = [binary, "+foreground", "+configfile", str(ini)]
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet)
        return _wait(process, f"{url}?query=ASK%7B%3Fs+%3Fp+%3Fo%7D")

    yield from _running(Store(url, folder, start(), start, sql))


def isql(store: Store, statement: str) -> str:
    """What Virtuoso's own command line answers to a statement as dba."""
    command = ["isql-vt", f"127.0.0.1:{store.sql_port}", *DBA, f"exec={statement}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "*** Error" not in done.stderr, done.stderr
    return done.stdout


@contextmanager
def cutting_proxy(url: str, cuts: list[int]) -> Iterator[str]:
    """The address of a proxy that hangs up on its n-th connection after cuts[n] bytes of request.

    Later connections go through whole.
    """
    host, port = url.removeprefix("http://").split("/")[0].split(":")
    listener = socket.create_server(("127.0.0.1", 0))
    left = list(cuts)

    def pump(source: socket.socket, sink: socket.socket, most: int | None) -> None:
        try:
            while block := source.recv(1 << 16):
                if most is not None:
                    block, most = block[:most], most - len(block[:most])
                sink.sendall(block)
                if most == 0:
                    break
        except OSError:
            pass
        for end in (source, sink):
            end.close() if most == 0 else _shut(end)

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            most = left.pop(0) if left else None
            server = socket.create_connection((host, int(port)))
            for source, sink, limit in ((client, server, most), (server, client, None)):
                threading.Thread(target=pump, args=(source, sink, limit), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield url.replace(f"{host}:{port}", f"127.0.0.1:{listener.getsockname()[1]}")
    finally:
        listener.close()


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


def _running(store: Store) -> Iterator[Store]:
    try:
        yield store
    finally:
        store.kill()


def _wait(process: subprocess.Popen[bytes], address: str) -> subprocess.Popen[bytes]:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, f"the store ended at once: {process.args!r}"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return process
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    process.kill()
    raise AssertionError(f"no answer from {address}")
