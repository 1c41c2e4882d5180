"""Quads as numbers are the quads that they were made from, however they are looked up."""

from __future__ import annotations

import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kgtools.metadata.counts import Counts, OfClass, OfProperty, Sizes, count, counted_of
from kgtools.rdf.index import TripleIndex
from kgtools.rdf.packed import PackedQuads
from kgtools.rdf.terms import TYPE, Term

NODES = [NamedNode(f"https://example.org/{name}") for name in "abc"]
ELSEWHERE, LABEL, OTHER = (NamedNode(f"urn:{name}") for name in ("e", "label", "other"))
BLANK = BlankNode("b")
TEXTS = [Literal("1"), Literal("1", language="en"), Literal("01", datatype=NamedNode("urn:int"))]
PROPERTIES = [TYPE, LABEL, OTHER]
GRAPHS = [NamedNode("urn:g1"), NamedNode("urn:g2"), *NODES[:1]]
QUADS = st.lists(
    st.builds(
        Quad,
        st.sampled_from([*NODES, ELSEWHERE, BLANK]),
        st.sampled_from(PROPERTIES),
        st.sampled_from([*NODES, ELSEWHERE, BLANK, *TEXTS]),
        st.sampled_from(GRAPHS),
    ),
    max_size=25,
)
NOBODY = NamedNode("urn:nobody")
EVERYBODY: list[Term] = [*NODES, ELSEWHERE, BLANK, *TEXTS, NOBODY]


@given(QUADS, QUADS)
def test_they_come_back_as_they_were(first: list[Quad], second: list[Quad]) -> None:
    quads = PackedQuads(first)
    rows = quads.extend(second)
    whole = first + second
    assert list(quads) == whole and len(quads) == len(whole)
    assert list(quads[rows.start : rows.stop]) == second
    assert [quads[-1 - at] for at in range(len(whole))] == whole[::-1]
    with pytest.raises(IndexError):
        quads[len(whole)]
    assert quads.used(quads.object, rows) == {quad.object for quad in second}
    assert quads.used(quads.predicate) == {quad.predicate for quad in whole}
    for graph in GRAPHS:
        assert list(quads.of_graph(graph)) == [q for q in whole if q.graph_name == graph]
    for value in (None, *EVERYBODY):
        wanted = [q for q in whole if q.predicate in (TYPE, OTHER) and value in (None, q.object)]
        assert list(quads.of((OTHER, NOBODY, TYPE), value)) == wanted


@given(QUADS)
def test_an_index_finds_what_looking_at_each_quad_finds(quads: list[Quad]) -> None:
    """Quads that stand twice count once; what several graphs say is told once, in order."""
    index, once = TripleIndex(quads), list(dict.fromkeys(quads))
    assert index.all_subjects() == list(dict.fromkeys(quad.subject for quad in once))
    for node in EVERYBODY:
        about = [quad for quad in once if quad.subject == node]
        pointing = [quad for quad in once if quad.object == node]
        assert [index.quads.quad(row) for row in index.rows_about(node)] == about
        assert [index.quads.quad(row) for row in index.rows_pointing_to(node)] == pointing
        assert (node in index) == bool(about)
        assert index.about(node) == list(dict.fromkeys((q.predicate, q.object) for q in about))
        both = (OTHER, TYPE)
        parts = [[q.object for q in about if q.predicate == each] for each in both]
        assert index.objects_of(node, both) == list(dict.fromkeys(chain.from_iterable(parts)))
        for name in (*PROPERTIES, NOBODY, None):
            of = [quad for quad in about if quad.predicate == name]
            assert index.objects(node, name) == list(dict.fromkeys(q.object for q in of))
            to = [quad for quad in pointing if quad.predicate == name]
            assert index.subjects(name, node) == list(dict.fromkeys(q.subject for q in to))
    for name in (*PROPERTIES, NOBODY):
        of = [quad for quad in once if quad.predicate == name]
        assert index.pairs(name) == [(quad.subject, quad.object) for quad in of]
        assert index.uses(name) == bool(of)


@given(QUADS)
def test_the_numbers_are_those_of_a_recount(quads: list[Quad]) -> None:
    """As VoID defines them, of the whole (its triples once each) and of one graph."""
    space = "https://example.org/"
    assert count(quads, space) == recount(quads, space)
    packed = PackedQuads(quads)
    for graph in GRAPHS:
        rows = [row for row, quad in enumerate(quads) if quad.graph_name == graph]
        own = [quads[row] for row in rows]
        assert counted_of(packed, rows, space) == recount(own, space)


def recount(quads: list[Quad], space: str) -> Counts:
    triples = {(q.subject, q.predicate, q.object) for q in quads}
    kinds = {(s, o) for s, p, o in triples if p == TYPE and isinstance(o, NamedNode)}

    def own(nodes: set[object]) -> int:
        return sum(isinstance(n, NamedNode) and n.value.startswith(space) for n in nodes)

    by_class = {}
    for kind in sorted({kind for _, kind in kinds}, key=str):
        instances = {node for node, its in kinds if its == kind}
        of = [triple for triple in triples if triple[0] in instances]
        by_class[kind] = OfClass(own(set(instances)), len(instances), len(of))
    by_property = {}
    for name in sorted({p for _, p, _ in triples}, key=str):
        of = [triple for triple in triples if triple[1] == name]
        by_property[name] = OfProperty(
            len(of), len({s for s, _, _ in of}), len({o for _, _, o in of})
        )
    subjects = {s for s, _, _ in triples}
    sizes = Sizes(
        triples=len(triples),
        entities=own(set(subjects)),
        subjects=len(subjects),
        objects=len({o for _, _, o in triples}),
        classes=len(by_class),
        properties=len(by_property),
    )
    return Counts(sizes, by_class, by_property)


GROWTH = """
import gc, sys
from pathlib import Path
from pyoxigraph import NamedNode
from kgtools.rdf.index import TripleIndex
from kgtools.rdf.packed import PackedQuads
from kgtools.rdf.parse import each_quad
def resident():
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
def index(file):
    found = TripleIndex(PackedQuads(each_quad(Path(file), NamedNode("urn:g"))))
    found.by_subject, found.by_object
    return found
warm, before = index(sys.argv[1]), resident()
found = index(sys.argv[2])
print((resident() - before) / len(found.quads))
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no /proc: not Linux")
def test_a_quad_takes_little_room(tmp_path: Path) -> None:
    """With its terms, and looked up both ways; one of pyoxigraph takes some 570 bytes alone."""
    lines = [
        f"<https://example.org/a/thing/{n // 8}> <https://example.org/property/{n % 8}> "
        f"<https://example.org/a/thing/{n * 7 % 5000}> <https://example.org/graph/{n // 800}> .\n"
        for n in range(40_000)
    ]
    small, large = tmp_path / "small.nq", tmp_path / "large.nq"
    small.write_text("".join(lines[:4000]), encoding="utf-8")
    large.write_text("".join(lines), encoding="utf-8")
    command = [sys.executable, "-c", GROWTH, str(small), str(large)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert 20 < float(done.stdout) < 150, done.stdout
