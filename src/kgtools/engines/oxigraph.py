"""Oxigraph, embedded and in memory: the default engine.

An Oxigraph store keeps numbers, booleans and language tags by value: `"007"^^xsd:int` comes
back as `"7"^^xsd:integer`, `@en-GB` as `@en-gb`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Literal, Quad, QueryBoolean, QuerySolutions, QueryTriples, Store, Variable

from kgtools.engines.base import Bindings, Boolean, Result, Triples
from kgtools.errors import EngineError, QueryError, one_line
from kgtools.rdf.sparql import check_allowed, dataset_clauses, malformed, tokens

LONGEST_READ_AGAIN = 20_000  # characters
_PLACE = r"error at (\d+):(\d+): "


class OxigraphEngine:
    name = "oxigraph"

    def __init__(self, quads: Iterable[Quad] | Store) -> None:
        """Over a copy of the quads, or over the store itself."""
        if isinstance(quads, Store):
            self._store = quads
        else:
            self._store = Store()
            self._store.bulk_extend(quads)
        self._graphs = frozenset(graph.value for graph in self._store.named_graphs())

    def query(self, sparql: str) -> Result:
        check_allowed(sparql, self._graphs)
        union = not dataset_clauses(tokens(sparql))
        try:
            return plain_result(self._store.query(sparql, use_default_graph_as_union=union))
        except SyntaxError as error:
            raise _malformed(sparql, error, closer=True) from None
        except (ValueError, OSError, RuntimeError) as error:
            raise EngineError(f"oxigraph: {one_line(str(error))}") from None


def plain_result(result: QueryBoolean | QuerySolutions | QueryTriples) -> Result:
    """All of a result of pyoxigraph, which evaluates or parses as it is read.

    It may be dropped by none but the thread that made it. So no frame keeps it that an exception
    would carry elsewhere: `list` has none, and the name is deleted.
    """
    try:
        if isinstance(result, QueryBoolean):
            return Boolean(bool(result))
        if isinstance(result, QueryTriples):
            return Triples(tuple(dict.fromkeys(result)))
        variables = tuple(variable.value for variable in result.variables)
        return Bindings(variables, tuple(map(tuple, list(result))))
    finally:
        del result


def check_syntax(sparql: str, closer: bool = False) -> None:
    """Parses the query and asks nothing; raises QueryError where it is not valid SPARQL.

    `closer`: its place is looked for with another parser, too, which takes some tenths of a second.

    A value for a variable that the query does not project is refused after parsing and before
    anything is evaluated (on an empty store, too, a query may take long).
    """
    try:
        Store().query(sparql, substitutions={Variable("kgtools_parses_only"): Literal("")})
    except SyntaxError as error:
        raise _malformed(sparql, error, closer) from None
    except (ValueError, OSError, RuntimeError):
        return


def _malformed(sparql: str, error: SyntaxError, closer: bool = False) -> QueryError:
    """Oxigraph tells how far it looked ahead, which may be lines beyond the fault."""
    told = re.match(_PLACE, str(error))
    place = (int(told[1]), int(told[2])) if told else None
    stops_early = place == _end(sparql) and _is_open(sparql)
    if closer and not stops_early and len(sparql) <= LONGEST_READ_AGAIN:
        place = _where_rdflib_stops(sparql) or (place if place != _end(sparql) else None)
    return malformed(sparql, _reason(str(error)), *(place or (None, None)))


def _where_rdflib_stops(sparql: str) -> tuple[int, int] | None:
    """Line and column; None where it reads all, as it does what only makes no sense."""
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parseQuery(sparql)
    except ParseBaseException as error:
        return error.lineno, error.col
    except Exception:  # it may fail in any way: this is only about a better place
        return None
    return None


def _is_open(sparql: str) -> bool:
    """Whether a bracket is opened and never closed."""
    signs = [token.text for token in tokens(sparql) if token.kind == "sign"]
    return any(signs.count(one) > signs.count(other) for one, other in ("()", "{}", "[]"))


def _end(sparql: str) -> tuple[int, int]:
    lines = sparql.split("\n")
    return len(lines), len(lines[-1]) + 1


def _reason(message: str) -> str:
    """What Oxigraph says in words, without its list of the characters it would have taken."""
    said = re.split(r", ", re.sub(_PLACE, "", message).removeprefix("expected one of "))
    return ", ".join(part for part in said if len(part.split()) > 3 and "\\u{" not in part)
