"""The dataset as it should be, looked up in many ways, and what a damage to it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import TypeVar

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from kgtools.project import Project
from kgtools.rdf.terms import DCTERMS, FOAF, OWL, RDF, RDFS, SCHEMA, SKOS, Term

Chosen = TypeVar("Chosen")
PREFIXES = {
    "bg": "https://w3id.org/bargain/ontology#",
    "bgd": "https://w3id.org/bargain/id/",
    "graph": "https://w3id.org/bargain/graph/",
    "concept": "https://w3id.org/bargain/concept/",
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "oa": "http://www.w3.org/ns/oa#",
    "owl": OWL,
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "vs": "http://www.w3.org/2003/06/sw-vocab-status/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@cache
def iri(curie: str) -> NamedNode:
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


TYPE, LABEL, CONTENT_NODE = iri("rdf:type"), iri("rdfs:label"), iri("bg:ContentNode")
ONTOLOGY = iri("graph:ontology")
STATEMENT = tuple(map(iri, ("bg:statementSubject", "bg:statementProperty", "bg:statementObject")))


@dataclass(frozen=True)
class Damage:
    """The quads that go and those that come; the rest of the dataset stays as it is."""

    gone: frozenset[Quad]
    new: frozenset[Quad]

    def of(self, quads: Iterable[Quad]) -> list[Quad]:
        """The dataset after the damage."""
        return [*(quad for quad in quads if quad not in self.gone), *sorted(self.new, key=str)]

    def __str__(self) -> str:
        gone, new = (sorted(map(str, quads)) for quads in (self.gone, self.new))
        lines = [*(f"- {quad}" for quad in gone), *(f"+ {quad}" for quad in new)]
        return "\n".join(lines if len(lines) <= 12 else [*lines[:12], "…"])


def damage(gone: Iterable[Quad], new: Iterable[Quad]) -> Damage | None:
    """None where nothing would change."""
    before, after = frozenset(gone), frozenset(new)
    return Damage(before - after, after - before) if before != after else None


@dataclass(frozen=True)
class Edge:
    """An edge of the graph with the statement that names it."""

    quad: Quad
    statement: NamedNode
    named: tuple[Quad, Quad, Quad]


class Good:
    """All in a fixed order, so that the same chance always hits the same place."""

    def __init__(self, project: Project) -> None:
        self.project = project
        # Blank nodes have another name at each reading; they come last and are never chosen.
        self.quads = sorted(project.quads(), key=lambda q: ("_:" in str(q), str(q)))
        self.known = frozenset(self.quads)
        self.of_subject: dict[Term, list[Quad]] = defaultdict(list)
        self.of_object: dict[Term, list[Quad]] = defaultdict(list)
        self.of_predicate: dict[NamedNode, list[Quad]] = defaultdict(list)
        for quad in self.quads:
            self.of_subject[quad.subject].append(quad)
            self.of_object[quad.object].append(quad)
            self.of_predicate[quad.predicate].append(quad)
        self._below: dict[tuple[Term, str], list[NamedNode]] = {}
        self.edges = [self._edge(q) for q in self.of_predicate[STATEMENT[0]]]

    def having(self, *predicates: str, ontology: bool = False) -> list[Quad]:
        """The quads of these properties, of the data or of the ontology."""
        return [
            quad
            for predicate in predicates
            for quad in self.of_predicate[iri(predicate)]
            if (quad.graph_name == ONTOLOGY) == ontology and isinstance(quad.subject, NamedNode)
        ]

    def objects(self, subject: Term, predicate: NamedNode) -> list[Term]:
        return [q.object for q in self.of_subject[subject] if q.predicate == predicate]

    def about(self, subject: Term, *predicates: str) -> list[Quad]:
        """The quads of the subject by these properties."""
        wanted = set(map(iri, predicates))
        return [quad for quad in self.of_subject[subject] if quad.predicate in wanted]

    def below(self, top: Term, link: str = "rdfs:subClassOf") -> list[NamedNode]:
        """The term and all that lead up to it."""
        if (top, link) not in self._below:
            self._below[top, link] = list(self._leading_to(top, link))
        return self._below[top, link]

    def _leading_to(self, top: Term, link: str) -> Iterator[NamedNode]:
        found, waiting = [top], [top]
        while waiting:
            for quad in self.of_object[waiting.pop()]:
                if quad.predicate == iri(link) and quad.subject not in found:
                    found.append(quad.subject)
                    waiting.append(quad.subject)
        yield from (term for term in found if isinstance(term, NamedNode))

    def instances(self, *classes: str) -> list[NamedNode]:
        """The nodes of these classes or of a narrower one, each once."""
        found = {
            quad.subject: None
            for name in classes
            for kind in self.below(iri(name))
            for quad in self.of_object[kind]
            if quad.predicate == TYPE
        }
        return [node for node in found if isinstance(node, NamedNode)]

    def is_a(self, node: Term, kind: Term) -> bool:
        return bool(set(self.objects(node, TYPE)) & set(self.below(kind)))

    def members(self, ends: Iterable[Term]) -> list[Term]:
        """The classes themselves, those of an owl:unionOf in its place."""
        found: list[Term] = []
        for end in ends:
            cells = self.objects(end, iri("owl:unionOf"))
            found += [end] if not cells else []
            while cells:
                found += self.objects(cells[0], iri("rdf:first"))
                cells = self.objects(cells[0], iri("rdf:rest"))
        return found

    def fits(self, node: Term, predicate: NamedNode, end: str = "rdfs:range") -> bool:
        """Whether the node may stand at that end of the property, so far as the ontology says."""
        ends = self.members(self.objects(predicate, iri(end)))
        return not ends or any(self.is_a(node, kind) for kind in ends)

    def _edge(self, first: Quad) -> Edge:
        node = first.subject
        assert isinstance(node, NamedNode)
        named = [q for name in STATEMENT for q in self.of_subject[node] if q.predicate == name]
        subject, predicate, value = (quad.object for quad in named)
        found = [
            q for q in self.of_subject[subject] if (q.predicate, q.object) == (predicate, value)
        ]
        return Edge(found[0], node, (named[0], named[1], named[2]))


Make = Callable[[Good, Random], Damage | None]


@dataclass(frozen=True)
class Kind:
    """`unseen` says why a damage of the kind may pass every check; None where none may."""

    name: str
    make: Make
    unseen: str | None = None


@dataclass(frozen=True)
class Kinds:
    """The kinds of one module, by name."""

    kinds: dict[str, Kind] = field(default_factory=dict)

    def __call__(self, name: str, unseen: str | None = None) -> Callable[[Make], Make]:
        def register(make: Make) -> Make:
            assert name not in self.kinds
            self.kinds[name] = Kind(name, make, unseen)
            return make

        return register


def pick(random: Random, places: Sequence[Chosen]) -> Chosen | None:
    return random.choice(places) if places else None


def with_(
    quad: Quad,
    subject: NamedNode | BlankNode | Triple | None = None,
    predicate: NamedNode | None = None,
    value: Term | None = None,
    graph: NamedNode | None = None,
) -> Quad:
    """The quad with some of its terms replaced."""
    return Quad(
        subject or quad.subject,
        predicate or quad.predicate,
        value if value is not None else quad.object,
        graph or quad.graph_name,
    )


def instead(quad: Quad | None, value: Term | None) -> Damage | None:
    """The quad with another object in its place."""
    return damage([quad], [with_(quad, value=value)]) if quad and value is not None else None


def besides(quad: Quad | None, value: Term | None) -> Damage | None:
    """A second value beside that of the quad."""
    return damage([], [with_(quad, value=value)]) if quad and value is not None else None


def without(quads: Iterable[Quad]) -> Damage | None:
    return damage(quads, [])


def rewritten(
    edge: Edge | None,
    subject: NamedNode | BlankNode | Triple | None = None,
    predicate: NamedNode | None = None,
    value: Term | None = None,
) -> Damage | None:
    """Another edge in place of this, and its statement brought into line with it."""
    if edge is None:
        return None
    terms = (subject, predicate, value)
    named = [with_(quad, value=term) for quad, term in zip(edge.named, terms, strict=True) if term]
    gone = [quad for quad, term in zip(edge.named, terms, strict=True) if term]
    return damage([edge.quad, *gone], [with_(edge.quad, subject, predicate, value), *named])
