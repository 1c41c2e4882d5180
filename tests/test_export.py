"""Export: what is read back by rdflib is what the files say, to the letter."""

from __future__ import annotations

import gzip
import json
import os
from functools import partial
from pathlib import Path

import pytest
import rdflib
import zstandard
from pyoxigraph import Literal, Quad, RdfFormat, parse
from rdflib.compare import isomorphic

from conftest import ORCHARD, ROOT, run
from kgtools.errors import KgtoolsError, ParameterError
from kgtools.export import Exports, context_of, exact_quads, export, keep, packed
from kgtools.export.pieces import Inseparable, Pieces
from kgtools.project import Project
from kgtools.rdf.digest import canonical_lines
from kgtools.rdf.terms import lexical
from kgtools.sorting import in_order

HARD = r"""
@prefix ex: <http://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:a ex:tag "colour"@en-GB, "color"@en-US, "Straße"@de-CH-1996 ;
    ex:number 007, 0.20, 1.50E0, "+5"^^xsd:int, "1"^^xsd:boolean, true ;
    ex:day "2031-10-04Z"^^xsd:date, "2031-10-04T00:00:00.500+00:00"^^xsd:dateTime ;
    ex:text "tab\tquote\"back\\slash", "line\nline", "a\r\nb", " <&> ]]> 😀", "" ;
    ex:long '''three "quotes" \"\"\" and
a line''' ;
    ex:list ( 1 "two" ex:three ) ;
    ex:node [ ex:text "inner"@en ; ex:node _:shared ] , _:shared .
_:shared ex:text "outer" .
<urn:x:y> ex:tag <mailto:someone@example.org> .
"""
TAGS = ("@en-GB", "@en-US", "@de-CH-1996")
SYNTAX = {
    "trig": "trig",
    "nq": "nquads",
    "nt": "nt",
    "turtle": "turtle",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}
OXIGRAPH = {
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "nt": RdfFormat.N_TRIPLES,
    "turtle": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


@pytest.fixture
def hard(copy: Path) -> Project:
    """The orchard with literals and blank nodes of every kind in a file of its own."""
    file = copy / "kgtools.toml"
    more = '[graphs.hard]\niri = "https://example.org/hard"\nfiles = ["hard.ttl"]\n\n'
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("[graphs.", more + "[graphs.", 1), encoding="utf-8")
    (copy / "hard.ttl").write_text(HARD, encoding="utf-8")
    return Project.open(copy)


def union(project: Project) -> rdflib.Graph:
    """The files as rdflib reads them, all in one graph."""
    graph = rdflib.Graph()
    for one in project.graphs:
        for file in one.files:
            graph.parse(file, format="turtle")
    return graph


def read(data: bytes, form: str) -> rdflib.Dataset:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=data.decode(), format=SYNTAX[form])
    return dataset


@pytest.mark.parametrize("form", SYNTAX)
def test_what_rdflib_reads_is_what_the_files_say(hard: Project, form: str) -> None:
    got = rdflib.Graph()
    for triple in read(export(hard, form), form).triples((None, None, None)):
        got.add(triple)
    expected = union(hard)
    assert len(got) == len(expected) > 200
    assert isomorphic(got, expected)


@pytest.mark.parametrize("form", SYNTAX)
def test_every_literal_is_written_as_authored(hard: Project, form: str) -> None:
    """rdflib's Turtle parser rewrites numbers; pyoxigraph's parser and RDFC-1.0 do not."""
    got = [quad.triple for quad in parse(export(hard, form), format=OXIGRAPH[form])]
    quads = {Quad(t.subject, t.predicate, t.object) for t in got}
    expected = {Quad(q.subject, q.predicate, q.object) for q in hard.quads()}
    assert canonical_lines(quads) == canonical_lines(expected)
    numbers = {lexical(q.object) for q in quads if str(q.predicate).endswith("/number>")}
    assert numbers == {"007", "0.20", "1.50E0", "+5", "1", "true"}


@pytest.mark.parametrize("form", ["trig", "nq", "jsonld"])
def test_each_named_graph_keeps_its_own_triples(hard: Project, form: str) -> None:
    dataset = read(export(hard, form), form)
    for one in hard.graphs:
        expected = rdflib.Graph()
        for file in one.files:
            expected.parse(file, format="turtle")
        got = rdflib.Graph()
        for triple in dataset.graph(rdflib.URIRef(one.iri.value)):
            got.add(triple)
        assert isomorphic(got, expected), one.name


@pytest.mark.parametrize("form", SYNTAX)
def test_language_tags_keep_the_case_their_authors_gave_them(hard: Project, form: str) -> None:
    text = export(hard, form).decode()
    for tag in TAGS:
        written = {"jsonld": f'"@language": "{tag[1:]}"', "rdfxml": f'xml:lang="{tag[1:]}"'}
        assert written.get(form, tag) in text


def test_blank_nodes_of_two_graphs_stay_two(hard: Project, copy: Path) -> None:
    (copy / "hard2.ttl").write_text(HARD, encoding="utf-8")
    file = copy / "kgtools.toml"
    more = '[graphs.hard2]\niri = "https://example.org/hard2"\nfiles = ["hard2.ttl"]\n\n'
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("[graphs.", more + "[graphs.", 1), encoding="utf-8")
    for form in ("trig", "nq", "jsonld"):
        homes: dict[str, set[str]] = {}
        for quad in parse(export(Project.open(copy), form), format=OXIGRAPH[form]):
            for node in (quad.subject, quad.object):
                if str(node).startswith("_:"):
                    homes.setdefault(str(node), set()).add(str(quad.graph_name))
        assert len(homes) == 13, form  # ten of ours, three of the orchard's
        assert all(len(graphs) == 1 for graphs in homes.values()), form


def test_the_same_dataset_gives_the_same_bytes_and_only_the_graphs_asked_for(hard: Project) -> None:
    for form in SYNTAX:
        assert export(hard, form) == export(Project.open(hard.root), form)
    name = hard.graphs[0].name
    quads = list(parse(export(hard, "nq", [name]), format=RdfFormat.N_QUADS))
    assert {quad.graph_name for quad in quads} == {hard.graphs[0].iri}
    with pytest.raises(ParameterError, match="there is no graph 'hrad'; did you mean hard"):
        export(hard, "nq", ["hrad"])


def test_json_with_the_context_alone_is_rdf(orchard: Project) -> None:
    context = json.loads(export(orchard, "context"))["@context"]
    assert context == context_of(exact_quads(orchard), orchard.prefixes)
    linking = next(n for n, kind in context.items() if "'@type': '@id'" in str(kind))
    text = json.dumps({"@context": context, "@id": "urn:s", linking: "urn:o"})
    (quad,) = parse(text, format=RdfFormat.JSON_LD)
    assert quad.object.value == "urn:o" and not isinstance(quad.object, Literal)


def test_what_xml_cannot_hold_is_refused_in_one_line(copy: Path, hard: Project) -> None:
    (copy / "hard.ttl").write_text('<urn:s> <urn:p:x> "\\u0001" .', encoding="utf-8")
    with pytest.raises(KgtoolsError, match=r"XML cannot hold the character U\+0001; export"):
        export(Project.open(copy), "rdfxml")
    (copy / "hard.ttl").write_text('<urn:s> <http://e/1> "x" .', encoding="utf-8")
    with pytest.raises(KgtoolsError, match="no name for the property <http://e/1>"):
        export(Project.open(copy), "rdfxml")


def test_the_command_packs_by_name_and_writes_whole_files(
    copy: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    project = Project.open(copy)
    assert run("export", "--format", "nq") == 0
    plain = capfd.readouterr().out.encode()
    assert plain == export(project, "nq")
    assert run("export", "-o", "all.nq.gz") == 0
    assert gzip.decompress((copy / "all.nq.gz").read_bytes()) == plain
    assert run("export", "-o", "all.nq.zst", "--quiet") == 0
    assert zstandard.ZstdDecompressor().decompress((copy / "all.nq.zst").read_bytes()) == plain
    assert packed(plain, ".gz") == (copy / "all.nq.gz").read_bytes()
    capfd.readouterr()
    assert run("export", "-o", "all.xyz") == 2
    assert "kgtools: error: all.xyz: give --format, or a name" in capfd.readouterr().err
    assert run("export", "-o", "nowhere/all.nq") == 2
    assert capfd.readouterr().err.count("\n") == 1
    assert not list(copy.glob("*.part"))


def test_the_bargain_is_exported_whole() -> None:
    project = Project.open(ROOT)
    expected = len(set(project.quads()))
    assert len(list(parse(export(project, "trig"), format=RdfFormat.TRIG))) == expected > 10_000
    assert len(list(parse(export(project, "jsonld"), format=RdfFormat.JSON_LD))) == expected
    assert ORCHARD.is_dir()


# ---- put together from what each file contributes


SEVERAL = """
<http://example.org/a> <http://made.example/up#p> "more of a"@en-GB , [ <http://x.example/q> 1 ] .
<http://example.org/z> <http://x.example/q> "1" .
"""


def add_graph(copy: Path, name: str, text: str) -> None:
    """A named graph in a file of its own, the last of all."""
    (copy / f"{name}.ttl").write_text(text, encoding="utf-8")
    file = copy / "kgtools.toml"
    more = f'[graphs.{name}]\niri = "https://example.org/{name}"\nfiles = ["{name}.ttl"]\n\n'
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("[graphs.", more + "[graphs.", 1), encoding="utf-8")


@pytest.mark.parametrize("labelled", [False, True])
def test_what_is_put_together_from_pieces_is_what_is_written_as_a_whole(
    copy: Path, tmp_path: Path, labelled: bool
) -> None:
    """Of subjects in several files, prefixes made up, blank nodes; also once one file changed."""
    add_graph(copy, "hard", HARD if labelled else HARD.replace("_:shared", "ex:shared"))
    add_graph(copy, "several", SEVERAL)
    for text in (SEVERAL, SEVERAL.replace("more", "less") + "<urn:n> <urn:p#q> <urn:o> .\n"):
        (copy / "several.ttl").write_text(text, encoding="utf-8")
        project = Project.open(copy)
        for form in (*SYNTAX, "context"):
            for graphs in ((), ("several",), ("hard",)):
                whole = export(project, form, graphs)
                for _ in range(2):  # made, then taken from what was kept
                    pieces = Pieces(project, tmp_path / "kept", "1")
                    assert Exports(project, pieces).written(form, graphs) == whole, (form, graphs)
        if not labelled:  # nothing had to be written as a whole after all
            for form in SYNTAX:
                assert Pieces(project, tmp_path / "kept", "1").written(form) == export(
                    project, form
                )


def test_pieces_that_are_kept_are_used_and_spoiled_ones_are_not(
    orchard: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = export(orchard, "nq")
    assert Pieces(orchard, tmp_path, "1").written("nq") == whole
    with monkeypatch.context() as patched:
        patched.setattr(
            "kgtools.export.pieces.quads_of_file", lambda *_: pytest.fail("a file was read again")
        )
        assert Pieces(orchard, tmp_path, "1").written("nq") == whole
    kept = tmp_path / "pieces-lines"
    data = kept.read_bytes()
    table = data.rindex(b'{"basis"')
    spoiled = (
        b"",
        data[:-9],
        data[: len(data) // 2] + data,
        data[:table] + data[table:].replace(b"basis", b"b\0sis"),
        data[:table] + data[table:].replace(b"[0, ", b"[7, "),
        data[:table] + data[table:].replace(b"example", b"exbmple", 1),
        b"x" * table + data[table:],
    )
    for each in spoiled:
        kept.write_bytes(each)
        assert Pieces(orchard, tmp_path, "1").written("nq") == whole
        for _ in range(2):  # then all is made anew
            assert Pieces(orchard, tmp_path, "1").written("nq") == whole
        assert kept.read_bytes() == data


def test_subjects_that_have_the_mark_of_another_are_told_apart(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_graph(copy, "hard", HARD.replace("_:shared", "ex:shared"))
    add_graph(copy, "several", SEVERAL)
    project = Project.open(copy)
    monkeypatch.setattr("kgtools.export.pieces.crc32", lambda data: 7)  # all have the same
    for form in SYNTAX:
        assert Pieces(project).written(form) == export(project, form), form


def test_where_nothing_can_be_kept_it_is_written_all_the_same(
    orchard: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No folder for it, or no room; and what processes that were ended left behind goes."""
    whole = export(orchard, "turtle")
    (tmp_path / "file").write_bytes(b"")
    assert Pieces(orchard, tmp_path / "file", "1").written("turtle") == whole
    folder = tmp_path / "kept"
    folder.mkdir()
    left = [folder / "pieces-turtle.999999999", folder / f"pieces-turtle.{os.getpid()}"]
    for file in left:
        file.write_bytes(b"")
    filled = keep._filled
    calls = []

    def full(*args: object) -> keep.Kept:
        calls.append(args)
        if len(calls) % 2:
            list(args[2])  # type: ignore[call-overload]
            raise OSError(28, "No space left on device")
        return filled(*args)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(keep, "_filled", full)
        assert Pieces(orchard, folder, "1").written("turtle") == whole
    assert calls and list(folder.iterdir()) == []
    assert Pieces(orchard, folder, "1").written("turtle") == whole
    assert (folder / "pieces-turtle").is_file()


def test_no_more_than_one_piece_has_to_be_in_memory(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text is the same where little is held, and little is sorted at a time."""
    add_graph(copy, "several", SEVERAL)
    project = Project.open(copy)
    wholes = {form: export(project, form) for form in SYNTAX}
    monkeypatch.setattr("kgtools.export.pieces.IN_MEMORY", 0)
    monkeypatch.setattr("kgtools.export.pieces.in_order", partial(in_order, most=3))
    for form, whole in wholes.items():
        pieces, found = Pieces(project, tmp_path, "1"), b""
        for part in pieces.parts(form):
            found += part.encode()
            held = [len(section._values) for section in pieces._sections.values()]
            assert max(held) <= 1
        assert found == whole, form


def test_a_blank_node_of_two_graphs_in_one_file_is_told_by_the_whole(copy: Path) -> None:
    (copy / "both.nq").write_text("_:a <urn:p> _:b <urn:g> .\n_:b <urn:p> _:a <urn:h> .\n")
    file = copy / "kgtools.toml"
    more = '[graphs.both]\niri = "https://example.org/both"\nfiles = ["both.nq"]\n\n'
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("[graphs.", more + "[graphs.", 1), encoding="utf-8")
    project = Project.open(copy)
    with pytest.raises(Inseparable):
        Pieces(project).written("nq")
    found = Exports(project, Pieces(project)).written("trig")
    assert len(canonical_lines(parse(found, RdfFormat.TRIG))) == len(project.quads())


def test_the_prepared_queries_are_exported_where_their_graph_is_named() -> None:
    """As SHACL executables, with their text; by no other export."""
    project = Project.open(ROOT)
    for name in ("metadata", f"{project.config.base}graph/metadata"):
        graph = rdflib.Graph().parse(data=export(project, "turtle", [name]), format="turtle")
        shacl = rdflib.Namespace("http://www.w3.org/ns/shacl#")
        executables = set(graph.subjects(rdflib.RDF.type, shacl.SPARQLExecutable))
        slugs = {str(query).rpartition("/")[2] for query in executables}
        assert slugs == {file.stem for file in (ROOT / "queries").glob("*.rq")}
        texts = {str(text) for text in graph.objects(None, shacl.select)}
        assert (ROOT / "queries/leverage.rq").read_text(encoding="utf-8") in texts
    assert b"SPARQLExecutable" not in export(project, "trig")
    with pytest.raises(ParameterError, match="there is no graph 'metadat'"):
        export(project, "trig", ["metadat"])
