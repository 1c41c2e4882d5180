"""Sentences, and passages against the source text."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from pathlib import Path

import pytest

from conftest import ORCHARD, change, need, run, source_text
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
    """What is wrong; the sentences that nobody covered are counted elsewhere."""
    return [f.line() for f in report.findings if f.severity == "violation"]


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
    assert lines(report) == []
    assert report.notes == (
        "passages: 6 checked, 5 of 12 sentences covered, 2 structuring, 5 uncovered",
    )
    assert [" ".join(line.split()) for line in report.details if line] == [
        "section sentences covered structuring uncovered",
        "─" * 70,
        "before the first passage 2 0 1 1",
        "the quarrel 8 3 1 4",
        "the way out 2 2 0 0",
        "sentences that only order the text:",
        "2.1, code points 19 to 76: no reason stated",
        "4.1, code points 202 to 232: opens a list",
    ]


def test_each_uncovered_sentence_is_a_warning_with_its_place_and_never_its_words(
    copy: Path,
) -> None:
    warnings = [f for f in anchors(copy).findings if f.severity == "warning"]
    assert [f.line().partition(":1: ")[0] for f in warnings[:1]] == ["pamphlet.txt:1"]
    assert [f.message for f in warnings] == [
        f"sentence {where}: no claim stands on it"
        for where in (
            "1.1, code points 0 to 17",
            "3.2, code points 120 to 157",
            "3.3, code points 158 to 200",
            "5.2, code points 297 to 331",
            "7.1, code points 397 to 418",
        )
    ]
    assert warnings[3].line().startswith("pamphlet.txt:9:64: warning: ")
    assert not anchors(copy).failed() and anchors(copy).failed(strict=True)


def test_a_passage_without_a_claim_covers_nothing(copy: Path) -> None:
    change(copy / "data" / "pamphlet.ttl", "    orc:quotedFrom ord:snippet-gate .", "    .")
    assert anchors(copy).notes[0].startswith("passages: 6 checked, 4 of 12 sentences covered")


def test_a_sentence_to_be_read_with_a_claim_is_not_covered_by_that(copy: Path) -> None:
    change(
        copy / "data" / "snippets.ttl",
        "ord:snippet-list a orc:Waymark",
        "ord:snippet-list a orc:Snippet",
    )
    assert "1 structuring, 6 uncovered" in anchors(copy).notes[0]


def test_a_waymark_that_a_claim_stands_on_counts_as_covered(copy: Path) -> None:
    change(
        copy / "data" / "pamphlet.ttl",
        "orc:quotedFrom ord:snippet-gate ",
        "orc:quotedFrom ord:snippet-gate , ord:snippet-list ",
    )
    assert "6 of 12 sentences covered, 1 structuring, 5 uncovered" in anchors(copy).notes[0]


def test_without_the_role_nothing_is_structuring(copy: Path) -> None:
    change(copy / "kgtools.toml", 'structuring-passage = "orc:Waymark"\n', "")
    assert "5 of 12 sentences covered, 7 uncovered" in anchors(copy).notes[0]


def test_the_figures_are_in_the_json_and_in_the_language(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("anchors", "pamphlet.txt", "--format", "json", "--lang", "fr") == 0
    coverage = json.loads(capsys.readouterr().out)["coverage"]["pamphlet"]
    assert (coverage["sentences"], coverage["covered"], coverage["passages"]) == (12, 5, 6)
    assert coverage["sections"][1] == {
        "section": "la querelle",
        "sentences": 8,
        "covered": 3,
        "structuring": 1,
        "uncovered": 4,
    }
    assert coverage["structuring"][1] == {
        "paragraph": 4,
        "sentence": 1,
        "start": 202,
        "end": 232,
        "reason": "ouvre une liste",
    }
    assert [s["start"] for s in coverage["uncovered"]] == [0, 120, 158, 297, 397]


def test_the_table_is_printed_by_anchors_and_one_line_by_check(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("anchors", "pamphlet.txt") == 0
    assert "the quarrel" in capsys.readouterr().out
    assert run("check", "--source", "pamphlet.txt") == 0
    out = capsys.readouterr().out
    assert "the quarrel" not in out and "5 of 12 sentences covered" in out
    assert run("check", "--source", "pamphlet.txt", "--strict") == 1


def test_one_changed_letter_is_found_in_the_text_and_in_its_passage(copy: Path) -> None:
    change(copy / "pamphlet.txt", "after the first frost", "after the first frosT")
    whole, passage = lines(anchors(copy))
    assert whole.startswith("pamphlet.txt: violation: this is not the text")
    assert "the first difference is in sentence 5.1, code points 234 to 296" in whole
    assert "its SHA-256 is" in whole
    assert passage.startswith("data/snippets.ttl:")
    assert "ord:snippet-harvest: code points 234 to 296 (line 9 of the text)" in passage
    assert passage.endswith("[anchors digest]")


def test_an_added_letter_is_located_and_does_not_hide_the_passages_after_it(copy: Path) -> None:
    change(copy / "pamphlet.txt", "after the first frost", "after the first frosts")
    whole, passage = lines(anchors(copy))
    assert "the first difference is in sentence 5.1, code points 234 to 297" in whole
    assert "ord:snippet-harvest: code points 234 to 296" in passage


def test_a_word_added_where_no_passage_is_lies_between_two_passages(copy: Path) -> None:
    change(copy / "pamphlet.txt", "Growers upriver", "All growers upriver")
    (whole,) = lines(anchors(copy))
    assert "the first difference is between code points 296 and 340" in whole


def test_a_wholly_different_text_is_one_finding(copy: Path) -> None:
    (copy / "pamphlet.txt").write_text("Quite another pamphlet. It says nothing of pears.\n")
    report = anchors(copy)
    assert len(report.findings) == 1 and report.failed()
    assert report.notes == ("passages: none of 6 found in the text",)


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


def test_without_a_file_the_environment_names_it(
    copy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("anchors") == 2
    assert "kgtools anchors FILE, or set ORCHARD_SOURCE" in capsys.readouterr().err
    monkeypatch.setenv("ORCHARD_SOURCE", "pamphlet.txt")
    assert run("anchors") == 0
    assert "5 of 12 sentences covered" in capsys.readouterr().out
    monkeypatch.setenv("ORCHARD_SOURCE", "gone.txt")
    assert run("anchors") == 2


def test_the_remedy_of_a_finding_is_advice_and_no_digest(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(copy / "pamphlet.txt", "after the first frost", "after the first frosT")
    assert run("anchors", "pamphlet.txt", "--format", "json") == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    whole, passage = (f for f in findings if f["severity"] == "violation")
    assert "take the text as it was measured" in whole["fix"]
    assert passage["fix"] == "correct where the passage starts and ends, or its digest"
    assert not re.search(r"[0-9a-f]{64}", whole["fix"] + passage["fix"])
    assert re.search(r"its SHA-256 is [0-9a-f]{64}, expected [0-9a-f]{64}", whole["message"])
