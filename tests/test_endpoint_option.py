"""`--endpoint`: the command line asks a real server on loopback and answers as from the files."""

from __future__ import annotations

import subprocess
import urllib.request
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, serialize

from conftest import ROOT, need, run
from kgtools.project import Project
from kgtools.queries import Catalogue
from serving import serving
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


def test_every_prepared_query_answers_from_kgtools_own_server_as_from_the_files() -> None:
    """Also those that ask what was derived, as the server holds it."""
    kg = Project.open(ROOT)
    with serving(ROOT, "--derived") as server:
        for prepared in Catalogue(kg):
            there = kg.query(prepared.slug, endpoint=f"{server.url}sparql").result
            assert there == kg.query(prepared.slug).result, prepared.slug


def test_the_curl_line_gets_what_the_endpoint_option_gets(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    need("oxigraph server")
    with oxigraph_server(tmp_path) as store:
        assert run("load", store.url, "--project", str(ROOT), "--quiet") == 0
        there = ("--endpoint", f"{store.url}/query")
        for words in (("leverage", "--type", "trade"), ("options",)):
            asked = ("query", *words, "--format", "csv", *HERE, *there)
            assert run(*asked) == 0
            expected = capfd.readouterr().out
            assert run(*asked, "--show") == 0
            line = capfd.readouterr().out.rstrip().rpartition("\n# ")[2]
            got = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=True)
            assert sorted(got.stdout.splitlines()) == sorted(expected.splitlines())
            assert len(expected.splitlines()) > 2


def test_a_store_without_what_was_derived_says_so_until_it_is_loaded(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    need("oxigraph server")
    with oxigraph_server(tmp_path) as store:
        there = ("--endpoint", f"{store.url}/query")
        asked = ("query", "claimed-leverage", "--format", "csv", *HERE)
        assert run("load", store.url, "--project", str(ROOT), "--quiet") == 0
        assert run(*asked, *there) == 2
        err = capfd.readouterr().err
        assert len(err.splitlines()) == 1
        assert "holds nothing derived" in err and "kgtools load TARGET --derived" in err
        assert run("load", store.url, "--derived", "--project", str(ROOT), "--quiet") == 0
        assert run(*asked, *there) == 0
        from_store = capfd.readouterr().out
        assert run(*asked) == 0
        assert capfd.readouterr().out == from_store and from_store.count("\n") > 2
