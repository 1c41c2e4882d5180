"""Which thing has which document, and under which path.

The path of a thing is its IRI without what all begin with; that of its document has a suffix
more. What differs only in its fragment has one document: an ontology's terms, say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname
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


@dataclass(frozen=True)
class Document:
    """`main` is the IRI without fragment (not always a thing itself), `things` what it is about.

    `stem` is the path without suffix and without a slash before it, percent-decoded.
    """

    stem: str
    kind: Kind
    main: NamedNode
    things: tuple[NamedNode, ...]


@dataclass(frozen=True)
class Documents:
    facts: Facts

    @cached_property
    def by_key(self) -> dict[str, Document]:
        """The documents by the path of their thing, sorted by it."""
        things: dict[str, dict[NamedNode, None]] = {}
        for node in self.facts.nodes():
            key = self._key(node)
            if key is not None and isinstance(node, NamedNode):
                things.setdefault(key, {})[node] = None
        taken = set(RESERVED)
        documents = {}
        for key in sorted(things):
            stem = self._stem(key, taken)
            documents[key] = self._document(stem, tuple(things[key]))
        return documents

    @cached_property
    def by_stem(self) -> dict[str, Document]:
        return {document.stem: document for document in self.by_key.values()}

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
        key = self._key(node)
        document = self.by_key.get(key) if key is not None else None
        if document is None or not isinstance(node, NamedNode):
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

    def _stem(self, key: str, taken: set[str]) -> str:
        languages = self.facts.project.languages
        stem = "root" if key == "" else key + "index" if key.endswith("/") else key
        while any(name in taken for name in (stem, *(f"{stem}.{tag}" for tag in languages))):
            stem += "_"
        taken.update((stem, *(f"{stem}.{tag}" for tag in languages)))
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
        pointed = {
            quad.object
            for node in facts.nodes()
            for quad in facts.about(node)
            if isinstance(quad.object, BlankNode)
        }
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
