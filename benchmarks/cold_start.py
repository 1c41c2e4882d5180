"""How long a whole `kgtools query` takes beside what no such program can save.

The floor is a bare interpreter that imports pyoxigraph and parses the same files. All are started
in turn, many times, in one run; what counts is the ratio of their medians:

- `query`: no file changed since the last query. The store of them, which `.kgtools` keeps, is
  opened and not made anew.
- `edited`: as after an edit, when no store of these files is kept. They are loaded beside the
  program's own start: on a machine that is busy otherwise, or has one core, that gains little, so
  the processor time is told too.
- `--help` of a verb.

All have run before, so the modules are compiled.

    python benchmarks/cold_start.py [--runs 21] [--project DIR] [QUERY [OPTION …]]
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

FLOOR = """
import sys
from pyoxigraph import RdfFormat, parse
for file in sys.argv[1:]:
    for quad in parse(path=file):
        pass
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--project", type=Path, default=Path(__file__).parents[1])
    parser.add_argument("query", nargs="*", default=["leverage"])
    options, rest = parser.parse_known_args()
    from kgtools.project import Project

    project = Project.open(options.project)
    files = [str(file) for graph in project.graphs for file in graph.files]
    kgtools = str(Path(sys.executable).with_name("kgtools"))
    query = [kgtools, "query", *options.query, *rest, "--project", str(project.root)]
    commands = {
        "floor": [sys.executable, "-c", FLOOR, *files],
        "query": query,
        "edited": query,
        "--help": [kgtools, "check", "--help"],
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(3):  # the second notes that nothing changed, the third keeps the store
        measured(query)
    memory = project.root / ".kgtools"
    key = (memory / "seen").read_text()
    for _ in range(options.runs):
        for name, command in commands.items():
            if name == "edited":
                (memory / f"store-{key}").rename(memory / "store-away")
                (memory / "seen").write_text("")
            times[name].append(measured(command))
            if name == "edited":
                (memory / "store-away").rename(memory / f"store-{key}")
                (memory / "seen").write_text(key)
    floor, floor_cpu = map(statistics.median, zip(*times["floor"], strict=True))
    print(f"{len(files)} files, {options.runs} runs, medians: time, and processor time")
    for name, taken in times.items():
        wall, cpu = map(statistics.median, zip(*taken, strict=True))
        print(
            f"{name:8} {wall * 1000:7.0f} ms   {wall / floor:5.2f} of the floor"
            f" {cpu * 1000:7.0f} ms   {cpu / floor_cpu:5.2f}"
        )
    return 0


def measured(command: list[str]) -> tuple[float, float]:
    """Seconds on the clock, and of the processor."""
    environment = {**os.environ}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = _processor()
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - start, _processor() - before


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    raise SystemExit(main())
