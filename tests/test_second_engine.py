"""The shapes give the same findings in pySHACL and in pyshacl-turbo, an engine of its own in Rust.

The damaged examples of tests/shapes are read together, as houses of one town: what an example
names by itself gets its number, so that no example sees another, and each engine reads the town
but once. That this changes nothing is tested too: each house has just the findings of its head.
Where the engines differ by a fault of the second, FAULTS names the finding; there is none now.
"""

from __future__ import annotations

import functools
import importlib
import random
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from pyshacl import validate as pyshacl_validate
from pyshacl.entrypoints import meta_validate
from rdflib import RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

import test_shapes as fixtures
from conftest import ROOT, need
from kgtools.checks.shacl import shown, validate
from kgtools.checks.shacl_sparql import add_results, take_over
from kgtools.engines import open_engine
from kgtools.engines.rdflib_engine import from_rdflib, rdflib_triple
from kgtools.project import Project
from kgtools.rdf.terms import local_name, shorten

BASE = "https://w3id.org/bargain/"
NUMBER = re.compile(r"\.(\d+)(?=>)")
PLAIN = re.compile(r"\w+:[\w-]+")
SEED = 5
PARAMETER = {component: name for name, component in fixtures.PARAMETERS.items()}
FAULTS: Counter[Found] = Counter()
MALFORMED: dict[str, Node] = {  # properties of a shape, and what their values must not be
    "maxCount": Literal("one"),
    "minCount": Literal(7),
    "nodeKind": SH.NodeKind,
    "path": Literal("skos:broader"),
    "property": Literal("bgs:label"),
    "severity": Literal("sh:Violation"),
}


@dataclass(frozen=True)
class Found:
    focus: str
    path: str
    component: str
    value: str
    severity: str
    shape: str


def text(term: Node | None) -> str:
    if term is None:
        return "-"
    return "a blank node" if isinstance(term, BNode) else term.n3()


def results(report: object) -> Counter[Found]:
    """The results of a validation report, as often as each stands in it."""
    assert isinstance(report, Graph), report
    found: Counter[Found] = Counter()
    for result in report.objects(None, SH.result):
        path = report.value(result, SH.resultPath)
        found[
            Found(
                text(report.value(result, SH.focusNode)),
                "-" if path is None else fixtures.path_text(report, path),
                text(report.value(result, SH.sourceConstraintComponent)),
                text(report.value(result, SH.value)),
                text(report.value(result, SH.resultSeverity)),
                text(report.value(result, SH.sourceShape)),
            )
        ] += 1
    return found


def turbo() -> Any:
    need("pyshacl-turbo")
    return importlib.import_module("pyshacl_turbo")


def by_turbo(data: Graph, shapes: Graph) -> Counter[Found]:
    return results(turbo().validate(data, shacl_graph=shapes, inference="none")[1])


def by_pyshacl(data: Graph, shapes: Graph) -> Counter[Found]:
    """pySHACL alone, the SPARQL constraints too."""
    return results(pyshacl_validate(data, shacl_graph=shapes, inference="none", inplace=True)[1])


def by_kgtools(data: Graph, shapes: Graph) -> Counter[Found]:
    """pySHACL, but for the SPARQL constraints that kgtools asks at once in Oxigraph."""
    remaining = Graph() + shapes
    taken = take_over(remaining, data)
    assert taken
    report = pyshacl_validate(data, shacl_graph=remaining, inference="none", inplace=True)[1]
    assert isinstance(report, Graph), report
    terms: Iterable[list[Any]] = ([from_rdflib(term) for term in triple] for triple in data)
    quads = [ox.Quad(s, p, o, ox.NamedNode("urn:town")) for s, p, o in terms]
    add_results(taken, open_engine(quads), shapes, report)
    return results(report)


@functools.cache
def known_terms() -> frozenset[Node]:
    """What is the ontology's or the shapes' own, and so is called the same in every house."""
    terms = {term for triple in fixtures.graph_of("ontology/**/*.ttl") for term in triple}
    named = {term for triple in fixtures.shapes() for term in triple}
    return frozenset({term for term in terms if not str(term).startswith(fixtures.BGD)} | named)


@functools.cache
def example(file: Path) -> Graph:
    return fixtures.example(file.parent, file.read_text(encoding="utf-8"))


def town(files: Iterable[Path]) -> Graph:
    graph = Graph() + fixtures.graph_of("ontology/**/*.ttl")
    known = known_terms()
    for file in files:
        number = fixtures.DAMAGES.index(file)

        def named(term: Node, number: int = number) -> Node:
            own = isinstance(term, URIRef) and term.startswith(BASE) and term not in known
            return URIRef(f"{term}.{number}") if own else term

        for s, p, o in example(file):
            if p == RDFS.label and isinstance(o, Literal):
                # Labels are to be unique; their spaces at either end must stay where they are.
                o = Literal(re.sub(r"(?<=\S)", str(number), o, count=1), lang=o.language)
            graph.add((named(s), named(p), named(o)))
    return graph


def stands_alone(file: Path) -> bool:
    """Whether the damage has a blank node, which has no number, or is to the ontology itself."""
    return any(
        isinstance(s, BNode) or (str(s).startswith(fixtures.BG) and s in known_terms())
        for s in example(file).subjects()
    )


def sample() -> dict[tuple[str, str], Path]:
    """A damage for each component and SPARQL constraint, and those that stand alone."""
    chosen: dict[tuple[str, str], Path] = {}
    for file in fixtures.DAMAGES:
        first = fixtures.expected(file)[0]
        named = "SPARQL" in first.component or stands_alone(file)
        chosen.setdefault((first.component, first.shape if named else "any"), file)
    return chosen


@functools.cache
def sample_town() -> Graph:
    return town(sample().values())


@functools.cache
def sample_by_pyshacl() -> Counter[Found]:
    return by_pyshacl(sample_town(), fixtures.shapes())


def as_in_heads(found: Counter[Found]) -> dict[Path, Counter[fixtures.Finding]]:
    """The findings by the damage that they belong to, as the heads of the files write them."""
    houses: dict[Path, Counter[fixtures.Finding]] = {}
    for one, times in found.items():
        numbers = {int(n) for n in NUMBER.findall(f"{one.focus}{one.path}>{one.value}")}
        assert len(numbers) == 1, one
        name, path = NUMBER.sub("", one.focus), re.sub(r"\.\d+$", "", one.path)
        terms = [fixtures.curie(URIRef(t[1:-1])) for t in (name, one.component, one.severity)]
        focus, component, severity = terms
        shape = fixtures.curie(URIRef(one.shape[1:-1]))
        file = fixtures.DAMAGES[numbers.pop()]
        head = fixtures.Finding(focus, path, component, severity, shape)
        houses.setdefault(file, Counter())[head] += times
    return houses


def test_every_damage_is_found_alike_in_both_engines() -> None:
    files = [file for file in fixtures.DAMAGES if not stands_alone(file)]
    assert len(files) > 400
    graph = town(files)
    second = by_turbo(graph, fixtures.shapes())
    first = by_kgtools(graph, fixtures.shapes())
    assert (first - second, second - first) == (FAULTS, Counter())
    heads = {file: Counter(fixtures.expected(file)) for file in files}
    assert as_in_heads(first) == heads


def test_pyshacl_alone_finds_the_same_in_a_sample() -> None:
    second = by_turbo(sample_town(), fixtures.shapes())
    assert (sample_by_pyshacl() - second, second - sample_by_pyshacl()) == (FAULTS, Counter())
    named = {f.component for f in second}
    assert {f"<{SH[c.removeprefix('sh:')]}>" for _, c in fixtures.constraints()} == named


@pytest.mark.parametrize(
    ("component", "shape", "file"),
    [(*key, file) for key, file in sample().items()],
    ids=lambda part: part.stem if isinstance(part, Path) else "",
)
def test_a_constraint_that_one_engine_lacks_is_noticed(
    component: str, shape: str, file: Path
) -> None:
    shape = fixtures.expected(file)[0].shape
    node = fixtures.BGS[shape.removeprefix("bgs:")]
    fewer = Graph() + fixtures.shapes()
    for parameter in (PARAMETER[component], "ignoredProperties"):
        fewer.remove((node, SH[parameter], None))
    assert len(fewer) < len(fixtures.shapes())
    second = by_turbo(sample_town(), fewer)
    lost = sample_by_pyshacl() - second
    expanded = f"<{SH[component.removeprefix('sh:')]}>"
    assert {(f.component, f.shape) for f in lost} == {(expanded, node.n3())}
    assert second - sample_by_pyshacl() == Counter()


def test_the_graph_conforms_in_both_engines() -> None:
    project = Project.open(ROOT)
    graph, shapes = union(project), shapes_of(project)
    assert by_turbo(graph, shapes) == by_kgtools(graph, shapes) == Counter()


def test_the_damaged_graph_is_found_alike_in_both_engines(tmp_path: Path) -> None:
    project = damaged_project(tmp_path)
    second: Counter[tuple[object, ...]] = Counter()
    for one, times in by_turbo(union(project), shapes_of(project)).items():
        second[as_kgtools_shows(one, project)] += times
    first: Counter[tuple[object, ...]] = Counter(
        (f.rule, f.severity, f.focus, f.path, f.value) for f in validate(project).findings
    )
    assert (first - second, second - first) == (Counter(), Counter())
    assert len({rule for rule, *_ in first}) > 60
    assert sum("SPARQL" in str(rule) for rule, *_ in first.elements()) > 100


def union(project: Project) -> Graph:
    graph = Graph()
    for quad in project.quads():
        graph.add(rdflib_triple(quad))
    return graph


def shapes_of(project: Project) -> Graph:
    graph = Graph()
    for quad in project.shapes():
        graph.add(rdflib_triple(quad))
    return graph


def damaged_project(folder: Path) -> Project:
    """The project's graph with edges dropped, doubled, turned round and misspelt, by the seed."""
    project = Project.open(ROOT)
    chance = random.Random(SEED)

    def damaged_file(file: Path) -> Path:
        if file.is_relative_to(project.root / "ontology"):
            return file
        triples = sorted(ox.parse(path=str(file)), key=str)
        ox.serialize(damaged(triples, chance), str(folder / file.name), ox.RdfFormat.TURTLE)
        return folder / file.name

    graphs = tuple(
        graph._replace(files=tuple(damaged_file(file) for file in graph.files))
        for graph in project.graphs
    )
    return project.but(config=project.config._replace(graphs=graphs))


def damaged(triples: list[Any], chance: random.Random) -> Iterable[ox.Triple]:
    others = [triple.object for triple in triples]
    for triple in triples:
        s, p, o = triple.subject, triple.predicate, triple.object
        fate = chance.random()
        if fate < 0.02:
            continue
        if fate < 0.04:
            yield ox.Triple(s, p, chance.choice(others))
        if fate < 0.06 and isinstance(o, ox.NamedNode):
            yield ox.Triple(o, p, s)
        elif fate < 0.07:
            yield ox.Triple(s, ox.NamedNode(f"{p.value}X"), o)
        else:
            yield ox.Triple(s, p, o)


def as_kgtools_shows(one: Found, project: Project) -> tuple[object, ...]:
    """The finding in the words of a Finding: rule, severity, focus, path, value."""

    def term(written: str) -> str | None:
        if written == "-":
            return None
        (triple,) = ox.parse(f"<urn:s> <urn:p> {written} .", ox.RdfFormat.TURTLE)
        return shown(triple.object, project)

    component = local_name(one.component[1:-1]).removesuffix("ConstraintComponent")
    rule = f"{shorten(one.shape[1:-1], project.prefixes)} {component}"
    severity = local_name(one.severity[1:-1]).lower()
    path = one.path if PLAIN.fullmatch(one.path) else None
    return rule, severity, term(one.focus), path, term(one.value)


def test_the_shapes_are_well_formed_to_the_second_engine_too() -> None:
    assert turbo().meta_validate(fixtures.shapes(), inference="none")[0]


def test_malformed_shapes_are_found_alike_in_both_engines() -> None:
    shapes = Graph().parse(ROOT / "shapes" / "actors.ttl")
    wrong = set()
    for name, value in MALFORMED.items():
        shape = min((s for s in shapes.subjects(SH[name]) if isinstance(s, URIRef)), key=str)
        shapes.add((shape, SH[name], value))
        wrong.add(text(shape))
    first = results(meta_validate(shapes, inference="none")[1])
    assert results(turbo().meta_validate(shapes, inference="none")[1]) == first
    assert len(first) >= len(MALFORMED)
    assert wrong <= {f.focus for f in first}


def test_every_shapes_file_of_the_project_is_checked_here() -> None:
    named = {file.resolve() for file in Project.open(ROOT).config.shapes}
    assert named == {file.resolve() for file in (ROOT / "shapes").rglob("*.ttl")}
