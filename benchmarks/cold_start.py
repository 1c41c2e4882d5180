"""How long a whole `kgtools query` takes beside what no such program can save.

The floor is a bare interpreter that imports pyoxigraph and parses the same files. Both are started
in turn, many times, in one run; what counts is the ratio of their medians.

    python benchmarks/cold_start.py [--runs 21] [--project DIR] [QUERY [OPTION …]]
"""

from __future__ import annotations

import argparse
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
    commands = {
        "floor": [sys.executable, "-c", FLOOR, *files],
        "query": [kgtools, "query", *options.query, *rest, "--project", str(project.root)],
        "--help": [kgtools, "check", "--help"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(options.runs):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            times[name].append(time.perf_counter() - start)
    floor = statistics.median(times["floor"])
    print(f"{len(files)} files, {options.runs} runs, medians")
    for name, taken in times.items():
        middle = statistics.median(taken)
        print(f"{name:8} {middle * 1000:7.0f} ms   {middle / floor:5.2f} of the floor")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
