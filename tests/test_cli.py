"""The command itself: what is printed where, exit codes, and one line for any bad input."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ORCHARD, ROOT, change, kgtools, run

VERBS = (
    "check",
    "validate",
    "lint",
    "format",
    "diff",
    "query",
    "sparql",
    "reason",
    "explain",
    "anchors",
    "picture",
)


def test_check_runs_everything_and_says_what_it_could_not(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check") == 0
    assert capsys.readouterr().out.splitlines() == [
        "read: 228 triples in 4 files",
        "shapes: 3 node shapes checked on 228 triples",
        "answers: 4 of 4 queries compared, 8 expected rows",
        "passages: not checked, no source text (set ORCHARD_SOURCE or give --source FILE)",
        "no findings",
    ]


def test_the_source_text_is_found_by_option_or_environment(
    copy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("check", "--source", "pamphlet.txt") == 0
    monkeypatch.setenv("ORCHARD_SOURCE", "pamphlet.txt")
    assert run("check") == 0
    assert capsys.readouterr().out.count("5 of 12 sentences covered") == 2


def test_a_violation_is_one_line_with_its_place_and_exit_1(copy: Path) -> None:
    change(copy / "data" / "pamphlet.ttl", "    orc:keptBy ord:heron ;\n", "")
    for verb in ("validate", "check"):
        result = kgtools(verb, "--quiet", folder=copy)
        assert (result.returncode, result.stderr) == (1, "")
        assert re.fullmatch(
            r"data/pamphlet\.ttl:\d+:1: violation: ord:river-gate orc:keptBy: A gate is kept by a "
            r"guild: name one with orc:keptBy\. \[ors:Gate-keptBy MinCount\]\n",
            result.stdout,
        )


def test_a_warning_counts_only_when_strict(copy: Path) -> None:
    change(copy / "data" / "pamphlet.ttl", ' , "guilde de la Mousse"@fr', "")
    assert run("validate") == 0
    assert run("validate", "--strict") == 1


def test_a_source_text_changed_by_one_letter_is_exit_1(copy: Path) -> None:
    change(copy / "pamphlet.txt", "first frost", "worst frost")
    for arguments in (("anchors", "pamphlet.txt"), ("check", "--source", "pamphlet.txt")):
        result = kgtools(*arguments, "--quiet", folder=copy)
        assert (result.returncode, result.stderr) == (1, "")
        text, passage = (line for line in result.stdout.splitlines() if "violation" in line)
        assert text.startswith("pamphlet.txt: violation: ")
        assert re.match(r"data/snippets\.ttl:\d+:\d+: violation: ord:snippet-harvest: ", passage)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("query", "efects"), "there is no query 'efects'; did you mean effects"),
        (("query", "guilds", "--atLeast", "many"), "parameter atLeast: expected a whole number"),
        (("query", "guilds", "--atleest", "1"), "there is no option --atleest; did you mean"),
        (
            ("query", "effects", "--gate", "heron"),
            "'heron' is not an instance of gate; known: river",
        ),
        (("--project", "gone", "check"), "gone: there is no such folder"),
        (("check", "--project", "data"), "data: no kgtools.toml in this folder; name a folder"),
        (("chekc",), "there is no verb 'chekc'; did you mean check?"),
        (("check", "--projcet", "x"), "there is no option --projcet; did you mean --project?"),
        (("validate", "--format", "xml"), "--format: 'xml' is none of text, json"),
        (("sparql",), "give the query as one argument, or a file of it with -f FILE"),
        (("sparql", "SELECT ?x { ?x a "), "line 1:18: not valid SPARQL at the end of the query"),
        (("sparql", "-f", "gone.rq"), "gone.rq: cannot be read: no such file or directory"),
        (("sparql", "--format", "csv", "CONSTRUCT WHERE { ?s ?p ?o }"), "this query gives a graph"),
        (("explain", "river-gaet"), "'river-gaet' is not in the graph; did you mean river-gate"),
        (("anchors", "gone.txt"), "gone.txt: the source text cannot be read: no such file"),
        (("anchors",), "which file is the source text?; kgtools anchors FILE, or set ORCHARD_SOU"),
        (
            ("query", "guilds", "--lang", "xx"),
            "this project does not speak 'xx'; its languages are",
        ),
        (("query", "--atLeast", "3"), "which query? kgtools query NAME --atLeast …"),
        (("query", "guilds", "--rows", "few"), "argument --rows: expected a whole number, 0 or m"),
        (("query", "guilds", "--timeout", "0"), "argument --timeout: expected a number of seconds"),
        (
            ("query", "guilds", "--values", "word"),
            "word is not chosen from a list: it takes any tex",
        ),
        (
            ("sparql", "INSERT DATA { <a:b> <a:c> <a:d> }"),
            "kgtools only reads; INSERT would change",
        ),
        (("sparql", "PREFIX x: <y:z> LOAD <file:///x>"), "line 1:17: kgtools only reads; LOAD"),
        (("check", "--source", "data"), "data: the source text cannot be read: is a directory"),
        (("query", "--lang", "e n"), "parameter lang: expected a language tag, such as en"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(
    copy: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], complaint: str
) -> None:
    assert run(*arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("kgtools: error: ") and complaint in captured.err
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("data/glosses.ttl", "ord:gloss-harm a", "ord:gloss-harm an", "data/glosses.ttl:5:16"),
        ("kgtools.toml", 'version = "0.3.0"', "version =", "kgtools.toml:4:10"),
        ("queries/guilds.rq", "SELECT", "SELCT", "queries/guilds.rq:9:1"),
        ("queries/guilds.rq", "#+ title:", "#+ titel:", "queries/guilds.rq:1:1"),
        ("shapes/orchard.ttl", "sh:minCount 1", "sh:minCount -", "shapes/orchard.ttl:13:"),
    ],
)
def test_a_broken_file_is_one_line_with_its_place_and_exit_2(
    copy: Path, file: str, old: str, new: str, place: str
) -> None:
    change(copy / file, old, new)
    result = kgtools("check", folder=copy)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"kgtools: error: {place}")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


def test_a_missing_folder_is_one_line_and_exit_2(tmp_path: Path) -> None:
    result = kgtools("check", folder=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert "no kgtools.toml in this folder or any above it" in result.stderr
    assert result.stderr.count("\n") == 1


def test_queries_are_listed_in_the_language(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("query", "--lang", "fr") == 0
    assert capsys.readouterr().out.splitlines()[2:4] == [
        "effects: Ce qui suit d'une vanne",
        "    Que s'ensuivrait-il si une vanne était fermée, et qui le dit ?",
    ]


def test_the_options_of_a_query_come_from_its_header(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("query", "guilds", "--help", "--lang", "fr") == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "Quelles guildes sont assez grandes ?" in text
    assert "--atLeast VALUE, --at-least VALUE au moins (integer, default: 1)" in text


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_a_query_is_asked_with_parameters_and_its_rows_are_alone_on_stdout(engine: str) -> None:
    result = kgtools(
        *("query", "guilds", "--at-least", "8", "--lang", "fr", "--engine", engine),
        *("--format", "csv", "--project", str(ORCHARD)),
    )
    assert result.returncode == 0
    assert result.stdout.splitlines() == [
        "guild,name,members",
        "https://example.org/orchard/id/heron,guilde du Héron,12",
    ]
    assert result.stderr == ""


def test_global_options_stand_before_or_after_the_verb(capfd: pytest.CaptureFixture[str]) -> None:
    query = "ASK { ?gate a <https://example.org/orchard/terms#Gate> }"
    assert run("--project", str(ORCHARD), "sparql", query) == 0
    assert run("sparql", query, "--project", str(ORCHARD)) == 0
    assert capfd.readouterr().out == "true\ntrue\n"


def test_findings_as_json(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(copy / "queries" / "guilds.csv", "Heron Guild,12", "Heron Guild,13")
    assert run("check", "--format", "json") == 1
    report = json.loads(capsys.readouterr().out)
    assert report["counts"] == {"violation": 1, "warning": 0, "info": 0}
    place = {"file": "queries/guilds.csv", "line": 2, "column": 1}
    assert report["findings"][0]["location"] == place


def test_color_is_only_where_it_is_wanted(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(copy / "queries" / "guilds.csv", "Heron Guild,12", "Heron Guild,13")
    run("check", "--color", "always")
    assert "\x1b[31mviolation\x1b[0m" in capsys.readouterr().out
    run("check")
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize("verb", VERBS)
def test_each_verbs_help_ends_with_an_example(verb: str) -> None:
    result = kgtools(verb, "--help")
    assert (result.returncode, result.stderr) == (0, "")
    assert f"kgtools {verb}" in result.stdout.rpartition("example:")[2]


def test_help_and_version_load_no_heavy_library() -> None:
    code = (
        "import sys; from kgtools.cli import main\n"
        "try: main(['--version'])\n"
        "except SystemExit: pass\n"
        "main([])\n"
        "heavy = {'rdflib', 'pyshacl', 'yaml', 'prettytable', 'pyoxigraph'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert re.match(r"kgtools \d+\.\d+\.\d+\n", result.stdout)


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g a ?h } LIMIT 20000"
    process = subprocess.Popen(
        [sys.executable, "-m", "kgtools", "sparql", query, "--format", "csv"],
        cwd=ORCHARD,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


def test_the_tool_knows_nothing_of_the_domain() -> None:
    """No word of the shipped graph's own namespaces or of its subject stands in src."""
    words = re.compile(r"bargain|mexic|cartel|leverage|\bbgd?:", re.IGNORECASE)
    files = sorted((ROOT / "src").rglob("*.py"))
    assert len(files) > 20
    assert [file.name for file in files if words.search(file.read_text(encoding="utf-8"))] == []
