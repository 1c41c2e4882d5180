"""Who vouches for a node or an edge: claims and editorial assertions, as terms with places.

The same that kgtools.explanation says in words; pages need the terms, to link them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad

from kgtools.rdf.terms import TYPE, Term
from kgtools.web.facts import Facts
from kgtools.wording import Wordings

KEPT = 4_000  # claims that are kept as read


@dataclass(frozen=True)
class Place:
    """Where in the source; code points [start, end); None is what is not stated."""

    passage: Term
    section: Term | None
    paragraph: str | None
    sentence: str | None
    start: str | None
    end: str | None


@dataclass(frozen=True)
class StatedEdge:
    statement: Term
    subject: Term
    predicate: Term
    object: Term

    @property
    def triple(self) -> tuple[Term, Term, Term]:
        return self.subject, self.predicate, self.object


@dataclass(frozen=True)
class Voucher:
    """A claim (with voice, strength, places) or an editorial assertion (with a reason).

    `firmness` and `voice` are its strength and who speaks, in words.
    """

    node: Term
    editorial: bool
    text: Literal | None
    speaker: Term | None
    firmness: str
    strength: tuple[Term, ...]
    conditions: tuple[tuple[NamedNode, Term], ...]
    places: tuple[Place, ...]
    context: tuple[Place, ...]
    edges: tuple[StatedEdge, ...]
    voice: str = ""


@dataclass(frozen=True)
class Vouching:
    facts: Facts

    def nodes_about(self, node: Term) -> list[Term]:
        """The claims and editorial assertions that a page on the node shows.

        A claim or assertion: itself. A statement: what states it. A passage: the claims that
        stand on it or are to be read with it. Any other node: what has it as content, or
        states an edge of it.
        """
        facts, roles = self.facts, self.facts.project.roles
        if self.is_voucher(node):
            return [node]
        if self._is(node, self._passage_classes):
            both = (roles.passage, roles.context_passage)
            return list(dict.fromkeys(c for role in both for c in facts.subjects(role, node)))
        if self._is(node, self._statement_classes):
            return facts.subjects(roles.states, node)
        stating = (
            claim
            for statement in self.statements_about(node)
            for claim in facts.subjects(roles.states, statement)
        )
        return list(dict.fromkeys([*facts.subjects(roles.content, node), *stating]))

    def statements_about(self, node: Term) -> list[Term]:
        roles = self.facts.project.roles
        parts = (roles.statement_subject, roles.statement_property, roles.statement_object)
        return list(dict.fromkeys(s for role in parts for s in self.facts.subjects(role, node)))

    def about(self, node: Term, lang: str) -> tuple[list[Voucher], list[Voucher]]:
        """The claims in the order of the text, and the editorial assertions, about the node.

        Of what they state, the edges of the node; all, on a page of their own or of a passage.
        """
        whole = self.is_voucher(node) or self._is(node, self._passage_classes)
        found = [self._voucher(n, None if whole else node, lang) for n in self.nodes_about(node)]
        claims = sorted((v for v in found if not v.editorial), key=_in_text_order)
        return claims, [voucher for voucher in found if voucher.editorial]

    def evidence(self, node: Term) -> Iterator[Quad]:
        """All that is said in vouching for the node: claims, statements, passages, selectors."""
        facts, roles = self.facts, self.facts.project.roles
        statements = self.statements_about(node)
        vouchers = self.nodes_about(node)
        if self.is_voucher(node):
            statements = facts.objects(node, roles.states)
        both = tuple(role for role in (roles.passage, roles.context_passage) if role)
        passages = [p for voucher in vouchers for p in facts.objects(voucher, both)]
        if self._is(node, self._passage_classes):
            passages.append(node)
        selectors = [s for passage in passages for s in facts.objects(passage, roles.selector)]
        for term in dict.fromkeys([*statements, *vouchers, *passages, *selectors]):
            if term != node:
                yield from facts.closure([term])

    def place(self, passage: Term) -> Place:
        facts, roles = self.facts, self.facts.project.roles
        at = next(iter(facts.objects(passage, roles.selector)), passage)

        def text(node: Term, role: NamedNode | None) -> str | None:
            value = next(iter(facts.objects(node, role)), None)
            return value.value if isinstance(value, Literal) else None

        return Place(
            passage=passage,
            section=next(iter(facts.objects(passage, roles.section)), None),
            paragraph=text(passage, roles.paragraph),
            sentence=text(passage, roles.sentence),
            start=text(at, roles.start),
            end=text(at, roles.end),
        )

    def is_passage(self, node: Term) -> bool:
        return self._is(node, self._passage_classes)

    def of(self, voucher: Term, lang: str) -> Voucher:
        """The claim or editorial assertion with all that it states."""
        return self._whole(voucher, lang)

    def is_voucher(self, node: Term) -> bool:
        return self._is(node, self._claim_classes) or self._is(node, self._editorial_classes)

    def _voucher(self, node: Term, about: Term | None, lang: str) -> Voucher:
        """The voucher with those of its edges that touch the node it is asked about."""
        whole = self._whole(node, lang)
        if about is None:
            return whole
        touching = [e for e in whole.edges if about in (e.statement, *e.triple)]
        return replace(whole, edges=tuple(touching))

    def _whole(self, node: Term, lang: str) -> Voucher:
        if (node, lang) not in self._vouchers:
            if len(self._vouchers) >= KEPT:
                self._vouchers.clear()
            self._vouchers[node, lang] = self._read(node, lang)
        return self._vouchers[node, lang]

    @cached_property
    def _vouchers(self) -> dict[tuple[Term, str], Voucher]:
        return {}

    def _read(self, node: Term, lang: str) -> Voucher:
        facts, roles = self.facts, self.facts.project.roles
        editorial = self._is(node, self._editorial_classes)
        return Voucher(
            node=node,
            editorial=editorial,
            text=facts.text(node, roles.reason if editorial else roles.paraphrase, lang),
            speaker=next(iter(facts.objects(node, roles.speaker)), None),
            firmness="" if editorial else self._wordings(lang).strength(node),
            strength=tuple(facts.objects(node, roles.strength)),
            conditions=tuple((r, o) for r in roles.condition for o in facts.objects(node, r)),
            places=tuple(map(self.place, facts.objects(node, roles.passage))),
            context=tuple(map(self.place, facts.objects(node, roles.context_passage))),
            edges=tuple(self._edges(node)),
            voice="" if editorial else self._wordings(lang).voice(node),
        )

    def _edges(self, voucher: Term) -> Iterable[StatedEdge]:
        facts, roles = self.facts, self.facts.project.roles
        parts = (roles.statement_subject, roles.statement_property, roles.statement_object)
        for statement in facts.objects(voucher, roles.states):
            values = [next(iter(facts.objects(statement, role)), None) for role in parts]
            subject, predicate, value = values
            if subject is not None and predicate is not None and value is not None:
                yield StatedEdge(statement, subject, predicate, value)

    def _is(self, node: Term, classes: frozenset[Term]) -> bool:
        return not classes.isdisjoint(self.facts.objects(node, TYPE))

    def _wordings(self, lang: str) -> Wordings:
        if lang not in self._wordings_by_language:
            self._wordings_by_language[lang] = Wordings(self.facts.project, lang)
        return self._wordings_by_language[lang]

    @cached_property
    def _wordings_by_language(self) -> dict[str, Wordings]:
        return {}

    def _with_subclasses(self, of_class: NamedNode | None) -> frozenset[Term]:
        return frozenset(self.facts.subclasses(of_class)) if of_class else frozenset()

    @cached_property
    def _claim_classes(self) -> frozenset[Term]:
        return self._with_subclasses(self.facts.project.roles.claim)

    @cached_property
    def _editorial_classes(self) -> frozenset[Term]:
        return self._with_subclasses(self.facts.project.roles.editorial)

    @cached_property
    def _statement_classes(self) -> frozenset[Term]:
        return self._with_subclasses(self.facts.project.roles.statement)

    @cached_property
    def _passage_classes(self) -> frozenset[Term]:
        return self._with_subclasses(self.facts.project.roles.passage_class)


def _in_text_order(claim: Voucher) -> tuple[int, str]:
    starts = [int(p.start) for p in claim.places if p.start and p.start.isascii()
              and p.start.isdigit()]  # fmt: skip
    return min(starts, default=1 << 60), str(claim.node)
