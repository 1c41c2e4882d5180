"""Literals whose lexical form is not the canonical one of their datatype (XML Schema 1.1)."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal

from kgtools.rdf.terms import XSD

INTEGERS = frozenset(
    XSD + name
    for name in (
        "integer long int short byte nonNegativeInteger positiveInteger nonPositiveInteger "
        "negativeInteger unsignedLong unsignedInt unsignedShort unsignedByte"
    ).split()
)
MOMENTS = (XSD + "dateTime", XSD + "dateTimeStamp", XSD + "time", XSD + "date")


def is_ill_formed(literal: Literal) -> bool:
    """Whether the text is no value of its XML Schema datatype at all."""
    if not literal.datatype.value.startswith(XSD) or literal.datatype.value == XSD + "string":
        return False
    import rdflib

    found = rdflib.Literal(
        literal.value, datatype=rdflib.URIRef(literal.datatype.value), normalize=False
    )
    return found.ill_typed is True


def canonical(literal: Literal) -> str:
    """The lexical form it should have; its own where that is canonical, or not known.

    >>> canonical(Literal("007", datatype=NamedNode(XSD + "integer")))
    '7'
    """
    text, datatype = literal.value, literal.datatype.value
    try:
        if datatype in INTEGERS:
            return str(int(text))
        if datatype == XSD + "boolean":
            return {"1": "true", "0": "false"}.get(text, text)
        if datatype == XSD + "decimal":
            return _decimal(text)
        if datatype in (XSD + "double", XSD + "float"):
            return _double(text)
    except (ValueError, InvalidOperation):
        return text
    if datatype in MOMENTS:
        whole = re.sub(r"\.(\d*?)0*(?=Z|[+-]|\Z)", lambda m: f".{m[1]}" if m[1] else "", text)
        return re.sub(r"[+-]00:00\Z", "Z", whole)
    return text


def _decimal(text: str) -> str:
    """Without needless zeros; a whole number may keep its `.0`, which XML Schema 1.0 wanted."""
    plain = f"{Decimal(text):f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    plain = "0" if plain in ("-0", "") else plain
    return text if text == plain + ".0" else plain


def _double(text: str) -> str:
    """One digit, a point, a fraction and an exponent: 1.0E0."""
    if text in ("INF", "-INF", "NaN"):
        return text
    value = Decimal(text)
    if not value:
        return "-0.0E0" if text.startswith("-") else "0.0E0"
    sign, digits, exponent = value.normalize().as_tuple()
    if not isinstance(exponent, int):
        return text
    fraction = "".join(map(str, digits[1:])) or "0"
    return f"{'-' * sign}{digits[0]}.{fraction}E{exponent + len(digits) - 1}"
