"""Blank nodes of one graph under canonical names (RDFC-1.0), or as IRIs (skolemised)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, RdfFormat, parse

from kgtools.errors import KgtoolsError

MOST = 200_000  # triples with blank nodes in one graph: naming them needs all at once in memory
GENID = "urn:kgtools:genid:"
HINT = "give --skolemise, which turns blank nodes into IRIs"


def has_blank(line: bytes) -> bool:
    """Whether a line of N-Triples has a blank node as subject or object."""
    return line.startswith(b"_:") or line.rpartition(b"> ")[2].startswith(b"_:")


def labels(line: bytes) -> Iterator[bytes]:
    """The labels of the blank nodes in a line of N-Triples."""
    subject, _, rest = line.partition(b" ")
    value = rest.partition(b" ")[2].partition(b" ")[0]
    return (term for term in (subject, value) if term.startswith(b"_:"))


def canonical(lines: Iterable[bytes]) -> list[bytes]:
    """The lines, all with blank nodes, under canonical names, sorted.

    Raises KgtoolsError for more than MOST of them.
    """
    held: list[bytes] = []
    for line in lines:
        held.append(line)
        if len(held) > MOST:
            message = f"more than {MOST:,} triples with blank nodes in one graph"
            raise KgtoolsError(message, hint=HINT)
    dataset = Dataset(parse(b"\n".join(held), format=RdfFormat.N_TRIPLES))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(f"{q.subject} {q.predicate} {q.object} .".encode() for q in dataset)


def skolem(node: BlankNode, scope: str) -> NamedNode:
    """The IRI that stands for a blank node of a file: the same at every load."""
    mark = hashlib.sha256(f"{scope}\0{node.value}".encode()).hexdigest()[:32]
    return NamedNode(GENID + mark)
