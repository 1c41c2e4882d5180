"""The ontology and the concept schemes."""

from __future__ import annotations

from functools import partial
from random import Random

from pyoxigraph import Literal, NamedNode, Quad

from damage.good import (
    ONTOLOGY,
    STATEMENT,
    TYPE,
    Damage,
    Good,
    Kinds,
    besides,
    damage,
    instead,
    iri,
    pick,
    with_,
    without,
)
from damage.links import misspelt

KINDS = Kinds()


def own_terms(good: Good, *kinds: str) -> list[NamedNode]:
    """Declared terms of the ontology's own namespace."""
    found = (good.of_object[iri(kind)] for kind in kinds or ("owl:Class", "owl:ObjectProperty"))
    terms = {q.subject for quads in found for q in quads if q.predicate == TYPE}
    own = (t for t in terms if isinstance(t, NamedNode) and "bargain/ontology#" in t.value)
    return sorted(own, key=str)


def used(good: Good, *kinds: str) -> list[NamedNode]:
    """Those that the data use."""
    return [
        term
        for term in own_terms(good, *kinds)
        if any(q.graph_name != ONTOLOGY for q in good.of_predicate[term])
        or any(q.graph_name != ONTOLOGY and q.predicate == TYPE for q in good.of_object[term])
    ]


def term_loses(predicate: str, good: Good, random: Random) -> Damage | None:
    """All values of the property; of texts those of one language."""
    term = pick(random, own_terms(good))
    quads = good.about(term, predicate) if term else []
    texts = [q for q in quads if isinstance(q.object, Literal) and q.object.language]
    return without([random.choice(texts)] if texts else quads)


def concept_loses(predicate: str, good: Good, random: Random) -> Damage | None:
    concept = pick(random, good.instances("skos:Concept"))
    quads = good.about(concept, predicate) if concept else []
    texts = [q for q in quads if isinstance(q.object, Literal) and q.object.language]
    return without([random.choice(texts)] if texts else quads)


for name, predicate in {
    "term without label in one language": "rdfs:label",
    "term without definition in one language": "skos:definition",
    "term without source": "dcterms:source",
    "term without status": "vs:term_status",
    "term that does not say who defines it": "rdfs:isDefinedBy",
}.items():
    KINDS(name)(partial(term_loses, predicate))
for name, predicate in {
    "concept without label in one language": "skos:prefLabel",
    "concept without definition in one language": "skos:definition",
    "concept without scheme": "skos:inScheme",
    "concept neither at the top nor below another": "skos:topConceptOf",
    "concept without source": "dcterms:source",
}.items():
    KINDS(name)(partial(concept_loses, predicate))


@KINDS("concept of two schemes")
def two_schemes(good: Good, random: Random) -> Damage | None:
    quad = pick(random, good.having("skos:inScheme", ontology=True))
    others = [n for n in good.instances("skos:ConceptScheme") if quad and n != quad.object]
    return besides(quad, pick(random, others))


@KINDS("broader concept of another scheme")
def other_scheme(good: Good, random: Random) -> Damage | None:
    quad = pick(random, good.having("skos:broader", ontology=True))
    if quad is None:
        return None
    scheme = good.objects(quad.subject, iri("skos:inScheme"))
    wrong = [
        c for c in good.instances("skos:Concept") if good.objects(c, iri("skos:inScheme")) != scheme
    ]
    return instead(quad, pick(random, wrong))


@KINDS("circle of broader concepts")
def broader_circle(good: Good, random: Random) -> Damage | None:
    quad = pick(random, good.having("skos:broader", ontology=True))
    if quad is None or not isinstance(quad.object, NamedNode):
        return None
    top = good.about(quad.object, "skos:topConceptOf", "skos:broader")
    return damage(top, [with_(quad, quad.object, value=quad.subject)])


@KINDS("concept deleted though it is used")
def concept_deleted(good: Good, random: Random) -> Damage | None:
    concepts = [
        c
        for c in good.instances("skos:Concept")
        if any(q.graph_name != ONTOLOGY for q in good.of_object[c])
    ]
    concept = pick(random, concepts)
    return without(good.of_subject[concept]) if concept else None


@KINDS("class deleted though it is used")
def class_deleted(good: Good, random: Random) -> Damage | None:
    term = pick(random, used(good, "owl:Class"))
    return without(good.of_subject[term]) if term else None


@KINDS("property deleted though it is used")
def property_deleted(good: Good, random: Random) -> Damage | None:
    term = pick(random, used(good, "owl:ObjectProperty", "owl:DatatypeProperty"))
    return without(good.of_subject[term]) if term else None


@KINDS("term deprecated though it is used")
def deprecated(good: Good, random: Random) -> Damage | None:
    term = pick(random, used(good))
    truth = Literal("true", datatype=iri("xsd:boolean"))
    return damage([], [Quad(term, iri("owl:deprecated"), truth, ONTOLOGY)]) if term else None


@KINDS("class no longer below its class")
def no_parent(good: Good, random: Random) -> Damage | None:
    quads = [q for q in good.having("rdfs:subClassOf", ontology=True) if q.subject in used(good)]
    content = set(good.below(iri("bg:ContentNode")))
    quad = pick(random, [q for q in quads if q.object in content])
    return without([quad]) if quad else None


@KINDS("relation no longer below the content relations")
def no_relation(good: Good, random: Random) -> Damage | None:
    stated = {q.object for q in good.of_predicate[STATEMENT[1]]}
    quads = [q for q in good.having("rdfs:subPropertyOf", ontology=True) if q.subject in stated]
    quad = pick(random, [q for q in quads if len(good.about(q.subject, "rdfs:subPropertyOf")) == 1])
    return without([quad]) if quad else None


@KINDS("circle of classes or of properties")
def term_circle(good: Good, random: Random) -> Damage | None:
    quad = pick(random, good.having("rdfs:subClassOf", "rdfs:subPropertyOf", ontology=True))
    if quad is None or not isinstance(quad.object, NamedNode):
        return None
    return damage([], [with_(quad, quad.object, value=quad.subject)])


@KINDS("domain or range that is no class")
def wrong_domain(good: Good, random: Random) -> Damage | None:
    quads = good.having("rdfs:domain", "rdfs:range", ontology=True)
    quad = pick(random, [q for q in quads if "bargain/ontology#" in str(q.object)])
    return instead(quad, misspelt(quad.object, random)) if quad else None


@KINDS("domain or range dropped")
def no_domain(good: Good, random: Random) -> Damage | None:
    terms = own_terms(good, "owl:ObjectProperty", "owl:DatatypeProperty")
    quads = [q for t in terms for q in good.about(t, "rdfs:domain", "rdfs:range")]
    quad = pick(random, quads)
    return without([quad]) if quad else None


@KINDS("status that is none of the known")
def unknown_status(good: Good, random: Random) -> Damage | None:
    quads = [q for t in own_terms(good) for q in good.about(t, "vs:term_status")]
    return instead(pick(random, quads), Literal("finished"))


@KINDS("label of another term")
def same_label(good: Good, random: Random) -> Damage | None:
    one, other = random.sample(own_terms(good, "owl:ObjectProperty"), 2)
    mine, theirs = good.about(one, "rdfs:label"), good.about(other, "rdfs:label")
    return damage(mine, [with_(mine[0], value=q.object) for q in theirs]) if mine else None
