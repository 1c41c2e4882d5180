"""The files of a folder with size and digest: a million of them in little room.

Those of one document (its pages and data) stand together, as bytes. To ask what differs between
two folders takes one look for each document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, MutableMapping
from functools import lru_cache
from typing import NamedTuple, Self

_SIZE, _DIGEST = 8, 32
_ENTRY = _SIZE + _DIGEST

# The suffixes of a group, sorted, and for each of them eight bytes of size and the digest.
Group = tuple[tuple[str, ...], bytes]


class Entry(NamedTuple):
    """`sha256` in hexadecimal digits."""

    size: int
    sha256: str


class Files(MutableMapping[str, Entry]):
    """By path. A group is what is the same up to the first dot of the last part of the path."""

    def __init__(self, files: Mapping[str, Entry] | Iterable[tuple[str, Entry]] = ()) -> None:
        self._groups: dict[str, Group] = {}
        self.update(files)

    @classmethod
    def of(cls, files: Iterable[tuple[str, int, str]]) -> Self:
        """Of many at once: path, size and digest of each. ValueError for what is no digest.

        It is quick where those of a group come one after the other.
        """
        found, latest, group = cls(), "", dict[str, bytes]()
        for path, size, sha256 in files:
            stem, suffix = split(path)
            if stem != latest:
                found._add(latest, group)
                latest, group = stem, {}
            group[suffix] = entry = size.to_bytes(_SIZE, "big") + bytes.fromhex(sha256)
            if len(entry) != _ENTRY:
                raise ValueError(f"{sha256!r} is no SHA-256")
        found._add(latest, group)
        return found

    def _add(self, stem: str, entries: dict[str, bytes]) -> None:
        if stem in self._groups:
            suffixes, data = self._groups[stem]
            there = (data[at : at + _ENTRY] for at in range(0, len(data), _ENTRY))
            entries = {**dict(zip(suffixes, there, strict=True)), **entries}
        if entries:
            ordered = tuple(sorted(entries))
            self._groups[stem] = _shared(ordered), b"".join(map(entries.__getitem__, ordered))

    def __getitem__(self, path: str) -> Entry:
        stem, suffix = split(path)
        suffixes, data = self._groups[stem]
        at = bisect_left(suffixes, suffix)
        if suffixes[at : at + 1] != (suffix,):
            raise KeyError(path)
        return _entry(data, at)

    def __contains__(self, path: object) -> bool:
        if not isinstance(path, str):
            return False
        stem, suffix = split(path)
        group = self._groups.get(stem)
        return group is not None and suffix in group[0]

    def __setitem__(self, path: str, entry: Entry) -> None:
        stem, suffix = split(path)
        suffixes, data = self._groups.get(stem, ((), b""))
        at = bisect_left(suffixes, suffix)
        new = entry.size.to_bytes(_SIZE, "big") + bytes.fromhex(entry.sha256)
        same = suffixes[at : at + 1] == (suffix,)
        data = data[: at * _ENTRY] + new + data[(at + same) * _ENTRY :]
        if not same:
            suffixes = (*suffixes[:at], suffix, *suffixes[at:])
        self._groups[stem] = _shared(suffixes), data

    def __delitem__(self, path: str) -> None:
        stem, suffix = split(path)
        suffixes, data = self._groups[stem]
        at = bisect_left(suffixes, suffix)
        if suffixes[at : at + 1] != (suffix,):
            raise KeyError(path)
        rest = (*suffixes[:at], *suffixes[at + 1 :])
        if rest:
            self._groups[stem] = rest, data[: at * _ENTRY] + data[(at + 1) * _ENTRY :]
        else:
            del self._groups[stem]

    def __iter__(self) -> Iterator[str]:
        """Group by group, in the order in which these came."""
        for stem, (suffixes, _) in self._groups.items():
            for suffix in suffixes:
                yield stem + suffix

    def __len__(self) -> int:
        return sum(len(suffixes) for suffixes, _ in self._groups.values())

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """As `items`, in the order of the groups' names: the same for the same files."""
        for stem, (suffixes, data) in sorted(self._groups.items()):
            for at, suffix in enumerate(suffixes):
                yield stem + suffix, _entry(data, at)

    @property
    def size(self) -> int:
        """Of all files together, in bytes."""
        return sum(
            int.from_bytes(data[at : at + _SIZE], "big")
            for _, data in self._groups.values()
            for at in range(0, len(data), _ENTRY)
        )

    def add(self, other: Files) -> None:
        """All of its files."""
        for stem, group in other._groups.items():
            if stem not in self._groups:
                self._groups[stem] = _shared(group[0]), group[1]
            else:
                for at, suffix in enumerate(group[0]):
                    self[stem + suffix] = _entry(group[1], at)

    def add_group(self, stem: str, other: Files, suffixes: tuple[str, ...]) -> bool:
        """A group of the other as it is, if these are its suffixes and none of it is here yet."""
        group = other._groups.get(stem)
        if group is None or group[0] != suffixes or stem in self._groups:
            return False
        self._groups[stem] = group
        return True

    def differing(self, other: Files) -> Iterator[str]:
        """The paths of those that the other has not, or with another size or digest."""
        for stem, group in self._groups.items():
            theirs = other._groups.get(stem)
            if theirs == group:
                continue
            for at, suffix in enumerate(group[0]):
                path = stem + suffix
                if theirs is None or other.get(path) != _entry(group[1], at):
                    yield path

    def beside(self, other: Files) -> list[str]:
        """The paths of those that the other has not at all."""
        found = []
        for stem, (suffixes, _) in self._groups.items():
            theirs = other._groups.get(stem, ((), b""))[0]
            if theirs != suffixes:
                found += [stem + suffix for suffix in suffixes if suffix not in theirs]
        return found

    def only(self, paths: Iterable[str] = ()) -> Some:
        """None of these files yet; `paths` are added."""
        return Some(self._groups, paths)

    def folders(self) -> set[str]:
        """In which they stand, without those above."""
        return {stem.rpartition("/")[0] for stem in self._groups}


class Some(Container[str]):
    """Some of the files of a list."""

    def __init__(self, groups: Mapping[str, Group], paths: Iterable[str] = ()) -> None:
        self._groups = groups
        self._marks: dict[str, int] = {}  # by group, a bit for each of its files
        for path in paths:
            self.add(path)

    def add(self, path: str) -> None:
        """A path of the list. Raises ValueError, KeyError for another."""
        stem, suffix = split(path)
        bit = 1 << self._groups[stem][0].index(suffix)
        self._marks[stem] = self._marks.get(stem, 0) | bit

    def __contains__(self, path: object) -> bool:
        if not isinstance(path, str):
            return False
        stem, suffix = split(path)
        marks = self._marks.get(stem, 0)
        if not marks:
            return False
        suffixes = self._groups[stem][0]
        return suffix in suffixes and bool(marks >> suffixes.index(suffix) & 1)


def within(files: Files, folder: str) -> Files:
    """Those in a folder ("" is all of them, `a/` one of them), by their paths in it."""
    if not folder:
        return files
    return Files((p[len(folder) :], e) for p, e in files.items() if p.startswith(folder))


@lru_cache(1024)
def _shared(suffixes: tuple[str, ...]) -> tuple[str, ...]:
    """One for all groups that have them."""
    return suffixes


def split(path: str) -> tuple[str, str]:
    """The name of the group, and what distinguishes the file in it.

    >>> split("id/pear.es.html"), split("v1.0/LICENCE")
    (('id/pear', '.es.html'), ('v1.0/LICENCE', ''))
    """
    at = path.find(".", path.rfind("/") + 1)
    return (path, "") if at < 0 else (path[:at], path[at:])


def _entry(data: bytes, at: int) -> Entry:
    start = at * _ENTRY
    middle = start + _SIZE
    size = int.from_bytes(data[start:middle], "big")
    return Entry(size, data[middle : start + _ENTRY].hex())
