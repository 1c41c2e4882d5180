"""The dataset put together from what each of its files contributes, which is kept.

The bytes are those of kgtools.export.write: canonical lines, blocks and nodes of different files
stand in one order, whoever wrote them. What two files say of one subject is written again from
the lines of both. Where that does not do (blank nodes that need labels, or stand in two graphs),
`Inseparable` is raised, and the dataset has to be written as a whole.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, NamedNode, Triple

from kgtools.errors import KgtoolsError
from kgtools.export import jsonld, rdfxml
from kgtools.export.exact import ExactQuad, quads_of_file, quads_of_lines
from kgtools.export.keep import Keep, pack, unpack
from kgtools.project import Project
from kgtools.rdf.turtle import blocks_of, tokens, turtle_from
from kgtools.rdf.turtle_parse import Object, Subject

_BLANK_AT_END = re.compile(r" (_:\S+) \.\Z")
Parts = dict[str, list[Any]]  # what the files contribute, by graph


class Inseparable(Exception):
    """The pieces cannot be written apart from one another."""


@dataclass(frozen=True)
class Pieces:
    """`folder` is where they are kept (None: nowhere), `program` tells of what makes them."""

    project: Project
    folder: Path | None = None
    program: str = ""

    def written(self, form: str, graphs: Set[str] = frozenset()) -> bytes:
        """The graphs, all if none is named, in a syntax of kgtools.export."""
        if self.project.derived:
            raise Inseparable
        if form == "context":
            return jsonld.document_of((), self._context)
        section = {"nq": "lines", "nt": "lines", "trig": "turtle"}.get(form, form)
        parts = self._parts(section)
        chosen = [graph for graph in sorted(parts) if not graphs or graph in graphs]
        if form == "nq":
            lines = ((graph, line) for graph in chosen for line in _merged(parts[graph]))
            return "".join(f"{line[:-2]} <{graph}> .\n" for graph, line in lines).encode()
        if form == "nt":
            lines = (line for graph in chosen for part in parts[graph] for line in part)
            ordered = dict.fromkeys(sorted(lines))  # runs that are sorted: quicker than as a set
            return "".join(f"{line}\n" for line in ordered).encode()
        if form == "jsonld":
            return jsonld.document_of(self._graphs(parts, chosen), self._context)
        if form == "rdfxml":
            return self._rdfxml(parts, chosen).encode()
        if form == "trig":
            return self._trig(parts, chosen).encode()
        return turtle_from(self._blocks(parts, chosen), self.project.prefixes).encode()

    # ---- syntaxes

    def _graphs(self, parts: Parts, chosen: list[str]) -> Iterator[str]:
        for graph in chosen:
            if len(parts[graph]) == 1:
                yield parts[graph][0]
            else:
                lines = _merged(self._parts("lines")[graph])
                quads = quads_of_lines(lines, NamedNode(graph))
                yield from jsonld.graphs_of(quads, self._context)

    def _rdfxml(self, parts: Parts, chosen: list[str]) -> str:
        found = [part for graph in chosen for part in parts[graph]]
        twice = _twice(subject for part in found for subject, _ in part["nodes"])
        if twice:
            again = self._lines_about(chosen, twice, with_blank=False)
            quads = dict(zip(again, quads_of_lines(again, _NOBODY), strict=True))
            rest = [[pair for pair in part["nodes"] if pair[0] not in twice] for part in found]
            found = [{**part, "nodes": nodes} for part, nodes in zip(found, rest, strict=True)]
            found.append(rdfxml.apart(quads, self.project.prefixes))
        text = rdfxml.together(found, self.project.prefixes)
        if text is None:
            raise Inseparable
        return text

    def _trig(self, parts: Parts, chosen: list[str]) -> str:
        prefixes = self.project.prefixes
        head = sorted(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())
        graphs = []
        for number, graph in enumerate(chosen):
            body = "\n\n".join(self._blocks(parts, [graph])) + "\n"
            graphs.append(f"<{graph}> {{\n{own_labels(body, number)}}}\n")
        return "".join(head if graphs else ()) + "\n" + "\n".join(graphs)

    def _blocks(self, parts: Parts, chosen: list[str]) -> list[str]:
        found = [part for graph in chosen for part in parts[graph]]
        if any(part is None for part in found):
            raise Inseparable
        blocks = [(tuple(kind), text) for part in found for kind, text in part]
        twice = _twice(kind[3] for kind, _ in blocks if not kind[2])
        if twice:
            again = self._lines_about(chosen, {f"<{iri}>" for iri in twice}, with_blank=True)
            anew = blocks_of(map(parts_of, quads_of_lines(again, _NOBODY)), self.project.prefixes)
            if anew is None:
                raise Inseparable
            blocks = [block for block in blocks if block[0][2] or block[0][3] not in twice] + anew
        return [text for _, text in sorted(blocks)]

    @cached_property
    def _context(self) -> jsonld.Context:
        kinds: dict[str, set[str]] = {}
        schemes: set[str] = set()
        for parts in self._parts("head").values():
            for told, found in parts:
                schemes.update(found)
                for predicate, values in told.items():
                    kinds.setdefault(predicate, set()).update(values)
        return jsonld.context_from(kinds, schemes, self.project.prefixes)

    def _lines_about(self, chosen: list[str], subjects: Set[str], with_blank: bool) -> list[str]:
        """What is said of the subjects, and of blank nodes that this leads to."""
        about: dict[str, list[str]] = {}
        parts = self._parts("lines")
        for line in (line for graph in chosen for part in parts[graph] for line in part):
            about.setdefault(line.partition(" ")[0], []).append(line)
        found: set[str] = set()
        waiting = list(subjects)
        while waiting:
            lines = about.pop(waiting.pop(), [])
            found.update(lines)
            ends = (_BLANK_AT_END.search(line) for line in lines if with_blank)
            waiting += [end[1] for end in ends if end]
        return sorted(found)

    # ---- pieces

    def _parts(self, section: str) -> Parts:
        """What all files contribute, the latest kept: several syntaxes need it."""
        if section not in self._latest:
            if section != "head":
                self._latest.pop(next((s for s in self._latest if s != "head"), ""), None)
            self._latest[section] = self._read(section)
        return self._latest[section]

    @cached_property
    def _latest(self) -> dict[str, Parts]:
        return {}

    def _read(self, section: str) -> Parts:
        keep = self._keep(section)
        kept, entries = keep.read(), dict[str, bytes]()
        found: Parts = {}
        anew = False
        number = 0
        for graph in self.project.graphs:
            for file in graph.files:
                number += 1
                key, mark = _key(file, graph.iri), f"f{number}"
                for name in (key, f"{key} {mark}"):
                    packed = kept.packed(name)
                    piece = unpack(packed) if packed is not None else None
                    if packed is not None and piece is not None:
                        entries[name] = packed
                        break
                else:
                    blank, piece = self._made(section, file, graph.iri, mark)
                    anew = True
                    if self.folder is not None:
                        entries[f"{key} {mark}" if blank else key] = pack(piece)
                if piece is False:
                    raise Inseparable
                for name, part in piece:
                    found.setdefault(name, []).append(part)
        if anew or set(kept) != entries.keys():
            keep.write(entries)
        return found

    def _keep(self, section: str) -> Keep:
        context = json.dumps(self._context) if section == "jsonld" else ""
        told = json.dumps([self.program, dict(self.project.prefixes), context])
        place = self.folder / f"pieces-{section}" if self.folder is not None else None
        return Keep(place, hashlib.sha256(told.encode()).hexdigest())

    def _made(self, section: str, file: Path, graph: NamedNode, mark: str) -> tuple[bool, Any]:
        """Whether blank nodes are in it, and graph and part of each graph in the file.

        False in place of them: a blank node stands in two of its graphs.
        """
        graphs: dict[str, dict[str, ExactQuad]] = {}
        home: dict[str, str] = {}
        for quad in quads_of_file(file, graph, mark):
            graphs.setdefault(quad.graph.value, {})[quad.triple_text()] = quad
            for node in (quad.subject, quad.object):
                own = quad.graph.value
                if isinstance(node, BlankNode) and home.setdefault(node.value, own) != own:
                    return True, False
        parts = []
        for name, lines in graphs.items():
            ordered = {line: lines[line] for line in sorted(lines)}
            parts.append((name, self._part(section, ordered)))
        return bool(home), parts

    def _part(self, section: str, lines: dict[str, ExactQuad]) -> Any:
        prefixes = self.project.prefixes
        if section == "lines":
            return list(lines)
        if section == "head":
            kinds, schemes = jsonld.kinds_of(lines.values())
            return {name: sorted(kind) for name, kind in kinds.items()}, sorted(schemes)
        if section == "jsonld":
            return jsonld.graphs_of(lines.values(), self._context)[0]
        if section == "rdfxml":
            return rdfxml.apart(lines, prefixes)
        return blocks_of(map(parts_of, lines.values()), prefixes)


_NOBODY = NamedNode("urn:x")


def parts_of(quad: ExactQuad) -> tuple[Subject, NamedNode, Object, str | None]:
    if isinstance(quad.object, Triple):
        raise KgtoolsError("Turtle 1.1 has no quoted triples", hint="export another format")
    return quad.subject, quad.predicate, quad.object, quad.tag


def own_labels(text: str, number: int) -> str:
    """The labels of blank nodes made different from those of the other graphs."""
    if "_:" not in text:
        return text
    return "".join(
        f"_:g{number}{token.text[2:]}" if token.kind == "blank" else token.text
        for token in tokens(text)
    )


def _merged(parts: list[list[str]]) -> list[str]:
    return parts[0] if len(parts) == 1 else sorted({line for part in parts for line in part})


def _twice(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name, number in Counter(names).items() if number > 1)


def _key(file: Path, graph: NamedNode) -> str:
    data = file.read_bytes()
    return hashlib.sha256(f"{file.suffix} {graph} {len(data)} ".encode() + data).hexdigest()
