"""What the writers of a briefing's sections share: topic, plan, notes, and how a row is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from kgtools.brief.dates import in_words
from kgtools.brief.declared import Plan, SectionPlan
from kgtools.brief.model import Finding
from kgtools.brief.notes import CLAIM, CURATORS, Notes
from kgtools.brief.rows import Row, neighbours, rows_of
from kgtools.brief.sentence import fill
from kgtools.engines import Engine, open_engine
from kgtools.errors import ProjectError
from kgtools.explanation import Explanation, explain
from kgtools.naming import InWords
from kgtools.rdf.terms import Term
from kgtools.wording import Wordings

Vouched = dict[Term, dict[str, dict[Term, None]]]
"""Who vouches: sentences: what each of them cites."""


@dataclass(frozen=True)
class Desk(InWords):
    """The material of one briefing; without a topic it is of the whole."""

    topic: NamedNode | None
    notes: Notes
    plan: Plan

    @cached_property
    def claims(self) -> list[Term]:
        """The claims about the topic; of the whole, all where no section is declared."""
        if self.topic:
            return [NamedNode(claim.iri) for claim in self.explained.claims]
        role = self.project.roles.claim
        return self.project.index.instances([role]) if role and not self.plan.sections else []

    @cached_property
    def editorial(self) -> list[Term]:
        """The curators' assertions about the topic, or as with claims."""
        if self.topic:
            return [NamedNode(assertion.iri) for assertion in self.explained.editorial]
        role = self.project.roles.editorial
        return self.project.index.instances([role]) if role and not self.plan.sections else []

    @cached_property
    def explained(self) -> Explanation:
        assert self.topic
        return explain(self.project, f"<{self.topic.value}>", self.lang)

    @cached_property
    def wordings(self) -> Wordings:
        return Wordings(self.project, self.lang)

    @property
    def sources(self) -> list[Term]:
        """The texts that the cited claims stand in."""
        roles, index = self.project.roles, self.project.index
        return list(
            dict.fromkeys(
                source
                for claim in self.notes.cited(CLAIM)
                for passage in index.objects(claim, roles.passage)
                for source in index.objects(passage, roles.source)
            )
        )

    def say(self, text: str, **values: object) -> str:
        return self._say(text, **values)

    def name(self, term: Term) -> str:
        """Its name; of a date, the date in words."""
        return in_words(term, self._language) or self._name(term)

    def finding(self, text: str, claims: list[Term], others: Iterable[Term] = ()) -> Finding:
        """A sentence that the claims vouch for; `others` are cited besides."""
        voices = dict.fromkeys(str(self.wordings.voiced(claim)) for claim in claims)
        marks = dict.fromkeys(self.notes.mark(node) for node in (*claims, *others))
        return Finding(text, "; ".join(voices), tuple(marks))

    def in_text_order(self, claims: Iterable[Term]) -> list[Term]:
        """The claims, each once, as they first stand in the source."""

        def place(claim: Term) -> tuple[int, str]:
            view = self.notes.claim(claim)
            starts = [int(p.start) for p in view.passages if p.start and p.start.isdigit()]
            return min(starts, default=1 << 60), view.iri

        return sorted(dict.fromkeys(claims), key=place)

    # ---- rows

    def rows(self, query: str) -> list[Row]:
        return rows_of(self.project, query, self.topic, self._engine, self.plan)

    @cached_property
    def _engine(self) -> Engine:
        return self.project.once("engine", lambda: open_engine(self.project.packed))

    def vouched(self, plan: SectionPlan) -> Vouched:
        """The sentences of a section's own query, by who vouches for them, as far as they concern
        the topic; in the order of the claims that they cite."""
        assert plan.query and plan.sentence
        sentence = self.project.text(plan.sentence, self.lang)
        close = {self.topic, *neighbours(self.project, self.topic), *self.notes.cited(CLAIM)}
        found: Vouched = {}
        for row in self.rows(plan.query):
            voucher = row["vouchedBy"]
            concerns = not self.topic or not plan.about or any(row[c] in close for c in plan.about)
            if voucher is None or not concerns:
                continue
            cited = found.setdefault(voucher, {}).setdefault(self._told(sentence, row, plan), {})
            note = row[plan.note] if plan.note else None
            cited.update(dict.fromkeys(v for v in row.values() if v and self._citable(v, note)))
            if note and plan.documents and (document := row[plan.documents]):
                self.notes.document(note, document)
        rank = {claim: number for number, claim in enumerate(self.notes.cited(CLAIM))}

        def first_cited(voucher: Term) -> int:
            cited = (rank.get(node, len(rank)) for said in found[voucher].values() for node in said)
            return min(cited, default=len(rank))

        return {voucher: found[voucher] for voucher in sorted(found, key=first_cited)}

    def _told(self, sentence: str, row: Row, plan: SectionPlan) -> str:
        try:
            return fill(sentence, row, self.name)
        except KeyError as error:
            message = f"the sentence names a column {error} that query {plan.query} does not give"
            raise ProjectError(message, self.plan.path) from None

    def _citable(self, node: Term, note: Term | None) -> bool:
        return node == note or self.notes.kind(node) in (CLAIM, CURATORS)
