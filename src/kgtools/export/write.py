"""One function for all syntaxes (RDF 1.1), and the packing of the file."""

from __future__ import annotations

import gzip
import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode

from kgtools.errors import KgtoolsError, ParameterError, did_you_mean
from kgtools.export.exact import ExactQuad, exact_quads
from kgtools.export.jsonld import Context, context_of, jsonld
from kgtools.export.pieces import Inseparable, Pieces, own_labels, parts_of
from kgtools.export.rdfxml import rdfxml
from kgtools.files import AT_ONCE, joined
from kgtools.metadata import metadata as metadata_of
from kgtools.metadata import metadata_graph
from kgtools.project import Project
from kgtools.rdf.turtle import turtle_of

FORMATS = {
    "trig": ".trig",
    "nq": ".nq",
    "nt": ".nt",
    "turtle": ".ttl",
    "jsonld": ".jsonld",
    "rdfxml": ".rdf",
    "context": ".context.jsonld",
}
METADATA = "metadata"
PACKINGS = (".gz", ".zst")


def export(project: Project, form: str = "trig", graphs: Sequence[str] = ()) -> bytes:
    """The dataset, or the graphs named (by their name in kgtools.toml, or their IRI), in a syntax.

    trig, nq and jsonld keep the named graphs; nt, turtle and rdfxml are the union of them.
    `context` is the JSON-LD context alone. The same dataset gives the same bytes. The graph
    `metadata`, which no file holds, has the prepared queries; it is written if it is named.
    Raises ParameterError for an unknown format or graph, KgtoolsError for what a syntax cannot
    say (RDF/XML: some property names and control characters), ParseError for the files.
    """
    metadata = metadata_graph(project).value
    if METADATA in graphs or metadata in graphs:
        project = project.but(derived=(*project.derived, *metadata_of(project)))
        own = {graph.name for graph in project.graphs}
        graphs = [metadata if name == METADATA and name not in own else name for name in graphs]
    return Exports(project).written(form, graphs)


@dataclass(frozen=True)
class Exports:
    """Several exports of one project, whose files are read once.

    With `pieces` each is put together from those of its files, of which some may be known.
    """

    project: Project
    pieces: Pieces | None = None

    def parts(self, form: str = "trig", graphs: Sequence[str] = ()) -> Iterator[bytes]:
        """As `export`, in parts: with `pieces` not all of it has to be in memory."""
        if form not in FORMATS:
            raise ParameterError(f"unknown format {form!r}", hint=did_you_mean(form, list(FORMATS)))
        if self.pieces is not None:
            try:
                parts = self.pieces.parts(form, frozenset(_named(self.project, graphs)))
                return joined(parts)
            except Inseparable:
                pass
        return iter((self._whole(form, graphs),))

    def written(self, form: str = "trig", graphs: Sequence[str] = ()) -> bytes:
        """As `export`."""
        return b"".join(self.parts(form, graphs))

    def _whole(self, form: str, graphs: Sequence[str]) -> bytes:
        if form == "context":
            return jsonld((), self._context)
        wanted = set(_named(self.project, graphs))
        chosen = sorted(graph for graph in self._lines if not wanted or graph in wanted)
        if form == "jsonld":
            quads = (quad for graph in chosen for quad in self._lines[graph].values())
            return jsonld(quads, self._context)
        if form == "trig":
            return self._trig(chosen).encode()
        if form == "nq":
            lines = ((graph, text) for graph in chosen for text in self._lines[graph])
            return "".join(f"{text[:-2]} <{graph}> .\n" for graph, text in lines).encode()
        if form == "nt":
            return "".join(f"{text}\n" for text in self._union(chosen)).encode()
        if form == "turtle":
            return self._turtle(chosen).encode()
        return rdfxml(self._union(chosen).values(), self.project.prefixes).encode()

    def prepare(self) -> None:
        """Reads what all exports are made from: for who makes them in several processes."""
        if self.pieces is None:
            _ = self._lines, self._context

    def _union(self, graphs: Sequence[str]) -> dict[str, ExactQuad]:
        """The triples of the graphs in the order of their lines of N-Triples."""
        if len(graphs) == 1:
            return self._lines[graphs[0]]
        found = {text: quad for graph in graphs for text, quad in self._lines[graph].items()}
        return {text: found[text] for text in sorted(found)}

    def _turtle(self, graphs: Sequence[str]) -> str:
        """That of one graph is kept: TriG has it in braces."""
        key = tuple(graphs)
        if key in self._turtles:
            return self._turtles[key]
        text = turtle_of(map(parts_of, self._union(graphs).values()), self.project.prefixes)
        if len(key) == 1:
            self._turtles[key] = text
        return text

    @cached_property
    def _turtles(self) -> dict[tuple[str, ...], str]:
        return {}

    def _trig(self, graphs: Sequence[str]) -> str:
        """Canonical Turtle in each graph's braces; prefixes stand once, at the top."""
        home: dict[str, str] = {}
        shared = False
        for graph in graphs:
            for quad in self._lines[graph].values():
                for node in (quad.subject, quad.object):
                    if isinstance(node, BlankNode):
                        shared |= home.setdefault(node.value, graph) != graph
        heads: set[str] = set()
        blocks = []
        for number, graph in enumerate(graphs):
            if shared:  # a blank node of two graphs: its label must stay
                lines = "".join(f"{text}\n" for text in self._lines[graph])
                blocks.append(f"<{graph}> {{\n{lines}}}\n")
                continue
            head, body = _split(self._turtle([graph]))
            heads.update(head)
            blocks.append(f"<{graph}> {{\n{own_labels(body, number)}}}\n")
        return "".join(sorted(heads)) + "\n" + "\n".join(blocks)

    @cached_property
    def _everything(self) -> list[ExactQuad]:
        return list(exact_quads(self.project))

    @cached_property
    def _lines(self) -> dict[str, dict[str, ExactQuad]]:
        """The quads of each graph by their triple as a line of N-Triples, in that order."""
        found: dict[str, dict[str, ExactQuad]] = {}
        for quad in self._everything:
            found.setdefault(quad.graph.value, {})[quad.triple_text()] = quad
        return {graph: {x: lines[x] for x in sorted(lines)} for graph, lines in found.items()}

    @cached_property
    def _context(self) -> Context:
        return context_of(self._everything, self.project.prefixes)


def gzipped(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts together as gzip; the same bytes for the same."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=6, mtime=0) as file:
        for part in parts:
            file.write(part)
            if out.tell() >= AT_ONCE:
                yield out.getvalue()
                out.seek(0)
                out.truncate()
    yield out.getvalue()


def packed(data: bytes, suffix: str) -> bytes:
    """The bytes as gzip (.gz) or Zstandard (.zst), the same for the same; else as they are."""
    if suffix == ".gz":
        return b"".join(gzipped((data,)))
    if suffix == ".zst":
        from zstandard import ZstdCompressor

        return ZstdCompressor(level=10).compress(data)
    return data


def _named(project: Project, names: Sequence[str]) -> Collection[str]:
    by_name = {graph.name: graph.iri.value for graph in project.graphs}
    known = {*by_name.values(), *(str(quad.graph_name)[1:-1] for quad in project.derived)}
    found = []
    for name in names:
        iri = by_name.get(name, name.strip("<>"))
        if iri not in known:
            message = f"there is no graph {name!r}"
            raise ParameterError(message, hint=did_you_mean(name, list(by_name)))
        found.append(iri)
    return found


def _split(text: str) -> tuple[list[str], str]:
    lines = text.splitlines(keepends=True)
    head = [line for line in lines if line.startswith("@prefix ")]
    if lines[: len(head)] != head:
        raise KgtoolsError("prefixes do not stand first")
    return head, "".join(lines[len(head) :]).lstrip("\n")
