"""What a declared section shows: the things that its query finds, with who vouches for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from kgtools.engines import Bindings
from kgtools.explanation import DEFINITIONS
from kgtools.rdf.terms import TYPE, Term, lexical, local_name
from kgtools.web.asking import Ask
from kgtools.web.declared import Column, Section, Shown
from kgtools.web.facts import Facts
from kgtools.web.links import Links
from kgtools.web.resource_view import Value, by_edge
from kgtools.web.vouching import Voucher, Vouching

Row = Mapping[str, Term]
Chosen = Mapping[str, str]  # facets by name, each with the slug of the value that is wanted


@dataclass(frozen=True)
class Choice:
    """One value of a facet: its name in an address, and how many things have it."""

    slug: str
    value: Term
    number: int


@dataclass(frozen=True)
class Facet:
    column: Column
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Item:
    """A thing with the properties to be shown, in their order, those without a value left out.

    `vouchers` are those that the query names for it; `marks` are facet=slug of each facet.
    """

    thing: Term
    types: tuple[Term, ...]
    definition: Literal | None
    properties: tuple[tuple[Shown, tuple[Value, ...]], ...]
    vouchers: tuple[Voucher, ...]
    start: str | None
    end: str | None
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Things under one heading; None: the query gives none for them."""

    head: Term | None
    items: tuple[Item, ...]


@dataclass(frozen=True)
class SectionView:
    """`whole` is how many things there are before narrowing; rows are for tables and templates."""

    section: Section
    groups: tuple[Group, ...] = ()
    facets: tuple[Facet, ...] = ()
    rows: tuple[Row, ...] = ()
    whole: int = 0

    @property
    def items(self) -> list[Item]:
        """The things, each once though it stand under several headings."""
        found = {item.thing: item for group in self.groups for item in group.items}
        return list(found.values())


@dataclass(frozen=True)
class SectionViews:
    """Views in the language of `links`; answers come from `ask`."""

    facts: Facts
    vouching: Vouching
    links: Links
    ask: Ask

    def of(self, section: Section, chosen: Chosen) -> SectionView:
        """Raises KgtoolsError where the query cannot be answered."""
        if section.query is None:
            return SectionView(section)
        rows = self.rows(section)
        if section.item is None:
            return SectionView(section, rows=rows)
        by_thing: dict[Term, list[Row]] = {}
        for row in rows:
            if section.item in row:
                by_thing.setdefault(row[section.item], []).append(row)
        facets = self.facets(section, by_thing)
        marks = {thing: self._marks(facets, found) for thing, found in by_thing.items()}
        wanted = {f"{name}={slug}" for name, slug in chosen.items()}
        kept = {thing: found for thing, found in by_thing.items() if wanted <= {*marks[thing]}}
        groups: dict[Term | None, dict[Term, list[Row]]] = {}
        for thing, found in kept.items():
            for row in found:
                head = row.get(section.group) if section.group else None
                groups.setdefault(head, {}).setdefault(thing, []).append(row)
        views = tuple(
            Group(head, tuple(self._item(section, t, r, marks[t]) for t, r in things.items()))
            for head, things in groups.items()
        )
        return SectionView(section, views, facets, rows, len(by_thing))

    def rows(self, section: Section) -> tuple[Row, ...]:
        """The rows of the section's query by column, without what is unbound."""
        assert section.query is not None
        if id(section) not in self._rows:
            self._rows[id(section)] = self._asked(section)
        return self._rows[id(section)]

    @cached_property
    def _rows(self) -> dict[int, tuple[Row, ...]]:
        """By section: as long as the site is that of one state, the answer stays."""
        return {}

    def _asked(self, section: Section) -> tuple[Row, ...]:
        assert section.query is not None
        result = self.ask(section.query, section.values or {}, self.links.lang).result
        assert isinstance(result, Bindings)
        return tuple(
            {
                name: term
                for name, term in zip(result.variables, row, strict=True)
                if term is not None
            }
            for row in result.rows
        )

    def facets(self, section: Section, by_thing: Mapping[Term, Sequence[Row]]) -> tuple[Facet, ...]:
        """The facets with the values that occur, by name."""
        found = []
        for column in section.facets:
            counts: Counter[Term] = Counter()
            for rows in by_thing.values():
                counts.update({row[column.name] for row in rows if column.name in row})
            taken: set[str] = set()
            choices = []
            for value in sorted(counts, key=str):
                slug = name = _slug(value)
                number = 1
                while slug in taken:
                    number += 1
                    slug = f"{name}-{number}"
                taken.add(slug)
                choices.append(Choice(slug, value, counts[value]))
            choices.sort(key=lambda choice: self.links.key(choice.value))
            found.append(Facet(column, tuple(choices)))
        return tuple(found)

    def voucher(self, node: Term) -> Voucher | None:
        """The claim or editorial assertion; None for any other node."""
        if not self.vouching.is_voucher(node):
            return None
        return self.vouching.of(node, self.links.lang)

    def is_main(self, voice: str) -> bool:
        """Whether the voice is the one that says most: it need not be named each time."""
        return voice == self._main_voice

    @cached_property
    def _main_voice(self) -> str:
        roles = self.facts.project.roles
        said = self.facts.of_predicate(roles.speaker) if roles.speaker else ()
        claims = [quad.subject for quad in said]
        voices = Counter(
            voucher.voice for claim in dict.fromkeys(claims) if (voucher := self.voucher(claim))
        )
        return voices.most_common(1)[0][0] if voices else ""

    def _item(
        self, section: Section, thing: Term, rows: Sequence[Row], marks: tuple[str, ...]
    ) -> Item:
        def first(column: str | None) -> str | None:
            terms = (row[column] for row in rows if column and column in row)
            return next((lexical(term) for term in terms), None)

        column = section.vouched
        nodes = dict.fromkeys(row[column] for row in rows if column and column in row)
        found = [self.voucher(node) for node in nodes]
        if section.kind == "claims":
            found = [self.voucher(thing)]
        return Item(
            thing=thing,
            types=tuple(self.facts.objects(thing, TYPE)),
            definition=self.facts.text(thing, DEFINITIONS, self.links.lang),
            properties=tuple(self._properties(section, thing)),
            vouchers=tuple(voucher for voucher in found if voucher is not None),
            start=first(section.start),
            end=first(section.end),
            marks=marks,
        )

    def _properties(self, section: Section, thing: Term) -> list[tuple[Shown, tuple[Value, ...]]]:
        if not section.properties:
            return []
        claims, editorial = self.vouching.about(thing, self.links.lang)
        vouchers = by_edge([*claims, *editorial])
        found = []
        for shown in section.properties:
            p = shown.predicate
            terms = self.facts.subjects(p, thing) if shown.inverse else self._values(thing, p)
            values = tuple(
                Value(t, vouchers.get((t, p, thing) if shown.inverse else (thing, p, t), ()))
                for t in sorted(terms, key=self.links.key)
            )
            if values:
                found.append((shown, values))
        return found

    def _values(self, thing: Term, predicate: NamedNode) -> list[Term]:
        """The values; of texts in several languages the nearest ones."""
        values = self.facts.objects(thing, predicate)
        texts = [v for v in values if isinstance(v, Literal) and v.language]
        best = self.facts.project.in_language(texts, self.links.lang)
        others = {text for text in texts if best and text.language != best.language}
        return [value for value in values if value not in others]

    def _marks(self, facets: Sequence[Facet], rows: Sequence[Row]) -> tuple[str, ...]:
        return tuple(
            f"{facet.column.name}={choice.slug}"
            for facet in facets
            for choice in facet.choices
            if any(row.get(facet.column.name) == choice.value for row in rows)
        )


def check_chosen(view: SectionView, chosen: Chosen) -> None:
    """KgtoolsError for a facet or a value that there is not."""
    from kgtools.errors import ParameterError, did_you_mean

    known = {f.column.name: [choice.slug for choice in f.choices] for f in view.facets}
    for name, slug in chosen.items():
        if name not in known:
            raise ParameterError(
                f"there is nothing named {name!r} to narrow by",
                hint=did_you_mean(name, list(known)),
            )
        if slug not in known[name]:
            hint = did_you_mean(slug, known[name])
            raise ParameterError(f"{name} is nowhere {slug!r}", hint=hint)


def _slug(value: Term) -> str:
    text = local_name(value.value) if isinstance(value, NamedNode) else lexical(value)
    kept = "".join(sign if sign.isalnum() or sign == "_" else "-" for sign in text)
    return kept[:100].strip("-").lower() or "value"
