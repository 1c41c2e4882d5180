"""What the page of a hash namespace shows: an ontology's terms, or any things by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode

from kgtools.explanation import DEFINITIONS, SCOPE_NOTE
from kgtools.rdf.terms import OWL, RDF, RDFS, SH, SUBCLASS, TYPE, Term
from kgtools.web.documents import Document
from kgtools.web.facts import Facts
from kgtools.web.links import Links
from kgtools.web.lists import Branch, Lists, tree
from kgtools.web.resource_view import (
    CHANGE_NOTE,
    EXAMPLE,
    INVERSE_OF,
    REPLACED_BY,
    Group,
    ResourceViews,
    Value,
)

DOMAIN, RANGE = NamedNode(RDFS + "domain"), NamedNode(RDFS + "range")
SUBPROPERTY = NamedNode(RDFS + "subPropertyOf")
CONNECTED = (SUBCLASS, SUBPROPERTY, DOMAIN, RANGE, INVERSE_OF)
TARGETS = tuple(NamedNode(SH + name) for name in ("targetClass", "targetSubjectsOf", "path"))
# Headings of sections, in their order; each is said in the page's language.
KINDS = {
    OWL + "Ontology": "Ontology",
    OWL + "Class": "Classes",
    RDFS + "Class": "Classes",
    OWL + "ObjectProperty": "Properties to a node",
    OWL + "DatatypeProperty": "Properties to a literal",
    OWL + "AnnotationProperty": "Annotations",
    RDF + "Property": "Properties",
    RDFS + "Datatype": "Datatypes",
    SH + "NodeShape": "Shapes of nodes",
    SH + "PropertyShape": "Shapes of properties",
}
OTHER = "Other terms"


@dataclass(frozen=True)
class TermView:
    """A term and, by heading (said in the page's language), what it is connected with."""

    thing: NamedNode
    anchor: str
    types: tuple[Term, ...]
    definition: Literal | None
    notes: tuple[Literal, ...]
    examples: tuple[Literal, ...]
    deprecated: bool
    replaced_by: tuple[Term, ...]
    change_note: Literal | None
    rows: tuple[tuple[str, tuple[Term, ...]], ...]
    groups: tuple[Group, ...]
    used: int


@dataclass(frozen=True)
class Section:
    heading: str
    terms: tuple[TermView, ...]
    hierarchy: tuple[Branch, ...]


@dataclass(frozen=True)
class ReferenceViews:
    facts: Facts
    lists: Lists
    resources: ResourceViews
    links: Links

    def of(self, document: Document) -> list[Section]:
        """The things of the document in sections by kind, each by name."""
        kinds: dict[str, list[NamedNode]] = {heading: [] for heading in KINDS.values()}
        kinds[OTHER] = []
        for thing in document.things:
            kinds[self._heading(thing)].append(thing)
        return [
            Section(
                heading,
                tuple(self._term(thing) for thing in sorted(things, key=self.links.key)),
                self._hierarchy(things),
            )
            for heading, things in kinds.items()
            if things
        ]

    def _heading(self, thing: Term) -> str:
        types = {t.value for t in self.facts.objects(thing, TYPE) if isinstance(t, NamedNode)}
        return next((heading for kind, heading in KINDS.items() if kind in types), OTHER)

    def _hierarchy(self, things: Sequence[Term]) -> tuple[Branch, ...]:
        """The tree of subclasses or subproperties; none where nothing is beneath another."""

        def above(term: Term) -> set[Term]:
            return {*self.facts.objects(term, SUBCLASS), *self.facts.objects(term, SUBPROPERTY)}

        branches = tree(things, above, self.links)
        return branches if any(branch.below for branch in branches) else ()

    def _term(self, thing: NamedNode) -> TermView:
        lang = self.links.lang
        rows = tuple((heading, terms) for heading, terms in self._rows(thing) if terms)
        told = frozenset(CONNECTED)
        groups = tuple(
            Group(group.predicate, tuple(self._shown(group.values)), more=group.more)
            for group in self.resources.groups(thing)
            if group.predicate not in told
        )
        return TermView(
            thing=thing,
            anchor=thing.value.partition("#")[2] or "this",
            types=tuple(self.facts.named(self.facts.objects(thing, TYPE), lang)),
            definition=self.facts.text(thing, DEFINITIONS, lang),
            notes=self.resources.texts(thing, SCOPE_NOTE),
            examples=self.resources.texts(thing, EXAMPLE),
            deprecated=self.resources.is_deprecated(thing),
            replaced_by=tuple(self.facts.objects(thing, REPLACED_BY)),
            change_note=self.facts.text(thing, CHANGE_NOTE, lang),
            rows=rows,
            groups=tuple(group for group in groups if group.values),
            used=self.facts.times_used.get(thing, 0),
        )

    def _rows(self, thing: Term) -> Iterator[tuple[str, tuple[Term, ...]]]:
        facts = self.facts
        yield "kind of", self._named([SUBCLASS, SUBPROPERTY], thing)
        yield "has kinds", self._pointing([SUBCLASS, SUBPROPERTY], thing)
        yield "goes from", self._named([DOMAIN], thing)
        yield "goes to", self._named([RANGE], thing)
        inverse = [*facts.objects(thing, INVERSE_OF), *facts.subjects(INVERSE_OF, thing)]
        yield "inverse of", tuple(t for t in dict.fromkeys(inverse) if isinstance(t, NamedNode))
        yield "properties from here", self._pointing([DOMAIN], thing)
        yield "properties that lead here", self._pointing([RANGE], thing)
        yield "checked by", tuple(self._shapes.get(thing, ()))

    def _named(self, predicates: Sequence[NamedNode], thing: Term) -> tuple[Term, ...]:
        found: list[Term] = []
        for value in self.facts.objects(thing, predicates):
            found += self.facts.members_of_union(value) if isinstance(value, BlankNode) else [value]
        return tuple(sorted(dict.fromkeys(found), key=self.links.key))

    def _pointing(self, predicates: Sequence[NamedNode], thing: Term) -> tuple[Term, ...]:
        """What points to the class, also through a union that has it as a member."""
        found: dict[Term, None] = {}
        for node in (thing, *self._unions_with(thing)):
            for predicate in predicates:
                found.update(dict.fromkeys(self.facts.subjects(predicate, node)))
        named = (term for term in found if isinstance(term, NamedNode))
        return tuple(sorted(named, key=self.links.key))

    def _unions_with(self, thing: Term) -> list[Term]:
        union = NamedNode(OWL + "unionOf")
        found: list[Term] = []
        for cell in self.facts.subjects(NamedNode(RDF + "first"), thing):
            seen: set[Term] = set()
            while cell not in seen:
                seen.add(cell)
                found += self.facts.subjects(union, cell)
                cell = next(iter(self.facts.subjects(NamedNode(RDF + "rest"), cell)), cell)
        return found

    def _shown(self, values: Sequence[Value]) -> Iterator[Value]:
        """Without blank nodes: what they say is in the data."""
        return (value for value in values if not isinstance(value.term, BlankNode))

    @cached_property
    def _shapes(self) -> dict[Term, list[Term]]:
        """The named shapes that say which class or property they are about."""
        found: dict[Term, list[Term]] = {}
        for quad in self.facts.project.shapes():
            if quad.predicate in TARGETS and isinstance(quad.subject, NamedNode):
                found.setdefault(quad.object, []).append(quad.subject)
        return found
