"""The numbers of a dataset as VoID defines them (W3C Interest Group Note, 3 March 2011, 4.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad

from kgtools.rdf.terms import TYPE, Term

Row = tuple[int, int, int]  # subject, predicate, object
GraphName = NamedNode | BlankNode | DefaultGraph


@dataclass(frozen=True)
class OfClass:
    """Instances of a class: those that are entities, all, and the triples that tell of them."""

    entities: int
    subjects: int
    triples: int


@dataclass(frozen=True)
class OfProperty:
    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True)
class Counts:
    """Numbers of distinct triples, terms and so on; `entities` are IRIs in the space of URIs."""

    triples: int
    entities: int
    subjects: int
    objects: int
    by_class: dict[NamedNode, OfClass]
    by_property: dict[NamedNode, OfProperty]


@dataclass(frozen=True)
class Numbered:
    """Triples as numbers of their terms, by graph: numbers are compared faster than terms."""

    terms: list[Term]
    graphs: dict[GraphName, set[Row]]

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Numbered:
        number: dict[Term, int] = {}
        graphs: dict[GraphName, set[Row]] = {}
        name, rows = None, set[Row]()
        for quad in quads:
            subject, predicate, value, graph = quad
            if graph != name:
                name, rows = graph, graphs.setdefault(graph, set())
            rows.add(
                (
                    number.setdefault(subject, len(number)),
                    number.setdefault(predicate, len(number)),
                    number.setdefault(value, len(number)),
                )
            )
        return cls(list(number), graphs)

    def whole(self, space: str) -> Counts:
        """The numbers of all triples, whatever graph they stand in."""
        return self._count(set().union(*self.graphs.values()), space)

    def of_graph(self, graph: GraphName, space: str) -> Counts:
        return self._count(self.graphs.get(graph, set()), space)

    def _count(self, rows: Set[Row], space: str) -> Counts:
        """Partitions are sorted by IRI."""
        kinds: dict[int, list[int]] = {}
        instances: dict[int, list[int]] = {}
        for subject, predicate, value in rows:
            if predicate == self._type and value in self._named:
                kinds.setdefault(subject, []).append(value)
                instances.setdefault(value, []).append(subject)
        per_class: Counter[int] = Counter()
        triples: Counter[int] = Counter()
        subjects: dict[int, set[int]] = {}
        objects: dict[int, set[int]] = {}
        for subject, predicate, value in rows:
            for kind in kinds.get(subject, ()):
                per_class[kind] += 1
            if predicate not in subjects:
                subjects[predicate], objects[predicate] = set(), set()
            triples[predicate] += 1
            subjects[predicate].add(subject)
            objects[predicate].add(value)
        entities = self._entities(space)
        all_subjects: set[int] = set().union(*subjects.values())
        return Counts(
            triples=len(rows),
            entities=len(all_subjects & entities),
            subjects=len(all_subjects),
            objects=len(set().union(*objects.values())),
            by_class={
                self._iri(kind): OfClass(
                    sum(one in entities for one in instances[kind]),
                    len(instances[kind]),
                    per_class[kind],
                )
                for kind in self._sorted(instances)
            },
            by_property={
                self._iri(name): OfProperty(triples[name], len(subjects[name]), len(objects[name]))
                for name in self._sorted(subjects)
            },
        )

    def _iri(self, number: int) -> NamedNode:
        found = self.terms[number]
        assert isinstance(found, NamedNode)
        return found

    def _sorted(self, numbers: Iterable[int]) -> list[int]:
        return sorted(numbers, key=lambda number: str(self.terms[number]))

    @cached_property
    def _type(self) -> int:
        return self.terms.index(TYPE) if TYPE in self.terms else -1

    @cached_property
    def _named(self) -> frozenset[int]:
        return frozenset(n for n, term in enumerate(self.terms) if isinstance(term, NamedNode))

    def _entities(self, space: str) -> frozenset[int]:
        """The terms in the space of URIs."""
        if space not in self._by_space:
            self._by_space[space] = frozenset(
                number for number in self._named if self._iri(number).value.startswith(space)
            )
        return self._by_space[space]

    @cached_property
    def _by_space(self) -> dict[str, frozenset[int]]:
        return {}


def count(quads: Iterable[Quad], space: str) -> Counts:
    """The numbers of the triples, whatever graph they stand in, partitions sorted by IRI."""
    return Numbered.of(quads).whole(space)
