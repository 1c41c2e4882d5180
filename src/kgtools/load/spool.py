"""What is to be loaded, sorted by graph in files of its own before anything is sent.

So a malformed line is found while the store is still untouched, each graph stands together, and
memory stays bounded whatever the size (lines are sorted in runs on disk and merged).
"""

from __future__ import annotations

import hashlib
import heapq
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path
from typing import BinaryIO

from kgtools.errors import KgtoolsError, one_line
from kgtools.load.blank import HINT, MOST, canonical, has_blank, labels
from kgtools.load.normal import normal
from kgtools.rdf.terms import Term
from kgtools.sorting import each_once, in_order

RUN = 250_000  # lines that are sorted in memory at once
TAB = b"\t"


@dataclass(frozen=True, slots=True)
class Record:
    """A triple: in the form by value that is compared, and (where that differs) as written."""

    normal: bytes
    written: bytes = b""

    @property
    def exact(self) -> bytes:
        return self.written or self.normal

    @classmethod
    def of(cls, subject: Term, predicate: Term, value: Term, exact: str | None = None) -> Record:
        by_value = f"{subject} {predicate} {normal(value)} .".encode()
        written = (exact or f"{subject} {predicate} {value} .").encode()
        return cls(by_value, written if written != by_value else b"")


@dataclass(frozen=True)
class Part:
    """One graph of the spool; offsets are in its two files.

    `triples` counts lines as written, `distinct` those that differ by value; `digest` is the
    SHA-256 of the latter, sorted, blank nodes named by RDFC-1.0.
    """

    graph: str
    start: int
    end: int
    records: tuple[int, int]
    triples: int
    distinct: int
    digest: str
    blank: bool


@dataclass(frozen=True)
class Spool:
    """All graphs, sorted by name, in a folder that is gone when it is closed."""

    folder: tempfile.TemporaryDirectory[str]
    parts: tuple[Part, ...]

    @property
    def lines(self) -> Path:
        """The triples as N-Triples lines, graph after graph."""
        return Path(self.folder.name) / "lines"

    @property
    def triples(self) -> int:
        return sum(part.triples for part in self.parts)

    @property
    def digest(self) -> str:
        """SHA-256 over the names and digests of the graphs."""
        told = "".join(f"{part.graph} {part.digest}\n" for part in self.parts)
        return hashlib.sha256(told.encode()).hexdigest()

    def read(self, part: Part) -> Iterator[Record]:
        """The records of a graph, sorted by value."""
        start, end = part.records
        with (Path(self.folder.name) / "records").open("rb") as file:
            file.seek(start)
            while start < end:
                line = file.readline()
                start += len(line)
                by_value, _, written = line[:-1].partition(TAB)
                yield Record(by_value, written)

    def text(self, part: Part) -> bytes:
        """The N-Triples lines of a graph; for graphs that fit in memory."""
        with self.lines.open("rb") as file:
            file.seek(part.start)
            return file.read(part.end - part.start)

    def close(self) -> None:
        self.folder.cleanup()

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def spooled(records: Iterable[tuple[str, Record]]) -> Spool:
    """Sorts pairs of graph and record into a spool.

    Raises what the iterable raises (nothing is left on disk), KgtoolsError when the disk is full
    or a blank node stands in two graphs.
    """
    folder = tempfile.TemporaryDirectory(prefix="kgtools-load-")
    try:
        lines = (TAB.join((graph.encode(), _line(record))) for graph, record in records)
        parts = _write(_sorted(lines, folder.name), Path(folder.name))
        return Spool(folder, tuple(parts))
    except OSError as error:
        folder.cleanup()
        message = f"cannot be sorted in {tempfile.gettempdir()}: {one_line(str(error))}"
        raise KgtoolsError(message, hint="make room there, or set TMPDIR to another disk") from None
    except BaseException:
        folder.cleanup()
        raise


def sorted_records(records: Iterable[Record]) -> Iterator[Record]:
    """Records of one graph in the order of a spool, each once, blank nodes named by RDFC-1.0."""
    with tempfile.TemporaryDirectory(prefix="kgtools-load-") as folder:
        anonymous, plain = _parted(_sorted(map(_line, records), folder))
        yield from _merged(anonymous, plain)


def _line(record: Record) -> bytes:
    """A record as it is sorted: those with blank nodes first, then by value."""
    first = b"0" if has_blank(record.normal) else b"1"
    return TAB.join((first, record.normal, record.written))


def _parted(lines: Iterator[bytes]) -> tuple[list[Record], Iterator[Record]]:
    """Those with blank nodes, and the others as they come."""
    anonymous: list[Record] = []
    for line in lines:
        first, by_value, written = line.split(TAB)
        if first == b"1":
            return anonymous, chain([Record(by_value, written)], map(_record, lines))
        anonymous.append(Record(by_value, written))
        if len(anonymous) > MOST:
            message = f"more than {MOST:,} triples with blank nodes in one graph"
            raise KgtoolsError(message, hint=HINT)
    return anonymous, iter(())


def _record(line: bytes) -> Record:
    return Record(*line.split(TAB)[1:])


def _merged(anonymous: list[Record], plain: Iterator[Record]) -> Iterator[Record]:
    if not anonymous:
        return plain
    named = map(Record, canonical(record.normal for record in anonymous))
    return heapq.merge(named, plain, key=lambda record: (record.normal, record.written))


def _sorted(lines: Iterable[bytes], folder: str) -> Iterator[bytes]:
    """The lines in order, each once; at most RUN of them are in memory."""
    return each_once(in_order(lines, RUN, folder))


def _write(lines: Iterator[bytes], folder: Path) -> Iterator[Part]:
    """The graphs one after another, in the two files of a spool."""
    home: dict[bytes, bytes] = {}  # of each blank node's label, the graph
    with (folder / "lines").open("wb") as exact, (folder / "records").open("wb") as by_value:
        for graph, group in groupby(lines, key=lambda line: line.partition(TAB)[0]):
            start, first = exact.tell(), by_value.tell()
            anonymous, plain = _parted(line.partition(TAB)[2] for line in group)
            for record in anonymous:
                for label in labels(record.normal):
                    if home.setdefault(label, graph) != graph:
                        message = f"blank node {label.decode()} stands in two graphs"
                        raise KgtoolsError(message, hint=HINT)
                exact.write(record.exact + b"\n")
            digest, distinct, triples, before = hashlib.sha256(), 0, len(anonymous), b""
            for record in _merged(anonymous, _tee(plain, exact)):
                if record.normal != before:
                    distinct += 1
                    digest.update(record.normal + b"\n")
                before = record.normal
                triples += not has_blank(record.normal)
                by_value.write(record.normal + (TAB + record.written if record.written else b""))
                by_value.write(b"\n")
            yield Part(
                graph=graph.decode(),
                start=start,
                end=exact.tell(),
                records=(first, by_value.tell()),
                triples=triples,
                distinct=distinct,
                digest=digest.hexdigest(),
                blank=bool(anonymous),
            )


def _tee(records: Iterator[Record], file: BinaryIO) -> Iterator[Record]:
    for record in records:
        file.write(record.exact + b"\n")
        yield record
