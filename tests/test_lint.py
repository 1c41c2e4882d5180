"""Each rule on a graph that breaks it and on one that does not; waivers; our own ontology."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from conftest import ROOT, TESTS, run
from kgtools.checks.finding import Finding
from kgtools.errors import KgtoolsError, QueryError
from kgtools.lint import lint, read_rules
from kgtools.lint.known import is_unknown
from kgtools.lint.literals import canonical, is_ill_formed
from kgtools.lint.rules import read_rule
from kgtools.project import Project
from kgtools.rdf.terms import XSD

FIXTURES = TESTS / "lint"
RULES = [rule.id for rule in read_rules()]
CONFIG = """\
project = {{ title = {{ en = "Test" }}, version = "1", base = "{base}", languages = {languages} }}
graphs.ontology = {{ iri = "urn:graph", files = ["{files}"], role = "ontology" }}
prefixes = {{ ex = "https://example.org/o#", o = "https://example.org/other#" }}
{queries}
"""


def project(
    folder: Path, ttl: str, query: str | None = None, languages: tuple[str, ...] = ("en", "es")
) -> Project:
    """A project of one file and, if given, one query."""
    (folder / "one.ttl").write_text(ttl, encoding="utf-8")
    if query is not None:
        (folder / "queries").mkdir()
        (folder / "queries" / "q.rq").write_text(query, encoding="utf-8")
    text = CONFIG.format(
        base="https://example.org/o",
        languages=json.dumps(languages),
        files="*.ttl",
        queries='queries = { folder = "queries" }' if query is not None else "",
    )
    (folder / "kgtools.toml").write_text(text, encoding="utf-8")
    return Project.open(folder)


def found(opened: Project, rule: str) -> list[Finding]:
    return [f for f in lint(opened).findings if f.rule.partition(",")[0] == rule]


def fixture(folder: Path, rule: str, which: str) -> tuple[Project, str]:
    ttl = (FIXTURES / rule / f"{which}.ttl").read_text(encoding="utf-8")
    query = FIXTURES / rule / f"{which}.rq"
    return project(folder, ttl, query.read_text("utf-8") if query.is_file() else None), ttl


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_exactly_what_breaks_it(rule: str, tmp_path: Path) -> None:
    opened, ttl = fixture(tmp_path, rule, "bad")
    expected = re.search(r"^# expect: (.+)$", ttl, re.MULTILINE)
    assert expected, "the fixture says what is to be found"
    foci = sorted((f.focus or "-").strip("<>") for f in found(opened, rule))
    assert foci == sorted(expected[1].split())


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_silent_where_nothing_breaks_it(rule: str, tmp_path: Path) -> None:
    opened, _ = fixture(tmp_path, rule, "good")
    assert [f.line() for f in found(opened, rule)] == []


@pytest.mark.parametrize("rule", RULES)
def test_a_finding_says_where_what_and_what_to_do(rule: str, tmp_path: Path) -> None:
    opened, _ = fixture(tmp_path, rule, "bad")
    for finding in found(opened, rule):
        assert finding.location is not None
        assert finding.fix
        severity = finding.rule.partition(", ")[2]
        assert finding.severity == ("warning" if severity == "minor" else "violation")


def test_there_is_no_fixture_without_a_rule() -> None:
    assert sorted(path.name for path in FIXTURES.iterdir()) == sorted(RULES)


def test_rules_speak_english_and_spanish_and_name_their_source() -> None:
    assert len(RULES) >= 25
    for rule in read_rules():
        for texts in (rule.title, rule.why, rule.mend):
            assert set(texts) == {"en", "es"}, rule.id
            assert texts["en"] != texts["es"], rule.id
        assert rule.source


def test_the_table_of_rules_in_the_docs_is_that_of_the_rules() -> None:
    table = (ROOT / "docs" / "lint.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| (\w+) \|", table, re.MULTILINE)
    assert rows == [(rule.id, rule.severity) for rule in read_rules()]


def test_a_finding_in_a_query_has_its_line_and_column(tmp_path: Path) -> None:
    opened, _ = fixture(tmp_path, "undeclared-term", "bad")
    (finding,) = found(opened, "undeclared-term")
    assert str(finding.location).endswith("q.rq:4:24")


def test_an_undeclared_prefix_is_found_in_a_file_that_cannot_be_parsed(tmp_path: Path) -> None:
    report = lint(project(tmp_path, "@prefix ex: <https://example.org/o#> .\nex:x no:p ex:y .\n"))
    (finding,) = report.findings
    assert finding.value == '"no"'
    assert str(finding.location).endswith("one.ttl:2:6")
    assert "only its prefixes" in report.notes[0]


def test_any_other_syntax_error_stops(tmp_path: Path) -> None:
    with pytest.raises(KgtoolsError, match=r"one\.ttl"):
        lint(project(tmp_path, "@prefix ex: <https://example.org/o#> .\nex:x ex:p .\n"))


WAIVER = '[[waiver]]\nrule = "{rule}"\nterm = "{term}"\nreason = "Meant so."\n'
CLASS = (
    "@prefix ex: <https://example.org/o#> .\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    "ex:A a owl:Class .\n"
)


def test_a_waiver_accepts_one_rule_on_one_term(tmp_path: Path) -> None:
    opened = project(tmp_path, CLASS)
    before = [f.rule for f in lint(opened).findings]
    (tmp_path / "lint-waivers.toml").write_text(
        WAIVER.format(rule="missing-label", term="ex:A"), encoding="utf-8"
    )
    report = lint(opened)
    assert [f.rule for f in report.findings] == [
        rule for rule in before if rule != "missing-label, important"
    ]
    assert "1 findings waived" in report.notes[-1]


def test_a_waiver_that_accepts_nothing_is_a_warning(tmp_path: Path) -> None:
    opened = project(tmp_path, CLASS)
    (tmp_path / "lint-waivers.toml").write_text(
        WAIVER.format(rule="class-cycle", term="ex:A"), encoding="utf-8"
    )
    (finding,) = (f for f in lint(opened).findings if f.rule.startswith("waiver"))
    assert (finding.severity, finding.focus) == ("warning", "ex:A")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (WAIVER.format(rule="clas-cycle", term="ex:A"), "did you mean class-cycle"),
        (WAIVER.format(rule="class-cycle", term="no:A"), "unknown prefix"),
        ('[[waiver]]\nrule = "class-cycle"\nterm = "ex:A"\n', "has rule, term and reason"),
        (WAIVER.format(rule="class-cycle", term="ex:A").replace("Meant so.", " "), "empty"),
        ("[[waivers]]\n", "expected"),
        ("[[waiver\n", "lint-waivers.toml"),
    ],
)
def test_waivers_out_of_order_are_refused(text: str, message: str, tmp_path: Path) -> None:
    opened = project(tmp_path, CLASS)
    (tmp_path / "lint-waivers.toml").write_text(text, encoding="utf-8")
    with pytest.raises(KgtoolsError, match=message):
        lint(opened)


def test_a_vocabulary_that_is_not_listed_is_named_not_judged(tmp_path: Path) -> None:
    ttl = "<https://example.org/o#x> <https://nobody.example/v#p> 1 .\n"
    report = lint(project(tmp_path, ttl))
    assert "https://nobody.example/v#" in report.notes[0]
    assert not [f for f in report.findings if f.rule.startswith("unknown-term")]


def test_messages_are_in_the_language_asked_for(tmp_path: Path) -> None:
    lines = [f.line() for f in lint(project(tmp_path, CLASS), "es-MX").findings]
    assert any("el término no tiene etiqueta" in line for line in lines)


@pytest.mark.parametrize(
    ("lexical", "datatype", "expected"),
    [
        ("007", "integer", "7"),
        ("+1", "int", "1"),
        ("1.50", "decimal", "1.5"),
        ("1.0", "decimal", "1.0"),
        ("1.00", "decimal", "1"),
        (".5", "decimal", "0.5"),
        ("100", "decimal", "100"),
        ("1", "boolean", "true"),
        ("100", "double", "1.0E2"),
        ("0.015", "double", "1.5E-2"),
        ("INF", "double", "INF"),
        ("2026-01-01T00:00:00.50+00:00", "dateTime", "2026-01-01T00:00:00.5Z"),
        ("2026-01-01T00:00:00.000", "dateTime", "2026-01-01T00:00:00"),
        ("007", "string", "007"),
    ],
)
def test_the_canonical_form(lexical: str, datatype: str, expected: str) -> None:
    assert canonical(Literal(lexical, datatype=NamedNode(XSD + datatype))) == expected


@pytest.mark.parametrize(
    ("lexical", "datatype", "ill"),
    [
        ("2026-02-30", "date", True),
        ("2026-02-28", "date", False),
        ("seven", "integer", True),
        ("yes", "boolean", True),
        ("anything", "string", False),
    ],
)
def test_an_ill_formed_literal(lexical: str, datatype: str, ill: bool) -> None:
    assert is_ill_formed(Literal(lexical, datatype=NamedNode(XSD + datatype))) is ill


def test_known_terms_come_from_rdflib_and_from_the_list() -> None:
    assert not is_unknown("http://www.w3.org/2004/02/skos/core#prefLabel")
    assert is_unknown("http://www.w3.org/2004/02/skos/core#prefLable")
    assert not is_unknown("http://www.w3.org/ns/oa#TextPositionSelector")
    assert is_unknown("http://www.w3.org/ns/oa#TextPositionSelecter")
    assert not is_unknown("http://schema.org/Person")
    assert not is_unknown("http://www.w3.org/1999/02/22-rdf-syntax-ns#_12")
    assert not is_unknown("https://nobody.example/v#p")


def test_a_rule_whose_header_is_not_in_order_is_refused() -> None:
    with pytest.raises(QueryError, match="needs id"):
        read_rule("a", "#+ id: a\nSELECT ?focus {}")
    with pytest.raises(QueryError, match="not YAML"):
        read_rule("a", "#+ id: [\nSELECT ?focus {}")


def test_our_own_project_has_no_finding() -> None:
    assert [f.line() for f in lint(Project.open(ROOT)).findings] == []


def test_the_verb_says_what_is_wrong_and_by_its_exit_code_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, CLASS)
    assert run("lint", "--project", str(tmp_path), "--format", "json") == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert "missing-label, important" in {f["rule"] for f in findings}
