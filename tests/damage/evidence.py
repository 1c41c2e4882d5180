"""Who says what, how firmly and where: claims, statements, editorial assertions."""

from __future__ import annotations

from functools import partial
from random import Random

from pyoxigraph import Literal, NamedNode, Quad

from damage.good import (
    STATEMENT,
    TYPE,
    Damage,
    Good,
    Kinds,
    damage,
    instead,
    iri,
    pick,
    with_,
    without,
)
from damage.links import any_edge

KINDS = Kinds()


def all_dropped(predicate: str, good: Good, random: Random) -> Damage | None:
    quad = pick(random, good.having(predicate))
    return without(good.about(quad.subject, predicate)) if quad else None


def of_class_dropped(kind: str, predicate: str, good: Good, random: Random) -> Damage | None:
    node = pick(random, good.instances(kind))
    return without(good.about(node, predicate)) if node else None


for name, predicate in {
    "claim without passage": "bg:passage",
    "claim without content": "bg:hasContent",
    "claim without force": "bg:modalForce",
    "claim without speaker": "bg:speaker",
    "claim without paraphrase": "bg:paraphrase",
    "claim without basis of its attribution": "bg:attributionBasis",
    "editorial assertion without reason": "bg:reason",
    "editorial assertion of nobody": "prov:wasAttributedTo",
    "statement without subject": "bg:statementSubject",
    "statement without property": "bg:statementProperty",
    "statement without object": "bg:statementObject",
}.items():
    KINDS(name)(partial(all_dropped, predicate))
KINDS("editorial assertion that states nothing")(
    partial(of_class_dropped, "bg:EditorialAssertion", "bg:states")
)
for name, predicate in {
    "scenario of a claim dropped": "bg:inScenario",
    "condition of a claim dropped": "bg:underCondition",
    "report of a claim dropped": "bg:reportsClaim",
    "repeated claim of a takeaway dropped": "bg:restates",
    "hedge dropped": "bg:hedge",
    "context passage dropped": "bg:contextPassage",
    "denial dropped": "bg:negated",
}.items():
    KINDS(name)(partial(all_dropped, predicate))


@KINDS("one half of an embedded modal dropped")
def half_embedded(good: Good, random: Random) -> Damage | None:
    quad = pick(random, good.having("bg:embeddedForce", "bg:embeddedFlavour"))
    return without([quad]) if quad else None


@KINDS("flavour of a modal dropped")
def no_flavour(good: Good, random: Random) -> Damage | None:
    quad = pick(random, good.having("bg:modalFlavour"))
    return without([quad]) if quad else None


def concept_changed(predicate: str, good: Good, random: Random) -> Damage | None:
    quad = pick(random, good.having(predicate))
    if quad is None:
        return None
    scheme = good.objects(quad.object, iri("skos:inScheme"))
    others = [
        concept
        for concept in good.instances("skos:Concept")
        if good.objects(concept, iri("skos:inScheme")) == scheme and concept != quad.object
    ]
    return instead(quad, pick(random, others))


KINDS("force changed")(partial(concept_changed, "bg:modalForce"))
KINDS("flavour changed")(partial(concept_changed, "bg:modalFlavour"))
KINDS("basis of the attribution changed")(partial(concept_changed, "bg:attributionBasis"))


@KINDS("speaker changed")
def other_speaker(good: Good, random: Random) -> Damage | None:
    quad = pick(random, good.having("bg:speaker"))
    if quad is None:
        return None
    others = [n for n in good.instances("bg:Actor", "bg:Author") if n != quad.object]
    return instead(quad, pick(random, others))


@KINDS("passage of a claim changed")
def other_passage(good: Good, random: Random) -> Damage | None:
    quad = pick(random, good.having("bg:passage"))
    if quad is None:
        return None
    plain = [q.subject for q in good.of_object[iri("bg:Passage")] if q.predicate == TYPE]
    taken = {q.object for q in good.about(quad.subject, "bg:passage", "bg:contextPassage")}
    others = [n for n in plain if isinstance(n, NamedNode) and n not in taken]
    return instead(quad, pick(random, others))


@KINDS("edge without statement")
def unstated(good: Good, random: Random) -> Damage | None:
    edge = any_edge(good, random)
    if edge is None:
        return None
    return without([*good.of_subject[edge.statement], *good.of_object[edge.statement]])


@KINDS("statement without its edge")
def unasserted(good: Good, random: Random) -> Damage | None:
    edge = any_edge(good, random)
    return without([edge.quad]) if edge else None


@KINDS("statement that nobody states")
def unvouched(good: Good, random: Random) -> Damage | None:
    edge = any_edge(good, random)
    return without(good.of_object[edge.statement]) if edge else None


def differs(position: int, good: Good, random: Random) -> Damage | None:
    """The statement names another term than the edge has."""
    edge = any_edge(good, random)
    if edge is None:
        return None
    others = [e.named[position].object for e in good.edges]
    wrong = [term for term in others if term != edge.named[position].object]
    return instead(edge.named[position], pick(random, wrong))


KINDS("statement of another subject than the edge")(partial(differs, 0))
KINDS("statement of another property than the edge")(partial(differs, 1))
KINDS("statement of another object than the edge")(partial(differs, 2))


@KINDS("two statements of one edge")
def stated_twice(good: Good, random: Random) -> Damage | None:
    edge = any_edge(good, random)
    if edge is None:
        return None
    twin = iri("bgd:statement-twin")
    own = [with_(q, twin) for q in good.of_subject[edge.statement]]
    return damage([], [*own, *(with_(q, value=twin) for q in good.of_object[edge.statement])])


@KINDS("statement moved to a claim that speaks of something else")
def moved_statement(good: Good, random: Random) -> Damage | None:
    states = [q for q in good.having("bg:states") if good.is_a(q.subject, iri("bg:Claim"))]
    quad = pick(random, states)
    if quad is None:
        return None
    start = good.objects(quad.object, STATEMENT[0])
    wrong = [
        claim
        for claim in good.instances("bg:Claim")
        if not set(start) & set(good.objects(claim, iri("bg:hasContent")))
    ]
    claim = pick(random, wrong)
    return damage([quad], [with_(quad, claim)]) if claim else None


@KINDS("content of which the claim states an edge dropped")
def content_dropped(good: Good, random: Random) -> Damage | None:
    places = [
        quad
        for quad in good.having("bg:hasContent")
        if any(
            quad.object in good.objects(statement, STATEMENT[0])
            for statement in good.objects(quad.subject, iri("bg:states"))
        )
    ]
    quad = pick(random, places)
    return without([quad]) if quad else None


@KINDS("node of which nobody speaks")
def orphan(good: Good, random: Random) -> Damage | None:
    node = pick(random, good.instances("bg:ContentNode"))
    if node is None:
        return None
    return without(q for q in good.of_object[node] if q.predicate == iri("bg:hasContent"))


@KINDS("claim that denies what it states")
def denied(good: Good, random: Random) -> Damage | None:
    states = [q for q in good.having("bg:states") if good.is_a(q.subject, iri("bg:Claim"))]
    quad = pick(random, states)
    if quad is None:
        return None
    return damage([], [with_(quad, predicate=iri("bg:negated"), value=Literal(True))])


@KINDS("claim copied under a second name")
def twin_claim(good: Good, random: Random) -> Damage | None:
    claim = pick(random, good.instances("bg:Claim"))
    if claim is None:
        return None
    return damage([], [with_(q, iri("bgd:claim-twin")) for q in good.of_subject[claim]])


@KINDS("node copied under a second name")
def twin_node(good: Good, random: Random) -> Damage | None:
    """With its claims and statements: two nodes for one thing."""
    node, twin = pick(random, good.instances("bg:ContentNode")), iri("bgd:twin")
    if node is None:
        return None
    plain = {TYPE, iri("rdfs:label")}
    new = [with_(q, twin) for q in good.of_subject[node] if q.predicate in plain]
    spoken = [q for q in good.of_object[node] if q.predicate == iri("bg:hasContent")]
    return damage([], [*new, *(with_(q, value=twin) for q in spoken)])


@KINDS("takeaway claim that repeats another takeaway")
def takeaway_of_takeaway(good: Good, random: Random) -> Damage | None:
    quad = pick(random, good.having("bg:restates"))
    takeaways = good.instances("bg:TakeawayClaim")
    return instead(quad, pick(random, [t for t in takeaways if quad and t != quad.subject]))


@KINDS("claim that reports itself, by way of another")
def report_circle(good: Good, random: Random) -> Damage | None:
    quad = pick(random, good.having("bg:reportsClaim"))
    if quad is None or not isinstance(quad.object, NamedNode):
        return None
    return damage([], [with_(quad, quad.object, value=quad.subject)])


@KINDS("assertion of the curators given to somebody else")
def other_curator(good: Good, random: Random) -> Damage | None:
    return instead(pick(random, good.having("prov:wasAttributedTo")), iri("bgd:article-author"))


@KINDS("editorial assertion as a claim of the source")
def surmise_as_claim(good: Good, random: Random) -> Damage | None:
    """The curators' edge stated by a claim, their assertion gone."""
    node = pick(random, good.instances("bg:EditorialAssertion"))
    claims = list(good.having("bg:hasContent"))
    claim = pick(random, claims)
    if node is None or claim is None:
        return None
    states = good.about(node, "bg:states")
    graph = claim.graph_name
    assert isinstance(graph, NamedNode)
    return damage(
        list(good.of_subject[node]),
        [Quad(claim.subject, q.predicate, q.object, graph) for q in states],
    )
