"""The canonical form of a project's Turtle files: which differ, and writing them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse

from kgtools.config import CONFIG, place_of
from kgtools.errors import KgtoolsError, ParseError, ProjectError, raise_all, shown
from kgtools.files import write_file
from kgtools.made import Made
from kgtools.project import Project
from kgtools.rdf.location import Location
from kgtools.rdf.parse import read_text
from kgtools.rdf.turtle import TurtleError, format_turtle

TURTLE = ".ttl"


@dataclass(frozen=True)
class Formatted:
    """One file: what it says now, and its canonical form."""

    path: Path
    text: str
    canonical: str

    @property
    def differs(self) -> bool:
        return self.text != self.canonical

    @property
    def first(self) -> Location:
        """The first line that differs."""
        pairs = zip(self.text.split("\n"), self.canonical.split("\n"), strict=False)
        same = next((n for n, (a, b) in enumerate(pairs) if a != b), None)
        if same is None:
            same = min(self.text.count("\n"), self.canonical.count("\n"))
        return Location(self.path, same + 1, 1)

    def diff(self) -> str:
        """A unified diff from what it says to what it should."""
        old, new = (text.splitlines(keepends=True) for text in (self.text, self.canonical))
        name = shown(self.path)
        lines = difflib.unified_diff(old, new, name, name)
        end = "\n\\ No newline at end of file\n"
        return "".join(line if line.endswith("\n") else line + end for line in lines)


def turtle_files(project: Project) -> list[Path]:
    """The Turtle files of the graphs, shapes, expected graphs and `format.files`, each once.

    Raises ProjectError for a glob of `format.files` that matches nothing.
    """
    config = project.config
    named = [*(file for graph in config.graphs for file in graph.files), *config.shapes]
    expected = sorted(config.queries.glob(f"*{TURTLE}")) if config.queries else []
    made = Made(project.root)
    for pattern in config.also_format:
        matches = sorted(f for f in project.root.glob(pattern) if f.is_file() and not made.has(f))
        if not matches:
            toml = project.root / CONFIG
            where = place_of(toml, read_text(toml), "format", "files")
            raise ProjectError(f"format.files: no file matches {pattern!r}", where)
        expected += matches
    every = dict.fromkeys([*named, *expected])
    own = (file for file in every if file.is_relative_to(project.root))  # not those of a model
    return [file for file in own if file.suffix.lower() == TURTLE]


def named_files(paths: Iterable[Path]) -> list[Path]:
    """The files, and in folders all Turtle files but those that kgtools made.

    KgtoolsError for what is neither.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            made = Made(path)
            every = (file for file in path.rglob(f"*{TURTLE}") if file.is_file())
            inside = sorted(file for file in every if not made.has(file))
            if not inside:
                raise KgtoolsError("no Turtle file in this folder", path, f"name a *{TURTLE} file")
            found.update(dict.fromkeys(inside))
        elif path.suffix.lower() != TURTLE:
            raise KgtoolsError("not a Turtle file by its name", path, f"name a *{TURTLE} file")
        else:
            found[path] = None
    return list(found)


def canonical_forms(files: Iterable[Path]) -> list[Formatted]:
    """Each file with its canonical form.

    Raises ParseError, or SeveralErrors for all files that cannot be read or are not Turtle.
    """
    found: list[Formatted] = []
    errors: list[KgtoolsError] = []
    for path in files:
        try:
            found.append(canonical_form(path, _read_exactly(path)))
        except KgtoolsError as error:
            errors.append(error)
    raise_all(errors)
    return found


def canonical_form(path: Path, text: str) -> Formatted:
    """The canonical form of the text, which says the same (both are parsed and compared).

    Raises ParseError with line and column where the text is not Turtle.
    """
    try:
        canonical = format_turtle(text)
    except TurtleError as error:
        raise ParseError(error.message, Location(path, error.line, error.column)) from None
    if canonical != text and not _same_graph(text, canonical):
        hint = "please report it; the file was left alone"
        raise ParseError("its canonical form would say something else", path, hint)
    return Formatted(path, text, canonical)


def write_canonical(files: Iterable[Formatted]) -> list[Path]:
    """Writes those that differ, each at once (a new file takes the old one's place).

    Raises KgtoolsError for a file that cannot be written; it keeps what it said.
    """
    written = []
    for file in files:
        if file.differs:
            write_file(file.path, file.canonical)
            written.append(file.path)
    return written


def _read_exactly(path: Path) -> str:
    text = read_text(path)
    if not text.strip():
        raise ParseError("the file is empty", path)
    return text


def _same_graph(one: str, other: str) -> bool:
    """Whether both are the same graph; relative IRIs are read against the same base."""
    read = partial(parse, format=RdfFormat.TURTLE, base_iri="http://kgtools.invalid/base/")
    graphs = [Dataset(read(text)) for text in (one, other)]
    for graph in graphs:
        graph.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return graphs[0] == graphs[1]
