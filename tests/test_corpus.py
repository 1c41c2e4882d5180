"""The corpus generator: the same seed gives the same bytes, cases have their size, faults show."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

import pytest

from conftest import ROOT
from kgtools.project import Project
from kgtools.rdf.digest import dataset_digest


@pytest.fixture(scope="module")
def corpus() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus", ROOT / "benchmarks" / "corpus.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["corpus"] = module
    spec.loader.exec_module(module)
    return module


def test_a_seed_gives_one_corpus_of_cases_of_about_840_triples(corpus: ModuleType) -> None:
    project = Project.open(ROOT)
    one, again, other = (list(corpus.cases(project, 6, seed)) for seed in (1, 1, 2))
    assert one == again and one != other
    assert all(800 < len(case) < 880 for case in one)
    graphs = [{quad.graph_name for quad in case} for case in one]
    assert all(len(names) == 1 for names in graphs) and len(set.union(*graphs)) == 6
    assert len({dataset_digest(case) for case in one}) == 6


def test_faults_stand_in_as_many_cases_as_asked_for(
    corpus: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    project = Project.open(ROOT)
    clean, faulty = list(corpus.cases(project, 8, 3)), list(corpus.cases(project, 8, 3, faults=3))
    changed = [number for number, case in enumerate(clean) if case != faulty[number]]
    told = [int(line.split()[1].rstrip(":")) for line in capsys.readouterr().err.splitlines()]
    assert changed == sorted(told) and len(changed) == 3
