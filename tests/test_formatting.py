"""`kgtools format`: which files it takes, what it writes, and that a broken one loses nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from conftest import ROOT, kgtools, run
from kgtools.diff.sides import open_side
from kgtools.formatting import canonical_form, named_files, turtle_files
from kgtools.project import Project
from kgtools.publish import publish

UNTIDY = """\
# SPDX-License-Identifier: CC0-1.0
@prefix ex: <http://example.org/> .
@prefix spare: <http://example.org/spare/> .
ex:b ex:p 01 ; ex:q "x"@en-GB , '''two
lines''' .
# about a
ex:a a ex:C .
"""
TIDY = """\
# SPDX-License-Identifier: CC0-1.0

@prefix ex: <http://example.org/> .
@prefix spare: <http://example.org/spare/> .

# about a
ex:a a ex:C .

ex:b ex:p 01 ;
    ex:q
        \"\"\"two
lines\"\"\" ,
        "x"@en-GB .
"""


@pytest.fixture
def untidy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "untidy.ttl"
    file.write_text(UNTIDY, encoding="utf-8")
    return file


def test_a_file_is_written_once_and_then_left_alone(
    untidy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    untidy.chmod(0o640)
    assert run("format", "untidy.ttl") == 0
    assert capsys.readouterr().out == "untidy.ttl: written\n"
    assert untidy.read_text(encoding="utf-8") == TIDY
    assert untidy.stat().st_mode & 0o777 == 0o640
    before = untidy.stat().st_mtime_ns
    assert run("format", "untidy.ttl") == 0
    assert capsys.readouterr() == ("", "1 Turtle file, 0 written\n")
    assert untidy.stat().st_mtime_ns == before
    assert list(untidy.parent.iterdir()) == [untidy]


def test_check_and_diff_write_nothing(untidy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("format", "--check", ".") == 1
    assert capsys.readouterr().out == "untidy.ttl:2:1: not in canonical form\n"
    assert run("format", "--diff", "untidy.ttl") == 0
    shown = capsys.readouterr().out
    assert "+@prefix ex: <http://example.org/> .\n" not in shown
    assert "-ex:b ex:p 01 ; ex:q \"x\"@en-GB , '''two\n" in shown and "+ex:b ex:p 01 ;\n" in shown
    assert untidy.read_text(encoding="utf-8") == UNTIDY


def test_a_diff_can_be_applied(untidy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    untidy.write_text(UNTIDY.rstrip("\n"), encoding="utf-8")
    assert run("format", "--diff", "untidy.ttl") == 0
    patch = capsys.readouterr().out
    subprocess.run(["git", "apply", "-p0"], input=patch, text=True, check=True, cwd=untidy.parent)
    assert untidy.read_text(encoding="utf-8") == TIDY


def test_a_broken_file_keeps_all_from_being_written(
    untidy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = untidy.with_name("broken.ttl")
    broken.write_text("@prefix ex: <http://example.org/> .\nex:a ex:b", encoding="utf-8")
    assert run("format", "untidy.ttl", "broken.ttl") == 2
    error = capsys.readouterr().err
    assert error.startswith("kgtools: error: broken.ttl:2:") and error.count("\n") == 1
    assert untidy.read_text(encoding="utf-8") == UNTIDY


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nothing.ttl", "nothing.ttl: cannot be read: no such file"),
        ("README.md", "README.md: not a Turtle file by its name"),
        ("empty", "empty: no Turtle file in this folder"),
    ],
)
def test_what_is_no_turtle_is_named(
    untidy: Path, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    untidy.with_name("empty").mkdir()
    assert run("format", name) == 2
    assert capsys.readouterr().err.startswith(f"kgtools: error: {said}")


def test_a_folder_that_takes_no_file_is_one_line(untidy: Path) -> None:
    link = untidy.with_name("elsewhere.ttl")
    link.symlink_to("/proc/version")
    done = kgtools("format", "elsewhere.ttl", folder=untidy.parent)
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "Traceback" not in done.stderr


def test_standard_input_goes_to_standard_output(untidy: Path) -> None:
    done = kgtools("format", "-", folder=untidy.parent, given=UNTIDY)
    assert (done.returncode, done.stdout) == (0, TIDY)
    assert kgtools("format", "-", "--check", folder=untidy.parent, given=TIDY).returncode == 0
    done = kgtools("format", "-", "--check", folder=untidy.parent, given=UNTIDY)
    assert (done.returncode, done.stdout) == (1, "standard input:2:1: not in canonical form\n")
    done = kgtools("format", "-", folder=untidy.parent, given="ex:a")
    assert done.returncode == 2 and "standard input:1:1: prefix ex: is not declared" in done.stderr


def test_without_names_it_takes_the_files_of_the_project(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("format") == 0
    capsys.readouterr()
    assert run("format", "--check") == 0
    shapes = copy / "shapes" / "orchard.ttl"
    shapes.write_text(shapes.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert run("format", "--check") == 1
    assert "shapes/orchard.ttl:" in capsys.readouterr().out


def test_a_glob_without_a_file_is_named_where_it_stands(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (copy / "kgtools.toml").open("a") as toml:
        toml.write('\n[format]\nfiles = ["shapes/*.ttl", "none/*.ttl"]\n')
    assert run("query", "guilds") == 0
    capsys.readouterr()
    assert run("format", "--check") == 2
    line = capsys.readouterr().err
    assert "kgtools.toml:" in line and "format.files: no file matches 'none/*.ttl'" in line


def test_this_repository_is_formatted() -> None:
    """Every Turtle file of the graph; fixtures of the tests that look untidy do so on purpose."""
    files = turtle_files(Project.open(ROOT))
    formatted = {file.relative_to(ROOT).parts[0] for file in files}
    assert {"ontology", "data", "shapes", "queries", "alignments", "tests"} <= formatted
    kept = {ROOT / part for part in ("ontology", "data", "shapes", "queries", "alignments")}
    assert {file for folder in kept for file in folder.rglob("*.ttl")} <= set(files)
    texts = [(file, file.read_text(encoding="utf-8")) for file in files]
    assert [file for file, text in texts if canonical_form(file, text).differs] == []


def test_what_was_published_is_neither_formatted_nor_compared(copy: Path) -> None:
    publish(Project.open(copy), copy / "public")
    text = (copy / "kgtools.toml").read_text(encoding="utf-8")
    wanted = '\n[format]\nfiles = ["**/*.ttl"]\n'
    (copy / "kgtools.toml").write_text(text + wanted, encoding="utf-8")
    assert [*(copy / "public").rglob("*.ttl")]
    assert not any("public" in file.parts for file in turtle_files(Project.open(copy)))
    assert not any("public" in file.parts for file in named_files([copy]))
    side = open_side(str(copy / "public"), None)
    assert side.quads, "who names the folder itself means it"
    (copy / "kgtools.toml").unlink()
    files = [file for graph in open_side(str(copy), None).project.graphs for file in graph.files]
    assert files and not any("public" in file.parts for file in files)
