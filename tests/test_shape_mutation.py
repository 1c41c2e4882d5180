"""Mutants of the shapes: each constraint removed or loosened in turn, and some fixture notices.

Only the node shapes that the mutated shape belongs to are validated, on the fixtures that name it
and then on the good examples; the shapes graph is mutated in place and mended afterwards.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Literal, Node

import test_shapes as fixtures

Triple = tuple[Node, Node, Node]
TARGETS = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)
SHIFT = {SH.minCount: -1, SH.minInclusive: -1, SH.maxCount: 1, SH.maxLength: 1}


@dataclass(frozen=True)
class Mutant:
    shape: URIRef
    what: str
    gone: tuple[Triple, ...]
    new: tuple[Triple, ...] = ()


def mutants() -> Iterator[Mutant]:
    """Every constraint of every shape that reports removed, and loosened where it has degrees."""
    graph = fixtures.shapes()
    for shape in sorted({fixtures.BGS[name[4:]] for name, _ in fixtures.constraints()}):
        for node in _with_nested(graph, shape):
            for parameter in fixtures.PARAMETERS:
                for value in graph.objects(node, SH[parameter]):
                    gone: list[Triple] = [(node, SH[parameter], value)]
                    if parameter == "closed":
                        gone += graph.triples((node, SH.ignoredProperties, None))
                    # An empty shape is one only if it is said to be.
                    empty = isinstance(node, BNode) and (node, SH.path, None) not in graph
                    typed: list[Triple] = [(node, RDF.type, SH.NodeShape)] if empty else []
                    yield Mutant(shape, f"{parameter} {value} removed", tuple(gone), tuple(typed))
        for predicate, step in SHIFT.items():
            for value in graph.objects(shape, predicate):
                number = int(str(value)) + step
                if number > 0:
                    new = (shape, predicate, Literal(number))
                    what = f"{predicate.fragment} {number}"
                    yield Mutant(shape, what, ((shape, predicate, value),), (new,))
        for pattern in graph.objects(shape, SH.pattern):
            for loose in {str(pattern).removeprefix("^"), str(pattern).removesuffix("$")}:
                if loose != str(pattern):
                    new = (shape, SH.pattern, Literal(loose))
                    yield Mutant(shape, f"pattern {loose}", ((shape, SH.pattern, pattern),), (new,))
        for members in graph.objects(shape, SH.xone):
            for cell in _cells(graph, members):
                yield Mutant(shape, "xone without a member", *_without(graph, shape, cell))


def _with_nested(graph: Graph, shape: Node) -> Iterator[Node]:
    """The shape, and the blank ones within its sh:not, sh:or, sh:property and sh:xone."""
    yield shape
    inner = [*graph.objects(shape, SH["not"]), *graph.objects(shape, SH.property)]
    for predicate in (SH["or"], SH.xone):
        for members in graph.objects(shape, predicate):
            inner += list(Collection(graph, members))
    for node in inner:
        if isinstance(node, BNode):
            yield from _with_nested(graph, node)


def _cells(graph: Graph, cell: Node) -> Iterator[Node]:
    while cell != RDF.nil:
        yield cell
        following = graph.value(cell, RDF.rest)
        assert following is not None
        cell = following


def _without(
    graph: Graph, shape: Node, cell: Node
) -> tuple[tuple[Triple, ...], tuple[Triple, ...]]:
    """What to take away and to add so that the list goes past the cell."""
    before, link = next(iter(graph.subject_predicates(cell)))
    following = graph.value(cell, RDF.rest)
    assert following is not None
    return ((before, link, cell),), ((before, link, following),)


@functools.cache
def folders_naming(shape: str) -> list[Path]:
    """The damages that name the shape, the first finding first."""
    named = [(f, fixtures.expected(f)) for f in fixtures.DAMAGES]
    return [f for f, found in named if found[0].shape == shape] + [
        f for f, found in named if shape in {one.shape for one in found[1:]}
    ]


@functools.cache
def graph_of_file(file: Path) -> Graph:
    damage = file.read_text(encoding="utf-8") if file.suffix == ".ru" else ""
    return fixtures.example(file.parent, damage)


def found(file: Path, owners: frozenset[Node]) -> Counter[fixtures.Finding]:
    return Counter(fixtures.findings(graph_of_file(file), owners))


found_by_all = functools.cache(found)


def owners_of(graph: Graph, shape: URIRef) -> frozenset[Node]:
    """The shapes with targets by which the shape comes to be applied."""
    owners = {shape, *graph.subjects(SH.property, shape)}
    return frozenset(
        one for one in owners if any((one, target, None) in graph for target in TARGETS)
    )


def is_noticed(mutant: Mutant) -> bool:
    graph = fixtures.shapes()
    owners = owners_of(graph, mutant.shape)
    files = [*folders_naming(fixtures.curie(mutant.shape)), *fixtures.GOOD]
    for file in files:
        before = found_by_all(file, owners)
        for triple in mutant.gone:
            graph.remove(triple)
        for triple in mutant.new:
            graph.add(triple)
        try:
            after = found(file, owners)
        finally:
            for triple in mutant.new:
                graph.remove(triple)
            for triple in mutant.gone:
                graph.add(triple)
        if after != before:
            return True
    return False


@pytest.mark.parametrize(
    "shape", sorted({name for name, _ in fixtures.constraints()}), ids=lambda name: name[4:]
)
def test_no_mutant_of_the_shape_goes_unnoticed(shape: str) -> None:
    assert [m.what for m in mutants_by_shape()[shape] if not is_noticed(m)] == []


@functools.cache
def mutants_by_shape() -> dict[str, list[Mutant]]:
    of: dict[str, list[Mutant]] = {}
    for mutant in mutants():
        of.setdefault(fixtures.curie(mutant.shape), []).append(mutant)
    return of
