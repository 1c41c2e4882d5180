"""Mutants of the shapes: each constraint removed or loosened in turn, and some fixture notices.

Targets, links to property shapes that several shapes share, and alternatives of a path are removed
too. (Where a shape has one target, or a property shape one owner, that is as good as removing the
constraints.) Targets are noticed by the bare nodes of test_shape_targets too.

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

import test_shape_targets as targets
import test_shapes as fixtures

Triple = tuple[Node, Node, Node]
TARGETS = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)
BARE = Path("bare nodes")
SHIFT = {SH.minCount: -1, SH.minInclusive: -1, SH.maxCount: 1, SH.maxLength: 1}


@dataclass(frozen=True)
class Mutant:
    shape: URIRef
    what: str
    gone: tuple[Triple, ...]
    new: tuple[Triple, ...] = ()
    owner: URIRef | None = None  # where one shape with targets is enough to look at


def mutants() -> Iterator[Mutant]:
    yield from mutated_constraints(fixtures.shapes())
    yield from mutated_targets(fixtures.shapes())
    yield from mutated_links(fixtures.shapes())
    yield from mutated_paths(fixtures.shapes())


def mutated_targets(graph: Graph) -> Iterator[Mutant]:
    """Each target of a shape that has several, taken off."""
    for shape in named_shapes(graph):
        gone = [triple for target in TARGETS for triple in graph.triples((shape, target, None))]
        for triple in gone if len(gone) > 1 else []:
            what = f"target {fixtures.curie(triple[2])} removed"
            yield Mutant(shape, what, (triple,), owner=shape)


def mutated_links(graph: Graph) -> Iterator[Mutant]:
    """Each sh:property to a property shape that other shapes have too, taken off."""
    for owner in named_shapes(graph):
        for shape in graph.objects(owner, SH.property):
            shared = len(set(graph.subjects(SH.property, shape))) > 1
            if isinstance(shape, URIRef) and shared:
                what = f"taken off {fixtures.curie(owner)}"
                yield Mutant(shape, what, ((owner, SH.property, shape),), owner=owner)


def mutated_paths(graph: Graph) -> Iterator[Mutant]:
    """Each alternative of a path left out."""
    for shape in named_shapes(graph):
        for node in _with_nested(graph, shape):
            for path in graph.objects(node, SH.path):
                for members in graph.objects(path, SH.alternativePath):
                    for cell in _cells(graph, members):
                        member = graph.value(cell, RDF.first)
                        assert member is not None
                        gone, new = _without(graph, shape, cell)
                        others = [one for one in Collection(graph, members) if one != member]
                        if len(others) == 1:  # which is a path of its own
                            gone, new = ((node, SH.path, path),), ((node, SH.path, others[0]),)
                        what = f"path without {fixtures.path_text(graph, member)}"
                        yield Mutant(shape, what, gone, new)


def named_shapes(graph: Graph) -> list[URIRef]:
    kinds = (SH.NodeShape, SH.PropertyShape)
    found = {shape for kind in kinds for shape in graph.subjects(RDF.type, kind)}
    return sorted(shape for shape in found if isinstance(shape, URIRef))


def mutated_constraints(graph: Graph) -> Iterator[Mutant]:
    """Every constraint of every shape that reports removed, and loosened where it has degrees."""
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
    if file == BARE:
        return targets.bare()
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
    owners = frozenset({mutant.owner}) if mutant.owner else owners_of(graph, mutant.shape)
    files = [*folders_naming(fixtures.curie(mutant.shape)), *fixtures.GOOD]
    if mutant.owner == mutant.shape:
        linked = [fixtures.curie(one) for one in graph.objects(mutant.shape, SH.property)]
        files = [BARE, *(file for one in linked for file in folders_naming(one)), *files]
    elif mutant.owner:  # the class of the owner first
        name = fixtures.curie(mutant.owner).removeprefix("bgs:").partition("-")[0]
        files.sort(key=lambda file: file.parent.name != name)
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


@functools.cache
def mutants_by_shape() -> dict[str, list[Mutant]]:
    of: dict[str, list[Mutant]] = {}
    for mutant in mutants():
        of.setdefault(fixtures.curie(mutant.shape), []).append(mutant)
    return of


@pytest.mark.parametrize("shape", sorted(mutants_by_shape()), ids=lambda name: name[4:])
def test_no_mutant_of_the_shape_goes_unnoticed(shape: str) -> None:
    assert [m.what for m in mutants_by_shape()[shape] if not is_noticed(m)] == []


def test_there_are_mutants_of_every_shape_and_of_every_kind() -> None:
    assert {name for name, _ in fixtures.constraints()} - set(mutants_by_shape()) == set()
    for kind in ("target ", "taken off ", "path without ", " removed", " member"):
        made = sum(kind in m.what for of in mutants_by_shape().values() for m in of)
        assert made > 5, kind
