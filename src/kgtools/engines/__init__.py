"""Engines that answer SPARQL over a dataset; the same questions get the same answers.

The embedded ones are `oxigraph` and `rdflib`; `kgtools.engines.remote` asks an endpoint. Where
they differ, each within what SPARQL lets it do unless said otherwise:

- Rows without ORDER BY, and triples, come in any order; so do rows that ORDER BY leaves equal.
- Oxigraph and Virtuoso give numbers back by value (`"007"` as 7, `"1.50"` as 1.5), rdflib as
  written in the data; language tags come in lower case from all.
- DESCRIBE: Oxigraph and rdflib give the triples of the node and, through blank nodes, of what
  hangs on it; Virtuoso also those that point to it, but nothing of a blank node.
- The default graph is the union of all graphs in the embedded ones, and of an endpoint what it is
  set up to be; `RemoteEngine(…, union=True)` asks for the union.
- rdflib (a fault of 7.6) takes `(?x AS ?y)` of a sub-query that follows a pattern with `?y` for
  no restriction: put such a sub-query first.
- SUM over what are no numbers is an error in rdflib and Virtuoso, and unbound in Oxigraph.
"""

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
    if name == "remote":
        raise EngineError("the engine remote needs an address", hint="give --endpoint URL")
    raise EngineError(f"unknown engine {name!r}", hint=did_you_mean(name, list(ENGINES)))
