"""The files of one site: rendered by as many processes as there are, and written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from math import ceil
from typing import Any

from kgtools.checks.finding import Finding
from kgtools.errors import KgtoolsError
from kgtools.publish.anew import Anew
from kgtools.publish.filelist import Files
from kgtools.publish.files import Writer
from kgtools.publish.links import Scan, Scanner, has_links
from kgtools.publish.nodes import Nodes, reads_of, reads_of_list
from kgtools.publish.plan import depends_on_nodes
from kgtools.publish.reads import Reads
from kgtools.publish.workers import Parallel, Told
from kgtools.web import Site
from kgtools.web.http import Rendered
from kgtools.web.lists import ClassList

PER_TASK = 32
LISTS = "resources"
_PAGE_NUMBER = re.compile(r"(?<=[^/])-[0-9]+(?=\.)")
_SAME = {"ttl": "trig", "nt": "nq"}
SLOWEST = ("search-index",)
SLOW = ("downloads/", "briefings/", "query/", "pictures/", "resources/", ".well-known/")


@dataclass(frozen=True)
class Written:
    """`reads` is what documents read, by their stem (kgtools.publish.nodes).

    `scan` is what was seen of the links of the pages that have any.
    """

    files: Files = field(default_factory=Files)
    reads: dict[str, bytes] = field(default_factory=dict)
    scan: Scan = field(default_factory=Scan)


@dataclass(frozen=True)
class Built:
    """The same of a whole site; what the documents read is on the disk."""

    files: Files = field(default_factory=Files)
    findings: list[Finding] = field(default_factory=list)
    reads: Reads = field(default_factory=Reads)
    scan: Scan = field(default_factory=Scan)

    def add(self, part: Written) -> None:
        self.files.add(part.files)
        self.reads.update(part.reads)
        self.scan.add(part.scan)


@dataclass(frozen=True)
class Noting:
    """Notes what documents read, once for each."""

    site: Site
    nodes: Nodes

    def note(self, stem: str, done: Written) -> None:
        if stem in done.reads:
            return
        document = self.site.documents.by_stem.get(stem)
        if document and depends_on_nodes(document):
            done.reads[stem] = reads_of(self.site, document, self.nodes.number)
        elif stem in self._lists:
            found = self._lists[stem]
            if found.stem not in self._reads_of_lists:  # a list has many pages
                reads = reads_of_list(self.site, found, self.nodes.number)
                self._reads_of_lists[found.stem] = reads
            done.reads[stem] = self._reads_of_lists[found.stem]

    @cached_property
    def _reads_of_lists(self) -> dict[str, bytes]:
        return {}

    @cached_property
    def _lists(self) -> dict[str, ClassList]:
        return {stem: each for each in self.site.templating.lists.classes for stem in each.stems}


@dataclass(frozen=True)
class Renderer:
    """Writes what stands at the paths, of which it is given some at a time."""

    content: Callable[[str], Rendered | None]
    writer: Writer
    noting: Noting | None = None
    scanner: Scanner | None = None

    def __call__(self, paths: Sequence[str]) -> Written:
        done = Written()
        for path in paths:
            rendered = self.content(path)
            if rendered is None:
                raise KgtoolsError(f"nothing stands at {path}, which the site names")
            if rendered.status != 200:
                hint = "kgtools query says what is wrong with it"
                raise KgtoolsError(f"the query of {path} cannot be answered", None, hint)
            done.files[path] = self.writer.write(path, rendered.body)
            if self.scanner is not None and has_links(path):
                self.scanner.scan(path, rendered.body.decode(), done.scan)
            if self.noting is not None:
                self.noting.note(path.rpartition(".")[0], done)
        return done


class Rendering:
    """Paths rendered and written, begun at once; also those of documents, where `anew` has any."""

    def __init__(
        self,
        renderer: Callable[[Sequence[str]], Written],
        anew: Anew | Sequence[str],
        processes: int,
        told: Told,
    ) -> None:
        tasks = Tasks(anew) if isinstance(anew, Anew) else list(_tasks(anew))
        self._parallel = Parallel(renderer, tasks, processes, told)

    def into(self, whole: Built) -> None:
        """Adds what was written. Raises KgtoolsError where something cannot be rendered."""
        self._parallel.each(whole.add)

    def stop(self) -> None:
        self._parallel.stop()


class Tasks(Sequence[Sequence[str]]):
    """What is given to a process at a time: single paths, then documents, with all their files."""

    def __init__(self, anew: Anew) -> None:
        self._anew, self._single = anew, list(_tasks(anew.paths))
        files = len(anew.of_place(anew.places[0])) if anew.places else PER_TASK
        self._at_once = max(1, PER_TASK // files)

    def __len__(self) -> int:
        return len(self._single) + ceil(len(self._anew.places) / self._at_once)

    def __getitem__(self, number: Any) -> Any:
        if number < len(self._single):
            return self._single[number]
        start = (number - len(self._single)) * self._at_once
        places = self._anew.places[start : start + self._at_once]
        if not places:
            raise IndexError(number)
        return [path for place in places for path in self._anew.of_place(place)]


def _tasks(paths: Iterable[str]) -> Iterator[list[str]]:
    """What belongs to one document stays together; what is slow comes alone, and first."""
    ordered = sorted(paths, key=lambda path: (_haste(path), _document(path), path))
    task: list[str] = []
    for _, group in groupby(ordered, key=_document):
        task.extend(group)
        if len(task) >= PER_TASK or _is_slow(task[-1]):
            yield task
            task = []
    if task:
        yield task


def _haste(path: str) -> int:
    return 0 if path.startswith(SLOWEST) else 1 if _is_slow(path) else 2


def _is_slow(path: str) -> bool:
    """Whether it may take long: at the root stand pages and files of the whole."""
    return "/" not in path or path.startswith(SLOW)


def _document(path: str) -> str:
    """What the paths of a document, in all formats and languages, have in common.

    Downloads: what they are made from. TriG has Turtle in it, N-Quads the lines of N-Triples.
    """
    folder, slash, name = path.rpartition("/")
    if path.startswith(SLOWEST):
        return path
    if folder == LISTS:  # all pages of a list in one language: it is sorted once for all of them
        return _PAGE_NUMBER.sub("", path)
    if path.startswith("downloads/"):
        form = name.partition(".")[2].removesuffix(".gz")
        return f"downloads/{_SAME.get(form, form)}"
    return folder if name.startswith("answer.") else folder + slash + name.partition(".")[0]
