"""What has to be made anew of a folder that was published before."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kgtools.made import MANIFEST
from kgtools.publish.anew import Anew
from kgtools.publish.filelist import Files
from kgtools.publish.files import Writer
from kgtools.publish.nodes import Before, Nodes, changed
from kgtools.publish.spare import digest_of
from kgtools.publish.state import State
from kgtools.web import Site
from kgtools.web.documents import Document
from kgtools.web.downloads import CONTEXT, Download, Downloads
from kgtools.web.downloads import FOLDER as DOWNLOADS


@dataclass(frozen=True)
class Known:
    """The state of a folder, and since when it stands; an empty one where nothing is known."""

    state: State = field(default_factory=State)
    since: float = 0.0

    def is_of(self, inputs: Mapping[str, str]) -> bool:
        """Whether the folder was made from just these."""
        return bool(self.state.manifest) and self.state.inputs.get("all") == inputs["all"]


class Untouched(Container[str]):
    """Stems: `places` has 1 for those of plain documents, by their position, `others` the rest."""

    def __init__(self, site: Site) -> None:
        self._plain = site.documents.plain
        self.places = bytearray(len(self._plain))
        self.others: set[str] = set()

    def __contains__(self, stem: object) -> bool:
        if not isinstance(stem, str):
            return False
        place = self._plain.find(stem)
        return stem in self.others if place is None else bool(self.places[place])

    def __bool__(self) -> bool:
        return bool(self.others) or any(self.places)


@dataclass(frozen=True)
class Plan:
    """`old` are the files of before by their path in this site, `inputs` digests of now.

    `state` is empty where nothing is known of how the folder was made; then all is made anew.
    """

    site: Site
    writer: Writer
    old: Files
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
    def untouched(self) -> Untouched:
        """The stems of documents and lists that are as they were."""
        found = Untouched(self.site)
        if not self.fits:
            return found
        documents, lists, same = self.site.documents, self._lists, self._same("all")
        anew = set[int]() if same else changed(self.state.marks, self.nodes)
        for stem, read in self.state.reads:
            if not (same or anew.isdisjoint(array("I", read))):
                continue
            place = documents.plain.find(stem)
            if place is not None:
                found.places[place] = 1
            elif document := documents.by_stem.get(stem):
                if same or self._is_whole(document):
                    found.others.add(stem)
            elif stem in lists and (same or lists[stem]):
                found.others.add(stem)
        return found

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

    def keep(self, but: Files) -> tuple[Files, Anew]:
        """The files that were taken over as they are, and those that have to be made.

        Without `but`, which are there.
        """
        site, untouched, same = self.site, self.untouched, self._same("all")
        others = (path for path in site.other_paths() if path not in but)
        as_they_were = self._paths_of(untouched.others)
        as_they_were.update(f"static/{path}" for path in site.static.paths() if self.fits)
        kept, anew = self._kept(others, lambda path: same or path in as_they_were)
        places = array("I")
        for place, document in enumerate(site.documents.plain):
            if not untouched.places[place]:
                places.append(place)
            elif not self._kept_whole(document, kept):
                kept_too, rest = self._kept(site.paths_of(document), lambda path: True)
                kept.add(kept_too)
                anew += rest
        return kept, Anew(site, anew, places)

    def _kept_whole(self, document: Document, kept: Files) -> bool:
        """Adds all files of a document at once, if they were taken over ahead."""
        taken, stem, suffixes = self.writer.taken, document.stem, self._suffixes
        if taken.files is not self.old or stem.startswith(DOWNLOADS):
            return False
        if self.site.hard_for_xml or taken.gone:
            paths = self.site.paths_of(document)
            if not taken.gone.isdisjoint(paths):
                return False
            suffixes = tuple(sorted(path[len(stem) :] for path in paths))
        return kept.add_group(stem, self.old, suffixes)

    @cached_property
    def _suffixes(self) -> tuple[str, ...]:
        """Of the files of a document in all formats."""
        return tuple(sorted(self.site.endings))

    def _kept(self, paths: Iterable[str], stands: Callable[[str], bool]) -> tuple[Files, list[str]]:
        """`stands` tells whether the file would be the same bytes again."""
        kept, anew = Files(), list[str]()
        for path in paths:
            entry = self.old.get(path) if stands(path) else None
            if entry and self.writer.keep(path, entry.size, self.since):
                kept[path] = entry
            else:
                anew.append(path)
        return kept, anew

    def keep_downloads(self, downloads: Downloads) -> tuple[Files, list[str]]:
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

    def _paths_of(self, stems: Iterable[str]) -> set[str]:
        """Of documents that are not plain, and of pages of lists."""
        site, found = self.site, set[str]()
        for stem in stems:
            found.update(site.pages_of(stem))
            document = site.documents.by_stem.get(stem)
            if document is not None:
                found.update(site.data_of(document))
        return found


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
        if state.manifest == digest_of(manifest):
            return Known(state, manifest.stat().st_mtime)
    except OSError:
        pass
    return Known()
