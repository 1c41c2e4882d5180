"""Edges and other links that lead nowhere, to the wrong node or the wrong way.

An edge is changed together with the statement that names it: nothing tells by their difference.
"""

from __future__ import annotations

from random import Random

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from damage.good import (
    TYPE,
    Damage,
    Edge,
    Good,
    Kinds,
    besides,
    damage,
    instead,
    iri,
    pick,
    rewritten,
    with_,
)

KINDS = Kinds()
EVIDENCE = (
    *("bg:speaker", "bg:passage", "bg:contextPassage", "bg:hasContent", "bg:states", "bg:section"),
    *("bg:partOfSource", "oa:hasSource", "oa:hasSelector", "bg:modalForce", "bg:modalFlavour"),
    *("bg:attributionBasis", "bg:restates", "bg:reportsClaim", "bg:inScenario", "bg:factSource"),
    *("bg:underCondition", "bg:hedge", "prov:wasAttributedTo", "bg:supersededBy"),
)
SINGLE = (
    *("bg:speaker", "bg:modalForce", "bg:modalFlavour", "bg:attributionBasis", "bg:section"),
    *("oa:hasSource", "oa:hasSelector", "bg:partOfSource", "prov:wasAttributedTo", "bg:paragraph"),
    *("bg:sentence", "bg:passageSha256", "oa:start", "oa:end", "bg:order", "bg:checkedOn"),
    *("bg:validFrom", "bg:figure", "bg:statementSubject", "bg:statementProperty"),
    "bg:statementObject",
)
PARTS = ("bg:hasKind", "bg:comprisesRecommendation", "bg:memberOf", "bg:comprises")


def any_edge(good: Good, random: Random) -> Edge | None:
    return pick(random, good.edges)


def to_content(good: Good) -> list[Edge]:
    return [e for e in good.edges if good.is_a(e.quad.object, iri("bg:ContentNode"))]


def to_concept(good: Good) -> list[Edge]:
    return [e for e in good.edges if good.is_a(e.quad.object, iri("skos:Concept"))]


def misspelt(term: object, random: Random) -> NamedNode:
    """The IRI with two neighbouring letters of its local name exchanged."""
    assert isinstance(term, NamedNode)
    head = max(term.value.rfind("/"), term.value.rfind("#")) + 1
    base, name = term.value[:head], term.value[head:]
    places = [i for i in range(len(name) - 1) if name[i] != name[i + 1]]
    at = random.choice(places)
    return NamedNode(base + name[:at] + name[at + 1] + name[at] + name[at + 2 :])


@KINDS("edge to a node that is not there")
def dangling_edge(good: Good, random: Random) -> Damage | None:
    edge = any_edge(good, random)
    return rewritten(edge, value=misspelt(edge.quad.object, random)) if edge else None


@KINDS("edge from a node that is not there")
def rootless_edge(good: Good, random: Random) -> Damage | None:
    edge = any_edge(good, random)
    return rewritten(edge, subject=misspelt(edge.quad.subject, random)) if edge else None


@KINDS("other link to a node that is not there")
def dangling_link(good: Good, random: Random) -> Damage | None:
    link = pick(random, good.having(random.choice(EVIDENCE)))
    return instead(link, misspelt(link.object, random)) if link else None


@KINDS("misspelt namespace")
def namespace(good: Good, random: Random) -> Damage | None:
    link = pick(random, good.having(random.choice(EVIDENCE)))
    if link is None:
        return None
    assert isinstance(link.object, NamedNode)
    wrong = random.choice(["https://w3id.org/bargian/", "http://w3id.org/bargain/"])
    return instead(link, NamedNode(link.object.value.replace("https://w3id.org/bargain/", wrong)))


@KINDS("text in place of a node, in an edge")
def text_for_node(good: Good, random: Random) -> Damage | None:
    return rewritten(any_edge(good, random), value=Literal("Mexico", language="en"))


@KINDS("text in place of a node, in another link")
def text_for_link(good: Good, random: Random) -> Damage | None:
    return instead(pick(random, good.having(random.choice(EVIDENCE))), Literal("the author"))


@KINDS("blank node in place of a named one")
def blank_node(good: Good, random: Random) -> Damage | None:
    nodes = [q.subject for q in good.of_predicate[TYPE] if "ontology" not in str(q.graph_name)]
    node = pick(random, sorted(set(nodes), key=str))
    if node is None:
        return None
    blank = BlankNode("nameless")
    quads = {*good.of_subject[node], *good.of_object[node]}
    if len({quad.graph_name for quad in quads}) > 1:
        return None
    new = [
        Quad(
            blank if q.subject == node else q.subject,
            q.predicate,
            blank if q.object == node else q.object,
            q.graph_name,
        )
        for q in quads
    ]
    return damage(quads, new)


@KINDS("edge to a node of the wrong class")
def wrong_end(good: Good, random: Random) -> Damage | None:
    edge = pick(random, to_content(good))
    if edge is None:
        return None
    nodes = good.instances("bg:ContentNode", "bg:Section", "bg:Claim")
    wrong = [node for node in nodes if not good.fits(node, edge.quad.predicate)]
    return rewritten(edge, value=pick(random, wrong))


@KINDS("edge the other way round")
def turned(good: Good, random: Random) -> Damage | None:
    edges = [
        e
        for e in to_content(good)
        if not (
            good.fits(e.quad.object, e.quad.predicate, "rdfs:domain")
            and good.fits(e.quad.subject, e.quad.predicate)
        )
    ]
    edge = pick(random, edges)
    if edge is None:
        return None
    assert isinstance(edge.quad.object, NamedNode)
    return rewritten(edge, subject=edge.quad.object, value=edge.quad.subject)


@KINDS("edge the other way round, where both ends would allow it")
def turned_well(good: Good, random: Random) -> Damage | None:
    symmetric = {q.subject for q in good.of_object[iri("owl:SymmetricProperty")]}
    edges = [
        e
        for e in to_content(good)
        if good.fits(e.quad.object, e.quad.predicate, "rdfs:domain")
        and good.fits(e.quad.subject, e.quad.predicate)
        and e.quad.predicate not in symmetric
    ]
    edge = pick(random, edges)
    if edge is None:
        return None
    assert isinstance(edge.quad.object, NamedNode)
    return rewritten(edge, subject=edge.quad.object, value=edge.quad.subject)


@KINDS("edge from a node to itself")
def to_itself(good: Good, random: Random) -> Damage | None:
    edge = pick(random, to_content(good))
    return rewritten(edge, value=edge.quad.subject) if edge else None


@KINDS("concept of another scheme")
def other_scheme(good: Good, random: Random) -> Damage | None:
    edge = pick(random, to_concept(good))
    if edge is None:
        return None
    scheme = good.objects(edge.quad.object, iri("skos:inScheme"))
    wrong = [
        c for c in good.instances("skos:Concept") if good.objects(c, iri("skos:inScheme")) != scheme
    ]
    return rewritten(edge, value=pick(random, wrong))


@KINDS("another concept of the scheme")
def other_concept(good: Good, random: Random) -> Damage | None:
    edge = pick(random, to_concept(good))
    if edge is None:
        return None
    scheme = good.objects(edge.quad.object, iri("skos:inScheme"))
    others = [
        concept
        for concept in good.instances("skos:Concept")
        if good.objects(concept, iri("skos:inScheme")) == scheme and concept != edge.quad.object
    ]
    return rewritten(edge, value=pick(random, others))


@KINDS("second value of a property that has one")
def doubled(good: Good, random: Random) -> Damage | None:
    predicate = random.choice(SINGLE)
    quad = pick(random, good.having(predicate))
    if quad is None:
        return None
    others = [q.object for q in good.having(predicate) if q.object != quad.object]
    value = pick(random, others) or iri("bgd:mexico")
    return besides(quad, value)


@KINDS("property that does not exist, in an edge")
def unknown_edge(good: Good, random: Random) -> Damage | None:
    edge = any_edge(good, random)
    return rewritten(edge, predicate=misspelt(edge.quad.predicate, random)) if edge else None


@KINDS("property that does not exist, in another triple")
def unknown_property(good: Good, random: Random) -> Damage | None:
    quads = [q for q in good.having(random.choice(EVIDENCE)) if "bargain" in q.predicate.value]
    quad = pick(random, quads)
    return (
        damage([quad], [with_(quad, predicate=misspelt(quad.predicate, random))]) if quad else None
    )


@KINDS("another property of ours that does not fit the node")
def unfit_property(good: Good, random: Random) -> Damage | None:
    edge = any_edge(good, random)
    if edge is None:
        return None
    relations = good.below(iri("bg:contentRelation"), "rdfs:subPropertyOf")[1:]
    wrong = [
        p
        for p in relations
        if not good.fits(edge.quad.subject, p, "rdfs:domain") or not good.fits(edge.quad.object, p)
    ]
    return rewritten(edge, predicate=pick(random, wrong))


@KINDS("property of another vocabulary where ours is meant")
def foreign_property(good: Good, random: Random) -> Damage | None:
    labels = [q for q in good.having("rdfs:label") if good.is_a(q.subject, iri("bg:ContentNode"))]
    quad = pick(random, labels)
    name = random.choice(["skos:prefLabel", "schema:name", "foaf:name"])
    return damage([quad], [with_(quad, predicate=iri(name))]) if quad else None


@KINDS("schema.org by http")
def schema_by_http(good: Good, random: Random) -> Damage | None:
    quad = pick(random, good.having("schema:sameAs"))
    same = NamedNode("http://schema.org/sameAs")
    return damage([quad], [with_(quad, predicate=same)]) if quad else None


@KINDS("circle of wholes and parts")
def circle(good: Good, random: Random) -> Damage | None:
    edge = pick(random, [e for e in good.edges if e.quad.predicate in set(map(iri, PARTS))])
    if edge is None or not isinstance(edge.quad.object, NamedNode):
        return None
    back = with_(edge.quad, subject=edge.quad.object, value=edge.quad.subject)
    statement = iri("bgd:statement-back")
    terms = (back.subject, back.predicate, back.object)
    named = zip(edge.named, terms, strict=True)
    vouched = [with_(q, value=statement) for q in good.of_object[edge.statement]]
    content = [
        with_(q, predicate=iri("bg:hasContent"), value=back.subject)
        for q in vouched
        if good.is_a(q.subject, iri("bg:Claim"))
    ]
    kind = Quad(statement, TYPE, iri("bg:Statement"), edge.quad.graph_name)
    new = [back, kind, *(with_(q, statement, value=term) for q, term in named), *vouched, *content]
    return damage([], [quad for quad in new if quad not in good.known])
