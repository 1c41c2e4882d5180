"""What has to be made anew of a folder that was published before."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kgtools.publish.files import Writer
from kgtools.publish.manifest import MANIFEST, Entry
from kgtools.publish.nodes import Nodes, changed
from kgtools.publish.state import State
from kgtools.rdf.terms import SKOS, TYPE
from kgtools.web import Site
from kgtools.web.documents import Document
from kgtools.web.links import page_path

_SCHEME = f"<{SKOS}ConceptScheme>"


@dataclass(frozen=True)
class Plan:
    """`old` are the files of before by their path in this site, `inputs` digests of now.

    `state` is empty where nothing is known of how the folder was made; then all is made anew.
    """

    site: Site
    writer: Writer
    old: Mapping[str, Entry]
    inputs: Mapping[str, str]
    state: State
    since: float = 0.0

    @cached_property
    def nodes(self) -> Nodes:
        return Nodes(self.site.facts, self.state.names if self._fits else ())

    @property
    def _fits(self) -> bool:
        return bool(self.state.manifest) and self._same("basis")

    def _same(self, name: str) -> bool:
        return self.inputs[name] == self.state.inputs.get(name)

    @cached_property
    def untouched(self) -> dict[str, bytes]:
        """The stems of the documents that are as they were, with what they read."""
        if not self._fits:
            return {}
        there = self.site.documents.by_stem
        reads = {stem: read for stem, read in self.state.reads.items() if stem in there}
        if self._same("all"):
            return reads
        anew = changed(self.state.marks, self.nodes)
        return {s: read for s, read in reads.items() if anew.isdisjoint(array("I", read))}

    def keep(self, paths: Iterable[str]) -> tuple[dict[str, Entry], list[str]]:
        """The files that were taken over as they are, and the paths that have to be made."""
        kept: dict[str, Entry] = {}
        anew = []
        for path in paths:
            entry = self.old.get(path) if self._stands(path) else None
            if entry and self.writer.keep(path, entry.size, self.since):
                kept[path] = entry
            else:
                anew.append(path)
        return kept, anew

    def _stands(self, path: str) -> bool:
        """Whether the file would be the same bytes again."""
        if not self._fits:
            return False
        if self._same("all"):
            return True
        if path in self._of_untouched:
            return True
        one = self.site.downloads.all.get(path)
        if one is None or one.graph is None or one.form == "jsonld":
            return False  # a context of JSON-LD is made from all graphs
        return self._same(f"graph {one.graph.name}")

    @cached_property
    def _of_untouched(self) -> frozenset[str]:
        languages = self.site.project.languages
        found: set[str] = set()
        for stem in self.untouched:
            found.update(page_path(stem, lang, languages) for lang in languages)
            document = self.site.documents.by_stem[stem]
            found.update(stem + form.suffix for form in self.site.formats_of(document))
        return frozenset(found)


def depends_on_nodes(site: Site, document: Document) -> bool:
    """Whether all that the document shows is what it read of nodes (kgtools.publish.nodes).

    A graph, a query or a namespace of terms shows more, and so does a scheme its whole tree.
    """
    return document.kind == "resource" and not any(
        quad.predicate == TYPE and str(quad.object) == _SCHEME
        for thing in document.things
        for quad in site.facts.about(thing)
    )


def known_state(file: Path, target: Path) -> tuple[State, float]:
    """The state of the folder and the moment when it was made; empty where it does not fit."""
    state = State.read(file)
    try:
        manifest = target / MANIFEST
        if state.manifest == digest_of(manifest.read_bytes()):
            return state, manifest.stat().st_mtime
    except OSError:
        pass
    return State(), 0.0


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
