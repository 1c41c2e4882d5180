"""Links tied into bundles: those of one meaning from one node, or to one, share a stem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kgtools.pictures.model import Link, Node

RIGHT, LEFT = "right", "left"


@dataclass(frozen=True)
class Bundle:
    """Links that share the node `hub` and their labels; they leave it on one side.

    `leaves` are the nodes at the other ends; `outgoing`: the arrows point to the leaves.
    """

    number: int
    hub: str
    side: str
    leaves: tuple[str, ...]
    labels: tuple[str, ...]
    outgoing: bool
    kind_of: bool


def bundled(links: Sequence[Link], nodes: Mapping[str, Node]) -> list[Bundle]:
    """Every link in one bundle: the largest first, of equal ones that which leaves its hub."""
    waiting = dict.fromkeys(links)
    found: list[tuple[str, bool, list[Link]]] = []
    while waiting:
        groups: dict[tuple[bool, str, tuple[str, ...], bool], list[Link]] = {}
        for link in waiting:
            groups.setdefault((True, link.source, link.labels, link.kind_of), []).append(link)
            groups.setdefault((False, link.target, link.labels, link.kind_of), []).append(link)
        (outgoing, hub, *_), largest = max(
            groups.items(), key=lambda g: (len(g[1]), g[0][0] != g[0][3])
        )
        found.append((hub, outgoing, largest))
        for link in largest:
            del waiting[link]
    bundles: list[Bundle] = []
    for hub, outgoing, members in found:
        ends = [link.target if outgoing else link.source for link in members]
        for side in (RIGHT, LEFT):
            here = [e for e in ends if (nodes[e].layer >= nodes[hub].layer) == (side == RIGHT)]
            if here:
                first = members[0]
                bundles.append(
                    Bundle(
                        len(bundles), hub, side, tuple(here), first.labels, outgoing, first.kind_of
                    )
                )
    return bundles
