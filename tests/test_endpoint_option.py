"""`--endpoint`: the command line asks a real server on loopback and answers as from the files."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, serialize

from conftest import ROOT, need, run
from kgtools.project import Project
from stores import oxigraph_server

HERE = ("--project", str(ROOT), "--quiet")


@pytest.mark.parametrize("union", [(), ("--union-default-graph",)])
def test_queries_answer_from_an_endpoint_as_from_the_files(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], union: tuple[str, ...]
) -> None:
    """Prepared ones whatever the endpoint's default graph is; one's own ask that graph."""
    need("oxigraph server")
    data = serialize(Project.open(ROOT).quads(), format=RdfFormat.N_QUADS)
    assert data is not None
    with oxigraph_server(tmp_path, *union) as store:
        request = urllib.request.Request(f"{store.url}/store", data, method="PUT")
        request.add_header("Content-Type", "application/n-quads")
        urllib.request.urlopen(request).close()
        there = ("--endpoint", f"{store.url}/query")
        for words in (
            ("leverage", "--target", "mexico", "--type", "economic"),
            ("options", "--lang", "es"),
            ("consequences", "--format", "csv"),
        ):
            assert run("query", *words, *HERE) == 0
            here = capfd.readouterr().out
            assert run("query", *words, *HERE, *there) == 0
            assert capfd.readouterr().out == here and here.count("\n") > 3
        assert run("query", "leverage", "--check", *HERE, *there) == 0
        assert "violation" not in capfd.readouterr().out
        count = "SELECT (COUNT(*) AS ?n) { ?s a bg:Demand }"
        assert run("sparql", count, "--format", "csv", *HERE) == 0
        here = capfd.readouterr().out
        assert here.split()[0] == "n" and int(here.split()[1]) > 1
        assert run("sparql", count, "--format", "csv", *HERE, *there) == 0
        assert capfd.readouterr().out.split() == (here.split() if union else ["n", "0"])
