"""The dataset with every literal as its authors wrote it, language tags in their case included.

pyoxigraph lowers the case of language tags even when it only parses, so the tag is kept beside
the literal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kgtools.project import Project
from kgtools.rdf.parse import parse_file, read_text
from kgtools.rdf.terms import Term
from kgtools.rdf.turtle import TurtleError, located_triples

T = TypeVar("T", bound=Term)

_TAG_WRITTEN = re.compile(r"@([A-Za-z]+(?:-[A-Za-z0-9]+)*)\Z")
_TAG_ANYWHERE = re.compile(r"""(?:@|lang="|@language":\s*")([A-Za-z]{2,8}(?:-[A-Za-z0-9]+)*)""")


@dataclass(frozen=True, slots=True)
class ExactQuad:
    """A quad; `tag` is the language tag of its object as authored, None without one."""

    subject: NamedNode | BlankNode
    predicate: NamedNode
    object: Term
    graph: NamedNode
    tag: str | None = None

    @property
    def quad(self) -> Quad:
        return Quad(self.subject, self.predicate, self.object, self.graph)

    def object_text(self) -> str:
        """The object in N-Triples, as authored."""
        text = str(self.object)
        if self.tag is None or not isinstance(self.object, Literal):
            return text
        return text[: len(text) - len(self.object.language or "")] + self.tag

    def triple_text(self) -> str:
        """The triple as a line of N-Triples (without its newline)."""
        return f"{self.subject} {self.predicate} {self.object_text()} ."


def exact_quads(project: Project) -> Iterator[ExactQuad]:
    """The quads of the project's graphs in the order of its files, then those derived (if any).

    A quad that stands in several files of one graph is given once. Blank nodes of different files
    never share a label. Raises ParseError (SeveralErrors) for files that do not parse.
    """
    _ = project.packed  # complains of every file that cannot be used
    seen: set[tuple[str, str]] = set()
    number = 0
    for graph in project.graphs:
        for file in graph.files:
            number += 1
            for quad in quads_of_file(file, graph.iri, f"f{number}"):
                key = (quad.graph.value, quad.triple_text())
                if key not in seen:
                    seen.add(key)
                    yield quad
    for derived in project.derived:
        yield _plain(derived, {})


def quads_of_lines(lines: Sequence[str], graph: NamedNode) -> Iterator[ExactQuad]:
    """The quads of triples as they were written by `ExactQuad.triple_text`."""
    triples = parse("\n".join(lines), RdfFormat.N_TRIPLES)
    for line, quad in zip(lines, triples, strict=True):
        found = _TAG_WRITTEN.search(line[:-2])
        is_text = isinstance(quad.object, Literal) and quad.object.language
        tag = found[1] if found and is_text else None
        yield ExactQuad(quad.subject, quad.predicate, quad.object, graph, tag)


def quads_of_file(file: Path, graph: NamedNode, mark: str) -> Iterator[ExactQuad]:
    """`mark` stands before the labels of blank nodes."""
    if file.suffix.lower() == ".ttl":
        try:
            located = list(located_triples(read_text(file)))
        except TurtleError:  # pyoxigraph read it (project.quads): its reading it is, then
            located = []
        if located:
            for triple in located:
                found = _TAG_WRITTEN.search(triple.written)
                yield ExactQuad(
                    _own(triple.subject, mark),
                    triple.predicate,
                    _own(triple.object, mark),
                    graph,
                    found[1] if found else None,
                )
            return
    tags = _tags(read_text(file))
    for quad in parse_file(file, graph):
        yield _plain(quad, tags)


def _own(term: T, mark: str) -> T:
    """A blank node with a label that no other file has."""
    if isinstance(term, BlankNode):
        return BlankNode(f"{mark}-{term.value}")  # type: ignore[return-value]
    return term


def _plain(quad: Quad, tags: dict[str, str]) -> ExactQuad:
    tag = quad.object.language if isinstance(quad.object, Literal) else None
    assert isinstance(quad.graph_name, NamedNode)
    assert not isinstance(quad.subject, Triple)
    return ExactQuad(
        quad.subject,
        quad.predicate,
        quad.object,
        quad.graph_name,
        tags.get(tag, tag) if tag else None,
    )


def _tags(text: str) -> dict[str, str]:
    """How language tags are written in a file, by the tag in lower case.

    A tag that a file writes in two ways keeps the case it has most often: RDF takes them for one.
    """
    counts: dict[str, dict[str, int]] = {}
    for tag in _TAG_ANYWHERE.findall(text):
        by_case = counts.setdefault(tag.lower(), {})
        by_case[tag] = by_case.get(tag, 0) + 1
    return {low: max(by_case, key=lambda tag: by_case[tag]) for low, by_case in counts.items()}
