"""The whole description of the dataset: VoID and DCAT 3 in one graph."""

from __future__ import annotations

from collections.abc import Sequence, Set

from pyoxigraph import NamedNode, Quad

from kgtools.metadata.dcat import Catalogue
from kgtools.metadata.names import metadata_graph
from kgtools.metadata.prepared import metadata
from kgtools.metadata.publication import Distribution, Publication, public_url
from kgtools.metadata.releases import last_changed
from kgtools.metadata.void import Statistics, void
from kgtools.project import Project


def description(
    project: Project,
    distributions: Sequence[Distribution] = (),
    public_base: str | None = None,
    endpoint: str | None = None,
    api: str | None = None,
    api_description: str | None = None,
) -> list[Quad]:
    """VoID and DCAT of the project, in the metadata graph; each quad once, in a fixed order.

    `public_base` is the absolute URL of the published site (default: what the project's IRIs
    begin with), `endpoint` and `api` those of a SPARQL endpoint and of the prepared queries over
    HTTP. Numbers are of the quads of the files and of what was derived, if anything was.
    Raises ParseError and QueryError for files that are not in order.
    """
    base = public_url(project, public_base)
    publication = Publication(base, tuple(distributions), endpoint, api, api_description)
    return described(project, publication, metadata(project))


def statistics_of(project: Project, prepared: list[Quad] | None = None) -> Statistics:
    """The numbers of the project, counted once; `prepared` is what the queries are as RDF."""

    def counted() -> Statistics:
        queries = metadata(project) if prepared is None else prepared
        return Statistics(project, queries)

    return project.once("statistics", counted)


def described(
    project: Project,
    publication: Publication,
    prepared: list[Quad],
    but: Set[NamedNode] = frozenset(),
) -> list[Quad]:
    """The same, given what the prepared queries are as RDF; `but`: not what these are made of."""
    statistics = statistics_of(project, prepared)
    graphs = {
        iri: (statistics.names.get(iri, iri.value), sizes.triples)
        for iri, sizes in statistics.sizes.items()
    }
    catalogue = Catalogue(project, publication, graphs, last_changed(project))
    graph = metadata_graph(project)
    triples = dict.fromkeys([*catalogue.triples(), *void(statistics, publication, but)])
    return [Quad(t.subject, t.predicate, t.object, graph) for t in triples]
