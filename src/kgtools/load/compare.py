"""What a store holds of one graph, against what was sent; both by value, both sorted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kgtools.load.blank import has_blank
from kgtools.load.spool import Record

EXAMPLES = 3
MOST_KEPT = 64_000_000  # bytes of triples that differ, kept to mend just those


@dataclass
class Difference:
    """How the store's graph differs; `whole` is False when `missing` and `extra` are cut short.

    `missing` lines were sent and are not there, `extra` lines are there and were not sent (as
    the store writes them); `rewritten` are pairs that are equal in value only.
    """

    digest: str = ""
    read: int = 0
    missing_count: int = 0
    extra_count: int = 0
    rewritten_count: int = 0
    missing: list[bytes] = field(default_factory=list)
    extra: list[bytes] = field(default_factory=list)
    rewritten: list[tuple[str, str]] = field(default_factory=list)
    whole: bool = True
    blank: bool = False

    @property
    def same(self) -> bool:
        return not self.missing_count and not self.extra_count


def compare(sent: Iterable[Record], got: Iterable[Record]) -> Difference:
    """Walks both in step; each must be sorted by value, as a spool gives it."""
    found = Difference()
    digest = hashlib.sha256()
    kept = 0
    left, right = _by_value(sent), _by_value(got)
    mine, theirs = next(left, None), next(right, None)
    while mine or theirs:
        if theirs is None or (mine is not None and mine[0] < theirs[0]):
            assert mine is not None
            found.missing_count += 1
            kept = _keep(found, found.missing, mine[1], kept)
            mine = next(left, None)
        elif mine is None or theirs[0] < mine[0]:
            found.extra_count += 1
            kept = _keep(found, found.extra, theirs[1], kept)
            _count(found, digest, theirs[0])
            theirs = next(right, None)
        else:
            if theirs[1][0] not in mine[1] and not has_blank(mine[0]):
                _rewritten(found, mine[1][0], theirs[1][0])
            _count(found, digest, theirs[0])
            mine, theirs = next(left, None), next(right, None)
    found.digest = digest.hexdigest()
    return found


def _by_value(records: Iterable[Record]) -> Iterator[tuple[bytes, list[bytes]]]:
    """Each value with the ways it is written."""
    value, ways = b"", list[bytes]()
    for record in records:
        if record.normal != value and ways:
            yield value, ways
            ways = []
        value = record.normal
        ways.append(record.exact)
    if ways:
        yield value, ways


def _keep(found: Difference, kept: list[bytes], lines: list[bytes], size: int) -> int:
    size += sum(map(len, lines))
    if size <= MOST_KEPT:
        kept.extend(lines)
    else:
        found.whole = False
    found.blank = found.blank or any(map(has_blank, lines))
    return size


def _count(found: Difference, digest: hashlib._Hash, line: bytes) -> None:
    found.read += 1
    digest.update(line + b"\n")


def _rewritten(found: Difference, mine: bytes, theirs: bytes) -> None:
    """Tags are one whatever their case (RDF 1.1); pyoxigraph reads none but lower case."""
    if mine.lower() == theirs.lower() and mine.rpartition(b'"')[2][:1] == b"@":
        return
    found.rewritten_count += 1
    if len(found.rewritten) < EXAMPLES:
        found.rewritten.append((_object(mine), _object(theirs)))


def _object(line: bytes) -> str:
    return line.decode().split(" ", 2)[2].removesuffix(" .")
