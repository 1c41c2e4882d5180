"""What is kept between two builds of a folder, so that the second does only what it has to.

It is kept in the project's folder under `.kgtools/`, not in what is published; without it, or
where it does not fit, everything is made anew.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kgtools.checks.finding import Finding
from kgtools.errors import KgtoolsError
from kgtools.files import write_file
from kgtools.memory import FOLDER, Memory

FORMAT = 7


@dataclass(frozen=True)
class State:
    """`manifest` is the digest of the folder's manifest, `inputs` digests of what went in.

    `names`, `marks` and `files` are those of kgtools.publish.nodes, `reads` the numbers that each
    document read, by its stem, `findings` what was found then. `behind` are the paths of what was
    written then: in the folder that was replaced it was not, or is other (kgtools.publish.spare);
    `spare` is the digest of that folder's manifest, if it was kept.
    """

    manifest: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    names: Iterable[str] = ()
    marks: bytes = b""
    reads: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    behind: tuple[str, ...] = ()
    spare: str = ""

    def chunks(self) -> Iterator[bytes]:
        """What is kept, in parts."""
        told = [[f.rule, f.severity, f.message, f.focus] for f in self.findings]
        names, stems = _lines(self.names), _lines(self.reads)
        lengths = array("I", map(len, self.reads.values())).tobytes()
        files = {name: len(numbers) for name, numbers in self.files.items()}
        parts = [len(names), len(self.marks), len(stems), len(lengths)]
        head = [FORMAT, self.manifest, dict(self.inputs), parts, files, told, self.behind]
        yield json.dumps([*head, self.spare]).encode() + b"\n"
        yield from (names, self.marks, stems, lengths)
        yield from self.reads.values()
        yield from self.files.values()

    @classmethod
    def read(cls, file: Path) -> State:
        """An empty one where there is none, or none that can be understood."""
        try:
            rest = memoryview(zlib.decompress(file.read_bytes()))

            def part(length: int) -> bytes:
                nonlocal rest
                if length > len(rest):
                    raise ValueError("the end is missing")
                found, rest = bytes(rest[:length]), rest[length:]
                return found

            form, *head = json.loads(part(rest.obj.index(b"\n") + 1))  # type: ignore[attr-defined]
            if form != FORMAT:
                return cls()
            manifest, inputs, parts, of_files, told, behind, spare = head
            names, marks, stems, lengths = map(part, parts)
            of_reads = zip(_unlined(stems), array("I", lengths), strict=True)
            reads = {stem: part(length) for stem, length in of_reads}
            files = {name: part(length) for name, length in of_files.items()}
            if len(rest):
                return cls()
            findings = tuple(Finding(*each) for each in told)
            nodes = _unlined(names), marks
            return cls(manifest, inputs, *nodes, reads, findings, files, tuple(behind), spare)
        except (OSError, ValueError, KeyError, TypeError, zlib.error, AttributeError):
            return cls()


def _lines(texts: Iterable[str]) -> bytes:
    """Texts without line ends, one after the other."""
    found = bytearray()
    for text in texts:
        found += text.encode() + b"\n"
    return bytes(found)


def _unlined(data: bytes) -> tuple[str, ...]:
    return tuple(data.decode().split("\n")[:-1])


def _packed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(1)
    for chunk in chunks:
        yield packer.compress(chunk)
    yield packer.flush()


def state_file(root: Path, target: Path) -> Path:
    """Where the state of a published folder is kept in the project's folder."""
    name = hashlib.sha256(str(target).encode()).hexdigest()[:16]
    return root / FOLDER / f"publish-{name}"


def write_state(file: Path, state: State) -> None:
    """A project that cannot be written to is published all the same."""
    try:
        Memory(file.parent.parent).prepare()
        write_file(file, _packed(state.chunks()))
    except (OSError, KgtoolsError):
        pass
