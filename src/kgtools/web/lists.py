"""Lists of what there is: the instances of each class, the trees of concepts, of classes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from pyoxigraph import NamedNode

from kgtools.rdf.terms import (
    DCAT,
    IN_SCHEME,
    OWL,
    RDF,
    RDFS,
    SH,
    SKOS,
    TYPE,
    VOID,
    Term,
    local_name,
)
from kgtools.web.documents import Documents
from kgtools.web.facts import Facts
from kgtools.web.links import Links

PER_PAGE = 400
BROADER, NARROWER = NamedNode(SKOS + "broader"), NamedNode(SKOS + "narrower")
SCHEME = NamedNode(SKOS + "ConceptScheme")
TOP_OF, HAS_TOP = NamedNode(SKOS + "topConceptOf"), NamedNode(SKOS + "hasTopConcept")
# Classes of terms, which have their own pages, and of what every dataset has.
_SCHEMA = (OWL, RDFS, RDF, SH, VOID, DCAT)


@dataclass(frozen=True)
class ClassList:
    """A class with the things that say they are its instances, and the stem of their pages."""

    cls: Term
    stem: str
    instances: tuple[NamedNode, ...]

    @property
    def pages(self) -> int:
        return max(1, ceil(len(self.instances) / PER_PAGE))

    @property
    def stems(self) -> tuple[str, ...]:
        return tuple(self.stem_of(number) for number in range(1, self.pages + 1))

    def stem_of(self, page: int) -> str:
        return self.stem if page == 1 else f"{self.stem}-{page}"

    def page_of(self, ordered: Sequence[NamedNode], page: int) -> Sequence[NamedNode]:
        return ordered[(page - 1) * PER_PAGE : page * PER_PAGE]


@dataclass(frozen=True)
class Branch:
    """A node of a tree with what is beneath it."""

    node: Term
    below: tuple[Branch, ...]


@dataclass(frozen=True)
class Lists:
    facts: Facts
    documents: Documents

    @cached_property
    def classes(self) -> tuple[ClassList, ...]:
        """Every class of things with a document; terms of vocabularies are not among them."""
        found: dict[NamedNode, list[NamedNode]] = {}
        for document in self.documents.by_key.values():
            for thing in document.things:
                for cls in self.facts.objects(thing, TYPE):
                    if isinstance(cls, NamedNode) and not cls.value.startswith(_SCHEMA):
                        found.setdefault(cls, []).append(thing)
        taken: set[str] = set()
        lists = []
        for cls in sorted(found, key=str):
            stem = name = f"resources/{_slug(cls.value)}"
            number = 1
            while stem in taken:
                number += 1
                stem = f"{name}_{number}"
            taken.add(stem)
            lists.append(ClassList(cls, stem, tuple(found[cls])))
        return tuple(lists)

    @cached_property
    def by_class(self) -> dict[Term, ClassList]:
        return {each.cls: each for each in self.classes}

    @cached_property
    def schemes(self) -> tuple[Term, ...]:
        return tuple(self.facts.subjects(TYPE, SCHEME))

    def inside(self, scheme: Term) -> set[Term]:
        """The concepts of a scheme."""
        facts = self.facts
        inside = {*facts.subjects(IN_SCHEME, scheme), *facts.subjects(TOP_OF, scheme)}
        return {*inside, *facts.objects(scheme, HAS_TOP)}

    def concepts(self, scheme: Term, links: Links) -> tuple[Branch, ...]:
        """The tree of a scheme's concepts, siblings by name."""
        facts, inside = self.facts, self.inside(scheme)

        def above(concept: Term) -> set[Term]:
            broader = {*facts.objects(concept, BROADER), *facts.subjects(NARROWER, concept)}
            return broader & inside

        return tree(inside, above, links)


MAX_DEPTH = 40


def tree(
    nodes: Iterable[Term], above: Callable[[Term], set[Term]], links: Links
) -> tuple[Branch, ...]:
    """The nodes as a tree, siblings by name.

    A node with two parents stands beneath both, what is beneath it only once. What only a circle
    leads to, or more than MAX_DEPTH steps, stands at the top.
    """
    everything = set(nodes)
    below: dict[Term, list[Term]] = {}
    tops = []
    for node in everything:
        parents = above(node) & everything - {node}
        for parent in parents:
            below.setdefault(parent, []).append(node)
        if not parents:
            tops.append(node)
    reached: set[Term] = set()

    def grown(found: Iterable[Term], depth: int) -> tuple[Branch, ...]:
        branches = []
        for node in sorted(found, key=links.key):
            inner = [] if node in reached or depth == MAX_DEPTH else below.get(node, [])
            reached.add(node)
            branches.append(Branch(node, grown(inner, depth + 1)))
        return tuple(branches)

    branches = list(grown(tops, 0))
    for node in sorted(everything, key=links.key):
        if node not in reached:
            branches.extend(grown([node], 0))
    return tuple(branches)


def _slug(iri: str) -> str:
    """The last part of the IRI, as far as it can stand in any file's name."""
    kept = "".join(sign if sign.isalnum() or sign in "_-" else "-" for sign in local_name(iri))
    return kept[:100] or "class"
