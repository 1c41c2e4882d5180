"""The numbers of a dataset as VoID defines them (W3C Interest Group Note, 3 March 2011, 4.6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from kgtools.rdf.index import TripleIndex
from kgtools.rdf.packed import PackedQuads
from kgtools.rdf.terms import TYPE

Pair = tuple[int, int]  # predicate and object


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


@dataclass(frozen=True, slots=True)
class Sizes:
    """Numbers of distinct triples, terms and so on; `entities` are IRIs in the space of URIs."""

    triples: int
    entities: int
    subjects: int
    objects: int
    classes: int
    properties: int


@dataclass(frozen=True)
class Counts:
    """The numbers as a whole, and those of the instances of each class and of each property."""

    sizes: Sizes
    by_class: dict[NamedNode, OfClass]
    by_property: dict[NamedNode, OfProperty]


def count(quads: Iterable[Quad], space: str) -> Counts:
    """The numbers of the triples, whatever graph they stand in, partitions sorted by IRI."""
    return counted(TripleIndex(quads), space)


def counted(index: TripleIndex, space: str) -> Counts:
    """The same of the quads of an index."""
    quads = index.quads
    predicate, value = quads.predicate, quads.object
    by_subject = (
        (quads.subject[rows[0]], {(predicate[row], value[row]) for row in rows})
        for rows in index.by_subject.groups()
    )
    by_object = ({predicate[row] for row in rows} for rows in index.by_object.groups())
    return _counted(quads, by_subject, by_object, space)


def counted_of(quads: PackedQuads, rows: Iterable[int], space: str) -> Counts:
    """The numbers of the triples in some rows, such as those of a graph."""
    by_subject: dict[int, set[Pair]] = {}
    by_object: dict[int, set[int]] = {}
    for row in rows:
        predicate, value = quads.predicate[row], quads.object[row]
        by_subject.setdefault(quads.subject[row], set()).add((predicate, value))
        by_object.setdefault(value, set()).add(predicate)
    return _counted(quads, by_subject.items(), by_object.values(), space)


def _counted(
    quads: PackedQuads,
    by_subject: Iterable[tuple[int, Set[Pair]]],
    by_object: Iterable[Set[int]],
    space: str,
) -> Counts:
    """Of each subject, which comes once, predicate and object of its triples; of each object
    its predicates.
    """
    type_of = quads.number(TYPE)
    triples, subjects = defaultdict[int, int](int), defaultdict[int, int](int)
    in_class, instances, own = (defaultdict[int, int](int) for _ in range(3))
    entities = number = 0
    for subject, pairs in by_subject:
        number += 1
        term = quads.terms[subject]
        entity = isinstance(term, NamedNode) and term.value.startswith(space)
        entities += entity
        for name, kind in pairs:
            triples[name] += 1
            if name == type_of and _is_iri(quads, kind):
                instances[kind] += 1
                own[kind] += entity
                in_class[kind] += len(pairs)
        for name in {name for name, _ in pairs}:
            subjects[name] += 1
    objects, values = defaultdict[int, int](int), 0
    for of_object in by_object:
        values += 1
        for name in of_object:
            objects[name] += 1
    sizes = Sizes(sum(triples.values()), entities, number, values, len(instances), len(subjects))
    return Counts(
        sizes=sizes,
        by_class={
            iri: OfClass(own[kind], instances[kind], in_class[kind])
            for iri, kind in _sorted(quads, instances)
        },
        by_property={
            iri: OfProperty(triples[name], subjects[name], objects[name])
            for iri, name in _sorted(quads, subjects)
        },
    )


def _is_iri(quads: PackedQuads, number: int) -> bool:
    return isinstance(quads.terms[number], NamedNode)


def _sorted(quads: PackedQuads, numbers: Iterable[int]) -> list[tuple[NamedNode, int]]:
    """IRIs in their order, with their numbers."""
    return sorted(((quads.terms[n], n) for n in numbers), key=lambda pair: str(pair[0]))
