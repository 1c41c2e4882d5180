"""One function for all syntaxes (RDF 1.1), and the packing of the file."""

from __future__ import annotations

import gzip
import io
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode

from kgtools.errors import KgtoolsError, ParameterError, did_you_mean
from kgtools.export.exact import ExactQuad, exact_quads
from kgtools.export.jsonld import Context, context_of, jsonld
from kgtools.export.rdfxml import rdfxml
from kgtools.project import Project
from kgtools.rdf.turtle import format_turtle, tokens

FORMATS = {
    "trig": ".trig",
    "nq": ".nq",
    "nt": ".nt",
    "turtle": ".ttl",
    "jsonld": ".jsonld",
    "rdfxml": ".rdf",
    "context": ".context.jsonld",
}
PACKINGS = (".gz", ".zst")


def export(project: Project, form: str = "trig", graphs: Sequence[str] = ()) -> bytes:
    """The dataset, or the graphs named (by their name in kgtools.toml, or their IRI), in a syntax.

    trig, nq and jsonld keep the named graphs; nt, turtle and rdfxml are the union of them.
    `context` is the JSON-LD context alone. The same dataset gives the same bytes.
    Raises ParameterError for an unknown format or graph, KgtoolsError for what a syntax cannot
    say (RDF/XML: some property names and control characters), ParseError for the files.
    """
    return Exports(project).written(form, graphs)


@dataclass(frozen=True)
class Exports:
    """Several exports of one project, whose files are read once."""

    project: Project

    def written(self, form: str = "trig", graphs: Sequence[str] = ()) -> bytes:
        """As `export`."""
        if form not in FORMATS:
            raise ParameterError(f"unknown format {form!r}", hint=did_you_mean(form, list(FORMATS)))
        if form == "context":
            return jsonld((), self._context)
        wanted = _named(self.project, graphs)
        quads = [quad for quad in self._everything if not wanted or quad.graph.value in wanted]
        if form == "jsonld":
            return jsonld(quads, self._context)
        if form == "trig":
            return _trig(quads, self.project).encode()
        if form == "nq":
            lines = sorted({(quad.graph.value, quad.triple_text()) for quad in quads})
            return "".join(f"{text[:-2]} <{graph}> .\n" for graph, text in lines).encode()
        triples = sorted({quad.triple_text() for quad in quads})
        if form == "nt":
            return "".join(f"{text}\n" for text in triples).encode()
        if form == "turtle":
            return _turtle(triples, self.project).encode()
        return rdfxml(_once(quads), self.project.prefixes).encode()

    @cached_property
    def _everything(self) -> list[ExactQuad]:
        return list(exact_quads(self.project))

    @cached_property
    def _context(self) -> Context:
        return context_of(self._everything, self.project.prefixes)


def packed(data: bytes, suffix: str) -> bytes:
    """The bytes as gzip (.gz) or Zstandard (.zst), the same for the same; else as they are."""
    if suffix == ".gz":
        out = io.BytesIO()
        with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as file:
            file.write(data)
        return out.getvalue()
    if suffix == ".zst":
        from zstandard import ZstdCompressor

        return ZstdCompressor(level=10).compress(data)
    return data


def _named(project: Project, names: Sequence[str]) -> Collection[str]:
    by_name = {graph.name: graph.iri.value for graph in project.graphs}
    known = {*by_name.values(), *(str(quad.graph_name)[1:-1] for quad in project.derived[:1])}
    found = []
    for name in names:
        iri = by_name.get(name, name.strip("<>"))
        if iri not in known:
            message = f"there is no graph {name!r}"
            raise ParameterError(message, hint=did_you_mean(name, list(by_name)))
        found.append(iri)
    return found


def _once(quads: Iterable[ExactQuad]) -> list[ExactQuad]:
    return list({quad.triple_text(): quad for quad in quads}.values())


def _turtle(lines: Iterable[str], project: Project) -> str:
    declared = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in project.prefixes.items())
    return format_turtle(declared + "\n".join(lines) + "\n")


def _trig(quads: Sequence[ExactQuad], project: Project) -> str:
    """Canonical Turtle in each graph's braces; prefixes stand once, at the top."""
    by_graph: dict[str, set[str]] = {}
    home: dict[str, str] = {}
    shared = False
    for quad in quads:
        by_graph.setdefault(quad.graph.value, set()).add(quad.triple_text())
        for node in (quad.subject, quad.object):
            if isinstance(node, BlankNode):
                shared |= home.setdefault(node.value, quad.graph.value) != quad.graph.value
    heads: set[str] = set()
    blocks = []
    for number, (graph, lines) in enumerate(sorted(by_graph.items())):
        if shared:  # a blank node of two graphs: its label must stay
            blocks.append(f"<{graph}> {{\n" + "".join(f"{x}\n" for x in sorted(lines)) + "}\n")
            continue
        head, body = _split(_turtle(sorted(lines), project))
        heads.update(head)
        blocks.append(f"<{graph}> {{\n{_own_labels(body, number)}}}\n")
    return "".join(sorted(heads)) + "\n" + "\n".join(blocks)


def _own_labels(text: str, number: int) -> str:
    """The labels of blank nodes made different from those of the other graphs."""
    if "_:" not in text:
        return text
    return "".join(
        f"_:g{number}{token.text[2:]}" if token.kind == "blank" else token.text
        for token in tokens(text)
    )


def _split(text: str) -> tuple[list[str], str]:
    lines = text.splitlines(keepends=True)
    head = [line for line in lines if line.startswith("@prefix ")]
    if lines[: len(head)] != head:
        raise KgtoolsError("prefixes do not stand first")
    return head, "".join(lines[len(head) :]).lstrip("\n")
