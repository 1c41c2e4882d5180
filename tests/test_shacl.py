"""SHACL: each fault is found where it is, with its shape, component, severity and message."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from conftest import change
from kgtools.checks.finding import Finding
from kgtools.checks.shacl import validate
from kgtools.errors import ShapesError
from kgtools.project import Project


def faults(folder: Path, lang: str | None = None) -> list[Finding]:
    return list(validate(Project.open(folder), lang).findings)


def place(finding: Finding) -> str:
    return finding.line().partition(": ")[0]


def line_of(file: Path, text: str) -> int:
    return next(n for n, line in enumerate(file.read_text().splitlines(), 1) if text in line)


def test_the_orchard_conforms(orchard: Project) -> None:
    report = validate(orchard)
    assert report.findings == ()
    assert report.notes == ("shapes: 3 node shapes checked on 228 triples",)


def test_a_wrong_value_is_found_at_the_value(copy: Path) -> None:
    file = copy / "data" / "pamphlet.ttl"
    change(file, "orc:members 12", 'orc:members 12 , "a dozen"')
    (finding,) = faults(copy)
    assert (finding.rule, finding.severity) == ("ors:Guild-members Datatype", "violation")
    assert (finding.focus, finding.path) == ("ord:heron", "orc:members")
    assert finding.value == "a dozen"
    assert finding.message == "A guild counts its members in whole numbers."
    line = line_of(file, "a dozen")
    assert place(finding) == f"data/pamphlet.ttl:{line}:22"


def test_a_missing_value_is_found_at_the_subject_in_the_language(copy: Path) -> None:
    file = copy / "data" / "pamphlet.ttl"
    change(file, "    orc:keptBy ord:heron ;\n", "")
    (finding,) = faults(copy, "fr")
    assert finding.rule == "ors:Gate-keptBy MinCount"
    assert finding.message.startswith("Une vanne est gardée par une guilde")
    assert place(finding) == f"data/pamphlet.ttl:{line_of(file, 'ord:river-gate a')}:1"


def test_a_subclass_of_the_ontology_counts(copy: Path) -> None:
    change(copy / "ontology" / "terms.ttl", "    rdfs:subClassOf orc:Guild .", "    a owl:Class .")
    assert [finding.rule for finding in faults(copy)] == ["ors:Gate-keptBy Class"]


def test_a_recommendation_is_a_warning(copy: Path) -> None:
    change(copy / "data" / "pamphlet.ttl", ' , "guilde de la Mousse"@fr', "")
    report = validate(Project.open(copy))
    (finding,) = report.findings
    assert (finding.severity, finding.focus) == ("warning", "ord:moss")
    assert not report.failed()
    assert report.failed(strict=True)


@pytest.mark.parametrize(
    ("lang", "message"),
    [
        ("en", "No effect lasts 12 weeks: keep it under ten."),
        ("fr", "Aucun effet ne dure 12 semaines : restez sous dix."),
    ],
)
def test_a_sparql_constraint_speaks_the_language_too(copy: Path, lang: str, message: str) -> None:
    file = copy / "data" / "pamphlet.ttl"
    change(file, "orc:weeks 1.5", "orc:weeks 12")
    (finding,) = faults(copy, lang)
    assert (finding.rule, finding.message) == ("ors:Effect SPARQL", message)
    assert (finding.focus, finding.value) == ("ord:late-harvest", "12")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("sh:minCount 1", 'sh:minCount "one"', "ors:Gate-keptBy sh:minCount"),
        ("sh:path orc:members ;", "", "ors:Guild-members"),
        ("SELECT $this", "SELEC $this", "the shapes cannot be used"),
    ],
)
def test_malformed_shapes_are_refused_in_one_line(
    copy: Path, old: str, new: str, complaint: str
) -> None:
    change(copy / "shapes" / "orchard.ttl", old, new)
    with pytest.raises(ShapesError) as caught:
        faults(copy)
    text = str(caught.value)
    assert text.startswith("shapes") and complaint in text and "\n" not in text


UNDECLARED = """
ors:Used a sh:NodeShape ;
    sh:targetObjectsOf rdf:type ;
    sh:property [ sh:path rdf:type ; sh:minCount 1 ; sh:message "Declare it."@en ] .
"""


def test_a_term_that_is_nowhere_a_subject_is_found_where_it_is_used(copy: Path) -> None:
    shapes = copy / "shapes" / "orchard.ttl"
    rdf = "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
    shapes.write_text(rdf + shapes.read_text() + UNDECLARED)
    file = copy / "data" / "pamphlet.ttl"
    change(file, "ord:moss a orc:Guild ;", "ord:moss a orc:Gild ;")
    finding = next(f for f in faults(copy) if f.focus == "orc:Gild")
    assert place(finding) == f"data/pamphlet.ttl:{line_of(file, 'orc:Gild')}:12"


def test_a_property_is_located_where_it_is_used(copy: Path) -> None:
    file = copy / "data" / "pamphlet.ttl"
    change(file, "    orc:keptBy ord:heron ;", "    orc:keeptBy ord:heron ;")
    term = NamedNode("https://example.org/orchard/terms#keeptBy")
    project = Project.open(copy)
    where = project.locate_use(term)
    assert where and (where.line, where.column) == (line_of(file, "orc:keeptBy"), 5)
    assert project.locate(term) is None and project.locate_use(NamedNode("urn:x")) is None
