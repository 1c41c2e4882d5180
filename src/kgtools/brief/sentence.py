"""Sentences for rows: `{column}` is the name of what stands there.

A piece in square brackets is left out where a column in it is empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kgtools.rdf.terms import Term

_PIECE = re.compile(r"\[([^\[\]]*)\]")
_ABBREVIATED = re.compile(r"(?:\b\w\.){2,}\Z|\bEE\. ?UU\.\Z")
_PLACE = re.compile(r"\{(\w+)\}")


def fill(sentence: str, row: Mapping[str, Term | None], name: Callable[[Term], str]) -> str:
    """The sentence for one row; KeyError for a column that the row lacks.

    >>> fill("{a}[, since {b}]", {"a": None, "b": None}, str)
    ''
    """

    def place(match: re.Match[str]) -> str:
        term = row[match[1]]
        return "" if term is None else name(term)

    def piece(match: re.Match[str]) -> str:
        empty = any(row[column] is None for column in _PLACE.findall(match[1]))
        return "" if empty else match[1]

    return _PLACE.sub(place, _PIECE.sub(piece, sentence))


def columns_in(sentence: str) -> list[str]:
    """The columns that the sentence names."""
    return _PLACE.findall(sentence)


def closed(text: str) -> tuple[str, str]:
    """The sentence without its last sign, and that sign (a full stop where it has none).

    >>> closed("It may rain."), closed("Will it?"), closed("in the U.S.")
    (('It may rain', '.'), ('Will it', '?'), ('in the U.S.', '.'))
    """
    text = text.strip()
    if text[-1:] in ("?", "!") or (text.endswith(".") and not _ABBREVIATED.search(text)):
        return text[:-1], text[-1]
    return text, "."


def begun(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]
