"""The order of rows where the query leaves it open: the same on every engine, in every run.

Oxigraph happens to give the same data in the same order, rdflib and remote stores do not.
"""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode

from kgtools.engines.base import Bindings, Result
from kgtools.rdf.sparql import Token, tokens
from kgtools.rdf.terms import Term
from kgtools.results.natives import number

Key = tuple[int, float, str, str, str]
Row = tuple[Term | None, ...]

_AGGREGATES = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")
_NEVER_TWICE = ("RAND", "UUID", "STRUUID", "BNODE", "NOW")


def settled(result: Result, sparql: str) -> Result:
    """The result of the query with its rows in a fixed order, its blank nodes named in that order.

    Without ORDER BY the rows are sorted: unbound first, blank nodes, IRIs, literals, numbers by
    value. With it they stay as the engine ordered them, but that rows which tie are sorted (as far
    as the result shows that they tie). ORDER BY in a sub-query alone orders nothing.
    """
    if not isinstance(result, Bindings):
        return result
    keys = _ordered_by(sparql, result.variables)
    rows = list(result.rows)
    if keys is not None:
        start = 0
        while start < len(rows):
            end = start + 1
            tied = [rows[start][at] for at in keys]
            while end < len(rows) and [rows[end][at] for at in keys] == tied:
                end += 1
            if end - start > 1:
                rows[start:end] = sorted(rows[start:end], key=_row_key)
            start = end
    return Bindings(result.variables, _renamed(rows))


def _ordered_by(sparql: str, variables: tuple[str, ...]) -> list[int] | None:
    """The columns on which rows that tie are alike; none without ORDER BY, None if unknown."""
    found = [token for token in tokens(sparql) if token.kind != "iri"]
    clause = _order_clause(found)
    if clause is None:
        return []
    names = {token.text[1:] for token in clause if token.kind == "variable"}
    fixed = not any(token.is_word(*_AGGREGATES, *_NEVER_TWICE) for token in clause)
    if fixed and names and names <= set(variables):
        return [at for at, name in enumerate(variables) if name in names]
    return None


def _order_clause(found: list[Token]) -> list[Token] | None:
    """What stands after the outermost ORDER BY."""
    for at, token in enumerate(found[:-1]):
        if token.depth == 0 and token.is_word("ORDER") and found[at + 1].is_word("BY"):
            rest = found[at + 2 :]
            ends = ("LIMIT", "OFFSET", "VALUES")
            end = next((n for n, t in enumerate(rest) if t.depth == 0 and t.is_word(*ends)), None)
            return rest[:end]
    return None


def _row_key(row: Row) -> tuple[Key, ...]:
    return tuple(map(_key, row))


def _key(term: Term | None) -> Key:
    """Equal for all blank nodes: their names differ from run to run."""
    if term is None or isinstance(term, BlankNode):
        return (0 if term is None else 1, 0, "", "", "")
    if isinstance(term, NamedNode):
        return (2, 0, term.value, "", "")
    if not isinstance(term, Literal):
        return (5, 0, str(term), "", "")
    said = (term.value, term.datatype.value, term.language or "")
    value = number(term)
    return (4, 0, *said) if value is None else (3, value, *said)


def _renamed(rows: list[Row]) -> tuple[Row, ...]:
    """Blank nodes named b0, b1 … as they come: their names mean nothing outside the result."""
    names: dict[BlankNode, BlankNode] = {}

    def name(term: Term | None) -> Term | None:
        if isinstance(term, BlankNode):
            return names.setdefault(term, BlankNode(f"b{len(names)}"))
        return term

    if not any(isinstance(term, BlankNode) for row in rows for term in row):
        return tuple(rows)
    return tuple(tuple(map(name, row)) for row in rows)
