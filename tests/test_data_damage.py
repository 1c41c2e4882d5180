"""Damage done to the real data, and the checks that see it.

A run tries as many kinds as its time allows, chosen by KGTOOLS_DAMAGE_SEED (1 when it is not set);
`tools/damage_report.py` tries them all, at several places, and writes docs/damage.md.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from conftest import ROOT, need, source_text
from damage import KINDS, Good
from damage.good import Damage, damage, with_
from damage.judge import Judge
from damage.report import make
from kgtools.checks.anchors import check_anchors
from kgtools.project import Project
from kgtools.rdf.terms import shorten

SEED = int(os.environ.get("KGTOOLS_DAMAGE_SEED", "1"))
AT_ONCE = 30
TEXT = os.environ.get("KGTOOLS_SOURCE")
SURE = sorted(name for name, kind in KINDS.items() if kind.unseen is None)
CHOSEN = Random(SEED).sample(SURE, AT_ONCE)
BY_SHAPES = (  # each seen by a shape of another make
    "claim without passage",
    "circle of broader concepts",
    "label missing in one language",
    "fact that ends before it begins",
    "statement without its edge",
    "concept of another scheme",
)


@pytest.fixture(scope="module")
def good() -> Good:
    return Good(Project.open(ROOT))


@pytest.fixture(scope="module")
def judge(good: Good, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    folder = tmp_path_factory.mktemp("damage") / "project"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("KGTOOLS_SOURCE", raising=False)
        yield Judge(good, folder)


def test_there_are_kinds_enough_and_every_check_has_some() -> None:
    assert len(KINDS) >= 150
    assert len(SURE) / len(KINDS) > 0.9


def test_what_is_not_damaged_is_not_found_fault_with(judge: Judge) -> None:
    assert judge.all(Damage(frozenset(), frozenset())) == {}


@pytest.mark.parametrize("name", CHOSEN)
def test_the_damage_is_seen(name: str, good: Good, judge: Judge) -> None:
    done = make(good, KINDS[name], SEED)
    if done is None:
        pytest.skip(f"no place for it with seed {SEED}")
    assert judge.first(done) is not None, f"seed {SEED}: nothing sees\n{done}"


def test_a_whole_check_finds_what_was_found_near_the_damage(good: Good, judge: Judge) -> None:
    done = [one for name in BY_SHAPES if (one := make(good, KINDS[name], SEED))]
    assert len(done) == len(BY_SHAPES)
    near = {where for one in done for where in shapes_in(judge.shapes(one), good)}
    whole = {(f.rule.partition(" ")[0], f.focus) for f in judge.whole(*done).findings}
    assert len(near) >= len(BY_SHAPES)
    assert near - whole == set()


def shapes_in(lines: list[str], good: Good) -> Iterator[tuple[str, str]]:
    for line in lines:
        found = re.fullmatch(r"\w+: (bgs:\S+) at (\S+)", line)
        assert found
        yield found[1], shorten(found[2], good.project.prefixes)


def test_what_slips_through_near_the_damage_slips_through_a_whole_check(
    good: Good, judge: Judge
) -> None:
    """A node that moves to another graph with all that is said of it leaves every graph whole."""
    kind = KINDS["fact in another graph"]
    moved = (make(good, kind, seed) for seed in range(20))
    lost = next((one for one in moved if one and not judge.first(one)), None)
    assert lost, "every such move is seen now: take another example"
    assert judge.whole(lost).findings == ()


def test_with_the_source_text_no_passage_can_be_moved(
    good: Good, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if TEXT is not None:  # the judge above works without it
        monkeypatch.setenv("KGTOOLS_SOURCE", TEXT)
    need("source text")
    text = source_text()
    assert text is not None
    judge = Judge(good, tmp_path / "project", text)
    start = good.having("oa:start")[SEED]
    moved = damage([start], [with_(start, value=good.having("oa:start")[SEED + 1].object)])
    assert moved and "passages" in judge.all(moved)
    project = good.project
    assert check_anchors(project, project.sources[0], text).findings == ()
