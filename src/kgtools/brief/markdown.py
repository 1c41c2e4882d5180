"""A briefing as Markdown (CommonMark)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kgtools.brief.blocks import Block, Span

_SPECIAL = re.compile(r"[\\`*_<>]|^(?=[#+\-]\s)|&(?=#?\w+;)|\[(?=[^\]]*\]\()")
_NUMBERED = re.compile(r"^(\d+)([.)]\s)")


def markdown(blocks: Iterable[Block]) -> str:
    """The blocks as a text that ends in a newline."""
    lines: list[str] = []
    before = ""
    for block in blocks:
        text = "".join(map(_span, block.spans))
        match block.kind:
            case "title":
                line = f"# {text}"
            case "heading":
                line = f"{'#' * block.level} {text}"
            case "subtitle":
                line = f"*{text}*"
            case "item":
                line = f"{'  ' * (block.level - 1)}- {text}"
            case "note":
                line = f"- {text}"
            case _:
                line = _NUMBERED.sub(r"\1\\\2", text)
        listed = block.kind in ("item", "note") and before in ("item", "note")
        lines += [line] if listed or not lines else ["", line]
        before = block.kind
    return "\n".join(lines) + "\n"


def _span(span: Span) -> str:
    if span.href:
        return f"<{span.href}>"
    text = escaped(span.text)
    return f"**{text.rstrip()}**{text[len(text.rstrip()) :]}" if span.strong else text


def escaped(text: str) -> str:
    r"""The text with a backslash before what Markdown would take for a sign of its own.

    >>> escaped("2 * 3 [1] <b>")
    '2 \\* 3 [1] \\<b\\>'
    """
    return _SPECIAL.sub(lambda match: "\\" + match[0], text)
