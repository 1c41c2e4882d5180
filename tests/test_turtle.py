"""Turtle: the scanner agrees with pyoxigraph and knows places; the canonical form loses nothing."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kgtools.rdf.turtle import Location, TurtleError, format_turtle, located_triples, tokens

BASE = "http://base.example/folder/file"
HEAD = "@prefix : <http://e.org/> .\n@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"

CORNERS = {
    "long strings": ':a :b """one "two" ""three\n\\"""", \'\'\'it\'\'s\r\n\'\'\' , """""", \'\' .',
    "quotes that end a long string": ':a :b "x\\ny\\"\\"\\"", "x\\n\\"", "\\n\\"\\"z", "\\n\\\\" .',
    "string escapes": r""":a :b "\t\b\n\r\f\"\'\\", '\u00e9\U0001F600\u0001\u007F' .""",
    "numbers": ":a :b 1, -5, +5, 007, 0.20, .5, -.5, 1.0e0, 1.E3, 1e-3, .5E+3 .",
    "number before the full stop": ":a :b 1.",
    "booleans": ":a :b true, false.",
    "typed": ':a :b "1"^^xsd:integer, "x"^^<http://e.org/type>, "s"^^xsd:string, "t" .',
    "language tags": ':a :b "x"@en-GB, "x"@EN, "x"@de-Latn-DE-1996 .',
    "a tag that looks like a directive": ':a :b "x"@prefix .',
    "nested lists": ":a :b (1 (2 (3 ()) [ :c (4) ]) ()) .",
    "list as subject": "(1 2) :b (3) . () :c () .",
    "anonymous subject": "[] :b [] . [ :c :d ] . [ :c :d ] :e [ :f [ :g 1 ] ] .",
    "shared and cyclic labels": "_:x :b _:y . _:y :b _:x . :a :b _:z . :c :b _:z . _:z :d _:z .",
    "labels with dots": "_:a.b :b _:0.1-c. _:é :b _:a.b.",
    "a list used twice": ":a :b _:l . :c :b _:l . _:l a :List .",
    "a broken list": "@prefix r: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
    ":a :b [ r:first 1, 2; r:rest () ], [ r:first 1; r:rest :b ],\n"
    "[ r:first 1; r:rest (); a r:List ].",
    "local names": r":a.b :%41%4a :c\~\.\-\!\$\&\'\(\)\*\+\,\;\=\/\?\#\@\%41\_ . ::x: :1 :1-a-.",
    "local names that need an escape": "<http://e.org/.a.> <http://e.org/a.b> <http://e.org/-z'> .",
    "empty local name": ": : : .",
    "IRI escapes": r"<http://e.org/\u00e9> :b <http://e.org/\U0001F600#x> .",
    "relative IRIs": "<> <#b> <../c>, <d/e>, </f>, <?q>, <//h/i> .",
    "relative IRIs with a base": "@base <http://x.org/y/z> . <> <#b> <../c>, <d>, <?q> .",
    "several bases": "BASE <http://x.org/y/> <a> :b <c> . @base <sub/> . <a> :b <http://x.org/d> .",
    "a relative prefix": "@prefix r: <#> . r:a r:b <#c> .",
    "SPARQL directives": "PREFIX q: <http://q.org/>\nprefix w: <http://w.org/>\nq:a w:b q:c .",
    "a prefix declared twice": "@prefix : <http://f.org/> . :a :b :c .",
    "predicates": ":a a :C ; a :D , :E ;; :p 1 ; ; .",
    "comments in odd places": ":a# one\n:b#two\n[#three\n:c#four\n(#five\n1#six\n)]#seven\n.#eight",
    "beyond the BMP": ':a :b "𝄞 x" ; :𠀀 :c𝄞é .',
    "CRLF": ":a :b 1 ;\r\n  :c '''x\r\ny''' .\r\n# end\r\n",
    "nothing between tokens": ':a<http://e.org/b>:c,"x"@en,1;a<http://e.org/d>.[]:f[].[:g true].',
    "only comments": "# one\n\n# two",
}

MALFORMED = {
    "no full stop": (":a :b :c", 3, 9),
    "unknown prefix": (":a :b ex:c .", 3, 7),
    "open string": (':a :b "x .\n', 3, 7),
    "open long string": (':a :b """x .\n', 3, 7),
    "bad escape": (':a :b "\\x" .', 3, 7),
    "surrogate escape": (':a :b "\\uD800" .', 3, 7),
    "space in an IRI": (":a :b <http://e.org/a b> .", 3, 7),
    "escaped space in an IRI": (":a :b <http://e.org/\\u0020> .", 3, 7),
    "open list": (":a :b ( 1 .", 3, 11),
    "open bracket": (":a :b [ :c 1 .", 3, 14),
    "no object": (":a :b .", 3, 7),
    "comma without object": (":a :b 1,\n.", 4, 1),
    "literal as subject": ('"x" :b 1 .', 3, 1),
    "blank node as predicate": (":a _:b 1 .", 3, 4),
    "anonymous alone": ("[] .", 3, 4),
    "unknown word": (":a is 1 .", 3, 4),
    "prefix without IRI": ("@prefix p: q:r .", 3, 12),
    "bad language tag": (':a :b "x"@toolongtag-x .', 3, 7),
    "after CRLF and astral": (':a :b "😀\\n",\r\n "😀" :c .', 4, 6),
    "braces": ("{ :a :b :c }", 3, 1),
    "too deep": (":a :b " + "(" * 201 + ")" * 201 + " .", 3, 207),
}


def parsed(text: str) -> set[str]:
    return canonical(ox.parse(text.encode(), ox.RdfFormat.TURTLE, base_iri=BASE))


def located(text: str) -> set[str]:
    triples = located_triples(text, BASE)
    return canonical(ox.Quad(t.subject, t.predicate, t.object) for t in triples)


def canonical(quads: Iterable[ox.Quad]) -> set[str]:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def check_canonical_form(text: str) -> str:
    formatted = format_turtle(text)
    assert parsed(formatted) == parsed(text)
    assert format_turtle(formatted) == formatted
    return formatted


def body(text: str) -> str:
    """The canonical form without its directives."""
    formatted = check_canonical_form(HEAD + text)
    return "\n".join(line for line in formatted.splitlines() if line[:1] != "@").strip()


@pytest.mark.parametrize("text", CORNERS.values(), ids=CORNERS.keys())
def test_the_scanner_finds_what_pyoxigraph_finds(text: str) -> None:
    assert located(HEAD + text) == parsed(HEAD + text)


@pytest.mark.parametrize("text", CORNERS.values(), ids=CORNERS.keys())
def test_the_canonical_form_is_the_same_graph_and_stays_as_it_is(text: str) -> None:
    check_canonical_form(HEAD + text)


@pytest.mark.parametrize("text", CORNERS.values(), ids=CORNERS.keys())
def test_tokens_joined_are_the_text_and_their_places_count_lines(text: str) -> None:
    text = HEAD + text
    found = list(tokens(text))
    assert "".join(token.text for token in found) == text
    lines = text.split("\n")
    for token in found:
        assert lines[token.line - 1][token.column - 1 :].startswith(token.text.split("\n")[0])


@pytest.mark.parametrize(("text", "line", "column"), MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_text_is_an_error_with_its_place(text: str, line: int, column: int) -> None:
    for read in (located_triples, format_turtle):
        with pytest.raises(TurtleError) as caught:
            read(HEAD + text)
        assert (caught.value.line, caught.value.column) == (line, column), caught.value
        assert str(caught.value) == f"{line}:{column}: {caught.value.message}"


def test_a_relative_iri_without_base_is_an_error_for_triples_only() -> None:
    with pytest.raises(TurtleError, match="1:1: <a> is relative"):
        located_triples("<a> <http://e.org/b> 1 .")
    assert format_turtle("<a> <http://e.org/b> 1 .") == "<a> <http://e.org/b> 1 .\n"
    with pytest.raises(TurtleError, match="1:1: there is no base yet"):
        format_turtle("<a> <x:b> 1 . @base <http://e.org/> .")


def test_a_byte_order_mark_is_named() -> None:
    with pytest.raises(TurtleError, match=r"1:1: .*byte order mark"):
        located_triples("\ufeff" + HEAD)


def test_places_are_those_of_the_terms() -> None:
    text = '@prefix : <http://e.org/> .\r\n:s a :T ;\r\n\t:p "😀" , [ :q\n  ( 1 :x ) ] .\r\n'
    found = [(t.subject_at, t.predicate_at, t.object_at, t.written) for t in located_triples(text)]
    assert found == [
        ((2, 1), (2, 4), (2, 6), ""),
        ((2, 1), (3, 2), (3, 5), '"😀"'),
        ((2, 1), (3, 2), (3, 11), ""),
        ((3, 11), (3, 13), (4, 3), ""),
        ((4, 3), (4, 5), (4, 5), "1"),
        ((4, 3), (4, 7), (4, 7), ""),
        ((4, 3), (4, 7), (4, 7), ""),
        ((4, 3), (4, 10), (4, 10), ""),
    ]


def test_literals_are_given_as_authored() -> None:
    text = HEAD + ":a :b 007, 0.20, 'x'@en-GB, \"1\"^^xsd:integer ; :c _:x, [] . _:anon1 :c 1 ."
    triples = list(located_triples(text))
    assert [t.written for t in triples[:4]] == ["007", "0.20", "'x'@en-GB", '"1"^^xsd:integer']
    assert [t.object.value for t in triples[:4]] == ["007", "0.20", "x", "1"]
    assert triples[4].object == ox.BlankNode("x")
    assert triples[5].object == ox.BlankNode("anon2"), "fresh labels avoid those in the text"


def test_a_location_reads_path_line_column() -> None:
    assert str(Location(Path("data/a.ttl"), 3, 14)) == "data/a.ttl:3:14"


def test_the_canonical_form_as_a_whole() -> None:
    text = """\
# Licence: CC BY 4.0

# second head comment
@prefix owl: <http://www.w3.org/2002/07/owl#> . # about owl
@prefix unused: <http://unused.org/> .
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <http://e.org/> .

# above b
:b :z 1 , 0.20 , "1"^^<http://www.w3.org/2001/XMLSchema#integer> , 'it"s' ; # inside b
   skos:definition "d" ; skos:prefLabel "B"@es , "B"@en-GB ; rdfs:label "B" ; a owl:Class . # end b
:untyped :p [ :q ( :x :y ) ; a :N ] .
# above a
:a a owl:Class , :K .
<http://e.org/> a owl:Ontology .
:b :y :c .
# the end
"""
    assert (
        check_canonical_form(text)
        == """\
# Licence: CC BY 4.0

# second head comment
# about owl

@prefix : <http://e.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix unused: <http://unused.org/> .

: a owl:Ontology .

# above a
:a a :K , owl:Class .

# above b
# inside b
# end b
:b a owl:Class ;
    rdfs:label "B" ;
    skos:prefLabel "B"@en-GB , "B"@es ;
    skos:definition "d" ;
    :y :c ;
    :z 0.20 , 1 , "it\\"s" .

:untyped :p [ a :N ; :q ( :x :y ) ] .

# the end
"""
    )


def test_long_lines_are_broken_at_100_columns() -> None:
    fits = ":a :b " + " , ".join(f":o{number:06}" for number in range(8)) + " , :"
    text = fits + "x" * (100 - len(fits) - 2) + " ."
    assert len(text) == 100
    assert body(text) == text
    longer = text.replace(" .", "x .")
    assert body(longer).splitlines()[:2] == [":a :b", "        :o000000 ,"]
    wide = ":" + "w" * 60
    assert (
        body(f":a :p [ :q {wide} ; :r {wide}, 1 ] ; :s ( {wide} 2 {wide} )  .")
        == f"""\
:a :p [
        :q {wide} ;
        :r {wide} , 1
    ] ;
    :s (
        {wide}
        2
        {wide}
    ) ."""
    )


def test_literals_stay_as_authored_in_the_canonical_form() -> None:
    assert body(':a :b 007, +1, 1.E3, "1.0"^^xsd:decimal, true, "x"@en-GB, "𝄞é" .') == (
        ':a :b +1 , 007 , "1.0"^^xsd:decimal , 1.E3 , true , "x"@en-GB , "𝄞é" .'
    )
    assert body(r""":a :b '''x	\u0001\u00e9\\''' .""") == r':a :b "x\t\u0001é\\" .'
    assert body(':a :b "x\\n\\"\\"\\"\\r\\"" .') == ':a :b\n        """x\n\\"""\\r\\"""" .'


def test_iris_are_shortened_where_a_plain_local_name_will_do() -> None:
    assert body("<http://e.org/x> <http://e.org/a'b> <http://e.org/c/d>, <http://e.org/%41> .") == (
        ":x :a\\'b :%41 , <http://e.org/c/d> ."
    )
    text = (
        "@prefix e: <http://e.org/> . @prefix o: <http://e.org/o#> . e:a o:b <http://e.org/o#c> ."
    )
    assert check_canonical_form(text).endswith("\n\ne:a o:b o:c .\n")
    assert format_turtle(text, prefixes={"": "http://e.org/o#"}).endswith("\n\ne:a :b :c .\n")


def test_blank_nodes_are_named_by_content_not_by_order() -> None:
    one = (
        HEAD
        + "_:x :p _:y . _:y :p _:x ; :q 1 . :a :b _:s . :c :b _:s . _:s :r [ :t 2 ], [ :t 1 ] ."
    )
    two = (
        HEAD
        + ":c :b _:y . _:y :r [ :t 1 ], [ :t 2 ] . _:s :q 1 ; :p _:x . :a :b _:y . _:x :p _:s ."
    )
    assert check_canonical_form(one) == check_canonical_form(two)
    assert "_:b0" in format_turtle(one)
    assert body("_:x :p _:y . _:y :q 1 .") == "[] :p [ :q 1 ] ."


def test_a_comment_on_a_blank_node_stays_with_it() -> None:
    text = (
        HEAD + "# two\n_:x :p 2 ; :me _:x .\n# one\n_:y :p 1 ; :me _:y .\n"
        ":a :b _:z .\n# in a\n_:z :c 3 ."
    )
    formatted = check_canonical_form(text)
    for comment, fact in (("# two", ":p 2"), ("# one", ":p 1"), ("# in a", ":c 3")):
        block = next(part for part in formatted.split("\n\n") if comment in part)
        assert fact in block
    assert "# in a\n:a :b [ :c 3 ] ." in formatted


def test_comments_without_directives_and_after_everything() -> None:
    text = "# head\n<x:b> <x:p> 1 .\n# on a\n<x:a> <x:p> 2 . # too\n#\n  # end"
    assert check_canonical_form(text) == (
        "# head\n\n# on a\n# too\n\n<x:a> <x:p> 2 .\n\n<x:b> <x:p> 1 .\n\n#\n# end\n"
    )
    assert check_canonical_form("") == ""
    assert check_canonical_form("\n# a\n\n#b") == "# a\n\n#b\n"


@pytest.mark.parametrize("name", ["long list", "deep", "chain"])
def test_long_and_deep_structures_are_formatted(name: str) -> None:
    check_canonical_form(
        HEAD
        + {
            "long list": f":a :b ( {' '.join(map(str, range(5000)))} ) .",
            "deep": ":a :b " + "[ :c " * 200 + "1" + " ]" * 200 + " .",
            "chain": " ".join(f"_:n{i} :p _:n{i + 1} ." for i in range(80)),
        }[name]
    )


def test_ten_thousand_triples_are_located_quickly() -> None:
    text = HEAD + "".join(f':s{i // 5} :p{i % 5} "value {i}"@en , :o{i} .\n' for i in range(5000))
    seconds = []
    for _ in range(3):
        started = time.process_time()
        assert sum(1 for _ in located_triples(text)) == 10_000
        seconds.append(time.process_time() - started)
    assert min(seconds) < 0.5


IRIS = st.sampled_from(
    ["http://e.org/a", "http://e.org/a/b", "http://e.org/x#y", "http://e.org/-é.", "urn:x:1",
     "http://e.org/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://e.org/o#Ω'%41"]
).map(ox.NamedNode)  # fmt: skip
BLANKS = st.sampled_from("abcdef").map(ox.BlankNode)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\"'\\\n\r\t\0"))
NUMBERS = st.sampled_from(["1", "-0", "1.0", "+.5", "1e0", "true", "x", "1.", ""])
DATATYPES = st.sampled_from(["integer", "decimal", "double", "boolean", "date"]).map(
    lambda name: ox.NamedNode("http://www.w3.org/2001/XMLSchema#" + name)
)
LITERALS = (
    TEXTS.map(ox.Literal)
    | st.builds(ox.Literal, TEXTS, language=st.sampled_from(["en", "en-GB", "es"]))
    | st.builds(ox.Literal, NUMBERS, datatype=DATATYPES)
)
TRIPLES = st.lists(st.builds(ox.Triple, IRIS | BLANKS, IRIS, IRIS | BLANKS | LITERALS), max_size=12)
PREFIXES = {"": "http://e.org/", "o": "http://e.org/o#", "x": "http://e.org/x"}


@settings(max_examples=200, deadline=None)
@given(TRIPLES, st.booleans())
def test_any_graph_written_by_pyoxigraph_survives(triples: list[ox.Triple], short: bool) -> None:
    prefixes = PREFIXES if short else None
    written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    assert written is not None
    text = written.decode()
    assert located(text) == parsed(text)
    check_canonical_form(text)


@pytest.mark.filterwarnings("ignore::UserWarning")  # rdflib's, of ill-typed literals
@settings(max_examples=100, deadline=None)
@given(TRIPLES)
def test_any_graph_written_by_rdflib_survives(triples: list[ox.Triple]) -> None:
    graph = rdflib.Graph()
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    graph.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    written = graph.serialize(format="turtle")
    try:
        expected = parsed(written)
    except SyntaxError:  # rdflib writes some texts that are not Turtle
        with pytest.raises(TurtleError):
            format_turtle(written)
        return
    assert located(written) == expected
    check_canonical_form(written)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(CORNERS)), st.lists(st.integers(0, 80), max_size=5))
def test_no_comment_is_lost_wherever_it_stands(name: str, places: list[int]) -> None:
    pieces = [token.text for token in tokens(HEAD + CORNERS[name])]
    comments: list[str] = []
    for place in places:
        if place < len(pieces):
            comments.append(f"# comment {len(comments)}!")
            pieces.insert(place, f" {comments[-1]}\n")
    text = "".join(pieces)
    formatted = check_canonical_form(text)
    assert all(formatted.count(comment) == 1 for comment in comments)
