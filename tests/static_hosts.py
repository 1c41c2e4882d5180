"""A real nginx and a real Apache on loopback, each ended by its own process id."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kgtools.web import Site

APACHE_MODULES = Path("/usr/lib/apache2/modules")
MODULES = (
    "mpm_event authz_core dir env filter headers mime rewrite setenvif deflate".split()
)  # unixd and log_config are built into Debian's


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Host:
    port: int

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """One request on its own connection; header names with _ for -."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=sent)
            got = connection.getresponse()
            named: dict[str, str] = {}
            for name, value in got.getheaders():
                known = named.get(name.lower())
                named[name.lower()] = f"{known}, {value}" if known else value
            return Answer(got.status, named, got.read())
        finally:
            connection.close()


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that a server's own user can read (the test runner's are for its owner alone)."""
    place = Path(tempfile.mkdtemp(prefix="kgtools-host-"))
    place.chmod(0o755)
    try:
        yield place
    finally:
        shutil.rmtree(place)


def write_site(site: Site, root: Path, extra: Mapping[str, str]) -> None:
    """All of the site as files below root, and other files beside them."""
    for path in site.paths():
        rendered = site.page(path)
        assert rendered is not None, path
        _write(root / path, rendered.body)
    for path, text in extra.items():
        _write(root / path, text.encode())


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


@contextmanager
def nginx(place: Path, root: Path, http_file: Path, server_file: Path) -> Iterator[Host]:
    """nginx over `root`, with the two files included where they say that they belong."""
    port = _free_port()
    user = "user root;" if os.geteuid() == 0 else ""
    paths = "".join(
        f"{kind}_temp_path {place}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    configuration = place / "nginx.conf"
    configuration.write_text(
        f"{user} daemon off; worker_processes 1; pid {place}/nginx.pid;\n"
        f"error_log {place}/nginx.log; events {{}}\n"
        f"http {{ access_log off;\n{paths} include {http_file};\n"
        f"server {{ listen 127.0.0.1:{port}; root {root}; include {server_file}; }} }}\n",
        encoding="utf-8",
    )
    command = ["nginx", "-p", str(place), "-c", str(configuration), "-e", f"{place}/nginx.log"]
    with _running(command, place / "nginx.log", port) as host:
        yield host


@contextmanager
def apache(place: Path, root: Path) -> Iterator[Host]:
    """Apache over `root`, which does what the .htaccess files there say."""
    port = _free_port()
    user = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
    loaded = "".join(f"LoadModule {n}_module {APACHE_MODULES}/mod_{n}.so\n" for n in MODULES)
    configuration = place / "apache.conf"
    configuration.write_text(
        f"{loaded}{user}ServerRoot {place}\nServerName 127.0.0.1\nListen 127.0.0.1:{port}\n"
        f"PidFile {place}/apache.pid\nErrorLog {place}/apache.log\nDefaultRuntimeDir {place}\n"
        f"StartServers 1\nMinSpareThreads 1\nMaxSpareThreads 25\nTypesConfig /dev/null\n"
        f"DocumentRoot {root}\n<Directory {root}>\nAllowOverride All\nRequire all granted\n"
        "</Directory>\n",
        encoding="utf-8",
    )
    command = ["apache2", "-X", "-f", str(configuration)]
    with _running(command, place / "apache.log", port) as host:
        yield host


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


@contextmanager
def _running(command: list[str], log: Path, port: int) -> Iterator[Host]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        for _ in range(200):
            if process.poll() is not None:
                said = process.stderr.read().decode() if process.stderr else ""
                raise AssertionError(f"{command[0]}: {said}{_text(log)}")
            try:
                socket.create_connection(("127.0.0.1", port), 0.2).close()
                break
            except OSError:
                time.sleep(0.05)
        yield Host(port)
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stderr:
            process.stderr.close()


def _text(log: Path) -> str:
    return log.read_text(errors="replace") if log.is_file() else ""
