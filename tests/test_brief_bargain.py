"""Briefings on the Bargain graph: complete, cited to the last sentence, in both languages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache

import pytest
from docx import Document
from pyoxigraph import NamedNode

from conftest import ROOT, kgtools, need, source_text
from kgtools.brief import Briefing, Finding, brief, rendered
from kgtools.brief.blocks import blocks
from kgtools.brief.declared import read_plan
from kgtools.explanation import explain
from kgtools.project import Project
from kgtools.queries import Catalogue
from kgtools.wording import Wordings
from kgtools.words.es_brief import WORDS

TOPICS = (
    "mexico",
    "lever-tariff-threat",
    "option-accept",
    "operation-targeted",
    "consequence-cartel-disruption",
    "leverage-us-over-mexico",
    None,
)
LANGUAGES = ("en", "es")


@cache
def bargain() -> Project:
    return Project.open(ROOT)


@cache
def made(topic: str | None, lang: str) -> Briefing:
    return brief(bargain(), topic, lang)


def findings(briefing: Briefing) -> Iterator[Finding]:
    for section in briefing.sections:
        for finding in section.findings:
            yield finding
            yield from finding.below


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_every_finding_leads_to_notes_and_every_note_is_cited(topic: str | None, lang: str) -> None:
    briefing = made(topic, lang)
    notes = [note for _, listed in briefing.notes for note in listed]
    marks = {note.mark: note.iri for note in notes}
    assert len(marks) == len(notes)
    for finding in top(briefing):
        assert finding.marks, finding
        assert finding.voice or finding.marks[0].startswith("C"), finding
    cited = {mark for finding in findings(briefing) for mark in finding.marks}
    assert cited == set(marks)
    index, roles = bargain().index, bargain().roles
    claims = set(index.instances([named(roles.claim)]))
    editorial = set(index.instances([named(roles.editorial)]))
    for mark, iri in marks.items():
        node = NamedNode(iri)
        assert node in index
        assert (node in claims) == mark.isdigit() and (node in editorial) == mark.startswith("C")


def top(briefing: Briefing) -> list[Finding]:
    return [finding for section in briefing.sections for finding in section.findings]


def named(role: NamedNode | None) -> NamedNode:
    assert role
    return role


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if topic])
def test_no_claim_and_no_assertion_about_the_topic_is_left_out(topic: str) -> None:
    view = explain(bargain(), topic)
    about = {claim.iri for claim in view.claims} | {one.iri for one in view.editorial}
    noted = {note.iri for _, notes in made(topic, "en").notes for note in notes}
    assert about <= noted and view.claims


@pytest.mark.parametrize("topic", TOPICS)
def test_each_claim_is_told_once(topic: str | None) -> None:
    sections = [s for s in made(topic, "en").sections if s.title != "At a glance"]
    own = [f for s in sections for f in s.findings if len(f.marks) == 1 and f.voice]
    marks = [finding.marks for finding in own]
    assert len(marks) == len(set(marks)) and marks


@pytest.mark.parametrize("topic", TOPICS)
def test_both_languages_cite_the_same(topic: str | None) -> None:
    english, spanish = made(topic, "en"), made(topic, "es")
    assert [n.iri for _, notes in english.notes for n in notes] == [
        n.iri for _, notes in spanish.notes for n in notes
    ]
    assert [f.marks for f in findings(english)] == [f.marks for f in findings(spanish)]


@pytest.mark.parametrize("topic", TOPICS)
def test_the_spanish_briefing_has_no_english_words_of_the_tool(topic: str | None) -> None:
    text = "\n".join(own_text(made(topic, "es")))
    for english in WORDS:
        for piece in re.split(r"\{\w+\}", english):
            word = piece.strip(" ,.:“”")
            if len(word) > 2:
                assert not re.search(rf"\b{re.escape(word)}\b", text), word
    for phrase in (*bargain().config.wording.strength, *bargain().config.wording.voices):
        word = phrase.texts["en"].replace("{speaker}", "").strip(" ,")
        assert not re.search(rf"\b{re.escape(word)}\b", text), word


def own_text(briefing: Briefing) -> Iterator[str]:
    """All but the titles of documents, which stay as they are, and the names of commands."""
    yield from (briefing.title, briefing.subtitle, *briefing.intro)
    for section in briefing.sections:
        yield from (section.title, section.intro or "")
    for finding in findings(briefing):
        yield from (finding.lead or "", finding.text, finding.voice or "")
    for title, notes in briefing.notes:
        yield from (title, *(note.text for note in notes))
    for name, text, _ in briefing.about:
        yield from (name, text if "kgtools" not in text else "")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_the_word_document_says_the_same(topic: str | None, lang: str) -> None:
    briefing = made(topic, lang)
    document = Document(io.BytesIO(rendered(briefing, "docx")))
    read = [paragraph.text for paragraph in document.paragraphs]
    assert read == [block.text for block in blocks(briefing)]
    assert document.core_properties.language == lang


def test_a_finding_is_a_sentence_with_voice_strength_condition_and_note() -> None:
    text = rendered(made("lever-tariff-threat", "en"), "md").decode()
    lines = text.split("\n")
    said = (
        "- **The U.S. can threaten trade limits, tariffs or withdrawal of investment.** To press "
        "Mexico the U.S. is able to threaten limits on trade, tariffs or the withdrawal of capital "
        "(the author: can) [1]."
    )
    assert said in lines
    at = lines.index("## Who could press whom, and with what")
    assert lines[at + 2] == said
    assert (
        "- **It could be framed as support.** That could be presented as help that is needed (the "
        "author: could, if the U.S. exerts its leverage)" in text
    )
    assert "toward accepting operational involvement of the U.S. (the author: could)" in text
    assert "[1]** “The U.S. can threaten trade limits, tariffs or withdrawal of investment”" in text
    assert "Analysis, paragraph 14, sentence 3 <https://w3id.org/bargain/id/claim-trade-le" in text


def test_what_the_curators_add_stands_apart_from_what_is_said() -> None:
    sections = made("lever-tariff-threat", "en").sections
    titles = [section.title for section in sections]
    apart = titles.index("What the curators add")
    before = [f for section in sections[:apart] for f in section.findings]
    after = [f for section in sections[apart:] for f in section.findings]
    assert all(finding.voice and not finding.marks[0].startswith("C") for finding in before)
    assert all(not finding.voice and finding.marks[0].startswith("C") for finding in after)
    (reading,) = (f for f in after if f.lead == "Tariffs work through reliance on U.S. markets")
    assert reading.text.startswith("Reason: The text speaks of economic coercion as a whole")


def test_public_record_is_told_with_figure_date_and_documents() -> None:
    text = rendered(made("mexico", "en"), "md").decode()
    assert (
        "Corroborates “Mexico's economy is bound to its largest trading partner”: Mexico's exports "
        "to the U.S. in 2024, 505.85 billion US dollars (2024)"
    ) in text
    assert "(E.O. 14194) (1 February 2025 – 20 February 2026)" in text
    assert "https://www.govinfo.gov/content/pkg/FR-2025-02-07/html/2025-02407.htm" in text
    assert "Contradicts “Mexico may have to accept”" in text
    spanish = rendered(made("mexico", "es"), "md").decode()
    assert "(1 de febrero de 2025 – 20 de febrero de 2026)" in spanish
    assert "505.85 miles de millones de dólares" in spanish


def test_the_command_in_the_briefing_makes_it_again() -> None:
    for topic in ("bgd:cartels", "option-accept"):
        text = rendered(brief(bargain(), topic, "en"), "md")
        command = text.decode().rstrip().rpartition("kgtools ")[2].replace("\\", "")
        assert kgtools(*command.split(), folder=ROOT).stdout.encode() == text


def test_no_briefing_quotes_the_source() -> None:
    need("source text")
    file = source_text()
    assert file
    title, _, text = file.read_text(encoding="utf-8").partition("\n")
    runs = eights(text) - eights(title)  # the title is also the address
    assert len(runs) > 2000
    for topic in TOPICS:
        assert eights(rendered(made(topic, "en"), "md").decode()) & runs == set(), topic


def eights(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower().replace("’", "'"))
    return set(zip(*(words[at:] for at in range(8)), strict=False))


def test_every_strength_has_words_in_both_languages() -> None:
    wording = bargain().config.wording
    for lang in LANGUAGES:
        known = {phrase.texts[lang] for phrase in wording.strength}
        words = Wordings(bargain(), lang)
        claims = bargain().index.instances([named(bargain().roles.claim)])
        assert len(claims) > 200
        for claim in claims:
            assert words.phrases(claim) and set(words.phrases(claim)) <= known, claim


def test_strength_voice_and_condition_in_words() -> None:
    words = Wordings(bargain(), "en")
    for name, said in (
        ("claim-trade-levers", "the author: can"),
        ("claim-framed-as-support", "the author: could, if the U.S. exerts its leverage"),
        ("claim-may-have-to-accept", "nobody named: might have to"),
        ("claim-mexico-not-done-enough", "Some U.S. policy circles, as the author has it: denied"),
        (
            "claim-levers-compel-concessions",
            "the author: can, if a U.S. administration puts border security and drug interdiction "
            "first",
        ),
        (
            "claim-long-term-outlook",
            "the author: could, if U.S. operational dominance goes on growing and if the U.S. "
            "exerts its leverage",
        ),
    ):
        assert str(words.voiced(NamedNode("https://w3id.org/bargain/id/" + name))) == said


def test_explain_says_so_too() -> None:
    said = kgtools("explain", "claim-framed-as-support", folder=ROOT).stdout
    assert (
        "\n    the author: could, if the U.S. exerts its leverage [Possible, Epistemic]\n" in said
    )
    said = kgtools("explain", "claim-framed-as-support", "--lang", "es", folder=ROOT).stdout
    assert "quien escribe: podría, si Estados Unidos ejerce su presión [Posible, Ep" in said


def test_each_declared_part_is_one_of_its_query_and_titles_are_in_both_languages() -> None:
    paths = bargain().config.briefs
    assert len(paths) == 7
    catalogue = Catalogue(bargain())
    for path in paths:
        plan = read_plan(path, bargain().prefixes)
        parts = [section.part for section in plan.sections if section.part]
        if plan.query:
            told = re.findall(r'"([a-z]+)"', catalogue[plan.query].text.partition("SELECT")[2])
            assert set(parts) == set(told), path.name
        assert len(parts) == len(set(parts))
        for section in plan.sections:
            texts = [section.title, section.sentence or section.title]
            assert all(set(text) == set(LANGUAGES) for text in texts), path.name
        for phrase in plan.glance or ():
            assert set(phrase.texts) == set(LANGUAGES)


def test_a_briefing_on_public_record_does_not_say_that_the_source_claims_it() -> None:
    text = brief(Project.open(ROOT), "fact-tariff-order")
    opening = "\n".join(text.intro)
    assert "No claim speaks of it." in opening and "claims about" not in opening
    assert any("C1" in mark for finding in findings(text) for mark in finding.marks)


def test_what_is_so_already_is_not_told_as_what_would_follow() -> None:
    """Problems and practices stand under a heading of their own."""
    kg = Project.open(ROOT)
    of = {"united-states": "claim-opioids-devastate-us", "mexico": "claim-mexico-struggles"}
    for topic, claim in of.items():
        rows = kg.query("brief-actor", topic=topic).rows
        parts = {row.part.value for row in rows if row.vouchedBy.value.endswith(claim)}
        assert parts == {"state"}
        titles = [section.title for section in brief(kg, topic).sections]
        assert any(title.startswith("How things stand") for title in titles)
