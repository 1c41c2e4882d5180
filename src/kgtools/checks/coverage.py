"""Which sentences of a source text a claim stands on, which only order it, which are neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from kgtools.checks.passages import Passage
from kgtools.project import Project
from kgtools.rdf.terms import Term
from kgtools.text import Sentence
from kgtools.words import say


@dataclass(frozen=True)
class SectionCoverage:
    name: str
    sentences: int
    covered: int
    structuring: int

    @property
    def uncovered(self) -> int:
        return self.sentences - self.covered - self.structuring


@dataclass(frozen=True)
class Coverage:
    """Covered: the sentence is the passage of at least one claim.

    `structuring` are the sentences that only order the text, each with the reason, if stated;
    one that a claim stands on too counts as covered.
    """

    sentences: int
    covered: int
    lang: str
    sections: tuple[SectionCoverage, ...]
    structuring: tuple[tuple[Sentence, str | None], ...]
    uncovered: tuple[Sentence, ...]

    def summary(self) -> str:
        tell = partial(say, lang=self.lang)
        parts = [tell("{covered} of {n} sentences covered", covered=self.covered, n=self.sentences)]
        if self.structuring:
            parts.append(tell("{n} structuring", n=len(self.structuring)))
        if self.uncovered:
            parts.append(tell("{n} uncovered", n=len(self.uncovered)))
        return ", ".join(parts)

    def lines(self) -> list[str]:
        """The figures by section and the structuring sentences, as a person reads them."""
        from kgtools.results import table

        tell = partial(say, lang=self.lang)
        columns = ("section", "sentences", "covered", "structuring", "uncovered")
        head = [tell(name) for name in columns]
        rows = [
            [s.name, str(s.sentences), str(s.covered), str(s.structuring), str(s.uncovered)]
            for s in self.sections
        ]
        lines = ["", *table(head, rows).splitlines()] if rows else []
        if self.structuring:
            lines += ["", tell("sentences that only order the text") + ":"]
            for sentence, reason in self.structuring:
                where = place(sentence, self.lang)
                lines.append(f"  {where}: {reason or tell('no reason stated')}")
        return [*lines, ""] if lines else []

    def as_dict(self) -> dict[str, object]:
        return {
            "sentences": self.sentences,
            "covered": self.covered,
            "structuring": [{**_where(s), "reason": reason} for s, reason in self.structuring],
            "uncovered": [_where(s) for s in self.uncovered],
            "sections": [
                {
                    "section": section.name,
                    "sentences": section.sentences,
                    "covered": section.covered,
                    "structuring": section.structuring,
                    "uncovered": section.uncovered,
                }
                for section in self.sections
            ],
        }


def measure(
    passages: Sequence[Passage],
    sentences: Sequence[Sentence],
    project: Project,
    lang: str | None = None,
) -> Coverage:
    """The coverage of the sentences by the passages, which lie in the order of the text."""
    spoken = lang or project.languages[0]
    kinds: dict[Sentence, str] = {}
    structuring = []
    for sentence in sentences:
        here = [passage for passage in passages if passage.covers(sentence)]
        ordering = [passage for passage in here if passage.structuring]
        if any(passage.claimed for passage in here):
            kinds[sentence] = "covered"
        elif ordering:
            kinds[sentence] = "structuring"
            function = ordering[0].function
            structuring.append((sentence, project.name(function, lang) if function else None))
        else:
            kinds[sentence] = "uncovered"
    return Coverage(
        sentences=len(sentences),
        covered=sum(kind == "covered" for kind in kinds.values()),
        lang=spoken,
        sections=tuple(
            SectionCoverage(
                name=project.name(section, lang)
                if section
                else say("before the first passage", spoken),
                sentences=len(members),
                covered=sum(kinds[s] == "covered" for s in members),
                structuring=sum(kinds[s] == "structuring" for s in members),
            )
            for section, members in _sections(passages, sentences).items()
        ),
        structuring=tuple(structuring),
        uncovered=tuple(s for s, kind in kinds.items() if kind == "uncovered"),
    )


def place(sentence: Sentence, lang: str | None = None) -> str:
    """`14.3, code points 5953 to 6066`: where a sentence is, never what it says."""
    span = say("code points {start} to {end}", lang, start=sentence.start, end=sentence.end)
    return f"{sentence.paragraph}.{sentence.sentence}, {span}"


def _where(sentence: Sentence) -> dict[str, object]:
    return {
        "paragraph": sentence.paragraph,
        "sentence": sentence.sentence,
        "start": sentence.start,
        "end": sentence.end,
    }


def _sections(
    passages: Sequence[Passage], sentences: Sequence[Sentence]
) -> dict[Term | None, list[Sentence]]:
    """The sentences by section: each section reaches from its first passage to the next's."""
    begins: dict[Term, int] = {}
    for passage in passages:
        if passage.section is not None and passage.start is not None:
            begins.setdefault(passage.section, passage.start)
    if not begins:
        return {}
    sections: dict[Term | None, list[Sentence]] = {}
    for sentence in sentences:
        before = [section for section, start in begins.items() if start < sentence.end]
        sections.setdefault(before[-1] if before else None, []).append(sentence)
    return sections
