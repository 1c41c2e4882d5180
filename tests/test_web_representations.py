"""A document in each data format: the same triples, all that belong to its thing, safely put."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import Dataset, NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset as RdflibDataset
from rdflib import Graph
from rdflib.compare import isomorphic

from conftest import ORCHARD, ROOT, change
from kgtools.explanation import explain
from kgtools.project import Project
from kgtools.rdf.digest import dataset_digest
from kgtools.web import Site
from kgtools.web.negotiation import DATA_FORMATS
from web_asking import get

RDFLIB = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml", "trig": "trig"}
ID = "https://example.org/orchard/id/"
TERMS = "https://example.org/orchard/terms#"


@pytest.fixture(scope="module")
def site(orchard: Project) -> Site:
    return Site(orchard)


def body(site: Site, path: str) -> bytes:
    rendered = site.page(path)
    assert rendered is not None, path
    return rendered.body


def triples(data: bytes, name: str) -> Graph:
    """The triples as rdflib reads them, of all graphs."""
    if name != "trig":
        return Graph().parse(data=data, format=RDFLIB[name])
    whole = Graph()
    for s, p, o, _ in RdflibDataset().parse(data=data, format="trig").quads():
        whole.add((s, p, o))
    return whole


def without_itself(graph: Graph, document: str) -> Graph:
    """Without what the document says of itself, which differs by format."""
    rest = Graph()
    for triple in graph:
        if str(triple[0]) != document:
            rest.add(triple)
    return rest


@pytest.mark.parametrize(
    "stem", ["id/river-gate", "id/remark-well", "terms", "graph/terms", "dataset", "query/effects"]
)
def test_all_formats_say_the_same(site: Site, stem: str) -> None:
    base = "https://example.org/orchard/"
    expected = None
    for form in DATA_FORMATS:
        read = triples(body(site, stem + form.suffix), form.name)
        about = [p for s, p, _ in read if str(s) == f"{base}{stem}{form.suffix}"]
        assert len(about) >= 5, form.name
        rest = without_itself(read, f"{base}{stem}{form.suffix}")
        expected = expected or rest
        assert isomorphic(rest, expected), form.name
    assert expected is not None and len(expected) > 10


def read(site: Site, path: str) -> list[Quad]:
    return list(parse(body(site, path), format=RdfFormat.TRIG))


def has(quads: Iterable[Quad], subject: str, predicate: str, value: str | None = None) -> bool:
    return any(
        isinstance(q.subject, NamedNode)
        and q.subject.value == subject
        and q.predicate.value == predicate
        and (value is None or getattr(q.object, "value", None) == value)
        for q in quads
    )


def test_a_document_describes_its_thing_fully(site: Site, orchard: Project) -> None:
    quads = read(site, "id/late-harvest.trig")
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    assert has(quads, ID + "late-harvest", TERMS + "weeks", "1.5")
    assert has(quads, ID + "river-gate", TERMS + "leadsTo", ID + "late-harvest")
    assert has(quads, ID + "river-gate", label, "river gate")
    assert has(quads, ID + "remark-harvest", TERMS + "voice", ID + "oriel-fenn")
    assert has(quads, ID + "link-late", TERMS + "via", TERMS + "leadsTo")
    assert has(quads, ID + "oriel-fenn", label, "Oriel Fenn")
    snippet = ID + "snippet-harvest"
    assert has(quads, snippet, TERMS + "line")
    assert has(quads, ID + "snippet-list", TERMS + "line"), "the passage to be read with it"
    document = "https://example.org/orchard/id/late-harvest.trig"
    for predicate, value in {
        "http://xmlns.com/foaf/0.1/primaryTopic": ID + "late-harvest",
        "http://purl.org/dc/terms/license": orchard.config.licence,
        "http://rdfs.org/ns/void#inDataset": "https://example.org/orchard/dataset",
        "http://www.w3.org/ns/prov#wasDerivedFrom": "https://example.org/orchard/graph/pamphlet",
    }.items():
        assert has(quads, document, predicate, value), predicate
    own = {q.graph_name for q in quads if str(q.subject) == f"<{ID}late-harvest>"}
    assert own == {NamedNode("https://example.org/orchard/graph/pamphlet")}


def test_every_triple_of_the_files_is_in_the_document_of_its_subject(
    site: Site, orchard: Project
) -> None:
    documents: dict[str, set[str]] = {}
    for quad in orchard.quads():
        if not isinstance(quad.subject, NamedNode):
            continue
        path = quad.subject.value.removeprefix("https://example.org/orchard/").partition("#")[0]
        if path not in documents:
            documents[path] = set(body(site, f"{path}.nt").decode().splitlines())
        if isinstance(quad.object, NamedNode) or "_:" not in str(quad.object):
            assert f"{quad.subject} {quad.predicate} {quad.object} ." in documents[path]
    assert len(documents) > 30


def test_the_document_of_a_graph_is_that_graph(site: Site, orchard: Project) -> None:
    for graph in orchard.graphs:
        path = graph.iri.value.removeprefix("https://example.org/orchard/") + ".trig"
        there = [quad for quad in read(site, path) if quad.graph_name == graph.iri]
        asserted = [quad for quad in orchard.quads() if quad.graph_name == graph.iri]
        assert dataset_digest(there) == dataset_digest(asserted) != dataset_digest([])


def test_the_ontology_has_the_axioms_that_no_term_points_to() -> None:
    project = Project.open(ROOT)
    data = body(Site(project), "ontology.ttl").decode()
    quads = project.quads()
    disjoint = [q for q in quads if str(q.object).endswith("owl#AllDisjointClasses>")]
    assert disjoint and data.count("owl:AllDisjointClasses") == len(disjoint)
    assert data.startswith("@prefix bg: <https://w3id.org/bargain/ontology#> .\n")


def test_the_claims_of_a_page_are_those_that_explain_tells() -> None:
    for folder in (ORCHARD, ROOT):
        project = Project.open(folder)
        site = Site(project)
        vouching = site.describer.vouching
        things = [thing for doc in site.documents.by_key.values() for thing in doc.things]
        asked = [thing for thing in things if thing in project.index][:: 7 if folder == ROOT else 1]
        told = 0
        for thing in asked:
            explained = explain(project, f"<{thing.value}>", "en")
            claims, editorial = vouching.about(thing, "en")
            assert [str(claim.node) for claim in claims] == [f"<{c.iri}>" for c in explained.claims]
            assert {str(v.node) for v in editorial} == {f"<{e.iri}>" for e in explained.editorial}
            for claim, view in zip(claims, explained.claims, strict=True):
                assert [str(e.statement) for e in claim.edges] == [f"<{e.iri}>" for e in view.edges]
            told += len(claims)
        assert told > 10


def test_the_same_files_give_the_same_bytes_in_another_process(site: Site) -> None:
    program = (
        "import hashlib, sys\n"
        "from kgtools import Project\n"
        "from kgtools.web import Site\n"
        "site = Site(Project.open(sys.argv[1]))\n"
        "for path in site.paths():\n"
        "    print(path, hashlib.sha256(site.page(path).body).hexdigest())\n"
    )
    command = [sys.executable, "-c", program, str(ORCHARD)]
    once = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    again = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert once == again and len(once.splitlines()) == len(list(site.paths())) > 300


HOSTILE = r"""
ord:trap a orc:Guild ;
    rdfs:label "<script>alert(1)</script>"@en , "\" onmouseover=\"alert(2)"@fr ;
    rdfs:comment "]]> --> </textarea></title> & \u0001\u0008 \\ \" '"@en ;
    rdfs:seeAlso <javascript:alert(3)> , <https://example.org/a'onclick='b> , <data:text/html,x> ;
    orc:note "javascript:alert(4)" , "two\nlines" ;
    <https://example.org/1> "no name for XML" .
<https://example.org/orchard/id/\u00e9t\u00e9%20a> rdfs:label "summer"@en ; orc:keptBy ord:trap .
<https://example.org/orchard/id/a?b=c&d> rdfs:label "asked"@en .
<https://example.org/orchard/../../etc/passwd> rdfs:label "way out"@en .
<https://example.org/orchard/search> rdfs:label "a thing named as a page"@en .
<https://example.org/orchard/id/heron.fr> rdfs:label "a thing named as a language"@en .
"""


@pytest.fixture
def hostile(copy: Path) -> Site:
    file = copy / "data" / "pamphlet.ttl"
    with file.open("a", encoding="utf-8") as open_file:
        open_file.write(HOSTILE)
    return Site(Project.open(copy))


def test_hostile_texts_and_names_survive_every_format(hostile: Site) -> None:
    expected = {
        f"{q.subject} {q.predicate} {q.object}"
        for q in hostile.project.quads()
        if str(q.subject) == f"<{ID}trap>"
    }
    assert len(expected) == 10
    for name in ("ttl", "nt", "jsonld", "trig"):
        form = next(f.rdf for f in DATA_FORMATS if f.name == name)
        quads = parse(body(hostile, f"id/trap.{name}"), format=form)
        found = {f"{q.subject} {q.predicate} {q.object}" for q in quads}
        assert expected <= found, name


def test_what_rdf_xml_cannot_hold_is_not_offered_in_it(hostile: Site) -> None:
    assert hostile.page("id/trap.rdf") is None
    assert "id/trap.rdf" not in set(hostile.paths())
    assert get(hostile, "/id/trap", accept="application/rdf+xml").status == 406
    assert get(hostile, "/id/trap.rdf").status == 404
    assert b"application/rdf+xml" not in body(hostile, "id/trap.html")
    assert hostile.page("id/moss.rdf") is not None
    triples(body(hostile, "id/moss.rdf"), "rdf")


def test_no_text_becomes_markup_and_no_script_a_link(hostile: Site) -> None:
    for path in ("id/trap.html", "id/trap.fr.html", "resources/Guild.html", "search.html"):
        html = body(hostile, path).decode()
        for found in ("<script>alert", '" onmouseover="', "'onclick='b\"", "</textarea>"):
            assert found not in html, (path, found)
        for scheme in ('href="javascript:', 'href="data:'):
            assert scheme not in html.lower()
    html = body(hostile, "id/trap.html").decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in html)
    searched = hostile.page("search.html", (("q", '"><script>alert(5)</script>'),))
    assert searched is not None and b"<script>alert" not in searched.body


def test_strange_addresses_lead_to_their_things(hostile: Site) -> None:
    kept = body(hostile, "id/trap.html").decode()
    assert 'href="../id/%C3%A9t%C3%A9%20a.html"' in kept
    assert b"summer" in get(hostile, "/id/%C3%A9t%C3%A9%20a.html").body
    assert b"asked" in get(hostile, "/id/a%3Fb%3Dc%26d.html").body
    assert not any(".." in path.split("/") for path in hostile.paths())
    assert get(hostile, "/../../etc/passwd").status == 404
    assert b"<form" in get(hostile, "/search.html").body
    assert get(hostile, "/search", accept="text/turtle").status == 303
    assert b"a thing named as a page" in get(hostile, "/search_.html").body
    assert b"Heron Guild" in get(hostile, "/id/heron.html").body
    assert len(set(hostile.paths())) == len(list(hostile.paths()))


def test_every_thing_has_a_place_of_its_own_whatever_it_is_called(copy: Path) -> None:
    """Plain paths, which are kept as numbers only, and all others; some want the same place."""
    names = (
        "id/a", "id/%61", "id/a.es", "id/a.fr", "id/b", "id/b#x", "id/c/",
        "id/c/index", "id/c/index_", "index", "index_", "search.fr", "x/", "x/index#t", "x/index",
        "id", "", "é", "%C3%A9", "a_b-c/d", "search.en",
    )  # fmt: skip
    base = "https://example.org/orchard/"
    lines = "".join(f'<{base}{name}> <urn:p> "{name}" .\n' for name in names)
    (copy / "places.nt").write_text(lines, encoding="utf-8")
    file = copy / "kgtools.toml"
    more = '[graphs.places]\niri = "https://example.org/g"\nfiles = ["places.nt"]\n\n'
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("[graphs.", more + "[graphs.", 1), encoding="utf-8")
    site = Site(Project.open(copy))
    documents = site.documents
    every = list(documents.by_key.values())
    for name in names:
        found = documents.place(NamedNode(base + name))
        assert found is not None and NamedNode(base + name) in found[0].things, name
        assert found[0] in every
    paths = list(site.paths())
    assert len(paths) == len(set(paths))
    assert [each.stem for each in every if "#" not in each.things[-1].value]
    assert list(documents.by_key) == sorted(documents.by_key)
    assert len(documents.by_key) == len(every) == len(documents.by_stem)
    for key, document in documents.by_key.items():
        assert documents.by_key[key] == document == documents.by_stem[document.stem]
        assert key in documents.by_key and document.stem in documents.by_stem
    assert list(site.pages.stems())[-len(every) :] == [each.stem for each in every]
    assert "search.en" in documents.by_stem  # no page stands there: it is the first language
    things = [thing for document in every for thing in document.things]
    assert len(things) == len(set(things))
    plain = documents.plain
    assert [plain.find(each.stem) for each in plain] == list(range(len(plain)))
    assert plain.find("nowhere") is None and "nowhere" not in documents.by_stem
    assert {each.stem for each in plain}.isdisjoint(each.stem for each in documents.special)


def test_a_crowd_of_links_is_cut_and_said_so(copy: Path) -> None:
    from kgtools.web.description import MAX_INCOMING

    lines = "".join(f"ord:o{n} orc:harms ord:moss .\n" for n in range(MAX_INCOMING + 20))
    with (copy / "data" / "pamphlet.ttl").open("a", encoding="utf-8") as file:
        file.write(lines)
    site = Site(Project.open(copy))
    quads = read(site, "id/moss.trig")
    pointing = [q for q in quads if str(q.object) == f"<{ID}moss>"]
    assert len([q for q in pointing if "harms" in str(q.predicate)]) == MAX_INCOMING
    document = "https://example.org/orchard/id/moss.trig"
    comment = "http://www.w3.org/2000/01/rdf-schema#comment"
    text = f"21 triples with {TERMS}harms that point here are left out"
    assert has(quads, document, comment, text)
    assert b"The data has 721 more." in body(site, "id/moss.html")


def test_a_label_changed_in_a_file_changes_the_page(copy: Path) -> None:
    before = body(Site(Project.open(copy)), "id/river-gate.html")
    change(copy / "data" / "pamphlet.ttl", '"late harvest"@en', '"late, late harvest"@en')
    after = body(Site(Project.open(copy)), "id/river-gate.html")
    assert b"late, late harvest" in after and b"late, late harvest" not in before


def test_void_counts_what_is_there(site: Site, orchard: Project) -> None:
    void = list(parse(body(site, ".well-known/void"), format=RdfFormat.TURTLE))
    count = {
        q.subject.value: int(q.object.value)
        for q in void
        if q.predicate.value == "http://rdfs.org/ns/void#triples"
        and isinstance(q.subject, NamedNode)
        and not isinstance(q.object, NamedNode)
    }
    dataset = Dataset(orchard.quads())
    for graph in orchard.graphs:
        described = list(parse(body(site, f"graph/{graph.name}.ttl"), format=RdfFormat.TURTLE))
        assert has(
            described,
            graph.iri.value,
            "http://rdfs.org/ns/void#triples",
            str(len(list(dataset.quads_for_graph_name(graph.iri)))),
        )
    assert count["https://example.org/orchard/dataset"] >= len({str(q) for q in dataset})
