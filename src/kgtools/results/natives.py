"""RDF terms as the values of Python that mean the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from kgtools.rdf.terms import XSD, Term, lexical

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
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d{1,4000}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_DOUBLE = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?INF|NaN", re.ASCII)


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
        if datatype in _WHOLE and _INTEGER.fullmatch(text):
            return int(text)
        if datatype == XSD + "decimal" and _DECIMAL.fullmatch(text):
            from decimal import Decimal

            return Decimal(text)
        if datatype in (XSD + "double", XSD + "float") and _DOUBLE.fullmatch(text):
            return float(text)
        if datatype == XSD + "boolean" and text in ("true", "false", "1", "0"):
            return text in ("true", "1")
        if datatype == XSD + "date" and _DATE.fullmatch(text):
            from datetime import date

            return date.fromisoformat(text)
        if datatype in (XSD + "dateTime", XSD + "dateTimeStamp") and _TIME.fullmatch(text):
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
        (datatype == XSD + "decimal" and _DECIMAL.fullmatch(text))
        or (datatype in (XSD + "double", XSD + "float") and _DOUBLE.fullmatch(text))
    ):
        value = float(text)
        return value if value == value else None
    return None
