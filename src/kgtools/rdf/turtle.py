"""Positions in, and the canonical form of, Turtle files (RDF 1.1 Turtle)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kgtools.rdf.turtle_format import format_turtle
from kgtools.rdf.turtle_parse import LocatedTriple, located_triples
from kgtools.rdf.turtle_scan import Token, TurtleError, tokens

__all__ = [
    "LocatedTriple",
    "Location",
    "Token",
    "TurtleError",
    "format_turtle",
    "located_triples",
    "tokens",
]


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file; line and column count from 1, columns in code points."""

    path: Path
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
