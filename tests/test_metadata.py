"""What the dataset says of itself: each prepared query as RDF, as it stands in its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ORCHARD, ROOT
from kgtools.engines import Bindings, Boolean, Triples, open_engine
from kgtools.metadata import dataset_quads, metadata, metadata_graph
from kgtools.project import Project
from kgtools.queries import Catalogue

CATALOGUE = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
SELECT ?query ?text ?title ?question ?target WHERE {
  GRAPH ?g {
    ?query a sh:SPARQLExecutable ; sh:select|sh:ask|sh:construct ?text ; schema:target ?target ;
      rdfs:label ?title ; rdfs:comment ?question .
    FILTER(lang(?title) = "en" && lang(?question) = "en")
  }
}
"""


@pytest.mark.parametrize("folder", [ROOT, ORCHARD])
def test_the_catalogue_can_be_asked_for_and_what_it_gives_can_be_asked(folder: Path) -> None:
    project = Project.open(folder)
    engine = open_engine(dataset_quads(project))
    found = engine.query(CATALOGUE)
    assert isinstance(found, Bindings)
    catalogue = Catalogue(project)
    told = {row[0].value.rpartition("/")[2]: row for row in found.rows if row[0] is not None}  # type: ignore[union-attr]
    assert sorted(told) == catalogue.slugs and len(found.rows) == len(told)
    for slug, (_, text, title, question, target) in told.items():
        query = catalogue[slug]
        assert (text.value, title.value) == (query.text, query.title["en"])  # type: ignore[union-attr]
        assert question.value == query.question["en"]  # type: ignore[union-attr]
        assert target.value == project.config.base + "sparql"  # type: ignore[union-attr]


def test_the_kind_of_executable_is_that_of_the_answer() -> None:
    project = Project.open(ROOT)
    kinds = {
        str(quad.subject)[1:-1].rpartition("/")[2]: str(quad.object)[1:-1].rpartition("#")[2]
        for quad in metadata(project)
        if quad.predicate.value.endswith("#type") and "SPARQLExecutable" not in str(quad.object)
    }
    engine = open_engine(project.quads())
    expected = {Bindings: "Select", Boolean: "Ask", Triples: "Construct"}
    asked = {"leverage", *(slug for slug, kind in kinds.items() if "Select" not in kind)}
    assert len(asked) == 3
    for slug in asked:
        result = engine.query(Catalogue(project)[slug].text)
        assert kinds[slug] == f"SPARQL{expected[type(result)]}Executable"


def test_the_metadata_changes_no_answer() -> None:
    project = Project.open(ROOT)
    plain, told = open_engine(project.quads()), open_engine(dataset_quads(project))
    for query in Catalogue(project):
        if not query.derived and "CONSTRUCT" not in query.text:
            assert plain.query(query.text) == told.query(query.text), query.slug
    assert {quad.graph_name for quad in metadata(project)} == {metadata_graph(project)}
