"""Every kind of damage tried at several places: what is caught, and by which check."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from damage import KINDS, MODULES, Good, Kind
from damage.good import Damage
from damage.judge import Judge
from kgtools.project import Project

CHECKS = ("shapes", "answers", "graphs", "languages", "declared", "deprecated", "passages")
TEXT = "passages"  # the one check that needs the source text


@dataclass
class Tally:
    """Of one kind: how many damages were done, and how many each check was the first to see."""

    kind: Kind
    tried: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    @property
    def caught(self) -> int:
        """How many are seen without the source text, which is asked last."""
        return self.seen.total() - self.seen[TEXT]

    def add(self, damage: Damage, found: tuple[str, str] | None, seed: int) -> None:
        self.tried += 1
        if found:
            self.seen[found[0]] += 1
        if found is None or found[0] == TEXT:
            self.missed.append(f"seed {seed}:\n{damage}")


def make(good: Good, kind: Kind, seed: int) -> Damage | None:
    """The damage of this kind at the place that the seed chooses."""
    return kind.make(good, Random(f"{kind.name} {seed}"))


def tally(root: Path, seeds: Iterable[int], source: Path | None = None) -> list[Tally]:
    """All kinds by all seeds; the passages are checked too where there is a source text."""
    good = Good(Project.open(root))
    tallies = [Tally(kind) for kind in KINDS.values()]
    with tempfile.TemporaryDirectory() as folder:
        judge = Judge(good, Path(folder) / "project", source)
        for seed in seeds:
            for one in tallies:
                damage = make(good, one.kind, seed)
                if damage is not None:
                    one.add(damage, judge.first(damage), seed)
            print(f"seed {seed} done", file=sys.stderr, flush=True)
    return tallies


def markdown(tallies: list[Tally], seeds: int, with_source: bool) -> str:
    """The report, as docs/damage.md has it."""
    tried = sum(one.tried for one in tallies)
    caught = sum(one.caught for one in tallies)
    with_text = sum(one.seen.total() for one in tallies)
    lines = [
        "# What the checks catch",
        "",
        "Each kind of damage that follows is done to the real data at places chosen by chance, one",
        "at a time, and `kgtools check` is asked whether it sees it. Written by",
        f"`python tools/damage_report.py --seeds {seeds}`; `tests/damage/` has the kinds,",
        "`tests/test_data_damage.py` tries some of them at every run of the tests.",
        "",
        f"**{caught} of {tried} damages of {len(tallies)} kinds, {caught / tried:.1%}, are caught",
        "without the source text**"
        + (f"; {with_text} with it, {with_text / tried:.1%}." if with_source else "."),
        "",
        "The checks are asked one after another until one sees the damage: each column counts what",
        "its check was the first to see, so that the later ones may see more than stands there.",
        "The Core shapes are asked only of the nodes near a damage (a whole run takes 15 s), so",
        "the figures are if anything too low.",
        "",
    ]
    slipped = [one for one in tallies if one.missed]
    lines += ["## What slips through", ""]
    for one in slipped:
        rate = f"{one.tried - one.caught} of {one.tried}"
        lines.append(f"- **{one.kind.name}** ({rate}): {one.kind.unseen or 'not explained'}.")
    columns = [name for name in CHECKS if with_source or name != TEXT]
    for module in MODULES:
        assert module.__doc__
        lines += ["", "## " + module.__name__.rpartition(".")[2].capitalize(), ""]
        lines += [" ".join(module.__doc__.split("\n\n")[0].split()), ""]
        lines += [f"| kind | tried | caught | {' | '.join(columns)} |"]
        lines += ["|---|--:|--:|" + "--:|" * len(columns)]
        for one in tallies:
            if one.kind.name in module.KINDS.kinds:
                cells = [str(one.seen[name] or "") for name in columns]
                figures = f"{one.tried} | {one.caught} | {' | '.join(cells)}"
                lines.append(f"| {one.kind.name} | {figures} |")
    return "\n".join(lines) + "\n"
