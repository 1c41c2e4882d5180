"""What a comparison finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal as OneOf

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Impact = OneOf["breaking", "review", "compatible"]
Action = OneOf["removed", "renamed", "deprecated", "changed", "added"]
IMPACTS: tuple[Impact, ...] = ("breaking", "review", "compatible")
ACTIONS: tuple[Action, ...] = ("removed", "renamed", "deprecated", "changed", "added")


@dataclass(frozen=True)
class Anonymous:
    """A blank node, known by the canonical form (RDFC-1.0) of all that is said of it."""

    text: str
    root: BlankNode | None = field(compare=False)
    triples: tuple[Triple, ...] = field(compare=False, repr=False)


Value = NamedNode | Literal | Anonymous
Subject = NamedNode | Anonymous
Fact = tuple[NamedNode, Value]


@dataclass(frozen=True)
class Detail:
    """One aspect of a changed thing: what stood there, what stands there, what it means."""

    aspect: str
    removed: tuple[Value, ...]
    added: tuple[Value, ...]
    impact: Impact
    reason: str


@dataclass(frozen=True)
class Change:
    """One thing added, removed, renamed, deprecated or changed.

    `lost` and `gained` are its triples; `other` is the new IRI, or what replaces it.
    """

    kind: str
    action: Action
    subject: Subject | str
    name: str
    label: str | None
    impact: Impact
    reason: str
    details: tuple[Detail, ...] = ()
    lost: tuple[Fact, ...] = ()
    gained: tuple[Fact, ...] = ()
    other: NamedNode | None = None


@dataclass(frozen=True)
class Diff:
    """The changes by kind, the most serious first; `step` is none, patch, minor or major."""

    old: str
    new: str
    changes: tuple[Change, ...]
    step: str
    old_version: str | None
    new_version: str | None
    suggested: str | None
    base: str
    prefixes: Mapping[str, str]

    @property
    def counts(self) -> dict[Impact, int]:
        return {i: sum(change.impact == i for change in self.changes) for i in IMPACTS}

    @property
    def breaking(self) -> bool:
        return any(change.impact == "breaking" for change in self.changes)


def worst(impacts: list[Impact]) -> Impact:
    return min(impacts, key=IMPACTS.index, default="compatible")
