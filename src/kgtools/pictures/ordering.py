"""Where in its column each item stands: few crossings, short ways, nothing on top of another."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SWEEPS = 24
SETTLINGS = 60


@dataclass(frozen=True)
class Item:
    """What takes room in a column: a node, or the way of a bundle that passes through.

    `up` and `down` are how far it reaches from its middle, `gap` the free space around it.
    """

    key: str
    layer: int
    up: float
    down: float
    gap: float


Edges = Sequence[tuple[str, str]]


def ordered(items: Sequence[Item], edges: Edges) -> list[list[str]]:
    """The columns, top to bottom, after barycentre sweeps: the order with fewest crossings."""
    layer = {item.key: item.layer for item in items}
    columns: list[list[str]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for item in items:
        columns[item.layer].append(item.key)
    near = _neighbours(edges, layer)
    best, fewest = [list(column) for column in columns], _crossings(columns, edges, layer)
    for sweep in range(SWEEPS):
        onwards = sweep % 2 == 0
        for n in range(len(columns)) if onwards else reversed(range(len(columns))):
            _sort(columns, n, near, layer, onwards)
        crossings = _crossings(columns, edges, layer)
        if crossings < fewest:
            best, fewest = [list(column) for column in columns], crossings
    return _switched(best, edges, layer)


def _sort(
    columns: list[list[str]],
    n: int,
    near: Mapping[str, list[str]],
    layer: Mapping[str, int],
    onwards: bool,
) -> None:
    """Sorts one column by the mean place of what its items are linked to on the side before."""
    at = {
        key: place / max(1, len(column) - 1)
        for column in columns
        for place, key in enumerate(column)
    }

    def wanted(name: str) -> float:
        side = [k for k in near[name] if (layer[k] < n if onwards else layer[k] > n)]
        side = side or [k for k in near[name] if layer[k] == n]
        return sum(at[k] for k in side) / len(side) if side else at[name]

    columns[n].sort(key=wanted)


def _switched(columns: list[list[str]], edges: Edges, layer: Mapping[str, int]) -> list[list[str]]:
    """The columns after neighbours changed places wherever that saves a crossing."""
    fewest, better = _crossings(columns, edges, layer), True
    while better:
        better = False
        for column in columns:
            for i in range(len(column) - 1):
                column[i : i + 2] = column[i + 1], column[i]
                crossings = _crossings(columns, edges, layer)
                if crossings < fewest:
                    fewest, better = crossings, True
                else:
                    column[i : i + 2] = column[i + 1], column[i]
    return columns


def _neighbours(edges: Edges, layer: Mapping[str, int]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {key: [] for key in layer}
    for a, b in edges:
        near[a].append(b)
        near[b].append(a)
    return near


def _crossings(columns: Sequence[Sequence[str]], edges: Edges, layer: Mapping[str, int]) -> int:
    at = {key: i for column in columns for i, key in enumerate(column)}
    gaps: dict[int, list[tuple[int, int]]] = {}
    for a, b in edges:
        if layer[a] != layer[b]:
            one, two = (a, b) if layer[a] < layer[b] else (b, a)
            gaps.setdefault(layer[one], []).append((at[one], at[two]))
    total = 0
    for pairs in gaps.values():
        passed: list[int] = []
        for _, end in sorted(pairs):
            total += len(passed) - bisect_right(passed, end)
            insort(passed, end)
    return total


def placed(
    items: Mapping[str, Item], columns: Sequence[Sequence[str]], edges: Edges
) -> dict[str, float]:
    """The height of each item's middle: near what it is linked to, in order, without overlap."""
    near = _neighbours(edges, {key: item.layer for key, item in items.items()})
    y: dict[str, float] = {}
    for column in columns:
        below = 0.0
        for key in column:
            y[key] = below + items[key].up
            below = y[key] + items[key].down + items[key].gap
        for key in column:
            y[key] -= below / 2
    for round_ in range(SETTLINGS):
        turn = list(range(len(columns)))
        for n in turn if round_ % 2 == 0 else reversed(turn):
            column = columns[n]
            wanted = []
            for key in column:
                others = [y[k] for k in near[key] if items[k].layer != n]
                wanted.append(sum(others) / len(others) if others else y[key])
            for key, height in zip(column, _apart([items[k] for k in column], wanted), strict=True):
                y[key] = height
    top = min((y[key] - items[key].up for key in y), default=0.0)
    return {key: height - top for key, height in y.items()}


def _apart(items: Sequence[Item], wanted: Sequence[float]) -> list[float]:
    """The heights nearest to the wanted ones (least squares) that keep order and distance."""
    offset, offsets = 0.0, []
    for n, item in enumerate(items):
        if n:
            before = items[n - 1]
            offset += before.down + max(before.gap, item.gap) + item.up
        offsets.append(offset)
    pools: list[tuple[float, int]] = []  # mean and size: pool adjacent violators
    for want, shift in zip(wanted, offsets, strict=True):
        mean, size = want - shift, 1
        while pools and pools[-1][0] > mean:
            other, count = pools.pop()
            mean, size = (mean * size + other * count) / (size + count), size + count
        pools.append((mean, size))
    flat = [mean for mean, size in pools for _ in range(size)]
    return [mean + shift for mean, shift in zip(flat, offsets, strict=True)]
