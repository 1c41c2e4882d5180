"""What the dataset says of itself, as RDF in a graph of its own: computed, never kept twice.

`metadata` are the prepared queries, `description` is VoID and DCAT 3. Neither is part of the
dumps, whose size and checksums the description tells; `dataset_quads` is all that has a page.
"""

from __future__ import annotations

from kgtools.metadata.description import description
from kgtools.metadata.names import (
    dataset_iri,
    endpoint_iri,
    metadata_graph,
    query_iri,
    root_of,
    version_iri,
)
from kgtools.metadata.prepared import dataset_quads, metadata
from kgtools.metadata.publication import Distribution, Publication

__all__ = [
    "Distribution",
    "Publication",
    "dataset_iri",
    "dataset_quads",
    "description",
    "endpoint_iri",
    "metadata",
    "metadata_graph",
    "query_iri",
    "root_of",
    "version_iri",
]
