"""Triples in the wrong named graph: what the source says, the curators add and the record says
are never mixed."""

from __future__ import annotations

from functools import partial
from random import Random

from pyoxigraph import NamedNode

from damage.good import TYPE, Damage, Good, Kinds, damage, iri, pick, with_
from damage.links import any_edge

KINDS = Kinds()
DATA = tuple(map(iri, ("graph:article", "graph:editorial", "graph:context")))


def other_graph(graph: object, random: Random) -> NamedNode:
    return random.choice([iri for iri in DATA if iri != graph])


@KINDS("edge in another graph than its statement")
def moved_edge(good: Good, random: Random) -> Damage | None:
    edge = any_edge(good, random)
    if edge is None:
        return None
    graph = other_graph(edge.quad.graph_name, random)
    return damage([edge.quad], [with_(edge.quad, graph=graph)])


@KINDS("edge and statement in another graph than who states them")
def moved_statement(good: Good, random: Random) -> Damage | None:
    edge = any_edge(good, random)
    if edge is None:
        return None
    quads = [edge.quad, *good.of_subject[edge.statement]]
    graph = other_graph(edge.quad.graph_name, random)
    return damage(quads, [with_(quad, graph=graph) for quad in quads])


@KINDS("triple of a node in another graph")
def moved_triple(good: Good, random: Random) -> Damage | None:
    graphs = {q.subject: q.graph_name for q in good.of_predicate[TYPE]}
    quads = [
        q
        for q in good.quads
        if q.graph_name in DATA and graphs.get(q.subject) == q.graph_name and q.predicate != TYPE
    ]
    quad = pick(random, quads)
    if quad is None:
        return None
    return damage([quad], [with_(quad, graph=other_graph(quad.graph_name, random))])


@KINDS("triple repeated in another graph")
def repeated(good: Good, random: Random) -> Damage | None:
    quad = pick(random, [q for q in good.quads if q.graph_name in DATA])
    if quad is None:
        return None
    return damage([], [with_(quad, graph=other_graph(quad.graph_name, random))])


def moved_node(kind: str, good: Good, random: Random) -> Damage | None:
    """All that is said of the node itself, edges included."""
    node = pick(random, good.instances(kind))
    if node is None:
        return None
    quads = good.of_subject[node]
    graph = other_graph(quads[0].graph_name, random)
    return damage(quads, [with_(quad, graph=graph) for quad in quads])


# kgtools.toml says which files are a graph, not which classes it is for.
APART = "the node goes with all that is said of it, so that nothing stands apart from it"
KINDS("claim in another graph")(partial(moved_node, "bg:Claim"))
KINDS("editorial assertion in another graph")(partial(moved_node, "bg:EditorialAssertion"))
KINDS("passage in another graph")(partial(moved_node, "bg:Passage"))
KINDS("fact in another graph", APART)(partial(moved_node, "bg:ContextFact"))
KINDS("content node in another graph", APART)(partial(moved_node, "bg:ContentNode"))
