"""Dates in words."""

from __future__ import annotations

import re

from pyoxigraph import Literal

from kgtools.rdf.terms import XSD, Term
from kgtools.words import say

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?:T.*|Z|[+-]\d\d:\d\d)?\Z")
_DATED = {XSD + name for name in ("date", "dateTime", "gYearMonth")}


def in_words(term: Term, lang: str) -> str | None:
    """A date or a month (xsd:date, dateTime, gYearMonth) in words; None for anything else.

    >>> from pyoxigraph import NamedNode
    >>> in_words(Literal("2025-02-01", datatype=NamedNode(XSD + "date")), "es")
    '1 de febrero de 2025'
    """
    if not isinstance(term, Literal) or term.datatype.value not in _DATED:
        return None
    found = _DATE.match(term.value)
    if not found or not 1 <= int(found[2]) <= 12:
        return None
    year, month = found[1], say(MONTHS[int(found[2]) - 1], lang)
    if found[3] is None:
        return say("{month} {year}", lang, month=month, year=year)
    return say("{day} {month} {year}", lang, day=int(found[3]), month=month, year=year)
