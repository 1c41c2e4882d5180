"""Where a store takes queries, updates and graphs, found from the one address that was given."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import quote

from kgtools.errors import EngineError
from kgtools.load.body import of_bytes
from kgtools.load.http import Client, Reply

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Addresses:
    """Full addresses; `update` and `graph_store` are None where none is known."""

    product: str
    query: str
    update: str | None
    graph_store: str | None


# what the address for queries ends in → those for updates and for graphs, from the same stem
SIBLINGS = (
    ("/query", "/update", "/data"),
    ("/sparql", "/update", "/data"),
    ("", "/statements", "/rdf-graphs/service"),
)


def find(
    client: Client, url: str, update: str | None = None, graph_store: str | None = None
) -> Addresses:
    """Asks the address itself, then what usually stands below it.

    Raises EngineError when none of them answers a query.
    """
    base = url.rstrip("/")
    refused: Reply | None = None
    for query in (base, f"{base}/query", f"{base}/sparql"):
        reply = _ask(client, query)
        if _answers(reply):
            product, *guessed = _others(query, reply, client.account_known)
            return Addresses(product, query, update or guessed[0], graph_store or guessed[1])
        if refused is None or reply.status in (401, 403):
            refused = reply
    assert refused
    hint = "give the address that takes SPARQL queries"
    if refused.status == 401:
        hint = "set KGTOOLS_ENDPOINT_USER and KGTOOLS_ENDPOINT_PASSWORD, or use netrc"
    elif refused.status in (301, 302, 307, 308):
        hint = f"give the address it leads to: {refused.headers.get('location', '?')}"
    raise EngineError(f"{url} does not answer a SPARQL query: {refused.reason()}", hint=hint)


def _ask(client: Client, query: str) -> Reply:
    body = of_bytes(f"query={quote('ASK { ?s ?p ?o }')}".encode(), FORM)
    headers = {"Accept": "application/sparql-results+json"}
    return client.send("POST", client.path(query), body, headers)


def _answers(reply: Reply) -> bool:
    try:
        told = json.loads(reply.body) if reply.fine else None
    except ValueError:
        return False
    return isinstance(told, dict) and ("boolean" in told or "results" in told)


def _others(query: str, reply: Reply, account: bool) -> tuple[str, str | None, str | None]:
    server = reply.headers.get("server", "")
    if server.startswith("Oxigraph"):
        stem = query.removesuffix("/query")
        return "Oxigraph", f"{stem}/update", f"{stem}/store"
    if server.startswith("Virtuoso"):
        stem = query.removesuffix("/sparql-auth").removesuffix("/sparql")
        protected = "-auth" if account else ""
        return "Virtuoso", f"{stem}/sparql{protected}", f"{stem}/sparql-graph-crud{protected}"
    for ending, update, graphs in SIBLINGS:
        if query.endswith(ending):
            stem = query.removesuffix(ending) if ending else query
            return "SPARQL store", stem + update, stem + graphs
    return "SPARQL store", None, None
