"""Which nodes the pages and data of a document depend on, and whether one of them changed.

A document shows what is said of its things, what points to them, who vouches for that, and the
names of all that is named there. So it is as it was where every node that it read is: what is said
of the node, and, for nodes whose referrers it read, who points to it.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from itertools import chain
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad

from kgtools.project import LABELS, Project
from kgtools.publish.inputs import name_of
from kgtools.rdf.packed import PackedQuads, named
from kgtools.rdf.terms import TYPE, Term
from kgtools.web import Site
from kgtools.web.documents import Document
from kgtools.web.facts import Facts
from kgtools.web.lists import SCHEME, ClassList
from kgtools.web.reference_view import CONNECTED

_NAMES = frozenset(LABELS)
MARKED = 24  # bytes for each node
COMPUTED = ""


@dataclass(frozen=True)
class Before:
    """What is known of the nodes from the last time.

    `names` of them and their `marks`, the numbers of those that each of the `files` mentions, and
    the files that are as they were, `same`.
    """

    names: Iterable[str] = ()
    marks: bytes = b""
    files: Mapping[str, bytes] = field(default_factory=dict)
    same: Set[str] = frozenset()


@dataclass(frozen=True)
class Nodes:
    """All named nodes of a site, numbered; those of before keep their numbers."""

    facts: Facts
    before: Before = field(default_factory=Before)

    @property
    def names(self) -> Iterator[str]:
        return (node.value for node in self._known)

    @cached_property
    def marks(self) -> bytes:
        """Eight bytes each for what is said of a node, for who points to it, and for its name.

        The third is of what is said without what was computed, such as numbers of triples.
        """
        facts, computed = self.facts, frozenset(self.facts.implied)
        counted = {quad.subject for quad in computed}
        found = bytearray(self.before.marks)
        for number, node in enumerate(self._known):
            at = number * MARKED
            if at < len(self.before.marks) and number not in self._suspect:
                continue
            about = facts.about(node)
            said = named = self._mark(about, facts.token_of(node).hex())
            if node in counted:
                named = self._mark([quad for quad in about if quad not in computed])
            found[at : at + MARKED] = said + self._mark(facts.pointing_to(node)) + named
        return bytes(found)

    @cached_property
    def _suspect(self) -> frozenset[int]:
        """The numbers of those that may not be as they were: whatever else mentions them."""
        now_and_then = (*self.files.items(), *self.before.files.items())
        others = (numbers for name, numbers in now_and_then if name not in self.before.same)
        return frozenset(number for numbers in others for number in array("I", numbers))

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The numbers of the nodes that each file of the graphs mentions, as `reads_of` has them.

        What stands in no file (COMPUTED) is never known to be as it was.
        """
        project, before, number = self.facts.project, self.before, self.number
        computed = mentioned([*self.facts.implied, *self.facts.of_no_file])
        found = {COMPUTED: array("I", sorted(number.of(computed))).tobytes()}
        for graph in project.graphs:
            for file in graph.files:
                name = name_of(file, project.root)
                known = before.files.get(name) if name in before.same else None
                if known is None:
                    numbers = number.of(_mentioned_in(project, file))
                    known = array("I", sorted(numbers)).tobytes()
                found[name] = known
        return found

    @cached_property
    def number(self) -> Numbers:
        return Numbers(self.facts.project.packed, self._known)

    @cached_property
    def _known(self) -> list[NamedNode]:
        packed = self.facts.project.packed
        found: dict[NamedNode, None] = {}
        for node in map(NamedNode, self.before.names):
            number = packed.number(node)  # one that is there takes no more room
            found[node if number is None else packed.terms[number]] = None
        for column in (packed.subject, packed.predicate, packed.object):
            numbers = dict.fromkeys(column)
            terms = (packed.terms[number] for number in numbers)
            found.update((term, None) for term in terms if isinstance(term, NamedNode))
        for quad in self.facts.beside():
            for term in (quad.subject, quad.predicate, quad.object):
                if isinstance(term, NamedNode):
                    found[term] = None
        return list(found)

    def _mark(self, quads: Sequence[Quad], more: str = "") -> bytes:
        text = "\n".join(map(self._text, quads)) + more
        return blake2b(text.encode(), digest_size=8).digest()

    def _text(self, quad: Quad) -> str:
        if not isinstance(quad.subject, BlankNode) and not isinstance(quad.object, BlankNode):
            return str(quad)
        ends = (self._end(quad.subject), self._end(quad.object))
        return f"{ends[0]} {quad.predicate} {ends[1]} {quad.graph_name}"

    def _end(self, term: Term) -> str:
        return self._blank(term) if isinstance(term, BlankNode) else str(term)

    def _blank(self, node: BlankNode) -> str:
        """What is said of a blank node and of all that are joined to it by others of their kind.

        Their labels are others each time: they are numbered from the first of them on.
        """
        if node not in self._blanks:
            first = min(self._joined(node)[0], key=self._first)
            joined, lines = self._joined(first)
            digest = blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()
            self._blanks.update((term, f"[{digest} {at}]") for term, at in joined.items())
        return self._blanks[node]

    def _joined(self, node: BlankNode) -> tuple[dict[BlankNode, int], list[str]]:
        """The blank nodes that lead to one another, numbered as they are met, and their quads."""
        found, lines, waiting = {node: 0}, list[str](), deque([node])
        while waiting:
            current = waiting.popleft()
            around = self.facts.about(current), self.facts.pointing_to(current)
            for quad in chain(*around, self._pointing_beside.get(current, ())):
                ends = []
                for term in (quad.subject, quad.object):
                    if isinstance(term, BlankNode):
                        if term not in found:
                            found[term] = len(found)
                            waiting.append(term)
                        ends.append(f"_:{found[term]}")
                    else:
                        ends.append(str(term))
                lines.append(f"{ends[0]} {quad.predicate} {ends[1]} {quad.graph_name}")
        return found, lines

    def _first(self, node: BlankNode) -> tuple[int, int]:
        """For sorting in the order of the files, then of what stands in none of them."""
        number = self.facts.project.packed.number(node)
        if number is not None:
            return 0, number
        return 1, self._beside.get(node, len(self._beside))

    @cached_property
    def _pointing_beside(self) -> dict[BlankNode, list[Quad]]:
        """What stands in no file and points to a blank node: so that two that are joined are
        joined both ways.
        """
        found: dict[BlankNode, list[Quad]] = {}
        for quad in self.facts.beside():
            if isinstance(quad.object, BlankNode):
                found.setdefault(quad.object, []).append(quad)
        return found

    @cached_property
    def _beside(self) -> dict[Term, int]:
        return {quad.subject: number for number, quad in enumerate(self.facts.beside())}

    @cached_property
    def _blanks(self) -> dict[BlankNode, str]:
        return {}


class Numbers:
    """The numbers of nodes in the order of a list."""

    def __init__(self, packed: PackedQuads, nodes: Sequence[NamedNode]) -> None:
        self._packed = packed
        self._by_term = array("I", bytes(4 * len(packed.terms)))  # one more than the number
        self._others: dict[Term, int] = {}  # of those that stand in no file
        for number, node in enumerate(nodes):
            term = packed.number(node)
            if term is None:
                self._others[node] = number
            else:
                self._by_term[term] = number + 1

    def of(self, nodes: Iterable[Term]) -> list[int]:
        """Of those that have one."""
        term, by_term, others = self._packed.number, self._by_term, self._others
        found = []
        for node in nodes:
            at = term(node)
            number = by_term[at] - 1 if at is not None else -1
            if number < 0:
                number = others.get(node, -1)
            if number >= 0:
                found.append(number)
        return found


def mentioned(quads: Iterable[Quad]) -> set[NamedNode]:
    """Of whom the quads say something, or who is pointed to."""
    found = set()
    for quad in quads:
        if isinstance(subject := quad.subject, NamedNode):
            found.add(subject)
        if isinstance(value := quad.object, NamedNode):
            found.add(value)
    return found


def _mentioned_in(project: Project, file: Path) -> set[NamedNode]:
    packed, rows = project.packed, project.rows_of(file)
    return named(packed.used(packed.subject, rows) | packed.used(packed.object, rows))


def reads_of(site: Site, document: Document, number: Numbers) -> bytes:
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
    found = {3 * each for each in number.of(said & pointed)}
    found.update(3 * each + 2 for each in number.of(said - pointed))
    found.update(3 * each + 1 for each in number.of(pointed))
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


def reads_of_list(site: Site, found: ClassList, number: Numbers) -> bytes:
    """As `reads_of`: the names of the class and of its instances."""
    said: set[Term] = {found.cls, *found.instances}
    for node in found.instances:
        said.update(_told_by_what_it_says(site.facts, node))
    return array("I", sorted(3 * each + 2 for each in number.of(said))).tobytes()


def _told_by_what_it_says(facts: Facts, node: NamedNode) -> Iterable[Term]:
    """What a page names in place of a node without a name of its own, such as a statement."""
    if facts.has_label(node):
        return ()
    return named(facts.values_of(node))


def changed(old_marks: bytes, nodes: Nodes) -> set[int]:
    """The numbers of what is not as it was, as `reads_of` gives them."""
    new = nodes.marks
    if old_marks == new[: len(old_marks)]:
        return set()
    parts = range(len(old_marks) // 8)
    return {at for at in parts if old_marks[8 * at : 8 * at + 8] != new[8 * at : 8 * at + 8]}
