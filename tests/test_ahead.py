"""What is loaded ahead, and what is kept between two runs, never changes an answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from conftest import change, kgtools
from kgtools.memory import Memory
from kgtools.project import Project
from kgtools.queries import Catalogue
from kgtools.rdf.ahead import Loading

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


def test_what_was_loaded_ahead_is_of_just_the_files_that_are_wanted(orchard: Project) -> None:
    files = [(file, graph.iri.value) for graph in orchard.graphs for file in graph.files]
    store = Loading(files).store(files)
    assert store is not None
    named = [{str(q) for q in one if "_:" not in str(q)} for one in (store, orchard.store)]
    assert named[0] == named[1] and len(store) == len(orchard.store)
    assert Loading(files).store(files[1:]) is None
    assert Loading(files).store(list(reversed(files))) is None
    assert Loading([(files[0][0], "not an IRI")]).store([(files[0][0], "not an IRI")]) is None
    assert store.contains_named_graph(NamedNode(files[0][1]))


def test_memory_keeps_what_json_can_hold_and_dates(tmp_path: Path) -> None:
    from datetime import date, datetime

    memory = Memory(tmp_path)
    memory.write("a", {"on": date(2026, 11, 23), "n": [1, 2.5, None, True, "é"]})
    assert memory.read("a") == {"on": date(2026, 11, 23), "n": [1, 2.5, None, True, "é"]}
    for value in (datetime(2026, 11, 23), {1: "a"}, (1, 2), object()):
        memory.write("b", value)
        assert memory.read("b") is None
    assert memory.same("a", "text") is None
