"""Markdown files of a project as parts of a page: CommonMark with tables, no HTML of their own."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Where a link of the text leads from the page that it is on; None: nowhere, it stays a text.
Resolve = Callable[[str], str | None]


def markdown(text: str, resolve: Resolve, lower: int = 1) -> Markup:
    """The text as HTML, its headings `lower` by so many levels, its pictures as descriptions.

    HTML in it is shown as it is written; a script never becomes a link.
    """
    parser = _parser()
    tokens = parser.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + lower)}"
        if token.children:
            token.children = _inline(token.children, resolve)
    return Markup(parser.renderer.render(tokens, parser.options, {}))


def _inline(tokens: list[Token], resolve: Resolve) -> list[Token]:
    """The tokens without links that lead nowhere, and with words for pictures."""
    kept: list[Token] = []
    dropped: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            target = resolve(str(token.attrGet("href") or ""))
            dropped.append(target is None)
            if target is not None:
                token.attrSet("href", target)
        if token.type == "image":
            token.type, token.children = "text", None
        if token.type in ("link_open", "link_close") and dropped[-1]:
            if token.type == "link_close":
                dropped.pop()
            continue
        if token.type == "link_close":
            dropped.pop()
        kept.append(token)
    return kept


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
