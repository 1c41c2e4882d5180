"""The text of a saved HTML page, written down by the rules that a source text follows.

Block elements are paragraphs, with an empty line between them; items of one list follow line on
line, each after its bullet ("  • ", numbers in a numbered list). White space is one space, line
ends are LF, characters are composed (NFC). What a reader does not see (scripts, styles, hidden
elements) is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

UNSEEN = frozenset(
    "head script style template noscript iframe object embed svg math canvas audio video "
    "select textarea button title datalist".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li "
    "main menu nav ol optgroup option p pre search section summary table tbody td tfoot th thead "
    "tr ul".split()
)
LISTS = frozenset(("ul", "ol", "menu", "dir"))
BULLET = "  • "

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_NO_BREAK = re.compile("[\u00a0\u2007\u2009\u202f]")


@dataclass(frozen=True)
class Block:
    """A paragraph of the page; `list` numbers the outermost list that it is an item of."""

    text: str
    bullet: str = ""
    list: int | None = None

    @property
    def line(self) -> str:
        return self.bullet + self.text


def is_page(path: Path, data: bytes) -> bool:
    """Whether a file is an HTML page: by its name, else by how it begins."""
    if path.suffix.lower() in (".html", ".htm", ".xhtml"):
        return True
    return bool(re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)\b", data, re.IGNORECASE))


def read_page(data: bytes) -> list[Block]:
    """The paragraphs of a page, in order; its encoding is found as browsers find it."""
    from html5rdf import HTMLParser
    from html5rdf.treebuilders import getTreeBuilder

    parser = HTMLParser(getTreeBuilder("etree"), namespaceHTMLElements=False)
    return list(_Walk().blocks(parser.parse(data)))


class _Walk:
    """Goes through a page's elements and gathers the text between the edges of blocks."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.bullet = ""
        self.list: int | None = None
        self.lists = 0

    def blocks(self, root: Element) -> Iterator[Block]:
        yield from self._element(root, 0)
        yield from self._end()

    def _element(self, element: Element, depth: int) -> Iterator[Block]:
        tag = _tag(element)
        seen = tag != "" and tag not in UNSEEN and not _hidden(element)
        if seen:
            block = tag in BLOCKS
            outer = self.list
            if block:
                yield from self._end()
            if tag in LISTS and depth == 0:
                self.lists += 1
                self.list = self.lists
            number = 0
            self.parts.append(element.text or "")
            for child in element:
                if _tag(child) == "li":
                    number += 1
                    yield from self._end()
                    self.bullet = f"  {number}. " if tag == "ol" else BULLET
                yield from self._element(child, depth + (tag in LISTS))
            if block:
                yield from self._end()
                self.bullet = ""
            self.list = outer
        self.parts.append(element.tail or "")

    def _end(self) -> Iterator[Block]:
        text = unicodedata.normalize("NFC", "".join(self.parts))
        text = re.sub(r"[ \t\n\r\f]+", " ", _INVISIBLE.sub("", text)).strip(" \u00a0")
        self.parts = []
        if text:
            yield Block(text, self.bullet, self.list)
            self.bullet = ""


def _tag(element: Element) -> str:
    """The element's name without its namespace; empty for a comment, whose tag is a function."""
    tag: Any = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _hidden(element: Element) -> bool:
    return "hidden" in element.attrib or element.get("aria-hidden") == "true"


def assembled(blocks: Sequence[Block]) -> str:
    """The blocks as one text."""
    return "".join(piece for block in with_breaks(blocks) for piece in block)


def with_breaks(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """What stands before each block, and its line."""
    before: Block | None = None
    for block in blocks:
        same_list = before and block.bullet and block.list is not None and block.list == before.list
        yield ("" if before is None else "\n" if same_list else "\n\n"), block.line
        before = block


# ---- typography: pages and source texts may differ in it without saying anything else

Spelling = Callable[[str], str]


def _curly_double(text: str) -> str:
    return re.sub(r"(^|[\s(\[{–—‘'-])[\"”]", r"\1“", text).replace('"', "”")


def _curly_single(text: str) -> str:
    return re.sub(r"(^|[\s(\[{–—“\"-])'", r"\1‘", text).replace("'", "’")


def _straight_double(text: str) -> str:
    return re.sub("[“”„]", '"', text)


def _straight_single(text: str) -> str:
    return re.sub("[‘’‚]", "'", text)


def _dashes(sign: str) -> Spelling:
    return lambda text: re.sub(r"(?<=\s)(?:[-–—]|--+)(?=\s)|--+|—", sign, text)


DOUBLE: tuple[Spelling, ...] = (str, _curly_double, _straight_double)
SINGLE: tuple[Spelling, ...] = (str, _curly_single, _straight_single)
DASHES: tuple[Spelling, ...] = (str, _dashes("—"), _dashes("–"), _dashes("-"))
ELLIPSES: tuple[Spelling, ...] = (
    str,
    lambda text: re.sub(r"\.\s?\.\s?\.", "…", text),
    lambda text: text.replace("…", "..."),
)
SIGNS = {
    "no-break spaces": "\u00a0\u2007\u2009\u202f",
    "quotation marks": "\"'“”„‘’‚",
    "dashes": "-–—‐‑",
    "ellipses": "….",
}


def spellings(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks in each typography that makes a difference, their own first.

    No-break spaces are plain spaces in all of them.
    """
    seen = set()
    plain = [re.sub(" +", " ", _NO_BREAK.sub(" ", block.text)).strip() for block in blocks]
    for single, double, dashes, ellipses in product(SINGLE, DOUBLE, DASHES, ELLIPSES):
        texts = tuple(single(double(dashes(ellipses(text)))) for text in plain)
        if texts not in seen:
            seen.add(texts)
            pairs = zip(blocks, texts, strict=True)
            yield [replace(block, text=text) for block, text in pairs]


def differing_signs(page: str, spelled: str) -> list[str]:
    """Which kinds of signs differ between a block of the page and the same block respelled."""
    if page == spelled:
        return []
    return [
        name
        for name, signs in SIGNS.items()
        if [c for c in page if c in signs] != [c for c in spelled if c in signs]
    ]


def folded(text: str) -> str:
    """A text for comparing titles: without regard to typography or case."""
    text = _straight_single(_straight_double(_NO_BREAK.sub(" ", text))).replace("…", "...")
    return re.sub(r"[-–—]+", "-", text).casefold().strip()
