"""What a state says of its classes and properties, as far as it decides what breaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, NamedNode, Triple

from kgtools.diff.model import Anonymous, Value
from kgtools.diff.sides import Side
from kgtools.rdf.terms import OWL, RDF, RDFS, SH, SKOS, TYPE, Term

FIRST, REST, NIL = NamedNode(RDF + "first"), NamedNode(RDF + "rest"), NamedNode(RDF + "nil")
UP = tuple(NamedNode(i) for i in (RDFS + "subClassOf", RDFS + "subPropertyOf", SKOS + "broader"))
UNION = NamedNode(OWL + "unionOf")
KINDS: Mapping[str, tuple[str, ...]] = {
    "ontology": (OWL + "Ontology",),
    "class": (OWL + "Class", RDFS + "Class"),
    "property": (
        OWL + "ObjectProperty",
        OWL + "DatatypeProperty",
        OWL + "AnnotationProperty",
        RDF + "Property",
    ),
    "datatype": (RDFS + "Datatype",),
    "concept scheme": (SKOS + "ConceptScheme",),
    "concept": (SKOS + "Concept",),
    "shape": (SH + "NodeShape", SH + "PropertyShape"),
}
ROLE_KINDS = ("claim", "editorial", "statement", "passage_class")
ROLE_NAMES = {"passage_class": "passage", "editorial": "editorial assertion"}


@dataclass(frozen=True)
class Schema:
    side: Side

    @cached_property
    def _roles(self) -> dict[Term, str]:
        index = self.side.project.index
        found: dict[Term, str] = {}
        for role in ROLE_KINDS:
            if cls := getattr(self.side.project.roles, role):
                for node in index.instances([cls]):
                    found.setdefault(node, ROLE_NAMES.get(role, role))
        return found

    def kind(self, subject: Value) -> str:
        """class, property, concept, shape, claim, …; node for any other named thing."""
        if not isinstance(subject, NamedNode):
            return "axiom"
        types = {
            v.value
            for p, v in self.side.facts.get(subject, ())
            if p == TYPE and isinstance(v, NamedNode)
        }
        for kind, iris in KINDS.items():
            if types.intersection(iris):
                return kind
        return self._roles.get(subject, "node")

    @cached_property
    def relations(self) -> frozenset[NamedNode]:
        """The properties whose triples are edges of the graph, as the role says."""
        top = self.side.project.roles.content_relation
        return frozenset(self.below(top)) if top else frozenset()

    def below(self, top: NamedNode) -> set[NamedNode]:
        found, waiting = {top}, [top]
        while waiting:
            here = waiting.pop()
            for up in UP:
                for term in self.side.project.index.subjects(up, here):
                    if isinstance(term, NamedNode) and term not in found:
                        found.add(term)
                        waiting.append(term)
        return found

    def above(self, term: NamedNode) -> set[NamedNode]:
        found, waiting = {term}, [term]
        while waiting:
            for up in UP:
                for value in self.side.project.index.objects(waiting[-1], up):
                    if isinstance(value, NamedNode) and value not in found:
                        found.add(value)
                        waiting.insert(0, value)
            waiting.pop()
        return found

    @cached_property
    def disjoint(self) -> frozenset[frozenset[NamedNode]]:
        """Pairs of classes or properties that are stated to share nothing."""
        pairs: set[frozenset[NamedNode]] = set()
        for subject, facts in self.side.facts.items():
            for predicate, value in facts:
                if predicate.value in (OWL + "disjointWith", OWL + "propertyDisjointWith"):
                    if isinstance(subject, NamedNode) and isinstance(value, NamedNode):
                        pairs.add(frozenset((subject, value)))
                elif predicate.value in (OWL + "members", OWL + "disjointUnionOf"):
                    if predicate.value == OWL + "members" and not self._all_disjoint(facts):
                        continue
                    members = [m for m in self._members(subject, value) if isinstance(m, NamedNode)]
                    pairs |= {frozenset((a, b)) for a in members for b in members if a != b}
        return frozenset(pairs)

    @staticmethod
    def _all_disjoint(facts: Iterable[tuple[NamedNode, Value]]) -> bool:
        types = (OWL + "AllDisjointClasses", OWL + "AllDisjointProperties")
        return any(p == TYPE and isinstance(v, NamedNode) and v.value in types for p, v in facts)

    @staticmethod
    def _members(subject: Value, value: Value) -> list[Term]:
        return members(value)


def named(value: object) -> bool:
    return isinstance(value, NamedNode)


def members(value: Value) -> list[Term]:
    """The members of an RDF list."""
    return listed(value.root, value.triples) if isinstance(value, Anonymous) else []


def listed(root: Term | None, triples: Iterable[Triple]) -> list[Term]:
    first = {t.subject: t.object for t in triples if t.predicate == FIRST}
    rest = {t.subject: t.object for t in triples if t.predicate == REST}
    found: list[Term] = []
    seen: set[Term] = set()
    while isinstance(root, BlankNode) and root in first and root not in seen:
        seen.add(root)
        found.append(first[root])
        root = rest.get(root)
    return found


def choices(value: Value) -> frozenset[Term | str]:
    """The classes of which a domain or range asks one: a union's members, else itself."""
    if isinstance(value, Anonymous):
        union = [
            t.object for t in value.triples if t.subject == value.root and t.predicate == UNION
        ]
        if union and (found := listed(union[0], value.triples)):
            return frozenset(found)
        return frozenset((value.text,))
    return frozenset((value,))


def widened(old: Iterable[Value], new: Iterable[Value], schema: Schema) -> bool:
    """True if whatever met all the old restrictions meets all the new ones."""
    before = [choices(value) for value in old]

    def within(a: Term | str, b: Term | str) -> bool:
        return a == b or (isinstance(a, NamedNode) and b in schema.above(a))

    return all(
        any(all(any(within(a, b) for b in wanted) for a in had) for had in before)
        for wanted in (choices(value) for value in new)
    )
