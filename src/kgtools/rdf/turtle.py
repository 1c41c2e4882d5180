"""Positions in, and the canonical form of, Turtle files (RDF 1.1 Turtle)."""

from __future__ import annotations

from kgtools.rdf.location import Location
from kgtools.rdf.turtle_format import blocks_of, format_turtle, turtle_of, turtle_parts
from kgtools.rdf.turtle_parse import LocatedTriple, located_triples
from kgtools.rdf.turtle_scan import Token, TurtleError, tokens

__all__ = [
    "LocatedTriple",
    "Location",
    "Token",
    "TurtleError",
    "blocks_of",
    "format_turtle",
    "located_triples",
    "tokens",
    "turtle_of",
    "turtle_parts",
]
