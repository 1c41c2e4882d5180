"""Which numbers of an answer are there to be compared: those that a query counts or sums up."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Literal

from kgtools.rdf.sparql import tokens
from kgtools.rdf.terms import XSD, Term

AGGREGATES = ("COUNT", "SUM", "AVG", "MIN", "MAX")
_NUMERIC = frozenset(XSD + name for name in ("integer", "decimal", "double", "float"))


def counted(query: str) -> frozenset[str]:
    """The variables, without their sign, to which the query binds an aggregate.

    >>> sorted(counted("SELECT ?kind (COUNT(?x) AS ?n) (STR(?kind) AS ?s) { ?x a ?kind }"))
    ['n']
    """
    found, names = tokens(query), set()
    for at, token in enumerate(found[:-1]):
        if token.is_word("AS") and found[at + 1].kind == "variable":
            start = next(
                (
                    i
                    for i in range(at, -1, -1)
                    if found[i].text == "(" and found[i].depth == token.depth
                ),
                at,
            )
            if any(each.is_word(*AGGREGATES) for each in found[start:at]):
                names.add(found[at + 1].text[1:])
    return frozenset(names)


def largest(values: Sequence[Term | None]) -> float | None:
    """The largest of numbers worth a chart; None where they are fewer than two, or not all of
    them numbers from 0 on.
    """
    numbers = [number(value) for value in values]
    known = [each for each in numbers if each is not None and each >= 0]
    most = max(known, default=0.0)
    return most if len(known) == len(numbers) > 1 and 0 < most < float("inf") else None


def number(term: Term | None) -> float | None:
    """The number that a literal stands for; None for anything else."""
    if not isinstance(term, Literal) or term.datatype.value not in _NUMERIC:
        return None
    try:
        return float(term.value)
    except ValueError:
        return None
