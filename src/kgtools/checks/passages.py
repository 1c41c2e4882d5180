"""The passages of a project: spans of a source text, what they are for, where they were found."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import Literal, NamedNode

from kgtools.config import SourceText
from kgtools.project import Project
from kgtools.rdf.terms import Term, lexical
from kgtools.text import Sentence


@dataclass(frozen=True)
class Passage:
    """A span of the source in code points, [start, end); None is what is not stated.

    `claimed`: it is the passage of at least one claim. `structuring`: it only orders the text,
    `function` says how.
    """

    node: NamedNode
    start: int | None
    end: int | None
    digest: str | None
    section: Term | None
    paragraph: int | None
    sentence: int | None
    claimed: bool = True
    structuring: bool = False
    function: Term | None = None

    def covers(self, sentence: Sentence) -> bool:
        """Whether the words of the sentence lie within the passage, or it within the sentence."""
        if self.start is None or self.end is None:
            return False
        if self.start <= sentence.core and sentence.end <= self.end:
            return True
        return sentence.start <= self.start and self.end <= sentence.end


def read_passages(project: Project, source: SourceText) -> list[Passage]:
    """The project's passages of one source, in order of their start."""
    roles, index = project.roles, project.index
    classes = [c for c in (roles.passage_class, roles.structuring_passage) if c]
    nodes = index.instances(classes)
    claimed: set[Term] = set()
    if roles.passage:
        claimed = {o for s in index.all_subjects() for o in index.objects(s, roles.passage)}
        nodes += sorted(claimed, key=str)
    structuring = set(
        index.instances([roles.structuring_passage]) if roles.structuring_passage else ()
    )
    passages = []
    for node in dict.fromkeys(nodes):
        if not isinstance(node, NamedNode):
            continue
        if roles.source and index.object(node, roles.source) not in (None, source.iri):
            continue
        selector = index.object(node, roles.selector) or node
        digest = index.object(node, roles.digest)
        passages.append(
            Passage(
                node=node,
                start=_number(index.object(selector, roles.start)),
                end=_number(index.object(selector, roles.end)),
                digest=lexical(digest) if digest else None,
                section=index.object(node, roles.section),
                paragraph=_number(index.object(node, roles.paragraph)),
                sentence=_number(index.object(node, roles.sentence)),
                claimed=node in claimed if roles.passage else node not in structuring,
                structuring=node in structuring,
                function=index.object(node, roles.structuring_function),
            )
        )
    return sorted(passages, key=lambda p: (p.start is None, p.start, p.end or 0))


def _number(term: Term | None) -> int | None:
    try:
        return int(term.value) if isinstance(term, Literal) else None
    except ValueError:
        return None


def find_passages(
    text: str, sentences: Sequence[Sentence], passages: Iterable[Passage]
) -> dict[NamedNode, int]:
    """Where the passages stand in a text that is not quite the one they were measured on.

    A passage is looked for, by its digest, at its own place moved as far as the passage before
    it was, then at the beginning of each sentence, the nearest first. What is not found is absent.
    """
    begins = sorted({at for s in sentences for at in (s.start, s.core)})
    found: dict[NamedNode, int] = {}
    moved = 0
    for passage in passages:
        if passage.start is None or passage.end is None or passage.end <= passage.start:
            continue
        expected, length = passage.start + moved, passage.end - passage.start
        for at in itertools.chain((expected,), _nearest(begins, expected)):
            if at >= 0 and digest_of(text[at : at + length]) == passage.digest:
                found[passage.node] = at
                moved = at - passage.start
                break
    return found


def _nearest(begins: list[int], expected: int) -> Iterator[int]:
    yield from sorted(begins, key=lambda at: abs(at - expected))


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()
