"""Accept and Accept-Language as regular expressions, for servers that know nothing better.

Perl-compatible and case-insensitive; the first that matches decides. Names are weighed by their q
to a tenth; wildcards come after all names (RFC 9110, section 12).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_START = r"(?:^|,)\s*"
_PARAMETERS = r"(?:\s*;(?!\s*q\s*=)[^;,]*)*"  # those of a media type, which stand before q
_END = r"\s*(?:;[^,]*)?(?:,|$)"
_Q = r"\s*;\s*q\s*=\s*"
_WHOLE = rf"(?:\s*(?:,|$)|{_Q}1(?:\.0*)?{_END})"
_ANY = rf"(?:\s*(?:,|$)|{_Q}(?:1(?:\.0*)?|0?\.0*[1-9]\d*){_END})"
_TIERS = (
    _WHOLE,
    *(rf"{_Q}0?\.{tenth}\d*{_END}" for tenth in range(9, 0, -1)),
    rf"{_Q}0?\.0+[1-9]\d*{_END}",
)
NOTHING = "^[^/]*$"  # no header, or one without a media range in it

Pattern = tuple[str, str]


def media_types(offered: Sequence[tuple[str, str]]) -> Iterator[Pattern]:
    """Patterns with what they stand for, given media types in the host's own order."""
    for tier in _TIERS:
        for name, value in offered:
            yield _START + re.escape(name) + _PARAMETERS + tier, value
    yield from _wildcards(offered)


def media_types_roughly(offered: Sequence[tuple[str, str]]) -> Iterator[Pattern]:
    """The same in lines that a person reads: what has no parameter comes before the rest."""
    for end in (r"\s*(?:,|$)", ""):
        for name, value in offered:
            yield re.escape(name).replace(r"\-", "-") + end, value
    yield r"^[^/]*$|\*/\*", offered[0][1]


def _wildcards(offered: Sequence[tuple[str, str]]) -> Iterator[Pattern]:
    """`text/*`, `*/*` and no header: the first that is not named, as who names it dislikes it."""
    for name, value in offered:
        kind = re.escape(name.partition("/")[0]) + r"/\*"
        unless = rf"^(?!.*{re.escape(name)})(?=.*?"
        yield rf"{unless}{_START}{kind}{_PARAMETERS}{_ANY})", value
    for name, value in offered:
        kind = re.escape(name.partition("/")[0]) + r"/\*"
        unless = rf"^(?!.*(?:{re.escape(name)}|{kind}))(?=.*?"
        yield rf"{unless}{_START}\*/\*{_PARAMETERS}{_ANY})", value
    yield NOTHING, offered[0][1]


def languages(tags: Sequence[str]) -> Iterator[Pattern]:
    """Patterns with tags; a variety stands for its language. What comes first wins a tie."""
    names = [(tag, re.escape(tag.partition("-")[0]) + r"(?:-[a-z0-9-]+)?") for tag in tags]
    for tag, name in names:
        yield rf"^\s*{name}{_WHOLE}", tag
    for tier in _TIERS:
        for tag, name in names:
            yield _START + name + tier, tag
