"""Finding a source text within a saved page, by its digest or by the passages known of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kgtools.checks.finding import Finding
from kgtools.checks.passages import Passage, find_passages
from kgtools.config import SourceText
from kgtools.errors import SourceTextError
from kgtools.page import (
    SIGNS,
    Block,
    assembled,
    differing_signs,
    folded,
    read_page,
    spellings,
    with_breaks,
)
from kgtools.project import LABELS, Project
from kgtools.text import segment

MANY = 400  # paragraphs of a page from which on it is not searched without its title


@dataclass(frozen=True)
class _Cut:
    """Part of the page: which of its blocks, in order, a title perhaps twice, and how spelled."""

    chosen: tuple[int, ...]
    spelled: Sequence[Block]
    ending: str = ""

    @property
    def text(self) -> str:
        return assembled([self.spelled[i] for i in self.chosen]) + self.ending


def text_of_page(
    data: bytes, project: Project, source: SourceText, passages: Sequence[Passage], path: Path
) -> tuple[str, list[Finding]]:
    """The source text as the page has it, and how the page differs from it, as findings.

    Where part of the page, in one typography or another, has the digest of the source, that is
    the text. Else it is the part in which most passages are found.
    Raises SourceTextError for a page without text.
    """
    page = read_page(data)
    if not page:
        raise SourceTextError("the page has no text", path, "save the whole page")
    starts = _starts(page, project, source)
    variants = list(spellings(page))
    cut = next((c for v in variants if (c := _exact(v, starts, source))), None)
    if cut is None:
        cut = _closest(variants, starts, passages, source)
    return cut.text, list(_differences(page, cut, source, path))


def _starts(page: Sequence[Block], project: Project, source: SourceText) -> list[int]:
    """The blocks at which the text may start: those that begin with its title, else any."""
    titles = [
        folded(literal.value)
        for predicate in LABELS
        for literal in project.index.objects(source.iri, predicate)
        if isinstance(literal, Literal)
    ]
    starts = [i for i, b in enumerate(page) if any(folded(b.text).startswith(t) for t in titles)]
    if starts or len(page) > MANY:
        return starts or [0]
    return list(range(len(page)))


def _openings(starts: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """How the text may open: with its first block once, or (a title) twice."""
    for start in starts:
        yield (start,)
        yield (start, start)


def _exact(spelled: Sequence[Block], starts: Sequence[int], source: SourceText) -> _Cut | None:
    """The part of the page, in this typography, that has the digest of the source."""
    for opening in _openings(starts):
        digest = sha256()
        chosen = [*opening, *range(opening[-1] + 1, len(spelled))]
        for n, pair in enumerate(with_breaks(spelled[i] for i in chosen), 1):
            digest.update("".join(pair).encode())
            if n < len(opening):
                continue
            for ending in ("", "\n"):
                ended = digest.copy()
                ended.update(ending.encode())
                if ended.hexdigest() == source.sha256:
                    return _Cut(tuple(chosen[:n]), spelled, ending)
    return None


def _closest(
    variants: Sequence[Sequence[Block]],
    starts: Sequence[int],
    passages: Sequence[Passage],
    source: SourceText,
) -> _Cut:
    """The part of the page in which most passages are found, foreign paragraphs left out if so
    the digest comes right."""
    best, best_found, best_moved = _Cut((starts[0],), variants[0]), -1, 0
    for spelled in variants:
        for opening in _openings(starts if len(starts) <= len(spelled) // 2 else starts[:1]):
            cut = _Cut((*opening, *range(opening[-1] + 1, len(spelled))), spelled)
            found = _found(cut, passages, source)
            at_place = sum(p.start == found[p.node] for p in passages if p.node in found)
            if (len(found), at_place) > (best_found, best_moved):
                best, best_found, best_moved = cut, len(found), at_place
    touched = _touched(best, passages, source)
    if not touched:
        return best
    without = _Cut(tuple(best.chosen[n] for n in touched), best.spelled)
    for ending in ("", "\n"):
        if sha256((without.text + ending).encode()).hexdigest() == source.sha256:
            return _Cut(without.chosen, best.spelled, ending)
    last = _last_needed(best, passages, source)
    return _Cut(best.chosen[: max(touched[-1], last) + 1], best.spelled)


def _found(cut: _Cut, passages: Sequence[Passage], source: SourceText) -> dict[NamedNode, int]:
    text = cut.text
    return find_passages(text, segment(text, source.abbreviations), passages)


def _touched(cut: _Cut, passages: Sequence[Passage], source: SourceText) -> list[int]:
    """Which of the cut's blocks, by their place in it, a found passage lies in."""
    found = _found(cut, passages, source)
    spans = [
        (found[p.node], found[p.node] + (p.end or 0) - (p.start or 0))
        for p in passages
        if p.node in found
    ]
    return [
        n for n, (a, b) in enumerate(_block_spans(cut)) if any(s < b and a < e for s, e in spans)
    ]


def _last_needed(cut: _Cut, passages: Sequence[Passage], source: SourceText) -> int:
    """The block that the text ends in if as much follows the last found passage as should."""
    found = _found(cut, passages, source)
    moved = next((found[p.node] - (p.start or 0) for p in reversed(passages) if p.node in found), 0)
    end = max((p.end or 0 for p in passages), default=0) + moved
    return max((n for n, (a, _) in enumerate(_block_spans(cut)) if a < end), default=0)


def _block_spans(cut: _Cut) -> Iterator[tuple[int, int]]:
    at = 0
    for between, line in with_breaks(cut.spelled[i] for i in cut.chosen):
        at += len(between)
        yield at, at + len(line)
        at += len(line)


def _differences(
    page: Sequence[Block], cut: _Cut, source: SourceText, path: Path
) -> Iterator[Finding]:
    """What had to be set aside to get the text: the page's typography, foreign paragraphs."""
    kinds: set[str] = set()
    first: int | None = None
    for i, (start, _) in zip(cut.chosen, _block_spans(cut), strict=True):
        own, spelled = page[i].text, cut.spelled[i].text
        differing = differing_signs(own, spelled)
        kinds.update(differing)
        if differing and first is None:
            pairs = enumerate(zip(own, spelled, strict=False))
            same = next((n for n, (a, b) in pairs if a != b), min(len(own), len(spelled)))
            first = start + len(page[i].bullet) + same
    if first is not None:
        at = _place(cut.text, first, source)
        named = " and ".join(name for name in SIGNS if name in kinds)
        yield Finding(
            rule="anchors typography",
            severity="info",
            message=f"the page differs from the source text in {named}, "
            f"first in {at}; passages were checked on the text with these put right",
            location=path,
        )
    inside = range(cut.chosen[0], cut.chosen[-1])
    foreign = [i for i in inside if i not in cut.chosen]
    if foreign:
        before = sum(i < foreign[0] for i in cut.chosen)
        yield Finding(
            rule="anchors page",
            severity="info",
            message=f"{len(foreign)} paragraph{'s' * (len(foreign) > 1)} of the page within the "
            f"text {'are' if len(foreign) > 1 else 'is'} not of the source and left out, the "
            f"first after paragraph {before}",
            location=path,
        )


def _place(text: str, at: int, source: SourceText) -> str:
    for s in segment(text, source.abbreviations):
        if at < s.end:
            return f"sentence {s.paragraph}.{s.sentence} (code point {at})"
    return f"code point {at}"
