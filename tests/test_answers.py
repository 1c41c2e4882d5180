"""Prepared queries against their expected rows: the differing cell is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import change
from kgtools.checks.answers import check_answers
from kgtools.engines import ENGINES
from kgtools.project import Project


def lines(folder: Path) -> list[str]:
    return [finding.line() for finding in check_answers(Project.open(folder)).findings]


@pytest.mark.parametrize("engine", ENGINES)
def test_every_query_gives_its_expected_rows_on_both_engines(orchard: Project, engine: str) -> None:
    report = check_answers(orchard, engine)
    assert report.findings == ()
    assert report.notes == ("answers: 3 of 3 queries compared, 4 expected rows",)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("Heron Guild,12", "Heron Guild,13", "guilds: row 1, members: expected 13, got 12"),
        ("Heron Guild,12\n", "Heron Guild,12\nx,y,z\n", "guilds: row 2 is missing: x,y,z"),
        ("https://example.org/orchard/id/moss,Moss Guild,7\n", "", "guilds: row 2 is not expected"),
        ("guild,name,members", "guild,members,name", "the columns differ: expected guild,members"),
        ("Heron Guild,12", "Heron Guild", "guilds: row 1: expected 2 cells, there are 3 columns"),
    ],
)
def test_the_differing_cell_or_row_is_named(copy: Path, old: str, new: str, complaint: str) -> None:
    change(copy / "queries" / "guilds.csv", old, new)
    (line,) = lines(copy)
    assert line.startswith("queries/guilds.csv: violation: ") and complaint in line


def test_line_ends_of_the_expected_file_do_not_matter(copy: Path) -> None:
    file = copy / "queries" / "guilds.csv"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert lines(copy) == []


def test_data_that_changes_an_answer_is_noticed(copy: Path) -> None:
    change(copy / "data" / "pamphlet.ttl", "orc:begins", "orc:ends")
    (line,) = lines(copy)
    assert "query effect-since: the columns differ: expected true, got false" in line


def test_a_query_without_expected_rows_is_a_warning(copy: Path) -> None:
    (copy / "queries" / "guilds.csv").unlink()
    (line,) = lines(copy)
    assert line == (
        "queries/guilds.rq: warning: query guilds has no expected rows; "
        "write them to guilds.csv [answers]"
    )
