"""A drawing as SVG: links with titles, dark and light, kinds told apart without colour too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from kgtools.pictures.layout import (
    ARROW,
    HANG,
    LINE,
    PAD_Y,
    SIZE,
    SMALL,
    SMALL_LINE,
    Box,
    Drawing,
    Line,
    Tie,
    laid_out,
)
from kgtools.pictures.measure import width_of, wrapped
from kgtools.pictures.model import Picture

MARGIN, TITLE, LEGEND = 24.0, 20.0, 12.0
FONT = "Helvetica, Arial, 'Liberation Sans', 'Nimbus Sans', sans-serif"

# Fill by day, fill by night, and the shape that tells the kind in black and white.
STYLES = (
    ("#ffffff", "#23272e", "plain"),
    ("#dcebf7", "#1d3a52", "round"),
    ("#fdeacc", "#4f3a12", "cut"),
    ("#dff1e4", "#1c4230", "double"),
    ("#f6dfe9", "#4b2438", "bands"),
    ("#ececec", "#3a3f46", "dashed"),
    ("#fbf6c8", "#46431a", "bar"),
    ("#e6e0f5", "#34295a", "folded"),
)
_CONTROL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def svg(picture: Picture, words: Mapping[str, str]) -> str:
    """The picture as an SVG document; `words` are its own few words in the reader's language."""
    return "\n".join(_Page(picture, laid_out(picture), words).lines()) + "\n"


class _Page:
    def __init__(self, picture: Picture, drawing: Drawing, words: Mapping[str, str]) -> None:
        self.picture, self.drawing, self.words = picture, drawing, words
        self.styles = {key: n % len(STYLES) for n, key in enumerate(picture.kinds)}
        width = max(drawing.width, 320.0)
        self.title = wrapped(picture.title, TITLE, width)
        self.top = MARGIN + len(self.title) * (TITLE * 1.3) + 10
        self.legend, self.legend_height = self._legend(width)
        self.width = width + 2 * MARGIN
        self.height = self.top + drawing.height + self.legend_height + MARGIN

    def lines(self) -> Iterator[str]:
        name = re.sub(r"[^\w-]", "-", self.picture.name)
        lang = f' xml:lang="{_text(self.picture.lang)}"' if self.picture.lang else ""
        size = f'width="{_n(self.width)}" height="{_n(self.height)}"'
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {_n(self.width)} '
            f'{_n(self.height)}" role="img" aria-labelledby="{name}-title {name}-desc"{lang} '
            f'class="picture" font-family="{FONT}" font-size="{_n(SIZE)}">'
        )
        yield f'<title id="{name}-title">{_text(self.picture.title)}</title>'
        yield f'<desc id="{name}-desc">{_text(self._description())}</desc>'
        yield f"<style>{self._style()}</style>"
        yield f'<rect class="paper" {size} fill="#ffffff"/>'
        for n, line in enumerate(self.title):
            y = MARGIN + TITLE + n * TITLE * 1.3
            yield _words(MARGIN, y, line, "start", f' font-size="{_n(TITLE)}" font-weight="bold"')
        yield f'<g transform="translate({_n(MARGIN)} {_n(self.top)})">'
        for tie in self.drawing.ties:
            yield from self._tie(tie)
        for box in self.drawing.boxes:
            yield from self._box(box)
        yield "</g>"
        yield from self.legend
        yield "</svg>"

    def _description(self) -> str:
        nodes, links = self.picture.nodes, self.picture.links
        names = {node.key: node.label for node in nodes}
        said = [
            f"{names[link.source]} – {', '.join(link.labels) or self.words['kind of']} – "
            f"{names[link.target]}"
            for link in links
        ]
        said += [f"{n.label} – {loop} – {n.label}" for n in nodes for loop in n.loops]
        said += [f"{p.label} – {self.words['kind of']} – {n.label}" for n in nodes for p in n.parts]
        counted = self.words["counted"].format(nodes=len(nodes), links=len(said))
        return f"{counted} {'; '.join(said)}{'.' * bool(said)}"

    def _style(self) -> str:
        night = [
            ".picture .paper{fill:#14171b}",
            ".picture text{fill:#e8eaed}",
            ".picture .shape{stroke:#c3c8cf}",
            ".picture .line{stroke:#aab2bd}",
            ".picture .head{fill:#aab2bd;stroke:#aab2bd}",
            ".picture .hollow{fill:#14171b;stroke:#aab2bd}",
            *(f".picture .k{n}{{fill:{dark}}}" for n, (_, dark, _) in enumerate(STYLES)),
        ]
        return (
            ".picture a:hover .shape,.picture a:focus .shape{stroke-width:2.5}"
            ".picture a:hover text,.picture a:focus text{text-decoration:underline}"
            f"@media screen and (prefers-color-scheme:dark){{{''.join(night)}}}"
        )

    # ---- boxes

    def _box(self, box: Box) -> Iterator[str]:
        node = box.node
        style = self.styles.get(node.kind or "", 0)
        kind = self.picture.kinds.get(node.kind or "")
        title = f"{node.label} ({kind})" if kind else node.label
        yield f"{_link(node.href)}<title>{_text(title)}</title>"
        yield from _shape(style, box.x, box.y, box.width, box.height)
        total = len(box.lines) * LINE + len(box.loops) * SMALL_LINE
        y = box.y + (box.height - total) / 2
        middle = box.x + box.width / 2
        for line in box.lines:
            yield _words(middle, y + LINE * 0.76, line, "middle")
            y += LINE
        for line in box.loops:
            yield _words(middle, y + SMALL_LINE * 0.78, line, "middle", _small())
            y += SMALL_LINE
        yield _end(node.href)
        if box.annex:
            yield from self._annex(box, style)

    def _annex(self, box: Box, style: int) -> Iterator[str]:
        x, top = box.x + box.width / 2, box.y + box.height
        y = top + HANG
        yield f'<path class="line" d="M{_n(x)} {_n(y)}V{_n(top + ARROW)}" {_STROKE}/>'
        yield _hollow(x, top, "up")
        yield (
            f'<rect class="shape k{style}" x="{_n(box.x)}" y="{_n(y)}" width="{_n(box.width)}" '
            f'height="{_n(box.annex_height)}" fill="{STYLES[style][0]}" {_BORDER}/>'
        )
        for n, (part, line) in enumerate(box.annex):
            at = y + PAD_Y / 2 + n * SMALL_LINE + SMALL_LINE * 0.78
            yield (
                f"{_link(part.href)}<title>{_text(part.label)}</title>"
                f"{_words(x, at, line, 'middle', _small())}{_end(part.href)}"
            )

    # ---- lines

    def _tie(self, tie: Tie) -> Iterator[str]:
        names = {node.key: node.label for node in self.picture.nodes}
        label = ", ".join(tie.bundle.labels) or self.words["kind of"]
        ends = ", ".join(names[leaf] for leaf in tie.bundle.leaves)
        hub = names[tie.bundle.hub]
        said = f"{hub} – {label} – {ends}" if tie.bundle.outgoing else f"{ends} – {label} – {hub}"
        yield f"<g><title>{_text(said)}</title>"
        path = "".join(_path(line) for line in tie.lines)
        yield f'<path class="line" d="{path}" {_STROKE}/>'
        for line in tie.lines:
            if line.head:
                (before, _), (x, y) = line.points[-2:]
                way = "right" if x > before else "left"
                yield _hollow(x, y, way) if tie.bundle.kind_of else _head(x, y, way)
        for n, words in enumerate(tie.label):
            yield _words(tie.x, tie.y + n * SMALL_LINE, words, tie.anchor, _small())
        yield "</g>"

    # ---- the legend

    def _legend(self, width: float) -> tuple[list[str], float]:
        """The legend's lines and its height; none without kinds and kind-of arrows."""
        entries = [(self.styles[key], label) for key, label in self.picture.kinds.items()]
        hollow = any(link.kind_of for link in self.picture.links) or any(
            node.parts for node in self.picture.nodes
        )
        if not entries and not hollow:
            return [], 0.0
        x, y = MARGIN, self.top + self.drawing.height + 34
        lines = []
        for style, label in [*entries, *([(-1, self.words["kind of"])] if hollow else [])]:
            texts = wrapped(label, LEGEND, min(width - 60, 320))
            wide = 44 + max(width_of(text, LEGEND) for text in texts) + 22
            if x > MARGIN and x + wide > width + MARGIN:
                x, y = MARGIN, y + 34
            if style < 0:
                lines.append(f'<path class="line" d="M{_n(x)} {_n(y)}H{_n(x + 26)}" {_STROKE}/>')
                lines.append(_hollow(x + 36, y, "right"))
            else:
                lines += _shape(style, x, y - 11, 36, 22)
            for n, text in enumerate(texts):
                at = y + 4 + (n - (len(texts) - 1) / 2) * 14
                lines.append(_words(x + 44, at, text, "start", f' font-size="{_n(LEGEND)}"'))
            x += wide
        return lines, y + 22 - self.top - self.drawing.height


_STROKE = 'fill="none" stroke="#5b6470" stroke-width="1.1"'
_BORDER = 'stroke="#2b3138" stroke-width="1.2"'


def _shape(style: int, x: float, y: float, w: float, h: float) -> list[str]:
    """The outline of a kind of box: each differs in more than its colour."""
    day, _, shape = STYLES[style]
    look = f'class="shape k{style}" fill="{day}" {_BORDER}'
    c = 8.0
    rect = f'x="{_n(x)}" y="{_n(y)}" width="{_n(w)}" height="{_n(h)}"'
    points: dict[str, list[tuple[float, float]]] = {
        "cut": [
            *((x + c, y), (x + w - c, y), (x + w, y + c), (x + w, y + h - c)),
            *((x + w - c, y + h), (x + c, y + h), (x, y + h - c), (x, y + c)),
        ],
        "folded": [(x, y), (x + w - c, y), (x + w, y + c), (x + w, y + h), (x, y + h)],
    }
    if shape in points:
        corners = " ".join(f"{_n(a)},{_n(b)}" for a, b in points[shape])
        extra = (
            f'<path class="shape k{style}" d="M{_n(x + w - c)} {_n(y)}V{_n(y + c)}H{_n(x + w)}" '
        )
        fold = [f'{extra}fill="none" {_BORDER}/>'] if shape == "folded" else []
        return [f'<polygon {look} points="{corners}"/>', *fold]
    more = {"round": ' rx="13"', "dashed": ' stroke-dasharray="5 3"'}.get(shape, "")
    found = [f"<rect {look} {rect}{more}/>"]
    if shape == "double":
        found.append(
            f'<rect class="shape" x="{_n(x + 3)}" y="{_n(y + 3)}" width="{_n(w - 6)}" '
            f'height="{_n(h - 6)}" fill="none" stroke="#2b3138" stroke-width="0.8"/>'
        )
    if shape == "bands":
        d = f"M{_n(x)} {_n(y + 4)}H{_n(x + w)}M{_n(x)} {_n(y + h - 4)}H{_n(x + w)}"
        found.append(f'<path class="shape" d="{d}" fill="none" {_BORDER}/>')
    if shape == "bar":
        found.append(
            f'<path class="shape" d="M{_n(x + 5)} {_n(y)}V{_n(y + h)}" fill="none" {_BORDER}/>'
        )
    return found


def _path(line: Line) -> str:
    """Level stretches straight, all else a curve that leaves and arrives level."""
    (x, y), *rest = line.points
    d = f"M{_n(x)} {_n(y)}"
    if len(rest) == 4:  # out and back into the same column
        (ax, ay), (bx, by), (cx, cy), (ex, _) = rest
        ex += ARROW * 0.6 if line.head else 0
        return f"{d}C{_n(ax)} {_n(ay)} {_n(bx)} {_n(by)} {_n(cx)} {_n(cy)}H{_n(ex)}"
    for n, (tx, ty) in enumerate(rest):
        if line.head and n == len(rest) - 1:
            tx += ARROW * 0.6 * (1 if tx < x else -1)
        if abs(ty - y) < 0.05:
            d += f"H{_n(tx)}"
        else:
            middle = (x + tx) / 2
            d += f"C{_n(middle)} {_n(y)} {_n(middle)} {_n(ty)} {_n(tx)} {_n(ty)}"
        x, y = tx, ty
    return d


def _head(x: float, y: float, way: str) -> str:
    back = x - ARROW if way == "right" else x + ARROW
    return (
        f'<polygon class="head" points="{_n(x)},{_n(y)} {_n(back)},{_n(y - 3.6)} '
        f'{_n(back)},{_n(y + 3.6)}" fill="#5b6470"/>'
    )


def _hollow(x: float, y: float, way: str) -> str:
    """The head that means: is a kind of."""
    a, b = (ARROW + 1), 6.0
    dx, dy = {"right": (-a, 0.0), "left": (a, 0.0), "up": (0.0, a)}[way]
    one = (x + dx + (b if dx == 0 else 0), y + dy + (b if dy == 0 else 0))
    two = (x + dx - (b if dx == 0 else 0), y + dy - (b if dy == 0 else 0))
    corners = " ".join(f"{_n(p)},{_n(q)}" for p, q in ((x, y), one, two))
    return (
        f'<polygon class="hollow" points="{corners}" fill="#ffffff" stroke="#5b6470" '
        'stroke-width="1.1"/>'
    )


def _words(x: float, y: float, text: str, anchor: str, more: str = "") -> str:
    start = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{_n(x)}" y="{_n(y)}"{start}{more} fill="#16191d">{_text(text)}</text>'


def _small() -> str:
    return f' font-size="{_n(SMALL)}"'


def _link(href: str | None) -> str:
    return f'<a href="{_text(href)}">' if href else "<g>"


def _end(href: str | None) -> str:
    return "</a>" if href else "</g>"


def _text(text: str) -> str:
    """Escaped, without the characters that XML has no way to write."""
    return escape(_CONTROL.sub("\ufffd", text))


def _n(number: float) -> str:
    """A number with at most one decimal, always written the same way."""
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
