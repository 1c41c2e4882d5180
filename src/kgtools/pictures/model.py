"""What a picture shows, before anybody knows where: nodes in layers, and links between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Part:
    """A line of a node's annex: something that belongs to it and has no links of its own."""

    label: str
    href: str | None


@dataclass(frozen=True)
class Node:
    """`layer` counts from 0, left to right; `kind` is a key of the picture's kinds.

    `loops` are the labels of links from the node to itself, `note` a remark under the label,
    `parts` what hangs beneath it.
    """

    key: str
    label: str
    href: str | None
    layer: int
    kind: str | None = None
    loops: tuple[str, ...] = ()
    note: str | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Link:
    """An arrow with all its labels; `kind_of`: the source is a kind of the target."""

    source: str
    target: str
    labels: tuple[str, ...]
    kind_of: bool = False


@dataclass(frozen=True)
class Picture:
    """`kinds` are the kinds of nodes in the order of the legend, by key."""

    name: str
    title: str
    lang: str | None
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    kinds: Mapping[str, str] = field(default_factory=dict)


def merged(links: Sequence[Link]) -> tuple[tuple[Link, ...], dict[str, tuple[str, ...]]]:
    """Parallel links as one with several labels; and apart, by node, the labels of loops."""
    labels: dict[tuple[str, str, bool], dict[str, None]] = {}
    for link in links:
        key = (link.source, link.target, link.kind_of)
        labels.setdefault(key, {}).update(dict.fromkeys(link.labels))
    loops = {s: tuple(found) for (s, t, _), found in labels.items() if s == t}
    plain = tuple(Link(s, t, tuple(found), k) for (s, t, k), found in labels.items() if s != t)
    return plain, loops
