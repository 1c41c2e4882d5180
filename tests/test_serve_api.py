"""Prepared queries over HTTP, and the OpenAPI document that describes them."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from conftest import ORCHARD
from kgtools.project import Project
from kgtools.queries import Catalogue, answer
from kgtools.results import render
from serving import Response, Server, serving


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(ORCHARD) as one:
        yield one


def ask(server: Server, slug: str, *values: tuple[str, str], accept: str = "text/csv") -> Response:
    return server.get(f"/api/queries/{slug}?{urlencode(values)}", accept)


def test_the_list_has_every_query_with_its_parameters(server: Server, orchard: Project) -> None:
    told = server.get("/api/queries").json()
    assert [query["slug"] for query in told["queries"]] == Catalogue(orchard).slugs
    effects = next(query for query in told["queries"] if query["slug"] == "effects")
    assert effects["title"] == "What follows from a gate"
    gate, firmness, most = effects["parameters"]
    assert (gate["name"], gate["values"]) == ("gate", ["river-gate", "any"])
    assert (firmness["multiple"], most["default"]) == (True, ["10"])
    french = server.get("/api/queries?lang=fr").json()["queries"]
    assert "Ce qui suit d'une vanne" in [query["title"] for query in french]
    for query in told["queries"]:
        address = query["href"].removeprefix(server.url.rstrip("/"))
        assert server.get(address, "*/*").status == 200


def test_each_query_gives_the_answer_of_the_command_line(server: Server, orchard: Project) -> None:
    for slug in Catalogue(orchard).slugs:
        expected = render(answer(orchard, slug).result, "csv", orchard)
        got = ask(server, slug)
        assert got.status == 200 and "inline" in got.headers["content-disposition"]
        one, other = (sorted(csv.reader(io.StringIO(text))) for text in (got.text, expected))
        assert one == other


def test_parameters_narrow_the_answer_and_may_be_repeated(server: Server) -> None:
    everything = ask(server, "effects").text.splitlines()
    sure = ask(server, "effects", ("firmness", "sure")).text.splitlines()
    both = ask(server, "effects", ("firmness", "sure"), ("firmness", "perhaps"))
    assert len(everything) == 3 and len(sure) == 2 and set(sure) < set(everything)
    assert both.text.splitlines() == everything
    assert len(ask(server, "effects", ("most", "1")).text.splitlines()) == 2
    for gate in ("river-gate", "vanne de la rivière", "https://example.org/orchard/id/river-gate"):
        assert ask(server, "effects", ("gate", gate)).text.splitlines() == everything


def test_formats_are_given_by_name_or_negotiated(server: Server) -> None:
    assert ask(server, "guilds", ("format", "json")).json()["head"]["vars"]
    assert ask(server, "guilds", accept="application/sparql-results+xml").text[:5] == "<?xml"
    assert ask(server, "guilds", accept="text/turtle").status == 406
    assert ask(server, "guilds", ("format", "turtle")).status == 406


@pytest.mark.parametrize(
    ("slug", "values", "status", "said"),
    [
        ("efects", [], 404, "did you mean effects"),
        ("effects", [("gat", "x")], 400, "did you mean gate?"),
        ("effects", [("gate", "river")], 400, "did you mean river-gate"),
        ("effects", [("gate", "river-gate"), ("gate", "river-gate")], 400, "takes one value"),
        ("effects", [("most", "-1")], 400, "expected a whole number"),
        ("effects", [("most", "1 } #")], 400, "expected a whole number"),
        ("effects", [("lang", "xx")], 400, "its languages are en, fr"),
        ("effects", [("format", "json"), ("format", "csv")], 400, "takes one value"),
        ("..%2f..%2fetc%2fpasswd", [], 404, ""),
    ],
)
def test_what_is_wrong_is_said_as_a_problem(
    server: Server, slug: str, values: list[tuple[str, str]], status: int, said: str
) -> None:
    response = ask(server, slug, *values)
    assert (response.status, response.status == 404 or response.media_type) == (
        status,
        status == 404 or "application/problem+json",
    )
    assert said in response.text


def test_values_cannot_break_out_of_the_query(server: Server) -> None:
    for value in (
        '" } SERVICE <http://127.0.0.1:9/> { ?s ?p "',
        "> } DROP ALL #",
        "\\u0022 }",
        "\0",
    ):
        assert ask(server, "effects", ("gate", value)).status == 400


def test_other_methods_are_405(server: Server) -> None:
    for path in ("/api/queries", "/api/queries/effects", "/api/openapi.json", "/health"):
        response = server.request("POST", path, b"")
        assert response.status == 405 and "GET" in response.headers["allow"]
        assert server.request("OPTIONS", path).status == 204


# ---- OpenAPI, by schemathesis: what it makes up of the document must be answered as documented


def test_the_document_names_every_query_and_what_its_parameters_may_be(server: Server) -> None:
    told = server.get("/api/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    assert told["servers"] == [{"url": server.url.rstrip("/")}]
    parameters = told["paths"]["/api/queries/effects"]["get"]["parameters"]
    schemas = {parameter["name"]: parameter["schema"] for parameter in parameters}
    assert schemas["gate"]["enum"] == ["river-gate", "any"]
    assert schemas["firmness"]["type"] == "array"
    assert set(schemas["format"]["enum"]) == {"json", "xml", "csv", "tsv"}


ALL_BUT_SPARQL = ("--exclude-path", "/sparql")
# Any text is a valid parameter there, but only a query is answered.
SPARQL = ("--include-path", "/sparql", "--exclude-checks", "positive_data_acceptance")


@pytest.mark.parametrize("options", [ALL_BUT_SPARQL, SPARQL], ids=["queries", "sparql"])
def test_what_schemathesis_makes_up_is_answered_as_documented(
    server: Server, tmp_path: Path, options: tuple[str, ...]
) -> None:
    before = len(server.events())
    done = subprocess.run(
        [
            Path(sys.executable).with_name("schemathesis"),
            *("run", f"{server.url}api/openapi.json", *options),
            *("--phases", "coverage,fuzzing", "--max-examples", "10", "--seed", "1", "--no-color"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    requests = [event for event in server.events()[before:] if event["event"] == "request"]
    assert len(requests) > 50
    assert not [event for event in requests if event["status"] in (500, 502) or "trouble" in event]
