"""What a change means for those who use the graph: breaking, to review, or compatible."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import BlankNode, Literal, NamedNode

from kgtools.config import Roles
from kgtools.diff.model import Anonymous, Impact, Value
from kgtools.diff.schema import Schema, listed, widened
from kgtools.rdf.terms import DCTERMS, OWL, RDF, RDFS, SCHEMA, SH, SKOS, TYPE, Term, local_name

Judgement = tuple[Impact, str]

LABELS = (RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel", DCTERMS + "title")
DEFINITIONS = (SKOS + "definition", RDFS + "comment", "http://purl.obolibrary.org/obo/IAO_0000115")
NAMES = {
    **dict.fromkeys(LABELS, "label"),
    **dict.fromkeys(DEFINITIONS, "definition"),
    RDFS + "domain": "domain",
    RDFS + "range": "range",
    RDFS + "subClassOf": "hierarchy",
    RDFS + "subPropertyOf": "hierarchy",
    SKOS + "broader": "hierarchy",
    OWL + "equivalentClass": "equivalence",
    OWL + "equivalentProperty": "equivalence",
    OWL + "inverseOf": "inverse",
    TYPE.value: "type",
}
INCLUDES = (SCHEMA + "domainIncludes", SCHEMA + "rangeIncludes")
RISING = ("minCount", "minLength", "minInclusive", "minExclusive", "qualifiedMinCount")
FALLING = ("maxCount", "maxLength", "maxInclusive", "maxExclusive", "qualifiedMaxCount")
MEANING = ("strength", "negated", "content", "states", "speaker", "condition")
STATED = ("statement_subject", "statement_property", "statement_object", "digest")
WORDS_ONLY = ("message", "name", "description", "order", "group", "defaultValue")
CHARACTERISTICS = "Functional InverseFunctional Transitive Symmetric Asymmetric Reflexive".split()
SEVERITIES = ("Info", "Warning", "Violation")


def aspect_of(predicate: NamedNode, roles: Roles) -> str:
    """How the aspect is called: by its role, by what it commonly is, else by its name."""
    for role in (*MEANING, *STATED, "passage", "paraphrase", "reason", "start", "end"):
        mapped = getattr(roles, role)
        if predicate == mapped or (isinstance(mapped, tuple) and predicate in mapped):
            return role.replace("_", " ")
    return NAMES.get(predicate.value, local_name(predicate.value))


def judge(
    predicate: NamedNode,
    before: Sequence[Value],
    after: Sequence[Value],
    old: Schema,
    new: Schema,
    kind: str,
) -> Judgement:
    """One predicate of one thing that stands in both states: all its values, then and now."""
    removed = [v for v in before if v not in after]
    added = [v for v in after if v not in before]
    iri, aspect = predicate.value, aspect_of(predicate, new.side.project.roles)
    if iri == TYPE.value:
        return _types(removed, added, after, new, kind)
    if iri in (RDFS + "domain", RDFS + "range"):
        if widened(before, after, new):
            return "compatible", f"the {aspect} is not narrower than it was"
        return "breaking", f"narrowed {aspect}: what fitted it may not fit any more"
    if iri in INCLUDES and removed:
        return "breaking", "narrowed: a class is no longer included"
    if aspect == "hierarchy":
        return _hierarchy(removed, added, new)
    if aspect == "equivalence":
        return (
            ("breaking", "changed meaning: it is defined otherwise")
            if removed
            else (
                "review",
                "it is now defined as the same as something else",
            )
        )
    if iri.startswith(SH):
        return _shape(local_name(iri), before, after)
    if aspect == "definition":
        if not removed or not {_language(v) for v in removed} <= {_language(v) for v in added}:
            return "compatible", "a definition or translation was added or taken away"
        return "review", "the definition reads otherwise: does it mean otherwise?"
    if iri == SKOS + "notation" and removed:
        return "breaking", "changed code: who stored the old one finds nothing"
    if iri in (SKOS + "inScheme", OWL + "inverseOf", OWL + "imports") and removed:
        impact: Impact = "review" if iri == OWL + "imports" else "breaking"
        return impact, "what followed from it does not follow any more"
    if kind in ("claim", "editorial assertion") and aspect in MEANING:
        return "breaking", "changed meaning: under the same IRI something else is said"
    if kind in ("statement", "passage") and aspect.replace(" ", "_") in STATED:
        return "breaking", "changed meaning: the same IRI stands for something else"
    if aspect == "label":
        return "compatible", "labels are for people; nothing refers to them"
    return "compatible", "nothing that was right becomes wrong"


def _types(
    removed: list[Value], added: list[Value], after: Sequence[Value], new: Schema, kind: str
) -> Judgement:
    gained = {
        local_name(v.value).removesuffix("Property") for v in added if isinstance(v, NamedNode)
    }
    if tighter := sorted(gained.intersection(CHARACTERISTICS)):
        return "breaking", f"tightened: the property is now {', '.join(tighter).lower()}"
    above = {a for v in added if isinstance(v, NamedNode) for a in new.above(v)}
    kept = {v.value for v in after if isinstance(v, NamedNode)}
    lost = [v for v in removed if v not in above and not _implied(v, kept)]
    characters = [v for v in lost if named_(v) and _character(v)]
    if len(lost) > len(characters):
        return "breaking", "changed meaning: it is no longer what it was"
    return "compatible", "it is still what it was"


def _implied(lost: Value, kept: set[str]) -> bool:
    """True if what is kept says as much: owl:Class says rdfs:Class, owl:Ontology any marker."""
    if not isinstance(lost, NamedNode):
        return False
    if OWL + "Ontology" in kept:
        return lost.value != OWL + "Ontology"
    classes, properties = (
        {OWL + "Class", RDFS + "Class"},
        {OWL + kind + "Property" for kind in ("Object", "Datatype", "Annotation")},
    )
    return (
        (lost.value in classes and bool(kept & classes))
        or (lost.value == RDF + "Property" and bool(kept & properties))
        or lost.value in (OWL + "Thing", RDFS + "Resource")
    )


def named_(value: Value) -> bool:
    return isinstance(value, NamedNode)


def _character(value: Value) -> bool:
    return isinstance(value, NamedNode) and (
        local_name(value.value).removesuffix("Property") in CHARACTERISTICS
        or value.value == OWL + "NamedIndividual"
    )


def _hierarchy(removed: list[Value], added: list[Value], new: Schema) -> Judgement:
    above = {a for v in added if isinstance(v, NamedNode) for a in new.above(v)}
    if any(isinstance(v, Anonymous) for v in added):
        return _restrictions(removed, added)
    if gone := [v for v in removed if isinstance(v, NamedNode) and v not in above]:
        names = ", ".join(local_name(v.value) for v in gone)
        return "breaking", f"changed meaning: it is no longer found under {names}"
    return "compatible", "what it was found under still stands"


def _restrictions(removed: list[Value], added: list[Value]) -> Judgement:
    """A class asks more unless each new restriction is a looser one of the same property."""
    for value in added:
        if not isinstance(value, Anonymous):
            continue
        fresh = _parts(value)
        same = [
            _parts(old)
            for old in removed
            if isinstance(old, Anonymous)
            and _parts(old).get("onProperty") == fresh.get("onProperty")
        ]
        if not any(_looser(old, fresh) for old in same):
            return (
                "breaking",
                "tightened: the class asks more of its instances (cardinality, values)",
            )
    return "compatible", "loosened: the class asks less of its instances"


def _looser(old: dict[str, str], new: dict[str, str]) -> bool:
    for key in {*old, *new}:
        if old.get(key) == new.get(key):
            continue
        if key not in old or key not in new or "ardinality" not in key:
            return False
        less = int(new[key]) < int(old[key])
        if less != key.startswith("min") or not key.startswith(("min", "max")):
            return False
    return True


def _parts(value: Anonymous) -> dict[str, str]:
    return {
        local_name(t.predicate.value): t.object.value
        if isinstance(t.object, Literal)
        else str(t.object)
        for t in value.triples
        if t.subject == value.root and not isinstance(t.object, BlankNode)
    }


def _shape(name: str, before: Sequence[Value], after: Sequence[Value]) -> Judgement:
    """SHACL: does the shape still let pass all that it let pass?"""
    tighter: Judgement = (
        "breaking",
        f"tightened sh:{name}: data that was valid may be so no longer",
    )
    looser: Judgement = ("compatible", f"sh:{name} lets pass what it let pass")
    removed, added = [v for v in before if v not in after], [v for v in after if v not in before]
    if name in WORDS_ONLY:
        return "compatible", "words for people"
    if name == "property":
        old = {_path(v): v for v in removed if isinstance(v, Anonymous)}
        for value in added:
            if isinstance(value, Anonymous) and _only_advises(value):
                continue
            other = old.get(_path(value)) if isinstance(value, Anonymous) else None
            if other is None or not isinstance(value, Anonymous) or _nested(other, value):
                return tighter
        return looser
    if name == "severity":
        rank = [max((_rank(v) for v in side), default=2) for side in (before, after)]
        return tighter if rank[1] > rank[0] else looser
    if name in (*RISING, *FALLING) and before and after:
        a, b = (float(getattr(side[0], "value", "0")) for side in (before, after))
        return tighter if (b > a) == (name in RISING) else looser
    if name == "in" and before and after:
        kept = set(_list(before[0])) <= set(_list(after[0]))
        return looser if kept else tighter
    if name == "deactivated":
        return looser if any(getattr(v, "value", "") == "true" for v in after) else tighter
    if name == "closed":
        return tighter if any(getattr(v, "value", "") == "true" for v in added) else looser
    if name == "ignoredProperties" and before and after:
        return looser if set(_list(before[0])) <= set(_list(after[0])) else tighter
    return tighter if added else looser


def _only_advises(value: Anonymous) -> bool:
    """True for a property shape whose severity lets all data stay valid."""
    return any(_rank(v) < 2 for v in _own(value, NamedNode(SH + "severity")))


def _nested(old: Anonymous, new: Anonymous) -> bool:
    """True if a constraint within a property shape became tighter."""
    predicates = {t.predicate for v in (old, new) for t in v.triples if t.subject == v.root}
    for predicate in predicates:
        a, b = (_own(v, predicate) for v in (old, new))
        if a != b and _shape(local_name(predicate.value), a, b)[0] == "breaking":
            return True
    return False


def _own(value: Anonymous, predicate: NamedNode) -> list[Value]:
    found: list[Value] = []
    for t in value.triples:
        if t.subject == value.root and t.predicate == predicate:
            if isinstance(t.object, NamedNode | Literal):
                found.append(t.object)
            elif isinstance(t.object, BlankNode):
                text = " ".join(sorted(str(m) for m in listed(t.object, value.triples)))
                found.append(Anonymous(text, t.object, value.triples))
    return found


def _list(value: Value) -> list[Term]:
    return listed(value.root, value.triples) if isinstance(value, Anonymous) else []


def _path(value: Anonymous) -> str:
    return _parts(value).get("path", value.text)


def _rank(value: Value) -> int:
    name = local_name(value.value) if isinstance(value, NamedNode) else ""
    return SEVERITIES.index(name) if name in SEVERITIES else 2


def _language(value: Value) -> str | None:
    return value.language if isinstance(value, Literal) else None
