"""A load that is killed: the store holds the old or the new dataset, or the next run mends it."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import stores
from conftest import need
from kgtools.errors import EngineError
from kgtools.load import load as load_spool
from kgtools.load import of_files, open_target, spooled, verify

KILLS = int(os.environ.get("KGTOOLS_KILLS", "4"))  # more of them find what is rarer
GRAPHS, TRIPLES = 12, 4800
Limit = Callable[[], None]


def write(folder: Path, name: str, word: str) -> Path:
    """A dataset whose triples nearly all differ from those of another word."""
    file = folder / f"{name}.nq"
    lines = (
        f'<urn:s{i}> <urn:p> "{word if i % 10 else "kept"} {i}" <urn:g{i % GRAPHS}> .\n'
        for i in range(TRIPLES)
    )
    file.write_text("".join(lines), encoding="utf-8")
    return file


def start(address: str, file: Path, limit: Limit | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "kgtools", "load", address, str(file), "--timeout", "30"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=limit,
    )


def load(address: str, file: Path) -> list[str]:
    """Loads it whole, in this process; what was said of an earlier run."""
    with spooled(of_files([file])) as spool, open_target(address) as target:
        report = load_spool(spool, target, lambda done, whole: None)
    assert report.verified
    return [text for text, _ in report.notes]


def timed(address: str, file: Path) -> float:
    """Seconds that the command takes."""
    began = time.monotonic()
    _, error = start(address, file).communicate(timeout=120)
    assert not error
    return time.monotonic() - began


def holds(address: str, file: Path) -> bool:
    with spooled(of_files([file])) as spool, open_target(address, writing=False) as target:
        return verify(spool, target).verified


def told(address: str) -> list[str]:
    """What the next run would say of an interrupted one."""
    with open_target(address, writing=False) as target:
        return [text for text, _ in target.notes()]


def moments(whole: float) -> Iterator[float]:
    """Random moments of a load, the same in each run of the tests."""
    chance = random.Random(20261123)
    return (chance.uniform(0.15, 1.05) * whole for _ in range(KILLS))


def kill_again_and_again(address: str, old: Path, new: Path, atomic: bool) -> set[str]:
    """Kills loads of the one over the other; what was found in the store afterwards."""
    load(address, old)
    seconds = timed(address, new)
    found = set()
    for moment in moments(seconds):
        load(address, old)
        process = start(address, new)
        time.sleep(moment)
        process.kill()
        process.communicate()
        is_old, is_new = holds(address, old), holds(address, new)
        found.add("old" if is_old else "new" if is_new else "between")
        if not is_old and not is_new:
            assert not atomic, "neither the old nor the new dataset is there"
            assert any("may be in between" in text for text in told(address))
        load(address, new)
        assert holds(address, new) and not told(address)
    return found


@contextmanager
def no_file_beyond(size: int) -> Iterator[Limit]:
    """A full disk, as a process sees it: no file may grow beyond `size` bytes."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    yield limit


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write(tmp_path, "old", "before")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return write(tmp_path, "new", "after")


@pytest.fixture
def dba(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGTOOLS_ENDPOINT_USER", stores.DBA[0])
    monkeypatch.setenv("KGTOOLS_ENDPOINT_PASSWORD", stores.DBA[1])


def test_a_folder_holds_the_old_or_the_new(tmp_path: Path, old: Path, new: Path) -> None:
    assert "old" in kill_again_and_again(str(tmp_path / "store"), old, new, atomic=True)


@pytest.mark.parametrize("left", ["store.kgtools-new", "store.kgtools-old"])
def test_a_folder_that_was_left_between_two_names_is_mended(
    tmp_path: Path, old: Path, new: Path, left: str
) -> None:
    """The two moments that no kill is likely to meet, made by hand."""
    store = tmp_path / "store"
    load(str(store), old)
    if left.endswith("old"):
        store.rename(tmp_path / left)
    else:
        (tmp_path / left).mkdir()
    assert any("an earlier load was ended" in text for text in load(str(store), new))
    assert holds(str(store), new)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.nq", "old.nq", "store"]


def test_a_full_disk_leaves_a_folder_as_it_was(tmp_path: Path, old: Path) -> None:
    store = str(tmp_path / "store")
    load(store, old)
    big = tmp_path / "big.nq"
    big.write_text("".join(f'<urn:s{i}> <urn:p> "{i}" <urn:g1> .\n' for i in range(60_000)))
    for size in (1_000_000, 3_000_000):  # too little for sorting it, too little for the store
        with no_file_beyond(size) as limit:
            process = start(store, big, limit)
            _, error = process.communicate(timeout=120)
        if process.returncode == 0:
            continue
        assert process.returncode == 2 and error.count("\n") == 1, error
        assert "too large" in error.lower() or "cannot be" in error
        assert holds(store, old)
    load(store, big)
    assert holds(store, big)


def test_an_oxigraph_server_holds_the_old_or_the_new(tmp_path: Path, old: Path, new: Path) -> None:
    need("oxigraph server")
    with stores.oxigraph_server(tmp_path) as store:
        kill_again_and_again(store.url, old, new, atomic=True)


def test_virtuoso_holds_either_or_the_next_run_says_so_and_mends_it(
    tmp_path: Path, old: Path, new: Path, dba: None
) -> None:
    need("virtuoso")
    with stores.virtuoso(tmp_path) as store:
        found = kill_again_and_again(store.url, old, new, atomic=False)
    assert found & {"old", "between"}


@pytest.mark.parametrize("kind", ["oxigraph server", "virtuoso"])
def test_a_server_that_is_killed_during_a_load_is_mended_by_the_next_run(
    tmp_path: Path, old: Path, new: Path, dba: None, kind: str
) -> None:
    need(kind)
    running = stores.virtuoso if kind == "virtuoso" else stores.oxigraph_server
    with running(tmp_path) as store:
        load(store.url, old)
        seconds = timed(store.url, new)
        for moment in list(moments(seconds))[:3]:
            load(store.url, old)
            process = start(store.url, new)
            time.sleep(moment)
            store.kill()
            _, error = process.communicate(timeout=120)
            assert process.returncode in (0, 2) and error.count("\n") <= 1, error
            store.start_again()
            either = holds(store.url, old) or holds(store.url, new)
            assert either or any("may be in between" in text for text in told(store.url))
            load(store.url, new)
            assert holds(store.url, new) and not told(store.url)


@pytest.mark.parametrize("kind", ["oxigraph server", "virtuoso"])
def test_a_connection_that_is_cut_leaves_the_old_or_is_mended(
    tmp_path: Path, old: Path, new: Path, dba: None, kind: str
) -> None:
    need(kind)
    running = stores.virtuoso if kind == "virtuoso" else stores.oxigraph_server
    with running(tmp_path) as store:
        load(store.url, old)
        for whole in (9, 25):  # so many connections get through, then none
            with stores.cutting_proxy(store.url, [10**9] * whole + [60] * 99) as address:
                process = start(address, new)
                _, error = process.communicate(timeout=120)
            assert process.returncode in (0, 2) and error.count("\n") <= 1, error
            either = holds(store.url, old) or holds(store.url, new)
            assert either or any("may be in between" in text for text in told(store.url))
        load(store.url, new)
        assert holds(store.url, new) and not told(store.url)


def test_an_oxigraph_server_on_a_full_disk_keeps_the_old(tmp_path: Path, old: Path) -> None:
    need("oxigraph server")
    big = tmp_path / "big.nq"
    big.write_text("".join(f'<urn:s{i}> <urn:p> "{i}" <urn:g1> .\n' for i in range(60_000)))
    with stores.oxigraph_server(tmp_path) as store:
        load(store.url, old)
        resource.prlimit(store.process.pid, resource.RLIMIT_FSIZE, (300_000, 300_000))
        process = start(store.url, big)
        _, error = process.communicate(timeout=120)
        assert process.returncode == 2 and error.count("\n") == 1, error
        store.kill()
        store.start_again()
        assert holds(store.url, old)
        load(store.url, big)
        assert holds(store.url, big)


def test_there_is_no_store_to_verify_where_there_is_none(tmp_path: Path, old: Path) -> None:
    with pytest.raises(EngineError, match="there is no store in this folder"):
        holds(str(tmp_path / "none"), old)
