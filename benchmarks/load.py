"""Transfer into a store, ours against the store's own loader, in the same run.

    python benchmarks/load.py --cases 1200 --stores oxigraph,virtuoso

Timed is the transfer alone: ours from the sorted spool until the store has taken all (no
verification, no swap), the store's own from its file in N-Quads until it has taken all.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]

from corpus import cases  # type: ignore[import-not-found]  # noqa: E402

import stores  # noqa: E402
from kgtools.load import Spool, nquads, of_files, open_target, spooled, ways  # noqa: E402  # noqa: E402
from kgtools.load.endpoint import Endpoint  # noqa: E402
from kgtools.project import Project  # noqa: E402

Timed = tuple[str, float, float]


def seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def ran(command: list[str]) -> None:
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


def quietly(sent: int, whole: int) -> None:
    pass


def oxigraph(spool: Spool, file: Path, folder: Path, repeat: int) -> Timed:
    """Ours over HTTP against curl of the same file to the server's bulk loader."""
    ours: list[float] = []
    own: list[float] = []
    for number in range(repeat):
        for which, times in (("own", own), ("ours", ours)):
            at = folder / f"oxigraph-{which}-{number}"
            at.mkdir()
            with stores.oxigraph_server(at) as store, open_target(store.url) as target:
                assert isinstance(target, Endpoint)
                if which == "ours":
                    body = nquads.body(spool, spool.parts)
                    times.append(seconds(partial(target.send_quads, body)))
                    continue
                command = ["curl", "-sSf", "-X", "POST", "-T", str(file)]
                command += ["-H", "Content-Type: application/n-quads"]
                command += [f"{store.url}/store?no_transaction"]
                times.append(seconds(partial(ran, command)))
    return "Oxigraph server, against curl to its bulk loader", min(ours), min(own)


def folder(spool: Spool, file: Path, at: Path, repeat: int) -> Timed:
    """Ours into a folder against `oxigraph load`."""
    import io

    from pyoxigraph import RdfFormat, Store

    ours: list[float] = []
    own: list[float] = []
    for number in range(repeat):
        binary = stores.oxigraph_binary()
        assert binary
        command = [binary, "load", "--location", str(at / f"own-{number}"), "--file", str(file)]
        own.append(seconds(partial(ran, command)))

        def act(number: int = number) -> None:
            made = Store(str(at / f"ours-{number}"))
            stream = io.BufferedReader(nquads.Stream(spool, spool.parts, quietly), 1 << 18)
            made.bulk_load(stream, format=RdfFormat.N_QUADS)

        ours.append(seconds(act))
    return "Oxigraph folder, against oxigraph load", min(ours), min(own)


def virtuoso(spool: Spool, file: Path, folder: Path, repeat: int) -> Timed:
    """Ours over HTTP to staged graphs against ld_dir, rdf_loader_run and the checkpoint it needs.

    (The loader writes no log: without a checkpoint a crash loses all of it.)
    """
    os.environ["KGTOOLS_ENDPOINT_USER"], os.environ["KGTOOLS_ENDPOINT_PASSWORD"] = stores.DBA
    ours: list[float] = []
    own: list[float] = []
    for number in range(repeat):
        for which, times in (("own", own), ("ours", ours)):
            at = folder / f"virtuoso-{which}-{number}"
            at.mkdir()
            with stores.virtuoso(at) as store, open_target(store.url) as target:
                assert isinstance(target, Endpoint)
                if which == "ours":
                    target.prepare()
                    names = {p.graph: ways.staged_name(p.graph) for p in spool.parts}
                    act = partial(ways._transfer, target, spool, spool.parts, names, quietly)
                    times.append(seconds(act))
                    continue
                os.link(file, at / "corpus.nq")
                stores.isql(store, f"ld_dir ('{at}', 'corpus.nq', 'urn:none')")
                times.append(seconds(partial(stores.isql, store, "rdf_loader_run (); checkpoint")))
    return "Virtuoso, against ld_dir, rdf_loader_run, checkpoint", min(ours), min(own)


RUNS = {"folder": folder, "oxigraph": oxigraph, "virtuoso": virtuoso}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--one-graph", action="store_true", help="all cases in one graph")
    parser.add_argument("--stores", default=",".join(RUNS))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "corpus.nq"
        with file.open("w", encoding="utf-8") as out:
            for case in cases(Project.open(ROOT), given.cases, given.seed):
                for quad in case:
                    graph = "<urn:corpus>" if given.one_graph else quad.graph_name
                    out.write(f"{quad.triple} {graph} .\n")
        began = time.perf_counter()
        with spooled(of_files([file])) as spool:
            read = time.perf_counter() - began
            print(
                f"{spool.triples:,} triples in {len(spool.parts):,} graphs; sorted in {read:.1f} s"
            )
            print("| store | ours, triples/s | its own, triples/s | ratio |\n|---|---|---|---|")
            for name in given.stores.split(","):
                label, ours, own = RUNS[name](spool, file, Path(folder), given.repeat)
                rates = f"{spool.triples / ours:,.0f} | {spool.triples / own:,.0f}"
                print(f"| {label} | {rates} | {own / ours:.2f} |", flush=True)


if __name__ == "__main__":
    main()
