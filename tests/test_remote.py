"""The remote engine against a server that misbehaves: one line each, in time, no password."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from conftest import ORCHARD, kgtools
from kgtools.engines import Bindings, Boolean, Triples
from kgtools.engines.remote import RemoteEngine
from kgtools.errors import EngineError, KgtoolsError, QueryError
from misbehaving import Misbehaving, misbehaving
from stores import free_port

SELECT = "SELECT ?y ?x { ?y ?p ?x }"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
SECRETS = ("s3cret-word", "t0ken-word", "YW5uOnMzY3JldC13b3Jk")


@pytest.fixture(scope="module")
def server() -> Iterator[Misbehaving]:
    with misbehaving() as notes:
        yield notes


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No credentials of the machine that the tests run on."""
    for name in ("USER", "PASSWORD", "TOKEN"):
        monkeypatch.delenv(f"KGTOOLS_ENDPOINT_{name}", raising=False)
    monkeypatch.delenv("http_proxy", raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path_factory.getbasetemp() / "no-netrc"))


def refusal(url: str, query: str = SELECT, timeout: float = 20.0, most: int = 1 << 20) -> str:
    with pytest.raises(KgtoolsError) as caught:
        RemoteEngine(url, timeout=timeout, most_bytes=most).query(query)
    line = str(caught.value)
    assert isinstance(caught.value, EngineError | QueryError)
    assert len(line) < 600 and line.isprintable()
    assert not any(secret in line for secret in SECRETS)
    return line


# ---- what is well


def test_rows_keep_the_order_and_the_lexical_forms_of_the_endpoint(server: Misbehaving) -> None:
    seven = Literal("007", datatype=NamedNode("http://example.org/n"))
    expected = Bindings(("y", "x"), ((None, seven), (NamedNode("http://example.org/é"), None)))
    for path in ("good", "good-gzip", "to-good"):
        assert RemoteEngine(server.at(path)).query(SELECT) == expected
    assert RemoteEngine(server.at("good-xml")).query("ASK {}") == Boolean(True)


def test_a_graph_is_a_set_of_triples(server: Misbehaving) -> None:
    result = RemoteEngine(server.at("good-triples")).query(CONSTRUCT)
    assert isinstance(result, Triples)
    assert [triple.object for triple in result.triples] == [Literal("1"), Literal("2")]
    result = RemoteEngine(server.at("good-turtle")).query("DESCRIBE <http://e.org/x>")
    assert isinstance(result, Triples)
    assert [str(triple.subject) for triple in result.triples] == [f"<{server.url}/s>"]


def test_a_short_query_is_got_and_a_long_one_posted_as_a_form(server: Misbehaving) -> None:
    long = f'SELECT ?y ?x {{ VALUES ?x {{ "{"é" * 3000}" }} }}'
    for query, method in ((SELECT, "GET"), (long, "POST")):
        RemoteEngine(server.at("good?key=k1&a=%20"), ["urn:g"], union=True).query(query)
        request = server.requests[-1]
        assert (request.method, request.path, request.query) == (method, "/good", query)
        assert request.headers["accept"].startswith("application/sparql-results+json")
        assert request.headers["user-agent"].startswith("kgtools/")
        sent = {name: request.parameters[name] for name in sorted(request.parameters)}
        graphs = {"default-graph-uri": ["urn:g"], "named-graph-uri": ["urn:g"]}
        assert sent == {"a": [" "], **graphs, "key": ["k1"], "query": [query]}
    posted = server.requests[-1].headers["content-type"]
    assert posted == "application/x-www-form-urlencoded"


def test_a_query_with_from_says_itself_which_graphs(server: Misbehaving) -> None:
    query = "SELECT * FROM <urn:g> { ?s ?p ?o }"
    RemoteEngine(server.at("good"), ["urn:g"], union=True).query(query)
    assert list(server.requests[-1].parameters) == ["query"]


# ---- what is refused before anything is sent


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("SELECT * {\n ?s ?p ?o", "line 2:10: not valid SPARQL at the end of the query"),
        ("SELECT * { ?s foo:p ?o }", "line 1:15: the prefix foo: is not declared"),
        ("ASK { SERVICE <http://e.org/> {} }", "line 1:7: SERVICE is not allowed"),
        ("SELECT * FROM <urn:other> {}", "line 1:15: FROM <urn:other>: not a graph of"),
        ("DROP ALL", "line 1:1: kgtools only reads"),
        ('ASK { ?s ?p "\ud800" }', "line 1:14: half a character (surrogate U+D800)"),
    ],
)
def test_a_query_that_cannot_be_asked_is_not_sent(
    server: Misbehaving, query: str, line: str
) -> None:
    before = len(server.requests)
    assert refusal(server.at("good"), query).startswith(line)
    assert len(server.requests) == before


def test_a_heavy_query_is_parsed_here_but_not_evaluated(server: Misbehaving) -> None:
    values = " ".join(map(str, range(3000)))
    query = f"SELECT * {{ VALUES ?a {{ {values} }} VALUES ?b {{ {values} }} }} ORDER BY ?a"
    began = time.monotonic()
    RemoteEngine(server.at("good")).query(query)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "url",
    [
        "http://ann:s3cret-word@127.0.0.1/sparql",
        "http://s3cret-word@127.0.0.1/sparql",
        "ann:s3cret-word@127.0.0.1/sparql",
        "http://ann:s3cret-word/x@127.0.0.1/sparql",
        "http://ann:s3cret-word?x@127.0.0.1/sparql",
    ],
)
def test_a_password_in_the_address_is_refused_and_not_shown(url: str) -> None:
    line = refusal(url)
    assert line.startswith("an endpoint's URL must not hold a user or password")
    assert "set KGTOOLS_ENDPOINT_USER and KGTOOLS_ENDPOINT_PASSWORD" in line


@pytest.mark.parametrize(
    "url",
    ["", "localhost:7878", "ftp://e.org/x", "file:///etc/passwd", "http://", "http://e.org:99999/",
     "http://e.org:x/", "http://[::1/", "http://e.org/a b", "http://e.org/\n",
     "http://é" + "x" * 70, "http://e.org/\udcff"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url: str) -> None:
    assert "is not an http or https URL; write it as http://localhost" in refusal(url)


# ---- what misbehaves


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("html", "answers with a web page, not with results; an endpoint's address often ends in"),
        ("html-as-json", "answers with a web page, not with results"),
        ("short", "half an answer: its SPARQL results stop in the midst"),
        ("short-length", "half an answer: 40 of "),
        ("short-gzip", "half an answer: its compressed data stop too early"),
        ("short-virtuoso", "half an answer: it stopped early (RC: Returning incomplete results)"),
        ("short-rows", "perhaps half an answer: it gives no more than 2 rows; ask for fewer with"),
        ("empty", "half an answer"),
        ("nothing", "gives no answer to a query (HTTP 204)"),
        ("partial", "gives no answer to a query (HTTP 206)"),
        ("wrong-gzip", "compressed data that cannot be read"),
        ("brotli", "an answer in the coding 'br', which was not asked for"),
        ("csv", "answers with text/csv, not with results in a standard format"),
        ("untyped", "answers with no content type, not with results in a standard format"),
        ("not-utf8", "SPARQL results that are not UTF-8"),
        ("other-json", "what it calls SPARQL results is none (SPARQL JSON results must contain"),
        ("nested-json", "what it calls SPARQL results is none"),
        ("ill-iri", "what it calls SPARQL results is none (Invalid uri value"),
        ("boolean", "was asked for rows and gave true or false"),
        ("s401", "needs a user and a password; set KGTOOLS_ENDPOINT_USER and KGTOOLS_ENDPOINT_P"),
        ("login", "needs a user and a password; set KGTOOLS_ENDPOINT_USER"),
        ("s403", "refuses: what you log in with is not enough, or nobody may ask here (HTTP 403)"),
        ("s404", "there is nothing at this address (HTTP 404); an endpoint's address often ends"),
        ("s405", "takes no queries at this address (HTTP 405)"),
        ("s413", "the query is too large for it (HTTP 413): at most 1 kB"),
        ("s429", "asks to wait: too many requests (HTTP 429): slowly; ask again in 17 s"),
        ("s500", "failed on this query (HTTP 500): Virtuoso 42000 Error"),
        ("s503", "is too busy or shut for now (HTTP 503)"),
        ("to-other-host", "sends elsewhere (302), to http://localhost:9/good; give the address"),
        ("to-file", "sends elsewhere (302), to file:///etc/passwd"),
        ("to-user", "sends elsewhere (302), to http://127.0.0.1/"),
        ("to-itself", "sends elsewhere (302), to /to-itself"),
        ("endless", "more than 1,048,576 bytes"),
        ("bomb", "more than 1,048,576 bytes"),
        ("no-http", "what answers does not speak HTTP"),
        ("hang-up", "the connection was closed without an answer"),
    ],
)
def test_a_misbehaving_endpoint_gets_one_line(server: Misbehaving, path: str, line: str) -> None:
    assert refusal(server.at(path)).startswith(f"endpoint {server.at(path)}: {line}")


@pytest.mark.parametrize("path", ["short-triples", "short-chunks"])
def test_half_a_graph_is_refused_even_where_its_lines_are_whole(
    server: Misbehaving, path: str
) -> None:
    assert "half an answer" in refusal(server.at(path), CONSTRUCT)


def test_rows_for_a_graph_and_rows_for_ask_are_refused(server: Misbehaving) -> None:
    assert "not with triples in a standard format" in refusal(server.at("good"), CONSTRUCT)
    assert "was asked for true or false and gave rows" in refusal(server.at("good"), "ASK {}")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("s400", "line 3:7: endpoint {url} refuses the query: Parse error: Lexical error at line 3,"
         " column 7."),
        ("s400-html", "endpoint {url} refuses the query: Bad query"),
        ("s400-json", "endpoint {url} refuses the query: no such function"),
    ],
)  # fmt: skip
def test_a_query_that_the_endpoint_calls_malformed(
    server: Misbehaving, path: str, line: str
) -> None:
    assert refusal(server.at(path)) == line.format(url=server.at(path))


def test_a_redirect_is_not_followed_with_a_posted_query(server: Misbehaving) -> None:
    query = f'SELECT * {{ VALUES ?x {{ "{"x" * 3000}" }} }}'
    for path in ("to-good", "to-good-307"):
        before = len(server.requests)
        assert "sends elsewhere (30" in refusal(server.at(path), query)
        assert [request.path for request in server.requests[before:]] == [f"/{path}"]


def test_nobody_there() -> None:
    assert "nothing answers there (connection refused)" in refusal(
        f"http://127.0.0.1:{free_port()}/sparql"
    )
    line = refusal("http://kgtools-no-such-host.invalid/sparql")
    assert "the name of its host cannot be resolved" in line


@pytest.mark.parametrize("path", ["silent", "drip", "drip-headers"])
def test_the_time_limit_is_for_the_whole_answer(server: Misbehaving, path: str) -> None:
    began = time.monotonic()
    assert "no whole answer within 0.7 s; narrow the query, or allow more with" in refusal(
        server.at(path), timeout=0.7
    )
    assert 0.6 < time.monotonic() - began < 3
    end = time.monotonic() + 5
    while time.monotonic() < end and _asking():
        time.sleep(0.05)
    assert not _asking(), "the thread that asked is still there"


def _asking() -> bool:
    return any(thread.name == "kgtools-endpoint" for thread in threading.enumerate())


# ---- who asks


@pytest.mark.parametrize(
    "variables",
    [{"USER": "ann", "PASSWORD": "s3cret-word"}, {"TOKEN": "t0ken-word"}],
)
def test_credentials_come_from_the_environment(
    server: Misbehaving, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(f"KGTOOLS_ENDPOINT_{name}", value)
    assert isinstance(RemoteEngine(server.at("login")).query(SELECT), Bindings)
    sent = "Basic ***, that is ann:***" if "USER" in variables else "Bearer ***, that is ***"
    assert refusal(server.at("echo")).endswith(f"(HTTP 403): [31mRefused for {sent}")
    assert refusal(server.at("s401")).startswith(
        f"endpoint {server.at('s401')}: refuses this user and password, or token; set KGTOOLS_E"
    )
    assert not any(secret in repr(vars(RemoteEngine(server.url))) for secret in SECRETS)
    before = len(server.requests)
    refusal(server.at("to-other-host"))
    assert len(server.requests) == before + 1


def test_digest_is_answered_where_it_is_asked_for(
    server: Misbehaving, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "needs a user and a password" in refusal(server.at("digest"))
    monkeypatch.setenv("KGTOOLS_ENDPOINT_USER", "ann")
    monkeypatch.setenv("KGTOOLS_ENDPOINT_PASSWORD", "s3cret-word")
    assert isinstance(RemoteEngine(server.at("digest")).query(SELECT), Bindings)
    assert 'username="ann"' in server.requests[-1].headers["authorization"]


def test_credentials_come_from_netrc_for_their_host_only(
    server: Misbehaving, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "netrc"
    monkeypatch.setenv("NETRC", str(file))
    entry = "machine {} login ann password s3cret-word\n"
    file.write_text(entry.format("127.0.0.1"), encoding="utf-8")
    assert isinstance(RemoteEngine(server.at("login")).query(SELECT), Bindings)
    file.write_text(entry.format("e.org") + "default login ann password s3cret-word\n", "utf-8")
    RemoteEngine(server.at("good")).query(SELECT)
    assert "authorization" not in server.requests[-1].headers
    file.write_text("machine 127.0.0.1 login ann pasword s3cret-word\n", encoding="utf-8")
    assert refusal(server.at("good")).startswith("the netrc file cannot be read, line 1: bad")


@pytest.mark.parametrize(
    ("variables", "line"),
    [
        ({"USER": "ann"}, "KGTOOLS_ENDPOINT_USER is set but KGTOOLS_ENDPOINT_PASSWORD is not"),
        ({"PASSWORD": "s3cret-word"}, "KGTOOLS_ENDPOINT_PASSWORD is set but KGTOOLS_ENDPOINT_USER"),
        ({"TOKEN": "t0ken-word", "USER": "ann"}, "KGTOOLS_ENDPOINT_TOKEN is set and so is"),
        ({"TOKEN": "t0ken-word\r\nHost: e.org"}, "the user, password or token for the endpoint"),
        ({"TOKEN": "t0ken-wörd"}, "KGTOOLS_ENDPOINT_TOKEN holds a character that no header may"),
    ],
)
def test_credentials_that_cannot_be_used_are_refused(
    server: Misbehaving, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], line: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(f"KGTOOLS_ENDPOINT_{name}", value)
    assert refusal(server.at("good")).startswith(line)


# ---- on the command line


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["sparql", SELECT, "--endpoint", "{url}/html"], "answers with a web page"),
        (["query", "guilds", "--endpoint", "{url}/short"], "half an answer"),
        (["query", "guilds", "--endpoint", "{url}/login"], "needs a user and a password"),
        (["query", "guilds", "--endpoint", "{url}/s400"], "guilds.rq:3:7: endpoint {url}/s400 ref"),
        (["sparql", SELECT, "--endpoint", "{url}/drip", "--timeout", "1"], "answer within 1 s"),
        (["sparql", SELECT, "--endpoint", "{url}/silent", "--timeout", "1"], "answer within 1 s"),
        (["sparql", SELECT, "--endpoint", "http://a:s3cret-word@e.org"], "must not hold a user"),
    ],
    ids=lambda value: value[3].rpartition("/")[2] if isinstance(value, list) else "",
)
def test_the_command_says_it_in_one_line(
    server: Misbehaving, arguments: list[str], line: str
) -> None:
    began = time.monotonic()
    words = [word.format(url=server.url) if "url" in word else word for word in arguments]
    result = kgtools(*words, folder=ORCHARD)
    assert (result.returncode, result.stdout) == (2, "")
    assert line.format(url=server.url) in result.stderr
    assert result.stderr.count("\n") == 1 and "s3cret-word" not in result.stderr
    assert time.monotonic() - began < 20


def test_the_command_shows_what_the_endpoint_answers(server: Misbehaving) -> None:
    words = ["sparql", SELECT, "--endpoint", server.at("good"), "--format", "csv"]
    result = kgtools(*words, folder=ORCHARD)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == ["y,x", ",007", "http://example.org/é,"]
