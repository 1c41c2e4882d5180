"""What has to be made anew of a folder that was published before."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kgtools.publish.files import Writer
from kgtools.publish.manifest import MANIFEST, Entry
from kgtools.publish.nodes import Before, Nodes, changed
from kgtools.publish.state import State
from kgtools.web import Site
from kgtools.web.documents import Document
from kgtools.web.downloads import CONTEXT, Download, Downloads
from kgtools.web.links import page_path


@dataclass(frozen=True)
class Known:
    """The state of a folder, and since when it stands; an empty one where nothing is known."""

    state: State = field(default_factory=State)
    since: float = 0.0

    def is_of(self, inputs: Mapping[str, str]) -> bool:
        """Whether the folder was made from just these."""
        return bool(self.state.manifest) and self.state.inputs.get("all") == inputs["all"]


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
        if not self.fits:
            return Nodes(self.site.facts)
        state = self.state
        same = frozenset(name for name in state.files if self._same(f"file {name}"))
        return Nodes(self.site.facts, Before(state.names, state.marks, state.files, same))

    @property
    def fits(self) -> bool:
        """Whether the folder of before was made from the same but for its data."""
        return bool(self.state.manifest) and self._same("basis") and self._same("lists")

    def _same(self, name: str) -> bool:
        return name in self.inputs and self.inputs[name] == self.state.inputs.get(name)

    @cached_property
    def untouched(self) -> dict[str, bytes]:
        """The stems of documents and lists that are as they were, with what they read."""
        if not self.fits:
            return {}
        documents, lists = self.site.documents.by_stem, self._lists
        reads = self.state.reads
        there = {s: read for s, read in reads.items() if s in documents or s in lists}
        if self._same("all"):
            return there
        anew = changed(self.state.marks, self.nodes)
        return {
            stem: read
            for stem, read in there.items()
            if anew.isdisjoint(array("I", read))
            and (self._is_whole(documents[stem]) if stem in documents else lists[stem])
        }

    @cached_property
    def _lists(self) -> dict[str, bool]:
        """The stems of the pages of lists, and whether they list the same."""
        return {
            stem: self._same(f"list {each.stem}")
            for each in self.site.templating.lists.classes
            for stem in each.stems
        }

    def _is_whole(self, document: Document) -> bool:
        """Whether nothing of what else the document shows is another."""
        if document.kind == "graph":
            graphs = [g.name for g in self.site.project.graphs if g.iri == document.main]
            return bool(graphs) and all(self._same(f"graph {name}") for name in graphs)
        return document.kind != "reference" or self._same("used")

    def keep(self, paths: Iterable[str]) -> tuple[dict[str, Entry], list[str]]:
        """The files that were taken over as they are, and the paths that have to be made."""
        if not self.fits:
            return {}, [*paths]
        if self._same("all"):
            return self._kept(paths, lambda path: True)
        untouched = self._of_untouched
        return self._kept(paths, lambda path: path in untouched or path.startswith("static/"))

    def _kept(
        self, paths: Iterable[str], stands: Callable[[str], bool]
    ) -> tuple[dict[str, Entry], list[str]]:
        """`stands` tells whether the file would be the same bytes again."""
        kept: dict[str, Entry] = {}
        anew = []
        old, there, keep = self.old, self.writer.there, self.writer.keep
        for path in paths:
            entry = old.get(path) if stands(path) else None
            if entry and (path in there or keep(path, entry.size, self.since)):
                kept[path] = entry
            else:
                anew.append(path)
        return kept, anew

    def keep_downloads(self, downloads: Downloads) -> tuple[dict[str, Entry], list[str]]:
        """As `keep`: those of a graph are as they were where its files are."""
        all_of_it = downloads.all
        paths = [*all_of_it, CONTEXT]
        return self._kept(paths, lambda path: self._is_as_it_was(all_of_it.get(path)))

    def _is_as_it_was(self, one: Download | None) -> bool:
        if not (self.state.manifest and self._same("basis")):
            return False
        if one is None or one.graph is None or one.form == "jsonld":
            return self._same("all")  # a context of JSON-LD is made from all graphs
        return self._same(f"graph {one.graph.name}")

    @cached_property
    def _of_untouched(self) -> frozenset[str]:
        languages = self.site.project.languages
        found: set[str] = set()
        for stem in self.untouched:
            found.update(page_path(stem, lang, languages) for lang in languages)
            document = self.site.documents.by_stem.get(stem)
            if document is not None:
                found.update(stem + form.suffix for form in self.site.formats_of(document))
        return frozenset(found)


def depends_on_nodes(document: Document) -> bool:
    """Whether all that the document shows is what it read of nodes (kgtools.publish.nodes).

    A query shows its answer, the dataset the numbers of everything. What a graph or a namespace of
    terms shows beside is in the inputs (kgtools.publish.inputs).
    """
    return document.kind in ("resource", "graph", "reference")


def known_state(file: Path, target: Path) -> Known:
    """The state of the folder and the moment when it was made; empty where it does not fit."""
    state = State.read(file)
    try:
        manifest = target / MANIFEST
        if state.manifest == digest_of(manifest.read_bytes()):
            return Known(state, manifest.stat().st_mtime)
    except OSError:
        pass
    return Known()


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
