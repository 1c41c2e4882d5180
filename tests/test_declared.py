"""A check that stands on a name which nobody knows says so instead of passing."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import change
from kgtools.checks.declared import check_declared
from kgtools.errors import ProjectError
from kgtools.project import Project


def lines(folder: Path, lang: str | None = None) -> list[str]:
    return [finding.line() for finding in check_declared(Project.open(folder), lang).findings]


def test_the_orchard_declares_what_it_names(orchard: Project) -> None:
    assert check_declared(orchard).findings == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "kgtools.toml",
            'claim = "orc:Remark"',
            'claim = "orc:Remarque"',
            "kgtools.toml:{at}:1: violation: the graph knows no orc:Remarque, so the role claim",
        ),
        (
            "kgtools.toml",
            '"orc:firmness", "orc:manner"',
            '"orc:firmness", "orc:maner"',
            "kgtools.toml:{at}:1: violation: the graph knows no orc:maner, so the role strength",
        ),
        (
            "kgtools.toml",
            'iri = "ord:pamphlet"',
            'iri = "ord:pamflet"',
            "kgtools.toml:{at}:1: violation: no passage is of this source (ord:pamflet), so none",
        ),
        (
            "kgtools.toml",
            ', fr = "La querelle de la vanne"',
            "",
            "kgtools.toml:{at}:1: warning: pictures.quarrel.title: not in fr; write it in every",
        ),
        (
            "queries/effects.rq",
            "class: orc:Gate",
            "class: orc:Gates",
            "queries/effects.rq:8:1: violation: query effects, parameter gate: the graph knows no "
            "orc:Gates",
        ),
        (
            "queries/effects.rq",
            "scheme: firm:scheme",
            "scheme: firm:schema",
            "queries/effects.rq:13:1: violation: query effects, parameter firmness: the graph",
        ),
        (
            "queries/guilds.rq",
            ", fr: Les guildes",
            "",
            "queries/guilds.rq:1:1: warning: guilds, title: not in fr; write it in every language",
        ),
        (
            "queries/guilds.rq",
            ', fr: "Quelles guildes sont assez grandes ?"',
            "",
            "queries/guilds.rq:2:1: warning: guilds, question: not in fr",
        ),
    ],
)
def test_what_the_graph_does_not_know_is_found_where_it_is_named(
    copy: Path, file: str, old: str, new: str, expected: str
) -> None:
    change(copy / file, old, new)
    text = (copy / file).read_text().splitlines()
    at = next((n for n, line in enumerate(text, 1) if new and new in line), 0)
    if "pictures" in expected:
        at = next(n for n, line in enumerate(text, 1) if "The quarrel over" in line)
    (line,) = lines(copy)
    assert line.startswith(expected.format(at=at)) and line.endswith("[declared]")


def test_a_regional_language_is_served_by_its_base(copy: Path) -> None:
    change(copy / "kgtools.toml", 'languages = ["en", "fr"]', 'languages = ["en", "fr-CA"]')
    assert all("not in fr-CA" in line for line in lines(copy)) and lines(copy)
    file = copy / "queries" / "guilds.rq"
    file.write_text(file.read_text().replace("fr:", "fr-CA:"))
    assert not any("guilds" in line for line in lines(copy))


def test_expected_rows_without_a_query_are_found(copy: Path) -> None:
    (copy / "queries" / "guild.csv").write_text("a\n")
    assert lines(copy) == [
        "queries/guild.csv: warning: there is no query guild.rq for these expected rows; "
        "write the query, or remove the file [declared]"
    ]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('folder = "queries"', 'folder = "../orchard/queries"', "queries.folder: '../orchard/que"),
        ('folder = "queries"', 'folder = "/tmp"', "queries.folder: '/tmp' leaves the project's"),
        (
            'iri = "https://example.org/orchard/graph/glosses"',
            'iri = "https://example.org/orchard/graph/terms"',
            "graphs terms and glosses have the same IRI",
        ),
    ],
)
def test_a_project_that_contradicts_itself_is_refused(
    copy: Path, old: str, new: str, complaint: str
) -> None:
    change(copy / "kgtools.toml", old, new)
    with pytest.raises(ProjectError, match=r"kgtools\.toml:\d+:1: ") as caught:
        Project.open(copy)
    assert complaint in str(caught.value)
