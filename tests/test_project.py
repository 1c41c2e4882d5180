"""The folder, its kgtools.toml and its files."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from conftest import ORCHARD, change, run
from kgtools.errors import ParameterError, ParseError, ProjectError, QueryError, SeveralErrors
from kgtools.project import Project
from kgtools.queries import Catalogue
from kgtools.rdf.parse import parse_file
from kgtools.rdf.terms import expand, lexical, shorten

ORC = "https://example.org/orchard/terms#"
ORD = "https://example.org/orchard/id/"


def test_the_nearest_folder_upwards_is_the_project(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copy / "data")
    assert Project.open().root == copy


def test_a_folder_without_kgtools_toml_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"no kgtools\.toml in this folder; name a folder"):
        Project.open(tmp_path)


def test_the_configuration_is_read(orchard: Project) -> None:
    assert orchard.title == {"en": "The orchard dispute", "fr": "La querelle du verger"}
    assert (orchard.version, orchard.languages) == ("0.3.0", ("en", "fr"))
    assert [graph.name for graph in orchard.graphs] == ["terms", "pamphlet", "glosses"]
    assert [file.name for file in orchard.graphs[1].files] == ["pamphlet.ttl", "snippets.ttl"]
    assert orchard.roles.statement_subject == NamedNode(ORC + "from")
    assert orchard.roles.strength == (NamedNode(ORC + "firmness"), NamedNode(ORC + "manner"))
    assert orchard.roles.content_relation is None
    assert orchard.sources[0].abbreviations == ("St.",)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('version = "0.3.0"', 'verison = "0.3.0"', "kgtools.toml:2:1: project.version: missing"),
        ('version = "0.3.0"', "version = 3", "kgtools.toml:4:1: project.version: expected a text"),
        ('licence = "h', 'license = "h', "kgtools.toml:7:1: project.license: unknown key; did you"),
        ('["en", "fr"]', '["en", "f r"]', "project.languages: 'f r' is not a language tag"),
        ('role = "ontology"', 'role = "terms"', "graphs.terms.role: 'terms' is not a role"),
        ('"data/glosses.ttl"', '"data/gone*.ttl"', "graphs.glosses.files: no file matches"),
        ('"data/glosses.ttl"', '"../x.ttl"', "graphs.glosses.files: '../x.ttl' leaves"),
        ('"data/glosses.ttl"', '"data/pamphlet.ttl"', "pamphlet.ttl stands in two graphs"),
        ('speaker = "orc:', 'speaker = "orx:', "roles.speaker: unknown prefix 'orx'"),
        ('speaker = "orc:voice"', 'speeker = "orc:voice"', "roles.speeker: unknown key; did you"),
        ('folder = "queries"', 'folder = "questions"', "queries.folder: there is no folder"),
        (
            'env = "ORCHARD_SOURCE"\nsha256 = "',
            'sha256 = "x',
            "sources.pamphlet.sha256: expected 64",
        ),
        ("[queries]", "[queries", "kgtools.toml:26:9: Expected ']'"),
    ],
)
def test_a_fault_in_kgtools_toml_is_named_with_its_line(
    copy: Path, old: str, new: str, complaint: str
) -> None:
    change(copy / "kgtools.toml", old, new)
    with pytest.raises(ProjectError) as caught:
        Project.open(copy)
    assert complaint in str(caught.value)
    assert str(caught.value).startswith("kgtools.toml")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"@prefix a: <http://a/> .\na:b a:c\n  d:e .\n", "data/glosses.ttl:3:3: The prefix d:"),
        (b"\x89PNG\r\n\x1a\n\x00", "data/glosses.ttl:1:1: not UTF-8 text; save the file"),
        ("é".encode() + b"\n\xff", "data/glosses.ttl:2:1: not UTF-8 text"),
        (b"", "data/glosses.ttl: the file is empty"),
    ],
)
def test_a_file_that_does_not_parse_is_named_with_the_place(
    copy: Path, content: bytes, complaint: str
) -> None:
    (copy / "data" / "glosses.ttl").write_bytes(content)
    with pytest.raises(ParseError) as caught:
        Project.open(copy).quads()
    assert str(caught.value).startswith(complaint)


@pytest.mark.parametrize(
    ("suffix", "text", "graph"),
    [
        ("ttl", "<urn:s> <urn:p> <urn:o> .", "urn:default"),
        ("nt", "<urn:s> <urn:p> <urn:o> .", "urn:default"),
        ("nq", "<urn:s> <urn:p> <urn:o> <urn:g> .", "urn:g"),
        ("trig", "<urn:g> { <urn:s> <urn:p> <urn:o> }", "urn:g"),
        ("jsonld", '{"@id": "urn:s", "urn:p": {"@id": "urn:o"}}', "urn:default"),
        (
            "rdf",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">'
            '<rdf:Description rdf:about="urn:s"><u:p rdf:resource="urn:o"/></rdf:Description>'
            "</rdf:RDF>",
            "urn:default",
        ),
    ],
)
def test_each_kind_of_file_is_read_by_its_suffix(
    tmp_path: Path, suffix: str, text: str, graph: str
) -> None:
    file = tmp_path / f"x.{suffix}"
    file.write_text(text)
    s, p, o = (NamedNode(f"urn:{name}") for name in "spo")
    assert parse_file(file, NamedNode("urn:default")) == [Quad(s, p, o, NamedNode(graph))]


def test_an_unknown_kind_of_file_is_refused(copy: Path) -> None:
    (copy / "data" / "glosses.ttl").rename(copy / "data" / "glosses.xlsx")
    change(copy / "kgtools.toml", "data/glosses.ttl", "data/glosses.xlsx")
    with pytest.raises(ParseError, match=r"glosses\.xlsx: unknown kind of file; known: \.ttl"):
        Project.open(copy).quads()


def test_numbers_stay_as_they_were_written(copy: Path) -> None:
    old, new = "orc:weeks 1.5", 'orc:weeks 1.50 , "007"^^xsd:integer'
    change(copy / "data" / "pamphlet.ttl", old, new)
    values = Project.open(copy).index.objects(
        NamedNode(ORD + "late-harvest"), NamedNode(ORC + "weeks")
    )
    assert [lexical(value) for value in values] == ["1.50", "007"]


def test_blank_nodes_of_two_files_are_never_one(copy: Path) -> None:
    for name in ("pamphlet", "glosses"):
        file = copy / "data" / f"{name}.ttl"
        file.write_text(file.read_text() + f"_:same rdfs:label '{name}' .\n")
    quads = Project.open(copy).quads()
    named = {str(q.object): q.subject for q in quads if str(q.subject).startswith("_:")}
    assert named['"pamphlet"'] != named['"glosses"']


def test_a_label_is_in_the_language_or_the_nearest_there_is(orchard: Project) -> None:
    moss, stalls = NamedNode(ORD + "moss"), NamedNode(ORD + "empty-stalls")
    assert orchard.label(moss, "fr") == "guilde de la Mousse"
    assert orchard.label(moss, "fr-CA") == "guilde de la Mousse"
    assert orchard.label(moss) == "Moss Guild"
    assert orchard.label(moss, "de") == "Moss Guild"
    assert orchard.label(stalls, "fr") == "empty stalls"
    assert orchard.label(NamedNode(ORD + "oriel-fenn"), "fr") == "Oriel Fenn"
    assert orchard.label(NamedNode(ORD + "link-kept")) is None


def test_a_triple_is_found_at_its_place_in_the_file(orchard: Project) -> None:
    gate, leads = NamedNode(ORD + "river-gate"), NamedNode(ORC + "leadsTo")
    lines = (ORCHARD / "data" / "pamphlet.ttl").read_text().splitlines()
    at = next(n for n, line in enumerate(lines, 1) if line.startswith("ord:river-gate"))

    def place(*terms: NamedNode) -> tuple[str, int, int]:
        found = orchard.locate(*terms)
        assert found
        return found.path.name, found.line, found.column

    assert place(gate) == ("pamphlet.ttl", at, 1)
    assert place(gate, leads) == ("pamphlet.ttl", at + 3, 5)
    assert place(gate, leads, NamedNode(ORD + "empty-stalls")) == ("pamphlet.ttl", at + 3, 36)
    assert orchard.locate(gate, NamedNode(ORC + "harms")) is None
    assert orchard.locate(NamedNode(ORD + "nobody")) is None


def test_a_curie_takes_the_longest_namespace_and_expands_back() -> None:
    prefixes = {"a": "http://x/", "b": "http://x/y#"}
    assert shorten("http://x/y#z", prefixes) == "b:z"
    assert shorten("http://x/y/z", prefixes) == "<http://x/y/z>"
    assert expand("b:z", prefixes) == expand("<http://x/y#z>", {}) == NamedNode("http://x/y#z")
    for wrong in ("z", "c:z", "<z>", "http://a b", ""):
        with pytest.raises(ParameterError):
            expand(wrong, prefixes)


def test_where_a_sign_is_missing_the_place_before_it_is_named(copy: Path) -> None:
    change(
        copy / "data" / "pamphlet.ttl",
        "    orc:keptBy ord:heron ;\n",
        "    orc:keptBy ord:heron\n\n",
    )
    with pytest.raises(ParseError) as caught:
        Project.open(copy).quads()
    lines = (copy / "data" / "pamphlet.ttl").read_text().splitlines()
    at = next(n for n, line in enumerate(lines, 1) if "orc:keptBy" in line)
    assert str(caught.value).startswith(f"data/pamphlet.ttl:{at + 2}:5: A dot is expected")
    assert str(caught.value).endswith(f"(after line {at}, column 25)")


def test_all_broken_files_are_named_at_once(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / "data" / "pamphlet.ttl").write_text("<a")
    (copy / "data" / "glosses.ttl").write_bytes(b"\xff")
    (copy / "shapes" / "orchard.ttl").write_text("")
    change(copy / "queries" / "guilds.rq", "#+ title:", "#+ titel:")
    with pytest.raises(SeveralErrors, match=r"pamphlet\.ttl.*; .*glosses\.ttl"):
        Project.open(copy).quads()
    assert run("check") == 2
    lines = capsys.readouterr().err.splitlines()
    names = [line.removeprefix("kgtools: error: ").partition(":")[0] for line in lines]
    assert names == [
        "data/pamphlet.ttl",
        "data/glosses.ttl",
        "shapes/orchard.ttl",
        "queries/guilds.rq",
    ]


def test_of_many_broken_files_ten_are_named(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for n in range(13):
        (copy / "queries" / f"x{n:02}.rq").write_text("ASK {}")
    assert run("check") == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11 and lines[-1] == "kgtools: error: and 3 more such errors"


def test_what_is_nested_too_deep_is_named_with_its_file(copy: Path) -> None:
    deep = "[" * 40_000 + "]" * 40_000
    change(copy / "queries" / "guilds.rq", "#+ parameters:", f"#+ keywords: {deep}\n#+ parameters:")
    with pytest.raises(QueryError, match=r"queries/guilds\.rq:1:1: the header is nested too deep"):
        Catalogue(Project.open(copy))["guilds"]
    file = copy / "kgtools.toml"
    file.write_text(f"x = {deep}\n" + file.read_text())
    with pytest.raises(ProjectError, match=r"kgtools\.toml: nested too deep"):
        Project.open(copy)


def test_the_language_asked_for_is_one_of_the_project(orchard: Project) -> None:
    assert orchard.language(None) is None
    assert (orchard.language("FR"), orchard.language("fr-CA")) == ("fr", "fr")
    with pytest.raises(ParameterError, match="does not speak 'de'; its languages are en, fr"):
        orchard.language("de")
