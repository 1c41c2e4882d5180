"""The triples of a document: what its things say of themselves and what is said of them.

Of one thing: its own triples, those that point to it, the claims and passages that vouch for it,
and the labels of whatever is named. Of a hash namespace: the triples of its terms. Of a graph:
all its triples.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kgtools.project import LABELS
from kgtools.rdf.packed import named
from kgtools.rdf.terms import FOAF, RDFS, TYPE, VOID, Term
from kgtools.web.documents import Document, Documents
from kgtools.web.facts import LICENSE, NO_GRAPH, PART_OF, Facts
from kgtools.web.kept import Kept
from kgtools.web.negotiation import Format
from kgtools.web.representations import Statements
from kgtools.web.vouching import Vouching

LABELLED = 4_000  # terms whose labels are kept
MAX_INCOMING = 1000  # triples of one predicate that point to a thing
DOCUMENT, TOPIC = NamedNode(FOAF + "Document"), NamedNode(FOAF + "primaryTopic")
IN_DATASET = NamedNode(VOID + "inDataset")
VERSION = NamedNode("http://purl.org/pav/version")
SOURCE = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
_NAMES = frozenset(LABELS)


@dataclass(frozen=True)
class Describer:
    facts: Facts
    documents: Documents
    vouching: Vouching

    def quads(self, document: Document) -> list[Quad]:
        """The description, each quad once, blank nodes named in the order in which they come."""
        return self.statements(document).quads

    def statements(self, document: Document) -> Statements:
        latest = self._latest.get(document.stem)
        if latest is None:
            latest = Statements(self._describe(document))
            self._latest.clear()  # whoever asks for one format asks for the others next
            self._latest[document.stem] = latest
        return latest

    @cached_property
    def _latest(self) -> dict[str, Statements]:
        return {}

    def _describe(self, document: Document) -> list[Quad]:
        if document.kind == "graph":
            found: Iterable[Quad] = self._graph(document)
        elif document.kind == "reference":
            found = self._reference(document)
        elif document.kind == "dataset":
            found = [*self.facts.closure(document.things), *self.facts.implied]
        else:
            found = self._with_labels(list(self._of_one(document)), set(document.things))
        return list(relabelled(dict.fromkeys(found)))

    def about_document(self, document: Document, form: Format, public: str) -> Iterator[Quad]:
        """What the document says of itself: what it is about, its licence, its dataset."""
        page = NamedNode(f"{public}{quote(document.stem)}{form.suffix}")
        yield Quad(page, TYPE, DOCUMENT, NO_GRAPH)
        yield Quad(page, TOPIC, document.main, NO_GRAPH)
        yield Quad(page, IN_DATASET, self.facts.dataset, NO_GRAPH)
        yield Quad(page, PART_OF, self.facts.dataset, NO_GRAPH)
        if self.facts.project.config.licence:
            yield Quad(page, LICENSE, NamedNode(self.facts.project.config.licence), NO_GRAPH)
        yield Quad(page, VERSION, Literal(self.facts.project.version), NO_GRAPH)
        graphs = self._graphs_of(document) if document.kind != "graph" else [document.main]
        for graph in graphs:
            yield Quad(page, SOURCE, graph, NO_GRAPH)
        for predicate, number in self.left_out(document).items():
            text = f"{number} triples with {predicate.value} that point here are left out"
            yield Quad(page, NamedNode(RDFS + "comment"), Literal(text, language="en"), NO_GRAPH)

    def left_out(self, document: Document) -> dict[NamedNode, int]:
        """How many triples that point to the thing are not in its document, by predicate."""
        if document.kind in ("graph", "reference", "dataset"):
            return {}
        counts: Counter[NamedNode] = Counter()
        pointing = [self.facts.pointing_to(thing) for thing in document.things]
        if sum(map(len, pointing)) <= MAX_INCOMING:
            return {}
        counts.update(quad.predicate for quads in pointing for quad in quads)
        return {p: n - MAX_INCOMING for p, n in counts.items() if n > MAX_INCOMING}

    def _graphs_of(self, document: Document) -> list[NamedNode]:
        names = {name for thing in document.things for name in self.facts.graphs_about(thing)}
        return sorted(named(names), key=lambda name: name.value)

    def _graph(self, document: Document) -> Iterator[Quad]:
        yield from self.facts.about(document.main)
        yield from self.facts.of_graph(document.main)

    def _reference(self, document: Document) -> Iterator[Quad]:
        unattached = self.documents.unattached.get(document.stem, [])
        yield from self.facts.closure([*document.things, *unattached])

    def _of_one(self, document: Document) -> Iterator[Quad]:
        yield from self.facts.closure(document.things)
        for thing in document.things:
            yield from self.facts.made_of(thing)
            if document.kind != "dataset":
                yield from self._incoming(thing)
            yield from self.vouching.evidence(thing)

    def _incoming(self, thing: NamedNode) -> Iterator[Quad]:
        seen: Counter[NamedNode] = Counter()
        for quad in self.facts.pointing_to(thing):
            seen[quad.predicate] += 1
            if seen[quad.predicate] <= MAX_INCOMING:
                yield quad
                if isinstance(quad.subject, BlankNode):
                    yield from self._around(quad.subject)

    def _around(self, node: BlankNode) -> Iterator[Quad]:
        """What is said of a blank node, and what leads to it from something with a name."""
        waiting: list[Term] = [node]
        seen: set[Term] = set()
        while waiting:
            current = waiting.pop()
            if current in seen:
                continue
            seen.add(current)
            yield from self.facts.closure([current])
            for quad in self.facts.pointing_to(current):
                yield quad
                if isinstance(quad.subject, BlankNode):
                    waiting.append(quad.subject)

    def _with_labels(self, quads: list[Quad], things: set[NamedNode]) -> Iterator[Quad]:
        yield from quads
        named = dict.fromkeys(
            term
            for quad in quads
            for term in (quad.subject, quad.predicate, quad.object)
            if isinstance(term, NamedNode) and term not in things
        )
        for term in named:
            yield from self._labels(term)

    def _labels(self, term: NamedNode) -> list[Quad]:
        found = self._labels_of.get(term)
        if found is None:
            quads = self.facts.about(term)
            found = self._labels_of[term] = [quad for quad in quads if quad.predicate in _NAMES]
        return found

    @cached_property
    def _labels_of(self) -> Kept[NamedNode, list[Quad]]:
        return Kept(LABELLED)


def relabelled(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads with blank nodes named b0, b1, … so that the same files give the same bytes."""
    names: dict[BlankNode, BlankNode] = {}

    def named(node: BlankNode) -> BlankNode:
        return names.setdefault(node, BlankNode(f"b{len(names)}"))

    for quad in quads:
        subject, value = quad.subject, quad.object
        if isinstance(subject, BlankNode):
            subject = named(subject)
        if isinstance(value, BlankNode):
            value = named(value)
        if subject is quad.subject and value is quad.object:
            yield quad
        else:
            yield Quad(subject, quad.predicate, value, quad.graph_name)
