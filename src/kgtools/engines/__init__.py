"""Engines that answer SPARQL over a dataset; the same questions get the same answers."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from kgtools.engines.base import Bindings, Boolean, Engine, Result, Triples
from kgtools.errors import EngineError, did_you_mean

ENGINES = ("oxigraph", "rdflib")

__all__ = ["ENGINES", "Bindings", "Boolean", "Engine", "Result", "Triples", "open_engine"]


def open_engine(quads: Iterable[Quad], name: str = "oxigraph") -> Engine:
    """An engine loaded with the quads: `oxigraph` (quick) or `rdflib` (the reference)."""
    if name == "oxigraph":
        from kgtools.engines.oxigraph import OxigraphEngine

        return OxigraphEngine(quads)
    if name == "rdflib":
        from kgtools.engines.rdflib_engine import RdflibEngine

        return RdflibEngine(quads)
    raise EngineError(f"unknown engine {name!r}", hint=did_you_mean(name, list(ENGINES)))
