"""A store behind HTTP: what it can do is probed, and the safest way it offers is taken."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from copy import copy
from urllib.parse import quote

from pyoxigraph import RdfFormat, parse

from kgtools.errors import EngineError, one_line
from kgtools.load import sparql
from kgtools.load.addresses import Addresses, find
from kgtools.load.body import N_TRIPLES, Body, of_bytes, of_form
from kgtools.load.http import Client, Refused, Reply
from kgtools.load.probe import Abilities, probe
from kgtools.load.spool import Record, Spool
from kgtools.load.target import Check, Note, Told, Work

FORM = "application/x-www-form-urlencoded"
JSON_RESULTS = "application/sparql-results+json"
IN_BETWEEN = "an earlier load was ended while it changed graphs; these may be in between: {graphs}"
AT_ONCE = 200  # graphs that are counted by one query
FEW = 20  # graphs that Virtuoso counts by name faster than by a walk through all it holds


class Endpoint:
    """A store at an address; `addresses` are those for queries, updates and graphs."""

    def __init__(
        self,
        url: str,
        update: str | None = None,
        graph_store: str | None = None,
        seconds: float = 300.0,
    ) -> None:
        self.client = Client(url, seconds)
        self.addresses: Addresses = find(self.client, url, update, graph_store)
        self.name = f"{self.addresses.product} {url}"
        self.abilities: Abilities | None = None
        self._left: list[tuple[str, str, str]] = self._journal()

    # ---- as a target

    def notes(self) -> list[Note]:
        if not self._left:
            return []
        if not any(name == sparql.PHASE and value == "swap" for _, name, value in self._left):
            return [
                ("an earlier load was ended while it sent data; no graph was changed by it", "")
            ]
        graphs = sorted(graph for graph, name, _ in self._left if name == sparql.HOLDS)
        told = ", ".join(f"<{graph}>" for graph in graphs[:5]) + (", …" if graphs[5:] else "")
        text = (
            "an earlier load was ended while it changed graphs; these may be in between: {graphs}"
        )
        return [(text, told)]

    def counts(self, graphs: Sequence[str]) -> dict[str, int]:
        found = dict.fromkeys(graphs, 0)
        if self.addresses.product == "Virtuoso" and len(graphs) > FEW:
            graphs = self._count_at_once(found)
        for start in range(0, len(graphs), AT_ONCE):
            some = graphs[start : start + AT_ONCE]
            if len(some) == 1:
                found[some[0]] = int(self.select(sparql.count(some[0]))[0]["n"])
                continue
            for row in self.select(sparql.counts(some)):
                if "g" in row:
                    found[row["g"]] = int(row["n"])
        return found

    def read(self, graph: str, count: int | None = None) -> Iterator[Record]:
        """A store that caps its answers is asked page by page."""
        if count is None:
            count = self.counts([graph])[graph]
        page = 0
        for record in self._page(sparql.triples(graph)) if count else ():
            page += 1
            yield record
        if page:
            for offset in range(page, count, page):
                yield from self._page(sparql.triples(graph, page, offset))

    def prepare(self) -> None:
        self.abilities = probe(self)
        if self._left:
            staged = [value for _, name, value in self._left if name == sparql.HOLDS]
            for graph in [*staged, sparql.JOURNAL]:
                self.drop(graph)
            self._left = []

    def replace(self, spool: Spool, works: Sequence[Work], check: Check, told: Told) -> str:
        from kgtools.load.ways import choose

        assert self.abilities
        return choose(self, spool, works)(self, spool, works, check, told)

    def close(self) -> None:
        self.client.close()

    # ---- what the ways are made of

    def sibling(self) -> Endpoint:
        """Another connection to the same store."""
        other = copy(self)
        other.client = Client(self.addresses.query, self.client.seconds)
        return other

    def select(self, query: str) -> list[dict[str, str]]:
        """Rows of a SELECT: the value of each variable that is bound."""
        reply = self.ask(query, JSON_RESULTS)
        try:
            rows = json.loads(reply.body)["results"]["bindings"]
            return [{name: str(cell["value"]) for name, cell in row.items()} for row in rows]
        except (ValueError, KeyError, TypeError, AttributeError):
            message = f"{self.addresses.query} does not answer with SPARQL results"
            raise EngineError(message, hint="is this a SPARQL endpoint?") from None

    def ask(self, query: str, accept: str, streamed: bool = False) -> Reply:
        """The answer to a query, sent as a form: Debian's Virtuoso takes nothing else."""
        body = of_bytes(f"query={quote(query, safe='')}".encode(), FORM)
        path = self.client.path(self.addresses.query)
        reply = self.client.send("POST", path, body, {"Accept": accept}, streamed=streamed)
        return self._fine(reply, "query")

    def update(self, text: str | bytes) -> None:
        """One update request. Raises Refused."""
        if self.addresses.update is None:
            raise EngineError("no address for updates is known", hint="give --update URL")
        data = text.encode() if isinstance(text, str) else text
        body = of_bytes(data, "application/sparql-update")
        if self.addresses.product == "Virtuoso":
            body = of_bytes(f"query={quote(data, safe='')}".encode(), FORM)
        reply = self.client.send("POST", self.client.path(self.addresses.update), body)
        self._fine(reply, "update")

    def send(self, method: str, graph: str, body: Body | None = None) -> None:
        """PUT, POST or DELETE of one graph (SPARQL 1.1 Graph Store Protocol). Raises Refused."""
        store = self.addresses.graph_store
        if store is None:
            raise EngineError("no address for graphs is known", hint="give --graph-store URL")
        mark = "&" if "?" in store else "?"
        path = self.client.path(f"{store}{mark}graph={quote(graph, safe='')}")
        reply = self.client.send(method, path, body)
        if method == "DELETE" and reply.status == 404:
            return
        self._fine(reply, "graph store")

    def send_quads(self, body: Body) -> None:
        """POST of quads to the whole dataset (Oxigraph's bulk loader: all or nothing)."""
        path = self.client.path(f"{self.addresses.graph_store}?no_transaction")
        self._fine(self.client.send("POST", path, body), "graph store")

    def load_quads(self, lines: bytes) -> None:
        """N-Quads of any graphs to Virtuoso's own loader: logged, but not all or nothing."""
        assert self.addresses.update
        fields = {"query": sparql.VIRTUOSO_LOADER.encode(), sparql.LINES: lines}
        path = self.client.path(self.addresses.update)
        reply = self.client.send("POST", path, of_form(fields), {"Accept": JSON_RESULTS})
        self._fine(reply, "loader")

    def drop(self, graph: str) -> None:
        if self.abilities and not self.abilities.update:
            self.send("DELETE", graph)
        else:
            self.update(sparql.drop([graph]))

    def put(self, graph: str, text: bytes) -> None:
        """Adds some triples to a graph, by whichever way works."""
        if self.abilities and not self.abilities.update:
            self.send("POST", graph, of_bytes(text, N_TRIPLES))
        else:
            self.update(sparql.data("INSERT", {graph: text}))

    def _count_at_once(self, found: dict[str, int]) -> list[str]:
        """Counts by one walk through the store: Virtuoso makes one for each graph that is named.

        What is left to be counted by name, where the answer was cut short.
        """
        rows = self.select(sparql.all_counts())
        counts = {row["g"]: int(row["n"]) for row in rows if "g" in row}
        found.update((graph, counts[graph]) for graph in found if graph in counts)
        if rows and self.select(sparql.all_counts(beyond=len(rows))):
            return [graph for graph in found if graph not in counts]
        return []

    def _page(self, query: str) -> Iterator[Record]:
        reply = self.ask(query, "application/n-triples, text/plain;q=0.5", streamed=True)
        assert reply.stream
        try:
            for triple in parse(reply.stream, format=RdfFormat.N_TRIPLES):
                yield Record.of(triple.subject, triple.predicate, triple.object)
        except SyntaxError as error:
            message = f"{self.addresses.query}: the answer is not N-Triples"
            raise EngineError(f"{message}: {one_line(str(error))[:120]}") from None
        except OSError as error:
            message = f"the connection was lost in the midst of an answer: {one_line(str(error))}"
            raise EngineError(message, hint="run the command again") from None
        finally:
            if not reply.stream.isclosed():
                self.client.close()

    def _journal(self) -> list[tuple[str, str, str]]:
        rows = self.select(sparql.journal())
        return [(row["s"], row["p"], row["o"]) for row in rows if len(row) == 3]

    def _fine(self, reply: Reply, what: str) -> Reply:
        if reply.fine:
            return reply
        hints = {
            401: "set KGTOOLS_ENDPOINT_USER and KGTOOLS_ENDPOINT_PASSWORD, or use netrc",
            403: "this account may not do that",
            404: "is the address right?",
            405: "the store does not do this here; is it read-only?",
            413: "the store takes no request as big as that",
        }
        if reply.status == 401 and self.client.account_known:
            hints[401] = "the store does not take these credentials"
        where = f"{self.client.origin}: the {what} was refused"
        raise Refused(f"{where}: {reply.reason()}", reply.status, hints.get(reply.status))
