# SPDX-License-Identifier: Apache-2.0
"""Agreement of the two codings: raw, and Cohen's kappa, for each dimension.

first.csv holds how the main clause of each sentence was coded in the graph when the second coding
was made, the claim that stands for it, and whether the guide of that day named or quoted a value
for the sentence (`hinted`). second.csv is the coding by somebody who saw only the guide and the
article. Run it from anywhere: python docs/coding/agreement.py

Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological
Measurement 20(1), 37-46.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
DIMENSIONS = ("force", "flavour", "basis", "negated", "horizon", "hedge")


def agreement(pairs: list[tuple[str, str]]) -> tuple[float, float | None]:
    """The share of equal pairs, and Cohen's kappa (None where chance alone explains all)."""
    n = len(pairs)
    observed = sum(a == b for a, b in pairs) / n
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(one[value] * other[value] for value in one) / n**2
    return observed, None if chance == 1 else (observed - chance) / (1 - chance)


def table(without_hints: bool = False) -> list[tuple[str, int, float, float | None]]:
    """Each dimension with the number of sentences, raw agreement and kappa."""
    first, second = _rows("first.csv"), {row["sentence"]: row for row in _rows("second.csv")}
    units = [row for row in first if not (without_hints and row["hinted"] == "true")]
    rows = []
    for dimension in DIMENSIONS:
        pairs = [(row[dimension], second[row["sentence"]][dimension]) for row in units]
        rows.append((dimension, len(pairs), *agreement(pairs)))
    return rows


def markdown(without_hints: bool = False) -> str:
    """The table as it stands in the coding guide."""
    lines = ["| dimension | sentences | agreement | kappa |", "|---|---|---|---|"]
    for dimension, n, observed, kappa in table(without_hints):
        shown = "undefined" if kappa is None else f"{kappa:.2f}"
        lines.append(f"| {dimension} | {n} | {observed:.2f} | {shown} |")
    return "\n".join(lines)


def disagreements() -> list[str]:
    second = {row["sentence"]: row for row in _rows("second.csv")}
    return [
        f"{row['sentence']} {d}: first {row[d] or '-'}, second {second[row['sentence']][d] or '-'}"
        for row in _rows("first.csv")
        for d in DIMENSIONS
        if row[d] != second[row["sentence"]][d]
    ]


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    print(markdown(), markdown(without_hints=True), *disagreements(), sep="\n\n")
