"""The dataset in one file, in any RDF syntax, every literal exactly as its authors wrote it."""

from __future__ import annotations

from kgtools.export.exact import ExactQuad, exact_quads
from kgtools.export.jsonld import context_of
from kgtools.export.write import FORMATS, PACKINGS, Exports, export, gzipped, packed

__all__ = [
    "FORMATS",
    "PACKINGS",
    "ExactQuad",
    "Exports",
    "context_of",
    "exact_quads",
    "export",
    "gzipped",
    "packed",
]
