"""The dataset put together from what each of its files contributes, which is kept.

The text is that of kgtools.export.write: canonical lines, blocks and nodes of different files
stand in one order, whoever wrote them. What two files say of one subject is written again from
the lines of both. Where that does not do (blank nodes that need labels, or stand in two graphs),
`Inseparable` is raised, and the dataset has to be written as a whole.

Of all that is sorted no more than one file's part of one graph is in memory at a time. TriG needs a
whole graph, and so does JSON-LD where several files have a part in it.
"""

from __future__ import annotations

import hashlib
import json
import re
from array import array
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import starmap
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from pyoxigraph import BlankNode, NamedNode, Triple

from kgtools.errors import KgtoolsError
from kgtools.export import jsonld, rdfxml
from kgtools.export.exact import ExactQuad, quads_of_file, quads_of_lines
from kgtools.export.keep import Entry, Keep, Kept, Of, Packed, pack
from kgtools.project import Project
from kgtools.rdf.turtle import blocks_of, tokens, turtle_parts
from kgtools.rdf.turtle_parse import Object, Subject
from kgtools.sorting import each_once, in_order

IN_MEMORY = 32 << 20  # bytes of pieces, unpacked, that are held for the next syntax
_BLANK_AT_END = re.compile(r" (_:\S+) \.\Z")
_NOBODY = NamedNode("urn:x")


class Inseparable(Exception):
    """The pieces cannot be written apart from one another."""


class Part(NamedTuple):
    """Of a file, whose number it is, to one graph."""

    file: int
    graph: str
    entry: Entry


@dataclass(frozen=True)
class Section:
    """What all files contribute to one kind of text; `files` are the keys of its entries, in order.

    `make` gives what has been spoiled on the disk.
    """

    kept: Kept
    files: Sequence[str]
    make: Callable[[Part], Any]

    @cached_property
    def by_graph(self) -> Mapping[str, Sequence[Part]]:
        found: dict[str, list[Part]] = {}
        for number, key in enumerate(self.files):
            for graph, entry in (self.kept.entries[key] or {}).items():
                found.setdefault(graph, []).append(Part(number, graph, entry))
        return found

    def parts(self, graphs: Iterable[str]) -> list[Part]:
        return [part for graph in graphs for part in self.by_graph.get(graph, ())]

    def value(self, part: Part) -> Any:
        """What the part has to say; as long as all are small, for whoever asks next too."""
        at = part.entry.at
        if at not in self._values:
            if not self._is_small:
                self._values.clear()
            found = self.kept.value(part.entry)
            self._values[at] = self.make(part) if found is None else found
        return self._values[at]

    @cached_property
    def _values(self) -> dict[int, Any]:
        return {}

    @cached_property
    def _is_small(self) -> bool:
        return sum(part.entry.size for part in self.parts(self.by_graph)) <= IN_MEMORY

    def shared(self, graphs: Iterable[str]) -> frozenset[int]:
        """The marks of subjects of several parts (and, rarely, of one that has another's mark)."""
        seen, again = set[int](), set[int]()
        for part in self.parts(graphs):
            own = marks_in(part.entry)
            again |= seen & own
            seen |= own
        return frozenset(again)


@dataclass(frozen=True)
class Pieces:
    """`folder` is where they are kept (None: nowhere), `program` tells of what makes them."""

    project: Project
    folder: Path | None = None
    program: str = ""

    def written(self, form: str, graphs: Set[str] = frozenset()) -> bytes:
        """The graphs, all if none is named, in a syntax of kgtools.export."""
        return "".join(self.parts(form, graphs)).encode()

    def parts(self, form: str, graphs: Set[str] = frozenset()) -> Iterator[str]:
        """The same text in parts. Inseparable is raised before there is any of them."""
        if self.project.derived:
            raise Inseparable
        if form == "context":
            return jsonld.document_of((), self._context)
        section = self._section({"nq": "lines", "nt": "lines", "trig": "turtle"}.get(form, form))
        chosen = [graph for graph in sorted(section.by_graph) if not graphs or graph in graphs]
        if form == "nq":
            lines = ((graph, line) for graph in chosen for line in self._lines([graph]))
            return (f"{line[:-2]} <{graph}> .\n" for graph, line in lines)
        if form == "nt":
            return (f"{line}\n" for line in self._lines(chosen))
        if form == "jsonld":
            return jsonld.document_of(self._graphs(section, chosen), self._context)
        if form == "rdfxml":
            return self._rdfxml(section, chosen)
        if form == "trig":
            return self._trig(section, chosen)
        return turtle_parts(self._blocks(section, chosen), self.project.prefixes)

    # ---- syntaxes

    def _lines(self, graphs: Sequence[str]) -> Iterator[str]:
        """The triples of the graphs as lines of N-Triples, each once."""
        section = self._section("lines")
        parts = section.parts(graphs)
        lines = (line for part in parts for line in section.value(part))
        return lines if len(parts) == 1 else each_once(in_order(lines))

    def _graphs(self, section: Section, chosen: Sequence[str]) -> Iterator[str]:
        for graph in chosen:
            if len(section.by_graph[graph]) == 1:
                yield section.value(section.by_graph[graph][0])
            else:
                quads = quads_of_lines(list(self._lines([graph])), NamedNode(graph))
                yield from jsonld.graphs_of(quads, self._context)

    def _rdfxml(self, section: Section, chosen: Sequence[str]) -> Iterator[str]:
        shared, prefixes = section.shared(chosen), self.project.prefixes
        again = self._lines_about(chosen, shared, with_blank=False)
        quads = dict(zip(again, quads_of_lines(again, _NOBODY), strict=True))
        anew = rdfxml.nodes_apart(quads.values(), prefixes)
        spaces = self._section("namespaces")
        names = rdfxml.together(map(spaces.value, spaces.parts(chosen)), prefixes)
        if names is None:
            raise Inseparable

        def rows() -> Iterator[tuple[str, str]]:
            for subject, text in anew:
                yield f"{subject} ", text
            for part in section.parts(chosen):
                for subject, text in section.value(part):
                    if subject.startswith("_:") or not _is_shared(subject, shared):
                        yield f"{subject} ", text

        return rdfxml.document_of((names.fill(text) for _, text in in_order(rows())), names.used)

    def _trig(self, section: Section, chosen: Sequence[str]) -> Iterator[str]:
        bodies = [self._blocks(section, [graph]) for graph in chosen]

        def parts() -> Iterator[str]:
            prefixes = self.project.prefixes.items() if chosen else ()
            yield from sorted(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes)
            yield "\n"
            for number, (graph, blocks) in enumerate(zip(chosen, bodies, strict=True)):
                body = "\n\n".join(blocks) + "\n"
                between = "\n" if number else ""
                yield f"{between}<{graph}> {{\n{own_labels(body, number)}}}\n"

        return parts()

    def _blocks(self, section: Section, chosen: Sequence[str]) -> Iterator[str]:
        parts = section.parts(chosen)
        if any(part.entry.about is None for part in parts):
            raise Inseparable
        shared = section.shared(chosen)
        again = self._lines_about(chosen, shared, with_blank=True)
        anew = blocks_of(map(parts_of, quads_of_lines(again, _NOBODY)), self.project.prefixes)
        if anew is None:
            raise Inseparable

        def rows() -> Iterator[tuple[int, str, bool, str, str]]:
            for kind, text in anew:
                yield (*kind, text)
            for part in parts:
                for (rank, first, blank, iri), text in section.value(part):
                    if blank or not _is_shared(f"<{iri}>", shared):
                        yield rank, first, blank, iri, text

        return (row[4] for row in in_order(rows()))

    @cached_property
    def _context(self) -> jsonld.Context:
        kinds: dict[str, set[str]] = {}
        schemes: set[str] = set()
        head = self._section("head")
        for told, found in map(head.value, head.parts(head.by_graph)):
            schemes.update(found)
            for predicate, values in told.items():
                kinds.setdefault(predicate, set()).update(values)
        return jsonld.context_from(kinds, schemes, self.project.prefixes)

    def _lines_about(
        self, graphs: Iterable[str], subjects: frozenset[int], with_blank: bool
    ) -> list[str]:
        """What is said of the subjects with these marks, and of blank nodes that this leads to."""
        if not subjects:
            return []
        section, found = self._section("lines"), set[str]()
        for part in section.parts(graphs):
            if not subjects.isdisjoint(marks_in(part.entry)):
                lines = section.value(part)
                found.update(_about(lines, lambda x: _is_shared(x, subjects), with_blank))
        return sorted(found)

    # ---- pieces

    def _section(self, name: str) -> Section:
        """What all files contribute. Raises Inseparable where one cannot by itself."""
        if name not in self._sections:
            self._sections[name] = self._read(name)
        return self._sections[name]

    def close(self) -> None:
        """Lets go of the files in which the pieces are kept."""
        for section in self._sections.values():
            section.kept.close()
        self._sections.clear()

    @cached_property
    def _sections(self) -> dict[str, Section]:
        return {}

    def _read(self, section: str) -> Section:
        keep = self._keep(section)
        before = keep.read()
        files = [(file, graph.iri) for graph in self.project.graphs for file in graph.files]
        wanted = [
            (_key(file, graph), f"f{number}", file, graph)
            for number, (file, graph) in enumerate(files, 1)
        ]
        names = [
            next((name for name in (key, f"{key} {mark}") if name in before.entries), "")
            for key, mark, _, _ in wanted
        ]

        there = [*names]

        def entries() -> Iterator[tuple[str, Mapping[str, Packed] | None]]:
            seen = set[str]()
            for at, (key, mark, file, graph) in enumerate(wanted):
                if there[at]:
                    parts = _packed(before, before.entries[there[at]])
                else:
                    blank, found = self._made(section, file, graph, mark)
                    names[at] = f"{key} {mark}" if blank else key
                    parts = None if found is None else dict(starmap(_with_marks, found.items()))
                if names[at] not in seen:
                    seen.add(names[at])
                    yield names[at], parts

        kept = before
        if not all(names) or set(before.entries) != set(names):
            kept = keep.write(entries)
            before.close()

        def make(part: Part) -> Any:
            keep.forget()  # all of it is made anew the next time
            _, mark, file, graph = wanted[part.file]
            return (self._made(section, file, graph, mark)[1] or {})[part.graph][0]

        if any(kept.entries[name] is None for name in names):
            raise Inseparable
        return Section(kept, names, make)

    def _keep(self, section: str) -> Keep:
        context = json.dumps(self._context) if section == "jsonld" else ""
        told = json.dumps([self.program, dict(self.project.prefixes), context])
        place = self.folder / f"pieces-{section}" if self.folder is not None else None
        return Keep(place, hashlib.sha256(told.encode()).hexdigest())

    def _made(
        self, section: str, file: Path, graph: NamedNode, mark: str
    ) -> tuple[bool, dict[str, tuple[Any, set[str]]] | None]:
        """Whether blank nodes are in it, and the part of each graph in the file, with its subjects.

        None in place of them: a blank node stands in two of its graphs.
        """
        graphs: dict[str, dict[str, ExactQuad]] = {}
        home: dict[str, str] = {}
        for quad in quads_of_file(file, graph, mark):
            graphs.setdefault(quad.graph.value, {})[quad.triple_text()] = quad
            for node in (quad.subject, quad.object):
                own = quad.graph.value
                if isinstance(node, BlankNode) and home.setdefault(node.value, own) != own:
                    return True, None
        parts = {}
        for name, lines in graphs.items():
            part = self._part(section, {line: lines[line] for line in sorted(lines)})
            subjects = {str(q.subject) for q in lines.values() if isinstance(q.subject, NamedNode)}
            parts[name] = part, subjects
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
            return rdfxml.nodes_apart(lines.values(), prefixes)
        if section == "namespaces":
            return rdfxml.namespaces_of(lines)
        return blocks_of(map(parts_of, lines.values()), prefixes)


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


def _with_marks(graph: str, made: tuple[Any, set[str]]) -> tuple[str, Packed]:
    """Without marks where there is nothing."""
    part, subjects = made
    return graph, pack(part, None if part is None else marks_of(subjects))


def marks_of(subjects: Iterable[str]) -> str:
    """Of subjects as in N-Triples, in little room."""
    marks = array("I", sorted(crc32(subject.encode()) for subject in subjects))
    return b64encode(marks.tobytes()).decode()


def marks_in(entry: Entry) -> set[int]:
    return set(array("I", b64decode(entry.about or "")))


def _is_shared(subject: str, marks: frozenset[int]) -> bool:
    return bool(marks) and crc32(subject.encode()) in marks


def _about(lines: Iterable[str], wanted: Callable[[str], bool], with_blank: bool) -> set[str]:
    """The lines about subjects that are wanted, and about blank nodes that these lead to."""
    about: dict[str, list[str]] = {}
    for line in lines:
        about.setdefault(line.partition(" ")[0], []).append(line)
    found: set[str] = set()
    waiting = [subject for subject in about if not subject.startswith("_:") and wanted(subject)]
    while waiting:
        own = about.pop(waiting.pop(), [])
        found.update(own)
        ends = (_BLANK_AT_END.search(line) for line in own if with_blank)
        waiting += [end[1] for end in ends if end]
    return found


def _packed(kept: Kept, parts: Of) -> dict[str, Packed] | None:
    return None if parts is None else {graph: kept.packed(entry) for graph, entry in parts.items()}


def _key(file: Path, graph: NamedNode) -> str:
    data = file.read_bytes()
    return hashlib.sha256(f"{file.suffix} {graph} {len(data)} ".encode() + data).hexdigest()
