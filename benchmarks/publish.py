"""How long publishing takes, against a plain copy of what it makes, and how it grows.

    python benchmarks/publish.py [--cases 10 100] [--jobs 2]

The project itself is published, then again with nothing changed and with one label changed. Then
corpora of made-up cases (benchmarks/corpus.py), one file each, are published whole and with one
case changed; they have the project's ontology and shapes, but neither queries nor briefings. Each
build runs in a process of its own; the start of the interpreter is not in the times. Memory is
the largest of the processes.

Nothing is deleted before the end: for some time after files were deleted, ext4 takes ten times as
long to make new ones, which would be measured too. So 1,000 cases take 25 GB of disk.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import ROOT, cases

from kgtools.project import Project

PARTS = ("ontology", "shapes", "data", "queries", "rules", "briefs", "site", "docs", "deprecations")
MANY = 500_000  # files: to copy them once says enough
BUILD = """
import json, resource, sys, time
from pathlib import Path
from kgtools.project import Project
from kgtools.publish import Options, publish
start = time.perf_counter()
found = publish(Project.open(sys.argv[1]), Path(sys.argv[2]), Options(processes=int(sys.argv[3])))
taken = time.perf_counter() - start
both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(json.dumps({
    "seconds": taken, "cpu": sum(one.ru_utime + one.ru_stime for one in both),
    "memory": max(one.ru_maxrss for one in both) / 1024,
    "files": found.files, "mb": found.size / 1e6, "written": found.written,
}))
"""


def build(project: Path, folder: Path, jobs: int) -> dict[str, float]:
    command = [sys.executable, "-c", BUILD, str(project), str(folder), str(jobs)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def copied(folder: Path, target: Path) -> float:
    start = time.perf_counter()
    subprocess.run(["cp", "-r", str(folder), str(target)], check=True)
    return time.perf_counter() - start


def line(what: str, found: dict[str, float], whole: float, copy: float) -> None:
    print(
        f"{what:24} {found['seconds']:8.1f} s {found['cpu']:8.1f} CPU s "
        f"{found['memory']:7.0f} MB {found['files']:8.0f} files {found['mb']:8.1f} MB "
        f"{found['written']:8.0f} written  {found['seconds'] / copy:6.1f} x cp -r "
        f"{found['seconds'] / whole:6.1%} of whole",
        flush=True,
    )


def measure(name: str, project: Path, changed: tuple[Path, str, str], jobs: int) -> None:
    """Whole, with nothing changed, with one text in one file changed, with another."""
    site = project.with_name(f"{project.name}-site")
    whole = build(project, site, jobs)
    copies = 3 if whole["files"] < MANY else 1
    copy = min(copied(site, site.with_name(f"{site.name}-{n}")) for n in range(copies))
    print(f"{name}: cp -r takes {copy:.2f} s")
    line("whole", whole, whole["seconds"], copy)
    line("nothing changed", build(project, site, jobs), whole["seconds"], copy)
    file, old, new = changed
    for what in ("one label changed", "and again"):
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        line(what, build(project, site, jobs), whole["seconds"], copy)
        old, new = new, old


def of_project(folder: Path) -> tuple[Path, tuple[Path, str, str]]:
    root = folder / "project"
    root.mkdir()
    shutil.copy(ROOT / "kgtools.toml", root)
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, root / part)
    data = root / "data/bargain.ttl"
    label = re.search(r'rdfs:label "[^"]*"@en', data.read_text(encoding="utf-8"))
    assert label is not None
    return root, (data, label[0], label[0].replace('"@en', ' now"@en'))


def of_cases(folder: Path, number: int) -> tuple[Path, tuple[Path, str, str]]:
    root = folder / f"cases-{number}"
    (root / "cases").mkdir(parents=True)
    for part in ("ontology", "shapes"):
        shutil.copytree(ROOT / part, root / part)
    text = (ROOT / "kgtools.toml").read_text(encoding="utf-8")
    tables = re.split(r"(?m)^(?=\[)", text)
    dropped = ("graphs.", "queries", "rules", "pictures", "briefs", "sources", "format")
    kept = [t for t in tables if not t.startswith(tuple(f"[{name}" for name in dropped))]
    base = Project.open(ROOT).config.base
    kept.append(
        f'[graphs.ontology]\niri = "{base}graph/ontology"\nfiles = ["ontology/**/*.ttl"]\n'
        f'role = "ontology"\n[graphs.cases]\niri = "{base}graph/cases"\nfiles = ["cases/*.nq"]\n'
    )
    (root / "kgtools.toml").write_text("".join(kept), encoding="utf-8")
    for at, case in enumerate(cases(Project.open(ROOT), number, 1)):
        lines = "".join(f"{quad} .\n" for quad in case)
        (root / f"cases/{at:06}.nq").write_text(lines, encoding="utf-8")
    file = root / f"cases/{number // 2:06}.nq"
    label = re.search(r'#label> "[^"]*"@en', file.read_text(encoding="utf-8"))
    assert label is not None
    return root, (file, label[0], label[0].replace('"@en', ' now"@en'))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, nargs="*", default=[10, 100])
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project, changed = of_project(Path(folder))
        measure("the project", project, changed, given.jobs)
        for number in given.cases:
            project, changed = of_cases(Path(folder), number)
            measure(f"{number} cases", project, changed, given.jobs)


if __name__ == "__main__":
    main()
