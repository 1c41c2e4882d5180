"""Which thing has which document, and under which path.

The path of a thing is its IRI without what all begin with; that of its document has a suffix
more. What differs only in its fragment has one document: an ontology's terms, say.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView
from dataclasses import dataclass
from functools import cached_property
from heapq import merge
from operator import attrgetter, itemgetter
from posixpath import dirname
from typing import Any
from typing import Literal as OneOf
from urllib.parse import unquote

from pyoxigraph import BlankNode, NamedNode

from kgtools.errors import KgtoolsError
from kgtools.metadata import metadata_graph
from kgtools.rdf.parse import parse_file
from kgtools.rdf.syntaxes import FORMATS
from kgtools.rdf.terms import DCTERMS, OWL, Term
from kgtools.web.facts import PLAIN_PATH, Facts

Kind = OneOf["resource", "reference", "graph", "dataset", "query"]

DEPRECATIONS = "deprecations"
VERSION_IRI = NamedNode(OWL + "versionIRI")
REPLACED_BY = NamedNode(DCTERMS + "isReplacedBy")
_NO_NAME = re.compile(r"[\x00-\x1f\x7f\\]")
MAX_SEGMENT = 200  # bytes: file systems take 255, and suffixes come after it
# The pages that are nobody's document (kgtools.web.pages): a thing of that name steps aside.
RESERVED = frozenset(
    "index resources concepts queries sparql search 404 sitemap robots downloads briefings"
    " releases".split()
)


@dataclass(frozen=True, slots=True)
class Document:
    """`main` is the IRI without fragment (not always a thing itself), `things` what it is about.

    `stem` is the path without suffix and without a slash before it, percent-decoded.
    """

    stem: str
    kind: Kind
    main: NamedNode
    things: tuple[NamedNode, ...]


class Plain(Sequence[Document]):
    """Documents of one thing whose path is a plain one, and that of the document too.

    There may be a million of them: only their `things` are kept, sorted. A document is made
    whenever it is asked for.
    """

    def __init__(self, things: Sequence[NamedNode], root: str) -> None:
        self._things, self._root = things, root
        self._cut = len(root)

    def __len__(self) -> int:
        return len(self._things)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [self.of(thing) for thing in self._things[at]]
        return self.of(self._things[at])

    def __iter__(self) -> Iterator[Document]:
        return map(self.of, self._things)

    def of(self, thing: NamedNode) -> Document:
        return Document(thing.value[self._cut :], "resource", thing, (thing,))

    def find(self, stem: str) -> int | None:
        """The position of the document with the stem."""
        iri = self._root + stem
        at = bisect_left(self._things, iri, key=attrgetter("value"))
        return at if at < len(self._things) and self._things[at].value == iri else None


class ByPath(Mapping[str, Document]):
    """Documents by a path, in its order: plain ones, of which `find` gives one, and others."""

    def __init__(
        self,
        plain: Plain,
        special: Mapping[str, Document],
        find: Callable[[str], Document | None],
    ) -> None:
        self._plain, self._special, self._find = plain, special, find

    def __getitem__(self, path: str) -> Document:
        found = self._special.get(path) or self._find(path)
        if found is None:
            raise KeyError(path)
        return found

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self.get(path) is not None

    def __len__(self) -> int:
        return len(self._plain) + len(self._special)

    def __iter__(self) -> Iterator[str]:
        return (path for path, _ in self.items())

    def items(self) -> ItemsView[str, Document]:
        return _Items(self)

    def values(self) -> ValuesView[Document]:
        return _Values(self)

    def in_order(self) -> Iterator[tuple[str, Document]]:
        found = ((document.stem, document) for document in self._plain)
        return merge(found, sorted(self._special.items()), key=itemgetter(0))


class _Items(ItemsView[str, Document]):
    _mapping: ByPath

    def __iter__(self) -> Iterator[tuple[str, Document]]:
        return self._mapping.in_order()


class _Values(ValuesView[Document]):
    _mapping: ByPath

    def __iter__(self) -> Iterator[Document]:
        return (document for _, document in self._mapping.in_order())


@dataclass(frozen=True)
class Documents:
    facts: Facts

    @cached_property
    def by_key(self) -> ByPath:
        """The documents by the path of their thing."""
        return ByPath(self.plain, self._special, self._find)

    @cached_property
    def by_stem(self) -> ByPath:
        stems = {document.stem: document for document in self._special.values()}
        return ByPath(self.plain, stems, self._find)

    @property
    def plain(self) -> Plain:
        return self._all[0]

    @property
    def _special(self) -> dict[str, Document]:
        """All other documents by the path of their thing."""
        return self._all[1]

    def moved(self) -> dict[str, str]:
        """The stems of documents that are not the path of their thing, by that path."""
        found = {key: document.stem for key, document in self._special.items()}
        return {key: stem for key, stem in found.items() if key != stem}

    @cached_property
    def special(self) -> tuple[Document, ...]:
        return tuple(self._special.values())

    @cached_property
    def _all(self) -> tuple[Plain, dict[str, Document]]:
        root, cut = self.facts.root, len(self.facts.root)
        plain: list[NamedNode] = []
        special: dict[str, dict[NamedNode, None]] = {}
        for node in self.facts.nodes():
            if not isinstance(node, NamedNode) or not node.value.startswith(root):
                continue
            if PLAIN_PATH.match(node.value[cut:]):
                plain.append(node)
            elif (key := self._key(node)) is not None:
                special.setdefault(key, {})[node] = None
        not_plain = RESERVED.union(special, self._plain_paths_of_others())
        rest = []
        for node in plain:
            key = node.value[cut:]
            if key in not_plain:
                special[key] = {node: None, **special.get(key, {})}
            else:
                rest.append(node)
        rest.sort(key=attrgetter("value"))
        return Plain(rest, root), self._documents(special)

    def _documents(self, special: Mapping[str, Mapping[NamedNode, None]]) -> dict[str, Document]:
        """Where two things want one path, the plain one has it, then the first in their order."""
        taken, found = set(RESERVED), dict[str, Document]()

        def is_taken(name: str) -> bool:
            if name in taken:
                return True
            base, dot, tag = name.rpartition(".")
            languages = self.facts.project.languages
            if dot and tag in languages[1:] and base in RESERVED:
                return True  # the page of it in another language
            pages_of = (name, base) if dot and tag in languages else (name,)
            return any(each not in special and self._is_plain(each) for each in pages_of)

        for key in sorted(special):
            stem = self._stem(key, is_taken)
            taken.update((stem, *(f"{stem}.{tag}" for tag in self.facts.project.languages)))
            found[key] = self._document(stem, tuple(special[key]))
        return found

    def _plain_paths_of_others(self) -> Iterator[str]:
        """Those of graphs and queries and the dataset: whose documents are of another kind."""
        for node in (self.facts.dataset, *self._graphs, *self.facts.queries):
            yield node.value.removeprefix(self.facts.root)

    def _is_plain(self, path: str) -> bool:
        return bool(PLAIN_PATH.match(path)) and NamedNode(self.facts.root + path) in self.facts

    def _find(self, path: str) -> Document | None:
        """The plain document at the path."""
        return self.plain.of(NamedNode(self.facts.root + path)) if self.has_plain(path) else None

    def has_plain(self, path: str) -> bool:
        """Whether a plain document stands at the path."""
        return path not in self._special and self._is_plain(path)

    @cached_property
    def by_folder(self) -> dict[str, list[str]]:
        """The paths of things by the folder that they are in."""
        found: dict[str, list[str]] = {}
        for key in self.by_key:
            found.setdefault(dirname(key), []).append(key)
        return found

    @cached_property
    def aliases(self) -> dict[str, Document]:
        """Versioned IRIs of what the project holds in this version."""
        found = {}
        for document in self.by_key.values():
            for thing in document.things:
                for version in self.facts.objects(thing, VERSION_IRI):
                    if (key := self._key(version)) is not None and key not in self.by_key:
                        found[key] = document
        return found

    @cached_property
    def gone(self) -> dict[str, tuple[Term, ...]]:
        """Paths of things that only the files in deprecations/ still name, and what replaces them.

        A file there that does not parse is passed over: it is not part of the graph.
        """
        folder = self.facts.project.root / DEPRECATIONS
        replaced: dict[str, dict[Term, None]] = {}
        for file in sorted(folder.glob("*")) if folder.is_dir() else ():
            if file.suffix not in FORMATS:
                continue
            try:
                quads = parse_file(file, self.facts.dataset)
            except KgtoolsError:
                continue
            for quad in quads:
                key = self._key(quad.subject)
                if key is not None and key not in self.by_key:
                    found = replaced.setdefault(key, {})
                    if quad.predicate == REPLACED_BY:
                        found[quad.object] = None
        return {key: tuple(found) for key, found in replaced.items()}

    def place(self, node: Term) -> tuple[Document, str] | None:
        """The document of a thing and the fragment at which it stands there (mostly none)."""
        root = self.facts.root
        if not isinstance(node, NamedNode) or not node.value.startswith(root):
            return None
        path = node.value[len(root) :]
        if PLAIN_PATH.match(path) and path not in self._special and node in self.facts:
            return self.plain.of(node), ""
        key = self._key(node)
        document = self.by_key.get(key) if key is not None else None
        if document is None:
            return None
        fragment = node.value.partition("#")[2]
        if fragment and node not in self.facts:
            return None  # a term that somebody uses and nobody defines
        return document, fragment

    def _key(self, node: Term) -> str | None:
        root = self.facts.root
        if not isinstance(node, NamedNode) or not node.value.startswith(root):
            return None
        key = node.value[len(root) :].partition("#")[0]
        if PLAIN_PATH.match(key):
            return key
        key = unquote(key)
        return key if _is_path(key) else None

    def _stem(self, key: str, is_taken: Callable[[str], bool]) -> str:
        languages = self.facts.project.languages
        stem = "root" if key == "" else key + "index" if key.endswith("/") else key
        while any(map(is_taken, (stem, *(f"{stem}.{tag}" for tag in languages)))):
            stem += "_"
        return stem

    def _document(self, stem: str, things: tuple[NamedNode, ...]) -> Document:
        main = NamedNode(things[0].value.partition("#")[0])
        ordered = tuple(sorted(things, key=lambda thing: (thing != main, thing.value)))
        kind: Kind = "resource"
        if main == self.facts.dataset:
            kind = "dataset"
        elif main in self._graphs:
            kind = "graph"
        elif main in self.facts.queries:
            kind = "query"
        elif any("#" in thing.value for thing in things):
            kind = "reference"
        return Document(stem, kind, main, ordered)

    @cached_property
    def _graphs(self) -> set[NamedNode]:
        config = self.facts.project.config
        own = (graph.iri for graph in config.graphs)
        return {*own, config.rules.graph, metadata_graph(self.facts.project)}

    @cached_property
    def unattached(self) -> dict[str, list[BlankNode]]:
        """Blank nodes that nobody points to, by the stem of the documents whose terms they name.

        So axioms such as owl:AllDisjointClasses stand in the document of their classes.
        """
        facts = self.facts
        packed = facts.project.packed
        values = packed.used(packed.object).union(quad.object for quad in facts.beside())
        pointed = {value for value in values if isinstance(value, BlankNode)}
        found: dict[str, list[BlankNode]] = {}
        for node in facts.nodes():
            if isinstance(node, BlankNode) and node not in pointed:
                mentioned = (quad.object for quad in facts.closure([node]))
                for stem in self._stems(mentioned):
                    found.setdefault(stem, []).append(node)
        return found

    def _stems(self, terms: Iterable[Term]) -> list[str]:
        places = (self.place(term) for term in terms)
        return list(dict.fromkeys(found[0].stem for found in places if found))


def _is_path(key: str) -> bool:
    """Whether the key can be a path on the web and in a folder: none leads out of it."""
    segments = key.removesuffix("/").split("/") if key else ["root"]
    return all(
        segment not in ("", ".", "..")
        and len(segment.encode()) <= MAX_SEGMENT
        and not _NO_NAME.search(segment)
        for segment in segments
    )
