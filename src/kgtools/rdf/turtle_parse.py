"""The triples of a Turtle text, each term with its place (RDF 1.1 Turtle)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kgtools.rdf.turtle_scan import LINE_END, TOKEN, TurtleError, unreadable

Subject = ox.NamedNode | ox.BlankNode
Object = ox.NamedNode | ox.BlankNode | ox.Literal
Place = tuple[int, int]

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
RELATIVE = "x-kgtools-relative:?"  # stands before a relative IRI that is kept as it was written
MAX_DEPTH = 200  # of [ ] and ( ) in each other; far below Python's own limit of recursion

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_STRING_ESCAPE = re.compile(r"\\(?:u(.{4})|U(.{8})|(.))")
_LOCAL_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


@dataclass(frozen=True, slots=True)
class LocatedTriple:
    """A triple and the places (line, column; 1-based, code points) of its three terms.

    written is a literal exactly as authored (`"x"@en-GB`, `0.20`), else "": pyoxigraph's
    literals keep the lexical form but lower the case of a language tag.
    """

    subject: Subject
    predicate: ox.NamedNode
    object: Object
    subject_at: Place
    predicate_at: Place
    object_at: Place
    written: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A directive (subject None) or a statement about a subject, from start to end."""

    start: int
    end: int
    subject: Subject | None


@dataclass(frozen=True, slots=True)
class RawTriple:
    """A triple with offsets in place of lines and columns."""

    subject: Subject
    predicate: ox.NamedNode
    object: Object
    starts: tuple[int, int, int]
    written: str


def located_triples(text: str, base: str | None = None) -> Iterator[LocatedTriple]:
    """Give the triples of a Turtle text, in the order of the text, with their places.

    base is the absolute IRI that relative ones are resolved against until the text states its
    own. Labels of blank nodes are kept, anonymous ones get fresh labels in document order. The
    text must hold its line ends as they are in the file (read it with newline="").
    Raises TurtleError, on the call, for text that is not RDF 1.1 Turtle, for a relative IRI
    without a base, and for more than 200 brackets in each other.
    """
    parser = Parser(text, base)
    parser.parse()
    places = [parser.place_of(raw.starts) for raw in parser.triples]
    return (
        LocatedTriple(raw.subject, raw.predicate, raw.object, *place, raw.written)
        for raw, place in zip(parser.triples, places, strict=True)
    )


def resolve(reference: str, base: str) -> str:
    """Resolve an IRI reference against an absolute base (RFC 3986, section 5); ValueError."""
    try:
        quad = next(iter(ox.parse(f"<{reference}> a <x:y> .", ox.RdfFormat.TURTLE, base_iri=base)))
    except SyntaxError as error:
        raise ValueError(str(error)) from error
    assert isinstance(quad.subject, ox.NamedNode)
    return quad.subject.value


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code is None:
        return _ESCAPED.get(match[3], match[3])
    number = int(code, 16)
    if 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
        raise ValueError(f"{match[0]} is no Unicode character")
    return chr(number)


def _unescape(text: str) -> str:
    return _STRING_ESCAPE.sub(_character, text) if "\\" in text else text


class Parser:
    """One reading of one text; parse() fills triples, statements, comments, prefixes, bases.

    With keep_relative a relative IRI for which there is no base is kept: the term is RELATIVE
    followed by the reference as written.
    """

    def __init__(self, text: str, base: str | None = None, *, keep_relative: bool = False) -> None:
        self.text, self.base, self.keep_relative = text, base, keep_relative
        self.triples: list[RawTriple] = []
        self.statements: list[Statement] = []
        self.comments: list[tuple[int, str]] = []
        self.prefixes: dict[str, str] = {}
        self.declared: dict[str, str] = {}  # the first declaration of each prefix
        self.bases: list[str] = []
        self._line_starts = [0, *(end.end() for end in LINE_END.finditer(text))]
        self._tokens: list[tuple[str, str, int]] = []
        self._next = 0
        self._names: dict[str, ox.NamedNode] = {}
        self._labels: set[str] = set()
        self._fresh = 0
        self._kept_at: int | None = None
        self._first, self._rest = ox.NamedNode(RDF + "first"), ox.NamedNode(RDF + "rest")
        self._nil, self._type = ox.NamedNode(RDF + "nil"), ox.NamedNode(RDF + "type")
        self._shorthand = {
            kind: ox.NamedNode(XSD + kind) for kind in ("integer", "decimal", "double", "boolean")
        }

    def parse(self) -> None:
        """Read the whole text; raises TurtleError."""
        for match in TOKEN.finditer(self.text):
            kind = match.lastgroup or ""
            if kind == "space":
                continue
            if kind == "comment":
                self.comments.append((match.start(), match.group()))
                continue
            if kind == "blank":
                self._labels.add(match.group()[2:])
            self._tokens.append((kind, match.group(), match.start()))
            if kind == "bad":
                break
        self._tokens.append(("end", "", len(self.text)))
        while self._tokens[self._next][0] != "end":
            start = self._tokens[self._next][2]
            subject = self._statement()
            _, last, at = self._tokens[self._next - 1]
            self.statements.append(Statement(start, at + len(last), subject))

    def place(self, offset: int) -> Place:
        """Line and column (1-based) of an offset."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def place_of(self, starts: tuple[int, int, int]) -> tuple[Place, Place, Place]:
        """Lines and columns of the three terms of a triple."""
        return self.place(starts[0]), self.place(starts[1]), self.place(starts[2])

    def _fail(self, message: str, offset: int) -> TurtleError:
        return TurtleError(message, *self.place(offset))

    def _unexpected(self, expected: str) -> TurtleError:
        kind, text, start = self._tokens[self._next]
        if kind == "bad":
            return self._fail(unreadable(text), start)
        found = "the end of the text" if kind == "end" else text if len(text) < 40 else kind
        return self._fail(f"expected {expected}, found {found}", start)

    def _mark(self, text: str, expected: str) -> None:
        if self._tokens[self._next][1] != text:
            raise self._unexpected(expected)
        self._next += 1

    def _statement(self) -> Subject | None:
        kind, text, start = self._tokens[self._next]
        if kind == "at" and text in ("@prefix", "@base"):
            self._directive(text[1:])
            self._mark(".", "'.' after the directive")
            return None
        if kind == "word" and text.lower() in ("prefix", "base"):
            self._directive(text.lower())
            return None
        subject: Object
        if text == "[" or text == "(":
            found = len(self.triples)
            subject = self._nested(1)
            if text == "[" and len(self.triples) > found and self._tokens[self._next][1] == ".":
                self._next += 1
                return subject
        elif kind in ("iri", "name", "blank"):
            subject = self._resource("a subject")
        else:
            raise self._unexpected("a subject")
        self._predicates(subject, start, 0)
        self._mark(".", "',', ';' or '.'")
        return subject

    def _directive(self, kind: str) -> None:
        self._next += 1
        if kind == "prefix":
            name_kind, name, _ = self._tokens[self._next]
            if name_kind != "name" or name.find(":") != len(name) - 1:
                raise self._unexpected("a prefix that ends in ':'")
            self._next += 1
        iri_kind, text, start = self._tokens[self._next]
        if iri_kind != "iri":
            raise self._unexpected("an IRI in <>")
        self._next += 1
        iri = self._iri(text, start).value
        if kind == "prefix":
            if iri.startswith(RELATIVE) and iri[-1] not in "#/":
                raise self._fail("no base for a relative prefix that does not end in # or /", start)
            self.prefixes[name[:-1]] = iri
            self.declared.setdefault(name[:-1], iri)
        elif iri.startswith(RELATIVE) or self._kept_at is not None:
            at = start if self._kept_at is None else self._kept_at
            raise self._fail("there is no base yet for this relative IRI", at)
        else:
            self.base = iri
            self.bases.append(iri)
        self._names.clear()

    def _resource(self, expected: str) -> Subject:
        kind, text, start = self._tokens[self._next]
        if kind == "blank":
            self._next += 1
            return ox.BlankNode(text[2:])
        node = self._names.get(text)
        if node is None:
            if kind == "name":
                node = self._name(text, start)
            elif kind == "iri":
                node = self._iri(text, start)
            else:
                raise self._unexpected(expected)
            self._names[text] = node
        self._next += 1
        return node

    def _name(self, text: str, start: int) -> ox.NamedNode:
        prefix, _, local = text.partition(":")
        namespace = self.prefixes.get(prefix)
        if namespace is None:
            raise self._fail(f"prefix {prefix}: is not declared", start)
        if "\\" in local:
            local = _LOCAL_ESCAPE.sub(r"\1", local)
        return self._node(namespace + local, start)

    def _iri(self, text: str, start: int) -> ox.NamedNode:
        try:
            iri = _unescape(text[1:-1])
        except ValueError as error:
            raise self._fail(str(error), start) from error
        if not _ABSOLUTE.match(iri):
            if self.base is not None:
                try:
                    iri = resolve(text[1:-1], self.base)
                except ValueError as error:
                    raise self._fail(f"{text} is no valid IRI", start) from error
            elif self.keep_relative:
                self._kept_at = start
                iri = RELATIVE + iri
            else:
                raise self._fail(f"{text} is relative and there is no base", start)
        return self._node(iri, start)

    def _node(self, iri: str, start: int) -> ox.NamedNode:
        try:
            return ox.NamedNode(iri)
        except ValueError as error:
            raise self._fail(f"<{iri}> is no valid IRI: {error}", start) from error

    def _anonymous(self) -> ox.BlankNode:
        self._fresh += 1
        while f"anon{self._fresh}" in self._labels:
            self._fresh += 1
        return ox.BlankNode(f"anon{self._fresh}")

    def _predicates(self, subject: Subject, subject_at: int, depth: int) -> None:
        """Read predicates and their objects, up to the mark that is not theirs."""
        while True:
            kind, text, predicate_at = self._tokens[self._next]
            if kind == "word" and text == "a":
                self._next += 1
                predicate = self._type
            else:
                if kind == "blank":
                    raise self._unexpected("a predicate")
                resource = self._resource("a predicate")
                assert isinstance(resource, ox.NamedNode)
                predicate = resource
            self._object(subject, predicate, subject_at, predicate_at, depth)
            while self._tokens[self._next][1] == ",":
                self._next += 1
                self._object(subject, predicate, subject_at, predicate_at, depth)
            if self._tokens[self._next][1] != ";":
                return
            while self._tokens[self._next][1] == ";":
                self._next += 1
            if self._tokens[self._next][1] in (".", "]"):
                return

    def _object(
        self, subject: Subject, predicate: ox.NamedNode, subject_at: int, predicate_at: int,
        depth: int,
    ) -> None:  # fmt: skip
        """Read an object and add its triple, before those that stand inside it."""
        kind, _, at = self._tokens[self._next]
        starts, written = (subject_at, predicate_at, at), ""
        value: Object
        if kind == "mark":
            index = len(self.triples)
            value = self._nested(depth + 1)
            self.triples.insert(index, RawTriple(subject, predicate, value, starts, ""))
            return
        if kind in ("iri", "name", "blank"):
            value = self._resource("an object")
        else:
            value = self._literal()
            _, last, last_at = self._tokens[self._next - 1]
            written = self.text[at : last_at + len(last)]
        self.triples.append(RawTriple(subject, predicate, value, starts, written))

    def _literal(self) -> ox.Literal:
        kind, text, start = self._tokens[self._next]
        if kind in self._shorthand:
            self._next += 1
            return ox.Literal(text, datatype=self._shorthand[kind])
        if text in ("true", "false"):
            self._next += 1
            return ox.Literal(text, datatype=self._shorthand["boolean"])
        if kind != "string":
            raise self._unexpected("an object")
        self._next += 1
        quotes = 3 if text[:3] in ('"""', "'''") else 1
        try:
            value = _unescape(text[quotes:-quotes])
            follower_kind, follower, start_of_follower = self._tokens[self._next]
            if follower_kind == "at":
                self._next += 1
                return ox.Literal(value, language=follower[1:])
            if follower != "^^":
                return ox.Literal(value)
        except ValueError as error:
            raise self._fail(str(error), start) from error
        self._next += 1
        if self._tokens[self._next][0] == "blank":
            raise self._unexpected("a datatype")
        datatype = self._resource("a datatype")
        assert isinstance(datatype, ox.NamedNode)
        try:
            return ox.Literal(value, datatype=datatype)
        except ValueError as error:
            raise self._fail(str(error), start_of_follower) from error

    def _nested(self, depth: int) -> Subject:
        """Read [ … ] or ( … ) and give the node it stands for."""
        _, text, start = self._tokens[self._next]
        if text not in ("[", "("):
            raise self._unexpected("an object")
        if depth > MAX_DEPTH:
            raise self._fail(f"more than {MAX_DEPTH} brackets in each other", start)
        self._next += 1
        if text == "[":
            node = self._anonymous()
            if self._tokens[self._next][1] != "]":
                self._predicates(node, start, depth)
            self._mark("]", "',', ';' or ']'")
            return node
        return self._collection(start, depth)

    def _collection(self, start: int, depth: int) -> Subject:
        if self._tokens[self._next][1] == ")":
            self._next += 1
            return self._nil
        head = cell = self._anonymous()
        while True:
            at = self._tokens[self._next][2]
            self._object(cell, self._first, start, at, depth)
            _, text, at = self._tokens[self._next]
            if text == ")":
                break
            following = self._anonymous()
            self.triples.append(RawTriple(cell, self._rest, following, (start, at, at), ""))
            cell = following
        self._next += 1
        self.triples.append(RawTriple(cell, self._rest, self._nil, (start, at, at), ""))
        return head
