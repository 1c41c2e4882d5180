"""What a text does on a terminal: how wide it is there, and what of it must not get there."""

from __future__ import annotations

import os
import re

# Control characters but for tab and line ends; and those that turn the direction of whatever
# stands after them. Both could make a terminal show something else than the text says.
_UNSEEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)"
# Characters of one column each, so that the tables of wcwidth (20 ms) are not needed for them.
_NARROW = re.compile("[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u20ac\u2500]*")


def visible(text: str) -> str:
    r"""The text with an escape in the place of what a terminal would obey instead of show.

    The escapes are those of Turtle, JSON and Python alike, so such text still means the same.

    >>> print(visible("\x1b[2J and \u202e"))
    \u001B[2J and \u202E
    """
    if text.isprintable():
        return text
    return re.sub(_UNSEEN, lambda found: f"\\u{ord(found.group()):04X}", text)


def width(text: str) -> int:
    """How many columns a line takes on a terminal (Unicode: East Asian width, combining marks)."""
    if (text.isascii() and text.isprintable()) or _NARROW.fullmatch(text):
        return len(text)
    import wcwidth

    return wcwidth.width(text, control_codes="ignore")


def terminal_columns() -> int:
    """As shutil.get_terminal_size, which brings three ways of compressing along (2 ms)."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told) > 0:
        return int(told)
    try:
        return os.get_terminal_size(1).columns or 80
    except OSError:
        return 80


def padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def wrapped(text: str, columns: int, first: str = "", rest: str = "") -> list[str]:
    """The text in lines of at most so many columns, `first` and `rest` before them.

    As textwrap.wrap, which counts characters instead.
    """
    if _NARROW.fullmatch(first + rest + text):
        if text and text == text.strip() and len(first) + len(text) <= columns:
            return [first + text]
        import textwrap

        return textwrap.wrap(text, columns, initial_indent=first, subsequent_indent=rest)
    import wcwidth

    return wcwidth.wrap(text, columns, initial_indent=first, subsequent_indent=rest)


def parts(word: str, columns: int) -> list[str]:
    """The word cut into parts of at most so many columns, never within a character as seen.

    A part is wider where one such character alone is.
    """
    if _NARROW.fullmatch(word):
        return [word[i : i + columns] for i in range(0, len(word), columns)]
    import wcwidth

    found = [""]
    for seen in wcwidth.iter_graphemes(word):
        if found[-1] and width(found[-1] + seen) > columns:
            found.append("")
        found[-1] += seen
    return found
