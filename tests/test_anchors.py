"""Sentences, and passages against the source text."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest

from conftest import ORCHARD, change, need, source_text
from kgtools.checks.anchors import check_anchors, choose_source
from kgtools.checks.finding import Report
from kgtools.errors import SourceTextError
from kgtools.project import Project
from kgtools.text import segment

TEXT = (ORCHARD / "pamphlet.txt").read_text(encoding="utf-8")


def spans(text: str, *abbreviations: str) -> list[str]:
    return [text[s.start : s.end] for s in segment(text, abbreviations)]


def anchors(folder: Path) -> Report:
    project, text = Project.open(folder), folder / "pamphlet.txt"
    return check_anchors(project, choose_source(project, text), text)


def lines(report: Report) -> list[str]:
    return [finding.line() for finding in report.findings]


def test_a_sentence_ends_before_what_begins_one() -> None:
    assert spans("One. Two? “Three!” Four (4.5) is e.g. no end. 5 is.") == [
        "One.",
        "Two?",
        "“Three!”",
        "Four (4.5) is e.g. no end.",
        "5 is.",
    ]


def test_a_configured_abbreviation_ends_no_sentence() -> None:
    assert spans("By St. Aldith. In the U.S. We", "St.", "U.S.") == [
        "By St. Aldith.",
        "In the U.S. We",
    ]
    assert spans("The best. Aldith", "St.") == ["The best.", "Aldith"]


def test_a_list_item_is_a_paragraph_and_keeps_its_bullet_and_label() -> None:
    found = [(s.paragraph, s.sentence, s.start, s.end, s.core) for s in segment(TEXT, ["St."])]
    assert found[5:9] == [
        (4, 1, 202, 232, 202),
        (5, 1, 234, 296, 238),
        (5, 2, 297, 331, 297),
        (6, 1, 332, 395, 336),
    ]
    assert len(found) == 12


def test_the_sentences_of_the_real_source_are_those_that_were_counted() -> None:
    need("source text")
    text = source_text()
    assert text
    table = text.with_name("sentences.csv")
    if not table.is_file():
        pytest.skip("needs sentences.csv beside the source text")
    with table.open(encoding="utf-8", newline="") as file:
        names = ("paragraph", "sentence", "start", "end")
        expected = [tuple(int(row[name]) for name in names) for row in csv.DictReader(file)]
    found = segment(text.read_text(encoding="utf-8"), ["U.S."])
    assert [(s.paragraph, s.sentence, s.start, s.end) for s in found] == expected
    assert len(expected) > 100


def test_the_pamphlet_is_in_order_and_its_coverage_is_counted(copy: Path) -> None:
    report = anchors(copy)
    assert report.findings == ()
    assert report.notes == (
        "passages: 4 checked, 5 of 12 sentences covered",
        "  before the first passage: 0 of 2",
        "  the quarrel: 3 of 8",
        "  the way out: 2 of 2",
    )


def test_one_changed_letter_is_found_in_the_text_and_in_its_passage(copy: Path) -> None:
    change(copy / "pamphlet.txt", "after the first frost", "after the first frosT")
    whole, passage = lines(anchors(copy))
    assert whole.startswith("pamphlet.txt: violation: this is not the text")
    assert "its SHA-256 is" in whole
    assert passage.startswith("data/snippets.ttl:")
    assert "ord:snippet-harvest: code points 234 to 296 (line 9 of the text)" in passage
    assert passage.endswith("[anchors digest]")


@pytest.mark.parametrize(
    ("broken", "advice"),
    [
        ("\ufeff" + TEXT, "it begins with a byte order mark: remove it"),
        (TEXT.replace("\n", "\r\n"), "its lines end in CR: convert them to LF"),
    ],
)
def test_an_encoding_that_differs_is_one_finding_with_advice(
    copy: Path, broken: str, advice: str
) -> None:
    (copy / "pamphlet.txt").write_bytes(broken.encode())
    (line,) = lines(anchors(copy))
    assert line == (
        "pamphlet.txt: violation: this is not the text that the passages were measured on "
        f"(pamphlet); {advice} [anchors text]"
    )


def test_decomposed_characters_are_named(copy: Path) -> None:
    text = TEXT.replace("the pears", "thé pears")
    (copy / "pamphlet.txt").write_text(unicodedata.normalize("NFD", text), encoding="utf-8")
    assert "its characters are decomposed: normalise them to NFC" in lines(anchors(copy))[0]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("oa:end 119", "oa:end 78", "ord:snippet-gate: 78 to 78 is not a span"),
        (
            "oa:end 512",
            "oa:end 514",
            "ord:snippet-well: 419 to 514 is not a span of this text of 513",
        ),
        ("oa:end 119 ;", "", "ord:snippet-gate: no start and end in whole numbers"),
        ("orc:line 6", "orc:line 5", "says paragraph and sentence 5, 1, but starts in 6, 1"),
        ("orc:line 3", "orc:line 33", "says paragraph and sentence 33, 1, but starts in 3, 1"),
    ],
)
def test_a_passage_that_is_not_where_it_says_is_found(
    copy: Path, old: str, new: str, complaint: str
) -> None:
    change(copy / "data" / "snippets.ttl", old, new)
    (line,) = lines(anchors(copy))
    assert complaint in line
    assert line.startswith("data/snippets.ttl:")


def test_two_passages_of_one_span_are_found(copy: Path) -> None:
    file = copy / "data" / "snippets.ttl"
    text = file.read_text()
    block = next(part for part in text.split("\n\n") if part.startswith("ord:snippet-gate"))
    file.write_text(text + "\n" + block.replace("ord:snippet-gate", "ord:snippet-again"))
    (line,) = lines(anchors(copy))
    assert "the same span as ord:snippet-" in line and line.endswith("[anchors same]")


def test_a_text_that_is_missing_or_not_text_is_refused(copy: Path) -> None:
    project = Project.open(copy)
    with pytest.raises(SourceTextError, match="cannot be read: no such file"):
        check_anchors(project, project.sources[0], copy / "gone.txt")
    (copy / "pamphlet.txt").write_bytes(b"abc\xff")
    with pytest.raises(SourceTextError, match=r"pamphlet\.txt: .*not UTF-8 at byte 3; save it"):
        anchors(copy)
