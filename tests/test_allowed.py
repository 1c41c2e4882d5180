"""What no engine may do is refused however it is written: escapes, keywords that run together."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Literal

from kgtools.engines import ENGINES, Bindings, Boolean, open_engine
from kgtools.errors import KgtoolsError


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize(
    "query",
    [
        "ASK { S\\u0045RVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "ASK { ?s ?p trueSERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
        "ASK { SERVICESILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "PREFIX e: <http://127.0.0.1:9/> PREFIX SERVICEe: <urn:> ASK { SERVICEe:a { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:9/> PREFIX SERVICE: <urn:> ASK { SERVICE:a { ?s ?p ?o } }",
        "SELECT * FR\\u004FM <file:///etc/hostname> { ?s ?p ?o }",
        'ASK { ?s ?p "\\u0022 SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } #" }',
        'ASK { ?s ?p "\\u00000022 SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } #" }',
        'ASK { ?s ?p "\\U0022 SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } #" }',
        "ASK { ?s ?p ?o # \\u000A SERVICE <http://127.0.0.1:9/> { ?a ?b ?c }\n }",
        "ASK { ?s ?p <urn:\\u003E> }",
        'ASK { ?s ?p "\\uD800" }',
        'ASK { ?s ?p "\\UFFFFFFFF" }',
        "SELECT * { ?s ?p ?o " + "?s ?p trueMINUS{ ?s ?p 1 } " * 600 + "}",
    ],
)
def test_what_is_forbidden_is_refused_however_it_is_written(name: str, query: str) -> None:
    with pytest.raises(KgtoolsError) as caught:
        open_engine([], name).query(query)
    assert re.search("SERVICE is not allowed|an escape such as|more than 500", str(caught.value))


def test_an_escape_that_is_only_a_character_is_taken() -> None:
    for name in ENGINES:
        result = open_engine([], name).query('SELECT ?x { VALUES ?x { "caf\\u00E9 \\\\ \\"" } }')
        assert result == Bindings(("x",), ((Literal('café \\ "'),),))


@pytest.mark.parametrize("name", ENGINES)
def test_what_only_looks_forbidden_is_asked(name: str) -> None:
    query = """PREFIX services: <urn:s#> PREFIX from: <urn:f#>
    ASK { VALUES ?service { services:SERVICE "SERVICE <urn:x> {" } # SERVICE <urn:x> {
      FILTER(?service != from:NAMED) GRAPH services:g { ?a ?b ?c } }"""
    assert open_engine([], name).query(query) == Boolean(False)
