"""Public record, and lists of which the members must agree with the whole."""

from __future__ import annotations

from functools import partial
from random import Random

from pyoxigraph import Literal, NamedNode

from damage.evidence import all_dropped
from damage.good import Damage, Good, Kinds, damage, instead, iri, pick, with_, without
from damage.values import of_kind

KINDS = Kinds()
for name, predicate in {
    "fact without source": "bg:factSource",
    "fact without the day it was checked": "bg:checkedOn",
    "fact without description": "dcterms:description",
    "fact without beginning": "bg:validFrom",
    "statistic without figure": "bg:figure",
    "statistic without unit": "bg:unit",
    "source without address": "foaf:homepage",
    "source of a fact without title": "dcterms:title",
    "source of a fact without publisher": "dcterms:publisher",
}.items():
    KINDS(name)(partial(all_dropped, predicate))
for name, predicate in {
    "end of a fact dropped": "bg:validUntil",
    "successor of a fact dropped": "bg:supersededBy",
}.items():
    KINDS(name)(partial(all_dropped, predicate))


@KINDS("fact that ends before it begins")
def ends_early(good: Good, random: Random) -> Damage | None:
    until = pick(random, good.having("bg:validUntil"))
    return instead(until, of_kind("1999-12-31", "xsd:date"))


@KINDS("fact that begins after it was checked")
def begins_late(good: Good, random: Random) -> Damage | None:
    fact = pick(random, good.having("bg:validFrom"))
    if fact is None:
        return None
    gone = [fact, *good.about(fact.subject, "bg:validUntil")]
    return damage(gone, [with_(fact, value=of_kind("2031-05-01", "xsd:date"))])


@KINDS("fact that supersedes itself")
def supersedes_itself(good: Good, random: Random) -> Damage | None:
    fact = pick(random, good.having("bg:factSource"))
    if fact is None:
        return None
    return damage([], [with_(fact, predicate=iri("bg:supersededBy"), value=fact.subject)])


@KINDS("facts that supersede one another")
def supersede_each_other(good: Good, random: Random) -> Damage | None:
    link = pick(random, good.having("bg:supersededBy"))
    if link is None or not isinstance(link.object, NamedNode):
        return None
    return damage([], [with_(link, link.object, value=link.subject)])


@KINDS("source of which no fact is taken")
def idle_source(good: Good, random: Random) -> Damage | None:
    source = pick(random, good.instances("bg:ContextSource"))
    if source is None:
        return None
    uses = [q for q in good.of_object[source] if q.predicate == iri("bg:factSource")]
    if any(len(good.about(q.subject, "bg:factSource")) == 1 for q in uses):
        return None
    return without(uses)


@KINDS("address of a source as text")
def address_as_text(good: Good, random: Random) -> Damage | None:
    address = pick(random, good.having("foaf:homepage"))
    if address is None:
        return None
    assert isinstance(address.object, NamedNode)
    return instead(address, Literal(address.object.value))


@KINDS("unnamed actor equated with a real body")
def equated(good: Good, random: Random) -> Damage | None:
    actor = pick(random, good.having("bg:possibleReferent"))
    if actor is None:
        return None
    identity = NamedNode("http://www.wikidata.org/entity/Q37230")
    return damage([], [with_(actor, predicate=iri("schema:sameAs"), value=identity)])


@KINDS("member of a list that is itself listed on the other side")
def other_side(good: Good, random: Random) -> Damage | None:
    """The member's listedAs is exchanged, its statement with it."""
    sides = {iri("concept:polarity/pro"), iri("concept:polarity/con")}
    listed = {q.object for q in good.having("bg:hasListedItem", "bg:hasListedMember")}
    edges = [
        e for e in good.edges if e.quad.predicate == iri("bg:listedAs") and e.quad.subject in listed
    ]
    edge = pick(random, edges)
    if edge is None:
        return None
    other = next(iter(sides - {edge.quad.object}))
    return damage(
        [edge.quad, edge.named[2]],
        [with_(edge.quad, value=other), with_(edge.named[2], value=other)],
    )


@KINDS("item of one list moved to the other")
def other_list(good: Good, random: Random) -> Damage | None:
    links = set(map(iri, ("bg:hasListedItem", "bg:hasListedMember")))
    edge = pick(random, [e for e in good.edges if e.quad.predicate in links])
    sets = good.instances("bg:ConsequenceSet")
    other = pick(random, [node for node in sets if edge and node != edge.quad.subject])
    if edge is None or other is None:
        return None
    return damage(
        [edge.quad, edge.named[0]], [with_(edge.quad, other), with_(edge.named[0], value=other)]
    )
