"""What is shipped: the wheel, installed where the checkout cannot be seen."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.request import urlopen

import pytest

from conftest import ROOT

SHOW = (
    "import kgtools, pathlib;from kgtools.project import Project;p = Project.open('bargain');"
    "print(pathlib.Path(kgtools.__file__).parent); print(p.root); print(kgtools.__version__);"
    "print(len(p.quads()))"
)


NO_SOURCE = (
    ".git .venv node_modules .*cache .hypothesis .kgtools __pycache__ vendor.new build dist tests"
).split()


def built(folder: Path) -> Path:
    """From a copy: the build brings in browser libraries anew, which other tests are using."""
    source = folder / "source"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(*NO_SOURCE))
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=source, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel installs (pure Python: its files as they are)."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(installed: Path, here: Path, *words: str) -> str:
    """The output of a Python that finds kgtools in the folder, never in the checkout."""
    env = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, *words], cwd=here, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_brings_the_dataset_and_knows_its_version(
    installed: Path, tmp_path: Path
) -> None:
    package, dataset, version, quads = run(installed, tmp_path, "-c", SHOW).splitlines()
    assert Path(package) == installed / "kgtools"
    assert Path(dataset) == installed / "kgtools" / "datasets" / "bargain"
    assert version == "0.1.0" and int(quads) > 10_000


@pytest.mark.parametrize("slug", ["leverage", "options"])
def test_an_empty_folder_is_enough_to_ask(installed: Path, tmp_path: Path, slug: str) -> None:
    asked = ("-m", "kgtools", "query", slug, "--project", "bargain", "--format", "csv", "--quiet")
    expected = (ROOT / "queries" / f"{slug}.csv").read_text(encoding="utf-8")
    assert run(installed, tmp_path, *asked).splitlines() == expected.splitlines()
    assert list(tmp_path.iterdir()) == []


def test_every_file_that_a_declared_page_shows_comes_along(installed: Path, tmp_path: Path) -> None:
    show = (
        "from kgtools.project import Project; from kgtools.web.declared_read import declared_pages;"
        "print(len(declared_pages(Project.open('bargain'))))"
    )
    declared = len([*(ROOT / "site").glob("*.toml")])
    assert int(run(installed, tmp_path, "-c", show)) == declared > 0


def test_a_new_case_can_be_begun_from_it(installed: Path, tmp_path: Path) -> None:
    run(installed, tmp_path, "-m", "kgtools", "new", "river", "--like", "bargain", "--quiet")
    run(installed, tmp_path, "-m", "kgtools", "new", "tools", "--quiet")
    check = ("-m", "kgtools", "check", "--project", "tools")
    assert run(installed, tmp_path, *check).endswith("no findings\n")
    asked = ("-m", "kgtools", "query", "leverage", "--project", "river", "--format", "csv")
    assert "id/lever-tolls," in run(installed, tmp_path, *asked)


def test_the_command_of_the_container_serves_from_it(installed: Path, tmp_path: Path) -> None:
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    (command,) = re.findall(r"^CMD (\[.*\])$", text, re.MULTILINE)
    words = [word.replace("0.0.0.0", "127.0.0.1") for word in json.loads(command)]
    served = subprocess.Popen(
        [sys.executable, "-m", "kgtools", *words, "--port", "0"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert served.stdout is not None
        url = served.stdout.readline().rstrip().rpartition(" ")[2]
        with urlopen(f"{url}id/lever-tariff-threat.ttl", timeout=60) as response:
            assert b"bg:LeverageInstrument" in response.read()
    finally:
        served.terminate()
        assert served.wait(timeout=30) == 0


def test_all_that_the_code_reads_is_in_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    source = ROOT / "src" / "kgtools"
    skipped = ("__pycache__", "vendor", "vendor.new")
    wanted = {
        f"kgtools/{path.relative_to(source).as_posix()}"
        for path in source.rglob("*")
        if path.is_file() and not set(path.relative_to(source).parts) & set(skipped)
    }
    assert wanted <= inside
    for name in ("py.typed", "new/template/common/dot-gitignore", "web/static/style.css"):
        assert f"kgtools/{name}" in inside
    assert any(name.endswith("dist-info/licenses/LICENSE") for name in inside)
    licences = {Path(name).name for name in inside if "/bargain/LICENSES/" in name}
    assert licences == {"Apache-2.0.txt", "CC-BY-4.0.txt"}


def test_the_dataset_in_it_is_that_of_the_repository(installed: Path) -> None:
    shipped = installed / "kgtools" / "datasets" / "bargain"
    files = [path for path in shipped.rglob("*") if path.is_file() and ".kgtools" not in path.parts]
    assert len(files) > 100
    for path in files:
        assert path.read_bytes() == (ROOT / path.relative_to(shipped)).read_bytes()
    for folder in ("ontology", "data", "shapes", "queries", "rules", "briefs", "starter", "site"):
        if (ROOT / folder).is_dir():
            named = {p.relative_to(ROOT) for p in (ROOT / folder).rglob("*") if p.is_file()}
            assert {path for path in named if not (shipped / path).is_file()} == set()
