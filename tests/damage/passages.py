"""Where the passages stand in the source."""

from __future__ import annotations

from functools import partial
from random import Random

from pyoxigraph import Literal, NamedNode, Quad

from damage.evidence import all_dropped
from damage.good import TYPE, Damage, Good, Kinds, damage, instead, iri, pick, with_, without

KINDS = Kinds()
for name, predicate in {
    "passage without section": "bg:section",
    "passage without paragraph": "bg:paragraph",
    "passage without sentence": "bg:sentence",
    "passage without source": "oa:hasSource",
    "passage without selector": "oa:hasSelector",
    "passage without digest": "bg:passageSha256",
    "selector without start or end": "oa:start",
    "section without its place": "bg:order",
    "section of no source": "bg:partOfSource",
    "structuring passage without its function": "bg:structuringFunction",
}.items():
    KINDS(name)(partial(all_dropped, predicate))


def number(quad: Quad) -> int:
    assert isinstance(quad.object, Literal)
    return int(quad.object.value)


def moved(quad: Quad, by: int) -> Quad:
    assert isinstance(quad.object, Literal)
    return with_(quad, value=Literal(str(number(quad) + by), datatype=quad.object.datatype))


@KINDS("end before start")
def backwards(good: Good, random: Random) -> Damage | None:
    start = pick(random, good.having("oa:start"))
    if start is None:
        return None
    end = good.about(start.subject, "oa:end")[0]
    return damage([start, end], [with_(start, value=end.object), with_(end, value=start.object)])


@KINDS("offsets of a passage shifted")
def shifted(good: Good, random: Random) -> Damage | None:
    start = pick(random, good.having("oa:start"))
    if start is None:
        return None
    end, by = good.about(start.subject, "oa:end")[0], random.choice([-2, -1, 1, 2, 10])
    if number(start) + by < 0:
        return None
    return damage([start, end], [moved(start, by), moved(end, by)])


@KINDS("end of a passage shifted")
def longer(good: Good, random: Random) -> Damage | None:
    end = pick(random, good.having("oa:end"))
    return damage([end], [moved(end, random.choice([-3, -1, 1, 3, 40]))]) if end else None


@KINDS("paragraph or sentence number changed")
def misnumbered(good: Good, random: Random) -> Damage | None:
    quad = pick(random, good.having("bg:paragraph", "bg:sentence"))
    return damage([quad], [moved(quad, random.choice([1, 2, 5]))]) if quad else None


@KINDS("section of a passage changed")
def other_section(good: Good, random: Random) -> Damage | None:
    quad = pick(random, good.having("bg:section"))
    others = [node for node in good.instances("bg:Section") if quad and node != quad.object]
    return instead(quad, pick(random, others))


@KINDS("order of two sections exchanged")
def section_order(good: Good, random: Random) -> Damage | None:
    one, other = random.sample(good.having("bg:order"), 2)
    return damage([one, other], [with_(one, value=other.object), with_(other, value=one.object)])


@KINDS("passage of another source")
def other_source(good: Good, random: Random) -> Damage | None:
    quad = pick(random, good.having("oa:hasSource"))
    if quad is None or not isinstance(quad.graph_name, NamedNode):
        return None
    source = iri("bgd:other-article")
    new = [
        with_(quad, value=source),
        Quad(source, TYPE, iri("bg:Source"), quad.graph_name),
        Quad(source, iri("rdfs:label"), Literal("Another", language="en"), quad.graph_name),
        Quad(source, iri("rdfs:label"), Literal("Otro", language="es"), quad.graph_name),
    ]
    return damage([quad], new)


@KINDS("two passages with one selector")
def shared_selector(good: Good, random: Random) -> Damage | None:
    quad = pick(random, good.having("oa:hasSelector"))
    others = [q.object for q in good.having("oa:hasSelector") if quad and q != quad]
    return instead(quad, pick(random, others))


@KINDS("passages of two selectors exchanged")
def exchanged(good: Good, random: Random) -> Damage | None:
    one, other = random.sample(good.having("oa:hasSelector"), 2)
    return damage([one, other], [with_(one, value=other.object), with_(other, value=one.object)])


@KINDS("passage that no claim uses")
def unused(good: Good, random: Random) -> Damage | None:
    node = pick(random, good.instances("bg:Passage"))
    if node is None or good.is_a(node, iri("bg:StructuringPassage")):
        return None
    links = {iri("bg:passage"), iri("bg:contextPassage")}
    return without(q for q in good.of_object[node] if q.predicate in links)


@KINDS("passage copied under a second name")
def twin(good: Good, random: Random) -> Damage | None:
    """With a selector of its own and with the same claims."""
    node = pick(random, good.instances("bg:Passage"))
    if node is None:
        return None
    name, selector = iri("bgd:passage-twin"), iri("bgd:selector-twin")
    own = [
        with_(q, name, value=selector if q.predicate == iri("oa:hasSelector") else None)
        for q in good.of_subject[node]
    ]
    place = good.objects(node, iri("oa:hasSelector"))[0]
    new = [with_(q, selector) for q in good.of_subject[place]]
    return damage([], [*own, *new, *(with_(q, value=name) for q in good.of_object[node])])


@KINDS("passage with a claim said to claim nothing")
def structuring(good: Good, random: Random) -> Damage | None:
    quad = pick(random, good.having("bg:passage"))
    if quad is None:
        return None
    kind = [q for q in good.of_subject[quad.object] if q.predicate == TYPE]
    return instead(pick(random, kind), iri("bg:StructuringPassage"))
