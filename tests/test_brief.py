"""Briefings on the orchard, which declares none: text, Word document, and what is refused."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document

from conftest import ORCHARD, TESTS, change, kgtools, run
from kgtools.brief import brief, rendered
from kgtools.brief.blocks import blocks
from kgtools.errors import KgtoolsError
from kgtools.project import Project
from kgtools.rdf.digest import dataset_digest

EXPECTED = TESTS / "briefs"
QUERY = """#+ title: {en: "T"}
#+ question: {en: "Q"}
#+ parameters:
#+   topic: {type: iri, class: orc:Gate, default: null, help: {en: "T"}}
PREFIX orc: <https://example.org/orchard/terms#>
SELECT ?part ?vouchedBy {
  VALUES ?topic { UNDEF }
  ?link orc:from ?topic ; orc:via orc:leadsTo .
  ?vouchedBy orc:asserts ?link .
  BIND ("effects" AS ?part)
}
"""
HARMS = """#+ title: {en: "T"}
#+ question: {en: "Q"}
PREFIX orc: <https://example.org/orchard/terms#>
SELECT ?effect ?guild ?since ?paper ?vouchedBy {
  ?link orc:from ?effect ; orc:via orc:harms ; orc:to ?guild .
  ?vouchedBy orc:asserts ?link .
  OPTIONAL { ?effect orc:begins ?since }
  BIND (<https://example.org/orchard/id/pamphlet> AS ?paper)
}
"""
GATE = """class = "orc:Gate"
query = "gate"
glance = [{ of = "orc:keptBy", en = "Who keeps it" }]
[[sections]]
part = "effects"
title = { en = "What would come of it" }
"""
CLOSING = """[[sections]]
apart = true
query = "harms"
about = ["effect"]
note = "guild"
documents = "paper"
title = { en = "Who suffers" }
sentence = { en = "{effect} harms {guild}[, from {since}]" }
"""


def expected(project: Project, name: str) -> str:
    """The expected text; in the file, DIGEST stands for that of the dataset."""
    text = (EXPECTED / f"{name}.md").read_text(encoding="utf-8")
    assert text.count("DIGEST") == 1
    return text.replace("DIGEST", dataset_digest(project.quads()))


def words_of(markdown: str) -> list[str]:
    """The text of each line of a briefing in Markdown, without its signs."""
    lines = []
    for line in filter(None, markdown.split("\n")):
        text = re.sub(r"^(#+ | *- )", "", line)
        text = re.sub(r"(?<!\\)(\*\*|\*|<|>)", "", text)
        lines.append(re.sub(r"\\(.)", r"\1", text))
    return lines


@pytest.mark.parametrize("topic", ["river-gate", "empty-stalls", "well", None])
def test_a_briefing_is_as_expected(orchard: Project, topic: str | None) -> None:
    said = kgtools("brief", *([topic] if topic else []), folder=ORCHARD)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout == expected(orchard, topic or "whole")


def test_labels_are_in_the_language_asked_for(orchard: Project) -> None:
    text = rendered(brief(orchard, "ord:empty-stalls", "fr"), "md").decode()
    assert "- Seule" not in text
    assert "**Qui a faim.** Reason: Seule la Mousse y vend [C1]." in text
    assert "- Le marché serait vide (Oriel Fenn: peut-être) [1]." in text


def test_the_word_document_says_what_the_markdown_says(orchard: Project) -> None:
    for topic in ("river-gate", "empty-stalls", None):
        made = brief(orchard, topic)
        document = Document(io.BytesIO(rendered(made, "docx", "Oriel Fenn")))
        read = [paragraph.text.strip() for paragraph in document.paragraphs]
        assert read == [line.strip() for line in words_of(rendered(made, "md").decode())]
        assert document.core_properties.title == made.title
        assert document.core_properties.author == "Oriel Fenn"
        styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
        assert styles[:2] == ["Title", "Subtitle"] and "Heading 2" in styles
    links = {r.target_ref for r in document.part.rels.values() if r.is_external}
    assert "https://example.org/orchard/id/remark-gate" in links


def test_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    for form in ("md", "docx"):
        made = set()
        for seed in ("1", "2"):
            file = tmp_path / f"{seed}.{form}"
            subprocess.run(
                [sys.executable, "-m", "kgtools", "brief", "river-gate", "-o", str(file)],
                cwd=ORCHARD,
                env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"},
                check=True,
            )
            made.add(file.read_bytes())
        assert len(made) == 1
    with zipfile.ZipFile(tmp_path / "1.docx") as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        assert archive.namelist()[0] == "[Content_Types].xml" and archive.testzip() is None


def test_text_with_signs_of_markdown_stays_text(copy: Path) -> None:
    change(
        copy / "data" / "pamphlet.ttl",
        '"Closing the gate is in the Herons\' power."@en',
        '"Is *this* [a](b) <b>gate</b>, or_two \\\\ &amp; `c`?"@en',
    )
    made = brief(Project.open(copy), "river-gate")
    text = rendered(made, "md").decode()
    asked = r"Is \*this\* \[a](b) \<b\>gate\</b\>, or\_two \\ \&amp; \`c\`? (Oriel Fenn: perhaps)"
    assert asked + " [1]." in text
    assert words_of(text) == [block.text.strip() for block in blocks(made)]


# ---- what a project declares


def declared(copy: Path, gate: str = GATE, closing: str = CLOSING) -> Project:
    (copy / "queries" / "gate.rq").write_text(QUERY, encoding="utf-8")
    (copy / "queries" / "harms.rq").write_text(HARMS, encoding="utf-8")
    (copy / "briefs").mkdir()
    (copy / "briefs" / "gate.toml").write_text(gate, encoding="utf-8")
    (copy / "briefs" / "closing.toml").write_text(closing, encoding="utf-8")
    change(copy / "kgtools.toml", "[shapes]", '[briefs]\nfiles = ["briefs/*.toml"]\n\n[shapes]')
    return Project.open(copy)


def test_declared_sections_tell_each_claim_once_and_leave_none_out(copy: Path) -> None:
    text = rendered(brief(declared(copy), "river-gate"), "md").decode()
    body = text[text.index("## At a glance") : text.index("## Notes")]
    assert body == (
        "## At a glance\n\n"
        "- Who keeps it: Heron Guild (Oriel Fenn: perhaps) [1].\n\n"
        "## What would come of it\n\n"
        "- Pears would come late (Oriel Fenn: sure) [2].\n"
        "- The market might stand empty (Oriel Fenn: perhaps) [3].\n\n"
        "## What else is said\n\n"
        "- **The gate may be shut.** Closing the gate is in the Herons' power (Oriel Fenn: "
        "perhaps) [1].\n\n"
        "## What the curators add\n\n"
        "What follows is not said in the source: the curators assert it on their own account, "
        "each time with the reason.\n\n"
        "### Who suffers\n\n"
        "- **Who goes hungry.** Reason: Only the Moss Guild sells at that market [C1].\n"
        "  - Empty stalls harms Moss Guild [R1].\n\n"
    )
    assert "- **[R1]** Moss Guild <https://example.org/orchard/id/moss>\n  - The Pear Acc" in text


def test_rows_that_do_not_concern_the_topic_are_left_out(copy: Path) -> None:
    text = rendered(brief(declared(copy), "well"), "md").decode()
    assert "A well" in text and "Who suffers" not in text and "curators add" not in text


def test_claims_in_words_are_put_as_the_project_says(copy: Path) -> None:
    change(
        copy / "kgtools.toml",
        "[shapes]",
        "[wording]\n"
        'strength = [{ of = "firm:sure", negated = true, en = "flatly denied" },'
        ' { of = "firm:sure", en = "flatly" }]\n'
        'voices = [{ of = "ord:oriel-fenn", en = "the pamphlet ({speaker})" }]\n'
        'conditions = [{ of = "orc:provided", en = "only {condition}" }]\n\n[shapes]',
    )
    project = Project.open(copy)
    told = [f.voice for s in brief(project).sections for f in s.findings if f.voice]
    assert told == [
        "the pamphlet (Oriel Fenn): perhaps",
        "the pamphlet (Oriel Fenn): flatly",
        "the pamphlet (Oriel Fenn): perhaps",
        "the pamphlet (Oriel Fenn): flatly denied, only if the abbey lends spades",
    ]
    said = kgtools("explain", "well", folder=copy).stdout
    voiced = "the pamphlet (Oriel Fenn): flatly denied, only if the abbey lends spades"
    assert f"    {voiced} [sure, negated]\n" in said and "how firmly" not in said


@pytest.mark.parametrize(
    ("gate", "closing", "complaint"),
    [
        ("class = 1", CLOSING, "gate.toml:1:1: class: expected a text in quotes"),
        ("class = = 1", CLOSING, "gate.toml:1:9: Invalid value"),
        (GATE + "tone = 1\n", CLOSING, "sections.tone: unknown key"),
        (GATE.replace('part = "effects"', ""), CLOSING, "either a part of the briefing's query"),
        (GATE.replace('query = "gate"', ""), CLOSING, "has no query of which this could be a part"),
        (GATE.replace('"gate"', '"gaet"'), CLOSING, "no query 'gaet'; did you mean gate"),
        (GATE.replace('query = "gate"', 'query = "harms"'), CLOSING, "harms.rq: no column ?part"),
        (GATE, CLOSING.replace("{guild}", "{gild}"), "harms.rq: no column ?gild"),
        (GATE, CLOSING.replace('["effect"]', '["affect"]'), "harms.rq: no column ?affect"),
        (GATE, CLOSING.replace("sentence =", "sentense ="), "sections.sentence: missing"),
        (GATE.replace("of = ", "off = "), CLOSING, "glance: an entry has no `of`"),
        ("whole = true\n" + GATE, CLOSING, "of the whole or of a class, not both"),
    ],
)
def test_a_declaration_that_is_not_in_order_is_refused_in_one_line(
    copy: Path, capfd: pytest.CaptureFixture[str], gate: str, closing: str, complaint: str
) -> None:
    declared(copy, gate, closing)
    assert run("brief", "river-gate", "-o", "out.md") == 2
    said = capfd.readouterr()
    assert complaint in said.err and said.err.count("\n") == 1 and said.out == ""
    assert not (copy / "out.md").exists()


@pytest.mark.parametrize(
    ("wording", "complaint"),
    [
        ('strength = [{ en = "x" }]', "wording.strength: an entry has no `of`"),
        ('strength = [{ of = "firm:sure" }]', "wording.strength: expected words by language"),
        ('conditions = [{ of = "orc:provided", en = "if" }]', "the words lack the place {cond"),
        ("strenght = []", "wording.strenght: unknown key; did you mean strength?"),
    ],
)
def test_a_wording_that_is_not_in_order_is_refused(
    copy: Path, capfd: pytest.CaptureFixture[str], wording: str, complaint: str
) -> None:
    change(copy / "kgtools.toml", "[shapes]", f"[wording]\n{wording}\n\n[shapes]")
    assert run("explain", "well") == 2
    said = capfd.readouterr().err
    assert complaint in said and said.startswith("kgtools: error: kgtools.toml:")


# ---- what is refused


@pytest.mark.parametrize(
    ("topic", "complaint"),
    [
        ("river-gaet", "'river-gaet' is not in the graph; did you mean river-gate or"),
        ("Gate", "is a term of the ontology, not something spoken of; name one of its instances"),
        ("orc:keptBy", "is a term of the ontology, not something spoken of; kgtools explain"),
        ("remark-gate", "'remark-gate' is a remark, not something spoken of; kgtools explain"),
        ("gloss-harm", "is a gloss, not something spoken of"),
        ("snippet-gate", "is a snippet, not something spoken of"),
        ("link-kept", "is a link, not something spoken of"),
        ("oriel-fenn", "no claim speaks of Oriel Fenn; kgtools explain ord:oriel-fenn shows"),
        ("nope:x", "unknown prefix 'nope'"),
    ],
)
def test_what_is_no_topic_is_refused_with_what_to_ask(
    copy: Path, capfd: pytest.CaptureFixture[str], topic: str, complaint: str
) -> None:
    assert run("brief", topic, "-o", "out.docx") == 2
    said = capfd.readouterr()
    assert complaint in said.err and said.err.count("\n") == 1 and said.out == ""
    assert sorted(path.name for path in copy.iterdir() if "out" in path.name) == []


def test_a_file_that_cannot_be_written_stays_as_it_was(
    copy: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (copy / "folder.md").mkdir()
    for target in ("folder.md", "nowhere/out.md", "kgtools.toml/out.md"):
        assert run("brief", "river-gate", "-o", target) == 2
        said = capfd.readouterr().err
        assert said.startswith(f"kgtools: error: {target}: ") and said.count("\n") == 1
    (copy / "out.md").write_text("before", encoding="utf-8")
    assert run("brief", "river-gaet", "-o", "out.md") == 2
    assert (copy / "out.md").read_text(encoding="utf-8") == "before"
    assert run("brief", "river-gate", "-o", "out.md") == 0
    assert (copy / "out.md").read_text(encoding="utf-8") == expected(
        Project.open(copy), "river-gate"
    )
    (copy / "link.md").symlink_to("out.md")
    (copy / "out.md").chmod(0o640)
    assert run("brief", "well", "-o", "link.md") == 0
    assert (copy / "link.md").is_symlink() and "A well" in (copy / "out.md").read_text("utf-8")
    assert (copy / "out.md").stat().st_mode & 0o777 == 0o640
    assert [p.name for p in copy.iterdir() if p.name.startswith(".out")] == []


def test_the_format_is_that_of_the_option_else_of_the_file(copy: Path) -> None:
    for arguments, word in (
        (("-o", "a.DOCX"), True),
        (("-o", "a.txt"), False),
        (("-o", "b.md", "--format", "docx"), True),
    ):
        assert run("brief", "well", *arguments) == 0
        assert zipfile.is_zipfile(copy / arguments[1]) is word
    assert run("brief", "well", "-o", "a.pdf") == 2
    assert not (copy / "a.pdf").exists()


def test_without_claims_there_is_nothing_to_brief_on(copy: Path) -> None:
    file = copy / "kgtools.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("[roles]")], encoding="utf-8")
    with pytest.raises(KgtoolsError, match="no claim speaks of river gate"):
        brief(Project.open(copy), "river-gate")
    with pytest.raises(KgtoolsError, match="no claims to brief on; map the roles claim, content"):
        brief(Project.open(copy))


def test_how_to_cite_is_taken_from_the_citation_file(copy: Path) -> None:
    (copy / "CITATION.cff").write_text(
        "date-released: 2031-05-02\ndoi: 10.1/pears\n", encoding="utf-8"
    )
    about = brief(Project.open(copy), "well").about
    assert about[0] == (
        "How to cite",
        "Oriel Fenn (2031). The orchard dispute, version 0.3.0.",
        "https://doi.org/10.1/pears",
    )
    (copy / "CITATION.cff").write_text("a: [", encoding="utf-8")
    with pytest.raises(KgtoolsError, match=r"CITATION\.cff: .*; write it as YAML"):
        brief(Project.open(copy), "well")
