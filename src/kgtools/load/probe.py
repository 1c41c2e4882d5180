"""What a store can do, found out by doing it with one triple in a graph of our own."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgtools.errors import EngineError
from kgtools.load import sparql
from kgtools.load.body import N_QUADS, N_TRIPLES, of_bytes
from kgtools.load.http import Refused
from kgtools.load.nquads import of_lines

if TYPE_CHECKING:
    from kgtools.load.endpoint import Endpoint


@dataclass(frozen=True)
class Abilities:
    """`update`: SPARQL Update works; `atomic`: one request of it happens whole or not at all.

    `graphs`: the Graph Store Protocol works; `quads`: so do quads to the whole dataset, by a
    bulk loader that takes all or nothing; `batches`: or by one that takes many graphs at once.
    """

    update: bool
    atomic: bool
    graphs: bool
    quads: bool
    batches: bool


def probe(endpoint: Endpoint) -> Abilities:
    """Raises EngineError when neither updates nor graphs are taken, with what the store said."""
    graph = f"{sparql.OURS}probe:{secrets.token_hex(8)}"
    reasons: list[EngineError] = []
    update = _works(lambda mark: _insert(endpoint, graph, mark), endpoint, graph, reasons)
    graphs = _works(lambda mark: _post(endpoint, graph, mark), endpoint, graph, reasons)
    if not update and not graphs:
        raise reasons[0]
    quads = graphs and endpoint.addresses.product == "Oxigraph"
    if quads:
        quads = _works(lambda mark: _quads(endpoint, graph, mark), endpoint, graph, [])
    batches = update and endpoint.addresses.product == "Virtuoso"
    if batches:
        batches = _works(lambda mark: _batch(endpoint, graph, mark), endpoint, graph, [])
    atomic = update and _atomic(endpoint, graph)
    if update:
        endpoint.update(sparql.drop([graph]))
    else:
        endpoint.send("DELETE", graph)
    return Abilities(update, atomic, graphs, quads, batches)


def _works(act: object, endpoint: Endpoint, graph: str, reasons: list[EngineError]) -> bool:
    """Whether the triple that was sent is really there."""
    mark = f'"{secrets.token_hex(8)}"'
    try:
        act(mark)  # type: ignore[operator]
        there = _there(endpoint, graph, mark)
    except EngineError as error:
        reasons.append(error)
        return False
    if not there:
        message = f"{endpoint.client.origin}: the store says it took a triple, and does not have it"
        reasons.append(EngineError(message, hint="is it read-only, or does a proxy drop bodies?"))
    return there


def _there(endpoint: Endpoint, graph: str, mark: str) -> bool:
    rows = endpoint.select(f"SELECT ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    return any(f'"{row["o"]}"' == mark for row in rows)


def _line(mark: str) -> str:
    return f"<{sparql.OURS}probe> <{sparql.HOLDS}> {mark} .\n"


def _insert(endpoint: Endpoint, graph: str, mark: str) -> None:
    endpoint.update(sparql.data("INSERT", {graph: _line(mark).encode()}))


def _post(endpoint: Endpoint, graph: str, mark: str) -> None:
    endpoint.send("POST", graph, of_bytes(_line(mark).encode(), N_TRIPLES))


def _quads(endpoint: Endpoint, graph: str, mark: str) -> None:
    endpoint.send_quads(of_bytes(of_lines(_line(mark).encode(), graph), N_QUADS))


def _batch(endpoint: Endpoint, graph: str, mark: str) -> None:
    endpoint.load_quads(of_lines(_line(mark).encode(), graph))


def _atomic(endpoint: Endpoint, graph: str) -> bool:
    """Whether a request that fails in its second step leaves nothing of its first.

    A store that does not fail there (it need not) has not shown it.
    """
    mark = f'"{secrets.token_hex(8)}"'
    first = sparql.data("INSERT", {graph: _line(mark).encode()}).decode()
    try:
        endpoint.update(f"{first} ;\nDROP GRAPH <{sparql.NOWHERE}>")
    except Refused:
        return not _there(endpoint, graph, mark)
    return False
