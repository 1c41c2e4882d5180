"""What changed between two states, which of it breaks, and how a renamed term is repaired."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from conftest import ORCHARD, TESTS, change, run
from kgtools.checks.deprecated import check_deprecated
from kgtools.diff import Change, diff
from kgtools.diff.render import CS, render
from kgtools.project import Project

FERRY = TESTS / "projects" / "ferry"
TERMS = """
@prefix x: <https://example.org/x#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
x:A a owl:Class ; rdfs:label "a"@en ; skos:definition "An a."@en .
x:B a owl:Class ; rdfs:subClassOf x:A .
x:C a owl:Class ; rdfs:subClassOf
    [ a owl:Restriction ; owl:onProperty x:p ; owl:maxCardinality 3 ] .
x:p a owl:ObjectProperty ; rdfs:domain x:A ; rdfs:range [ owl:unionOf ( x:A x:C ) ] .
x:S a sh:NodeShape ; sh:property [ sh:path x:p ; sh:minCount 1 ; sh:in ( x:a x:b ) ] .
x:G a owl:Class , rdfs:Class .
x:T a sh:NodeShape ; sh:deactivated true .
<https://example.org/x> a owl:Ontology , x:Marker .
"""


def compared(tmp_path: Path, old: str, new: str) -> list[Change]:
    """The changes of TERMS when one text of it becomes another."""
    assert TERMS.count(old) == 1
    (tmp_path / "old.ttl").write_text(TERMS)
    (tmp_path / "new.ttl").write_text(TERMS.replace(old, new))
    found = diff(str(tmp_path / "old.ttl"), str(tmp_path / "new.ttl"))
    return list(found.changes)


@pytest.mark.parametrize(
    ("old", "new", "impact", "word"),
    [
        ('"a"@en', '"an a"@en', "compatible", "labels"),
        ('"An a."@en', '"Some a."@en', "review", "definition"),
        ("domain x:A", "domain x:B", "breaking", "narrowed domain"),
        ("domain x:A", "domain x:A , x:C", "breaking", "narrowed domain"),
        ("domain x:A ; ", "", "compatible", "not narrower"),
        ("( x:A x:C )", "( x:A x:C x:D )", "compatible", "not narrower"),
        ("( x:A x:C )", "( x:C )", "breaking", "narrowed range"),
        ("x:B a owl:Class ; rdfs:subClassOf x:A", "x:B a owl:Class", "breaking", "under A"),
        ("Cardinality 3", "Cardinality 2", "breaking", "tightened"),
        ("Cardinality 3", "Cardinality 4", "compatible", "loosened"),
        ("x:p a owl:ObjectProperty", "x:p a owl:ObjectProperty , owl:FunctionalProperty", "breaking", "now"),  # noqa: E501
        ("x:p a owl:ObjectProperty", "x:p a owl:DatatypeProperty", "breaking", "no longer what"),
        ("sh:minCount 1", "sh:minCount 2", "breaking", "tightened sh:property"),
        ("sh:minCount 1", "sh:minCount 0", "compatible", "lets pass"),
        ("x:a x:b", "x:a", "breaking", "tightened"),
        ("x:a x:b", "x:a x:b x:c", "compatible", "lets pass"),
        ("x:G a owl:Class , rdfs:Class", "x:G a owl:Class", "compatible", "still what it was"),
        (" , x:Marker", "", "compatible", "still what it was"),
        ("sh:deactivated true", "sh:deactivated false", "breaking", "tightened"),
        ("sh:NodeShape ; sh:deactivated", "sh:NodeShape ; sh:property [ sh:path x:p ; sh:minCount 1 ; sh:severity sh:Warning ] ; sh:deactivated", "compatible", "lets pass"),  # noqa: E501
    ],
)  # fmt: skip
def test_one_change_is_judged(tmp_path: Path, old: str, new: str, impact: str, word: str) -> None:
    (only,) = compared(tmp_path, old, new)
    assert (only.action, only.impact) == ("changed", impact)
    assert word in only.reason


def test_a_deprecated_term_that_also_breaks_says_what_breaks(tmp_path: Path) -> None:
    (only,) = compared(tmp_path, "domain x:A", "domain x:B ; owl:deprecated true")
    assert (only.action, only.impact) == ("deprecated", "breaking")
    assert "narrowed domain" in only.reason and "still resolves" not in only.reason


def test_new_disjointness_of_old_classes_breaks(tmp_path: Path) -> None:
    changes = compared(tmp_path, "x:B a owl:Class ;", "x:B a owl:Class ; owl:disjointWith x:C ;")
    assert any(c.impact == "breaking" and "disjointness" in c.reason for c in changes)


def test_another_order_and_other_blank_node_labels_are_no_change(tmp_path: Path) -> None:
    assert (
        compared(tmp_path, "[ owl:unionOf ( x:A x:C ) ]", "_:u . _:u owl:unionOf ( x:A x:C )") == []
    )


def test_a_removed_term_breaks_and_a_new_one_does_not(tmp_path: Path) -> None:
    (only,) = compared(tmp_path, "x:B a owl:Class ; rdfs:subClassOf x:A .", "")
    assert (only.name, only.action, only.impact) == (
        "<https://example.org/x#B>",
        "removed",
        "breaking",
    )
    back = diff(str(tmp_path / "new.ttl"), str(tmp_path / "old.ttl"))
    assert [(c.action, c.impact) for c in back.changes] == [("added", "compatible")]
    assert back.step == "minor"


def test_a_claim_that_says_something_else_breaks(copy: Path) -> None:
    change(copy / "data" / "pamphlet.ttl", "orc:denied true", "orc:denied false")
    found = diff(str(ORCHARD), str(copy))
    (only,) = found.changes
    assert (only.kind, only.name, only.impact) == ("claim", "ord:remark-well", "breaking")
    assert found.suggested == "0.4.0"


def test_the_working_folder_is_compared_with_a_git_revision(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in ("init -q", "add .", "-c user.name=t -c user.email=t@example.org commit -qm t"):
        subprocess.run(["git", *words.split()], cwd=copy, check=True)
    assert run("diff", "HEAD", "--exit-code") == 0
    assert "Nothing changed." in capsys.readouterr().out
    change(
        copy / "ontology" / "terms.ttl",
        "rdfs:domain orc:Effect ;\n    rdfs:range orc:Guild",
        "rdfs:range orc:RivalGuild",
    )
    assert run("diff", "HEAD") == 0
    assert run("diff", "HEAD", "--exit-code") == 1
    assert "narrowed range" in capsys.readouterr().out
    assert run("diff", "HEAD:ontology/terms.ttl", "ontology/terms.ttl", "--format", "json") == 0
    (only,) = json.loads(capsys.readouterr().out)["changes"]
    assert (only["name"], only["impact"]) == ("orc:harms", "breaking")
    assert run("diff", "nowhere") == 2
    assert "neither a file or folder nor a git revision" in capsys.readouterr().err


def test_the_change_set_undoes_and_redoes_the_change() -> None:
    found = diff(str(FERRY / "1.0.0"), str(FERRY / "1.1.0"))
    triples = list(parse(render(found, "turtle"), format=RdfFormat.TURTLE))
    sets = {t.subject for t in triples if str(t.predicate) == f"<{CS}subjectOfChange>"}
    assert len(sets) == len(found.changes)
    statements = sum(len(c.lost) + len(c.gained) for c in found.changes)
    assert (
        sum(str(t.predicate) in (f"<{CS}addition>", f"<{CS}removal>") for t in triples)
        == statements
    )


# ---- deprecation: the ferry's property renamed between 1.0.0 and 1.1.0


def test_a_term_that_is_kept_as_deprecated_breaks_nothing() -> None:
    found = diff(str(FERRY / "1.0.0"), str(FERRY / "1.1.0"))
    by_name = {c.name: c for c in found.changes}
    old = by_name["fer:tiedAt"]
    assert (old.action, old.impact, old.other) == (
        "deprecated",
        "compatible",
        by_name["fer:berthedAt"].subject,
    )
    assert not found.breaking
    assert found.suggested == found.new_version == "1.1.0"


def test_old_data_is_warned_of_and_repaired(tmp_path: Path) -> None:
    folder = tmp_path / "ferry"
    shutil.copytree(FERRY / "1.1.0", folder)
    shutil.copy(FERRY / "1.0.0" / "data.ttl", folder / "data.ttl")
    (finding,) = check_deprecated(Project.open(folder)).findings
    assert (finding.severity, finding.focus) == ("warning", "boat:heron")
    assert finding.fix == "use fer:berthedAt (is berthed at)"
    store = Store()
    store.load(path=folder / "data.ttl", format=RdfFormat.TURTLE)
    for _ in range(2):
        store.update((folder / "deprecations" / "1.1.0.ru").read_text())
        new = parse(path=FERRY / "1.1.0" / "data.ttl", format=RdfFormat.TURTLE)
        assert {str(q) for q in store} == {str(q) for q in new}
    assert not check_deprecated(Project.open(FERRY / "1.1.0")).findings
