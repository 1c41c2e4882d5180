"""`--show` prints what would be asked, anywhere; `--check` says where the answer differs."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from conftest import ROOT, change, run
from kgtools.curl import curl
from kgtools.engines import Bindings, open_engine
from kgtools.project import Project
from kgtools.queries import Catalogue, answer


def test_what_is_shown_is_what_is_asked(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = Project.open(copy)
    assert run("query", "guilds", "--word", "heron", "--show") == 0
    shown = capsys.readouterr().out
    engine = open_engine(project.quads())
    asked = answer(project, "guilds", {"word": ["heron"]}, engine).result
    assert isinstance(asked, Bindings) and len(asked.rows) == 1
    assert engine.query(shown) == asked  # the curl line is a comment of it
    *_, last = shown.splitlines()
    words = shlex.split(last.removeprefix("# "))
    assert words[:4] == ["curl", "-sS", "-H", "Accept: text/csv"]
    assert words[4] == "--data-urlencode" and words[6] == project.config.base + "sparql"
    assert engine.query(words[5].removeprefix("query=")) == asked


def test_the_endpoint_and_the_format_that_are_named_stand_in_the_line(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    endpoint = "http://127.0.0.1:1/it's"
    assert run("query", "guilds", "--show", "--endpoint", endpoint, "--format", "json") == 0
    words = shlex.split(capsys.readouterr().out.splitlines()[-1].removeprefix("# "))
    assert words[3] == "Accept: application/sparql-results+json" and words[-1] == endpoint


def test_the_one_line_of_every_query_is_the_same_query() -> None:
    project = Project.open(ROOT)
    engine = open_engine(project.quads())
    for query in Catalogue(project):
        line = shlex.split(curl(query.text, "urn:x"))[5].removeprefix("query=")
        assert "\n" not in line
        if "CONSTRUCT" not in line:
            assert engine.query(line) == engine.query(query.text), query.slug
        else:
            assert "Accept: text/turtle" in curl(query.text, "urn:x", "csv")


def test_check_names_the_cell_that_differs(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("query", "guilds", "--check") == 0
    assert "answers: 1 of 1 queries compared" in capsys.readouterr().out
    change(copy / "queries" / "guilds.csv", "Heron Guild,12", "Heron Guild,13")
    assert run("query", "guilds", "--check", "--quiet") == 1
    line = capsys.readouterr().out
    assert line.startswith("queries/guilds.csv:2:1: violation: query guilds: row 1, members:")
    assert "expected 13, got 12" in line and line.count("\n") == 1
    (copy / "queries" / "guilds.csv").unlink()
    assert run("query", "guilds", "--check") == 1
    assert "query guilds has no expected rows" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--show",), "which query? kgtools query NAME --show"),
        (("--check",), "which query? kgtools query NAME --check"),
        (("guilds", "--check", "--word", "heron"), "for which rows are kept: drop --word"),
        (("guilds", "--show", "--wrod", "heron"), "there is no option --wrod; did you mean --word"),
    ],
)
def test_what_cannot_be_shown_or_checked_is_one_line(
    copy: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert run("query", *words) == 2
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1
