"""A result as a pandas DataFrame with typed columns; pandas is an extra of the package."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from kgtools.engines.base import Bindings
from kgtools.errors import KgtoolsError
from kgtools.rdf.terms import Term, lexical
from kgtools.results.natives import native

if TYPE_CHECKING:
    import pandas

_INT64 = 1 << 63


def frame(result: Bindings) -> pandas.DataFrame:
    """The rows as a DataFrame, a column a variable; missing (NA, NaT) where unbound.

    A column is Int64, Float64 (decimals too), boolean, datetime64[s] (xsd:date) or
    datetime64[us] (xsd:dateTime, in UTC if it has a time zone) if all its values are; string
    otherwise, IRIs in full. Raises KgtoolsError when pandas is not installed.
    """
    try:
        import pandas
    except ImportError:
        message = "pandas is not installed, which a DataFrame needs"
        raise KgtoolsError(message, hint="pip install pandas") from None
    columns = {
        name: _column([row[at] for row in result.rows]) for at, name in enumerate(result.variables)
    }
    return pandas.DataFrame(columns, index=range(len(result.rows)))


def _column(terms: Sequence[Term | None]) -> pandas.Series:
    import pandas

    values = [native(term) for term in terms]
    dtype = _dtype({type(value) for value in values if value is not None})
    if dtype == "Int64" and not all(v is None or -_INT64 <= int(v) < _INT64 for v in values):  # type: ignore[arg-type]
        dtype = "object"
    if dtype == "datetime64[us]":
        zones = {v.tzinfo is not None for v in values if isinstance(v, datetime)}
        if zones == {True}:
            return pandas.Series(pandas.to_datetime(values, utc=True)).astype("datetime64[us, UTC]")  # type: ignore[arg-type]
        if len(zones) > 1:  # with and without: which comes first nobody can tell
            dtype = "string"
    if dtype == "string":
        texts = [None if term is None else lexical(term) for term in terms]
        return pandas.Series(texts, dtype="string")
    if dtype == "Float64":
        numbers = [None if v is None else float(v) for v in values]  # type: ignore[arg-type]
        return pandas.Series(pandas.array(numbers, dtype="Float64"))
    return pandas.Series(values, dtype=dtype)


def _dtype(kinds: set[type]) -> str:
    """The type of a column whose values are of these types."""
    if kinds == {int}:
        return "Int64"
    if kinds == {bool}:
        return "boolean"
    if kinds and kinds <= {int, float, Decimal}:
        return "Float64"
    if kinds == {date}:
        return "datetime64[s]"
    if kinds == {datetime}:
        return "datetime64[us]"
    return "string"
