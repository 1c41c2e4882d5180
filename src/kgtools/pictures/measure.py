"""How wide a text is, near enough, without a font: Helvetica's widths and something to spare."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Thousandths of the font size, from the space (32) to the tilde (126).
_ASCII = (
    "278 278 355 556 556 889 667 222 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 "
    "556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 "
    "722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 "
    "556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 "
    "260 334 584"
)
WIDTHS = tuple(int(width) for width in _ASCII.split())
SPARE = 1.1  # other sans-serif fonts are wider than Helvetica
WIDE, OTHER = 1300, 700
MAX_LINES = 7
MOST = 1000  # characters of a text that are looked at at all


def width_of(text: str, size: float) -> float:
    """The width of a line of text in the unit of the font size."""
    return sum(map(_units, text)) * SPARE * size / 1000


@lru_cache(maxsize=4096)
def _units(char: str) -> int:
    base = unicodedata.normalize("NFD", char)[0]
    if " " <= base <= "~":
        return WIDTHS[ord(base) - 32]
    if unicodedata.combining(base) or unicodedata.category(base) in ("Cf", "Mn"):
        return 0
    return WIDE if unicodedata.east_asian_width(base) in "WF" else OTHER


def wrapped(text: str, size: float, width: float) -> list[str]:
    """The text in as few lines as fit the width, of about equal length.

    A word that is too long is broken; beyond MAX_LINES the text ends in an ellipsis.
    """
    words = _words(" ".join(text[:MOST].split()), size, width)
    lines = _filled(words, size, width)
    if len(lines) > MAX_LINES:
        last = lines[MAX_LINES - 1]
        while last and width_of(last + "…", size) > width:
            last = last[:-1]
        return [*lines[: MAX_LINES - 1], last.rstrip() + "…"]
    narrow, wide = 0.0, width
    for _ in range(8):  # the narrowest width that needs no more lines
        middle = (narrow + wide) / 2
        tried = _filled(words, size, middle)
        if len(tried) <= len(lines) and all(width_of(t, size) <= middle for t in tried):
            wide = middle
        else:
            narrow = middle
    return _filled(words, size, wide)


def _words(text: str, size: float, width: float) -> list[str]:
    words = []
    for word in text.split(" "):
        part = ""
        for char in word:
            if part and width_of(part + char, size) > width:
                words.append(part)
                part = ""
            part += char
        words.append(part)
    return words


def _filled(words: list[str], size: float, width: float) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
