"""The graph that this repository ships: its questions on both engines, its passages."""

from __future__ import annotations

import pytest

from conftest import ROOT, need, source_text
from kgtools.checks.anchors import check_anchors
from kgtools.checks.answers import check_answers
from kgtools.engines import ENGINES
from kgtools.project import Project


@pytest.fixture(scope="module")
def shipped() -> Project:
    return Project.open(ROOT)


@pytest.mark.parametrize("engine", ENGINES)
def test_every_question_gets_its_expected_rows_on_both_engines(
    shipped: Project, engine: str
) -> None:
    report = check_answers(shipped, engine)
    assert [finding.line() for finding in report.findings] == []
    assert report.notes[0].startswith("answers: ") and not report.notes[0].startswith("answers: no")


def test_every_passage_is_where_it_says_in_the_source_text(shipped: Project) -> None:
    need("source text")
    text = source_text()
    assert text
    (source,) = shipped.sources
    report = check_anchors(shipped, source, text)
    assert [finding.line() for finding in report.findings] == []
