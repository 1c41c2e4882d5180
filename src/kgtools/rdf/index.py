"""Looking triples up: who says what of whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from pyoxigraph import NamedNode, Quad

from kgtools.rdf.terms import SUBCLASS, TYPE, Term

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol
else:
    Protocol = object


class Lookup(Protocol):
    """The union of all graphs, looked up by subject or by object."""

    def __contains__(self, subject: object) -> bool: ...

    def all_subjects(self) -> list[Term]: ...

    def about(self, subject: Term) -> list[tuple[NamedNode, Term]]:
        """Predicate and object of each triple of the subject."""
        ...

    def objects(self, subject: Term, predicate: NamedNode | None) -> list[Term]:
        """The objects; none where the predicate is None (a role that is not mapped)."""
        ...

    def subjects(self, predicate: NamedNode | None, value: Term) -> list[Term]:
        """The subjects; none where the predicate is None (a role that is not mapped)."""
        ...

    def pairs(self, predicate: NamedNode) -> list[tuple[Term, Term]]:
        """Subject and object of each triple of the predicate."""
        ...

    def uses(self, predicate: NamedNode) -> bool:
        return bool(self.pairs(predicate))

    def object(self, subject: Term, predicate: NamedNode | None) -> Term | None:
        return next(iter(self.objects(subject, predicate)), None)

    def instances(self, classes: Sequence[NamedNode]) -> list[Term]:
        """The instances of the classes and of their subclasses, each once."""
        return list(
            dict.fromkeys(s for c in self.subclasses(classes) for s in self.subjects(TYPE, c))
        )

    def subclasses(self, classes: Sequence[Term]) -> list[Term]:
        """The classes themselves and, through rdfs:subClassOf, all beneath them."""
        found: dict[Term, None] = dict.fromkeys(classes)
        waiting = list(classes)
        while waiting:
            new = [s for s in self.subjects(SUBCLASS, waiting.pop()) if s not in found]
            found.update(dict.fromkeys(new))
            waiting.extend(new)
        return list(found)


class TripleIndex(Lookup):
    """An index of quads in memory, in file order, literals as authored."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._quads: dict[Term, list[Quad]] = {}
        for quad in dict.fromkeys(quads):
            self._quads.setdefault(quad.subject, []).append(quad)
        self._about: dict[Term, dict[tuple[NamedNode, Term], None]] = {}
        self._objects: dict[Term, dict[NamedNode, list[Term]]] = {}
        self._subclasses: dict[tuple[Term, ...], list[Term]] = {}

    @cached_property
    def _by_object(self) -> dict[tuple[NamedNode, Term], dict[Term, None]]:
        found: dict[tuple[NamedNode, Term], dict[Term, None]] = {}
        for subject, quads in self._quads.items():
            for quad in quads:
                found.setdefault((quad.predicate, quad.object), {})[subject] = None
        return found

    @property
    def by_subject(self) -> Mapping[Term, Sequence[Quad]]:
        """Each quad once, in the order of the files."""
        return self._quads

    @cached_property
    def _predicates(self) -> frozenset[NamedNode]:
        return frozenset(quad.predicate for quads in self._quads.values() for quad in quads)

    def uses(self, predicate: NamedNode) -> bool:
        return predicate in self._predicates

    def _said(self, subject: Term) -> Iterable[tuple[NamedNode, Term]]:
        if subject not in self._about:
            quads = self._quads.get(subject, ())
            self._about[subject] = dict.fromkeys((quad.predicate, quad.object) for quad in quads)
        return self._about[subject]

    def __contains__(self, subject: object) -> bool:
        return subject in self._quads

    def all_subjects(self) -> list[Term]:
        return list(self._quads)

    def about(self, subject: Term) -> list[tuple[NamedNode, Term]]:
        return list(self._said(subject))

    def objects(self, subject: Term, predicate: NamedNode | None) -> list[Term]:
        if predicate is None:
            return []
        if subject not in self._objects:
            found: dict[NamedNode, list[Term]] = {}
            for property_, value in self._said(subject):
                found.setdefault(property_, []).append(value)
            self._objects[subject] = found
        return list(self._objects[subject].get(predicate, ()))

    def subclasses(self, classes: Sequence[Term]) -> list[Term]:
        key = tuple(classes)
        if key not in self._subclasses:
            self._subclasses[key] = super().subclasses(classes)
        return list(self._subclasses[key])

    def subjects(self, predicate: NamedNode | None, value: Term) -> list[Term]:
        return list(self._by_object.get((predicate, value), ())) if predicate else []

    def pairs(self, predicate: NamedNode) -> list[tuple[Term, Term]]:
        every = (quad for quads in self._quads.values() for quad in quads)
        return [(quad.subject, quad.object) for quad in every if quad.predicate == predicate]
