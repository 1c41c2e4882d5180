"""The dataset and each of its graphs as files to take along, with size and checksum."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kgtools.config import NamedGraph
from kgtools.metadata import Distribution
from kgtools.web.http import Rendered
from kgtools.web.templating import Page, Parameters, Templating
from kgtools.words import say

if TYPE_CHECKING:
    from kgtools.export import Exports
    from kgtools.export.pieces import Pieces

FOLDER = "downloads"
CONTEXT = f"{FOLDER}/context.jsonld"
SUMS = f"{FOLDER}/SHA256SUMS"
# Name in kgtools.export, media type, what a person calls it.
SYNTAXES = (
    ("trig", "application/trig", "TriG"),
    ("nq", "application/n-quads", "N-Quads"),
    ("turtle", "text/turtle", "Turtle"),
    ("nt", "application/n-triples", "N-Triples"),
    ("jsonld", "application/ld+json", "JSON-LD"),
    ("rdfxml", "application/rdf+xml", "RDF/XML"),
)
GZIP = "application/gzip"
# Quads from which a file is offered packed as well, from which only packed, and up to which a
# page that nobody measured the files for does it itself.
ALSO_PACKED, ONLY_PACKED, MEASURED_AT_ONCE = 2_000, 500_000, 100_000


@dataclass(frozen=True)
class Measured:
    """`sha256` in hexadecimal digits, of the file's bytes as they are fetched."""

    size: int
    sha256: str

    @classmethod
    def of(cls, data: bytes) -> Measured:
        return cls(len(data), hashlib.sha256(data).hexdigest())


@dataclass(frozen=True)
class Download:
    """One file; `graph` None is the whole dataset, `packing` a suffix such as `.gz` or nothing.

    `inner_type` is the media type of what is inside, packed or not.
    """

    path: str
    form: str
    inner_type: str
    title: str
    graph: NamedGraph | None = None
    packing: str = ""

    @property
    def media_type(self) -> str:
        return GZIP if self.packing else self.inner_type


@dataclass(frozen=True)
class Downloads:
    """`measured` may be given what was measured before, by path; it is added to.

    With `pieces` the files are put together from those of the graphs' files.
    """

    templating: Templating
    xml: bool = True
    measured: MutableMapping[str, Measured] = field(default_factory=dict)
    pieces: Pieces | None = None

    @cached_property
    def all(self) -> dict[str, Download]:
        """The files by their path, those of the whole dataset first."""
        project = self.templating.facts.project
        found: dict[str, Download] = {}
        for graph in (None, *project.graphs):
            name = f"graph/{graph.name}" if graph else "dataset"
            number = self._number(graph)
            for form, media_type, title in SYNTAXES:
                if form == "rdfxml" and not self.xml:
                    continue
                for packing in _packings(number):
                    path = f"{FOLDER}/{name}{_suffix(form)}{packing}"
                    found[path] = Download(path, form, media_type, title, graph, packing)
        return found

    def distributions(self) -> Iterator[Distribution]:
        """The files as the dataset's description tells of them."""
        inside = {form: media_type for form, media_type, _ in SYNTAXES}
        for path, one in self.all.items():
            known = self.measured.get(path)
            yield Distribution(
                path=path,
                media_type=inside[one.form],
                size=known.size if known else None,
                sha256=known.sha256 if known else None,
                graph=one.graph.iri if one.graph else None,
                compression="gzip" if one.packing == ".gz" else None,
            )

    def stems(self) -> tuple[str, ...]:
        return (FOLDER,)

    def paths(self) -> Iterator[str]:
        yield from self.all
        yield SUMS
        yield CONTEXT

    def file(self, path: str) -> Rendered | None:
        """The file at the path; None where there is none."""
        if path == SUMS:
            return Rendered(self._sums(), "text/plain")
        if path == CONTEXT:
            return Rendered(self.bytes_of("context", None, ""), "application/ld+json")
        one = self.all.get(path)
        if one is None:
            return None
        data = self.bytes_of(one.form, one.graph, one.packing)
        self.measured.setdefault(path, Measured.of(data))
        return Rendered(data, one.media_type)

    def parts(self, form: str, graph: NamedGraph | None) -> Iterator[bytes]:
        """A file that is not packed, in parts. Raises KgtoolsError for what it cannot say."""
        return self._exports.parts(form, [graph.name] if graph else ())

    def bytes_of(self, form: str, graph: NamedGraph | None, packing: str) -> bytes:
        """Raises KgtoolsError for what a syntax cannot say."""
        from kgtools.export import packed

        key = (form, graph.name if graph else None)
        data = self._latest.get(key)
        if data is None:
            data = self._exports.written(form, [graph.name] if graph else ())
            self._latest.clear()  # the packed file comes next, and is of the same
            self._latest[key] = data
        return packed(data, packing)

    @cached_property
    def _latest(self) -> dict[tuple[str, str | None], bytes]:
        return {}

    def prepare(self) -> None:
        """Reads what all files are made from: for who makes them in several processes."""
        self._exports.prepare()

    def page(self, stem: str, lang: str, parameters: Parameters = ()) -> Page:
        shown = self._is_measured
        groups: dict[str, list[tuple[Download, Measured | None]]] = {}
        for one in self.all.values():
            name = one.graph.name if one.graph else ""
            measured = self._measure(one.path) if shown else None
            groups.setdefault(name, []).append((one, measured))
        graphs = {graph.name: graph.iri for graph in self.templating.facts.project.graphs}
        return self.templating.page(
            "downloads.html", stem, lang,
            title=say("Downloads", lang), groups=groups, graphs=graphs, shown=shown,
            sums=SUMS, context=CONTEXT, size=_in_words,
        )  # fmt: skip

    @property
    def _is_measured(self) -> bool:
        known = all(path in self.measured for path in self.all)
        return known or self._number(None) <= MEASURED_AT_ONCE

    def _measure(self, path: str) -> Measured:
        if path not in self.measured:
            self.file(path)
        return self.measured[path]

    def _sums(self) -> bytes:
        """As sha256sum writes and checks it, beside the files."""
        lines = [
            f"{self._measure(path).sha256}  {path.removeprefix(FOLDER + '/')}\n"
            for path in sorted(self.all)
        ]
        return "".join(lines).encode()

    def _number(self, graph: NamedGraph | None) -> int:
        return sum(self._counts.values()) if graph is None else self._counts[graph.iri]

    @cached_property
    def _counts(self) -> Counter[object]:
        packed = self.templating.facts.project.packed
        counts = Counter(packed.graph)
        return Counter({packed.terms[number]: times for number, times in counts.items()})

    @cached_property
    def _exports(self) -> Exports:
        from kgtools.export import Exports

        return Exports(self.templating.facts.project, self.pieces)


def _packings(number: int) -> tuple[str, ...]:
    if number >= ONLY_PACKED:
        return (".gz",)
    return ("", ".gz") if number >= ALSO_PACKED else ("",)


def _suffix(form: str) -> str:
    from kgtools.export import FORMATS

    return FORMATS[form]


def _in_words(size: int) -> str:
    """1 234 567 bytes as 1.2 MB: a reader compares, a program has the checksums."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
