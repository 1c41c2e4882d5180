"""The shapes, constraint by constraint, against small graphs that are good but for one thing.

`tests/shapes/<Class>/good.ttl` conforms together with `common.ttl`. Each `<constraint>.ru` beside
it is a SPARQL Update (with the prefixes of prefixes.ru) that damages it; its head comment names
every finding that follows, the one that it is there for first. `-` stands for no path. An example
that has no statement of its own gets them, so that it shows nothing but its own matter: see
`vouched`.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pyshacl import validate as pyshacl_validate
from pyshacl.entrypoints import meta_validate
from pyshacl.shape import Shape
from rdflib import RDF, RDFS, SH, SKOS, BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "shapes"
BG = Namespace("https://w3id.org/bargain/ontology#")
BGD = Namespace("https://w3id.org/bargain/id/")
BGS = Namespace("https://w3id.org/bargain/shapes#")
DAMAGES = sorted(FOLDER.glob("*/*.ru"))
GOOD = sorted(FOLDER.glob("*/good.ttl"))
TARGETS: Any = Shape.focus_nodes
KEYS = ("focus", "path", "component", "severity", "shape")
CONSTRAINTS = """
    and class closed datatype disjoint equals hasValue in languageIn lessThan maxCount maxLength
    minCount minInclusive node nodeKind not or pattern uniqueLang xone
"""
PARAMETERS = {
    parameter: f"sh:{parameter[0].upper()}{parameter[1:]}ConstraintComponent"
    for parameter in CONSTRAINTS.split()
} | {"sparql": "sh:SPARQLConstraintComponent"}
# Any other parameter of a shape would be a constraint that the list above does not know.
NOT_CONSTRAINTS = """
    deactivated description flags group ignoredProperties message name order path property severity
    targetClass targetNode targetObjectsOf targetSubjectsOf
"""


@dataclass(frozen=True)
class Finding:
    focus: str
    path: str
    component: str
    severity: str
    shape: str


class QuickGraph(Graph):
    """Reads each query but once: pySHACL asks the same one for every focus node."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        return super().query(read_query(str(query_object)), *args, **kwargs)


@functools.cache
def read_query(text: str) -> Query:
    return prepareQuery(text)


@functools.cache
def graph_of(pattern: str) -> Graph:
    graph = QuickGraph()
    for file in sorted(ROOT.glob(pattern)):
        graph.parse(file)
    return graph


@functools.cache
def shapes() -> Graph:
    return graph_of("shapes/*.ttl")


@functools.cache
def prefixes() -> str:
    return (FOLDER / "prefixes.ru").read_text(encoding="utf-8")


@functools.cache
def content_terms() -> tuple[set[Node | None], set[Node | None], set[Node | None]]:
    """The kinds of content, the content relations, and those that only the curators state."""
    ontology = graph_of("ontology/**/*.ttl")
    kinds = set(ontology.transitive_subjects(RDFS.subClassOf, BG.ContentNode))
    relations = set(ontology.transitive_subjects(RDFS.subPropertyOf, BG.contentRelation))
    surmised = set(ontology.transitive_subjects(RDFS.subPropertyOf, BG.bearsOn))
    return kinds, relations, surmised | {BG.possibleReferent}


def vouched(graph: Graph) -> Graph:
    """The graph with bgd:claim speaking of each content node and stating each content edge.

    What only curators state, bgd:surmise states. A graph that has statements of its own is given
    back as it is.
    """
    if (None, RDF.type, BG.Statement) in graph:
        return graph
    kinds, relations, surmised = content_terms()
    for node in {s for s, kind in graph.subject_objects(RDF.type) if kind in kinds}:
        graph.add((BGD.claim, BG.hasContent, node))
    for s, p, o in [triple for triple in graph if triple[1] in relations]:
        name = hashlib.sha256(f"{s} {p} {o}".encode()).hexdigest()[:16]
        statement = BGD[f"statement-{name}"]
        if p in surmised:
            graph.parse(FOLDER / "surmise.ttl")
            graph.add((BGD.surmise, BG.states, statement))
        else:
            graph.add((BGD.claim, BG.states, statement))
        if p not in {*surmised, BG.supports, BG.qualifies}:
            graph.add((BGD.claim, BG.hasContent, s))
        graph.add((statement, RDF.type, BG.Statement))
        graph.add((statement, BG.statementSubject, s))
        graph.add((statement, BG.statementProperty, p))
        graph.add((statement, BG.statementObject, o))
    return graph


def example(folder: Path, damage: str = "") -> Graph:
    graph = Graph()
    for file in (FOLDER / "common.ttl", folder / "good.ttl"):
        graph.parse(file)
    before = set(graph)
    if damage:
        graph.update(prefixes() + damage)
        assert set(graph) != before, "the damage changes nothing"
    return vouched(graph)


def findings(graph: Graph, only: frozenset[Node] = frozenset()) -> list[Finding]:
    """What the shapes find on the nodes of the graph, read together with the ontology.

    With `only`, the targets of no other shapes are looked at.
    """
    data = graph_of("ontology/**/*.ttl")
    added = [triple for triple in graph if triple not in data]
    nodes = {term for s, _, o in graph for term in (s, o)}

    def focus_nodes(shape: Shape, *args: Any, **kwargs: Any) -> set[Node]:
        looked_at = not only or shape.node in only
        found: set[Node] = TARGETS(shape, *args, **kwargs) if looked_at else set()
        return found & nodes

    for triple in added:
        data.add(triple)
    try:
        with pytest.MonkeyPatch.context() as patch:
            # pySHACL's own focus_nodes option leaves out literals, even as values of sh:or.
            patch.setattr(Shape, "focus_nodes", focus_nodes)
            report = pyshacl_validate(data, shacl_graph=shapes(), inference="none", inplace=True)[1]
    finally:
        for triple in added:
            data.remove(triple)
    return sorted((_finding(report, r) for r in report.objects(None, SH.result)), key=repr)


def _finding(report: Graph, result: Node) -> Finding:
    def shown(predicate: URIRef) -> str:
        value = report.value(result, predicate)
        return "a blank node" if isinstance(value, BNode) else curie(value)

    path = report.value(result, SH.resultPath)
    return Finding(
        shown(SH.focusNode),
        path_text(report, path) if path is not None else "-",
        shown(SH.sourceConstraintComponent),
        shown(SH.resultSeverity),
        shown(SH.sourceShape),
    )


def curie(term: Node | None) -> str:
    for prefix, namespace in re.findall(r"^PREFIX (\w+:) <(.+)>$", prefixes(), re.MULTILINE):
        if str(term).startswith(namespace):
            return f"{prefix}{str(term).removeprefix(namespace)}"
    return f"<{term}>"


def path_text(graph: Graph, path: Node) -> str:
    """A SHACL path as SPARQL writes it."""
    if isinstance(path, URIRef):
        return curie(path)
    if (inner := graph.value(path, SH.inversePath)) is not None:
        return f"^{path_text(graph, inner)}"
    if (inner := graph.value(path, SH.oneOrMorePath)) is not None:
        return f"{path_text(graph, inner)}+"
    if (inner := graph.value(path, SH.alternativePath)) is not None:
        return "|".join(path_text(graph, p) for p in Collection(graph, inner))
    return "/".join(path_text(graph, p) for p in Collection(graph, path))


def expected(file: Path) -> list[Finding]:
    heads = re.findall(r"^# (\w+): (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert [key for key, _ in heads] == [*KEYS] * (len(heads) // len(KEYS)), f"head of {file}"
    values = [value for _, value in heads]
    return [Finding(*values[i : i + len(KEYS)]) for i in range(0, len(values), len(KEYS))]


def constraints() -> set[tuple[str, str]]:
    """Each shape that reports, with each of its constraint components."""
    graph, found = shapes(), set()
    targets = [SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf]
    for shape in set(graph.subjects(RDF.type, SH.NodeShape)) | set(
        graph.subjects(RDF.type, SH.PropertyShape)
    ):
        reports = any((shape, target, None) in graph for target in targets)
        if reports or (None, SH.property, shape) in graph:
            for parameter, component in PARAMETERS.items():
                if (shape, SH[parameter], None) in graph:
                    found.add((curie(shape), component))
    return found


@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.parent.name)
def test_a_good_example_has_no_finding(file: Path) -> None:
    assert findings(example(file.parent)) == []


@pytest.mark.parametrize("file", DAMAGES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_damage_gives_just_the_findings_that_it_names(file: Path) -> None:
    damage = file.read_text(encoding="utf-8")
    assert Counter(findings(example(file.parent, damage))) == Counter(expected(file))


def test_every_constraint_has_a_fixture_that_triggers_it() -> None:
    triggered = {(f.shape, f.component) for file in DAMAGES for f in expected(file)[:1]}
    assert triggered == constraints()


def test_every_class_that_is_used_has_a_good_example() -> None:
    used = {kind for file in GOOD for kind in example(file.parent).objects(None, RDF.type)}
    ontology = graph_of("ontology/**/*.ttl")
    abstract = {BG.Actor, BG.Organisation, BG.ContentNode, BG.ContextFact}
    declared = {c for c in ontology.subjects(RDF.type, OWL.Class) if str(c).startswith(str(BG))}
    assert declared - used - abstract == set()


def test_every_property_of_the_ontology_has_a_shape() -> None:
    ontology, graph = graph_of("ontology/**/*.ttl"), shapes()
    declared = {
        p
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        for p in ontology.subjects(RDF.type, kind)
        if str(p).startswith(str(BG))
    }
    spared = {  # never asserted
        BG.contentRelation,
        BG.isContentOf,
        BG.claimedLeverageOver,
        BG.wouldBurden,
        BG.wouldBenefit,
    }
    shaped = set(graph.objects(None, SH.path)) | set(graph.objects(None, SH.targetSubjectsOf))
    assert declared - shaped - spared == set()
    relations = set(ontology.transitive_subjects(RDFS.subPropertyOf, BG.contentRelation))
    subjects = {  # of content relations: content nodes, but for these two
        p
        for name in ("content-relation-subject", "Claim-subject", "ContextFact-subject")
        for p in graph.objects(BGS[name], SH.targetSubjectsOf)
    }
    assert relations - subjects == {BG.contentRelation}


def test_every_concept_scheme_is_that_of_some_property() -> None:
    schemes = set(graph_of("ontology/**/*.ttl").subjects(RDF.type, SKOS.ConceptScheme))
    named = set(shapes().objects(None, SH.hasValue)) | {
        URIRef("https://w3id.org/bargain/concept/polarity")  # by sh:in, value by value
    }
    assert schemes - named == set()


def test_every_reporting_shape_speaks_both_languages() -> None:
    graph = shapes()

    def languages(node: Node, predicate: URIRef) -> list[str]:
        texts = graph.objects(node, predicate)
        return sorted(str(getattr(text, "language", None)) for text in texts)

    for name in {shape for shape, _ in constraints()}:
        shape = BGS[name.removeprefix("bgs:")]
        speaker = graph.value(shape, SH.sparql) or shape
        is_property = (shape, RDF.type, SH.PropertyShape) in graph
        assert languages(speaker, SH.message) == ["en", "es"], name
        assert languages(shape, SH.name if is_property else RDFS.label) == ["en", "es"], name
        described = SH.description if is_property else RDFS.comment
        assert languages(shape, described) == ["en", "es"], name
        assert graph.value(shape, SH.severity) is not None, name
        if is_property:
            assert graph.value(shape, SH.order) is not None, name
            assert (graph.value(shape, SH.group), RDF.type, SH.PropertyGroup) in graph, name


def test_no_parameter_of_a_shape_is_unknown_to_these_tests() -> None:
    graph = shapes()
    named = set(graph.subjects(RDF.type, SH.NodeShape)) | set(
        graph.subjects(RDF.type, SH.PropertyShape)
    )
    used = {p for shape in named for p in graph.predicates(shape) if str(p).startswith(str(SH))}
    assert {str(p)[len(str(SH)) :] for p in used} <= {*PARAMETERS, *NOT_CONSTRAINTS.split()}


def test_the_shapes_are_well_formed_shacl() -> None:
    conforms, _, text = meta_validate(shapes(), inference="none")
    assert conforms, text
