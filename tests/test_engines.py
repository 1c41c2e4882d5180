"""Both engines: the same questions, the same answers, the same refusals."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgtools.engines import Bindings, Boolean, Engine, Triples, open_engine
from kgtools.errors import EngineError, QueryError
from kgtools.project import Project

ORC = "PREFIX orc: <https://example.org/orchard/terms#>\n"
ORD = "https://example.org/orchard/id/"
GLOSSES = "<https://example.org/orchard/graph/glosses>"


def rows(engine: Engine, query: str) -> list[list[str | None]]:
    result = engine.query(ORC + query)
    assert isinstance(result, Bindings)
    return [[None if term is None else term.value for term in row] for row in result.rows]  # type: ignore[union-attr]


def test_a_select_gives_its_variables_in_order_and_unbound_as_none(engine: Engine) -> None:
    query = (
        "SELECT ?weeks ?e WHERE { ?e a orc:Effect OPTIONAL { ?e orc:weeks ?weeks } } ORDER BY ?e"
    )
    assert rows(engine, query) == [[None, ORD + "empty-stalls"], ["1.5", ORD + "late-harvest"]]


def test_the_default_graph_is_the_union_of_all_graphs(engine: Engine) -> None:
    query = "SELECT ?x WHERE { ?x a orc:Gloss . ?y a orc:Gate . orc:Gate a ?class }"
    assert rows(engine, query) == [[ORD + "gloss-harm"]]


def test_named_graphs_are_visible(engine: Engine) -> None:
    query = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?x a ?c } } ORDER BY ?g"
    names = [str(row[0]).rpartition("/")[2] for row in rows(engine, query)]
    assert names == ["glosses", "pamphlet", "terms"]


def test_from_restricts_to_a_graph_of_the_project(engine: Engine) -> None:
    query = f"SELECT (COUNT(*) AS ?n) FROM {GLOSSES} WHERE {{ ?s ?p ?o }}"
    assert rows(engine, query) == [["11"]]


def test_ask_and_construct(engine: Engine) -> None:
    assert engine.query(ORC + "ASK { ?x a orc:Gate }") == Boolean(True)
    assert engine.query(ORC + "ASK { ?x a orc:Tower }") == Boolean(False)
    result = engine.query(ORC + "CONSTRUCT { ?g orc:named true } WHERE { ?g a orc:Gate }")
    assert isinstance(result, Triples)
    true = Literal("true", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#boolean"))
    named = NamedNode("https://example.org/orchard/terms#named")
    assert result.triples == (Triple(NamedNode(ORD + "river-gate"), named, true),)


@pytest.mark.parametrize(
    ("query", "at", "complaint"),
    [
        ("SELECT ?x WHERE {\n ?x a ?y ", (2, 10), "not valid SPARQL at the end"),
        ("ASK {\n  ?x foo:bar ?y }", (2, 6), "the prefix foo: is not declared; add PREFIX foo:"),
        (
            "ASK { SERVICE <http://x.example/> { ?s ?p ?o } }",
            (1, 7),
            "<http://x.example/> would",
        ),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", (1, 15), "not a graph of this project"),
        ("PREFIX f: <file:///etc/> ASK FROM NAMED f:passwd {}", (1, 41), "not a graph of this"),
        ("ASK " + "{" * 3000 + "}" * 3000, (1, 105), "nested more than 100 deep"),
    ],
)
def test_a_query_that_cannot_be_asked_is_refused_with_its_place(
    engine: Engine, query: str, at: tuple[int, int], complaint: str
) -> None:
    with pytest.raises(QueryError) as caught:
        engine.query(query)
    assert complaint in str(caught.value)
    assert caught.value.at == at
    assert "\n" not in str(caught.value)


def test_service_in_a_string_or_comment_is_no_service(engine: Engine) -> None:
    query = '# SERVICE <http://x/>\nASK { BIND("SERVICE {{{" AS ?x) }'
    assert engine.query(query) == Boolean(True)


def test_an_unknown_engine_is_refused(orchard: Project) -> None:
    with pytest.raises(EngineError, match="did you mean rdflib"):
        open_engine(orchard.quads(), "rdfilb")


@pytest.mark.parametrize(
    ("query", "at", "said"),
    [
        ("SELEC * {}", (1, 1), "SELEC"),
        ("SELECT * WHRE { ?s ?p ?o }", (1, 10), "WHRE"),
        ("SELECT ?a ?b, ?c\nWHERE { ?a ?b ?c }", (1, 13), ","),
        ("SELECT * {\n ?s ?p ?o .\n\n FILTER ?o > 3\n}\n", (4, 2), "FILTER"),
        ("SELECT * { ?s ?p ?o }\nORDER BY ?s LIMIT x\n", (2, 13), "LIMIT"),
        ("SELECT * {\n\n?s ?p ?o ?q .\n}", (3, 10), "?q"),
        ("SELECT * { ?s ?p ?o ", (1, 21), "the end of the query"),
        ("SELECT * { ?s ?p ?o BIND(2 AS ?o) }", None, "a variable is bound twice"),
        ("SELECT ?p { ?s ?p ?o } GROUP BY ?s", None, "unbound"),
    ],
)
def test_a_fault_is_placed_where_it_is_and_not_where_a_parser_gave_up(
    query: str, at: tuple[int, int] | None, said: str
) -> None:
    with pytest.raises(QueryError) as caught:
        open_engine([], "oxigraph").query(query)
    assert caught.value.at == at and said in str(caught.value)
