"""What is kept between two builds of a folder, so that the second does only what it has to.

It is kept in the project's folder under `.kgtools/`, not in what is published; without it, or
where it does not fit, everything is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from kgtools.checks.finding import Finding
from kgtools.errors import KgtoolsError
from kgtools.files import write_file
from kgtools.memory import FOLDER, Memory
from kgtools.publish.reads import KeptReads, Note, record

FORMAT = 8
_DIGEST = 32


@dataclass(frozen=True)
class State:
    """`manifest` is the digest of the folder's manifest, `inputs` digests of what went in.

    `names`, `marks` and `files` are those of kgtools.publish.nodes, `reads` the numbers that each
    document read, with its stem, `findings` what was found then. `behind` are the paths of what was
    written then: in the folder that was replaced it was not, or is other (kgtools.publish.spare);
    `spare` is the digest of that folder's manifest, if it was kept. Names and reads may be as many
    as there are things: they are read from the disk each time they are gone through.
    """

    manifest: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    names: Iterable[str] = ()
    marks: bytes = b""
    reads: Iterable[Note] = ()
    findings: tuple[Finding, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    behind: tuple[str, ...] = ()
    spare: str = ""

    def chunks(self) -> Iterator[bytes]:
        """What is kept, in parts."""
        told = [[f.rule, f.severity, f.message, f.focus] for f in self.findings]
        parts = [
            b"".join(_packed(name.encode() + b"\n" for name in self.names)),
            zlib.compress(self.marks, 1),
            b"".join(_packed(self.files.values())),
        ]
        files = {name: len(numbers) for name, numbers in self.files.items()}
        head = [FORMAT, self.manifest, dict(self.inputs), told, files, self.behind, self.spare]
        yield json.dumps([*head, list(map(len, parts))]).encode() + b"\n"
        yield from parts
        yield from _packed(record(stem, read) for stem, read in self.reads)

    def close(self) -> None:
        """Nobody goes through names and reads any more."""
        if isinstance(self.reads, KeptReads):
            self.reads.file.close()

    @classmethod
    def read(cls, file: Path) -> State:
        """An empty one where there is none, or none that can be understood."""
        try:
            stream = file.open("rb")
        except OSError:
            return cls()
        try:
            if not _is_signed(stream):
                raise ValueError("spoiled")
            form, *head = json.loads(stream.readline())
            if form != FORMAT:
                raise ValueError(form)
            manifest, inputs, told, of_files, behind, spare, lengths = head
            at, parts = stream.tell(), list[Part]()
            for length in lengths:
                parts.append(Part(stream, at, length))
                at += length
            names, marks, numbers = parts
            data, start, files = numbers.data(), 0, dict[str, bytes]()
            for name, length in of_files.items():
                files[name] = data[start : start + length]
                start += length
            found = tuple(Finding(*each) for each in told)
            kept = Names(names), marks.data(), KeptReads(stream, at), found
            return cls(manifest, inputs, *kept, files, tuple(behind), spare)
        except (OSError, ValueError, KeyError, TypeError, zlib.error, AttributeError):
            stream.close()
            return cls()


@dataclass(frozen=True)
class Part:
    """A packed part of a file."""

    file: BinaryIO
    start: int
    length: int

    def data(self) -> bytes:
        return zlib.decompress(os.pread(self.file.fileno(), self.length, self.start))


@dataclass(frozen=True)
class Names(Iterable[str]):
    """A line for each."""

    part: Part

    def __iter__(self) -> Iterator[str]:
        data, start = self.part.data(), 0
        while (end := data.find(b"\n", start)) >= 0:
            yield data[start:end].decode()
            start = end + 1


def _packed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(1)
    for chunk in chunks:
        yield packer.compress(chunk)
    yield packer.flush()


def _signed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
        yield chunk
    yield digest.digest()


def _is_signed(stream: BinaryIO) -> bool:
    """Whether the file ends with the digest of what is before; it stands at its start then."""
    left = stream.seek(-_DIGEST, os.SEEK_END)
    stream.seek(0)
    digest = hashlib.sha256()
    while left and (data := stream.read(min(left, 1 << 16))):
        digest.update(data)
        left -= len(data)
    signed = stream.read() == digest.digest()
    stream.seek(0)
    return signed


def state_file(root: Path, target: Path) -> Path:
    """Where the state of a published folder is kept in the project's folder."""
    name = hashlib.sha256(str(target).encode()).hexdigest()[:16]
    return root / FOLDER / f"publish-{name}"


def write_state(file: Path, state: State) -> None:
    """A project that cannot be written to is published all the same."""
    try:
        Memory(file.parent.parent).prepare()
        write_file(file, _signed(state.chunks()))
    except (OSError, KgtoolsError):
        pass
