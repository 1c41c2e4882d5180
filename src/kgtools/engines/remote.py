"""A SPARQL 1.1 endpoint over HTTP, through SPARQLWrapper.

SPARQLWrapper writes the request; who sends it is `transport`, since SPARQLWrapper's own sender
follows any redirect, waits for ever on a drip of bytes and takes half an answer for a whole one.
Results are read by pyoxigraph, lexical forms as the endpoint gives them, rows in its order.

One loss cannot be seen: triples that a server cuts between two statements, telling neither their
length nor that they come in chunks; or (Virtuoso) cuts at a number of rows that it does not tell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from kgtools.engines.base import Bindings, Boolean, Result, Triples
from kgtools.engines.endpoint import HOW_TO_LOG_IN, Endpoint, open_endpoint
from kgtools.engines.oxigraph import check_syntax, plain_result
from kgtools.engines.transport import Reply, TooSlow, TransportError, fetch
from kgtools.errors import EngineError, QueryError, one_line
from kgtools.rdf.sparql import check_allowed, dataset_clauses, query_form, tokens

if TYPE_CHECKING:
    from SPARQLWrapper import SPARQLWrapper

SECONDS = 60.0
MOST_BYTES = 256 << 20
LONGEST_GET = 1_500  # bytes of a query that is sent in the address; some servers end at 2,000

ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.5"
GRAPH = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"
RESULTS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
}
GRAPHS = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,  # what N-Triples were before RDF 1.1
    "text/turtle": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
SAYING = {
    403: "refuses: what you log in with is not enough, or nobody may ask here",
    404: "there is nothing at this address",
    405: "takes no queries at this address",
    406: "cannot answer in a standard format",
    413: "the query is too large for it",
    414: "the query is too large for it",
    415: "takes no queries at this address",
    429: "asks to wait: too many requests",
    500: "failed on this query",
    502: "cannot be reached behind its gateway",
    503: "is too busy or shut for now",
    504: "took too long, says its gateway",
}
_PLACES = re.compile(
    r"(?:line|row) ?:?(\d+),? ?(?:col(?:umn)?|char(?:acter)?) ?:?(\d+)|at (\d+):(\d+)", re.I
)


class RemoteEngine:
    """An Engine that asks an endpoint; it holds no connection between queries.

    `graphs` are the IRIs that FROM may name. The default graph is the endpoint's own; with
    `union` it is the union of `graphs`, whatever the endpoint's is. `timeout` is in seconds, for
    a whole answer; `most_bytes` is the largest answer, decompressed.
    """

    name = "remote"

    def __init__(
        self,
        url: str,
        graphs: Iterable[str] = (),
        timeout: float = SECONDS,
        *,
        union: bool = False,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        """Raises EngineError for a URL that cannot be used; sends nothing yet."""
        self._endpoint = open_endpoint(url)
        self._graphs = frozenset(graphs)
        self._timeout, self._union, self._most = timeout, union, most_bytes

    @property
    def url(self) -> str:
        """That of the endpoint, without what nobody is to see."""
        return self._endpoint.url

    def query(self, sparql: str) -> Result:
        """The answer to a SPARQL 1.1 query, which is parsed here before it is sent.

        Raises QueryError for a malformed or forbidden query and for one that the endpoint calls
        malformed, EngineError, in one line and without a password, for whatever else goes wrong.
        """
        check_allowed(sparql, self._graphs)
        check_syntax(sparql, closer=True)
        form = query_form(sparql)
        try:
            reply = self._sent(sparql, form)
        except TooSlow as error:
            hint = "narrow the query, or allow more with --timeout S"
            raise self._failed(str(error), hint) from None
        except TransportError as error:
            raise self._failed(str(error)) from None
        if reply.status != 200:
            raise self._refused(reply)
        return self._graph(reply) if form in ("CONSTRUCT", "DESCRIBE") else self._rows(reply, form)

    def _sent(self, sparql: str, form: str) -> Reply:
        wrapper = _wrapper(self._endpoint)
        # Not setQuery: its search for the form takes minutes over a text of many spaces.
        wrapper.queryString, wrapper.queryType = sparql, form
        wrapper.setOnlyConneg(True)
        wrapper.setMethod("GET" if len(sparql.encode()) <= LONGEST_GET else "POST")
        wrapper.addCustomHttpHeader("Accept", ROWS if form in ("SELECT", "ASK") else GRAPH)
        if self._union and not dataset_clauses(tokens(sparql)):
            for graph in sorted(self._graphs):
                wrapper.addParameter("default-graph-uri", graph)
                wrapper.addParameter("named-graph-uri", graph)
        login = None
        if self._endpoint.user and self._endpoint.password:
            login = self._endpoint.user, self._endpoint.password
        # Its query() would send this request, too, but in the way that the head of this file says.
        return fetch(wrapper._createRequest(), self._timeout, self._most, login)

    def _failed(self, reason: str, hint: str | None = None) -> EngineError:
        said = self._endpoint.without_secrets(reason)
        return EngineError(f"endpoint {self._endpoint.url}: {said}", hint=hint)

    def _refused(self, reply: Reply) -> EngineError | QueryError:
        """The error for a status other than 200, with the endpoint's own words."""
        said = _message(reply)
        if reply.status == 400:
            place = _PLACES.search(said)
            numbers = [int(n) for n in place.groups() if n] if place else []
            at = (numbers[0], numbers[1]) if numbers else None
            said = self._endpoint.without_secrets(said) or "it says no more"
            return QueryError(f"endpoint {self._endpoint.url} refuses the query: {said}", at=at)
        if reply.status == 401:
            asked = "refuses this user and password, or token" if self._endpoint.logs_in else None
            return self._failed(asked or "needs a user and a password", HOW_TO_LOG_IN)
        if 300 <= reply.status < 400:
            to = (reply.headers.get("Location") or "nowhere").partition("?")[0]
            to = re.sub(r"//[^/@]*@", "//", to)
            reason = f"sends elsewhere ({reply.status}), to {_plain(to, 120)}"
            return self._failed(reason, "give the address that it means, if you trust it")
        saying = SAYING.get(reply.status, "gives no answer to a query")
        hint = None
        if reply.status == 403 and not self._endpoint.logs_in:
            hint = HOW_TO_LOG_IN
        elif reply.status in (404, 405, 415):
            hint = "an endpoint's address often ends in /sparql or /query"
        elif reply.status in (429, 503) and (reply.headers.get("Retry-After") or "").isdigit():
            hint = f"ask again in {reply.headers['Retry-After'][:9]} s"
        words = f": {said}" if said and reply.status not in (404, 405) else ""
        return self._failed(f"{saying} (HTTP {reply.status}){words}", hint)

    def _rows(self, reply: Reply, form: str) -> Result:
        kind = self._kind(reply, RESULTS, "results")
        self._whole(reply)
        try:
            answer = plain_result(parse_query_results(reply.body, format=kind))
        except (SyntaxError, ValueError, OSError) as error:
            raise self._failed(_unreadable("SPARQL results", error, reply.body)) from None
        if isinstance(answer, Bindings):
            self._all_rows(reply, len(answer.rows))
            if form == "ASK" and answer.variables == ("__ASK_RETVAL",):  # as Virtuoso 7 has it
                answer = Boolean(bool(answer.rows))
        if isinstance(answer, Boolean) != (form == "ASK"):
            wanted, got = ("true or false", "rows") if form == "ASK" else ("rows", "true or false")
            raise self._failed(f"was asked for {wanted} and gave {got}")
        return answer

    def _graph(self, reply: Reply) -> Triples:
        kind = self._kind(reply, GRAPHS, "triples")
        self._whole(reply)
        try:
            quads = list(parse(reply.body, format=kind, base_iri=self._endpoint.url))
        except (SyntaxError, ValueError, OSError) as error:
            raise self._failed(_unreadable("triples", error, reply.body)) from None
        return Triples(tuple(dict.fromkeys(quad.triple for quad in quads)))

    def _kind(self, reply: Reply, known: dict[str, Any], what: str) -> Any:
        given = reply.headers.get("Content-Type") or ""
        media = given.partition(";")[0].strip().lower()
        start = reply.body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if media in ("text/html", "application/xhtml+xml") or start.startswith(
            (b"<!doctype html", b"<html")
        ):
            hint = "an endpoint's address often ends in /sparql or /query"
            raise self._failed(f"answers with a web page, not with {what}", hint)
        if media not in known:
            named = _plain(media, 60) or "no content type"
            raise self._failed(f"answers with {named}, not with {what} in a standard format")
        return known[media]

    def _all_rows(self, reply: Reply, rows: int) -> None:
        """Virtuoso tells in a header, and only there, how many rows it gives at most."""
        most = reply.headers.get("X-SPARQL-MaxRows") or ""
        if most.isascii() and most.isdigit() and 0 < int(most) <= rows:
            reason = f"perhaps half an answer: it gives no more than {rows} rows"
            raise self._failed(reason, "ask for fewer with LIMIT")

    def _whole(self, reply: Reply) -> None:
        """Virtuoso tells in headers that it ran out of time, and says 200 all the same."""
        state = reply.headers.get("X-SQL-State")
        if state:
            said = _plain(reply.headers.get("X-SQL-Message") or state, 120)
            raise self._failed(f"half an answer: it stopped early ({said})", "narrow the query")


def _wrapper(endpoint: Endpoint) -> SPARQLWrapper:
    from SPARQLWrapper import SPARQLWrapper

    from kgtools import __version__

    wrapper = SPARQLWrapper(endpoint.url, agent=f"kgtools/{__version__}")
    for name, value in endpoint.extra:
        wrapper.addParameter(name, value)
    if endpoint.user and endpoint.password:
        wrapper.setCredentials(endpoint.user, endpoint.password)
    if endpoint.token:
        wrapper.addCustomHttpHeader("Authorization", f"Bearer {endpoint.token}")
    return wrapper


def _message(reply: Reply) -> str:
    """What the endpoint says of its refusal: the first lines, as plain text."""
    text = reply.body.decode("utf-8", "replace")
    media = (reply.headers.get("Content-Type") or "").lower()
    if "json" in media:
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            told = None
        if isinstance(told, dict):
            words = [told[key] for key in ("message", "detail", "error", "title") if told.get(key)]
            text = next((word for word in words if isinstance(word, str)), "")
    if "html" in media or text.lstrip().startswith("<"):
        text = re.sub(r"<(style|script|head)\b.*?</\1>|<[^<>]*>", " ", text, flags=re.S | re.I)
    first = text.strip().split("\n\n")[0]  # Virtuoso repeats the whole query below
    return _plain(first, 240)


def _unreadable(what: str, error: Exception, body: bytes) -> str:
    text = one_line(str(error))
    if body.rstrip()[-1:] not in (b"}", b">", b".") or "end of file" in text.lower():
        return f"half an answer: its {what} stop in the midst"
    if "utf-8" in text.lower():
        return f"{what} that are not UTF-8"
    return f"what it calls {what} is none ({_plain(text, 120)})"


def _plain(text: str, width: int) -> str:
    """Printable characters in one line: a server's words go to a terminal."""
    text = one_line("".join(c if c.isprintable() else " " for c in text))
    return text if len(text) <= width else f"{text[: width - 1]}…"
