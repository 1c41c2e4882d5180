"""A table laid out for a terminal: columns side by side, wrapped between words."""

from __future__ import annotations

import re
import sys

from kgtools.results.screen import padded, parts, terminal_columns, visible, width, wrapped

BREAKABLE = 16  # only a word that is wider than this alone may be broken
TALL = 2  # with more lines in a cell than this, rules stand between the rows
FOLDED_ROWS, FOLDED_COLUMNS = 3, 5  # from how many on a column of one value is told once
_GAP = "  "
_BREAK = r"\s+|(?<=[^\W\d_]{2}-)(?=[^\W\d_]{2})"  # where textwrap breaks lines
_NAME = re.compile(r"[<(]*[\w.+-]*:\S")  # an IRI or a CURIE: a hyphen put into it would mislead


def folded_table(
    head: list[str], rows: list[list[str]], most: int | None = None, columns: int | None = None
) -> str:
    """A table without the columns that say the same in every row: those are told once, above.

    It shows `most` rows, but what is told above holds for all.
    """
    if len(rows) < FOLDED_ROWS or len(head) < FOLDED_COLUMNS:
        return table(head, rows[:most], columns)
    by_column = list(zip(*rows, strict=True))
    same = [bool(column[0]) and len(set(column)) == 1 for column in by_column]
    if all(same) or not any(same):
        return table(head, rows[:most], columns)
    told = "".join(
        f"{visible(name)}: {visible(' '.join(column[0].split()))}\n"
        for name, column, s in zip(head, by_column, same, strict=True)
        if s
    )
    left = [i for i, s in enumerate(same) if not s]
    rest = [[row[i] for i in left] for row in rows[:most]]
    return f"{told}\n{table([head[i] for i in left], rest, columns)}"


def table(head: list[str], rows: list[list[str]], columns: int | None = None) -> str:
    """Columns side by side, wrapped to the terminal (100 columns where there is none).

    Where they would have to break words, each row is a block of lines instead. What a terminal
    would obey instead of show is escaped.
    """
    available = columns or (terminal_columns() if sys.stdout.isatty() else 100)
    lines = [[visible(" ".join(cell.split())) for cell in line] for line in [head, *rows]]
    widths = _widths(lines, available - len(_GAP) * len(head))
    if widths is None:
        return _blocks(lines[0], lines[1:], available)
    cells = [[_broken(cell, w) for cell, w in zip(line, widths, strict=True)] for line in lines]
    widths = [
        max(width(part) for cell in column for part in cell) for column in zip(*cells, strict=True)
    ]
    rule = "─" * sum(w + len(_GAP) for w in widths) + "\n"
    ruled = any(len(cell) > TALL for line in cells[1:] for cell in line)
    first, *rest = ["".join(_side_by_side(line, widths)) for line in cells]
    return first + rule + (rule if ruled else "").join(rest)


def _side_by_side(cells: list[list[str]], widths: list[int]) -> list[str]:
    """The lines of one row, each cell at the top of its column."""
    high = max(map(len, cells))
    full = [cell + [""] * (high - len(cell)) for cell in cells]
    return [
        _GAP.join(padded(part, w) for part, w in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in zip(*full, strict=True)
    ]


def _widths(lines: list[list[str]], available: int) -> list[int] | None:
    """A width for each column, room given where it saves most lines.

    Words stay whole if they fit, those wider than BREAKABLE may be broken; None if not even so.
    """
    by_column = list(zip(*lines, strict=True))
    natural = [max(1, *map(width, column)) for column in by_column]
    widest = [
        max(1, *(width(word) for cell in column for word in re.split(_BREAK, cell)))
        for column in by_column
    ]
    widths = [min(w, BREAKABLE) for w in widest]
    if sum(widths) > available:
        return None
    while sum(widths) < available and widths != widest:
        wanting = [wide - w for wide, w in zip(widest, widths, strict=True)]
        widths[wanting.index(max(wanting))] += 1
    while sum(widths) < min(available, sum(natural)):
        heights = [n / w for n, w in zip(natural, widths, strict=True)]
        widths[heights.index(max(heights))] += 1
    return widths


def _broken(cell: str, columns: int) -> list[str]:
    """The cell in lines of at most so many columns; a word that is longer is broken.

    With a hyphen, but for an IRI or a CURIE, which is to be copied as it is.
    """
    if width(cell) <= columns:
        return [cell]
    lines: list[str] = []
    words: list[str] = []
    for word in cell.split():
        if width(word) <= columns:
            words.append(word)
        elif _NAME.match(word):
            lines += [*wrapped(" ".join(words), columns), *_name_parts(word, columns)]
            words = []
        else:
            words.append("- ".join(parts(word, max(columns - 1, 1))))
    return [*lines, *wrapped(" ".join(words), columns)] or [""]


def _name_parts(name: str, columns: int) -> list[str]:
    """An IRI or CURIE in lines, broken where its parts meet if that is possible."""
    lines = [""]
    for joint in re.split(r"(?<=[-/#:])", name):
        for part in parts(joint, columns):
            if lines[-1] and width(lines[-1] + part) > columns:
                lines.append("")
            lines[-1] += part
    return lines


def _blocks(head: list[str], rows: list[list[str]], columns: int) -> str:
    """Each row as lines of name and value; empty cells are left out."""
    margin = max(map(width, head)) + len(_GAP)
    blocks = []
    for row in rows:
        lines: list[str] = []
        for name, cell in zip(head, row, strict=True):
            if cell:
                room = max(columns, margin + 20)
                lines += wrapped(cell, room, padded(name, margin), " " * margin)
        blocks.append("\n".join(lines))
    return f"\n{'─' * columns}\n".join(blocks) + "\n"
