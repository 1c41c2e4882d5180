"""Literals as a person types them: read, checked and put into canonical form."""

from __future__ import annotations

import re
from datetime import date, datetime

from pyoxigraph import Literal

from kgtools.errors import ParameterError
from kgtools.rdf.terms import xsd

WORDS_OF_SLICE = {"limit": "LIMIT", "offset": "OFFSET"}
MOST_ROWS = 2**31 - 1  # beyond it some engine counts no further

EXPECTED = {
    "text": "a text",
    "langtext": "a text and its language, such as hello@en",
    "integer": "a whole number",
    "decimal": "a number, such as 12.5",
    "boolean": "true or false",
    "date": "a date as YYYY-MM-DD",
    "dateTime": "a time as YYYY-MM-DDThh:mm:ss, with or without Z or an offset such as +02:00",
    "language": "a language tag, such as en",
    "limit": "a whole number, 0 or more",
    "offset": "a whole number, 0 or more",
}
LITERAL_TYPES = tuple(EXPECTED)

_LANGUAGE = r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"
_DATE_TIME = (
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})(:[0-9]{2})?(?:\.([0-9]{1,6}))?"
    r"(Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
)


def read_literal(kind: str, text: str, name: str) -> Literal:
    """The literal that a text means for one of LITERAL_TYPES, in canonical form (XSD 1.1).

    `name` is the parameter's, for the ParameterError raised where the text is not one.
    """
    try:
        literal = _read(kind, text)
    except ValueError:  # no such day, no such hour, no such language tag
        literal = None
    if literal is None and kind in WORDS_OF_SLICE and re.fullmatch("[0-9]+", text):
        raise ParameterError(f"parameter {name}: at most {MOST_ROWS}, got {short(text)}")
    if literal is None:
        raise ParameterError(f"parameter {name}: expected {EXPECTED[kind]}, got {short(text)}")
    return literal


def _read(kind: str, text: str) -> Literal | None:
    match kind:
        case "text":
            return Literal(text)
        case "langtext":
            words, _, language = text.rpartition("@")
            fits = bool(words and re.fullmatch(_LANGUAGE, language))
            return Literal(words, language=language) if fits else None
        case "language":
            return Literal(text) if re.fullmatch(_LANGUAGE, text) else None
        case "boolean":
            fits = text.lower() in ("true", "false")
            return Literal(text.lower(), datatype=xsd("boolean")) if fits else None
        case "date":
            fits = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None
            return Literal(str(date.fromisoformat(text)), datatype=xsd("date")) if fits else None
        case "dateTime":
            return _date_time(text)
        case "decimal":
            fits = re.fullmatch(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)", text) is not None
            return Literal(_number(text), datatype=xsd("decimal")) if fits else None
        case "integer":
            fits = re.fullmatch(r"[+-]?[0-9]+", text) is not None
            return Literal(_number(text), datatype=xsd("integer")) if fits else None
        case _:
            small = re.fullmatch(r"0*[0-9]{1,10}", text) is not None
            fits = small and int(_number(text)) <= MOST_ROWS
            return Literal(_number(text), datatype=xsd("integer")) if fits else None


def _number(text: str) -> str:
    """Without a plus sign and without zeros that say nothing, however long it is."""
    whole, _, part = text.lstrip("+-").partition(".")
    whole, part = whole.lstrip("0") or "0", part.rstrip("0")
    number = f"{whole}.{part}" if part else whole
    return f"-{number}" if text.startswith("-") and number != "0" else number


def _date_time(text: str) -> Literal | None:
    match = re.fullmatch(_DATE_TIME, text)
    if match is None or (match[3] and not match[2]):
        return None
    minutes, seconds, part, zone = match.groups()
    datetime.fromisoformat(f"{minutes}{seconds or ':00'}")
    part = f".{part.rstrip('0')}" if part and part.rstrip("0") else ""
    zone = "Z" if zone in ("+00:00", "-00:00") else zone or ""
    return Literal(f"{minutes}{seconds or ':00'}{part}{zone}", datatype=xsd("dateTime"))


def short(text: str, width: int = 60) -> str:
    """The text in quotes, for a message of one line."""
    return repr(text if len(text) <= width else f"{text[: width - 1]}…")
