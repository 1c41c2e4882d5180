"""Oxigraph, embedded and in memory: the default engine.

An Oxigraph store keeps numbers, booleans and language tags by value: `"007"^^xsd:int` comes
back as `"7"^^xsd:integer`, `@en-GB` as `@en-gb`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Quad, QueryBoolean, QueryTriples, Store

from kgtools.engines.base import Bindings, Boolean, Result, Triples
from kgtools.errors import EngineError, one_line
from kgtools.rdf.sparql import check_allowed, dataset_clauses, malformed, tokens

_PLACE = re.compile(r"error at (\d+):(\d+): ")


class OxigraphEngine:
    name = "oxigraph"

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._store = Store()
        self._store.bulk_extend(quads)
        self._graphs = frozenset(graph.value for graph in self._store.named_graphs())

    def query(self, sparql: str) -> Result:
        check_allowed(sparql, self._graphs)
        union = not dataset_clauses(tokens(sparql))
        try:
            result = self._store.query(sparql, use_default_graph_as_union=union)
            if isinstance(result, QueryBoolean):
                return Boolean(bool(result))
            if isinstance(result, QueryTriples):
                return Triples(tuple(result))
            variables = tuple(variable.value for variable in result.variables)
            return Bindings(variables, tuple(tuple(solution) for solution in result))
        except SyntaxError as error:
            place = _PLACE.match(str(error))
            line, column = (int(place[1]), int(place[2])) if place else (None, None)
            raise malformed(sparql, _reason(str(error)), line, column) from None
        except (ValueError, OSError, RuntimeError) as error:
            raise EngineError(f"oxigraph: {one_line(str(error))}") from None


def _reason(message: str) -> str:
    """What Oxigraph says in words, without its list of the characters it would have taken."""
    said = re.split(r", ", _PLACE.sub("", message).removeprefix("expected one of "))
    return ", ".join(part for part in said if len(part.split()) > 3 and "\\u{" not in part)
