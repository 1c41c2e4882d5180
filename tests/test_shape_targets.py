"""Every target of the shapes that have several: bare nodes, made from the ontology, are found.

No shape is asked what it targets: each property and each class of the ontology gets a node of its
own that has nothing else, and the shapes that must find it are told here.
"""

from __future__ import annotations

import functools

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Namespace, URIRef
from rdflib.term import Node

import test_shapes as fixtures
from test_shapes import BG, BGD

OA = Namespace("http://www.w3.org/ns/oa#")
NEVER_ASSERTED = {
    BG.contentRelation,
    BG.isContentOf,
    BG.claimedLeverageOver,
    BG.wouldBurden,
    BG.wouldBenefit,
}
HIERARCHIES = {
    BG.comprisesRecommendation,
    BG.hasKind,
    BG.memberOf,
    BG.reportsClaim,
    BG.supersededBy,
    SKOS.broader,
}
TERM_KINDS = (OWL.AnnotationProperty, OWL.Class, OWL.DatatypeProperty, OWL.ObjectProperty)
TERM_SHAPES = ("definition", "isDefinedBy", "label", "source", "status")
NAMES_OF_CLASSES = (RDF.type, RDFS.domain, RDFS.range, RDFS.subClassOf)
TERM_HIERARCHIES = (RDFS.subClassOf, RDFS.subPropertyOf)


def name(term: Node) -> str:
    return str(term).rpartition("#")[2].rpartition("/")[2]


def properties() -> set[URIRef]:
    ontology = fixtures.graph_of("ontology/**/*.ttl")
    declared = {
        p
        for kind in (OWL.AnnotationProperty, OWL.DatatypeProperty, OWL.ObjectProperty)
        for p in ontology.subjects(RDF.type, kind)
        if isinstance(p, URIRef) and p.startswith(str(BG))
    }
    return (declared | {OA.start, OA.end}) - NEVER_ASSERTED


def classes() -> set[URIRef]:
    found = fixtures.graph_of("ontology/**/*.ttl").subjects(RDF.type, OWL.Class)
    return {c for c in found if isinstance(c, URIRef) and c.startswith(str(BG))}


def narrower(*kinds: URIRef) -> set[URIRef]:
    ontology = fixtures.graph_of("ontology/**/*.ttl")
    found = {c for kind in kinds for c in ontology.transitive_subjects(RDFS.subClassOf, kind)}
    return {c for c in found if isinstance(c, URIRef)}


@functools.cache
def bare() -> Graph:
    """A node for each property, which leads back to it; two for each class; the wrong terms."""
    graph = Graph()
    for p in properties() | HIERARCHIES:
        node = BGD[f"with-{name(p)}"]
        graph.add((node, p, node))
    for kind in classes() | {OA.TextPositionSelector}:
        node = BGD[f"a-{name(kind)}"]
        graph.add((node, RDF.type, kind))
        graph.add((node, BG.qualifies, node))
        graph.add((BNode(), RDF.type, kind))
    for kind in TERM_KINDS:
        graph.add((BG[f"bare{name(kind)}"], RDF.type, kind))
    for p in NAMES_OF_CLASSES:
        graph.add((BGD.thing, p, BG[f"Undeclared-{name(p)}"]))
    for p in TERM_HIERARCHIES:
        graph.add((BG[f"own-{name(p)}"], p, BG[f"own-{name(p)}"]))
    return graph


@functools.cache
def found() -> tuple[fixtures.Finding, ...]:
    return tuple(fixtures.findings(bare()))


def focus_nodes(shape: str) -> set[str]:
    return {finding.focus for finding in found() if finding.shape == f"bgs:{shape}"}


def test_whatever_has_a_property_must_be_of_some_class() -> None:
    subjects = {f.focus for f in found() if f.shape.endswith("-subject") and f.path == "-"}
    assert {f"bgd:with-{name(p)}" for p in properties()} - subjects == set()


def test_every_hierarchy_is_looked_at_for_cycles() -> None:
    assert focus_nodes("no-cycles") == {f"bgd:with-{name(p)}" for p in HIERARCHIES}


@pytest.mark.parametrize("shape", ["edges-stated", "no-self-relation"])
def test_edges_of_claims_contents_and_facts_are_looked_at(shape: str) -> None:
    kinds = narrower(BG.Claim, BG.ContentNode, BG.ContextFact)
    assert focus_nodes(shape) == {f"bgd:a-{name(kind)}" for kind in kinds}


def test_a_blank_node_of_any_class_is_found() -> None:
    shape = "bgs:no-blank-nodes"
    blank = sum(f.shape == shape and f.focus == "a blank node" for f in found())
    assert blank == len(classes()) + 1


@pytest.mark.parametrize("shape", TERM_SHAPES)
def test_every_kind_of_term_is_documented(shape: str) -> None:
    bare_terms = {f"bg:bare{name(kind)}" for kind in TERM_KINDS}
    assert bare_terms - focus_nodes(f"Term-{shape}") == set()


def test_every_name_of_a_class_is_that_of_a_declared_one() -> None:
    undeclared = {f"bg:Undeclared-{name(p)}" for p in NAMES_OF_CLASSES}
    assert undeclared - focus_nodes("declared-class") == set()


def test_both_hierarchies_of_terms_are_looked_at_for_cycles() -> None:
    assert {f"bg:own-{name(p)}" for p in TERM_HIERARCHIES} - focus_nodes("Term-no-cycle") == set()
