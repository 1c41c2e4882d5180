"""RDF terms as the values of Python that mean the same."""

from __future__ import annotations

import re

from pyoxigraph import Literal

from kgtools.rdf.terms import XSD, Term, lexical

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    Native = str | int | float | bool | Decimal | date | None

_WHOLE = tuple(
    XSD + name
    for name in (
        "integer long int short byte nonNegativeInteger positiveInteger nonPositiveInteger "
        "negativeInteger unsignedLong unsignedInt unsignedShort unsignedByte"
    ).split()
)
# Patterns, which re compiles when they are first used, and keeps: many a command needs none.
_DATE = r"\d{4}-\d\d-\d\d"
_TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)?"
_INTEGER = r"[+-]?\d{1,4000}"
_DECIMAL = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"
_DOUBLE = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?INF|NaN"


def _fits(pattern: str, text: str) -> bool:
    return re.fullmatch(pattern, text, re.ASCII) is not None


def native(term: Term | None) -> Native:
    """The value: int, Decimal, float, bool, date or datetime for a literal of such a datatype.

    Anything else is its text: an IRI in full, a text whatever its language, a literal that is not
    well-formed or has no equal in Python (a date with a time zone, a year). None for unbound.

    >>> from kgtools.rdf.terms import xsd
    >>> native(Literal("7", datatype=xsd("byte"))), native(Literal("7"))
    (7, '7')
    """
    if not isinstance(term, Literal):
        return None if term is None else lexical(term)
    text, datatype = term.value, term.datatype.value
    try:
        if datatype in _WHOLE and _fits(_INTEGER, text):
            return int(text)
        if datatype == XSD + "decimal" and _fits(_DECIMAL, text):
            from decimal import Decimal

            return Decimal(text)
        if datatype in (XSD + "double", XSD + "float") and _fits(_DOUBLE, text):
            return float(text)
        if datatype == XSD + "boolean" and text in ("true", "false", "1", "0"):
            return text in ("true", "1")
        if datatype == XSD + "date" and _fits(_DATE, text):
            from datetime import date

            return date.fromisoformat(text)
        if datatype in (XSD + "dateTime", XSD + "dateTimeStamp") and _fits(_TIME, text):
            from datetime import datetime

            return datetime.fromisoformat(text)
    except ValueError:  # the 30th of February
        pass
    return text


def number(literal: Literal) -> float | None:
    """The value of a number, as near as a float comes; None for NaN and what is no number."""
    text, datatype = literal.value, literal.datatype.value
    if datatype == XSD + "string" or literal.language:
        return None
    whole = datatype in _WHOLE and re.fullmatch(r"[+-]?[0-9]+", text)
    if whole or (
        (datatype == XSD + "decimal" and _fits(_DECIMAL, text))
        or (datatype in (XSD + "double", XSD + "float") and _fits(_DOUBLE, text))
    ):
        value = float(text)
        return value if value == value else None
    return None
