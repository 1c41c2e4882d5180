"""An answer as Python has it: rows with named cells, natives, labels, a DataFrame, HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kgtools.engines.base import Bindings, Boolean, Result, Triples
from kgtools.errors import KgtoolsError, ParameterError, did_you_mean
from kgtools.project import Project
from kgtools.rdf.terms import Term

if TYPE_CHECKING:
    import pandas

T = TypeVar("T")

SHOWN_ROWS = 50  # in a notebook
_OF_A_TRIPLE = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True, repr=False)
class Row(Generic[T]):
    """One row: a cell is had by attribute (`row.lever`), by name or by place.

    `row["lever"]` takes every name, also those that no attribute can have. Iterating gives the
    cells in the order of the columns.
    """

    _names: tuple[str, ...]
    _cells: tuple[T, ...]

    def __getitem__(self, column: str | int) -> T:
        """The cell; KeyError or IndexError when there is no such column."""
        if isinstance(column, int):
            return self._cells[column]
        if column not in self._names:
            raise KeyError(self._no_column(column))
        return self._cells[self._names.index(column)]

    def __getattr__(self, column: str) -> Any:
        if column.startswith("_") or column not in self._names:
            raise AttributeError(self._no_column(column))
        return self._cells[self._names.index(column)]

    def __iter__(self) -> Iterator[T]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def __dir__(self) -> list[str]:
        return [*object.__dir__(self), *self._names]

    def __repr__(self) -> str:
        cells = zip(self._names, self._cells, strict=True)
        return f"Row({', '.join(f'{name}={_shown(cell)}' for name, cell in cells)})"

    def asdict(self) -> dict[str, T]:
        """The cells by column."""
        return dict(zip(self._names, self._cells, strict=True))

    def _no_column(self, column: str) -> str:
        return f"there is no column {column!r}; {did_you_mean(column, list(self._names))}"


def _shown(cell: object) -> str:
    return str(cell) if isinstance(cell, NamedNode | BlankNode | Literal | Triple) else repr(cell)


@dataclass(frozen=True, eq=False, repr=False)
class Answer(Sequence[Row["Term | None"]]):
    """What a query answered. `name` is that of the prepared query, None for one's own SPARQL.

    `sparql` is the text that was asked, its parameters bound; `result` the bare result. Truth is
    what ASK says, for all others whether there are any rows.
    """

    project: Project
    result: Result
    sparql: str
    name: str | None = None
    lang: str | None = None

    @cached_property
    def _table(self) -> Bindings:
        """The rows; of a graph (CONSTRUCT, DESCRIBE) its triples, a row each."""
        if isinstance(self.result, Boolean):
            raise KgtoolsError("ASK gives no rows", hint="use bool(answer)")
        if isinstance(self.result, Triples):
            triples = ((t.subject, t.predicate, t.object) for t in self.result.triples)
            return Bindings(_OF_A_TRIPLE, tuple(triples))
        return self.result

    @property
    def columns(self) -> tuple[str, ...]:
        """The variables in their order; KgtoolsError for ASK."""
        return self._table.variables

    @cached_property
    def rows(self) -> tuple[Row[Term | None], ...]:
        """The rows as RDF terms, None where unbound; KgtoolsError for ASK."""
        return self._rows(lambda term: term)

    def values(self) -> tuple[Row[Any], ...]:
        """The rows as values of Python: int, Decimal, float, bool, date, datetime, else str.

        IRIs are texts, None is unbound. Raises KgtoolsError for ASK.
        """
        from kgtools.results.natives import native

        return self._rows(native)

    def labels(self, lang: str | None = None) -> tuple[Row[str], ...]:
        """The rows as a person reads them, in the language or that of the answer.

        Raises KgtoolsError for ASK, ParameterError for a language that the project lacks.
        """
        from kgtools.results.reading import named_rows

        rows = named_rows(self._table, self.project, self.project.language(lang) or self.lang)
        return tuple(Row(self.columns, tuple(row)) for row in rows)

    def _rows(self, of: Callable[[Term | None], T]) -> tuple[Row[T], ...]:
        names = self.columns
        return tuple(Row(names, tuple(map(of, row))) for row in self._table.rows)

    def frame(self, labels: bool = False) -> pandas.DataFrame:
        """A pandas DataFrame with typed columns, or with labels as texts.

        Raises KgtoolsError for ASK, and when pandas is not installed.
        """
        from kgtools.results.dataframe import frame
        from kgtools.results.reading import named_rows

        if not labels:
            return frame(self._table)
        rows = named_rows(self._table, self.project, self.lang)
        named = tuple(tuple(Literal(text) if text else None for text in row) for row in rows)
        return frame(Bindings(self.columns, named))

    def csv(self) -> str:
        """SPARQL 1.1 CSV: full IRIs, lines end in CR LF. KgtoolsError for a graph."""
        return self.render("csv")

    def render(self, form: str = "table", rows: int | None = None, iris: bool = False) -> str:
        """The text that the command line prints with `--format`.

        `rows` and `iris` are for the formats for reading (table, md, html): how many rows to show,
        and CURIEs beside labels. Raises KgtoolsError for a format that cannot hold the answer,
        ParameterError for a number of rows below 0.
        """
        from kgtools.results.writing import render

        if rows is not None and rows < 0:
            raise ParameterError(f"rows: expected a whole number, 0 or more, got {rows}")
        return render(self.result, form, self.project, self.lang, rows, iris)

    @overload
    def __getitem__(self, place: int) -> Row[Term | None]: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Row[Term | None], ...]: ...

    def __getitem__(self, place: int | slice) -> Row[Term | None] | tuple[Row[Term | None], ...]:
        """A row, or several; IndexError where there is none, KgtoolsError for ASK."""
        return self.rows[place]

    def __iter__(self) -> Iterator[Row[Term | None]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self._table.rows)

    def __bool__(self) -> bool:
        if isinstance(self.result, Boolean):
            return self.result.value
        return bool(self._table.rows)

    def __repr__(self) -> str:
        of = f" to {self.name}" if self.name else ""
        if isinstance(self.result, Boolean):
            return f"<Answer{of}: {str(self.result.value).lower()}>"
        number, kind = len(self), "triple" if isinstance(self.result, Triples) else "row"
        columns = f" of {', '.join(self.columns)}" if kind == "row" else ""
        return f"<Answer{of}: {number} {kind}{'s' * (number != 1)}{columns}>"

    def _repr_html_(self) -> str:
        """What a notebook shows: labels linked to what they name, the first rows."""
        return self.render("html", SHOWN_ROWS)
