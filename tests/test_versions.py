"""One version everywhere: dataset, ontology, tool, citation, changelog."""

from __future__ import annotations

import re
import tomllib

import yaml

from conftest import ROOT
from kgtools.project import Project
from kgtools.rdf.terms import OWL

VERSION = str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])


def test_the_project_says_the_version() -> None:
    assert Project.open(ROOT).version == VERSION


def test_the_citation_says_the_version() -> None:
    assert str(yaml.safe_load((ROOT / "CITATION.cff").read_text())["version"]) == VERSION


def test_the_newest_heading_of_the_changelog_is_the_version() -> None:
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert headings[0] == VERSION


def test_every_ontology_header_and_the_dataset_say_the_version() -> None:
    project = Project.open(ROOT)
    own = [q for q in project.quads() if str(q.subject.value).startswith(project.config.base)]  # type: ignore[union-attr]
    info = {q.object.value for q in own if q.predicate.value == OWL + "versionInfo"}  # type: ignore[union-attr]
    iris = [q.object.value for q in own if q.predicate.value == OWL + "versionIRI"]  # type: ignore[union-attr]
    assert info == {VERSION}
    assert len(iris) >= 9
    assert {iri.rpartition("/")[2] for iri in iris} == {VERSION}
    dataset = ROOT / "data" / "dataset.ttl"
    if dataset.is_file():
        stated = re.findall(r'(?:dcat:version|owl:versionInfo) "([^"]+)"', dataset.read_text())
        assert set(stated) == {VERSION}
