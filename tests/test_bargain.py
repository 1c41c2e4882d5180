"""Promises that hold over the whole Bargain graph, whatever it comes to contain."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Store

from conftest import ROOT, need, source_text
from kgtools.project import Project
from kgtools.queries import Catalogue
from kgtools.rdf.sparql import prefixes_of, resolve, tokens
from kgtools.rdf.terms import OWL, RDFS, SKOS, TYPE

BG = "https://w3id.org/bargain/ontology#"
RUN = 8  # words in a row that nothing here may share with the article, its title apart
LABEL, PREF_LABEL = NamedNode(RDFS + "label"), NamedNode(SKOS + "prefLabel")
UNLABELLED = {
    NamedNode(BG + "Passage"),
    NamedNode(BG + "StructuringPassage"),
    NamedNode(BG + "Statement"),
    NamedNode("http://www.w3.org/ns/oa#TextPositionSelector"),
}
WAIVED = {  # term -> why no data use it, or no query asks for it
    BG + "isContentOf": "for readers only: the inverse is asserted",
    BG + "overtakes": "no claim is overtaken by the record so far; kept for what may come",
    BG + "Actor": "abstract: every actor is of a narrower kind",
    BG + "ContentNode": "abstract: the kinds of content are its subclasses",
    BG + "ContextFact": "abstract: every fact is of a narrower kind",
    BG + "claimedLeverageOver": "derived, never asserted",
    BG + "wouldBurden": "derived, never asserted; asked for with explain",
    BG + "wouldBenefit": "derived, never asserted; asked for with explain",
    BG + "contentRelation": "abstract: the edges are by its sub-properties",
    BG + "Author": "the one author is asked for as a voice, not by kind",
}


@pytest.fixture(scope="module")
def bargain() -> Project:
    return Project.open(ROOT)


def own_terms(project: Project) -> set[NamedNode]:
    kinds = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
    return {
        quad.subject
        for quad in project.quads()
        if quad.predicate == TYPE
        and isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(BG)
        and quad.object in {NamedNode(OWL + kind) for kind in kinds}
    }


def asked_for(project: Project) -> set[str]:
    """The terms that a query names, and by `subClassOf*` or `subPropertyOf*` those below them.

    A class counts too when a query names a property of which it is domain or range. The query
    that looks for what is unvouched asks for everything, so it does not count.
    """
    asked: set[str] = set()
    for query in Catalogue(project):
        if query.slug == "unvouched":
            continue
        found = tokens(query.text)
        prefixes = prefixes_of(found)
        names = {resolve(t, prefixes) for t in found if t.kind in ("iri", "name")}
        named = {NamedNode(name) for name in names if name}
        asked |= {node.value for node in named}
        for path in ("subClassOf", "subPropertyOf"):
            if NamedNode(RDFS + path) in named:
                asked |= {t.value for t in below(project, named, NamedNode(RDFS + path))}
        for node in named:
            for end in ("domain", "range"):
                asked |= {t.value for t in members(project, node, NamedNode(RDFS + end))}
        asked |= {p.of_class.value for p in query.parameters if p.of_class}
    return asked


def below(project: Project, tops: set[NamedNode], link: NamedNode) -> set[NamedNode]:
    found, todo = set(tops), list(tops)
    while todo:
        for node in project.index.subjects(link, todo.pop()):
            if isinstance(node, NamedNode) and node not in found:
                found.add(node)
                todo.append(node)
    return found


def members(project: Project, term: NamedNode, link: NamedNode) -> Iterator[NamedNode]:
    """The classes at one end of a property, those in a union of classes among them."""
    first = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#first")
    rest = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#rest")
    for end in project.index.objects(term, link):
        if isinstance(end, NamedNode):
            yield end
        cell = project.index.object(end, NamedNode(OWL + "unionOf"))
        while cell is not None:
            for member in project.index.objects(cell, first):
                if isinstance(member, NamedNode):
                    yield member
            cell = project.index.object(cell, rest)


def test_every_term_is_used_by_the_data_or_waived(bargain: Project) -> None:
    data = [q for q in bargain.quads() if "ontology" not in str(q.graph_name)]
    used = {q.predicate for q in data} | {q.object for q in data if q.predicate == TYPE}
    assert len(own_terms(bargain)) > 150
    assert {t.value for t in own_terms(bargain) - used} - WAIVED.keys() == set()


def test_every_term_is_asked_for_by_a_query_or_waived(bargain: Project) -> None:
    assert {t.value for t in own_terms(bargain)} - asked_for(bargain) - WAIVED.keys() == set()


def test_no_waiver_is_idle(bargain: Project) -> None:
    assert WAIVED.keys() <= {t.value for t in own_terms(bargain)}


def test_the_data_have_no_blank_node(bargain: Project) -> None:
    data = [q for q in bargain.quads() if "ontology" not in str(q.graph_name)]
    assert len(data) > 8000
    assert [
        q for q in data if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)
    ] == []


def test_everything_has_a_label_in_each_language(bargain: Project) -> None:
    index = bargain.index
    own = ("https://w3id.org/bargain/",)
    lacking = []
    for node in index.all_subjects():
        kinds = set(index.objects(node, TYPE))
        if not isinstance(node, NamedNode) or not node.value.startswith(own) or kinds & UNLABELLED:
            continue
        labels = [*index.objects(node, LABEL), *index.objects(node, PREF_LABEL)]
        tags = {label.language for label in labels if isinstance(label, Literal)}
        if kinds and not tags >= set(bargain.languages):
            lacking.append(node.value)
    assert lacking == []


def test_loading_twice_changes_nothing(bargain: Project) -> None:
    quads = [q for q in bargain.quads() if "ontology" not in str(q.graph_name)]
    store = Store()
    store.extend(quads)
    once = len(store)
    again = [q for q in Project.open(ROOT).quads() if "ontology" not in str(q.graph_name)]
    store.extend(again)
    assert len(store) == once == len(set(quads)) > 8000


def test_every_competency_question_and_form_is_there(bargain: Project) -> None:
    queries = list(Catalogue(bargain))
    assert len(queries) >= 28
    texts = [{t.text.upper() for t in tokens(q.text) if t.kind == "word"} for q in queries]
    assert any("CONSTRUCT" in words for words in texts) and any("ASK" in words for words in texts)
    for query in queries:
        assert set(query.title) >= {"en", "es"} <= set(query.question), query.slug
        for parameter in query.parameters:
            assert set(parameter.help) >= {"en", "es"}, (query.slug, parameter.name)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower().replace("’", "'"))


def runs(found: list[str]) -> set[tuple[str, ...]]:
    return set(zip(*(found[i:] for i in range(RUN)), strict=False))


def test_nothing_is_taken_over_from_the_article() -> None:
    need("source text")
    file = source_text()
    assert file
    text = file.read_text(encoding="utf-8")
    taken = runs(words(text)) - runs(words(text.split("\n", 1)[0]))
    assert len(taken) > 2000
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    shared = []
    for name in filter(None, listed.decode().split("\0")):
        path = ROOT / name
        if path.is_file() and path.stat().st_size < 4_000_000:
            hits = runs(words(path.read_text(encoding="utf-8", errors="ignore"))) & taken
            shared += [f"{name}: {' '.join(hit)}" for hit in sorted(hits)]
    assert shared == []
