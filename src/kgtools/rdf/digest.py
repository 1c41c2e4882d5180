"""One number for what a dataset says, whatever its files, order and blank node labels."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad


def canonical_lines(quads: Iterable[Quad]) -> list[str]:
    """The quads in canonical N-Quads (RDFC-1.0), sorted by code point, each with its newline."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(f"{quad} .\n" for quad in dataset)


def dataset_digest(quads: Iterable[Quad]) -> str:
    """SHA-256, in hexadecimal digits, of the quads in canonical N-Quads.

    Equal for isomorphic datasets and, but for collisions, for no others. Language tags count as
    pyoxigraph reads them: in lower case.
    """
    return hashlib.sha256("".join(canonical_lines(quads)).encode()).hexdigest()
