"""The query operation of the SPARQL 1.1 Protocol, from its text (section 2.1 and 2.2)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from rdflib import Graph

from conftest import ORCHARD
from serving import Server, serving

TERMS, PAMPHLET, GLOSSES = (
    f"https://example.org/orchard/graph/{name}" for name in ("terms", "pamphlet", "glosses")
)
GUILDS = "SELECT ?g ?m { ?g <https://example.org/orchard/terms#members> ?m } ORDER BY ?m"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
NAMED = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(ORCHARD) as one:
        yield one


def direct(server: Server, query: str, address: str = "/sparql", **headers: str) -> tuple[int, str]:
    given = {"Content-Type": "application/sparql-query", "Accept": "text/csv", **headers}
    response = server.request("POST", address, query.encode(), given)
    return response.status, response.text


def numbers(text: str) -> list[int]:
    return [int(row[-1]) for row in csv.reader(io.StringIO(text))][0:]


def number(server: Server, query: str, *graphs: tuple[str, str]) -> int:
    response = server.request(
        "GET", f"/sparql?{urlencode([('query', query), *graphs])}", headers={"Accept": "text/csv"}
    )
    assert response.status == 200, response.text
    return int(response.text.split()[1])


# ---- 2.1.1 to 2.1.3: three ways to send a query


def test_a_query_is_sent_by_get_by_form_and_directly(server: Server) -> None:
    by_get = server.ask(GUILDS)
    assert by_get.status == 200
    assert [row["m"]["value"] for row in by_get.json()["results"]["bindings"]] == ["7", "12"]
    by_form = server.form(("query", GUILDS), Accept="application/sparql-results+json")
    assert (by_form.status, by_form.body) == (200, by_get.body)
    sent = {"Content-Type": "application/sparql-query; charset=UTF-8"}
    by_post = server.request("POST", "/sparql", GUILDS.encode(), sent)
    assert (by_post.status, by_post.body) == (200, by_get.body)


def test_text_beyond_ascii_arrives_by_each_way(server: Server) -> None:
    query = 'SELECT ("vanne d\'été ⟨🌊⟩ + &" AS ?x) {}'
    head = {"Accept": "text/tab-separated-values"}
    answers = {
        server.ask(query, head["Accept"]).text,
        server.form(("query", query), **head).text,
        direct(server, query, Accept=head["Accept"])[1],
    }
    assert answers == {'?x\n"vanne d\'été ⟨🌊⟩ + &"\n'}


@pytest.mark.parametrize("media", ["text/plain", "application/json", "multipart/form-data", ""])
def test_a_body_of_another_media_type_is_415_with_those_that_are_read(
    server: Server, media: str
) -> None:
    headers = {"Content-Type": media} if media else {}
    response = server.request("POST", "/sparql", GUILDS.encode(), headers)
    assert response.status == 415
    assert "application/sparql-query" in response.headers["accept-post"]


def test_a_query_in_another_charset_or_not_in_utf8_is_refused(server: Server) -> None:
    utf16 = {"Content-Type": "application/sparql-query; charset=utf-16"}
    assert server.request("POST", "/sparql", "ASK {}".encode("utf-16"), utf16).status == 415
    bad = server.request(
        "POST", "/sparql", b'ASK { ?s ?p "\xff" }', {"Content-Type": "application/sparql-query"}
    )
    assert bad.status == 400 and "byte 13" in bad.json()["detail"]
    assert server.get("/sparql?query=ASK%7B%7D%FF").status == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_another_method_is_405_with_those_that_are_possible(server: Server, method: str) -> None:
    response = server.request(method, f"/sparql?query={quote(GUILDS)}")
    assert response.status == 405
    allowed = {name.strip() for name in response.headers["allow"].split(",")}
    assert allowed == {"GET", "HEAD", "POST", "OPTIONS"}


def test_there_is_exactly_one_query(server: Server) -> None:
    twice = server.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D")
    assert (twice.status, twice.media_type) == (400, "application/problem+json")
    assert "2 times" in twice.json()["detail"]
    address = f"/sparql?{urlencode({'query': GUILDS})}"
    assert direct(server, GUILDS, address)[0] == 400
    assert server.form(("something", "else")).status == 400
    assert server.get(f"/sparql?default-graph-uri={quote(TERMS)}").status == 400


# ---- 2.1.4: the dataset


def test_the_default_graph_is_the_union_and_every_graph_has_its_name(server: Server) -> None:
    parts = [number(server, COUNT, ("default-graph-uri", g)) for g in (TERMS, PAMPHLET, GLOSSES)]
    assert all(parts) and sum(parts) == number(server, COUNT)
    assert number(server, NAMED) == 3


def test_graphs_of_the_request_override_those_of_the_query(server: Server) -> None:
    terms, pamphlet = (number(server, COUNT, ("default-graph-uri", g)) for g in (TERMS, PAMPHLET))
    assert terms != pamphlet
    of_terms = COUNT.replace("{ ?s", f"FROM <{TERMS}> {{ ?s")
    assert number(server, of_terms) == terms
    assert number(server, of_terms, ("default-graph-uri", PAMPHLET)) == pamphlet
    named = NAMED.replace("{ GRAPH", f"FROM NAMED <{TERMS}> FROM NAMED <{GLOSSES}> {{ GRAPH")
    assert number(server, named) == 2
    assert number(server, named, ("named-graph-uri", PAMPHLET)) == 1
    assert number(server, named, ("default-graph-uri", PAMPHLET)) == 0


def test_a_dataset_is_made_of_several_graphs_in_any_way_of_asking(server: Server) -> None:
    both = (("default-graph-uri", TERMS), ("default-graph-uri", PAMPHLET))
    expected = number(server, COUNT, both[0]) + number(server, COUNT, both[1])
    assert number(server, COUNT, *both) == expected
    assert server.form(("query", COUNT), *both, Accept="text/csv").text.split()[1] == str(expected)
    assert direct(server, COUNT, f"/sparql?{urlencode(both)}")[1].split()[1] == str(expected)
    only_named = (("named-graph-uri", TERMS),)
    assert number(server, COUNT, *only_named) == 0  # its default graph is empty
    assert number(server, NAMED, *both, *only_named) == 1


@pytest.mark.parametrize("graph", ["https://example.org/elsewhere", "file:///etc/passwd", "x", ""])
def test_another_graph_is_400_and_is_not_fetched(server: Server, graph: str) -> None:
    response = server.get(f"/sparql?{urlencode({'query': COUNT, 'default-graph-uri': graph})}")
    assert response.status == 400, response.text
    for clause in ("FROM", "FROM NAMED"):
        response = server.ask(f"SELECT * {clause} <{graph or 'urn:none'}> {{ ?s ?p ?o }}")
        assert response.status == 400


# ---- 2.1.5 to 2.2: answers


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/*", "text/xml"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/csv;q=0.9, */*;q=0.1", "text/csv"),
        ("application/sparql-results+json;q=0, */*;q=0.5", "application/json"),
        ("text/turtle, text/csv;q=0.1", "text/csv"),
        ("nonsense, text/csv", "text/csv"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
    ],
)
def test_the_format_of_rows_is_negotiated(server: Server, accept: str | None, media: str) -> None:
    response = server.ask(GUILDS, accept)
    assert (response.status, response.media_type) == (200, media)
    assert "accept" in response.headers["vary"].lower()


def test_all_formats_say_the_same(server: Server) -> None:
    sides = [
        server.ask(GUILDS).json()["results"]["bindings"][1]["g"]["value"],
        server.ask(GUILDS, "text/csv").text.splitlines()[2].split(",")[0],
        server.ask(GUILDS, "text/tab-separated-values").text.splitlines()[2].split("\t")[0][1:-1],
    ]
    assert set(sides) == {"https://example.org/orchard/id/heron"}
    xml = server.ask(GUILDS, "application/sparql-results+xml").text
    assert "<uri>https://example.org/orchard/id/heron</uri>" in xml
    by_name = server.get(f"/sparql?{urlencode({'query': GUILDS, 'format': 'xml'})}", "text/csv")
    assert by_name.text == xml


def test_ask_is_true_or_false(server: Server) -> None:
    assert server.ask("ASK { ?s ?p ?o }").json() == {"head": {}, "boolean": True}
    assert server.ask("ASK { ?s <urn:none> ?o }").json()["boolean"] is False


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
    ],
)
@pytest.mark.parametrize("query", ["CONSTRUCT", "DESCRIBE"])
def test_graphs_come_in_every_format(server: Server, accept: str, form: str, query: str) -> None:
    heron = "<https://example.org/orchard/id/heron>"
    texts = {
        "CONSTRUCT": f"CONSTRUCT {{ {heron} ?p ?o }} {{ {heron} ?p ?o }}",
        "DESCRIBE": f"DESCRIBE {heron}",
    }
    response = server.ask(texts[query], accept)
    assert (response.status, response.media_type) == (200, accept)
    assert len(Graph().parse(data=response.text, format=form)) == 4
    assert server.ask(texts[query], None).media_type == "text/turtle"


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (GUILDS, "text/turtle"),
        (GUILDS, "image/png"),
        (GUILDS, "*/*;q=0"),
        ("DESCRIBE <urn:x>", "text/csv"),
    ],
)
def test_no_acceptable_format_is_406_with_the_list(server: Server, query: str, accept: str) -> None:
    response = server.ask(query, accept)
    assert response.status == 406
    rows, graphs = "application/sparql-results+json", "text/turtle"
    there = response.json()["available"]
    assert (rows in there, graphs in there) == (query == GUILDS, query != GUILDS)


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT * {\n  ?s ?p\n}", 3, 2),
        ("SELECT ?s WHERE { ?s x:y ?o }", 1, 22),
        ("", None, None),
        ("FETCH * { }", None, None),
        ("SELECT * { ?s ?p ?o } LIMIT ?n", 1, 29),
    ],
)
def test_a_malformed_query_is_400_with_its_place(
    server: Server, query: str, line: int | None, column: int | None
) -> None:
    response = server.ask(query, "text/turtle")  # what is accepted does not hide what is wrong
    assert (response.status, response.media_type) == (400, "application/problem+json")
    told = response.json()
    assert told["status"] == 400
    if line is not None:
        assert (told["line"], told["column"]) == (line, column), told
        assert f"line {line}, column {column}" in told["detail"]


UPDATE = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"


def test_updates_are_refused_as_what_they_are(server: Server) -> None:
    sent = [
        server.ask(UPDATE),
        server.ask("PREFIX x: <urn:x> DELETE WHERE { ?s ?p ?o }"),
        server.ask("LOAD <http://127.0.0.1:9/>"),
        server.form(("update", UPDATE)),
        server.get(f"/sparql?update={quote(UPDATE)}"),
        server.request(
            "POST", "/sparql", UPDATE.encode(), {"Content-Type": "application/sparql-update"}
        ),
    ]
    for response in sent:
        assert response.status == 403 and "updates are refused" in response.json()["detail"]
    assert server.ask("ASK { <urn:a> ?p ?o }").json()["boolean"] is False


def test_head_is_get_without_a_body(server: Server) -> None:
    address = f"/sparql?query={quote(GUILDS)}"
    get, head = server.get(address), server.request("HEAD", address)
    assert (head.status, head.body) == (200, b"")
    for name in ("content-type", "content-length", "etag", "vary"):
        assert head.headers[name] == get.headers[name]
    assert int(head.headers["content-length"]) == len(get.body)


def test_other_origins_may_ask(server: Server) -> None:
    response = server.request("GET", "/sparql?query=ASK%7B%7D", headers={"Origin": "https://a.b"})
    assert response.headers["access-control-allow-origin"] == "*"
    assert "ETag" in response.headers["access-control-expose-headers"]
    asked = {"Origin": "https://a.b", "Access-Control-Request-Method": "POST"}
    before = server.request("OPTIONS", "/sparql", headers=asked)
    assert before.status == 204
    assert "POST" in before.headers["access-control-allow-methods"]
    assert "Content-Type" in before.headers["access-control-allow-headers"]
    assert server.ask("SELECT").headers["access-control-allow-origin"] == "*"  # errors, too


def test_the_same_answer_is_not_sent_twice_to_who_has_it(server: Server) -> None:
    first = server.ask(GUILDS, "text/csv")
    etag = first.headers["etag"]
    assert etag.startswith('"')
    address = f"/sparql?query={quote(GUILDS)}"
    again = server.get(address, "text/csv", If_None_Match=f'"other", {etag}')
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", etag)
    assert server.get(address, "text/csv", If_None_Match='"other"').status == 200
    assert server.ask(GUILDS).headers["etag"] != etag  # another format, another tag


def test_what_may_differ_is_computed_each_time(server: Server) -> None:
    one, two = (server.ask("SELECT (STRUUID() AS ?u) {}", "text/csv").text for _ in range(2))
    assert one != two


# ---- the service description (SPARQL 1.1 Service Description)


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/ld+json"])
def test_without_a_query_the_service_describes_itself(server: Server, accept: str) -> None:
    response = server.get("/sparql", accept)
    assert (response.status, response.media_type) == (200, accept)
    forms = {
        "text/turtle": RdfFormat.TURTLE,
        "application/rdf+xml": RdfFormat.RDF_XML,
        "application/ld+json": RdfFormat.JSON_LD,
    }
    triples = {(q.subject, q.predicate, q.object) for q in parse(response.body, forms[accept])}
    endpoint = NamedNode(f"{server.url}sparql")
    assert (endpoint, NamedNode(SD + "endpoint"), endpoint) in triples
    assert (endpoint, NamedNode(SD + "feature"), NamedNode(SD + "UnionDefaultGraph")) in triples
    named = {o.value for _, p, o in triples if p == NamedNode(SD + "name") and hasattr(o, "value")}
    assert named == {TERMS, PAMPHLET, GLOSSES}
    formats = {o for _, p, o in triples if p == NamedNode(SD + "resultFormat")}
    assert NamedNode("http://www.w3.org/ns/formats/SPARQL_Results_CSV") in formats
    sizes = {o for _, p, o in triples if p == NamedNode("http://rdfs.org/ns/void#triples")}
    integer = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    count = number(server, COUNT, ("default-graph-uri", TERMS))
    assert Literal(str(count), datatype=integer) in sizes


def test_a_browser_is_led_to_the_page_that_asks(server: Server) -> None:
    response = server.get("/sparql", "text/html,application/xhtml+xml,*/*;q=0.8")
    assert response.status in (200, 303)
    assert response.status == 303 or response.media_type == "text/html"


def test_what_a_literal_holds_is_escaped_in_every_format(server: Server) -> None:
    query = """SELECT ?x { VALUES ?x { "<script>&\\"'\\n\\t,;\\u0001" <urn:x?a&b='c'> } }"""
    nasty = "<script>&\"'\n\t,;\x01"
    rows = server.ask(query).json()["results"]["bindings"]
    assert rows[0]["x"]["value"] == nasty
    table = list(csv.reader(io.StringIO(server.ask(query, "text/csv").body.decode(), newline="")))
    assert table[1] == [nasty]
    assert server.ask(query, "text/tab-separated-values").text.count("\n") == 3
    graph = query.replace("SELECT ?x", "CONSTRUCT { <urn:s> <urn:p> ?x }")
    for accept, form in (("text/turtle", "turtle"), ("application/n-triples", "nt")):
        read = Graph().parse(data=server.ask(graph, accept).text, format=form)
        assert nasty in {str(value) for value in read.objects()}
