"""Turtle cut into tokens, each with its place (RDF 1.1 Turtle, section 6.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PN_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
PN_CHARS = "0-9_" + _PN_BASE + "\u00b7\u0300-\u036f\u203f\u2040\\-"
PN_FIRST = "0-9_:" + _PN_BASE
_UCHAR = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ESCAPE = rf"\\[tbnrf\"'\\]|{_UCHAR}"
_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_TAIL = rf"[{PN_CHARS}]*+(?:\.++[{PN_CHARS}]++)*+"
_LOCAL = (
    rf"(?:[{PN_FIRST}]|{_PLX})(?:[{PN_CHARS}:]++|{_PLX})*+"
    rf"(?:\.++(?:[{PN_CHARS}:]++|{_PLX})++)*+"
)
TOKEN = re.compile(
    rf"""(?P<space>[ \t\r\n]+)
    |(?P<comment>\#[^\r\n]*)
    |(?P<name>(?:[{_PN_BASE}]{_TAIL})?:(?:{_LOCAL})?)
    |(?P<iri><(?:[^\x00-\x20<>"{{}}|^`\\]++|{_UCHAR})*+>)
    |(?P<string>\"\"\"(?:[^"\\]++|{_ESCAPE}|"(?!""))*+\"\"\"
        |'''(?:[^'\\]++|{_ESCAPE}|'(?!''))*+'''
        |(?!\"\"\"|''')(?:"(?:[^"\\\r\n]++|{_ESCAPE})*+"|'(?:[^'\\\r\n]++|{_ESCAPE})*+'))
    |(?P<double>[+-]?(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+)
    |(?P<decimal>[+-]?[0-9]*\.[0-9]+)
    |(?P<integer>[+-]?[0-9]+)
    |(?P<mark>\^\^|[.;,\[\]()])
    |(?P<blank>_:[0-9_{_PN_BASE}]{_TAIL})
    |(?P<at>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<word>[A-Za-z]+)
    |(?P<bad>.)""",
    re.VERBOSE | re.DOTALL,
)
LINE_END = re.compile(r"\r\n|\n|\r")
_UNREADABLE = {
    '"': "this string is not closed, or holds a line break or an escape that Turtle has not",
    "'": "this string is not closed, or holds a line break or an escape that Turtle has not",
    "<": "this IRI is not closed, or holds a space or another character that must be escaped",
    "\ufeff": "a byte order mark; save the file as UTF-8 without one",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a Turtle text: kind, text, place (1-based) and offset in code points.

    kind: space, comment, iri, name (prefixed), blank, string, integer, decimal, double,
    at (language tag, @prefix, @base), word (a, true, false, PREFIX, BASE) or mark.
    """

    kind: str
    text: str
    line: int
    column: int
    start: int


class TurtleError(ValueError):
    """Text that is not RDF 1.1 Turtle: message, line and column (1-based)."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(f"{line}:{column}: {message}")
        self.message, self.line, self.column = message, line, column


def tokens(text: str) -> Iterator[Token]:
    """Split a Turtle text into tokens; joined, their texts are the text again.

    Spaces and comments are tokens too. Raises TurtleError at the first character that begins
    no token of RDF 1.1 Turtle (section 6.5), once the iteration comes to it.
    """
    line, line_start = 1, 0
    for match in TOKEN.finditer(text):
        kind, start, piece = match.lastgroup or "", match.start(), match.group()
        column = start - line_start + 1
        if kind == "bad":
            raise TurtleError(unreadable(piece), line, column)
        yield Token(kind, piece, line, column, start)
        if kind in ("space", "string"):
            for end in LINE_END.finditer(piece):
                line, line_start = line + 1, start + end.end()


def unreadable(piece: str) -> str:
    """Say what is wrong with a character that begins no token."""
    return _UNREADABLE.get(piece, f"{piece!r} begins nothing that Turtle knows")
