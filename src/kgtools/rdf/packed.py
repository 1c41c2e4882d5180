"""Quads in little room: each term once, and of each quad the numbers of its four terms."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kgtools.rdf.terms import Term

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Node = Term | DefaultGraph
NUMBER = "I"  # of array: what a number of a term or of a row takes


class PackedQuads(Sequence[Quad]):
    """Quads in their order; rows are numbered from 0.

    `subject`, `predicate`, `object` and `graph` have of each row the numbers of its `terms`.
    A Quad is made whenever it is asked for: one takes as much room as thirty rows.
    """

    def __init__(self, quads: Iterable[Quad] = ()) -> None:
        self.terms: list[Any] = []
        self.subject, self.predicate = array(NUMBER), array(NUMBER)
        self.object, self.graph = array(NUMBER), array(NUMBER)
        self._numbers: dict[Node, int] = {}
        # Of a term that stands in one of the quads; None of any other. It is asked for often.
        self.number: Callable[[Any], int | None] = self._numbers.get
        self.extend(quads)

    def extend(self, quads: Iterable[Quad]) -> range:
        """Adds quads; gives their rows."""
        start, known, terms = len(self.subject), self._numbers, self.terms
        columns = (self.subject, self.predicate, self.object, self.graph)
        for quad in quads:
            for term, column in zip(quad, columns):  # noqa: B905 - of four each, many times
                number = known.get(term)
                if number is None:
                    number = known[term] = len(terms)
                    terms.append(term)
                column.append(number)
        return range(start, len(self.subject))

    def numbers(self, terms: Iterable[object]) -> list[int]:
        """Of those of the terms that stand in one of the quads, in their order."""
        return [number for term in terms if (number := self.number(term)) is not None]

    def quad(self, row: int) -> Quad:
        terms = self.terms
        return Quad(
            terms[self.subject[row]],
            terms[self.predicate[row]],
            terms[self.object[row]],
            terms[self.graph[row]],
        )

    def made(self, rows: Iterable[int]) -> Iterator[Quad]:
        """The quads of the rows, one after the other."""
        terms, subject, predicate = self.terms, self.subject, self.predicate
        value, graph = self.object, self.graph
        return (
            Quad(terms[subject[row]], terms[predicate[row]], terms[value[row]], terms[graph[row]])
            for row in rows
        )

    def __len__(self) -> int:
        return len(self.subject)

    def __iter__(self) -> Iterator[Quad]:
        return self.made(range(len(self.subject)))

    def __getitem__(self, row: Any) -> Any:
        """A quad; of a slice the quads, which are made when they are asked for."""
        if isinstance(row, slice):
            return Rows(self, range(len(self.subject))[row])
        return self.quad(range(len(self.subject))[row])

    def of(self, predicates: Iterable[NamedNode], value: Term | None = None) -> Iterator[Quad]:
        """The quads of the predicates (and with the object, if one is given), in their order."""
        wanted = frozenset(self.numbers(predicates))
        rows: Iterable[int] = range(len(self))
        if value is not None:
            number = self.number(value)
            rows = (row for row, each in enumerate(self.object) if each == number)
        if wanted:
            predicate = self.predicate
            yield from self.made(row for row in rows if predicate[row] in wanted)

    def of_graph(self, graph: Node) -> Iterator[Quad]:
        """The quads of a graph, in their order."""
        number = self.number(graph)
        return self.made(row for row, each in enumerate(self.graph) if each == number)

    def used(self, column: array[int], rows: range | None = None) -> set[Any]:
        """The terms in a column, in all rows or in these."""
        part = column if rows is None else column[rows.start : rows.stop]
        return {self.terms[number] for number in set(part)}


class Rows(Sequence[Quad]):
    """Some of the quads; each is made when it is asked for."""

    __slots__ = ("quads", "rows")

    def __init__(self, quads: PackedQuads, rows: Sequence[int]) -> None:
        self.quads, self.rows = quads, rows

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Quad]:
        return self.quads.made(self.rows)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return Rows(self.quads, self.rows[at])
        return self.quads.quad(self.rows[at])


class Grouping:
    """The rows that have a term in a column, in their order, by the term's number."""

    __slots__ = ("rows", "starts")

    def __init__(self, starts: array[int], rows: array[int]) -> None:
        self.starts, self.rows = starts, rows

    @classmethod
    def by(cls, column: Sequence[int], terms: int, but: frozenset[int] = frozenset()) -> Grouping:
        """Of all rows of a column with the numbers of so many terms; without those."""
        rows: Iterable[int] = range(len(column))
        if but:
            rows = [row for row in rows if row not in but]
        starts = array(NUMBER, bytes(array(NUMBER).itemsize * (terms + 1)))
        for row in rows:
            starts[column[row] + 1] += 1
        for number in range(terms):
            starts[number + 1] += starts[number]
        ends, found = starts[:], array(NUMBER, bytes(array(NUMBER).itemsize * starts[terms]))
        for row in rows:
            number = column[row]
            found[ends[number]] = row
            ends[number] += 1
        return cls(starts, found)

    def of(self, number: int | None) -> Sequence[int]:
        """The rows; none of None."""
        if number is None:
            return ()
        return self.rows[self.starts[number] : self.starts[number + 1]]

    def groups(self) -> Iterator[Sequence[int]]:
        """The rows of each term that has any."""
        for number in range(len(self.starts) - 1):
            if rows := self.of(number):
                yield rows

    def has(self, number: int | None) -> bool:
        return number is not None and self.starts[number] != self.starts[number + 1]


def named(terms: Iterable[Node]) -> set[NamedNode]:
    return {term for term in terms if isinstance(term, NamedNode)}
