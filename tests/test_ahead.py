"""What is loaded ahead, and what is kept between two runs, never changes an answer."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

from conftest import change, kgtools
from kgtools.memory import Memory
from kgtools.project import Project
from kgtools.queries import Catalogue
from kgtools.rdf.ahead import Loading
from test_asking import SLOW

GUILDS = ("query", "guilds", "--quiet", "--format", "csv")
NEW = "\nord:new a orc:Guild ; rdfs:label 'New Guild'@en ; orc:members 99 .\n"


@pytest.fixture
def asked(copy: Path) -> Path:
    """The orchard, once asked: what can be kept is kept."""
    assert kgtools(*GUILDS, folder=copy).returncode == 0
    assert {"config.json", "header-guilds.json"} <= {f.name for f in (copy / ".kgtools").iterdir()}
    return copy


def add(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_an_edit_of_the_data_is_seen_at_once(asked: Path) -> None:
    add(asked / "data/glosses.ttl", NEW)
    assert "New Guild" in kgtools(*GUILDS, folder=asked).stdout


def test_a_file_that_came_since_is_seen_at_once(asked: Path) -> None:
    prefixes = "".join((asked / "data/glosses.ttl").read_text().splitlines(keepends=True)[:3])
    (asked / "ontology/more.ttl").write_text(prefixes + NEW, encoding="utf-8")
    assert "New Guild" in kgtools(*GUILDS, folder=asked).stdout


def test_a_graph_that_is_configured_since_is_seen_at_once(asked: Path) -> None:
    change(asked / "kgtools.toml", '"data/glosses.ttl"', '"data/glosses.ttl", "more/*.ttl"')
    (asked / "more").mkdir()
    prefixes = "".join((asked / "data/glosses.ttl").read_text().splitlines(keepends=True)[:3])
    (asked / "more/more.ttl").write_text(prefixes + NEW, encoding="utf-8")
    assert "New Guild" in kgtools(*GUILDS, folder=asked).stdout


def test_a_header_changed_since_is_read_anew(asked: Path) -> None:
    change(asked / "queries/guilds.rq", "The guilds", "The houses")
    assert Catalogue(Project.open(asked))["guilds"].title["en"] == "The houses"


def test_a_configuration_that_broke_since_is_told(asked: Path) -> None:
    change(asked / "kgtools.toml", 'version = "0.3.0"', "version = 0.3.0")
    result = kgtools(*GUILDS, folder=asked)
    assert (result.returncode, result.stdout) == (2, "")
    assert "kgtools.toml:4:" in result.stderr


@pytest.mark.parametrize("text", ["ord:x a", "", " \n", "\ufefford:x a"])
def test_a_file_that_broke_since_is_told_with_its_place(asked: Path, text: str) -> None:
    (asked / "data/glosses.ttl").write_text(text, encoding="utf-8")
    result = kgtools(*GUILDS, folder=asked)
    assert (result.returncode, result.stdout) == (2, "")
    assert "data/glosses.ttl" in result.stderr and len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("broken", ["", "{", "[]", '["x"]', "[1, 2, 3]", "[" * 100_000])
def test_a_broken_memory_is_as_none(asked: Path, broken: str) -> None:
    expected = kgtools(*GUILDS, folder=asked).stdout
    for file in (asked / ".kgtools").glob("*.json"):
        file.write_text(broken, encoding="utf-8")
    assert kgtools(*GUILDS, folder=asked).stdout == expected
    assert json.loads((asked / ".kgtools/header-guilds.json").read_text())[1]["title"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("query", "guilds"), "no kgtools.toml in this folder or any above it"),
        (("query", "guilds", "--project"), "--project"),
        (("query", "guilds", "--project", "nowhere"), "there is no such folder"),
        (("query", "guilds", "--project="), "kgtools.toml"),
    ],
)
def test_where_no_project_is_one_line_says_so(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    result = kgtools(*words, folder=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert told in result.stderr and len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("files", ['["/etc/*.ttl"]', '"data/glosses.ttl"', '[""]', "[3]"])
def test_files_that_were_never_in_order_are_told_twice_alike(copy: Path, files: str) -> None:
    change(copy / "kgtools.toml", '["data/glosses.ttl"]', files)
    first, second = (kgtools(*GUILDS, folder=copy) for _ in range(2))
    assert (first.returncode, first.stdout) == (2, "")
    assert "kgtools.toml:" in first.stderr and len(first.stderr.splitlines()) == 1
    assert second.stderr == first.stderr


def test_a_folder_that_takes_no_memory_is_asked_all_the_same(copy: Path) -> None:
    (copy / ".kgtools").write_text("in the way", encoding="utf-8")
    assert kgtools(*GUILDS, folder=copy).returncode == 0


def test_what_was_loaded_ahead_is_of_just_the_files_that_are_wanted(copy: Path) -> None:
    project = Project.open(copy)
    wanted = project.files
    files = [(str(file.relative_to(copy)), graph.value) for file, graph in wanted]
    loading = Loading(str(copy), files)
    store = loading.store()
    assert store is not None and loading.is_of(copy, wanted)
    named = [{str(q) for q in one if "_:" not in str(q)} for one in (store, project.store)]
    assert named[0] == named[1] and len(store) == len(project.store)
    assert not loading.is_of(copy, wanted[1:])
    assert not loading.is_of(copy, list(reversed(wanted)))
    assert not loading.is_of(copy.parent, wanted)
    assert Loading(str(copy), [(files[0][0], "not an IRI")]).store() is None
    assert Loading(str(copy), [("nowhere.ttl", files[0][1])]).store() is None


@pytest.mark.parametrize("broken", ["", "x", "a\tb\tc\n", "nowhere.ttl\turn:x\n", "\xff\t\n"])
def test_a_wrong_note_of_what_is_wanted_is_as_none(asked: Path, broken: str) -> None:
    expected = kgtools(*GUILDS, folder=asked).stdout
    note = asked / ".kgtools/wanted.tsv"
    right = note.read_text(encoding="utf-8")
    note.write_text(broken, encoding="latin-1")
    result = kgtools(*GUILDS, folder=asked)
    assert (result.returncode, result.stdout, result.stderr) == (0, expected, "")
    assert note.read_text(encoding="utf-8") == right


# ---- stores that are kept


@pytest.fixture
def kept(asked: Path) -> Path:
    """The orchard, asked often enough that its store is kept."""
    ask_until_kept(asked)
    return asked


def ask_until_kept(root: Path) -> None:
    time.sleep(2.1)  # a file that changed just now is not trusted
    before = len(stores(root))
    for _ in range(2):
        assert len(stores(root)) == before
        kgtools(*GUILDS, folder=root)
    assert len(stores(root)) == before + 1


def stores(root: Path) -> list[Path]:
    return sorted((root / ".kgtools").glob("store-*"))


def test_only_what_is_asked_again_unchanged_is_kept(asked: Path) -> None:
    for number in range(3):
        add(asked / "data/glosses.ttl", f"\n# {number}\n")
        for _ in range(2):
            kgtools(*GUILDS, folder=asked)
        assert stores(asked) == [], "it changed just now"
    ask_until_kept(asked)


def test_a_kept_store_gives_the_same_answers(kept: Path) -> None:
    for slug in ("guilds", "effects", "effect-since", "quarrel"):
        for form in ("csv", "json", "table"):
            words = ("query", slug, "--format", form)
            by_store = kgtools(*words, folder=kept)
            memory = (kept / ".kgtools").rename(kept / "away")
            by_files = kgtools(*words, folder=kept)
            shutil.rmtree(kept / ".kgtools")
            memory.rename(kept / ".kgtools")
            for one in (by_store, kgtools(*words, folder=kept)):
                told = (by_files.stdout, by_files.stderr)
                assert (one.returncode, one.stdout, one.stderr) == (0, *told), words


def test_a_kept_store_is_what_is_asked(kept: Path) -> None:
    """Else the other tests of it would prove nothing."""
    (folder,) = stores(kept)
    shutil.rmtree(folder)
    store = Store(folder)
    store.add(Quad(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c")))
    store.flush()
    del store
    assert kgtools(*GUILDS, folder=kept).stdout == "guild,name,members\n"


def test_an_edit_is_seen_where_a_store_is_kept(kept: Path) -> None:
    file = kept / "data/pamphlet.ttl"
    before, times = kgtools(*GUILDS, folder=kept).stdout, file.stat()
    change(file, '"Heron Guild"', '"Crane Guild"')
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))  # as some tools set it back
    assert file.stat().st_size == times.st_size
    after = [kgtools(*GUILDS, folder=kept).stdout for _ in range(4)]
    assert "Heron Guild" in before and all("Crane Guild" in one for one in after)


def test_the_two_newest_stores_are_kept(kept: Path) -> None:
    for number in range(2):
        add(kept / "data/glosses.ttl", f"\n# {number}\n")
        (kept / ".kgtools/store-0123.4567").mkdir()  # of a run that was ended
        old = stores(kept)
        time.sleep(2.1)
        for _ in range(2):
            kgtools(*GUILDS, folder=kept)
        assert len(stores(kept)) == 2 and len({*stores(kept)} - {*old}) == 1


def test_the_graph_of_a_file_changed_is_seen_where_a_store_is_kept(kept: Path) -> None:
    text = (kept / "kgtools.toml").read_text(encoding="utf-8")
    old = re.search(r'(?s)\[graphs\.\w+\]\niri = "([^"]+)"', text)
    assert old is not None
    change(kept / "kgtools.toml", f'iri = "{old[1]}"', 'iri = "urn:another"')
    (kept / "queries/graphs.rq").write_text(
        "#+ title: {en: Graphs}\n#+ question: {en: Which graphs}\n"
        "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g\n"
    )
    told = kgtools("query", "graphs", "--format", "csv", folder=kept).stdout
    assert "urn:another" in told and old[1] not in told.splitlines()


@pytest.mark.parametrize("damage", ["empty", "cut", "file"])
def test_a_broken_store_is_as_none(kept: Path, damage: str) -> None:
    expected = kgtools(*GUILDS, folder=kept).stdout
    (folder,) = stores(kept)
    if damage == "cut":
        for file in folder.glob("MANIFEST-*"):
            file.write_bytes(file.read_bytes()[:7])
    else:
        shutil.rmtree(folder)
        folder.write_text("x") if damage == "file" else folder.mkdir()
    for _ in range(3):
        result = kgtools(*GUILDS, folder=kept)
        assert (result.returncode, result.stdout, result.stderr) == (0, expected, "")


def test_a_store_that_came_with_the_folder_is_not_asked(kept: Path, tmp_path: Path) -> None:
    """Only what was made here of these files is: who ships a folder could ship any store."""
    other = tmp_path / "elsewhere"
    shutil.copytree(kept, other)
    (came,) = stores(other)
    shutil.rmtree(came)
    Store(came).flush()
    assert "Heron Guild" in kgtools(*GUILDS, folder=other).stdout


# ---- within a time


@pytest.fixture
def slow(kept: Path) -> Path:
    """The orchard with a prepared query that has no end."""
    text = "#+ title: {en: Slow}\n#+ question: {en: How long}\n"
    (kept / "queries/slow.rq").write_text(f"{text}{SLOW}\n", encoding="utf-8")
    return kept


def test_a_prepared_query_that_takes_too_long_is_ended(slow: Path) -> None:
    began = time.monotonic()
    result = kgtools("query", "slow", "--timeout", "1.5", folder=slow)
    assert (result.returncode, result.stdout) == (2, "")
    assert "no answer within 1.5 s" in result.stderr and result.stderr.count("\n") == 1
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_prepared_query_at_once(slow: Path, number: signal.Signals) -> None:
    words = [sys.executable, "-m", "kgtools", "query", "slow"]
    with subprocess.Popen(words, cwd=slow, stderr=subprocess.PIPE) as process:
        try:
            time.sleep(2)
            assert process.poll() is None
            began = time.monotonic()
            process.send_signal(number)
            _, errors = process.communicate(timeout=20)
            ended = {-number, 130} if number == signal.SIGINT else {-number}
            assert process.returncode in ended and errors == b""
            assert time.monotonic() - began < 5
        finally:
            process.kill()


# ---- memory


def test_memory_keeps_what_json_can_hold_and_dates(tmp_path: Path) -> None:
    from datetime import date, datetime

    memory = Memory(tmp_path)
    memory.write("a", {"on": date(2026, 11, 23), "n": [1, 2.5, None, True, "é"]})
    assert memory.read("a") == {"on": date(2026, 11, 23), "n": [1, 2.5, None, True, "é"]}
    for value in (datetime(2026, 11, 23), {1: "a"}, (1, 2), object()):
        memory.write("b", value)
        assert memory.read("b") is None
    assert memory.same("a", "text") is None


def test_a_question_asked_again_imports_nothing_that_takes_long(asked: Path) -> None:
    """Nor `typing` (3 ms), which annotations alone would bring in."""
    code = (
        "import os, sys; from kgtools.cli import command; end = os._exit\n"
        "def told(code):\n"
        "    print(*sys.modules, file=sys.stderr); end(code)\n"
        "os._exit = told; command()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *GUILDS], cwd=asked, capture_output=True, text=True
    )
    heavy = {"typing", "dataclasses", "inspect", "yaml", "rdflib", "logging", "subprocess"}
    modules = set(done.stderr.split())
    assert "kgtools.queries" in modules
    assert not modules & heavy
