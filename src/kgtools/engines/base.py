"""What every engine does, and the three kinds of result that SPARQL knows."""

from __future__ import annotations

from pyoxigraph import Triple

from kgtools.rdf.terms import Term
from kgtools.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol
else:
    Protocol = object


class Bindings(Record):
    """The answer to SELECT: rows in the order of the variables, None where unbound."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


class Boolean(Record):
    """The answer to ASK."""

    value: bool


class Triples(Record):
    """The answer to CONSTRUCT or DESCRIBE."""

    triples: tuple[Triple, ...]


Result = Bindings | Boolean | Triples


class Engine(Protocol):
    name: str

    def query(self, sparql: str) -> Result:
        """The answer to a SPARQL 1.1 query.

        The default graph is the union of all graphs unless FROM says otherwise; each named
        graph is visible through GRAPH. Nothing outside the dataset is fetched.
        Raises QueryError for a malformed or forbidden query, EngineError for a failure.
        """
        ...
