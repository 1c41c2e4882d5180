"""What only a person can judge is at least there to be judged: reasons, and what is left open."""

from __future__ import annotations

import re

from rdflib import OWL, RDF, RDFS, SH, SKOS, URIRef

import test_shapes as fixtures
from conftest import ROOT
from test_shapes import BG

# Open, as docs/shapes.md says: whoever describes them may use any vocabulary for it.
OPEN = {BG.Author, BG.Source, SKOS.Concept, SKOS.ConceptScheme}


def with_sparql() -> set[str]:
    return {fixtures.curie(shape) for shape in fixtures.shapes().subjects(SH.sparql)}


def test_each_sparql_constraint_says_why_core_cannot_say_it() -> None:
    texts = "\n".join(file.read_text("utf-8") for file in sorted(ROOT.glob("shapes/*.ttl")))
    explained = re.findall(
        r"^# SPARQL, for .+\n(?:# .+\n)*(bgs:[\w-]+) a sh:NodeShape ;$", texts, re.M
    )
    assert len(explained) == len(set(explained)) > 5
    assert set(explained) == with_sparql()


def test_the_guide_names_each_sparql_constraint_and_its_reason() -> None:
    guide = (ROOT / "docs" / "shapes.md").read_text("utf-8")
    rows = re.findall(r"^\| `(bgs:[\w-]+)` \| .{15,} \| .{15,} \|$", guide, re.M)
    assert sorted(rows) == sorted(with_sparql())


def test_every_class_is_closed_but_those_that_are_open_on_purpose() -> None:
    graph, ontology = fixtures.shapes(), fixtures.graph_of("ontology/**/*.ttl")
    closed = {
        kind
        for shape in graph.subjects(SH.closed)
        for target in graph.objects(shape, SH.targetClass)
        for kind in ontology.transitive_subjects(RDFS.subClassOf, target)
    }
    abstract = {BG.ContentNode}  # whatever is one is of a narrower class, which is closed
    declared = {
        kind
        for kind in ontology.subjects(RDF.type, OWL.Class)
        if isinstance(kind, URIRef) and kind.startswith(str(BG))
    }
    assert declared - closed == (OPEN - {SKOS.Concept, SKOS.ConceptScheme}) | abstract
    assert closed & OPEN == set()


def test_every_property_shape_reports_and_so_is_named_and_described() -> None:
    graph = fixtures.shapes()
    shapes = {fixtures.curie(s) for s in graph.subjects(RDF.type, SH.PropertyShape)}
    linked = {fixtures.curie(s) for s in graph.objects(None, SH.property) if isinstance(s, URIRef)}
    reporting = {name for name, _ in fixtures.constraints()}
    assert shapes - reporting == set() == linked - shapes
