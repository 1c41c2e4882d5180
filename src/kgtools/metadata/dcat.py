"""DCAT 3: the dataset in a catalogue, its versions, its files, its services.

Data Catalog Vocabulary, version 3 (W3C Recommendation, 22 August 2024), with what DCAT-AP 3
requires and recommends as far as the configuration tells it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kgtools.metadata.agents import contact, creators, licence, people, period, publisher, rights
from kgtools.metadata.forms import IANA, form_of, language_iris, media_type_iri
from kgtools.metadata.names import dataset_iri, version_iri
from kgtools.metadata.publication import COMPRESSIONS, Distribution, Publication
from kgtools.metadata.releases import Release, releases
from kgtools.metadata.triples import say_of, spoken, term
from kgtools.project import Project
from kgtools.rdf.terms import OWL, TYPE, xsd
from kgtools.words import say

SPARQL_PROTOCOL = NamedNode("https://www.w3.org/TR/sparql11-protocol/")
OPENAPI = NamedNode("https://spec.openapis.org/oas/v3.1.0")
ONTOLOGY, IMPORTS = NamedNode(OWL + "Ontology"), NamedNode(OWL + "imports")

Service = tuple[str, str, str | None, NamedNode]  # title, URL, its description, its standard


@dataclass(frozen=True)
class Catalogue:
    """`graphs` are the named graphs with their names and numbers of triples."""

    project: Project
    publication: Publication
    graphs: Mapping[NamedNode, tuple[str, int]]
    changed: date | None

    def triples(self) -> Iterator[Triple]:
        dataset, told = dataset_iri(self.project), self.project.config.dataset
        yield from self._catalogue()
        yield from self._of_dataset(dataset)
        yield from say_of(
            dataset,
            dcat_version=self.project.version,
            dcat_distribution=[self.name_of(each) for each in self._of(None)],
            dcat_landingPage=told.landing_page or NamedNode(self.publication.public_base),
        )
        yield from self._versions()
        for each in self.publication.distributions:
            yield from self._distribution(each)
        yield from self._graphs()
        yield from self._services()
        yield from people(self.project)

    def _catalogue(self) -> Iterator[Triple]:
        told, catalogue = self.project.config.dataset, self.part("catalog")
        yield Triple(catalogue, TYPE, term("dcat:Catalog"))
        yield from self._common(catalogue)
        yield from say_of(
            catalogue,
            dcat_dataset=[dataset_iri(self.project), *self._offered_graphs],
            dcat_service=list(self._offered_services),
            dcat_themeTaxonomy=told.theme_taxonomy,
            foaf_homepage=NamedNode(self.publication.public_base),
            dcterms_spatial=told.spatial,
        )

    def _common(self, node: NamedNode, title: Mapping[str, str] | None = None) -> Iterator[Triple]:
        """What is true of the catalogue, the dataset, its versions and its services alike."""
        project, told = self.project, self.project.config.dataset
        languages = [iri for tag in project.languages for iri in language_iris(tag)]
        yield from say_of(
            node,
            dcterms_title=title or project.title,
            dcterms_description=told.description,
            dcterms_publisher=publisher(project),
            dcterms_license=licence(project),
            dcterms_rights=rights(project),
            dcterms_accessRights=told.access_rights,
            dcterms_language=languages,
            dcterms_issued=told.issued,
            dcterms_modified=self.changed,
        )

    def _of_dataset(
        self, node: NamedNode, title: Mapping[str, str] | None = None
    ) -> Iterator[Triple]:
        told = self.project.config.dataset
        yield Triple(node, TYPE, term("dcat:Dataset"))
        yield from self._common(node, title)
        yield from say_of(
            node,
            dcterms_identifier=Literal(node.value, datatype=xsd("anyURI")),
            dcterms_creator=[node for node, _ in creators(self.project)],
            dcterms_spatial=told.spatial,
            dcterms_temporal=period(self.project),
            dcterms_accrualPeriodicity=told.frequency,
            dcterms_conformsTo=[*told.conforms_to, *self._ontologies],
            dcat_theme=told.themes,
            dcat_contactPoint=contact(self.project),
        )
        for tag, words in told.keywords.items():
            yield from say_of(node, dcat_keyword=[Literal(word, language=tag) for word in words])

    # ---- versions

    def _versions(self) -> Iterator[Triple]:
        """Each released version and the present one, each with the one before it."""
        dataset, current = dataset_iri(self.project), version_iri(self.project)
        every = [r for r in releases(self.project) if r.day or self._is_current(r)]
        iris = [version_iri(self.project, release.version) for release in every]
        yield from say_of(dataset, dcat_hasVersion=iris, dcat_hasCurrentVersion=current)
        for release, iri, before in zip(every, iris, [*iris[1:], None], strict=True):
            title = {tag: f"{text}, {release.version}" for tag, text in self.project.title.items()}
            for triple in self._of_dataset(iri, title):
                if triple.predicate not in (term("dcterms:issued"), term("dcterms:modified")):
                    yield triple
            is_current = self._is_current(release)
            yield from say_of(
                iri,
                dcat_version=release.version,
                dcat_isVersionOf=dataset,
                dcat_previousVersion=before,
                dcterms_issued=release.day,
                dcat_distribution=[self.name_of(o) for o in self._of(None)] if is_current else (),
            )

    def _is_current(self, release: Release) -> bool:
        return release.version == self.project.version

    # ---- files

    def name_of(self, each: Distribution) -> NamedNode:
        return self.part(re.sub(r"[^\w.-]+", "-", each.path.partition("://")[2] or each.path))

    def part(self, name: str) -> NamedNode:
        return NamedNode(f"{dataset_iri(self.project).value}#{name}")

    def _of(self, graph: NamedNode | None) -> list[Distribution]:
        return [each for each in self.publication.distributions if each.graph == graph]

    def title_of(self, each: Distribution) -> dict[str, str]:
        """`Dataset: Turtle (gzip)`, with the graph's name where it is of one."""
        packed = f" ({each.compression})" if each.compression else ""
        graph = f" ({self.graphs[each.graph][0]})" if each.graph in self.graphs else ""  # type: ignore[index]
        form = form_of(each.media_type).title
        return {tag: f"{text}{graph}: {form}{packed}" for tag, text in self.project.title.items()}

    def _distribution(self, each: Distribution) -> Iterator[Triple]:
        node, url = self.name_of(each), NamedNode(self.publication.url(each.path))
        form, project = form_of(each.media_type), self.project
        size = Literal(str(each.size), datatype=xsd("nonNegativeInteger"))
        sum_of = BlankNode(f"kgtoolsSum{each.sha256[:32]}") if each.sha256 else None
        packed = NamedNode(IANA + COMPRESSIONS[each.compression]) if each.compression else None
        name = self.graphs[each.graph][0] if each.graph in self.graphs else None  # type: ignore[index]
        text = "The graph {name} in {form}." if name else "All graphs of the dataset in {form}."
        yield Triple(node, TYPE, term("dcat:Distribution"))
        yield from say_of(
            node,
            dcterms_title=self.title_of(each),
            dcterms_description={
                tag: say(text, tag, name=name, form=form.title) for tag in spoken(project)
            },
            dcat_accessURL=url,
            dcat_downloadURL=url,
            dcat_mediaType=media_type_iri(each.media_type),
            dcterms_format=NamedNode(form.kind),
            dcat_compressFormat=packed,
            dcat_byteSize=size if each.size is not None else None,
            spdx_checksum=sum_of,
            dcterms_license=licence(project),
            dcterms_rights=rights(project),
            dcterms_issued=project.config.dataset.issued,
            dcterms_modified=self.changed,
            dcatap_availability=project.config.dataset.availability,
            dcterms_conformsTo=NamedNode(form.feature) if form.feature else None,
        )
        if sum_of is not None:
            yield from say_of(
                sum_of,
                rdf_type=term("spdx:Checksum"),
                spdx_algorithm=term("spdx:checksumAlgorithm_sha256"),
                spdx_checksumValue=Literal(each.sha256 or "", datatype=xsd("hexBinary")),
            )

    # ---- graphs that can be had by themselves

    @cached_property
    def _offered_graphs(self) -> list[NamedNode]:
        return [graph for graph in self.graphs if self._of(graph)]

    def _graphs(self) -> Iterator[Triple]:
        for graph in self._offered_graphs:
            name, number = self.graphs[graph]
            texts = {}
            for tag in spoken(self.project):
                title = self.project.text(self.project.title, tag)
                text = "The named graph {name} of “{title}”: {n} triples."
                texts[tag] = say(text, tag, name=name, title=title, n=number)
            for triple in self._of_dataset(graph):
                if triple.predicate not in (term("dcterms:title"), term("dcterms:description")):
                    yield triple
            yield from say_of(
                graph,
                dcterms_description=texts,
                dcat_distribution=[self.name_of(each) for each in self._of(graph)],
            )

    # ---- services

    @cached_property
    def _offered_services(self) -> dict[NamedNode, Service]:
        found: dict[NamedNode, Service] = {}
        if url := self.publication.endpoint:
            found[self.part("sparql")] = ("SPARQL endpoint", url, url, SPARQL_PROTOCOL)
        if url := self.publication.api:
            described = self.publication.api_description
            found[self.part("api")] = ("Prepared queries over HTTP", url, described, OPENAPI)
        return found

    def _services(self) -> Iterator[Triple]:
        told = self.project.config.dataset
        for node, (name, url, described, standard) in self._offered_services.items():
            title = {
                tag: f"{self.project.text(self.project.title, tag)}: {say(name, tag)}"
                for tag in spoken(self.project)
            }
            yield Triple(node, TYPE, term("dcat:DataService"))
            yield from self._common(node, title)
            yield from say_of(
                node,
                dcat_endpointURL=NamedNode(url),
                dcat_endpointDescription=NamedNode(described) if described else None,
                dcat_servesDataset=dataset_iri(self.project),
                dcterms_conformsTo=standard,
                dcat_contactPoint=contact(self.project),
                dcat_theme=told.themes,
            )
            for tag, words in told.keywords.items():
                yield from say_of(
                    node, dcat_keyword=[Literal(word, language=tag) for word in words]
                )

    @cached_property
    def _ontologies(self) -> list[NamedNode]:
        """The ontologies in the graphs that have that role, without those that another imports."""
        graphs = {graph.iri for graph in self.project.graphs if graph.role == "ontology"}
        quads = self.project.packed
        found = {q.subject for q in quads.of((TYPE,), ONTOLOGY) if q.graph_name in graphs}
        imported = {quad.object for quad in quads.of((IMPORTS,))}
        named = (iri for iri in found - imported if isinstance(iri, NamedNode))
        return sorted(named, key=str)
