"""Dividing a source text into numbered paragraphs and sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_BULLET = re.compile(r"\s*(?:[•*\-–]|\d+[.)])\s+")
_END = re.compile(r"[.?!]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\W_])")


@dataclass(frozen=True)
class Sentence:
    """A sentence's numbers, from 1, and its span in code points, [start, end).

    A list item's bullet and what stands before it belong to its first sentence; `core` is
    where the words begin.
    """

    paragraph: int
    sentence: int
    start: int
    end: int
    core: int


def segment(text: str, abbreviations: Sequence[str] = ()) -> list[Sentence]:
    """The sentences of a text, in order.

    A paragraph is a non-empty line. A sentence ends at a full stop, question or exclamation mark
    (with the quotes or brackets that close after it) before white space and something that
    begins a sentence: a letter that is not lower case, or a digit, perhaps after an opening
    quote. A configured abbreviation ends none.
    """
    sentences: list[Sentence] = []
    paragraph = 0
    for line in re.finditer(r"[^\n]+", text):
        if not line.group().strip():
            continue
        paragraph += 1
        bullet = _BULLET.match(text, line.start(), line.end())
        core = bullet.end() if bullet else line.start()
        start, end = line.start(), line.start() + len(line.group().rstrip())
        ends = [*_sentence_ends(text, core, end, abbreviations), end]
        for number, stop in enumerate(ends, 1):
            sentences.append(Sentence(paragraph, number, start, stop, max(core, start)))
            start = stop + len(text[stop:end]) - len(text[stop:end].lstrip())
    return sentences


def _sentence_ends(text: str, start: int, end: int, abbreviations: Sequence[str]) -> list[int]:
    ends = []
    for match in _END.finditer(text, start, end):
        following = text[match.end() : end].lstrip().lstrip("\"'“‘«([")
        before = text[start : match.end()].rstrip("\"'”’»)]")
        abbreviated = any(
            before.endswith(word) and not before[: -len(word)][-1:].isalnum()
            for word in abbreviations
        )
        if not abbreviated and not following[0].islower():
            ends.append(match.end())
    return ends
