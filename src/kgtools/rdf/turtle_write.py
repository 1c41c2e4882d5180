"""The text of a graph in canonical Turtle: order, names, lines (RDF 1.1 Turtle)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from kgtools.rdf.turtle_layout import FIRST, NIL, REST, Comments, Layout, Triple
from kgtools.rdf.turtle_parse import RDF, RELATIVE, Object, Subject, resolve
from kgtools.rdf.turtle_scan import PN_CHARS, PN_FIRST

Kind = tuple[int, str, bool, str]  # blocks stand in the order of these

WIDTH = 100
TYPE = RDF + "type"
LEADING = {
    TYPE: 0,
    "http://www.w3.org/2000/01/rdf-schema#label": 1,
    "http://www.w3.org/2004/02/skos/core#prefLabel": 2,
    "http://www.w3.org/2004/02/skos/core#definition": 3,
}
ONTOLOGY = "http://www.w3.org/2002/07/owl#Ontology"

_LOCAL_PIECE = re.compile(
    rf"(?P<plain>[{PN_CHARS}:]|%[0-9A-Fa-f]{{2}})|(?P<dot>\.)|(?P<escaped>[~!$&'()*+,;=@%])"
)
_PN_FIRST = re.compile(rf"[{PN_FIRST}]|%[0-9A-Fa-f]{{2}}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\\]")
_CLOSING_QUOTE = re.compile(r'"(?="")|"\Z')
_SHORT_ESCAPES = {"\t": r"\t", "\b": r"\b", "\r": r"\r", "\f": r"\f", "\\": r"\\"}


def _string(value: str) -> str:
    escaped = _CONTROL.sub(_escape, value)
    if "\n" not in escaped:
        return '"' + escaped.replace('"', r"\"") + '"'
    return '"""' + _CLOSING_QUOTE.sub(r"\"", escaped) + '"""'


def _escape(match: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(match[0], f"\\u{ord(match[0]):04X}")


def _local_name(text: str) -> str | None:
    """Write the rest of an IRI as PN_LOCAL; None where that needs \\/, \\? or \\#, or can't be."""
    if not text:
        return ""
    pieces, position = [], 0
    while position < len(text):
        match = _LOCAL_PIECE.match(text, position)
        if match is None:
            return None
        at_end = position == 0 or match.end() == len(text)
        at_start = position == 0 and match["plain"] and not _PN_FIRST.match(match[0])
        if at_start and match[0] != "-":
            return None
        if match["escaped"] or (match["dot"] and at_end) or at_start:
            pieces.append("\\")
        pieces.append(match[0])
        position = match.end()
    return "".join(pieces)


def _relative(iri: str, base: str) -> str | None:
    """An IRI that stands below the base, relative to it; else None."""
    document = base.partition("#")[0]
    folder = re.match(r"[^:/?#]+://[^/?#]*/(?:[^?#]*/)?", document)
    if iri == document:
        candidate = ""
    elif iri.startswith(document + "#"):
        candidate = iri[len(document) :]
    elif folder and iri.startswith(folder[0]) and iri != folder[0]:
        candidate = iri[folder.end() :]
    else:
        return None
    try:
        return candidate if resolve(candidate, base) == iri else None
    except ValueError:
        return None


def _fits(line: str) -> bool:
    """Whether a line stands within the width, with the mark that ends it."""
    return "\n" not in line and len(line) + 2 <= WIDTH


class Writer:
    """Writes one graph; the text of each node is made once."""

    def __init__(
        self,
        triples: Iterable[Triple],
        layout: Layout,
        prefixes: Mapping[str, str],
        base: str | None,
        kept: Iterable[str] = (),
    ) -> None:
        """`kept` are the prefixes that are declared whether they are used or not."""
        self.about: dict[Subject, dict[str, list[Object]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in triples:
            self.about[subject][predicate.value].append(value)
        self.layout, self.prefixes, self.base = layout, prefixes, base
        self.used: set[str] = set(kept)
        self._namespaces = sorted(
            ((iri, prefix) for prefix, iri in prefixes.items() if iri),
            key=lambda pair: (-len(pair[0]), pair[1]),
        )
        self._iris: dict[str, str] = {}
        self._flat: dict[ox.BlankNode, str] = {}
        ordered = sorted(layout.labelled, key=lambda node: int(node.value.removeprefix("c14n")))
        self._labels = {node: f"_:b{number}" for number, node in enumerate(ordered)}

    def document(self, comments: Comments) -> str:
        """The whole text: head, base and prefixes, blocks, comments after the last block."""
        blocks = self.blocks(comments)
        directives = [f"@base <{self.base}> ."] if self.base else []
        directives += [
            f"@prefix {prefix}: <{self.prefixes[prefix].removeprefix(RELATIVE)}> ."
            for prefix in sorted(self.used)
        ]
        parts = ["\n".join(comments.head), "\n".join(directives)]
        for index, (_, block, above) in enumerate(blocks):
            if index == 0 and not directives:  # read again, these would be the head's
                parts += ["\n".join(above), block]
            else:
                parts.append("\n".join([*above, block]))
        parts.append("\n".join(comments.tail))
        return "\n\n".join(part for part in parts if part) + "\n" if any(parts) else ""

    def blocks(self, comments: Comments) -> list[tuple[Kind, str, list[str]]]:
        """What is said of each subject that is not nested, in order."""
        return sorted(
            (self._kind(subject), self._block(subject), comments.blocks.get(subject, []))
            for subject in self.about
            if subject not in self.layout.nested
        )

    def _kind(self, subject: Subject) -> Kind:
        """Ontology first, then by the first type, then what has none; IRIs before blank nodes."""
        types = self.about[subject].get(TYPE, [])
        names = sorted(self._iri(value.value) for value in types if isinstance(value, ox.NamedNode))
        is_ontology = any(value == ox.NamedNode(ONTOLOGY) for value in types)
        rank = 0 if is_ontology else 1 if names else 2
        first = names[0] if rank == 1 else ""
        blank = isinstance(subject, ox.BlankNode)
        return rank, first, blank, "" if blank else subject.value

    def _block(self, subject: Subject) -> str:
        name = self._term(subject) if subject != NIL else "()"
        predicates = self._predicates(subject)
        lines = [self._line(f"{name} {predicates[0][0]}", predicates[0][1], 4)]
        lines += [self._line(f"    {text}", values, 4) for text, values in predicates[1:]]
        return " ;\n".join(lines) + " ."

    def _predicates(self, subject: Subject) -> list[tuple[str, list[Object]]]:
        """The predicates of a subject, as written and in order, with their objects in order."""
        named = [
            (LEADING.get(iri, len(LEADING)), "a" if iri == TYPE else self._iri(iri), values)
            for iri, values in self.about.get(subject, {}).items()
        ]
        return [
            (text, sorted(values, key=self._order))
            for _, text, values in sorted(named, key=lambda entry: entry[:2])
        ]

    def _order(self, value: Object) -> tuple[int, str, str]:
        if isinstance(value, ox.NamedNode):
            return 0, self._term(value), ""
        if isinstance(value, ox.Literal):
            lexical, _, suffix = value.value.rpartition("\0")
            return 1, lexical, suffix
        return 2, self._term(value), ""

    def _line(self, lead: str, values: list[Object], indent: int) -> str:
        """A predicate (with what stands before it) and its objects, on one line if they fit."""
        flat = f"{lead} {' , '.join([self._term(value) for value in values])}"
        if _fits(flat):
            return flat
        if len(values) == 1 and self._can_break(values[0]):
            return f"{lead} {self._broken(values[0], indent)}"
        pad = " " * (indent + 4)
        return f"{lead}\n" + " ,\n".join([pad + self._item(value, indent + 4) for value in values])

    def _item(self, value: Object, indent: int) -> str:
        flat = self._term(value)
        if self._can_break(value) and not _fits(" " * indent + flat):
            return self._broken(value, indent)
        return flat

    def _can_break(self, value: Object) -> bool:
        return value in self.layout.nested and value in self.about

    def _broken(self, node: Object, indent: int) -> str:
        """A nested blank node over several lines; what it holds is indented by 4 more."""
        assert isinstance(node, ox.BlankNode)
        pad = " " * (indent + 4)
        if node in self.layout.cells:
            lines = [pad + self._item(value, indent + 4) for value in self._members(node)]
            return "(\n" + "\n".join(lines) + f"\n{' ' * indent})"
        lines = [
            self._line(pad + text, values, indent + 4) for text, values in self._predicates(node)
        ]
        return "[\n" + " ;\n".join(lines) + f"\n{' ' * indent}]"

    def _members(self, cell: Object) -> list[Object]:
        members = []
        while isinstance(cell, ox.BlankNode):
            members += self.about[cell][FIRST.value]
            cell = self.about[cell][REST.value][0]
        return members

    def _term(self, term: Object) -> str:
        """A term on one line (but for line breaks in literals)."""
        if isinstance(term, ox.NamedNode):
            return "()" if term == NIL else self._iri(term.value)
        if isinstance(term, ox.Literal):
            return self._literal(term)
        if term in self._labels:
            return self._labels[term]
        if term not in self.layout.nested:
            return "[]"
        if term not in self._flat:
            self._flat[term] = self._flat_node(term)
        return self._flat[term]

    def _flat_node(self, node: ox.BlankNode) -> str:
        if node in self.layout.cells:
            return f"( {' '.join([self._term(value) for value in self._members(node)])} )"
        pairs = [
            f"{text} {' , '.join([self._term(value) for value in values])}"
            for text, values in self._predicates(node)
        ]
        return f"[ {' ; '.join(pairs)} ]" if pairs else "[]"

    def _literal(self, literal: ox.Literal) -> str:
        lexical, _, suffix = literal.value.rpartition("\0")
        if suffix == "=":
            return lexical
        if suffix.startswith("^^"):
            suffix = "^^" + self._iri(suffix[2:])
        return _string(lexical) + suffix

    def _iri(self, iri: str) -> str:
        if iri not in self._iris:
            self._iris[iri] = self._shortened(iri)
        return self._iris[iri]

    def _shortened(self, iri: str) -> str:
        for namespace, prefix in self._namespaces:
            if iri.startswith(namespace):
                local = _local_name(iri[len(namespace) :])
                if local is not None:
                    self.used.add(prefix)
                    return f"{prefix}:{local}"
        return f"<{self._reference(iri)}>"

    def _reference(self, iri: str) -> str:
        if iri.startswith(RELATIVE):
            return iri[len(RELATIVE) :]
        relative = _relative(iri, self.base) if self.base else None
        return iri if relative is None else relative
