"""What npm brings in for the browser: locked, checked, with licences, never committed."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ORCHARD, ROOT, TESTS, need
from kgtools.project import Project
from kgtools.web import Site
from kgtools.web.static_files import ENGINE, FOLDER, TYPES, StaticFiles

VENDOR = FOLDER / "vendor"
LOCK = ROOT / "package-lock.json"
TOOL = ROOT / "tools" / "build_assets.py"
HOSTS = re.compile(r"""["'`](?:https?:|wss?:)?//[\w.-]+\.\w+""")


def test_the_lock_has_a_digest_for_every_package_and_no_address() -> None:
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    assert len(packages) > 10
    without = [path for path, entry in packages.items() if path and "integrity" not in entry]
    assert without == []
    assert [path for path, entry in packages.items() if "resolved" in entry] == []
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    exact = {**wanted["dependencies"], **wanted["devDependencies"]}
    assert {name: packages[f"node_modules/{name}"]["version"] for name in exact} == exact


def test_what_was_brought_in_is_what_the_manifest_says() -> None:
    need("browser libraries")
    told = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))
    sums = {each["file"]: each["sha256"] for each in told["files"]}
    found = {file.name: file for file in VENDOR.iterdir()}
    assert set(found) == {*sums, "manifest.json", "LICENCES.txt"}
    for name, digest in sums.items():
        assert hashlib.sha256(found[name].read_bytes()).hexdigest() == digest, name
    locked = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    texts = (VENDOR / "LICENCES.txt").read_text(encoding="utf-8")
    assert len(told["packages"]) > 10
    for package in told["packages"]:
        entry = locked[f"node_modules/{package['name']}"]
        assert (package["version"], package["integrity"]) == (entry["version"], entry["integrity"])
        assert f"{package['name']} {package['version']}: {package['licence']}" in texts
        if package["licence"] == "as in its own text":  # which then must be there
            assert list((ROOT / "node_modules" / package["name"]).glob("LICEN*")) != []
    assert {"@zazuko/yasgui", "oxigraph"} <= {package["name"] for package in told["packages"]}


def test_nothing_of_it_is_committed() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "node_modules", str(VENDOR)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert listed.stdout == ""


def test_our_own_scripts_name_no_other_host() -> None:
    own = [file for file in FOLDER.iterdir() if file.suffix in (".js", ".css")]
    assert len(own) >= 4
    for file in own:
        named = set(HOSTS.findall(file.read_text(encoding="utf-8")))
        assert named <= {'"http://www.w3.org'}, file.name  # the namespace of XSD: a name


def test_a_site_has_them_with_their_media_types() -> None:
    need("browser libraries")
    site = Site(Project.open(ORCHARD))
    paths = {path for path in site.paths() if path.startswith("static/")}
    assert paths >= {f"static/{path}" for path in ENGINE}
    for path in paths:
        rendered = site.page(path)
        assert rendered is not None and rendered.media_type == TYPES[Path(path).suffix]
    wasm = site.page("static/vendor/oxigraph.wasm")
    assert wasm is not None and wasm.content_type == "application/wasm"
    assert wasm.body[:4] == b"\0asm"


def test_only_the_page_that_asks_in_the_browser_may_run_webassembly() -> None:
    need("browser libraries")
    site = Site(Project.open(ORCHARD), endpoint=None)
    allowing = set()
    for path in site.paths():
        if path.endswith(".html"):
            page = site.page(path)
            assert page is not None
            if b"wasm-unsafe-eval" in page.body or b"vendor/" in page.body:
                allowing.add(path)
    assert allowing == {"sparql.html", "sparql.fr.html"}


def test_without_them_the_form_is_plain_and_files_alone_have_no_query_page(tmp_path: Path) -> None:
    for file in FOLDER.iterdir():
        if file.is_file():
            shutil.copy(file, tmp_path)
    bare = StaticFiles(tmp_path)
    assert not bare.has_editor and not bare.has_engine
    live, alone = Site(Project.open(ORCHARD)), Site(Project.open(ORCHARD), endpoint=None)
    for site in (live, alone):
        site.__dict__["static"] = bare  # what the cached property would have found
    page = live.page("sparql.html")
    assert page is not None and b"<textarea" in page.body and b"vendor/" not in page.body
    assert alone.page("sparql.html") is None
    assert "static/query.js" in set(alone.paths())


def test_the_tool_takes_only_what_is_locked(tmp_path: Path) -> None:
    """A package that is not what the lock says is refused, and what was there stays."""
    if shutil.which("npm") is None:
        pytest.skip("needs npm on the PATH")
    for name in ("package.json", ".npmrc", "tools/build_assets.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "package-lock.json").write_text("{}")
    vendor = tmp_path / "src" / "kgtools" / "web" / "static" / "vendor"
    vendor.mkdir(parents=True)
    (vendor / "kept").touch()
    done = subprocess.run(
        [sys.executable, str(tmp_path / "tools" / "build_assets.py")],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 1 and done.stderr.startswith("npm ci failed")
    assert "Traceback" not in done.stderr
    assert [file.name for file in vendor.iterdir()] == ["kept"]


def test_without_npm_the_tool_says_so_and_does_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(TOOL)],
        capture_output=True, text=True, check=False, env={"PATH": str(tmp_path)}, cwd=TESTS,
    )  # fmt: skip
    assert done.returncode == 0 and done.stdout.startswith("no npm here")
