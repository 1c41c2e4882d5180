"""What a page on one thing shows, as terms: the template puts it into words and links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode

from kgtools.explanation import DEFINITIONS, SCOPE_NOTE
from kgtools.project import LABELS
from kgtools.rdf.terms import DCTERMS, OWL, SKOS, TYPE, VOID, Term
from kgtools.web.dataset_view import shown_in_tables
from kgtools.web.facts import Facts
from kgtools.web.links import Links
from kgtools.web.vouching import Voucher, Vouching

DEPRECATED = NamedNode(OWL + "deprecated")
REPLACED_BY = NamedNode(DCTERMS + "isReplacedBy")
CHANGE_NOTE = NamedNode(SKOS + "changeNote")
EXAMPLE = NamedNode(SKOS + "example")
INVERSE_OF = NamedNode(OWL + "inverseOf")
SHOWN = 25  # values of one property before the rest is folded away
LISTED = 300  # values of one property on a page; the data has them all

_NOTES = (DEPRECATED, REPLACED_BY, CHANGE_NOTE, EXAMPLE, SCOPE_NOTE)
# Hundreds of numbers: the page of the dataset has them as tables.
_PARTS = tuple(NamedNode(VOID + kind) for kind in ("classPartition", "propertyPartition"))
_ABOVE: frozenset[Term | None] = frozenset([TYPE, *_NOTES, *_PARTS, *LABELS, *DEFINITIONS])


@dataclass(frozen=True)
class Value:
    """One value of a property, and who vouches for that edge."""

    term: Term
    vouchers: tuple[Voucher, ...] = ()


@dataclass(frozen=True)
class Group:
    """The values of one property; `inverse`: they have the thing as their value.

    `more` is how many there are beside those listed.
    """

    predicate: Term
    values: tuple[Value, ...]
    inverse: bool = False
    more: int = 0

    @property
    def first(self) -> tuple[Value, ...]:
        return self.values[:SHOWN]

    @property
    def folded(self) -> tuple[Value, ...]:
        return self.values[SHOWN:]


@dataclass(frozen=True)
class ResourceView:
    thing: NamedNode
    types: tuple[Term, ...]
    definition: Literal | None
    notes: tuple[Literal, ...]
    examples: tuple[Literal, ...]
    deprecated: bool
    replaced_by: tuple[Term, ...]
    change_note: Literal | None
    other_names: tuple[Literal, ...]
    claims: tuple[Voucher, ...]
    editorial: tuple[Voucher, ...]
    is_voucher: bool
    groups: tuple[Group, ...]
    incoming: tuple[Group, ...]


@dataclass(frozen=True)
class ResourceViews:
    facts: Facts
    vouching: Vouching
    links: Links

    def of(self, thing: NamedNode) -> ResourceView:
        lang = self.links.lang
        claims, editorial = self.vouching.about(thing, lang)
        itself = self.vouching.is_voucher(thing)
        vouchers = [] if itself else [*claims, *editorial]
        hidden = _ABOVE | self._in_voucher if itself else _ABOVE
        if thing == self.facts.dataset:
            hidden = hidden | shown_in_tables()
        return ResourceView(
            thing=thing,
            types=tuple(self.facts.named(self.facts.objects(thing, TYPE), lang)),
            definition=self.facts.text(thing, DEFINITIONS, lang),
            notes=self.texts(thing, SCOPE_NOTE),
            examples=self.texts(thing, EXAMPLE),
            deprecated=self.is_deprecated(thing),
            replaced_by=tuple(self.facts.objects(thing, REPLACED_BY)),
            change_note=self.facts.text(thing, CHANGE_NOTE, lang),
            other_names=self._other_names(thing),
            claims=tuple(claims),
            editorial=tuple(editorial),
            is_voucher=itself,
            groups=tuple(self.groups(thing, hidden, vouchers)),
            incoming=tuple(self._incoming(thing, vouchers)),
        )

    def is_deprecated(self, thing: Term) -> bool:
        marks = self.facts.objects(thing, DEPRECATED)
        return any(isinstance(mark, Literal) and mark.value in ("true", "1") for mark in marks)

    def texts(self, thing: Term, predicate: NamedNode) -> tuple[Literal, ...]:
        """All texts in the language that is nearest."""
        found = [o for o in self.facts.objects(thing, predicate) if isinstance(o, Literal)]
        best = self.facts.project.in_language(found, self.links.lang)
        return tuple(text for text in found if best and text.language == best.language)

    def groups(
        self, thing: Term, hidden: frozenset[Term | None] = _ABOVE, vouchers: Sequence[Voucher] = ()
    ) -> Iterable[Group]:
        """The properties of the thing in the order of the file, values by name."""
        values: dict[NamedNode, list[Term]] = {}
        for quad in self.facts.about(thing):
            if quad.predicate not in hidden:
                values.setdefault(quad.predicate, []).append(quad.object)
        vouched = by_edge(vouchers)
        for predicate, terms in values.items():
            named = self.facts.named(dict.fromkeys(terms), self.links.lang)
            spoken = sorted(self._spoken(named), key=self.links.key)
            if spoken:
                pairs = [(t, vouched.get((thing, predicate, t), ())) for t in spoken]
                yield _group(predicate, pairs)

    def _incoming(self, thing: Term, vouchers: Sequence[Voucher]) -> Iterable[Group]:
        values: dict[NamedNode, dict[Term, None]] = {}
        for quad in self.facts.pointing_to(thing):
            if quad.predicate not in self._told_as_claims and quad.predicate != TYPE:
                subject = self._with_name(quad.subject)
                if subject is not None:
                    values.setdefault(quad.predicate, {})[subject] = None
        vouched = by_edge(vouchers)
        for predicate, terms in values.items():
            ordered = sorted(terms, key=self.links.key)
            pairs = [(t, vouched.get((t, predicate, thing), ())) for t in ordered]
            inverse = self._inverses.get(predicate)
            yield _group(inverse or predicate, pairs, inverse=inverse is None)

    def _with_name(self, node: Term) -> Term | None:
        """The node itself or, of a blank one, what leads to it."""
        seen: set[Term] = set()
        while isinstance(node, BlankNode) and node not in seen:
            seen.add(node)
            above = self.facts.pointing_to(node)
            if not above:
                return None
            node = above[0].subject
        return None if isinstance(node, BlankNode) else node

    def _spoken(self, values: Iterable[Term]) -> list[Term]:
        """Without the texts in other languages where there is one in this."""
        kept = list(values)
        texts = [value for value in kept if isinstance(value, Literal) and value.language]
        best = self.facts.project.in_language(texts, self.links.lang)
        others = {text for text in texts if best and text.language != best.language}
        return [value for value in kept if value not in others]

    def _other_names(self, thing: Term) -> tuple[Literal, ...]:
        """The names of the thing in the other languages of the project."""
        shown = self.facts.name(thing, self.links.lang)
        labels = [o for o in self.facts.objects(thing, LABELS) if isinstance(o, Literal)]
        return tuple(label for label in labels if label.language and label.value != shown[0])

    @cached_property
    def _told_as_claims(self) -> frozenset[NamedNode | None]:
        """The properties whose subjects stand in the sections on claims."""
        roles = self.facts.project.roles
        statement = (roles.statement_subject, roles.statement_property, roles.statement_object)
        passage = (roles.passage, roles.context_passage)
        return frozenset([*statement, *passage, roles.content, roles.states])

    @cached_property
    def _in_voucher(self) -> frozenset[Term | None]:
        """The properties of a claim that its own section tells."""
        roles = self.facts.project.roles
        single = (roles.paraphrase, roles.reason, roles.speaker, roles.negated, roles.states)
        passages = (roles.passage, roles.context_passage)
        return frozenset([*single, *passages, *roles.strength, *roles.condition])

    @cached_property
    def _inverses(self) -> dict[Term, Term]:
        return inverses_of(self.facts)


def inverses_of(facts: Facts) -> dict[Term, Term]:
    """The named inverse of a property, read in either direction."""
    found: dict[Term, Term] = {}
    for quad in facts.of_predicate(INVERSE_OF):
        one, other = quad.subject, quad.object
        if isinstance(one, NamedNode) and isinstance(other, NamedNode):
            found[one], found[other] = other, one
    return found


def by_edge(vouchers: Sequence[Voucher]) -> dict[tuple[Term, Term, Term], tuple[Voucher, ...]]:
    """The vouchers by the edge that each states."""
    found: dict[tuple[Term, Term, Term], tuple[Voucher, ...]] = {}
    for voucher in vouchers:
        for edge in voucher.edges:
            key = (edge.subject, edge.predicate, edge.object)
            found[key] = (*found.get(key, ()), voucher)
    return found


def _group(
    predicate: Term, pairs: Sequence[tuple[Term, tuple[Voucher, ...]]], inverse: bool = False
) -> Group:
    values = tuple(Value(term, vouchers) for term, vouchers in pairs[:LISTED])
    return Group(predicate, values, inverse, max(0, len(pairs) - LISTED))
