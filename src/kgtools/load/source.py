"""Where triples come from: the project's own graphs, or big files read in bounded memory."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, BinaryIO

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, parse

from kgtools.errors import ParseError, one_line
from kgtools.load.blank import skolem
from kgtools.load.spool import Record
from kgtools.project import Project
from kgtools.rdf.syntaxes import FORMATS
from kgtools.rdf.turtle import Location

PACKED = (".gz", ".zst")
Told = Callable[[int, int], None]  # bytes of the files that were read, and how many there are


def of_project(project: Project, skolemise: bool = False) -> Iterator[tuple[str, Record]]:
    """Graph and record of each quad of the project, literals as authored.

    With `skolemise` blank nodes become IRIs. Raises ParseError (SeveralErrors).
    """
    from kgtools.export.exact import exact_quads

    for quad in exact_quads(project):
        subject, value, exact = quad.subject, quad.object, quad.triple_text()
        if skolemise and (isinstance(subject, BlankNode) or isinstance(value, BlankNode)):
            scope = quad.graph.value
            if isinstance(subject, BlankNode):
                subject = skolem(subject, scope)
            if isinstance(value, BlankNode):
                value = skolem(value, scope)
            text = quad.object_text() if value == quad.object else str(value)
            exact = f"{subject} {quad.predicate} {text} ."
        yield quad.graph.value, Record.of(subject, quad.predicate, value, exact)


def of_files(
    files: Sequence[Path],
    graph: NamedNode | None = None,
    skolemise: bool = False,
    told: Told | None = None,
) -> Iterator[tuple[str, Record]]:
    """Graph and record of each quad of RDF files (.nq .trig .nt .ttl …, also .gz and .zst).

    Triples outside any named graph go to `graph`; without one they are refused. Blank nodes of
    different files never meet. Raises ParseError with the line where a file is malformed, and
    KgtoolsError for a file that cannot be read or unpacked.
    """
    whole = 0
    for file in files:
        _format(file)
        try:
            whole += file.stat().st_size
        except OSError as error:
            raise ParseError(f"cannot be read: {(error.strerror or '').lower()}", file) from None
    before = 0
    for number, file in enumerate(files):
        scope = f"{number} {file.name}"
        with _Counted(file) as raw:
            for count, quad in enumerate(_quads(file, raw)):
                name = quad.graph_name
                if isinstance(name, DefaultGraph):
                    if graph is None:
                        hint = "say which graph they go to with --graph IRI"
                        raise ParseError("has triples outside any named graph", file, hint)
                    name = graph
                if isinstance(name, BlankNode):
                    hint = "give it an IRI"
                    raise ParseError(f"the graph {name} is a blank node", file, hint)
                yield name.value, _record(quad, scope, skolemise)
                if told and count % 10_000 == 0:
                    told(before + raw.at, whole)
            before += raw.at
    if told:
        told(whole, whole)


def _record(quad: Quad, scope: str, skolemise: bool) -> Record:
    subject, value = quad.subject, quad.object
    if isinstance(subject, BlankNode):
        subject = skolem(subject, scope) if skolemise else _own(subject, scope)
    if isinstance(value, BlankNode):
        value = skolem(value, scope) if skolemise else _own(value, scope)
    return Record.of(subject, quad.predicate, value)


def _own(node: BlankNode, scope: str) -> BlankNode:
    return BlankNode(f"f{scope.partition(' ')[0]}-{node.value}")


def _format(file: Path) -> RdfFormat:
    suffix = file.suffix.lower()
    inner = Path(file.stem).suffix.lower() if suffix in PACKED else suffix
    if inner not in FORMATS:
        known = " ".join(FORMATS)
        raise ParseError(
            "unknown kind of file", file, f"known: {known}, each also with .gz or .zst"
        )
    return FORMATS[inner]


class _Counted:
    """A file that knows how many of its bytes were read; `unpacked` is what they say."""

    def __init__(self, path: Path) -> None:
        self.path, self.at = path, 0
        self._file: BinaryIO = path.open("rb")
        self.unpacked: IO[bytes] = self._unpack()

    def _unpack(self) -> IO[bytes]:
        if self.path.suffix.lower() == ".gz":
            return gzip.GzipFile(fileobj=self)  # type: ignore[call-overload, no-any-return]
        if self.path.suffix.lower() == ".zst":
            from zstandard import ZstdDecompressor

            return ZstdDecompressor().stream_reader(self, read_across_frames=True)  # type: ignore[arg-type]
        return self  # type: ignore[return-value]

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.at += len(data)
        return data

    def __enter__(self) -> _Counted:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _quads(file: Path, raw: _Counted) -> Iterator[Quad]:
    form = _format(file)
    try:
        yield from parse(raw.unpacked, format=form)
    except SyntaxError as error:
        where = Location(file, error.lineno, error.offset or 1) if error.lineno else file
        raise ParseError(one_line(error.msg or str(error)), where) from None
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise ParseError(f"cannot be read: {one_line(str(error))}", file) from None
    except Exception as error:
        if type(error).__name__ != "ZstdError":
            raise
        raise ParseError(f"cannot be unpacked: {one_line(str(error))}", file) from None
