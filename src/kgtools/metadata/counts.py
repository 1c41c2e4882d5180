"""The numbers of a dataset as VoID defines them (W3C Interest Group Note, 3 March 2011, 4.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from kgtools.rdf.terms import TYPE, Term


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


def count(quads: Iterable[Quad], space: str) -> Counts:
    """The numbers of the triples, whatever graph they stand in, partitions sorted by IRI."""
    triples = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    classes: dict[Term, list[NamedNode]] = {}
    for subject, predicate, value in triples:
        if predicate == TYPE and isinstance(value, NamedNode):
            classes.setdefault(subject, []).append(value)
    per_class: Counter[NamedNode] = Counter()
    per_property: Counter[NamedNode] = Counter()
    subjects: dict[NamedNode, set[Term]] = {}
    objects: dict[NamedNode, set[Term]] = {}
    for subject, predicate, value in triples:
        per_class.update(classes.get(subject, ()))
        per_property[predicate] += 1
        subjects.setdefault(predicate, set()).add(subject)
        objects.setdefault(predicate, set()).add(value)
    instances: dict[NamedNode, list[Term]] = {}
    for instance, kinds in classes.items():
        for each in kinds:
            instances.setdefault(each, []).append(instance)
    all_subjects: set[Term] = set().union(*subjects.values())
    return Counts(
        triples=len(triples),
        entities=_entities(all_subjects, space),
        subjects=len(all_subjects),
        objects=len(set().union(*objects.values())),
        by_class={
            kind: OfClass(_entities(instances[kind], space), len(instances[kind]), per_class[kind])
            for kind in sorted(instances, key=str)
        },
        by_property={
            name: OfProperty(per_property[name], len(subjects[name]), len(objects[name]))
            for name in sorted(per_property, key=str)
        },
    )


def _entities(nodes: Iterable[Term], space: str) -> int:
    return sum(1 for n in nodes if isinstance(n, NamedNode) and n.value.startswith(space))
