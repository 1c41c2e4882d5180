"""A briefing as a row of blocks, the same for every format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kgtools.brief.model import Briefing, Finding, Note
from kgtools.brief.sentence import begun, closed
from kgtools.words import say


@dataclass(frozen=True)
class Span:
    """A piece of text; `href` makes it a link, `strong` sets it apart."""

    text: str
    href: str | None = None
    strong: bool = False


@dataclass(frozen=True)
class Block:
    """`kind`: title, subtitle, heading, text, item or note; `level` of headings and items."""

    kind: str
    spans: tuple[Span, ...]
    level: int = 1

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


def blocks(briefing: Briefing) -> Iterator[Block]:
    """The whole briefing, from its title to how it is cited."""
    yield _plain("title", briefing.title)
    yield _plain("subtitle", briefing.subtitle)
    for text in briefing.intro:
        yield _plain("text", text)
    for section in briefing.sections:
        yield _plain("heading", section.title, section.level)
        if section.intro:
            yield _plain("text", section.intro)
        for finding in section.findings:
            yield from _of_finding(finding, 1)
    for title, notes in briefing.notes:
        yield _plain("heading", title, 2)
        for note in notes:
            yield from _of_note(note)
    yield _plain("heading", say("The data behind this briefing", briefing.lang), 2)
    for name, text, address in briefing.about:
        yield Block("item", (Span(f"{name}: ", strong=True), *_linked(text, address)))


def _of_finding(finding: Finding, level: int) -> Iterator[Block]:
    text, end = closed(finding.text)
    # a question keeps its sign before the brackets, a statement ends after them
    said = begun(text) + (end if end != "." else "")
    voice = f" ({finding.voice})" if finding.voice else ""
    marks = f" [{', '.join(finding.marks)}]" if finding.marks else ""
    spans: tuple[Span, ...] = (Span(f"{said}{voice}{marks}."),)
    if finding.lead:
        named, sign = closed(finding.lead)
        sign = "" if named.endswith(".") else sign  # an abbreviation has it already
        spans = (Span(f"{named}{sign} ", strong=True), *spans)
    yield Block("item", spans, level)
    for below in finding.below:
        yield from _of_finding(below, level + 1)


def _of_note(note: Note) -> Iterator[Block]:
    yield Block(
        "note", (Span(f"[{note.mark}]", strong=True), Span(f" {note.text} "), _link(note.iri))
    )
    for text, address in note.documents:
        yield Block("item", tuple(_linked(text, address)), 2)


def _linked(text: str, address: str | None) -> Iterator[Span]:
    if text:
        yield Span(f"{text} " if address else text)
    if address:
        yield _link(address)


def _link(iri: str) -> Span:
    return Span(iri, iri if iri.startswith(("http://", "https://")) else None)


def _plain(kind: str, text: str, level: int = 1) -> Block:
    return Block(kind, (Span(text),), level)
