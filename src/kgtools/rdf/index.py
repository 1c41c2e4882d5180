"""Looking triples up: who says what of whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from pyoxigraph import NamedNode, Quad

from kgtools.rdf.packed import Grouping, PackedQuads
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
    """An index of quads in memory, in file order, literals as authored.

    Each quad counts once. What several graphs say is told once by the methods of Lookup, and by
    `rows_about` and `rows_pointing_to` once for each graph.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.quads = quads if isinstance(quads, PackedQuads) else PackedQuads(quads)
        self._subclasses: dict[tuple[Term, ...], list[Term]] = {}

    @cached_property
    def _again(self) -> frozenset[int]:
        """The rows of quads that stood in an earlier one."""
        quads, found = self.quads, list[int]()
        by_subject = Grouping.by(quads.subject, len(quads.terms))
        predicate, value, graph = quads.predicate, quads.object, quads.graph
        for rows in by_subject.groups():
            told = [(predicate[row], value[row], graph[row]) for row in rows]
            if len(set(told)) < len(told):
                first = dict(zip(reversed(told), reversed(rows), strict=True))
                found += set(rows).difference(first.values())
        return frozenset(found)

    @cached_property
    def by_subject(self) -> Grouping:
        return Grouping.by(self.quads.subject, len(self.quads.terms), self._again)

    @cached_property
    def by_object(self) -> Grouping:
        return Grouping.by(self.quads.object, len(self.quads.terms), self._again)

    def rows_about(self, subject: object) -> Sequence[int]:
        return self.by_subject.of(self.quads.number(subject))

    def rows_pointing_to(self, value: object) -> Sequence[int]:
        return self.by_object.of(self.quads.number(value))

    @cached_property
    def _predicates(self) -> frozenset[NamedNode]:
        return frozenset(self.quads.used(self.quads.predicate))

    def uses(self, predicate: NamedNode) -> bool:
        return predicate in self._predicates

    def __contains__(self, subject: object) -> bool:
        return self.by_subject.has(self.quads.number(subject))

    def all_subjects(self) -> list[Term]:
        terms = self.quads.terms
        return [terms[number] for number in dict.fromkeys(self.quads.subject)]

    def about(self, subject: Term) -> list[tuple[NamedNode, Term]]:
        predicate, value, terms = self.quads.predicate, self.quads.object, self.quads.terms
        pairs = dict.fromkeys((predicate[row], value[row]) for row in self.rows_about(subject))
        return [(terms[one], terms[other]) for one, other in pairs]

    def objects(self, subject: Term, predicate: NamedNode | None) -> list[Term]:
        return self.objects_of(subject, (predicate,))

    def objects_of(self, subject: Term, predicates: Iterable[NamedNode | None]) -> list[Term]:
        """The objects of the first of the predicates, then those of the next, each once."""
        quads = self.quads
        rows = self.by_subject.of(quads.number(subject))
        if not rows:
            return []
        predicate, value, terms = quads.predicate, quads.object, quads.terms
        found: dict[int, None] = {}
        for number in map(quads.number, predicates):
            for row in rows if number is not None else ():
                if predicate[row] == number:
                    found[value[row]] = None
        return [terms[each] for each in found]

    def subclasses(self, classes: Sequence[Term]) -> list[Term]:
        key = tuple(classes)
        if key not in self._subclasses:
            self._subclasses[key] = super().subclasses(classes)
        return list(self._subclasses[key])

    def subjects(self, predicate: NamedNode | None, value: Term) -> list[Term]:
        number = self.quads.number(predicate)
        if number is None:
            return []
        predicates, subject, terms = self.quads.predicate, self.quads.subject, self.quads.terms
        rows = self.rows_pointing_to(value)
        found = dict.fromkeys(subject[row] for row in rows if predicates[row] == number)
        return [terms[each] for each in found]

    def pairs(self, predicate: NamedNode) -> list[tuple[Term, Term]]:
        """Of each graph that says so."""
        again, quads = self._again, self.quads
        number, terms = quads.number(predicate), quads.terms
        return [
            (terms[quads.subject[row]], terms[quads.object[row]])
            for row, each in enumerate(quads.predicate)
            if each == number and row not in again
        ]
