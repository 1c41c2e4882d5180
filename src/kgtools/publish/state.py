"""What is kept between two builds of a folder, so that the second does only what it has to.

It is kept in the project's folder under `.kgtools/`, not in what is published; without it, or
where it does not fit, everything is made anew.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kgtools.checks.finding import Finding
from kgtools.errors import KgtoolsError
from kgtools.files import write_file
from kgtools.memory import FOLDER, Memory

FORMAT = 6


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
    names: tuple[str, ...] = ()
    marks: bytes = b""
    reads: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    behind: tuple[str, ...] = ()
    spare: str = ""

    def bytes(self) -> bytes:
        told = [[f.rule, f.severity, f.message, f.focus] for f in self.findings]
        lengths = [
            {name: len(numbers) for name, numbers in each.items()}
            for each in (self.reads, self.files)
        ]
        nodes = [self.names, len(self.marks), lengths]
        head = json.dumps(
            [FORMAT, self.manifest, dict(self.inputs), *nodes, told, self.behind, self.spare]
        ).encode()
        body = b"".join([head, b"\n", self.marks, *self.reads.values(), *self.files.values()])
        return zlib.compress(body, 1)

    @classmethod
    def read(cls, file: Path) -> State:
        """An empty one where there is none, or none that can be understood."""
        try:
            data = zlib.decompress(file.read_bytes())
            end = data.index(b"\n")
            form, *rest = json.loads(data[:end])
            if form != FORMAT:
                return cls()
            manifest, inputs, names, marked, lengths, told, behind, spare = rest
            at = end + 1 + marked
            reads, files = found = dict[str, bytes](), dict[str, bytes]()
            for each, of_each in zip(found, lengths, strict=True):
                for name, length in of_each.items():
                    each[name] = data[at : at + length]
                    at += length
            if at != len(data):
                return cls()
            marks = data[end + 1 : end + 1 + marked]
            findings = tuple(Finding(*each) for each in told)
            nodes = tuple(names), marks
            return cls(manifest, inputs, *nodes, reads, findings, files, tuple(behind), spare)
        except (OSError, ValueError, KeyError, TypeError, zlib.error, AttributeError):
            return cls()


def state_file(root: Path, target: Path) -> Path:
    """Where the state of a published folder is kept in the project's folder."""
    name = hashlib.sha256(str(target).encode()).hexdigest()[:16]
    return root / FOLDER / f"publish-{name}"


def write_state(file: Path, state: State) -> None:
    """A project that cannot be written to is published all the same."""
    try:
        Memory(file.parent.parent).prepare()
        write_file(file, state.bytes())
    except (OSError, KgtoolsError):
        pass
