"""The public interface: what docs/python.md shows is true, and what it promises is kept."""

from __future__ import annotations

import doctest
import os
import pickle
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import Literal, NamedNode

import kgtools
import kgtools.parameters
import kgtools.rdf.terms
import kgtools.results.formats
import kgtools.results.natives
import kgtools.results.screen
import kgtools.shipped
import kgtools.words
from conftest import ORCHARD, ROOT
from kgtools import Answer, EngineError, KgtoolsError, ParameterError, Project, QueryError, Row
from kgtools.engines import open_engine
from kgtools.facade import How
from kgtools.results import render

ORD = "https://example.org/orchard/id/"
RIVER = NamedNode(ORD + "river-gate")
PAGE = ROOT / "docs" / "python.md"


@pytest.fixture(scope="module")
def kg() -> Project:
    return Project.open(ORCHARD)


# The documentation


def test_what_the_page_shows_is_what_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(
        str(PAGE), module_relative=False, optionflags=doctest.ELLIPSIS | doctest.REPORT_NDIFF
    )
    assert failed == 0 and tried > 20


@pytest.mark.parametrize(
    "module",
    [
        kgtools.rdf.terms,
        kgtools.results.formats,
        kgtools.results.natives,
        kgtools.results.screen,
        kgtools.words,
    ],
)
def test_the_examples_in_docstrings_are_true(module: Any) -> None:
    failed, tried = doctest.testmod(module)
    assert failed == 0 and tried > 0


def test_every_public_name_is_there_and_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8").partition("## What is public")[2]
    for name in kgtools.__all__:
        assert getattr(kgtools, name) is not None
        assert f"`{name}`" in page or f"`{name}(" in page, f"{name} is not on the page"
    assert set(kgtools.__all__) <= set(dir(kgtools))
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        kgtools.nothing  # noqa: B018


@pytest.mark.parametrize("public", [Project, Answer, Row])
def test_every_public_method_is_documented(public: type) -> None:
    for name, member in vars(public).items():
        if not name.startswith("_") and (callable(member) or isinstance(member, property)):
            assert name in {"config", "derived"} or member.__doc__ or name in _PLAIN, name


_PLAIN = {"title", "version", "languages", "prefixes", "graphs", "roles", "sources", "named_rows"}


def test_importing_kgtools_loads_nothing_heavy() -> None:
    script = (
        "import sys, kgtools\n"
        "from kgtools.results.formats import FORMATS\n"
        "print(len(FORMATS), {'pyoxigraph', 'rdflib', 'yaml', 'pandas'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "10 set()\n"


GOOD = """
from datetime import date
from kgtools import Answer, Project, QueryError
kg: Project = Project.open("x")
answer: Answer = kg.query("effects", gate="river", since=date(2026, 1, 1), most=3, lang="fr")
names: list[str] = [row.gate.value for row in answer]
several: Answer = kg.query("effects", guild=["moss", "heron"], timeout=2.5)
first: str = answer.labels()[0].guild
text: str = answer.csv() + kg.explain("moss").label + kg.explain("a", "b", "c").triple[0]
title: str = kg.queries["effects"].title["en"]
try:
    print(bool(kg.sparql("ASK {}")), len(answer), answer.columns, answer.frame().shape, names)
except QueryError as error:
    print(error.hint)
"""
WRONG = """
from kgtools import Project
kg = Project.open("x")
kg.query("effects", guild=object())
kg.query(7)
kg.query("effects", timeout="soon")
kg.sparql("ASK {}").nothing()
kg.explain("a", "b")
number: int = kg.query("effects").csv()
kg.sparql("ASK {}", guild="moss")
"""


def test_mypy_accepts_a_right_program_and_refuses_a_wrong_one(tmp_path: Path) -> None:
    (tmp_path / "right.py").write_text(GOOD, encoding="utf-8")
    (tmp_path / "wrong.py").write_text(WRONG, encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            str(tmp_path / "right.py"),
            str(tmp_path / "wrong.py"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if ": error: " in line]
    assert [line for line in lines if "wrong.py" not in line] == []
    assert [int(line.split(":")[1]) for line in lines] == [4, 5, 6, 7, 8, 9, 10], done.stdout


# Asking


def test_rows_have_their_cells_by_attribute_name_and_place(kg: Project) -> None:
    answer = kg.query("guilds")
    assert answer.columns == ("guild", "name", "members")
    row = answer.rows[0]
    assert isinstance(row.guild, NamedNode)
    assert row.guild == row["guild"] == row[0] and row.members == row[-1]
    assert list(row) == [row.guild, row.name, row.members] and len(row) == 3
    assert row.asdict() == {"guild": row.guild, "name": row.name, "members": row.members}
    assert list(answer) == list(answer.rows) and len(answer) == len(answer.rows) > 1
    assert pickle.loads(pickle.dumps(row)) == row and hash(row) == hash(answer.rows[0])
    assert "members" in dir(row) and repr(row).startswith(f"Row(guild=<{row.guild.value}>, name=")


def test_a_wrong_column_is_named_with_the_nearest(kg: Project) -> None:
    row = kg.query("guilds").rows[0]
    with pytest.raises(AttributeError, match="there is no column 'gild'; did you mean guild"):
        _ = row.gild
    with pytest.raises(KeyError, match="did you mean members"):
        row["membres"]


def test_columns_that_no_attribute_could_be_are_had_by_name(kg: Project) -> None:
    row = kg.sparql("SELECT (1 AS ?asdict) (2 AS ?_x) (3 AS ?class) {}").values()[0]
    assert (row["asdict"], row["_x"], row["class"]) == (1, 2, 3)
    assert callable(row.asdict)
    with pytest.raises(AttributeError):
        _ = row._x


def test_values_are_those_of_python_and_labels_are_for_people(kg: Project) -> None:
    answer = kg.sparql(
        "SELECT (7 AS ?n) (0.50 AS ?d) (true AS ?b) (ord:moss AS ?i) (?none AS ?u)"
        " ('2026-01-31'^^xsd:date AS ?t) {}"
    )
    row = answer.values()[0]
    assert row.asdict() == {
        "n": 7,
        "d": Decimal("0.5"),
        "b": True,
        "i": ORD + "moss",
        "u": None,
        "t": date(2026, 1, 31),
    }
    assert (
        answer.labels()[0].i == "Moss Guild" and answer.labels("fr")[0].i == "guilde de la Mousse"
    )
    assert kg.sparql("SELECT (ord:moss AS ?i) {}", lang="fr").labels()[0].i == "guilde de la Mousse"
    assert answer.labels()[0].u == ""
    with pytest.raises(ParameterError, match="does not speak 'xx'"):
        answer.labels("xx")


def test_an_answer_is_rendered_as_on_the_command_line(kg: Project) -> None:
    answer = kg.query("guilds")
    expected = (ORCHARD / "queries" / "guilds.csv").read_text(encoding="utf-8")
    assert answer.csv().splitlines() == expected.splitlines()
    assert answer.render("table", rows=1).splitlines()[-1].startswith("… and")
    assert "(ord:moss)" in answer.render("md", iris=True)
    assert answer.name == "guilds" and "SELECT" in answer.sparql
    assert repr(answer) == f"<Answer to guilds: {len(answer)} rows of guild, name, members>"


def test_a_dataframe_has_typed_columns_or_labels(kg: Project) -> None:
    answer = kg.query("guilds")
    frame = answer.frame()
    assert frame["members"].sum() == sum(row.members for row in answer.values())
    assert frame["guild"].tolist() == [row.guild.value for row in answer]
    assert answer.frame(labels=True)["guild"].tolist() == [row.guild for row in answer.labels()]


def test_ask_is_its_truth_and_has_no_rows(kg: Project) -> None:
    yes, no = kg.sparql("ASK { ord:moss ?p ?o }"), kg.sparql("ASK { ord:moss ord:moss ?o }")
    assert bool(yes) is True and bool(no) is False
    assert repr(no) == "<Answer: false>" and no._repr_html_() == "<p>false</p>\n"
    for wrong in (lambda: yes.rows, lambda: len(yes), yes.frame, yes.labels, yes.values):
        with pytest.raises(KgtoolsError, match=r"ASK gives no rows; use bool\(answer\)"):
            wrong()


def test_the_rows_of_a_graph_are_its_triples(kg: Project) -> None:
    answer = kg.sparql("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t . ?s rdfs:label 'Moss Guild'@en }")
    assert answer.columns == ("subject", "predicate", "object")
    assert answer.rows[0].subject == NamedNode(ORD + "moss")
    assert bool(answer) and repr(answer) == "<Answer: 1 triple>"
    assert answer.render("nt").startswith(f"<{ORD}moss>")
    assert "<pre>" in answer._repr_html_()


def test_a_notebook_shows_the_first_rows_with_links(kg: Project) -> None:
    html = kg.sparql("SELECT ?s ?p ?o { ?s ?p ?o }")._repr_html_()
    assert html.count("<tr>") == 51 and "more rows</p>" in html
    assert f'<a href="{ORD}moss">Moss Guild</a>' in html


@pytest.mark.parametrize(
    "gate", ["river-gate", "River gate", "ord:river-gate", RIVER.value, RIVER, [RIVER]]
)
def test_a_value_is_what_one_would_type_or_a_term(kg: Project, gate: Any) -> None:
    answer = kg.query("effects", gate=gate)
    assert f"VALUES ?gate {{ {RIVER} }}" in answer.sparql
    assert len(answer) == 2


def test_values_of_python_are_bound_as_terms(tmp_path: Path) -> None:
    folder = tmp_path / "orchard"
    shutil.copytree(ORCHARD, folder)
    (folder / "queries" / "all-kinds.rq").write_text(ALL_KINDS, encoding="utf-8")
    kg = Project.open(folder)
    hostile = "} # ' \" \\ \n UNION { ?s ?p ?o"
    answer = kg.query(
        "all-kinds",
        theText=hostile,
        day_of=date(2026, 1, 31),
        truth=False,
        from_=-5,
        some_words=["a", Literal("b"), "c"],
        node=NamedNode("made-up:x"),
        most=4,
    )
    rows = answer.values()
    assert rows[0].node == "made-up:x"
    assert [row.someWords for row in rows] == ["a", "b", "c"]
    assert (rows[0].theText, rows[0].dayOf, rows[0].truth) == (hostile, date(2026, 1, 31), False)
    assert rows[0]["from"] == -5 and "LIMIT 4" in answer.sparql
    assert kg.query("all-kinds", theText=None).values()[0].theText == "default"
    hyphened: dict[str, Any] = {"the-text": "x"}
    assert kg.query("all-kinds", **hyphened).values()[0].theText == "x"


ALL_KINDS = """#+ title: {en: "All kinds"}
#+ question: {en: "What comes back?"}
#+ parameters:
#+   theText: {type: text, default: "default", help: {en: "x"}}
#+   dayOf: {type: date, default: 2020-01-01, help: {en: "x"}}
#+   truth: {type: boolean, default: true, help: {en: "x"}}
#+   from: {type: integer, default: 1, help: {en: "x"}}
#+   someWords: {type: text, default: "w", multiple: true, help: {en: "x"}}
#+   node: {type: iri, default: null, help: {en: "x"}}
#+   most: {type: limit, default: 9, help: {en: "x"}}
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT * WHERE {
  VALUES ?theText { "default" }
  VALUES ?dayOf { "2020-01-01"^^xsd:date }
  VALUES ?truth { true }
  VALUES ?from { 1 }
  VALUES ?someWords { "w" }
  VALUES ?node { UNDEF }
}
ORDER BY ?someWords
LIMIT 9
"""


@pytest.mark.parametrize(
    ("ask", "error", "message"),
    [
        (
            lambda kg: kg.query("gilds"),
            QueryError,
            "there is no query 'gilds'; did you mean guilds",
        ),
        (
            lambda kg: kg.query("effects", gat="x"),
            ParameterError,
            "query effects has no parameter 'gat'; did you mean gate",
        ),
        (
            lambda kg: kg.query("effects", gate="rivergate"),
            ParameterError,
            "parameter gate: 'rivergate' is not an instance of",
        ),
        (
            lambda kg: kg.query("effects", gate=[]),
            ParameterError,
            "parameter gate: an empty list",
        ),
        (
            lambda kg: kg.query("effects", gate={"x"}),
            ParameterError,
            "parameter gate: a value of type set; give str",
        ),
        (
            lambda kg: kg.query("effects", gate="x", Gate="y"),
            ParameterError,
            "parameter gate is given twice",
        ),
        (lambda kg: kg.query("effects", lang="xx"), ParameterError, "does not speak 'xx'"),
        (lambda kg: kg.query("effects", engine="jena"), EngineError, "unknown engine 'jena'"),
        (lambda kg: kg.sparql("SELECT * {"), QueryError, "line 1:11: "),
        (lambda kg: kg.sparql("INSERT DATA {}"), QueryError, "kgtools only reads"),
        (
            lambda kg: kg.explain("mos"),
            KgtoolsError,
            "'mos' is not in the graph; did you mean moss",
        ),
        (
            lambda kg: kg.explain("a", "b"),
            ParameterError,
            "2 names: give one node, or the three of an edge",
        ),
        (lambda kg: kg.queries["gilds"], QueryError, "did you mean guilds"),
        (lambda kg: kg.query("guilds").render("nt"), KgtoolsError, "nt holds a graph"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line(
    kg: Project, ask: Callable[[Project], object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as caught:
        ask(kg)
    assert message in str(caught.value) and "\n" not in str(caught.value)


def test_the_catalogue_is_a_mapping(kg: Project) -> None:
    assert list(kg.queries) == sorted(kg.queries) and len(kg.queries) == len(list(kg.queries)) > 2
    assert "guilds" in kg.queries and "gilds" not in kg.queries
    assert kg.queries.get("gilds") is None
    assert kg.queries["guilds"].slug == "guilds" and "guilds" in repr(kg.queries)


def test_both_engines_and_one_of_ones_own_answer_alike(kg: Project) -> None:
    own = open_engine(kg.quads())
    answers = [kg.query("effects", engine=engine).csv() for engine in ("oxigraph", "rdflib", own)]
    assert answers[0] == answers[1] == answers[2] and len(answers[0].splitlines()) > 1


@contextmanager
def endpoint(kg: Project) -> Iterator[str]:
    """A SPARQL endpoint on loopback over the data of a project."""
    engine = open_engine(kg.quads())

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            text = parse_qs(urlsplit(self.path).query)["query"][0]
            body = render(engine.query(text), "json", kg).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_an_endpoint_answers_as_the_files_do(kg: Project, copy: Path) -> None:
    with endpoint(kg) as url:
        for file in copy.rglob("*.ttl"):
            file.write_text("# nothing\n", encoding="utf-8")  # the endpoint has it all
        remote = Project.open(copy)
        assert remote.query("guilds", endpoint=url).csv() == kg.query("guilds").csv()
        assert remote.sparql("ASK { ord:moss ?p ?o }", endpoint=url, timeout=20)
        assert not remote.sparql("ASK { ord:moss ?p ?o }")
    with pytest.raises(EngineError):
        remote.query("guilds", endpoint=url, timeout=5)


def test_the_dataset_is_loaded_once_for_many_questions(tmp_path: Path) -> None:
    folder = tmp_path / "orchard"
    shutil.copytree(ORCHARD, folder)
    kg = Project.open(folder)
    first = kg.query("guilds").csv()
    for file in folder.rglob("*.ttl"):
        file.unlink()
    assert kg.query("guilds", timeout=30).csv() == kg.query("guilds").csv() == first
    assert kg._desk._engine(How(), True) is kg._desk._engine(How(lang="en"), False)
    with pytest.raises(KgtoolsError):
        Project.open(folder).query("guilds")


def test_what_was_derived_is_asked_where_it_is_wanted() -> None:
    kg = Project.open(ROOT)
    text = "ASK { GRAPH <https://w3id.org/bargain/graph/derived> { ?s ?p ?o } }"
    assert not kg.sparql(text)
    assert kg.sparql(text, derived=True)
    needing = next(name for name, query in kg.queries.items() if query.derived)
    assert len(kg.query(needing)) > 0
    with pytest.raises(QueryError, match="it has no answer without it; leave derived=False out"):
        kg.query(needing, derived=False)


def test_a_question_that_takes_too_long_is_given_up(kg: Project) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    began = time.monotonic()
    with pytest.raises(EngineError, match=r"no answer within 0\.5 s"):
        kg.sparql(text, timeout=0.5)
    assert time.monotonic() - began < 10
    assert len(kg.query("guilds", timeout=30)) == len(kg.query("guilds"))


def test_nodes_and_edges_are_explained(kg: Project) -> None:
    moss = kg.explain("moss")
    assert moss.label == "Moss Guild" and moss.iri == ORD + "moss"
    assert kg.explain(NamedNode(ORD + "moss")) == moss == kg.explain("Moss Guild")
    assert kg.explain("moss", lang="fr").label == "guilde de la Mousse"
    kind = kg.sparql("SELECT ?c { ord:moss a ?c }").rows[0].c
    edge = kg.explain(NamedNode(ORD + "moss"), "a", kind)
    assert edge.triple[0] == ORD + "moss" and not edge.derived


def test_a_project_is_checked(kg: Project) -> None:
    report = kg.check()
    assert any("answers: " in note for note in report.notes)
    assert kg.check(lang="en").findings == report.findings


# Opening


def test_a_shipped_dataset_is_opened_by_its_name(tmp_path: Path) -> None:
    """The package as a wheel has it: its modules, and a folder below `datasets`."""
    packages = tmp_path / "site-packages"
    shutil.copytree(ROOT / "src" / "kgtools", packages / "kgtools")
    shutil.copytree(ORCHARD, packages / "kgtools" / "datasets" / "orchard")
    here = tmp_path / "here"
    here.mkdir()
    script = (
        "from kgtools import Project, ProjectError\n"
        "print(Project.open('orchard').query('guilds').name)\n"
        "try: Project.open('orchid')\n"
        "except ProjectError as error: print(error)"
    )
    environment = {**os.environ, "PYTHONPATH": str(packages)}

    def run() -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=here,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.splitlines()

    assert run() == [
        "guilds",
        "orchid: there is no such folder; name a folder that has a kgtools.toml or the name of "
        "a shipped dataset: orchard",
    ]
    (here / "orchard").mkdir()  # a folder of that name is what is meant
    with pytest.raises(subprocess.CalledProcessError):
        run()


def test_in_a_checkout_the_repository_is_what_its_name_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "kgtools.toml").write_text('[project]\nname = "pear"\n', encoding="utf-8")
    monkeypatch.setattr(kgtools.shipped, "_HERE", tmp_path / "src" / "kgtools")
    assert kgtools.shipped.shipped() == {"pear": tmp_path}
    (tmp_path / "kgtools.toml").write_text("[project\n", encoding="utf-8")
    assert kgtools.shipped.shipped() == {}
