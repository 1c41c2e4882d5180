"""Alignments: links for readers, each to a term that was found in its vocabulary's own text."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest
import rdflib
from rdflib import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SKOS, Graph, Namespace, URIRef

from conftest import ROOT

FOLDER = ROOT / "alignments"
MAPPINGS = {SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}
OWN = "https://w3id.org/bargain/"
CODES = (OWN + "concept/cameo/", OWN + "concept/plover/")
# Web Annotation, ORG, PROV-O, schema.org, SEPIO, DPV: each of them has its links.
VOCABULARIES = (
    "http://www.w3.org/ns/oa#",
    str(ORG),
    str(PROV),
    str(rdflib.SDO),
    "http://purl.obolibrary.org/obo/SEPIO_",
    "https://w3id.org/dpv#",
    *CODES,
)
WHERE = re.compile(r"(npm @vocabulary/\w+ \d+\.\d+\.\d+|github [\w-]+/[\w-]+ [0-9a-f]{12}), \S+")


@pytest.fixture(scope="module")
def alignments() -> Graph:
    return Graph().parse(FOLDER / "alignments.ttl")


@pytest.fixture(scope="module")
def codes() -> Graph:
    return Graph().parse(FOLDER / "event-codes.ttl")


def verified() -> list[dict[str, str]]:
    with (FOLDER / "verified.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def links(graph: Graph) -> list[tuple[URIRef, URIRef, URIRef]]:
    return [(s, p, o) for s, p, o in graph if p in MAPPINGS]  # type: ignore[misc]


def test_every_target_was_verified(alignments: Graph, codes: Graph) -> None:
    targets = {str(o) for _, _, o in links(alignments) + links(codes)}
    rows = {row["iri"] for row in verified()}
    assert len(targets) > 50
    assert targets - rows == set()
    assert rows - targets - {str(s) for s in codes.subjects(RDF.type, SKOS.Concept)} == set()


def test_each_row_says_what_was_found_and_where() -> None:
    rows = verified()
    assert [n for n in Counter(row["iri"] for row in rows).values() if n > 1] == []
    assert [row["iri"] for row in rows if not row["name"] or not WHERE.match(row["where"])] == []


def test_rdflib_knows_what_it_can_know() -> None:
    rows = [URIRef(row["iri"]) for row in verified()]
    for namespace in (ORG, PROV, rdflib.SDO):
        mine = [iri for iri in rows if str(iri).startswith(str(namespace))]
        assert mine
        assert [iri for iri in mine if iri not in namespace] == []
    assert not [iri for iri in rows if str(iri).startswith("http://schema.org/")]


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_each_vocabulary_has_links(alignments: Graph, vocabulary: str) -> None:
    assert [o for _, _, o in links(alignments) if str(o).startswith(vocabulary)]


def test_only_own_terms_are_aligned(alignments: Graph) -> None:
    ontology = Graph()
    for file in (ROOT / "ontology").rglob("*.ttl"):
        ontology.parse(file)
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SKOS.Concept)
    declared = {t for k in kinds for t in ontology.subjects(RDF.type, k) if str(t).startswith(OWN)}
    assert {s for s, _, _ in links(alignments)} - declared == set()


def test_no_pair_is_linked_twice(alignments: Graph) -> None:
    pairs = Counter((s, o) for s, _, o in links(alignments))
    assert [pair for pair, n in pairs.items() if n > 1] == []


def test_nothing_can_be_inferred_from_the_alignments(alignments: Graph, codes: Graph) -> None:
    for graph in (alignments, codes):
        assert len(list(graph.subjects(RDF.type, OWL.Ontology))) == 1
        assert not list(graph.triples((None, OWL.imports, None)))
        axioms = {RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.sameAs}
        axioms |= {OWL.equivalentClass, OWL.equivalentProperty, OWL.disjointWith, SKOS.exactMatch}
        assert axioms & set(graph.predicates()) == set()


def test_an_event_code_is_a_concept_of_its_own_scheme(codes: Graph) -> None:
    names = {row["iri"]: row["name"] for row in verified()}
    concepts = set(codes.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) > 20
    for concept in concepts:
        scheme, slug = str(concept).rsplit("/", 1)
        notation = str(codes.value(concept, SKOS.notation))
        assert notation.lower() == slug
        assert codes.value(concept, SKOS.inScheme) == URIRef(scheme)
        labels = {label.language: label for label in codes.objects(concept, SKOS.prefLabel)}  # type: ignore[attr-defined]
        assert labels.keys() == {"en", "es"}
        assert names[str(concept)] in {notation, str(labels["en"])}
        if scheme.endswith("cameo"):  # the published conversion, one category for each code
            assert len(list(codes.objects(concept, SKOS.broadMatch))) == 1


def test_each_identifier_sits_on_the_right_node() -> None:
    data = Graph()
    for file in (ROOT / "data").glob("*.ttl"):
        data.parse(file)
    bg = Namespace(OWN + "ontology#")
    homes = {  # whose identifiers these are
        "https://sws.geonames.org/": bg.Territory,
        "http://publications.europa.eu/resource/authority/country/": bg.State,
    }
    for start, kind in homes.items():
        nodes = [s for s, o in data.subject_objects(rdflib.SDO.sameAs) if str(o).startswith(start)]
        assert nodes
        assert [s for s in nodes if (s, RDF.type, kind) not in data] == []
    codes = data.subject_objects(DCTERMS.identifier)
    coded = [s for s, code in codes if re.fullmatch("[A-Z]{3}", str(code))]  # ISO 3166-1 alpha-3
    assert coded
    assert [s for s in coded if (s, RDF.type, bg.State) not in data] == []
