"""A picture laid out: boxes in columns, bundles of curves in the gaps between them.

Each end of a bundle has a slot of its own on the side of its box; beside the box the line runs
level, its label above it, and curves only in the middle of a gap. A bundle that goes farther than
the next column passes through it in a slot among the boxes. So no line crosses box or label.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgtools.pictures.bundles import LEFT, RIGHT, Bundle, bundled
from kgtools.pictures.measure import width_of, wrapped
from kgtools.pictures.model import Node, Part, Picture
from kgtools.pictures.ordering import Item, ordered, placed

SIZE, SMALL = 13.0, 10.5  # of the text in boxes, and beside lines
LINE, SMALL_LINE = 16.0, 12.5
WIDEST, LABEL_WIDEST = 124.0, 78.0
PAD_X, PAD_Y = 12.0, 8.0
SLOT, GAP, PASSING = 11.0, 14.0, 9.0
STEM, ARROW = 14.0, 9.0
CURVE, CURVE_MOST = 30.0, 64.0
HANG = 20.0  # between a box and its annex


@dataclass(frozen=True)
class Box:
    """A node's box, and beneath it, where it has parts, its annex."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    loops: tuple[str, ...]
    annex: tuple[tuple[Part, str], ...]
    annex_height: float


@dataclass(frozen=True)
class Line:
    """A curve, as level and curved stretches; with an arrow head at its end or not."""

    points: tuple[tuple[float, float], ...]
    head: bool


@dataclass(frozen=True)
class Tie:
    """A bundle drawn: its lines and its label's lines, beginning or ending at `x`."""

    bundle: Bundle
    lines: tuple[Line, ...]
    label: tuple[str, ...]
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Drawing:
    boxes: tuple[Box, ...]
    ties: tuple[Tie, ...]
    width: float
    height: float


def laid_out(picture: Picture) -> Drawing:
    """Boxes and lines with their places; the same picture always gives the same drawing."""
    return _Layout(picture).drawing()


class _Layout:
    def __init__(self, picture: Picture) -> None:
        self.nodes = {node.key: node for node in picture.nodes}
        self.bundles = bundled(picture.links, self.nodes)
        self.labels = {b.number: tuple(_label(b)) for b in self.bundles}
        self.slots = self._slots()
        self.texts = {n.key: tuple(wrapped(n.label, SIZE, WIDEST)) for n in picture.nodes}
        self.loops = {
            n.key: tuple(
                line
                for text in (*([n.note] if n.note else []), *(f"↻ {loop}" for loop in n.loops))
                for line in wrapped(text, SMALL, WIDEST)
            )
            for n in picture.nodes
        }
        self.annexes = {
            n.key: tuple(
                (part, text) for part in n.parts for text in wrapped(part.label, SMALL, WIDEST)
            )
            for n in picture.nodes
        }
        self.items, self.edges = self._items_and_edges()
        self.columns = ordered(list(self.items.values()), self.edges)
        self.y = placed(self.items, self.columns, self.edges)
        self.x, self.widths = self._columns()

    # ---- sizes

    def _slots(self) -> dict[tuple[str, str], list[tuple[int, str]]]:
        """The ends at each side of each node: the bundle's number, and "hub" or the leaf's key."""
        slots: dict[tuple[str, str], list[tuple[int, str]]] = {}
        for bundle in self.bundles:
            slots.setdefault((bundle.hub, bundle.side), []).append((bundle.number, ""))
            for leaf in bundle.leaves:
                side = LEFT if bundle.side == RIGHT else RIGHT
                if self.nodes[leaf].layer == self.nodes[bundle.hub].layer:
                    side = RIGHT
                slots.setdefault((leaf, side), []).append((bundle.number, leaf))
        return slots

    def _slot_height(self, end: tuple[int, str]) -> float:
        number, leaf = end
        return SLOT if leaf else SLOT / 2 + max(SLOT / 2, len(self.labels[number]) * SMALL_LINE + 2)

    def _height(self, key: str) -> float:
        text = len(self.texts[key]) * LINE + len(self.loops[key]) * SMALL_LINE
        sides = [sum(map(self._slot_height, self.slots.get((key, s), ()))) for s in (LEFT, RIGHT)]
        return max(text + 2 * PAD_Y, *(side + 4 for side in sides))

    def _annex_height(self, key: str) -> float:
        lines = len(self.annexes[key])
        return lines * SMALL_LINE + PAD_Y if lines else 0.0

    def _items_and_edges(self) -> tuple[dict[str, Item], list[tuple[str, str]]]:
        items = {}
        for key, node in self.nodes.items():
            half, annex = self._height(key) / 2, self._annex_height(key)
            items[key] = Item(key, node.layer, half, half + (annex + HANG if annex else 0), GAP)
        edges = []
        for bundle in self.bundles:
            layer = self.nodes[bundle.hub].layer
            for leaf in bundle.leaves:
                way = self._way(bundle, leaf)
                for key, n in zip(way[1:-1], _between(layer, self.nodes[leaf].layer), strict=True):
                    items.setdefault(key, Item(key, n, 3, 3, PASSING))
                edges += [pair for pair in pairwise(way) if pair not in edges]
        return items, edges

    def _way(self, bundle: Bundle, leaf: str) -> list[str]:
        """The items from hub to leaf: between them what holds the place in each column."""
        layers = _between(self.nodes[bundle.hub].layer, self.nodes[leaf].layer)
        return [bundle.hub, *(f"\x00{bundle.number} {n}" for n in layers), leaf]

    # ---- places

    def _columns(self) -> tuple[list[float], list[float]]:
        """The left edge and the width of each column."""
        widths, x, at = [], [], 0.0
        for n, column in enumerate(self.columns):
            texts = [
                width
                for key in column
                if key in self.nodes
                for width in (
                    *(width_of(line, SIZE) for line in self.texts[key]),
                    *(width_of(line, SMALL) for line in self.loops[key]),
                    *(width_of(line, SMALL) for _, line in self.annexes[key]),
                )
            ]
            widths.append(max(texts, default=0) + 2 * PAD_X)
            at += self._zone(n, LEFT) if n == 0 else 0
            x.append(at)
            at += widths[-1] + self._zone(n, RIGHT) + self._zone(n + 1, LEFT) + self._curve(n)
        return x, widths

    def _zone(self, layer: int, side: str) -> float:
        """How far the level stretches reach from a column's side."""
        if layer >= len(self.columns):
            return 0
        here = [
            (number, leaf)
            for key in self.columns[layer]
            for number, leaf in self.slots.get((key, side), ())
        ]
        texts = [
            width_of(line, SMALL)
            for number, leaf in here
            if not leaf
            for line in self.labels[number]
        ]
        return max([*(width + STEM for width in texts), STEM if here else 0])

    def _curve(self, layer: int) -> float:
        """The room for curves right of a column."""
        crossing = same = 0
        for a, b in self.edges:
            layers = sorted((self.items[a].layer, self.items[b].layer))
            crossing += layers == [layer, layer + 1]
            same += layers == [layer, layer]
        if layer == len(self.columns) - 1:
            return CURVE if same else 0
        return min(CURVE_MOST, CURVE + 3 * (crossing + same))

    def _ports(self) -> dict[tuple[int, str, str], float]:
        """The height of each end on its node's side, in the order of the other ends' heights."""
        ports = {}
        for (key, _), ends in self.slots.items():

            def other(end: tuple[int, str]) -> tuple[float, int]:
                bundle = self.bundles[end[0]]
                if end[1]:
                    return self.y[self._way(bundle, end[1])[-2]], end[0]
                first = [self.y[self._way(bundle, leaf)[1]] for leaf in bundle.leaves]
                return sum(first) / len(first), end[0]

            at = self.y[key] - sum(map(self._slot_height, ends)) / 2
            for end in sorted(ends, key=other):
                at += self._slot_height(end)
                ports[(*end, key)] = at - SLOT / 2
        return ports

    def drawing(self) -> Drawing:
        boxes = []
        for key, node in self.nodes.items():
            height = self._height(key)
            boxes.append(
                Box(
                    node,
                    self.x[node.layer],
                    self.y[key] - height / 2,
                    self.widths[node.layer],
                    height,
                    self.texts[key],
                    self.loops[key],
                    self.annexes[key],
                    self._annex_height(key),
                )
            )
        ports = self._ports()
        ties = tuple(self._tie(bundle, ports) for bundle in self.bundles)
        last = len(self.columns) - 1
        right = self.x[last] + self.widths[last] + self._zone(last, RIGHT) + self._curve(last)
        bottoms = [b.y + b.height + (b.annex_height + HANG if b.annex else 0) for b in boxes]
        passing = [y + 3 for key, y in self.y.items() if key not in self.nodes]
        return Drawing(tuple(boxes), ties, right, max([*bottoms, *passing]))

    # ---- lines

    def _tie(self, bundle: Bundle, ports: Mapping[tuple[int, str, str], float]) -> Tie:
        hub = self.nodes[bundle.hub]
        sign = 1 if bundle.side == RIGHT else -1
        edge = self._edge(hub.layer, bundle.side)
        start = (edge, ports[bundle.number, "", bundle.hub])
        turn = (edge + sign * self._zone(hub.layer, bundle.side), start[1])
        lines: dict[Line, None] = {}
        for leaf in bundle.leaves:
            layer, way = self.nodes[leaf].layer, self._way(bundle, leaf)
            y = ports[bundle.number, leaf, leaf]
            at = turn
            for key, n in zip(way[1:-1], _between(hub.layer, layer), strict=True):
                near, far = LEFT if sign > 0 else RIGHT, bundle.side
                enter = self._edge(n, near) - sign * self._zone(n, near)
                leave = self._edge(n, far) + sign * self._zone(n, far)
                lines[Line((at, (enter, self.y[key]), (leave, self.y[key])), False)] = None
                at = (leave, self.y[key])
            if layer == hub.layer:
                bulge = min(self._curve(layer), 12 + abs(y - start[1]) / 3)
                away = turn[0] + bulge
                ends: tuple[tuple[float, float], ...] = (
                    at,
                    (away, at[1]),
                    (away, y),
                    (turn[0], y),
                    (self._edge(layer, RIGHT), y),
                )
            else:
                side = LEFT if sign > 0 else RIGHT
                zone, end = self._zone(layer, side), self._edge(layer, side)
                ends = (at, (end - sign * zone, y), (end, y))
            lines[Line(ends, bundle.outgoing)] = None
        stem = Line((turn, start), not bundle.outgoing)
        inner = ARROW if not bundle.outgoing else 0.0
        x = edge + sign * (3 + inner)
        label = self.labels[bundle.number]
        top = start[1] - 4 - (len(label) - 1) * SMALL_LINE
        return Tie(bundle, (stem, *lines), label, x, top, "start" if sign > 0 else "end")

    def _edge(self, layer: int, side: str) -> float:
        return self.x[layer] + (self.widths[layer] if side == RIGHT else 0)


def _between(a: int, b: int) -> Sequence[int]:
    """The layers strictly between two, from the first to the second."""
    return range(a + 1, b) if a < b else range(a - 1, b, -1)


def _label(bundle: Bundle) -> Iterable[str]:
    for n, text in enumerate(bundle.labels, 1):
        comma = "," if n < len(bundle.labels) else ""
        yield from wrapped(text + comma, SMALL, LABEL_WIDEST)
