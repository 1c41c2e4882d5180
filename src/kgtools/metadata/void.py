"""VoID: how large the dataset is, what it is made of, and what it leads to.

Vocabulary of Interlinked Datasets (W3C Interest Group Note, 3 March 2011). All numbers are of
what dumps and endpoints hold: the graphs of the files and, if any, what was derived. The graph of
the prepared queries tells of the dataset; it is no part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import takewhile
from urllib.parse import urlsplit

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from kgtools.metadata.agents import licence
from kgtools.metadata.counts import Counts, Sizes, count, counted, counted_of
from kgtools.metadata.forms import form_of
from kgtools.metadata.names import dataset_iri, metadata_graph, root_of
from kgtools.metadata.publication import Distribution, Publication
from kgtools.metadata.triples import Node, say_of, term
from kgtools.project import Project
from kgtools.rdf.packed import Grouping, PackedQuads
from kgtools.rdf.terms import OWL, RDF, RDFS, SCHEMA, SH, SKOS, TYPE, Term

LINKS = (
    OWL + "sameAs",
    SCHEMA + "sameAs",
    "http://schema.org/sameAs",
    *(f"{SKOS}{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")),
)
EXAMPLES = 6  # resources that are named as examples
_OF_SCHEMAS = (OWL, RDF, RDFS, SH)


@dataclass(frozen=True)
class Linkset:
    """Triples of one predicate that lead from the dataset's own things to one other host."""

    predicate: NamedNode
    host: str
    space: str
    triples: int

    def iri(self, dataset: NamedNode) -> NamedNode:
        name = self.predicate.value.rpartition("#")[2].rpartition("/")[2]
        return NamedNode(f"{dataset.value}#links-{name}-{self.host}")


@dataclass(frozen=True)
class Statistics:
    """The numbers of a project's quads; `prepared` are those on its queries."""

    project: Project
    prepared: list[Quad]

    def prepare(self) -> None:
        """Counts everything."""
        _ = self.whole, self.sizes, self.linksets, self.examples, self.vocabularies

    @property
    def quads(self) -> PackedQuads:
        return self.project.packed

    @cached_property
    def whole(self) -> Counts:
        return counted(self.project.index, root_of(self.project))

    @cached_property
    def sizes(self) -> dict[NamedNode, Sizes]:
        """Of every named graph there is, in the order of the configuration."""
        return {graph: sizes for graph, (sizes, _) in self._counted.items()}

    def token(self, graph: NamedNode) -> bytes:
        """Eight bytes that are others for other numbers of the graph."""
        return self._counted[graph][1]

    @cached_property
    def _counted(self) -> dict[NamedNode, tuple[Sizes, bytes]]:
        quads = self.quads
        there = [quads.terms[number] for number in dict.fromkeys(quads.graph)]
        named = [graph for graph in there if isinstance(graph, NamedNode)]
        wanted = dict.fromkeys([*self.names, *named])
        counts = ((iri, self.of_graph(iri)) for iri in wanted if iri in there or iri in self.own)
        return {
            iri: (each.sizes, blake2b(repr(each).encode(), digest_size=8).digest())
            for iri, each in counts
        }

    def of_graph(self, graph: NamedNode) -> Counts:
        """Counted whenever it is asked for: there may be thousands of graphs."""
        quads = self.quads
        return counted_of(quads, self._rows.of(quads.number(graph)), root_of(self.project))

    @cached_property
    def _rows(self) -> Grouping:
        return Grouping.by(self.quads.graph, len(self.quads.terms))

    @property
    def unnamed(self) -> Set[NamedNode]:
        """The graphs that no configuration names."""
        return self.sizes.keys() - self.names.keys()

    @cached_property
    def own(self) -> frozenset[NamedNode]:
        return frozenset(graph.iri for graph in self.project.graphs)

    @cached_property
    def names(self) -> dict[NamedNode, str]:
        """What the graphs are called."""
        names = {graph.iri: graph.name for graph in self.project.graphs}
        names.setdefault(self.project.config.rules.graph, "derived")
        return names

    @cached_property
    def linksets(self) -> list[Linkset]:
        """By predicate and host; what leads to a thing of the dataset itself is none of them."""
        root, found = root_of(self.project), dict[tuple[NamedNode, str], set[tuple[Term, str]]]()
        for quad in self.quads.of(map(NamedNode, LINKS)):
            if isinstance(quad.object, NamedNode):
                host = urlsplit(quad.object.value).hostname
                if host and not quad.object.value.startswith(root):
                    pair = (quad.subject, quad.object.value)
                    found.setdefault((quad.predicate, host), set()).add(pair)
        return [
            Linkset(predicate, host, _space({iri for _, iri in pairs}), len(pairs))
            for (predicate, host), pairs in sorted(found.items(), key=lambda item: str(item[0]))
        ]

    @cached_property
    def vocabularies(self) -> list[NamedNode]:
        """The namespaces of all properties and classes that are used."""
        terms = (*self.whole.by_property, *self.whole.by_class)
        return [NamedNode(space) for space in sorted({_namespace(each.value) for each in terms})]

    @cached_property
    def examples(self) -> list[NamedNode]:
        """One instance of each of the largest classes that are not about schemas."""
        root, first = root_of(self.project), dict[NamedNode, NamedNode]()
        for one, kind in self.project.index.pairs(TYPE):
            if not isinstance(kind, NamedNode):
                continue
            own = isinstance(one, NamedNode) and one.value.startswith(root)
            if own and isinstance(one, NamedNode) and not kind.value.startswith(_OF_SCHEMAS):
                first[kind] = min(first.get(kind, one), one, key=str)
        sizes = self.whole.by_class
        largest = sorted(first, key=lambda kind: (-sizes[kind].entities, kind.value))
        return list(dict.fromkeys(first[kind] for kind in largest))[:EXAMPLES]


def void(
    statistics: Statistics, publication: Publication, but: Set[NamedNode] = frozenset()
) -> Iterator[Triple]:
    """The dataset as a whole, its graphs, its links; without what some graphs are made of."""
    project = statistics.project
    dataset, root = dataset_iri(project), root_of(project)
    endpoint = NamedNode(publication.endpoint) if publication.endpoint else None
    dumps = _dumps(publication.distributions)
    yield from _sized(dataset, statistics.whole.sizes)
    yield from partitions(dataset, statistics.whole, "d")
    yield from say_of(
        dataset,
        void_uriSpace=root,
        void_vocabulary=statistics.vocabularies,
        void_exampleResource=statistics.examples,
        void_feature=_features(publication.distributions),
        void_sparqlEndpoint=endpoint,
        void_dataDump=[NamedNode(publication.url(each.path)) for each in dumps.get(None, ())],
        void_subset=[*statistics.sizes, *(s.iri(dataset) for s in statistics.linksets)],
    )
    for number, (graph, sizes) in enumerate(statistics.sizes.items()):
        yield from _sized(graph, sizes)
        if graph not in but:
            yield from partitions(graph, statistics.of_graph(graph), f"g{number}")
        yield from say_of(
            graph,
            dcterms_title=statistics.names.get(graph, graph.value),
            dcterms_isPartOf=dataset,
            dcterms_license=licence(project),
            void_uriSpace=root,
            void_dataDump=[NamedNode(publication.url(one.path)) for one in dumps.get(graph, ())],
        )
    if statistics.prepared:
        yield from _metadata(statistics, metadata_graph(project))
    for number, links in enumerate(statistics.linksets):
        yield from _linked(links, dataset, BlankNode(f"kgtools{number}target"))


def _metadata(statistics: Statistics, graph: NamedNode) -> Iterator[Triple]:
    project = statistics.project
    counts = count(statistics.prepared, root_of(project))
    yield from _sized(graph, counts.sizes)
    yield from partitions(graph, counts, "m")
    yield from say_of(
        graph,
        dcterms_title="metadata",
        dcterms_license=licence(project),
        foaf_primaryTopic=dataset_iri(project),
    )


def _sized(node: NamedNode, sizes: Sizes) -> Iterator[Triple]:
    yield Triple(node, TYPE, term("void:Dataset"))
    yield from say_of(
        node,
        void_triples=sizes.triples,
        void_entities=sizes.entities,
        void_classes=sizes.classes,
        void_properties=sizes.properties,
        void_distinctSubjects=sizes.subjects,
        void_distinctObjects=sizes.objects,
    )


def partitions(node: NamedNode, counts: Counts, name: str) -> Iterator[Triple]:
    """What it is made of, by class and property; `name` is its own in labels of blank nodes."""
    for number, (kind, of_class) in enumerate(counts.by_class.items()):
        part = BlankNode(f"kgtools{name}c{number}")
        yield from say_of(node, void_classPartition=part)
        yield from say_of(
            part,
            void_class=kind,
            void_entities=of_class.entities,
            void_distinctSubjects=of_class.subjects,
            void_triples=of_class.triples,
        )
    for number, (name_of, of_property) in enumerate(counts.by_property.items()):
        part = BlankNode(f"kgtools{name}p{number}")
        yield from say_of(node, void_propertyPartition=part)
        yield from say_of(
            part,
            void_property=name_of,
            void_triples=of_property.triples,
            void_distinctSubjects=of_property.subjects,
            void_distinctObjects=of_property.objects,
        )


def _linked(links: Linkset, dataset: NamedNode, target: Node) -> Iterator[Triple]:
    yield from say_of(
        links.iri(dataset),
        rdf_type=term("void:Linkset"),
        dcterms_title=f"{links.predicate.value} → {links.host}",
        void_subjectsTarget=dataset,
        void_objectsTarget=target,
        void_linkPredicate=links.predicate,
        void_triples=links.triples,
    )
    yield from say_of(
        target,
        rdf_type=term("void:Dataset"),
        dcterms_title=links.host,
        void_uriSpace=links.space,
    )


def _dumps(every: Iterable[Distribution]) -> Mapping[NamedNode | None, list[Distribution]]:
    """The files of RDF by graph; a table is no dump."""
    found: dict[NamedNode | None, list[Distribution]] = {}
    for each in every:
        if form_of(each.media_type).feature is not None:
            found.setdefault(each.graph, []).append(each)
    return found


def _features(every: Iterable[Distribution]) -> list[NamedNode]:
    found = {feature for each in every if (feature := form_of(each.media_type).feature)}
    return [NamedNode(iri) for iri in sorted(found)]


def _space(iris: Iterable[str]) -> str:
    """What all IRIs begin with, up to a slash or a number sign."""
    ordered = sorted(iris)
    pairs = zip(ordered[0], ordered[-1], strict=False)
    common = "".join(sign for sign, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return _namespace(common)


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/"), iri.rfind(":")) + 1]
