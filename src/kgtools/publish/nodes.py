"""Which nodes the pages and data of a document depend on, and whether one of them changed.

A document shows what is said of its things, what points to them, who vouches for that, and the
names of all that is named there. So it is as it was where every node that it read is: what is said
of the node, and, for nodes whose referrers it read, who points to it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from pyoxigraph import BlankNode, NamedNode, Quad

from kgtools.project import LABELS
from kgtools.rdf.terms import TYPE, Term
from kgtools.web import Site
from kgtools.web.documents import Document
from kgtools.web.facts import Facts
from kgtools.web.lists import SCHEME, ClassList
from kgtools.web.reference_view import CONNECTED

_NAMES = frozenset(LABELS)
DEPTH = 12  # how far chains of blank nodes are followed


@dataclass(frozen=True)
class Nodes:
    """All named nodes of a site, numbered; those of `before` keep their numbers."""

    facts: Facts
    before: Sequence[str] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(node.value for node in self._known)

    @cached_property
    def marks(self) -> bytes:
        """Eight bytes each for what is said of a node, for who points to it, and for its name.

        The third is of what is said without what was computed, such as numbers of triples.
        """
        facts, computed = self.facts, frozenset(self.facts.implied)
        counted = {quad.subject for quad in computed}
        found = []
        for node in self._known:
            about = facts.about(node)
            said = named = self._mark(about)
            if node in counted:
                named = self._mark([quad for quad in about if quad not in computed])
            found += [said, self._mark(facts.pointing_to(node)), named]
        return b"".join(found)

    @cached_property
    def number(self) -> dict[Term, int]:
        return {node: number for number, node in enumerate(self._known)}

    @cached_property
    def _known(self) -> list[NamedNode]:
        found = dict.fromkeys(map(NamedNode, self.before))
        for quads in self.facts.by_subject.values():
            for quad in quads:
                for term in (quad.subject, quad.predicate, quad.object):
                    if isinstance(term, NamedNode):
                        found[term] = None
        return list(found)

    def _mark(self, quads: Sequence[Quad]) -> bytes:
        return blake2b("\n".join(map(self._text, quads)).encode(), digest_size=8).digest()

    def _text(self, quad: Quad) -> str:
        if not isinstance(quad.subject, BlankNode) and not isinstance(quad.object, BlankNode):
            return str(quad)
        ends = (self._end(quad.subject), self._end(quad.object))
        return f"{ends[0]} {quad.predicate} {ends[1]} {quad.graph_name}"

    def _end(self, term: Term) -> str:
        return self._blank(term) if isinstance(term, BlankNode) else str(term)

    def _blank(self, node: BlankNode) -> str:
        """What is said of a blank node and around it: its label is another each time."""
        if node not in self._blanks:
            found: dict[BlankNode, int] = {node: 0}
            lines = []
            waiting: list[BlankNode] = [node]
            while waiting:
                current = waiting.pop(0)
                around = [*self.facts.about(current), *self.facts.pointing_to(current)]
                for quad in around:
                    ends = []
                    for term in (quad.subject, quad.object):
                        if isinstance(term, BlankNode):
                            if term not in found and len(found) < DEPTH:
                                found[term] = len(found)
                                waiting.append(term)
                            ends.append(f"_:{found.get(term, '')}")
                        else:
                            ends.append(str(term))
                    lines.append(f"{ends[0]} {quad.predicate} {ends[1]} {quad.graph_name}")
            self._blanks[node] = "[" + "\n".join(lines) + "]"
        return self._blanks[node]

    @cached_property
    def _blanks(self) -> dict[BlankNode, str]:
        return {}


def reads_of(site: Site, document: Document, number: dict[Term, int]) -> bytes:
    """What the document read, as an array of unsigned 32-bit numbers.

    Three times a node's number is what is said of it; one more is who points to it, two more what
    it is called.
    """
    facts = site.facts
    statements = site.describer.statements(document)
    said: set[Term] = {*statements.terms, *document.things}
    pointed: set[Term] = set(document.things)
    pointed.update(quad.subject for quad in statements.quads if quad.predicate not in _NAMES)
    if document.kind == "reference":
        said.update(_users(facts, document))
    for node in [term for term in said if isinstance(term, NamedNode)]:
        said.update(_told_by_what_it_says(facts, node))
    for scheme in _schemes(site, document):
        concepts = site.templating.lists.inside(scheme)
        said.update(concepts)
        pointed.update(concepts)
    found = {3 * number[node] + 2 * (node not in pointed) for node in said if node in number}
    found.update(3 * number[node] + 1 for node in pointed if node in number)
    return array("I", sorted(found)).tobytes()


def _users(facts: Facts, document: Document) -> Iterable[Term]:
    """What a page of terms names because it points to one of them: subclasses and the like."""
    return (
        quad.subject
        for thing in document.things
        for quad in facts.pointing_to(thing)
        if quad.predicate in CONNECTED
    )


def _schemes(site: Site, document: Document) -> Iterable[Term]:
    """Schemes of concepts, which show the tree of them all."""
    return (thing for thing in document.things if SCHEME in site.facts.objects(thing, TYPE))


def reads_of_list(site: Site, found: ClassList, number: dict[Term, int]) -> bytes:
    """As `reads_of`: the names of the class and of its instances."""
    said: set[Term] = {found.cls, *found.instances}
    for node in found.instances:
        said.update(_told_by_what_it_says(site.facts, node))
    return array("I", sorted(3 * number[node] + 2 for node in said if node in number)).tobytes()


def _told_by_what_it_says(facts: Facts, node: NamedNode) -> Iterable[Term]:
    """What a page names in place of a node without a name of its own, such as a statement."""
    about = facts.about(node)
    if any(quad.predicate in _NAMES for quad in about):
        return ()
    return [quad.object for quad in about if isinstance(quad.object, NamedNode)]


def changed(old_marks: bytes, nodes: Nodes) -> set[int]:
    """The numbers of what is not as it was, as `reads_of` gives them."""
    new = nodes.marks
    if old_marks == new[: len(old_marks)]:
        return set()
    parts = range(len(old_marks) // 8)
    return {at for at in parts if old_marks[8 * at : 8 * at + 8] != new[8 * at : 8 * at + 8]}
