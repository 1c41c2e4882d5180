"""Asking, on the command line and from Python: prefixes, limits, names, lists, README."""

from __future__ import annotations

import json
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ORCHARD, ROOT, change, kgtools, need, run, source_text
from kgtools.apart import run_apart
from kgtools.engines import ENGINES, Bindings, Boolean, open_engine
from kgtools.errors import EngineError, KgtoolsError, ParameterError, QueryError
from kgtools.parameters import short_names
from kgtools.project import Project
from kgtools.queries import answer, ask
from kgtools.rdf.sparql import MAX_LINKS

README = (ROOT / "README.md").read_text(encoding="utf-8")
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


# ---- prefixes


@pytest.mark.parametrize("engine", ENGINES)
def test_the_projects_prefixes_need_not_be_declared(orchard: Project, engine: str) -> None:
    loaded = open_engine(orchard.quads(), engine)
    assert ask(orchard, "# gates\nASK { ?x a orc:Gate }", loaded) == Boolean(True)
    own = "PREFIX orc: <urn:other:> ASK { ?x a orc:Gate }"
    assert ask(orchard, own, loaded) == Boolean(False)


@pytest.mark.parametrize(
    ("query", "at"),
    [
        ("ASK { ?x a orc:Gate ; }}", (1, 24)),
        ("ASK {\n ?x a orc:Gate ; }}", (2, 19)),
        ("ASK { ?x a orc:Gate ; none:such 1 }", (1, 23)),
    ],
)
def test_an_error_is_where_it_stands_in_the_text_as_typed(
    orchard: Project, query: str, at: tuple[int, int]
) -> None:
    with pytest.raises(QueryError) as caught:
        ask(orchard, query)
    assert caught.value.at == at


# ---- limits


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { FILTER(" + "!" * 50_000 + "true) }",
        "SELECT * { " + " UNION ".join(["{?s a ?o}"] * 20_000) + " }",
        "SELECT * { ?s " + "/".join(["a"] * 20_000) + " ?o }",
        "SELECT * { BIND(" + "+".join(["1"] * 60_000) + " AS ?x) }",
        "SELECT * { FILTER(" + "||".join(["true"] * 10_000) + ") }",
        "SELECT * { " + " ".join(f"BIND(1 AS ?x{i})" for i in range(3_000)) + " }",
        "SELECT * { ?s a ?o " + "MINUS {?s a ?o} " * 3_000 + "}",
    ],
    ids="! UNION / + || BIND MINUS".split(),
)
def test_a_long_flat_query_is_refused_with_its_place(orchard: Project, query: str) -> None:
    with pytest.raises(QueryError, match=f"more than {MAX_LINKS} operators and clauses") as caught:
        ask(orchard, query)
    assert caught.value.at is not None


@pytest.mark.parametrize("engine", ENGINES)
def test_a_query_just_within_the_limit_is_asked(orchard: Project, engine: str) -> None:
    loaded = open_engine(orchard.quads(), engine)
    for sign in ("||", "&&"):
        text = f"ASK {{ FILTER({sign.join(['true'] * 300)}) }}"
        assert ask(orchard, text, loaded) == Boolean(True)
    values = " ".join(f'"{i}"' for i in range(20_000))
    result = ask(orchard, f"SELECT ?x {{ VALUES ?x {{ {values} }} }}", loaded)
    assert isinstance(result, Bindings) and len(result.rows) == 20_000


@pytest.mark.parametrize("word", ["INSERT", "delete", "WITH", "CLEAR", "DROP"])
def test_an_update_is_refused_as_one(orchard: Project, word: str) -> None:
    with pytest.raises(QueryError, match=f"kgtools only reads; {word.upper()} would change"):
        ask(orchard, f"PREFIX a: <urn:a>\n{word} DATA {{ a:b a:c a:d }}")


def test_a_query_that_takes_too_long_is_ended() -> None:
    began = time.monotonic()
    result = kgtools("sparql", SLOW, "--timeout", "1.5", folder=ORCHARD)
    assert (result.returncode, result.stdout) == (2, "")
    assert "no answer within 1.5 s" in result.stderr and result.stderr.count("\n") == 1
    assert time.monotonic() - began < 20


def test_ctrl_c_ends_a_query_at_once_and_leaves_no_process() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kgtools", "sparql", SLOW],
        cwd=ORCHARD,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        if not children.exists():
            pytest.skip("needs /proc to see the child")
        for _ in range(200):
            time.sleep(0.05)
            if child := children.read_text().split():
                break
        time.sleep(0.3)
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
        assert (process.returncode, errors) == (130, b"")
        assert time.monotonic() - began < 5
        assert child and not Path(f"/proc/{child[0]}").exists()
    finally:
        process.kill()


def test_work_apart_gives_back_what_it_gave_or_raised() -> None:
    assert run_apart(lambda: ("ä" * 300_000, None), 60) == ("ä" * 300_000, None)

    def refuse() -> None:
        raise QueryError("no", at=(1, 2))

    with pytest.raises(QueryError) as caught:
        run_apart(refuse, 60)
    assert (caught.value.message, caught.value.at) == ("no", (1, 2))


@pytest.mark.parametrize(
    ("work", "complaint"),
    [
        (lambda: signal.raise_signal(signal.SIGTERM), "terminated; make the query simpler"),
        (lambda: [][1], "list index out of range"),
        (lambda: time.sleep(60), "no answer within 0.2 s"),
    ],
)
def test_work_apart_that_dies_is_an_error(work: Callable[[], object], complaint: str) -> None:
    with pytest.raises(EngineError, match=complaint):
        run_apart(work, 0.2 if "0.2" in complaint else 60)


# ---- names, orders, lists


@pytest.mark.parametrize(
    "line",
    [
        "query guilds --at-least 8 --format csv",
        "query --at-least 8 guilds --format csv",
        "--format csv query --at-least 8 guilds",
        "--format csv --at-least 8 query guilds",
        "query --format csv --at-least=8 guilds",
    ],
)
def test_options_stand_before_the_name_and_the_verb_too(
    copy: Path, capfd: pytest.CaptureFixture[str], line: str
) -> None:
    assert run(*line.split()) == 0
    rows = capfd.readouterr().out.split("\r\n")[1:-1]
    assert [row.rpartition("/")[2] for row in rows] == ["heron,Heron Guild,12"]


def test_a_value_that_is_also_a_query_is_not_taken_for_the_name(
    copy: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("query", "--word", "effects", "guilds", "--format", "csv") == 0
    assert capfd.readouterr().out == "guild,name,members\r\n"


def test_a_folder_may_be_called_like_a_verb(copy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (copy / "query").symlink_to(copy)
    assert run("--project", "query", "sparql", "ASK {}") == 0
    assert capfd.readouterr().out == "true\n"


def test_the_catalogue_in_each_format(copy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("query", "--format", "json", "--lang", "fr") == 0
    entries = json.loads(capfd.readouterr().out)
    assert [entry["slug"] for entry in entries] == ["effect-since", "effects", "guilds", "quarrel"]
    assert entries[2]["title"] == "Les guildes"
    assert [p["name"] for p in entries[2]["parameters"]] == ["word", "atLeast", "lang"]
    assert entries[2]["parameters"][1]["default"] == ["1"]
    assert run("query", "--format", "csv") == 0
    lines = capfd.readouterr().out.split("\r\n")
    assert lines[0] == "slug,title,question,parameters"
    assert (
        lines[3]
        == "guilds,The guilds,Which guilds have at least so many members?,word atLeast lang"
    )
    assert run("query", "--format", "md") == 0
    assert capfd.readouterr().out.splitlines()[0] == "| slug | title | question | parameters |"


def test_the_values_of_a_parameter_are_listed(
    copy: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("query", "effects", "--values", "firmness", "--lang", "fr") == 0
    assert capfd.readouterr().out == "perhaps  peut-être\nsure     sûr\n"
    assert run("query", "effects", "--help") == 0
    text = " ".join(capfd.readouterr().out.split())
    assert "may be repeated); one of: perhaps, sure" in text


def test_of_many_values_the_help_shows_thirty(
    copy: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = copy / "data" / "glosses.ttl"
    more = "".join(f"ord:gate-{i:02} a orc:Gate .\n" for i in range(40))
    file.write_text(file.read_text() + more)
    assert run("query", "effects", "--help") == 0
    text = " ".join(capfd.readouterr().out.split())
    assert "gate-29 … and 11 more: kgtools query effects --values gate" in text
    assert "gate-30" not in text
    assert run("query", "effects", "--values", "gate") == 0
    assert len(capfd.readouterr().out.splitlines()) == 41


def test_a_label_is_a_value_in_whatever_language_and_case(orchard: Project) -> None:
    for label in ("River Gate", "vanne  de la rivière"):
        result = answer(orchard, "effects", {"gate": [label]}).result
        assert isinstance(result, Bindings) and len(result.rows) == 2
    with pytest.raises(ParameterError, match="'Heron Guild' is not an instance of gate"):
        answer(orchard, "effects", {"gate": ["Heron Guild"]})


def test_a_label_of_two_values_is_not_guessed_at(copy: Path) -> None:
    file = copy / "data" / "glosses.ttl"
    file.write_text(file.read_text() + 'ord:other a orc:Gate ; rdfs:label "river gate"@en .\n')
    with pytest.raises(ParameterError, match="'river gate' may mean river-gate or other"):
        answer(Project.open(copy), "effects", {"gate": ["river gate"]})


def test_names_that_two_nodes_share_are_written_with_their_prefix(orchard: Project) -> None:
    nodes = [*orchard.labelled("guild"), *orchard.labelled("moss guild")]
    assert short_names(nodes, orchard) == ["Guild", "moss"]
    assert short_names([nodes[0], nodes[0]], orchard) == ["orc:Guild", "orc:Guild"]


def test_a_table_ends_with_the_next_step(copy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("query", "guilds") == 0
    assert capfd.readouterr().err.splitlines()[-1] == "explain Heron Guild: kgtools explain heron"
    assert run("query", "guilds", "--quiet") == 0
    assert run("query", "guilds", "--format", "csv") == 0
    assert capfd.readouterr().err == ""


def test_the_first_rows_only(copy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("query", "guilds", "--rows", "1", "--quiet") == 0
    out = capfd.readouterr().out
    assert "Heron" in out and "Moss" not in out and out.endswith("… and 1 more row\n")
    assert run("query", "guilds", "--rows", "1", "--format", "csv") == 0
    assert "Moss" in capfd.readouterr().out
    assert run("query", "guilds", "--rows", "9", "--format", "md") == 0
    assert "more rows" not in capfd.readouterr().out


def test_what_a_library_logs_does_not_reach_stderr(copy: Path) -> None:
    change(copy / "data" / "pamphlet.ttl", "orc:members 7", 'orc:members "43x8"^^xsd:integer')
    result = kgtools("validate", "--quiet", folder=copy)
    assert (result.returncode, result.stderr) == (1, "")
    assert "43x8" not in result.stderr and "ors:Guild-members" in result.stdout
    result = kgtools("query", "guilds", "--engine", "rdflib", "--format", "csv", folder=copy)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("line", ["check", "query guilds", "explain moss", "sparql 'ASK {}'", ""])
def test_a_closed_standard_output_is_one_line(line: str) -> None:
    command = f"{shlex.quote(sys.executable)} -m kgtools {line} >&-"
    result = subprocess.run(
        ["bash", "-c", command], cwd=ORCHARD, capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
    assert result.stderr == "kgtools: error: standard output is closed\n"


def test_a_full_disk_is_one_line() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    command = f"{shlex.quote(sys.executable)} -m kgtools query >/dev/full"
    result = subprocess.run(
        ["bash", "-c", command], cwd=ORCHARD, capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
    assert re.fullmatch(r"kgtools: error: .*No space left on device\n", result.stderr)


# ---- what README shows


def shown_commands() -> list[str]:
    """The command lines of README's indented code, without comments and placeholders."""
    lines = re.findall(r"^ {4}(kgtools\b.*)$", README, re.MULTILINE)
    commands = [re.sub(r"\s{2,}#.*$", "", line).strip() for line in lines]
    plain = [c for c in commands if not re.search(r"(?<![\w'?])[A-Z]{2,}(?!\w)", _bare(c))]
    # Those with a server or a whole site have tests of their own.
    return [c for c in plain if not re.search(r"kgtools (?:serve|publish)\b|http://", c)]


def _bare(line: str) -> str:
    return re.sub(r"'[^']*'", "''", line)


def test_readme_shows_commands() -> None:
    assert len(shown_commands()) >= 8


@pytest.mark.parametrize("line", shown_commands())
def test_every_command_that_readme_shows_works(
    line: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = shlex.split(line)[1:]
    if "article.txt" in words:
        need("source text")
        words = [str(source_text()) if word == "article.txt" else word for word in words]
    if "-o" in words:
        at = words.index("-o") + 1
        words[at] = str(tmp_path / Path(words[at]).name)
    words = [str(tmp_path / w) if w in ("my-store", "my-case") else w for w in words]
    monkeypatch.chdir(ROOT)
    assert run(*words) == 0
    captured = capfd.readouterr()
    assert captured.out or captured.err or "-o" in words
    assert "error" not in captured.err and "no rows" not in captured.out


def test_the_python_that_readme_shows_works() -> None:
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert blocks
    for block in blocks:
        names: dict[str, object] = {}
        exec(block.replace("path/to/this/folder", str(ROOT)), names)  # our own README
        assert names["rows"]


def test_an_answer_needs_no_engine_and_no_values(orchard: Project) -> None:
    result = answer(orchard, "guilds").result
    assert isinstance(result, Bindings) and len(result.rows) == 2
    with pytest.raises(KgtoolsError, match="there is no query"):
        answer(orchard, "gilds")
