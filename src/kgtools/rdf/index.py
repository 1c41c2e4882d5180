"""A small in-memory index of triples: who says what of whom, literals as authored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode, Quad

from kgtools.rdf.terms import SUBCLASS, TYPE, Term


class TripleIndex:
    """The union of all graphs, looked up by subject or by object, in file order."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._by_subject: dict[Term, dict[tuple[NamedNode, Term], None]] = defaultdict(dict)
        self._by_object: dict[tuple[NamedNode, Term], dict[Term, None]] = defaultdict(dict)
        for quad in quads:
            self._by_subject[quad.subject][quad.predicate, quad.object] = None
            self._by_object[quad.predicate, quad.object][quad.subject] = None

    def __contains__(self, subject: object) -> bool:
        return subject in self._by_subject

    def all_subjects(self) -> list[Term]:
        return list(self._by_subject)

    def about(self, subject: Term) -> list[tuple[NamedNode, Term]]:
        """Predicate and object of each triple of the subject."""
        return list(self._by_subject.get(subject, ()))

    def objects(self, subject: Term, predicate: NamedNode | None) -> list[Term]:
        """The objects; none where the predicate is None (a role that is not mapped)."""
        return [o for p, o in self._by_subject.get(subject, ()) if p == predicate]

    def object(self, subject: Term, predicate: NamedNode | None) -> Term | None:
        return next(iter(self.objects(subject, predicate)), None)

    def subjects(self, predicate: NamedNode | None, value: Term) -> list[Term]:
        """The subjects; none where the predicate is None (a role that is not mapped)."""
        return list(self._by_object.get((predicate, value), ())) if predicate else []

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
