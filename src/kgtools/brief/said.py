"""The sections of what is said: each claim told once, in its own sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kgtools.brief.desk import Desk
from kgtools.brief.model import Finding, Section
from kgtools.brief.notes import CLAIM
from kgtools.brief.rows import Row
from kgtools.rdf.terms import Term, lexical


@dataclass(frozen=True)
class Said:
    """`readings` are what the curators alone vouch for: it is not told here, but apart."""

    sections: tuple[Section, ...]
    readings: tuple[Term, ...]


def said(desk: Desk) -> Said:
    """The declared sections, then whatever else is said of the topic: no claim is left out."""
    telling = _Telling(desk)
    sections = [*telling.parts(), telling.rest()]
    return Said(tuple(sections), tuple(telling.readings))


@dataclass(frozen=True)
class _Telling:
    desk: Desk
    told: set[Term] = field(default_factory=set)
    readings: dict[Term, None] = field(default_factory=dict)

    def parts(self) -> Iterator[Section]:
        desk = self.desk
        main = desk.rows(desk.plan.query) if desk.plan.query else []
        for plan in desk.plan.sections:
            title = desk.project.text(plan.title, desk.lang)
            if plan.part:
                vouching = (row["vouchedBy"] for row in main if _is_part(row, plan.part))
                yield Section(title, self._in_their_words(v for v in vouching if v is not None))
            elif not plan.apart:
                vouched = desk.vouched(plan)
                yield Section(title, tuple(self._about_claims(vouched)))

    def rest(self) -> Section:
        """Every claim about the topic that no declared section has told."""
        say = self.desk.say
        title = say("What else is said") if self.told else say("What is said")
        return Section(title, self._in_their_words(self.desk.claims))

    def _in_their_words(self, vouching: Iterable[Term]) -> tuple[Finding, ...]:
        new = [node for node in dict.fromkeys(vouching) if node not in self.told]
        claims = [node for node in new if self._is_claim(node)]
        self.told.update(claims)
        return tuple(map(self._finding, self.desk.in_text_order(claims)))

    def _finding(self, claim: Term) -> Finding:
        """Its own sentence after its name, to which a word such as "this" in it may refer."""
        view, text = self.desk.notes.claim(claim), self._sentence(claim)
        lead = view.label if view.paraphrase and view.label != text else None
        return replace(self.desk.finding(text, [claim]), lead=lead)

    def _about_claims(self, vouched: dict[Term, dict[str, dict[Term, None]]]) -> Iterator[Finding]:
        for voucher, sentences in vouched.items():
            if self._is_claim(voucher):
                for text, cited in sentences.items():
                    yield self.desk.finding(text, [voucher], cited)

    def _is_claim(self, node: Term) -> bool:
        """Whether it is a claim; what is not is kept among the readings."""
        claim = self.desk.notes.kind(node) == CLAIM
        if not claim:
            self.readings[node] = None
        return claim

    def _sentence(self, claim: Term) -> str:
        """The claim's paraphrase, without its strength where that stands before a colon in it."""
        text = self.desk.notes.claim(claim).paraphrase or self.desk.name(claim)
        before, colon, after = text.partition(": ")
        firm = [phrase.lower() for phrase in self.desk.wordings.phrases(claim)]
        return after if colon and before.lower() in firm else text


def _is_part(row: Row, part: str) -> bool:
    term = row["part"]
    return term is not None and lexical(term) == part
