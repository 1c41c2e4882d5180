"""Triples in the wrong graph, and texts in the wrong language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import change, run
from kgtools.checks.kept_apart import check_kept_apart
from kgtools.checks.translations import check_translations
from kgtools.project import Project

PAMPHLET, GLOSSES = Path("data") / "pamphlet.ttl", Path("data") / "glosses.ttl"


def findings(folder: Path) -> list[str]:
    return [finding.line() for finding in check_kept_apart(Project.open(folder)).findings]


def add(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_an_orchard_in_order_has_none(orchard: Project) -> None:
    assert check_kept_apart(orchard).findings == ()
    assert check_translations(orchard).findings == ()


def test_a_triple_in_two_graphs(copy: Path) -> None:
    add(GLOSSES, "ord:heron orc:members 12 .\n")
    found = findings(copy)
    assert any(
        "warning: ord:heron orc:members: the triple stands in two graphs" in f for f in found
    )


def test_a_triple_apart_from_its_node(copy: Path) -> None:
    change(PAMPHLET, "orc:members 7 .", "orc:standsBy ord:well .")
    add(GLOSSES, "ord:moss orc:members 7 .\n")
    (line,) = findings(copy)
    assert "data/glosses.ttl:16:22: violation: ord:moss orc:members: it stands in the graph" in line


def test_another_graph_may_add_what_other_vocabularies_say_but_not_half_of_it(copy: Path) -> None:
    home = "@prefix foaf: <http://xmlns.com/foaf/0.1/> .\nord:moss foaf:homepage <urn:moss> .\n"
    add(GLOSSES, home)
    assert findings(copy) == []
    change(PAMPHLET, ', "guilde de la Mousse"@fr', "")
    add(GLOSSES, 'ord:moss rdfs:label "guilde de la Mousse"@fr .\n')
    (line,) = findings(copy)
    assert "ord:moss rdfs:label: it stands in the graph" in line


def test_an_edge_apart_from_its_statement(copy: Path) -> None:
    change(GLOSSES, "\nord:empty-stalls orc:harms ord:moss .\n", "")
    change(PAMPHLET, '"empty stalls"@en .', '"empty stalls"@en ; orc:harms ord:moss .')
    (line,) = findings(copy)
    assert "ord:empty-stalls orc:harms: the edge stands in the graph" in line
    assert line.endswith("graph/glosses>; move it there [graphs]")


def test_a_statement_apart_from_who_states_it_and_a_graph_of_both_kinds(copy: Path) -> None:
    text = GLOSSES.read_text(encoding="utf-8")
    gloss = text[text.index("ord:gloss-harm") : text.index("ord:link-harm a")]
    change(GLOSSES, gloss, "")
    add(PAMPHLET, "\n" + gloss)
    first, second = findings(copy)
    assert "ord:link-harm: the statement stands in the graph" in first
    assert "ord:gloss-harm: claims and editorial assertions both stand in" in second


def test_a_selector_apart_from_its_passage(copy: Path) -> None:
    snippets = Path("data") / "snippets.ttl"
    text = snippets.read_text(encoding="utf-8")
    selector = re.findall(r"^ord:selector-gate a .*?\.\n", text, re.MULTILINE | re.DOTALL)[0]
    change(snippets, selector, "")
    add(GLOSSES, "@prefix oa: <http://www.w3.org/ns/oa#> .\n" + selector)
    (line,) = findings(copy)
    assert "ord:selector-gate: the selector stands in the graph" in line


def test_a_claim_apart_from_its_passage(copy: Path) -> None:
    well = 'ord:remark-well a orc:Remark ;\n    rdfs:label "A well, but not by Tuesday"@en'
    change(PAMPHLET, well, well.replace("ord:remark-well a", "ord:another a"))
    add(GLOSSES, "ord:remark-well a orc:Remark ; orc:quotedFrom ord:snippet-well .\n")
    assert "ord:remark-well: the claim stands in the graph" in findings(copy)[0]


def test_check_reports_it_and_fails(copy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    change(GLOSSES, "\nord:empty-stalls orc:harms ord:moss .\n", "")
    add(PAMPHLET, "\nord:empty-stalls orc:harms ord:moss .\n")
    assert run("check") == 1
    assert "the edge stands in the graph" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("english", "spanish", "found"),
    [
        ("Threat of tariffs", "Amenaza de aranceles", []),
        ("Amenaza de los aranceles", "Threat of the tariffs", ["en", "es"]),
        ("Amenaza del arancel", "Threat of tariffs", ["en", "es"]),
        ("Threat of tariffs", "Threat of tariffs", ["es"]),
        ("The threat of a tariff", "What the threat of tariffs would do", ["es"]),
        ("Plan de Ayutla", "Plan de Ayutla", []),
        ("Norte", "North", []),
    ],
)
def test_a_text_in_another_language_than_its_tag(
    english: str, spanish: str, found: list[str], copy: Path
) -> None:
    change(Path("kgtools.toml"), 'languages = ["en", "fr"]', 'languages = ["en", "es"]')
    text = f'"Moss Guild"@en , "{spanish}"@es'.replace("Moss Guild", english)
    change(PAMPHLET, '"Moss Guild"@en , "guilde de la Mousse"@fr', text)
    report = check_translations(Project.open(copy))
    assert sorted(f.message.split()[1].rstrip(",") for f in report.findings) == found
    assert {f.focus for f in report.findings} <= {"ord:moss"}
