"""What pages look up: who says what of whom in which graph, and what things are called.

Beside the triples of the project's files there are those on its queries, its graphs and the
dataset itself. Each of them is a thing with a document of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from kgtools.metadata import (
    Publication,
    dataset_iri,
    metadata,
    metadata_graph,
    query_iri,
    root_of,
)
from kgtools.metadata.description import described, statistics_of
from kgtools.metadata.feed import feed
from kgtools.metadata.publication import public_url
from kgtools.metadata.triples import VCARD
from kgtools.metadata.void import partitions
from kgtools.project import LABELS, Project
from kgtools.queries import Catalogue, PreparedQuery
from kgtools.rdf.packed import Rows
from kgtools.rdf.terms import DCTERMS, RDF, SUBCLASS, TYPE, Term, lexical, shorten
from kgtools.web.kept import Kept
from kgtools.web.vocabulary import PREFIXES, common_name

PLAIN_PATH = re.compile(r"[A-Za-z0-9_-]{1,99}(?:/[A-Za-z0-9_-]{1,99})*\Z")  # what most are
TITLE = NamedNode(DCTERMS + "title")
LICENSE = NamedNode(DCTERMS + "license")
PART_OF = NamedNode(DCTERMS + "isPartOf")
REST = NamedNode(RDF + "rest")
CARD_NAME = NamedNode(VCARD + "fn")
NO_GRAPH = DefaultGraph()
NAMES = 8_000  # that are kept
_RANK = {label: rank for rank, label in enumerate(LABELS)}


@dataclass(frozen=True)
class Facts:
    """The looked-up triples of one state of a project, with their graphs.

    `description` is what is said of the dataset and its graphs; None: what is computed of them,
    given how they are offered (`publication`, asked for once).
    """

    project: Project
    description: tuple[Quad, ...] | None = None
    publication: Callable[[], Publication] | None = None

    @cached_property
    def root(self) -> str:
        """What the IRIs of things with documents begin with: the base up to its last slash."""
        return root_of(self.project)

    @cached_property
    def dataset(self) -> NamedNode:
        return dataset_iri(self.project)

    @property
    def quads(self) -> Iterator[Quad]:
        """Those of the files and those on the queries; each is made when it is come to."""
        return chain(self.project.packed, self.of_queries)

    def of_predicate(self, predicate: NamedNode) -> Iterator[Quad]:
        own = (quad for quad in self.of_queries if quad.predicate == predicate)
        return chain(self.project.packed.of((predicate,)), own)

    def of_graph(self, graph: NamedNode) -> Iterator[Quad]:
        own = (quad for quad in self.of_queries if quad.graph_name == graph)
        return chain(self.project.packed.of_graph(graph), own)

    @cached_property
    def times_used(self) -> Mapping[Term, int]:
        """In how many quads a property is the predicate, and how many say a class of a thing."""
        quads, found = self.project.packed, Counter[Term]()
        for number, times in Counter(quads.predicate).items():
            found[quads.terms[number]] += times
        type_of = quads.number(TYPE)
        typed = zip(quads.predicate, quads.object, strict=True)
        for number, times in Counter(kind for name, kind in typed if name == type_of).items():
            found[quads.terms[number]] += times
        for quad in self.of_queries:
            found[quad.predicate] += 1
            if quad.predicate == TYPE:
                found[quad.object] += 1
        return found

    @cached_property
    def of_queries(self) -> list[Quad]:
        return metadata(self.project)

    @property
    def of_no_file(self) -> list[Quad]:
        """Those that stand in none of the files of the graphs, but for what is implied."""
        return [*self.project.derived, *self.of_queries]

    @cached_property
    def queries(self) -> dict[NamedNode, PreparedQuery]:
        return {query_iri(self.project, q.slug): q for q in Catalogue(self.project)}

    @cached_property
    def implied(self) -> list[Quad]:
        """What is said of the dataset, its graphs and its files: VoID and DCAT."""
        if self.description is not None:
            return list(self.description)
        return described(self.project, self.offered, self.of_queries, self.apart)

    @cached_property
    def apart(self) -> frozenset[NamedNode]:
        """Graphs with documents of their own, which alone say what they are made of."""
        if self.description is not None:
            return frozenset()
        root = len(self.root)
        named = (node.value for node in self._own_nodes() if isinstance(node, NamedNode))
        shared = {iri.partition("#")[0] for iri in named if "#" in iri}  # with terms in them
        return frozenset(
            iri
            for iri in statistics_of(self.project, self.of_queries).unnamed
            if iri.value.startswith(self.root)
            and PLAIN_PATH.match(iri.value[root:])
            and iri.value not in shared
            and iri != self.dataset
        )

    def token_of(self, node: Term) -> bytes:
        """Of one of those what stands for its numbers; nothing of any other."""
        if node not in self.apart or not isinstance(node, NamedNode):
            return b""
        return statistics_of(self.project, self.of_queries).token(node)

    def made_of(self, node: NamedNode) -> list[Quad]:
        """What a graph of those is made of, with the blank nodes in it; nothing of other nodes."""
        if node not in self.apart:
            return []
        graph = metadata_graph(self.project)
        counts = statistics_of(self.project, self.of_queries).of_graph(node)
        found = partitions(node, counts, "g")
        return [Quad(t.subject, t.predicate, t.object, graph) for t in found]

    @cached_property
    def offered(self) -> Publication:
        if self.publication is not None:
            return self.publication()
        return Publication(public_url(self.project, None))

    @cached_property
    def feed(self) -> bytes | None:
        """The versions as a feed; None where nobody knows of when they are."""
        return feed(self.project, self.offered.public_base)

    def prepare(self) -> None:
        """Reads and counts all that is not on how the dataset is offered."""
        _ = self._own, self._pointing
        if self.description is None:
            statistics_of(self.project, self.of_queries).prepare()

    def nodes(self) -> Iterator[Term]:
        """Of whom anything is said, each once."""
        yield from self._own_nodes()
        index, own = self.project.index, self._own
        yield from (node for node in self._more if node not in own and node not in index)

    def beside(self) -> Iterator[Quad]:
        """What is said in no file of the graphs."""
        return chain.from_iterable(self._more.values())

    def __contains__(self, node: object) -> bool:
        """Whether anything is said of it."""
        return node in self.project.index or node in self._more

    def _own_nodes(self) -> Iterator[Term]:
        """Of whom files, prepared queries and shapes say anything."""
        index = self.project.index
        yield from index.all_subjects()
        yield from (node for node in self._own if node not in index)

    @cached_property
    def _more(self) -> dict[Term, list[Quad]]:
        """What is said of each node beside what the files say, computed descriptions among it."""
        found = {node: [*quads] for node, quads in self._own.items()}
        self._add(found, self.implied)
        return found

    @cached_property
    def _own(self) -> dict[Term, list[Quad]]:
        """What prepared queries and shapes say of each node, but for what the files say."""
        found: dict[Term, list[Quad]] = {}
        self._add(found, [*self.of_queries, *self.project.shapes()])
        return found

    def _add(self, found: dict[Term, list[Quad]], quads: Iterable[Quad]) -> None:
        for quad in dict.fromkeys(quads):
            said = self._rows(self.project.index.rows_about(quad.subject))
            if quad not in said and quad not in found.get(quad.subject, ()):
                found.setdefault(quad.subject, []).append(quad)

    @cached_property
    def _pointing(self) -> dict[Term, list[Quad]]:
        """What prepared queries say that points to each node."""
        found: dict[Term, list[Quad]] = {}
        for quad in dict.fromkeys(self.of_queries):
            if isinstance(quad.object, Literal):
                continue
            there = self._rows(self.project.index.rows_pointing_to(quad.object))
            if quad not in there:
                found.setdefault(quad.object, []).append(quad)
        return found

    def _rows(self, rows: Sequence[int], more: Sequence[Quad] = ()) -> Sequence[Quad]:
        found = Rows(self.project.packed, rows)
        return [*found, *more] if more else found

    def about(self, node: Term) -> Sequence[Quad]:
        """What is said of the node."""
        return self._rows(self.project.index.rows_about(node), self._more.get(node, ()))

    def pointing_to(self, node: Term) -> Sequence[Quad]:
        """Who points to the node; what shapes say, and what is computed, is not among it."""
        if isinstance(node, Literal):
            return ()
        return self._rows(self.project.index.rows_pointing_to(node), self._pointing.get(node, ()))

    def graphs_about(self, node: Term) -> set[Term | DefaultGraph]:
        """The names of the graphs that say anything of the node."""
        packed = self.project.packed
        rows = self.project.index.rows_about(node)
        found = {packed.terms[number] for number in {packed.graph[row] for row in rows}}
        return found.union(quad.graph_name for quad in self._more.get(node, ()))

    def values_of(self, node: Term) -> list[Term]:
        """The objects of all that is said of the node."""
        packed = self.project.packed
        rows = self.project.index.rows_about(node)
        found = [packed.terms[packed.object[row]] for row in rows]
        return [*found, *(quad.object for quad in self._more.get(node, ()))]

    def has_label(self, node: Term) -> bool:
        """Whether the node has a name of its own."""
        number = self.project.packed.number(node)
        if number is not None and self._has_label[number]:
            return True
        return any(quad.predicate in _RANK for quad in self._more.get(node, ()))

    @cached_property
    def _has_label(self) -> bytearray:
        """By the number of a term, 1 for those that the files give a name."""
        quads, labels = self.project.packed, self._label_numbers
        found = bytearray(len(quads.terms))
        for subject, predicate in zip(quads.subject, quads.predicate, strict=True):
            if predicate in labels:
                found[subject] = 1
        return found

    @cached_property
    def _label_numbers(self) -> Mapping[int, int]:
        """The ranks of properties that give names, by their numbers in the files' quads."""
        number = self.project.packed.number
        found = ((number(label), rank) for label, rank in _RANK.items())
        return {known: rank for known, rank in found if known is not None}

    def objects(self, node: Term, predicates: NamedNode | Sequence[NamedNode] | None) -> list[Term]:
        """The objects of the predicate or predicates, each once; none for None."""
        wanted = (predicates,) if isinstance(predicates, NamedNode) else predicates or ()
        index, more = self.project.index, self._more.get(node)
        if more is None:
            return index.objects_of(node, wanted)
        found: dict[Term, None] = {}
        for each in wanted:
            found.update(dict.fromkeys(index.objects(node, each)))
            found.update((quad.object, None) for quad in more if quad.predicate == each)
        return list(found)

    def subjects(self, predicate: NamedNode | None, node: Term) -> list[Term]:
        if isinstance(node, Literal):
            return []
        found = self.project.index.subjects(predicate, node)
        more = (q.subject for q in self._pointing.get(node, ()) if q.predicate == predicate)
        return list(dict.fromkeys([*found, *more]))

    def subclasses(self, of_class: NamedNode) -> set[Term]:
        """The class itself and, through rdfs:subClassOf, all beneath it."""
        found: set[Term] = {of_class}
        waiting: list[Term] = [of_class]
        while waiting:
            new = {each for each in self.subjects(SUBCLASS, waiting.pop()) if each not in found}
            found |= new
            waiting += new
        return found

    def text(
        self, node: Term, predicates: NamedNode | Sequence[NamedNode] | None, lang: str
    ) -> Literal | None:
        """The text nearest to the language, of the first of the predicates that has any."""
        wanted = (predicates,) if isinstance(predicates, NamedNode) else predicates or ()
        for predicate in wanted:
            texts = [o for o in self.objects(node, predicate) if isinstance(o, Literal)]
            if best := self.project.in_language(texts, lang):
                return best
        return None

    def label(self, term: Term, lang: str) -> Literal | None:
        """The label nearest to the language, of the first of the properties that has any."""
        found: dict[int, list[Literal]] = {}
        quads, ranks = self.project.packed, self._label_numbers
        for row in self.project.index.rows_about(term):
            rank = ranks.get(quads.predicate[row])
            if rank is not None and isinstance(value := quads.terms[quads.object[row]], Literal):
                found.setdefault(rank, []).append(value)
        for quad in self._more.get(term, ()):
            rank = _RANK.get(quad.predicate)
            if rank is not None and isinstance(value := quad.object, Literal):
                found.setdefault(rank, []).append(value)
        return self.project.in_language(found[min(found)], lang) if found else None

    def name(self, term: Term, lang: str) -> tuple[str, str | None]:
        """What a person reads for the term, and in which language (None: none in particular)."""
        if isinstance(term, Literal):
            return term.value, term.language
        found = self._names.get((term, lang))
        if found is None:
            found = self._names[term, lang] = self._name(term, lang)
        return found

    @cached_property
    def _names(self) -> Kept[tuple[Term, str], tuple[str, str | None]]:
        return Kept(NAMES)

    def _name(self, term: Term, lang: str) -> tuple[str, str | None]:
        if not isinstance(term, NamedNode):
            if (text := self.text(term, (*LABELS, CARD_NAME), lang)) is not None:
                return text.value, text.language
            members = list(self.members_of_union(term))
            names = [self.name(member, lang)[0] for member in members]
            return (" | ".join(names) or lexical(term)), None
        best = self.label(term, lang)
        if best is not None and best.value.strip():
            return best.value, best.language
        if known := common_name(term.value, lang):
            return known, lang
        name = self.project.name(term, lang)
        return (self.curie(term.value) if name == f"<{term.value}>" else name), None

    def named(self, terms: Iterable[Term], lang: str) -> list[Term]:
        """Without blank nodes that have no name: what they say is in the data."""
        return [
            term
            for term in terms
            if not isinstance(term, BlankNode) or self.name(term, lang)[0] != lexical(term)
        ]

    def members_of_union(self, node: Term) -> Iterator[Term]:
        """The classes of an owl:unionOf without a name."""
        union = NamedNode("http://www.w3.org/2002/07/owl#unionOf")
        for cell in self.objects(node, union):
            yield from self.items(cell)

    def items(self, cell: Term) -> Iterator[Term]:
        """The items of an RDF list; a list that bites its tail ends there."""
        seen: set[Term] = set()
        while cell not in seen and (first := self.objects(cell, NamedNode(RDF + "first"))):
            seen.add(cell)
            yield from first[:1]
            cell = next(iter(self.objects(cell, REST)), cell)

    def closure(self, nodes: Iterable[Term]) -> Iterator[Quad]:
        """What is said of the nodes and, further on, of the blank nodes named in it."""
        waiting, seen = list(nodes), set()
        while waiting:
            node = waiting.pop(0)
            if node in seen:
                continue
            seen.add(node)
            for quad in self.about(node):
                yield quad
                if isinstance(quad.object, BlankNode):
                    waiting.append(quad.object)

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """The prefixes of the project and those of its descriptions."""
        return {**PREFIXES, **self.project.prefixes}

    def curie(self, iri: str) -> str:
        """The IRI shortened by a prefix, else the IRI itself."""
        short = shorten(iri, self.prefixes)
        return iri if short == f"<{iri}>" else short
