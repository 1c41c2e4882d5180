"""Values are terms, never text: what is bound comes back as it was given, on three engines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from conftest import need
from kgtools.engines import Bindings, Boolean, Engine, Triples, open_engine
from kgtools.engines.remote import RemoteEngine
from kgtools.errors import ParameterError
from kgtools.project import Project
from kgtools.queries import answer
from kgtools.rdf.literals import MOST_ROWS
from kgtools.rdf.sparql import expanded, sparql_term, tokens, unquoted
from stores import oxigraph_server, virtuoso

XSD = "http://www.w3.org/2001/XMLSchema#"
SAYS, RANK = NamedNode("urn:says"), NamedNode("urn:rank")

# What a value could break out with, were it ever text.
PIECES = [
    *"\"'\\\n\r\t#{}<>;.?$@^%|`& \0\x01\x0b\x1b\x7f\x85",
    *("'''", '"""', "} UNION {", "?x", "VALUES ?x { 1 }", "LIMIT 1", "UNDEF", "@en", "^^<urn:t>"),
    *("\\u0022", "\\U00000022", "\\u005C", "\\u", "\\n", "0041", "# }", "\\", '" }'),
    *("} ; DROP ALL #", "SERVICE <http://127.0.0.1:9/> {", "FROM <file:///etc/passwd>"),
    *("\u2028", "\ufeff", "\u202eabc", "שלום", "😀", "e\u0301", "\ud7ff", "\uffff", "\U0010ffff"),
]
CHARACTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.lists(st.sampled_from(PIECES) | CHARACTERS, max_size=12).map("".join)
HOSTILE = ["", *PIECES, "".join(PIECES), "x" * 100_000 + '"\\' * 10]

TYPES = {
    "text": '"a"',
    "langtext": '"a"@en',
    "iri": "<urn:a>",
    "integer": "1",
    "decimal": "1.5",
    "boolean": "true",
    "date": f'"2031-01-01"^^<{XSD}date>',
    "dateTime": f'"2031-01-01T00:00:00Z"^^<{XSD}dateTime>',
    "language": '"en"',
}
DEFAULTS = {
    "text": "a",
    "langtext": "a@en",
    "iri": "urn:a",
    "date": '"2031-01-01"',
    "dateTime": '"2031-01-01T00:00:00Z"',
    "language": "en",
}
FORMS = {
    "select": "SELECT (?x AS ?y) {{ VALUES ?x {{ {x} }} }}",
    "sub": "SELECT ?y {{ {{ SELECT (?x AS ?y) {{ VALUES ?x {{ {x} }} }} }} }}",
    "construct": "CONSTRUCT {{ <urn:s> <urn:p> ?x }} WHERE {{ VALUES ?x {{ {x} }} }}",
    "ask": "ASK {{ VALUES ?x {{ {x} }} ?node <urn:says> ?x }}",
    "unprojected": "SELECT ?node {{ VALUES ?x {{ {x} }} ?node <urn:says> ?x }} ORDER BY ?node",
    "filter": "SELECT ?node {{ VALUES ?x {{ {x} }} ?node <urn:says> ?said FILTER(?said = ?x) }}"
    " ORDER BY ?node",
    "under": "SELECT ?node {{ ?node <urn:says> ?x {{ SELECT ?x {{ VALUES ?x {{ {x} }} }} }} }}"
    " ORDER BY ?node",
}
OTHERS = {
    "describe": ("iri", "urn:n1", "DESCRIBE ?x { VALUES ?x { <urn:n1> } }"),
    "length": (
        "integer",
        "1",
        "#+   t: {type: text, default: a, help: {en: t}}\n"
        'ASK { VALUES ?t { "a" } VALUES ?x { 1 } FILTER(STRLEN(?t) = ?x) }',
    ),
}
SLICE = """#+ title: {en: t}
#+ question: {en: q}
#+ parameters:
#+   most: {type: limit, default: 3, help: {en: h}}
#+   first: {type: offset, default: 0, help: {en: h}}
SELECT ?node {
  ?node <urn:rank> ?rank
  { SELECT ?rank { ?any <urn:rank> ?rank } ORDER BY ?rank LIMIT 40 OFFSET 0 }
}
ORDER BY ?rank
LIMIT 3 OFFSET 0
"""


def triples() -> list[Triple]:
    """For each hostile text a node that says it, and a rank."""
    found = []
    for i, text in enumerate(HOSTILE):
        node = NamedNode(f"urn:n{i}")
        found.append(Triple(node, SAYS, Literal(text)))
        found.append(Triple(node, RANK, Literal(i)))
    return found


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("binding")
    (folder / "queries").mkdir()
    settings = (
        '[project]\ntitle = { en = "Binding" }\nversion = "1.0.0"\nbase = "urn:b:"\n'
        'languages = ["en"]\nlicence = "urn:l"\ncontributors = [{ name = "N" }]\n'
        '[graphs.data]\niri = "urn:graph"\nfiles = ["data.nt"]\n'
        '[queries]\nfolder = "queries"\n'
    )
    (folder / "kgtools.toml").write_text(settings, encoding="utf-8")
    data = serialize(triples(), format=RdfFormat.N_TRIPLES)
    assert data
    (folder / "data.nt").write_bytes(data)
    (folder / "queries" / "slice.rq").write_text(SLICE, encoding="utf-8")
    header = "#+ title: {{en: t}}\n#+ question: {{en: q}}\n#+ parameters:\n"
    header += "#+   x: {{type: {0}, default: {1}, multiple: true, help: {{en: h}}}}\n"
    for kind, term in TYPES.items():
        for name, form in FORMS.items():
            text = header.format(kind, DEFAULTS.get(kind, term)) + form.format(x=term)
            (folder / "queries" / f"{name}-{kind}.rq").write_text(text, encoding="utf-8")
    for name, (kind, default, form) in OTHERS.items():
        text = header.format(kind, default) + form
        (folder / "queries" / f"{name}.rq").write_text(text, encoding="utf-8")
    return Project.open(folder)


@pytest.fixture(scope="module")
def engines(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Engine]]:
    """The three; afterwards the remote store must hold what it held."""
    need("oxigraph server")
    quads = project.quads()
    with oxigraph_server(tmp_path_factory.mktemp("store"), "--union-default-graph") as store:
        _put(f"{store.url}/store?graph=urn:graph", serialize(triples(), format=RdfFormat.N_TRIPLES))
        remote = RemoteEngine(f"{store.url}/query", ["urn:graph"])
        loaded = {name: open_engine(quads, name) for name in ("rdflib", "oxigraph")}
        yield {**loaded, "remote": remote}
        count = remote.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
        assert count == Bindings(("n",), ((Literal(len(quads)),),))


def _put(address: str, body: bytes | None) -> None:
    from urllib.request import Request, urlopen

    request = Request(address, body, {"Content-Type": "application/n-triples"}, method="PUT")
    with urlopen(request, timeout=60):
        pass


def _terms(result: object) -> list[object]:
    """The one column of rows, or the objects of the triples."""
    if isinstance(result, Bindings):
        assert len(result.variables) == 1
        return [row[0] for row in result.rows]
    assert isinstance(result, Triples)
    return [triple.object for triple in result.triples]


def check(
    project: Project,
    engines: dict[str, Engine],
    kind: str,
    texts: Sequence[str],
    terms: Sequence[Literal | NamedNode],
    forms: Sequence[str] = ("select", "sub", "construct"),
) -> None:
    """Bound together, the texts come back as just these terms, from each engine in each form.

    Rows without ORDER BY and triples come in any order.
    """
    for form in forms:
        for name, engine in engines.items():
            found = _terms(answer(project, f"{form}-{kind}", {"x": texts}, engine).result)
            assert sorted(map(str, found)) == sorted(map(str, terms)), (form, name)


bounded = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


# ---- text


@bounded
@given(st.lists(TEXTS, min_size=1, max_size=3, unique=True))
@example(["".join(PIECES)])
@example(["\\u0041", "\\\\u0041", "\x010041", "\\U00000041\\"])
def test_any_text_comes_back_as_it_was_given(
    project: Project, engines: dict[str, Engine], texts: list[str]
) -> None:
    check(project, engines, "text", texts, [Literal(text) for text in texts])


def test_a_very_long_text_comes_back(project: Project, engines: dict[str, Engine]) -> None:
    for text in ("x" * 100_000, " " * 100_000, '\\"' * 50_000, "😀" * 50_000, "#\n" * 50_000):
        check(project, engines, "text", [text], [Literal(text)], ["select"])


@bounded
@given(TEXTS, st.from_regex(r"[a-z]{2,3}(-[A-Z]{2})?", fullmatch=True))
@example("@en", "en-GB")
def test_any_text_with_a_language_comes_back(
    project: Project, engines: dict[str, Engine], text: str, language: str
) -> None:
    text = text or "@"
    term = Literal(text, language=language)
    check(project, engines, "langtext", [f"{text}@{language}"], [term], ["select", "construct"])


@pytest.mark.parametrize("form", ["ask", "unprojected", "filter", "under"])
def test_a_hostile_text_finds_the_node_that_says_it_and_no_other(
    project: Project, engines: dict[str, Engine], form: str
) -> None:
    for i in range(0, len(HOSTILE), 1 if form == "unprojected" else 3):
        for engine in engines.values():
            result = answer(project, f"{form}-text", {"x": [HOSTILE[i]]}, engine).result
            nodes = sorted(f"urn:n{n}" for n, t in enumerate(HOSTILE) if t == HOSTILE[i])
            rows = Bindings(("node",), tuple((NamedNode(node),) for node in nodes))
            assert result == (Boolean(True) if form == "ask" else rows)
    for engine in engines.values():
        result = answer(project, f"{form}-text", {"x": ["nobody says this"]}, engine).result
        assert result == (Boolean(False) if form == "ask" else Bindings(("node",), ()))


@bounded
@given(TEXTS)
def test_functions_see_the_whole_text(
    project: Project, engines: dict[str, Engine], text: str
) -> None:
    for engine in engines.values():
        for length, expected in ((len(text), True), (len(text) + 1, False)):
            values = {"t": [text], "x": [str(length)]}
            assert answer(project, "length", values, engine).result == Boolean(expected)


# ---- IRIs


@bounded
@given(TEXTS, st.booleans())
@example('> } ; DROP ALL # "', True)
@example("a b", False)
def test_an_iri_comes_back_or_is_refused(
    project: Project, engines: dict[str, Engine], text: str, bracketed: bool
) -> None:
    iri = f"http://example.org/{text}"
    given = f"<{iri}>" if bracketed else iri
    try:
        term = NamedNode(iri)
    except ValueError:
        with pytest.raises(ParameterError, match="parameter x: ") as caught:
            answer(project, "select-iri", {"x": [given]}, engines["oxigraph"])
        assert str(caught.value).isprintable()
    else:
        assert not re.search(r'[<>"{}|^`\\\x00-\x20]', iri)
        check(project, engines, "iri", [given], [term])


def test_describe_is_of_the_node_that_is_given(
    project: Project, engines: dict[str, Engine]
) -> None:
    for i, text in ((1, HOSTILE[1]), (5, HOSTILE[5])):
        node = NamedNode(f"urn:n{i}")
        expected = {Triple(node, SAYS, Literal(text)), Triple(node, RANK, Literal(i))}
        for engine in engines.values():
            result = answer(project, "describe", {"x": [f"<{node.value}>"]}, engine).result
            assert isinstance(result, Triples)
            assert set(result.triples) == expected and len(result.triples) == 2


# ---- numbers, truth, days


@bounded
@given(st.integers(), st.sampled_from(["", "0", "000"]))
@example(10**40, "")
@example(-(2**63), "0")
@example(2**63, "")
def test_an_integer_comes_back(
    project: Project, engines: dict[str, Engine], number: int, zeros: str
) -> None:
    text = f"{'-' if number < 0 else '+' if zeros else ''}{zeros}{abs(number)}"
    term = Literal(str(number), datatype=NamedNode(XSD + "integer"))
    check(project, engines, "integer", [text], [term], ["select", "construct"])


@bounded
@given(st.decimals(-(10**9), 10**9, allow_nan=False, places=7))
@example(Decimal("0.0000001"))
@example(Decimal("-0.0"))
@example(Decimal("10.50"))
def test_a_decimal_comes_back(
    project: Project, engines: dict[str, Engine], number: Decimal
) -> None:
    text = f"{number:f}"
    plain = text.rstrip("0").rstrip(".") if "." in text else text
    term = Literal("0" if plain == "-0" else plain, datatype=NamedNode(XSD + "decimal"))
    check(project, engines, "decimal", [text], [term], ["select", "construct"])


@bounded
@given(st.dates())
def test_a_day_comes_back(project: Project, engines: dict[str, Engine], day: date) -> None:
    term = Literal(day.isoformat(), datatype=NamedNode(XSD + "date"))
    check(project, engines, "date", [day.isoformat()], [term], ["select", "construct"])


OFFSETS = st.none() | st.integers(-14 * 60, 14 * 60).map(
    lambda minutes: timezone(timedelta(minutes=minutes))
)


@bounded
@given(st.datetimes(timezones=OFFSETS))
@example(datetime(2031, 1, 1, tzinfo=UTC))
@example(datetime(2031, 1, 1, 0, 0, 0, 500_000))
def test_a_time_comes_back(project: Project, engines: dict[str, Engine], moment: datetime) -> None:
    for name, engine in engines.items():
        values = {"x": [moment.isoformat()]}
        found = _terms(answer(project, "select-dateTime", values, engine).result)
        assert isinstance(found[0], Literal) and found[0].datatype.value == f"{XSD}dateTime"
        back = datetime.fromisoformat(found[0].value)
        assert (back, back.tzinfo is None) == (moment, moment.tzinfo is None), name


def test_truth_and_languages_come_back(project: Project, engines: dict[str, Engine]) -> None:
    for word in ("true", "false", "TRUE"):
        term = Literal(word.lower(), datatype=NamedNode(XSD + "boolean"))
        check(project, engines, "boolean", [word], [term])
    check(project, engines, "language", ["es-419"], [Literal("es-419")])


def test_limit_and_offset_are_those_of_the_whole_query(
    project: Project, engines: dict[str, Engine]
) -> None:
    for values in ({}, {"most": ["0"]}, {"most": ["2"], "first": ["38"]}, {"first": ["007"]},
                   {"most": [str(MOST_ROWS)]}, {"first": [str(MOST_ROWS)]}):  # fmt: skip
        start = int(values.get("first", ["0"])[0])
        end = start + int(values.get("most", ["3"])[0])
        nodes = [NamedNode(f"urn:n{i}") for i in range(40)][start:end]
        for name, engine in engines.items():
            assert _terms(answer(project, "slice", values, engine).result) == nodes, (name, values)


# ---- what is refused


@pytest.mark.parametrize(
    ("slug", "name", "text", "line"),
    [
        ("select-text", "x", "a\ud800", "'a\\ud800' is not UTF-8"),
        ("select-iri", "x", "http://example.org/\udcff", "is not UTF-8"),
        ("select-iri", "x", "x" * 100_000, "is not an IRI"),
        ("select-iri", "x", "http://example.org/ " + "x" * 100_000, "is not an IRI"),
        ("select-langtext", "x", "hello", "expected a text and its language, such as hello@en"),
        ("select-langtext", "x", "@en", "expected a text and its language"),
        ("select-langtext", "x", 'hello@en" }', "expected a text and its language"),
        ("select-langtext", "x", "hello@en\n", "expected a text and its language"),
        ("select-integer", "x", "٣", "expected a whole number, got '٣'"),
        ("select-integer", "x", "1 } UNION { 2", "expected a whole number"),
        ("select-integer", "x", "1_000", "expected a whole number"),
        ("select-integer", "x", "", "expected a whole number, got ''"),
        ("select-decimal", "x", "1e5", "expected a number, such as 12.5"),
        ("select-decimal", "x", ".", "expected a number"),
        ("select-decimal", "x", "NaN", "expected a number"),
        ("select-date", "x", "2031-02-29", "expected a date"),
        ("select-date", "x", "٢٠٣١-٠١-٠١", "expected a date"),
        ("select-date", "x", "2031-01-01\n", "expected a date"),
        ("select-dateTime", "x", "2031-01-01", "expected a time as YYYY-MM-DDThh:mm:ss"),
        ("select-dateTime", "x", "2031-01-01T25:00:00", "expected a time"),
        ("select-dateTime", "x", "2031-01-01T00:00:00+15:00", "expected a time"),
        ("select-boolean", "x", "yes", "expected true or false"),
        ("select-language", "x", 'en" }', "expected a language tag"),
        ("slice", "most", "-1", "expected a whole number, 0 or more"),
        ("slice", "most", "1 OFFSET 3", "expected a whole number, 0 or more"),
        ("slice", "first", "2147483648", "at most 2147483647, got '2147483648'"),
        ("slice", "first", "9" * 100_000, "at most 2147483647, got '999"),
    ],
)  # fmt: skip
def test_what_is_no_such_value_is_refused_in_one_short_line(
    project: Project, slug: str, name: str, text: str, line: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        answer(project, slug, {name: [text]}, open_engine([]))
    assert str(caught.value).startswith(f"parameter {name}: ") and line in str(caught.value)
    assert len(str(caught.value)) < 400 and str(caught.value).isprintable()


@pytest.mark.parametrize(("slug", "name"), [("slice", "most"), ("select-text", "x")])
def test_no_value_at_all_is_refused_where_the_query_needs_one(
    project: Project, slug: str, name: str
) -> None:
    with pytest.raises(ParameterError, match=f"parameter {name}: needs a value"):
        answer(project, slug, {name: []}, open_engine([]))


@given(TEXTS)
def test_a_term_of_the_right_kind_is_written_as_one_token(text: str) -> None:
    written = sparql_term(Literal(text))
    (token,) = tokens(written)
    assert token.kind == "string" and unquoted(written) == text
    assert [found.kind for found in tokens(expanded(written))] == ["string"]


# ---- a store that reads strings in its own way


def test_virtuoso_gives_hostile_texts_back_and_answers_every_form(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    need("virtuoso")
    texts = [piece for piece in PIECES if "\0" not in piece]
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as store:
        engine = RemoteEngine(store.url)
        for text in texts:
            result = answer(project, "select-text", {"x": [text]}, engine).result
            assert _terms(result) == [Literal(text)], repr(text)
        for query, expected in (("ASK { ?s ?p ?o }", True), ("ASK { ?s <urn:none> ?o }", False)):
            assert engine.query(query) == Boolean(expected)
        result = engine.query("CONSTRUCT { <urn:s> <urn:p> ?x } WHERE { VALUES ?x { 'é' } }")
        assert _terms(result) == [Literal("é")]
