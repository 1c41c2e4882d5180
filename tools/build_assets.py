"""Brings in what the pages run in a browser: `python tools/build_assets.py [--all]`.

npm installs what package-lock.json names (each package checked against its digest there, none of
its scripts run), then the few files that pages need are copied to src/kgtools/web/static/vendor,
with manifest.json (package, version, licence, SHA-256) and the licence texts of all that is in
them. Without npm nothing is done, and pages have their plain forms. `--all` also installs what
only tests use. Standard library only: the build of a wheel runs this too (hatch_build.py).
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENDOR = Path("src") / "kgtools" / "web" / "static" / "vendor"
# File of a package: its name in the folder that is served.
WANTED = {
    "@zazuko/yasgui": {
        "build/yasgui.min.js": "yasgui.min.js",
        "build/yasgui.min.css": "yasgui.min.css",
    },
    "oxigraph": {"web.js": "oxigraph.js", "web_bg.wasm": "oxigraph.wasm"},
}
LICENCES, MANIFEST = "LICENCES.txt", "manifest.json"


def build(root: Path = ROOT, every: bool = False) -> str:
    """Makes the folder anew and tells in a line what was done; `every` also what tests need.

    Raises RuntimeError where npm fails or a package has not what it should have.
    """
    npm = shutil.which("npm")
    if npm is None:
        return "no npm here: pages have their plain forms, without an editor"
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if not every:
        command.append("--omit=dev")
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"npm ci failed:\n{done.stderr.strip()}")
    return copied(root)


def copied(root: Path) -> str:
    """The files from node_modules into the served folder, which is swapped when it is complete."""
    modules, vendor = root / "node_modules", root / VENDOR
    new = vendor.with_name("vendor.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    files = []
    for package, names in WANTED.items():
        for source, name in names.items():
            data = (modules / package / source).read_bytes()
            if name.endswith(".js"):  # what a browser would look for in vain
                data = b"\n".join(
                    line for line in data.split(b"\n") if not line.startswith(b"//# sourceMapping")
                )
            (new / name).write_bytes(data)
            digest = hashlib.sha256(data).hexdigest()
            files.append({"file": name, "package": package, "sha256": digest})
    packages = list(_packages(root))
    (new / LICENCES).write_text(_licences(modules, packages), encoding="utf-8")
    text = json.dumps({"files": files, "packages": packages}, indent=1, sort_keys=True)
    (new / MANIFEST).write_text(text + "\n", encoding="utf-8")
    shutil.rmtree(vendor, ignore_errors=True)
    new.rename(vendor)
    size = sum(file.stat().st_size for file in vendor.iterdir())
    return f"{len(files)} files of {len(WANTED)} packages brought in, {size / 1e6:.1f} MB"


def _packages(root: Path) -> Iterator[dict[str, str]]:
    """All packages that are in the files or that these were built from, as they are locked."""
    lock = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))
    for path, entry in sorted(lock["packages"].items()):
        if path and not entry.get("dev") and not entry.get("optional"):
            name = path.rpartition("node_modules/")[2]
            about = _about(root / path)
            yield {
                "name": name,
                "version": str(entry["version"]),
                "licence": _licence(about),
                "integrity": str(entry["integrity"]),
            }


def _about(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    return read


def _licence(about: dict[str, Any]) -> str:
    stated = about.get("license") or about.get("licenses") or "as in its own text"
    if isinstance(stated, list):
        return " OR ".join(each["type"] for each in stated)
    return str(stated["type"] if isinstance(stated, dict) else stated)


def _licences(modules: Path, packages: list[dict[str, str]]) -> str:
    parts = ["Licences of what is in this folder, and of the packages that it was built from.\n"]
    for package in packages:
        folder = modules / package["name"]
        parts.append(f"{'=' * 72}\n{package['name']} {package['version']}: {package['licence']}\n")
        texts = [
            file.read_text(encoding="utf-8", errors="replace").strip()
            for file in sorted(folder.iterdir())
            if file.is_file() and file.name.lower().startswith(("license", "licence", "notice"))
        ]
        parts.append("\n\n".join(texts) if texts else _unwritten(_about(folder)))
    return "\n\n".join(parts) + "\n"


def _unwritten(about: dict[str, Any]) -> str:
    """What stands for the text of a package that brings none: who made it and where it is."""
    author = about.get("author") or about.get("contributors") or "its contributors"
    if isinstance(author, list):
        author = ", ".join(str(a.get("name", a)) if isinstance(a, dict) else str(a) for a in author)
    if isinstance(author, dict):
        author = author.get("name", "its contributors")
    home = about.get("repository") or about.get("homepage") or ""
    where = home.get("url", "") if isinstance(home, dict) else home
    text = f"Copyright {author}. Source: {where}"
    return f"{text}\n\n{MIT}" if "MIT" in _licence(about) else text


MIT = """Permission is hereby granted, free of charge, to any person obtaining a copy of this
software and associated documentation files (the "Software"), to deal in the Software without
restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES
OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE."""


def main() -> int:
    try:
        print(build(every="--all" in sys.argv[1:]))
    except (RuntimeError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
