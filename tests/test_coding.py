"""The agreement that the coding guide reports is the one that the two codings give."""

from __future__ import annotations

import importlib.util
import math
from types import ModuleType

import pytest

from conftest import ROOT


@pytest.fixture(scope="module")
def script() -> ModuleType:
    path = ROOT / "docs" / "coding" / "agreement.py"
    spec = importlib.util.spec_from_file_location("agreement", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_guide_reports_what_the_script_computes(script: ModuleType) -> None:
    guide = (ROOT / "docs" / "coding-guide.md").read_text(encoding="utf-8")
    assert script.markdown() in guide
    assert script.markdown(without_hints=True) in guide


def test_forty_sentences_at_least_were_coded_twice(script: ModuleType) -> None:
    assert all(n >= 40 for _, n, _, _ in script.table())


def test_every_disagreement_is_settled_in_the_guide(script: ModuleType) -> None:
    guide = (ROOT / "docs" / "coding-guide.md").read_text(encoding="utf-8")
    settled = guide.partition("## 11.")[2]
    assert [d for d in script.disagreements() if d.split()[0] not in settled] == []


def test_kappa_of_a_worked_example(script: ModuleType) -> None:
    """45 of 100 both say yes, 15 and 25 differ, 15 both say no: 0.6 observed, 0.54 by chance."""
    pairs = [("y", "y")] * 45 + [("y", "n")] * 15 + [("n", "y")] * 25 + [("n", "n")] * 15
    observed, kappa = script.agreement(pairs)
    assert observed == 0.6 and kappa is not None and math.isclose(kappa, (0.6 - 0.54) / 0.46)
