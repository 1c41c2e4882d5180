"""SPARQL constraints asked once for all focus nodes find what pySHACL finds one by one."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import BlankNode, NamedNode, Quad
from pyshacl import validate as pyshacl_validate
from rdflib.namespace import SH

from conftest import need
from kgtools.checks.shacl_sparql import add_results, take_over
from kgtools.engines import open_engine
from kgtools.engines.rdflib_engine import from_rdflib
from test_shapes import DAMAGES, example, expected, graph_of, shapes

GRAPH = NamedNode("urn:data")
KEYS = (SH.focusNode, SH.resultPath, SH.value, SH.sourceShape, SH.resultSeverity)
LEFT = {"declared-property"}  # has one focus node and a sub-query: pySHACL asks it
SPARQL_DAMAGES = [
    file
    for file in DAMAGES
    if "SPARQLConstraint" in file.read_text("utf-8")
    and "bgs:declared-property" not in file.read_text("utf-8")
]
Results = Counter[tuple[str, ...]]


def by_sparql(report: rdflib.Graph) -> Results:
    """The results of SPARQL constraints; those of one shape may be worded differently."""
    found = report.subjects(SH.sourceConstraintComponent, SH.SPARQLConstraintComponent)
    return Counter(tuple(str(report.value(r, key)) for key in KEYS) for r in found)


def at_once(data: rdflib.Graph, shape_graph: rdflib.Graph) -> tuple[Results, rdflib.Graph]:
    """What is found at once, and the shapes that are left to pySHACL."""
    remaining = rdflib.Graph() + shape_graph
    taken = take_over(remaining, data)
    quads = []
    for triple in data:
        s, p, o = (from_rdflib(term) for term in triple)
        assert isinstance(s, NamedNode | BlankNode) and isinstance(p, NamedNode) and o is not None
        quads.append(Quad(s, p, o, GRAPH))
    report = rdflib.Graph()
    add_results(taken, open_engine(quads), shape_graph, report)
    return by_sparql(report), remaining


def one_by_one(data: rdflib.Graph, shape_graph: rdflib.Graph) -> Results | None:
    """What pySHACL finds; None where it refuses the query, as SHACL has it."""
    report = pyshacl_validate(data, shacl_graph=shape_graph, inference="none")[1]
    return by_sparql(report) if isinstance(report, rdflib.Graph) else None


def w3c_tests() -> list[Path]:
    """All but those of constraint components and of $shapesGraph, which pySHACL does not know."""
    folder = Path(os.environ.get("KGTOOLS_W3C_TESTS", "")) / "sparql"
    names = ("node/[!m]*.ttl", "property/[!m]*.ttl", "pre-binding/[!ms]*.ttl")
    return sorted(file for name in names for file in folder.glob(name))


def test_the_w3c_tests_of_sparql_constraints_give_the_same_results() -> None:
    need("W3C SHACL tests")
    compared = 0
    for file in w3c_tests():
        graph = rdflib.Graph().parse(file)
        found, remaining = at_once(graph, graph)
        alone, rest = one_by_one(graph, graph), one_by_one(graph, remaining)
        if alone is None or rest is None:
            assert len(remaining) == len(graph), f"{file.name}: not ours to judge"
            continue
        assert found + rest == alone, file.name
        compared += bool(found)
    assert compared >= 3


def test_only_a_constraint_with_a_query_within_is_left_to_pyshacl() -> None:
    remaining = at_once(graph_of("ontology/**/*.ttl"), shapes())[1]
    left = {str(shape).rpartition("#")[2] for shape in remaining.subjects(SH.sparql)}
    assert left == LEFT
    assert len(set(shapes().subjects(SH.sparql))) > 5


@pytest.mark.parametrize("file", SPARQL_DAMAGES, ids=lambda f: f"{f.parent.name}/{f.stem}")
def test_a_damage_is_found_at_once_as_one_by_one(file: Path) -> None:
    damaged = example(file.parent, file.read_text(encoding="utf-8"))
    nodes = {str(term) for s, _, o in damaged for term in (s, o)}
    found, _ = at_once(graph_of("ontology/**/*.ttl") + damaged, shapes())
    ours = Counter({key: n for key, n in found.items() if key[0] in nodes})
    named = [f for f in expected(file) if "SPARQLConstraint" in f.component]
    assert sum(ours.values()) == len(named) > 0
    assert {key[3].rpartition("#")[2] for key in ours} == {f.shape.partition(":")[2] for f in named}
