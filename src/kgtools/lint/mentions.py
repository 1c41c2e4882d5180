"""The IRIs and prefixes that a file's text names, with their places: Turtle and SPARQL alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kgtools.project import Project
from kgtools.rdf import sparql, turtle
from kgtools.rdf.parse import read_text
from kgtools.rdf.turtle import Location, TurtleError


@dataclass(frozen=True)
class Mention:
    """An IRI (`iri`), a declaration of a prefix (`namespace`) or a prefix nobody declared."""

    at: Location
    prefix: str = ""
    namespace: str = ""
    iri: str = ""


@dataclass(frozen=True)
class _Piece:
    kind: str
    text: str
    line: int
    column: int


def prefixes_of(project: Project) -> list[Mention]:
    """The declarations, and what is used undeclared, in the Turtle files and the queries."""
    graphs = [file for graph in project.graphs for file in graph.files]
    files = (*graphs, *project.config.shapes, *queries_of(project))
    return [m for file in files for m in _mentions(file) if not m.iri]


def iris_of(project: Project) -> list[Mention]:
    """The IRIs that shapes and queries name."""
    files = (*project.config.shapes, *queries_of(project))
    return [m for file in files for m in _mentions(file) if m.iri]


def queries_of(project: Project) -> list[Path]:
    """The prepared queries, and the project's own rules of inference."""
    folder = project.config.queries
    asked = sorted(folder.glob("*.rq")) if folder else []
    return [*asked, *project.config.rules.files]


def _mentions(file: Path) -> Iterator[Mention]:
    pieces = _pieces(file)
    declared: dict[str, str] = {}
    lacking: set[str] = set()
    skip = -1
    for number, piece in enumerate(pieces):
        at = Location(file, piece.line, piece.column)
        if piece.kind == "declare" and number + 2 < len(pieces):
            prefix, namespace = pieces[number + 1].text[:-1], pieces[number + 2].text[1:-1]
            declared[prefix] = namespace
            yield Mention(at, prefix or "(empty)", namespace)
            skip = number + 2
        elif number <= skip:
            continue
        elif piece.kind == "iri" and ":" in piece.text:
            yield Mention(at, iri=piece.text[1:-1])
        elif piece.kind == "name":
            prefix, _, local = piece.text.partition(":")
            if prefix in declared:
                yield Mention(at, iri=declared[prefix] + re.sub(r"\\(.)", r"\1", local))
            elif prefix not in lacking:
                lacking.add(prefix)
                yield Mention(at, prefix or "(empty)")


def _pieces(file: Path) -> list[_Piece]:
    if file.suffix == ".rq":
        return _of_query(read_text(file))
    if file.suffix not in (".ttl", ".trig"):
        return []
    try:
        found = [t for t in turtle.tokens(read_text(file)) if t.kind not in ("space", "comment")]
    except TurtleError:  # parsing the file says it better
        return []
    return [
        _Piece(
            "declare" if t.text.upper() in ("@PREFIX", "PREFIX") else t.kind,
            t.text,
            t.line,
            t.column,
        )
        for t in found
        if t.text.upper() not in ("@BASE", "BASE")
    ]


def _of_query(text: str) -> list[_Piece]:
    pieces = []
    for token in sparql.tokens(text):
        before = text[: token.start]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        kind = "declare" if token.is_word("PREFIX") else token.kind
        pieces.append(_Piece(kind, token.text, line, column))
    return pieces
