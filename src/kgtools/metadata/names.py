"""What the dataset and its parts are called."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kgtools.project import Project


def root_of(project: Project) -> str:
    """What the IRIs of things with documents begin with: the base up to its last slash."""
    return project.config.base.rpartition("/")[0] + "/"


def dataset_iri(project: Project) -> NamedNode:
    return NamedNode(root_of(project) + "dataset")


def version_iri(project: Project, version: str | None = None) -> NamedNode:
    """The dataset as it is in one version, by default in this."""
    return NamedNode(f"{dataset_iri(project).value}/{version or project.version}")


def metadata_graph(project: Project) -> NamedNode:
    """The named graph of what the dataset says of itself: `graph/metadata` under the base."""
    return NamedNode(project.config.base + "graph/metadata")


def query_iri(project: Project, slug: str) -> NamedNode:
    return NamedNode(f"{project.config.base}query/{slug}")


def endpoint_iri(project: Project) -> NamedNode:
    """Where the dataset's SPARQL endpoint stands once it is published: `sparql` under the base."""
    return NamedNode(project.config.base + "sparql")
