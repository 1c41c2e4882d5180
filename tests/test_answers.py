"""Prepared queries against their expected rows: the differing cell is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import change
from kgtools.checks.answers import check_answers
from kgtools.engines import ENGINES, open_engine
from kgtools.project import Project
from kgtools.queries import answer
from kgtools.results import render

MOSS = "https://example.org/orchard/id/moss,Moss Guild,7\n"


def lines(folder: Path) -> list[str]:
    return [finding.line() for finding in check_answers(Project.open(folder)).findings]


@pytest.mark.parametrize("engine", ENGINES)
def test_every_query_gives_its_expected_rows_on_both_engines(orchard: Project, engine: str) -> None:
    report = check_answers(orchard, engine)
    assert report.findings == ()
    assert report.notes == ("answers: 4 of 4 queries compared, 8 expected rows",)


@pytest.mark.parametrize(
    ("old", "new", "at", "complaint"),
    [
        ("Heron Guild,12", "Heron Guild,13", 2, "guilds: row 1, members: expected 13, got 12"),
        (
            "Heron Guild,12",
            "Heron,13",
            2,
            "row 1, name: expected Heron, got Heron Guild; members: expected 13, got 12; correct "
            "the row, or the data [answers]",
        ),
        ("Heron Guild,12\n", "Heron Guild,12\nx,y,z\n", 3, "guilds: row 2 is missing: x,y,z"),
        (MOSS, "", 3, "guilds: row 2 is not expected: ord:moss,Moss Guild,7;"),
        (MOSS, MOSS * 2, 4, "guilds: row 3 repeats row 2: ord:moss,Moss Guild,7;"),
        ("guild,name,members", "guild,members,name", 1, "the columns differ: expected guild,mem"),
        ("Heron Guild,12", "Heron Guild", 2, "row 1: expected 2 cells, there are 3 columns"),
        ("Heron Guild,12", '"Heron\nGuild",12', 2, "row 1, name: expected Heron Guild, got Heron"),
    ],
)
def test_the_differing_cell_or_row_is_named(
    copy: Path, old: str, new: str, at: int, complaint: str
) -> None:
    change(copy / "queries" / "guilds.csv", old, new)
    (line,) = lines(copy)
    place, _, what = line.partition(": violation: ")
    assert place == f"queries/guilds.csv:{at}:1" and complaint in what


def test_a_row_after_one_of_several_lines_is_found_on_its_own_line(copy: Path) -> None:
    file = copy / "queries" / "guilds.csv"
    change(file, "guild,name,members\n", 'guild,name,members\nx,"a\nb\nc",1\n')
    change(file, "Moss Guild,7", "Moss Guild,8")
    places = [line.partition(": ")[0] for line in lines(copy)]
    assert places == ["queries/guilds.csv:2:1", "queries/guilds.csv:6:1"]


def test_a_finding_on_a_row_stays_readable(copy: Path) -> None:
    file = copy / "queries" / "guilds.csv"
    change(file, "Heron Guild,12\n", "Heron Guild,12\n" + "moss " * 200 + ",b,c\n")
    (line,) = lines(copy)
    assert len(line) <= 300 and line.endswith("…; correct the row, or the data [answers]")


def test_of_long_cells_the_part_that_differs_is_shown(copy: Path) -> None:
    name = "guild of those who keep the gate and the well " * 4
    change(copy / "data" / "pamphlet.ttl", '"Moss Guild"@en', f'"{name}Z"@en')
    change(copy / "queries" / "guilds.csv", "Moss Guild,7", f"{name}Q,7")
    line = next(line for line in lines(copy) if "row 2" in line)
    assert "the well Q, got …" in line and "the well Z; correct" in line and len(line) <= 300


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (
            b"\x89PNG\r\n\x1a\n\xff",
            "guilds.csv:1:1: violation: query guilds: the expected rows are not",
        ),
        (
            b"guild,name,members\na,\xff,1\n",
            "guilds.csv:2:3: violation: query guilds: the expected",
        ),
        (
            b'guild,"na"me,members\n',
            "guilds.csv: violation: query guilds: the expected rows are not CSV",
        ),
    ],
)
def test_expected_rows_that_are_no_csv_are_said_to_be_so(
    copy: Path, content: bytes, complaint: str
) -> None:
    (copy / "queries" / "guilds.csv").write_bytes(content)
    (line,) = lines(copy)
    assert complaint in line and "; save them as CSV in UTF-8 [answers]" in line


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
        "write them to guilds.csv (a graph to guilds.ttl) [answers]"
    )


GRAPH = """#+ title: {en: Guilds as a graph}
#+ question: {en: "Which guilds are there?"}
PREFIX orc: <https://example.org/orchard/terms#>
CONSTRUCT { ?guild a orc:Guild } WHERE { ?guild a orc:Guild }
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_a_graph_is_compared_triple_by_triple(copy: Path, engine: str) -> None:
    (copy / "queries" / "graph.rq").write_text(GRAPH)
    project = Project.open(copy)
    result = answer(project, "graph", {}, open_engine(project.quads(), engine)).result
    expected = copy / "queries" / "graph.ttl"
    expected.write_text(render(result, "table", project))
    assert len(expected.read_text().splitlines()) > 2
    assert lines(copy) == []
    kept = [line for line in expected.read_text().splitlines() if "moss" not in line]
    expected.write_text("\n".join([*kept, "<urn:x> a <urn:y> ."]))
    found = "\n".join(lines(copy))
    assert "urn:x" in found and "moss" in found


def test_rows_in_another_order_are_told_as_such(copy: Path) -> None:
    file = copy / "queries" / "guilds.csv"
    head, *rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text(head + "".join(reversed(rows)), encoding="utf-8")
    (line,) = lines(copy)
    assert line.startswith("queries/guilds.csv:2:1: violation: ")
    assert "all rows are there, in another order: row 1 comes as row 2" in line
