"""The ontology as an expert would take it in: profile, consistency, imports, metadata, terms."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest
import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import FOAF, VANN
from rdflib.term import Node

from conftest import ROOT, TESTS, need
from kgtools.project import Project
from owl_reports import ROOT_ONTOLOGY, modules

BG = Namespace(ROOT_ONTOLOGY + "#")
BIBO = Namespace("http://purl.org/ontology/bibo/")
STATUS = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")
FOREIGN = URIRef(ROOT_ONTOLOGY + "/foreign")
BUILT_IN = (str(RDF), str(RDFS), str(OWL), str(rdflib.XSD))
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
# Terms that readers take one for the other: each must show what it is not.
CONFUSABLE = """
    Claim EditorialAssertion UnnamedActor ProposedOperation Leverage LeverageInstrument Government
    Administration State Territory Dependency Interdependence Demand Recommendation borneBy affects
    benefits listedAs ConsequenceSet TakeawayClaim hedge modalForce leadsTo hasPredictedConsequence
""".split()
CONFUSABLE_CONCEPTS = [
    URIRef(f"https://w3id.org/bargain/concept/{name}")
    for name in ("force/possible", "force/probable", "polarity/con", "polarity/harmful")
]
PREFIXES = """
    @prefix bg: <https://w3id.org/bargain/ontology#> .
    @prefix bgd: <https://w3id.org/bargain/id/> .
    @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CASES = {
    "as it is": "",
    "a claim that is a place": PREFIXES + "bgd:mexican-territory a bg:Claim .",
    "a class of such": PREFIXES + "bg:X a owl:Class ; rdfs:subClassOf bg:Claim , bg:Territory .",
    "a property nobody declared": PREFIXES + "bgd:mexico <urn:x:undeclared> bgd:united-states .",
    "a date as data": PREFIXES + 'bgd:mexico bg:figure "2026-11-23"^^xsd:date .',
}


@pytest.fixture(scope="module")
def reports() -> dict[str, dict[str, object]]:
    need("java")
    need("owlapi")
    command = [sys.executable, str(TESTS / "owl_reports.py"), str(ROOT)]
    done = subprocess.run(command, input=json.dumps(CASES), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, dict[str, object]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def graphs() -> dict[URIRef, Graph]:
    """Each module by the IRI of its ontology."""
    return {URIRef(iri): Graph().parse(file) for iri, file in modules(ROOT).items()}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read("ontology/**/*.ttl")


def read(*patterns: str) -> Graph:
    graph = Graph()
    for pattern in patterns:
        for file in sorted(ROOT.glob(pattern)):
            graph.parse(file)
    return graph


def own_terms(graph: Graph) -> set[Node]:
    kinds = (OWL.Class, *PROPERTIES)
    return {t for k in kinds for t in graph.subjects(RDF.type, k) if str(t).startswith(BG)}


def languages(graph: Graph, subject: Node, predicate: URIRef) -> Counter[str | None]:
    return Counter(getattr(o, "language", None) for o in graph.objects(subject, predicate))


def named(graph: Graph) -> Iterator[URIRef]:
    """Everything that the triples name."""
    yield from (t for triple in graph for t in triple if isinstance(t, URIRef))


def test_ontology_and_data_are_in_owl_2_dl(reports: dict[str, dict[str, object]]) -> None:
    assert reports["as it is"]["violations"] == []
    # The whole is all modules and the one ontology that holds concepts and data.
    assert reports["as it is"]["ontologies"] == len(modules(ROOT)) + 1


def test_ontology_and_data_are_consistent(reports: dict[str, dict[str, object]]) -> None:
    assert reports["as it is"]["consistent"] is True
    assert reports["as it is"]["unsatisfiable"] == []


def test_hermit_finds_what_is_broken(reports: dict[str, dict[str, object]]) -> None:
    assert reports["a claim that is a place"]["consistent"] is False
    assert reports["a class of such"]["consistent"] is True
    assert reports["a class of such"]["unsatisfiable"] == [str(BG.X)]


@pytest.mark.parametrize(
    ("case", "culprit"),
    [("a property nobody declared", "urn:x:undeclared"), ("a date as data", "xsd:date")],
)
def test_the_profile_checker_finds_what_is_outside(
    reports: dict[str, dict[str, object]], case: str, culprit: str
) -> None:
    violations = reports[case]["violations"]
    assert isinstance(violations, list) and len(violations) > 0
    assert [text for text in violations if culprit not in text] == []


def test_dates_stand_on_annotation_properties_only(ontology: Graph) -> None:
    dated = {
        p
        for _, p, o in ontology + read("data/*.ttl")
        if isinstance(o, Literal) and o.datatype == rdflib.XSD.date
    }
    assert dated
    assert {p for p in dated if (p, RDF.type, OWL.AnnotationProperty) not in ontology} == set()


def test_every_term_in_use_is_declared(ontology: Graph) -> None:
    whole = ontology + read("data/*.ttl")
    declared = {t for k in (OWL.Class, *PROPERTIES) for t in ontology.subjects(RDF.type, k)}
    used = set(whole.predicates()) | set(whole.objects(None, RDF.type))
    undeclared = {t for t in used - declared if not str(t).startswith(BUILT_IN)}
    assert undeclared == set()


def test_no_property_is_of_two_kinds(ontology: Graph) -> None:
    kinds = Counter(p for k in PROPERTIES for p in ontology.subjects(RDF.type, k))
    assert [p for p, n in kinds.items() if n > 1] == []


def test_the_root_imports_every_module(graphs: dict[URIRef, Graph]) -> None:
    root = URIRef(ROOT_ONTOLOGY)
    assert set(graphs[root].objects(root, OWL.imports)) == graphs.keys() - {root}


def test_each_module_imports_what_it_uses(graphs: dict[URIRef, Graph]) -> None:
    home = {term: iri for iri, graph in graphs.items() for term in own_terms(graph)}
    for iri, graph in graphs.items():
        if iri == URIRef(ROOT_ONTOLOGY):
            continue
        needed = {home[t] for t in named(graph) if t in home} | {FOREIGN}
        assert set(graph.objects(iri, OWL.imports)) == needed - {iri}, iri


def test_each_module_has_full_metadata(graphs: dict[URIRef, Graph]) -> None:
    one = {
        OWL.versionIRI,
        OWL.versionInfo,
        DCTERMS.license,
        DCTERMS.created,
        DCTERMS.issued,
        DCTERMS.modified,
        BIBO.status,
        VANN.preferredNamespacePrefix,
        VANN.preferredNamespaceUri,
    }
    some = {DCTERMS.creator, DCTERMS.contributor, DCTERMS.publisher, DCTERMS.source}
    texts = {RDFS.label, DCTERMS.title, DCTERMS.abstract, DCTERMS.description}
    texts |= {DCTERMS.bibliographicCitation}
    for iri, graph in graphs.items():
        count = Counter(graph.predicates(iri))
        assert {p for p in one if count[p] != 1} == set(), iri
        assert {p for p in some if count[p] == 0} == set(), iri
        for predicate in texts:
            assert languages(graph, iri, predicate) == Counter(en=1, es=1), (iri, predicate)
        for predicate in (DCTERMS.created, DCTERMS.issued, DCTERMS.modified):
            day = graph.value(iri, predicate)
            assert isinstance(day, Literal) and day.datatype == rdflib.XSD.date, (iri, predicate)
        version = graph.value(iri, OWL.versionInfo)
        assert graph.value(iri, OWL.versionIRI) == URIRef(f"{iri}/{version}")
        for citation in graph.objects(iri, DCTERMS.bibliographicCitation):
            assert str(version) in str(citation) and str(iri) in str(citation)
        if (iri, OWL.priorVersion, None) in graph:  # then say what it means for who used that one
            kept = {OWL.backwardCompatibleWith, OWL.incompatibleWith} & set(graph.predicates(iri))
            assert kept, iri
        assert isinstance(graph.value(iri, DCTERMS.license), URIRef)
        assert str(graph.value(iri, VANN.preferredNamespaceUri)) == str(BG)
        assert iri == FOREIGN or (iri, FOAF.depiction, None) in graph


def test_the_picture_that_is_named_is_there(ontology: Graph) -> None:
    base = "https://w3id.org/bargain/"
    pictures = {str(o).removeprefix(base) for o in ontology.objects(None, FOAF.depiction)}
    assert pictures
    assert {p for p in pictures if not (ROOT / p).is_file()} == set()


def test_every_term_and_concept_has_one_status(ontology: Graph) -> None:
    terms = own_terms(ontology)
    terms |= {t for k in (SKOS.Concept, SKOS.ConceptScheme) for t in ontology.subjects(RDF.type, k)}
    assert len(terms) > 250
    known = {Literal(word) for word in ("testing", "unstable", "stable", "archaic")}
    found = {term: list(ontology.objects(term, STATUS)) for term in terms}
    assert {t for t, status in found.items() if len(status) != 1 or status[0] not in known} == set()


def test_examples_speak_both_languages(ontology: Graph) -> None:
    for term in set(ontology.subjects(SKOS.example)):
        count = languages(ontology, term, SKOS.example)
        assert count["en"] == count["es"] and count.keys() == {"en", "es"}, term


def test_confusable_terms_show_what_they_are_and_are_not(ontology: Graph) -> None:
    for term in [BG[name] for name in CONFUSABLE] + CONFUSABLE_CONCEPTS:
        shown: set[tuple[str | None, bool]] = set()
        for text in ontology.objects(term, SKOS.example):
            assert isinstance(text, Literal)
            negative = bool(re.match("Not: " if text.language == "en" else "No: ", text))
            shown.add((text.language, negative))
        wanted = {(lang, negative) for lang in ("en", "es") for negative in (True, False)}
        assert shown == wanted, term


def test_the_alignments_are_imported_by_nobody(ontology: Graph) -> None:
    assert not [o for o in ontology.objects(None, OWL.imports) if "alignments" in str(o)]
    files = [file for graph in Project.open(ROOT).graphs for file in graph.files]
    assert files and not [file for file in files if "alignments" in file.parts]
