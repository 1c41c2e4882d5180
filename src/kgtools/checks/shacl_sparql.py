"""SPARQL constraints of SHACL, each asked once for all of its focus nodes.

pySHACL asks a SPARQL constraint once for every focus node, in rdflib; asked as one query over
the whole set, in Oxigraph, the same constraint takes a thousandth of the time. Only constraints
for which the two are the same by SHACL's rules for pre-binding (SHACL 5.2.1 forbids MINUS,
VALUES and sub-queries that hide the variables) are taken over; the others stay with pySHACL.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH

from kgtools.engines.base import Bindings, Engine
from kgtools.engines.rdflib_engine import to_rdflib
from kgtools.rdf.sparql import Token, tokens

_USED_BY_SHAPES = (SH.node, SH.property, SH["not"], SH.qualifiedValueShape, RDF.first)
_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_PER_NODE = {"$PATH", "$shapesGraph", "$currentShape", "?shapesGraph", "?currentShape"}
_HIDING = ("MINUS", "VALUES", "SERVICE", "GROUP", "HAVING", "LIMIT", "OFFSET")


@dataclass(frozen=True)
class SetConstraint:
    """A SPARQL constraint of a shape with the nodes that its targets choose."""

    shape: rdflib.term.Node
    constraint: rdflib.term.Node
    select: str
    focus_nodes: tuple[rdflib.URIRef, ...]


def take_over(shapes: rdflib.Graph, data: rdflib.Graph) -> list[SetConstraint]:
    """The constraints that can be asked at once; they are removed from `shapes`."""
    taken = []
    for shape, constraint in list(shapes.subject_objects(SH.sparql)):
        found = _set_constraint(shapes, data, shape, constraint)
        if found is not None:
            taken.append(found)
            shapes.remove((shape, SH.sparql, constraint))
    return taken


def add_results(
    taken: list[SetConstraint], engine: Engine, shapes: rdflib.Graph, report: rdflib.Graph
) -> None:
    """Asks each constraint and adds what it finds to the validation report (SHACL 5.3.2).

    Raises QueryError when a constraint's query is malformed.
    """
    for one in taken:
        if not one.focus_nodes:
            continue
        answer = engine.query(_over_all(one))
        assert isinstance(answer, Bindings)
        for row in answer.rows:
            bound = {
                name: to_rdflib(term)
                for name, term in zip(answer.variables, row, strict=True)
                if term is not None
            }
            _add_result(one, bound, shapes, report)


def _set_constraint(
    shapes: rdflib.Graph,
    data: rdflib.Graph,
    shape: rdflib.term.Node,
    constraint: rdflib.term.Node,
) -> SetConstraint | None:
    select = shapes.value(constraint, SH.select)
    alone = not any((None, used, shape) in shapes for used in _USED_BY_SHAPES)
    plain = (shape, SH.path, None) not in shapes and (shape, SH.target, None) not in shapes
    active = not any(
        (node, SH.deactivated, rdflib.Literal(True)) in shapes for node in (shape, constraint)
    )
    if select is None or not (alone and plain and active):
        return None
    text = _prologue(shapes, constraint) + str(select)
    found = tokens(text)
    if any(t.text in _PER_NODE or t.is_word(*_HIDING) for t in found):
        return None
    if sum(t.is_word("SELECT") for t in found) != 1:
        return None
    if any(a.is_word("AS") and b.text[1:] == "this" for a, b in pairwise(found)):
        return None
    nodes = set(_focus_nodes(shapes, data, shape))
    if not all(isinstance(node, rdflib.URIRef) for node in nodes):
        return None
    focus = tuple(sorted(node for node in nodes if isinstance(node, rdflib.URIRef)))
    return SetConstraint(shape, constraint, text, focus)


def _prologue(shapes: rdflib.Graph, constraint: rdflib.term.Node) -> str:
    owners = {
        owner
        for named in shapes.objects(constraint, SH.prefixes)
        for owner in shapes.transitive_objects(named, OWL.imports)
    }
    declared = {
        str(shapes.value(entry, SH.prefix)): str(shapes.value(entry, SH.namespace))
        for owner in owners
        for entry in shapes.objects(owner, SH.declare)
    }
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(declared.items()))


def _focus_nodes(
    shapes: rdflib.Graph, data: rdflib.Graph, shape: rdflib.term.Node
) -> Iterator[rdflib.term.Node]:
    """SHACL 2.1.3: the targets that a shape declares, its own class included."""
    yield from shapes.objects(shape, SH.targetNode)
    for predicate in shapes.objects(shape, SH.targetSubjectsOf):
        yield from data.subjects(predicate)
    for predicate in shapes.objects(shape, SH.targetObjectsOf):
        yield from data.objects(None, predicate)
    classes = set(shapes.objects(shape, SH.targetClass))
    if (shape, RDF.type, RDFS.Class) in shapes or (shape, RDF.type, OWL.Class) in shapes:
        classes.add(shape)
    for target in classes:
        for narrower in data.transitive_subjects(RDFS.subClassOf, target):
            yield from data.subjects(RDF.type, narrower)


def _over_all(one: SetConstraint) -> str:
    """The query with all focus nodes bound where SHACL would bind them one at a time."""
    nodes = "VALUES ?this { " + " ".join(node.n3() for node in one.focus_nodes) + " } "
    found = tokens(one.select)
    text = one.select
    for token in reversed(list(_groups(found))):
        text = text[: token.end] + " " + nodes + text[token.end :]
    return text


def _groups(found: Sequence[Token]) -> Iterator[Token]:
    """Each group that is evaluated on its own and then joined: `$this` must be bound within.

    OPTIONAL and EXISTS see the bindings of the group that they stand in.
    """
    for before, token in zip([None, *found], found, strict=False):
        seen = before is not None and before.is_word("OPTIONAL", "EXISTS")
        if token.kind == "sign" and token.text == "{" and not seen:
            yield token


def _add_result(
    one: SetConstraint,
    bound: dict[str, rdflib.term.Node],
    shapes: rdflib.Graph,
    report: rdflib.Graph,
) -> None:
    result = rdflib.BNode()
    focus = bound["this"]
    severity = shapes.value(one.shape, SH.severity) or SH.Violation
    messages = (
        [bound["message"]]
        if "message" in bound
        else [*shapes.objects(one.constraint, SH.message)]
        or [*shapes.objects(one.shape, SH.message)]
    )
    for predicate, value in (
        (RDF.type, SH.ValidationResult),
        (SH.focusNode, focus),
        (SH.value, bound.get("value", focus)),
        (SH.sourceShape, one.shape),
        (SH.sourceConstraint, one.constraint),
        (SH.sourceConstraintComponent, SH.SPARQLConstraintComponent),
        (SH.resultSeverity, severity),
        *((SH.resultMessage, message) for message in messages),
    ):
        report.add((result, predicate, value))
    if isinstance(bound.get("path"), rdflib.URIRef):
        report.add((result, SH.resultPath, bound["path"]))
    for container in list(report.subjects(RDF.type, SH.ValidationReport)):
        report.add((container, SH.result, result))
        report.set((container, SH.conforms, rdflib.Literal(False)))
