"""Literals by value, so that two spellings of one value compare equal.

Stores rewrite literals: `"007"^^xsd:int` comes back as `"7"^^xsd:integer`, `"0.20"` as `0.2`, a
duration of a day as a number of seconds, `@en-GB` as `@en-gb`. Both what is sent and what is
read back are brought into one form (XSD 1.1 values, tags in lower case), and only that is
compared; a store that changes a value, or drops it, is found out.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode  # noqa: F401 (doctest)

from kgtools.rdf.terms import XSD, Term

INTEGERS = frozenset(
    "integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger "
    "negativeInteger unsignedLong unsignedInt unsignedShort unsignedByte".split()
)
DATES = frozenset("dateTime dateTimeStamp date time gYear gYearMonth gMonth gMonthDay gDay".split())
DURATIONS = frozenset("duration dayTimeDuration yearMonthDuration".split())

_ZONE = re.compile(r"[+-]00:00\Z")
_FRACTION = re.compile(r"(:\d\d)\.(\d*?)0*(?=Z|[+-]\d\d:\d\d\Z|\Z)")
_DURATION = re.compile(
    r"(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?"
    r"(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?\Z"
)


def normal(term: Term) -> str:
    """The term in N-Triples; a literal in the one form of its value.

    >>> normal(Literal("007", datatype=NamedNode(XSD + "int")))
    '"7"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    if not isinstance(term, Literal) or term.language is not None:
        return str(term)
    datatype = term.datatype.value
    if not datatype.startswith(XSD):
        return str(term)
    name = datatype[len(XSD) :]
    if name == "string":
        return str(term)
    kind = _kind(name)
    value = kind[1](term.value) if kind else None
    if kind is None or value is None:
        return str(term)
    return f'"{value}"^^<{XSD}{kind[0]}>'


def _kind(name: str) -> tuple[str, Callable[[str], str | None]] | None:
    if name in INTEGERS or name == "decimal":
        return "decimal", _decimal
    if name == "double":
        return "double", _double
    if name == "float":
        return "float", _float
    if name == "boolean":
        return "boolean", {"1": "true", "true": "true", "0": "false", "false": "false"}.get
    if name in DATES:
        return ("dateTime" if name == "dateTimeStamp" else name), _date
    if name in DURATIONS:
        return "duration", _duration
    return None


def _decimal(text: str) -> str | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    plain = format(number, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    sign, digits = ("-", plain[1:]) if plain[:1] == "-" else ("", plain.lstrip("+"))
    digits = digits.lstrip("0") or "0"
    digits = f"0{digits}" if digits.startswith(".") else digits
    return digits if digits == "0" else sign + digits


def _double(text: str) -> str | None:
    try:
        return f"{float(text):.15g}"
    except ValueError:
        return None


def _float(text: str) -> str | None:
    try:
        return f"{struct.unpack('f', struct.pack('f', float(text)))[0]:.6g}"
    except (ValueError, OverflowError):
        return None


def _date(text: str) -> str:
    zoned = _ZONE.sub("Z", text)
    return _FRACTION.sub(lambda found: found[1] + (f".{found[2]}" if found[2] else ""), zoned)


def _duration(text: str) -> str | None:
    """Months and seconds: `P1Y2M` is 14 months, `P1D` 86400 seconds."""
    if re.fullmatch(r"-?\d+(?:\.\d+)?", text):  # as Virtuoso gives it: seconds
        return f"P0M{_decimal(text)}S"
    found = _DURATION.match(text)
    if found is None or text.endswith(("P", "T")):
        return None
    years, months, days, hours, minutes = (int(part or 0) for part in found.groups()[1:6])
    seconds = Decimal(found[7] or 0) + 60 * minutes + 3600 * hours + 86400 * days
    sign = found[1] or ""
    return f"{sign}P{12 * years + months}M{_decimal(str(seconds))}S"
