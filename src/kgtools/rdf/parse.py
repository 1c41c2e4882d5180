"""Reading RDF files with pyoxigraph: fast, and literals keep the form their authors wrote.

Only language tags do not: pyoxigraph gives them in lower case (RDF compares them so).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, parse

from kgtools.errors import ParseError, one_line
from kgtools.rdf.location import Location
from kgtools.rdf.syntaxes import FORMATS

_PARSER_PLACE = r"Parser error (?:at|between) line .*?: (?=\S)"


def parse_file(path: Path, graph: NamedNode) -> list[Quad]:
    """The quads of one file, as `each_quad`."""
    return list(each_quad(path, graph))


def each_quad(path: Path, graph: NamedNode) -> Iterator[Quad]:
    """The quads of one file; triples outside any named graph go to `graph`.

    Blank nodes get labels of their own, so that two files never share one.
    Raises ParseError with the place when the file is missing, empty, of an unknown kind,
    not UTF-8, or not what its suffix says (RDF 1.1 syntaxes).
    """
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise ParseError("unknown kind of file", path, f"known: {' '.join(FORMATS)}")
    text = read_text(path)
    if not text.strip():
        raise ParseError("the file is empty", path)
    try:
        for quad in parse(text, format=form, rename_blank_nodes=True):
            if isinstance(quad.graph_name, DefaultGraph):
                yield Quad(quad.subject, quad.predicate, quad.object, graph)
            else:
                yield quad
    except SyntaxError as error:
        raise _located(error, path, text) from None
    except ValueError as error:
        raise ParseError(one_line(str(error)), path) from None


def read_text(path: Path) -> str:
    """The file as UTF-8 text, line ends untouched; ParseError says why it cannot be read."""
    try:
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ParseError(f"cannot be read: {reason}", path) from None
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        place = Location(path, before.count(b"\n") + 1, len(before.rpartition(b"\n")[2]) + 1)
        hint = "save the file as UTF-8 text"
        raise ParseError("not UTF-8 text", place, hint) from None


def _located(error: SyntaxError, path: Path, text: str) -> ParseError:
    message = one_line(re.sub(_PARSER_PLACE, "", error.msg or str(error)))
    if error.lineno is None:
        return ParseError(message, path)
    where = Location(path, error.lineno, error.offset or 1)
    if path.suffix.lower() == ".ttl" and "dot" in message:
        message += _after(text, where)
    return ParseError(message, where)


def _after(text: str, where: Location) -> str:
    """`, after line 7, column 40`: where a sign is missing if what precedes is on another line."""
    from kgtools.rdf.turtle_scan import TurtleError, tokens

    end = None
    try:
        for token in tokens(text):
            if (token.line, token.column) >= (where.line, where.column):
                break
            if token.kind not in ("space", "comment"):
                lines = token.text.split("\n")
                column = len(lines[-1]) + (token.column if len(lines) == 1 else 1)
                end = (token.line + len(lines) - 1, column)
    except TurtleError:
        pass
    if end is None or end[0] == where.line:
        return ""
    return f" (after line {end[0]}, column {end[1]})"
