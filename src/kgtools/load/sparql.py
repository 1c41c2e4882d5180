"""The SPARQL that a load speaks: plain SPARQL 1.1, in sizes that every store takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

OURS = "urn:kgtools:"
JOURNAL = OURS + "journal"
STAGED = OURS + "staged:"
PHASE = OURS + "phase"
HOLDS = OURS + "holds"
LINES = "lines"  # the field of a form that holds the N-Quads for VIRTUOSO_LOADER
VIRTUOSO_LOADER = (  # 512: N-Quads
    f'SELECT (sql:TTLP(bif:connection_get("SPARQL_{LINES}"), "", "{OURS}none", 512) AS ?done) {{}}'
)
NOWHERE = OURS + "no-such-graph"


def count(graph: str) -> str:
    return f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"


def counts(graphs: Sequence[str]) -> str:
    names = " ".join(f"<{graph}>" for graph in graphs)
    inside = f"VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }}"
    return f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ {inside} }} GROUP BY ?g"


def all_counts(beyond: int = 0) -> str:
    """Of every graph in the store; with `beyond`, whether there are more than so many."""
    page = f" LIMIT 1 OFFSET {beyond}" if beyond else ""
    return f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g{page}"


def triples(graph: str, limit: int | None = None, offset: int = 0) -> str:
    page = f" LIMIT {limit} OFFSET {offset}" if limit is not None else ""
    return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}{page}"


def journal() -> str:
    return f"SELECT ?s ?p ?o WHERE {{ GRAPH <{JOURNAL}> {{ ?s ?p ?o }} }}"


def drop(graphs: Iterable[str]) -> str:
    return ";\n".join(f"DROP SILENT GRAPH <{graph}>" for graph in graphs)


def data(verb: str, lines: Mapping[str, bytes]) -> bytes:
    """`INSERT DATA` or `DELETE DATA` of N-Triples lines by graph."""
    blocks = [f"GRAPH <{graph}> {{\n".encode() + text + b"}" for graph, text in lines.items()]
    return f"{verb} DATA {{ ".encode() + b"\n".join(blocks) + b" }"


def take_over(graph: str, staged: str) -> list[str]:
    """Makes a graph equal to the staged one without ever taking away what both hold.

    Each step may be repeated, and the whole be finished after it was interrupted.
    """
    obsolete = f"GRAPH <{graph}> {{ ?s ?p ?o }} MINUS {{ GRAPH <{staged}> {{ ?s ?p ?o }} }}"
    return [
        f"ADD SILENT GRAPH <{staged}> TO GRAPH <{graph}>",
        f"DELETE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} WHERE {{ {obsolete} }}",
    ]


def move(graph: str, staged: str) -> str:
    return f"MOVE SILENT GRAPH <{staged}> TO GRAPH <{graph}>"
