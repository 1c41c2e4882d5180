"""In which media type a query is answered, and writing it within the limits.

SPARQL 1.1 Query Results JSON, XML, CSV and TSV for SELECT and ASK; RDF for CONSTRUCT and DESCRIBE.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import IO, cast

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat

from kgtools.serve.jobs import Headers, Reply
from kgtools.serve.limits import Limits
from kgtools.serve.problem import Problem, not_acceptable
from kgtools.web.negotiation import Format, chosen_format

IN_MEMORY = 1 << 20  # bytes of an answer beyond which it goes through a file

_JSON, _XML = "application/sparql-results+json", "application/sparql-results+xml"
_ROWS = {
    "json": (QueryResultsFormat.JSON, (_JSON, "application/json")),
    "xml": (QueryResultsFormat.XML, (_XML, "application/xml", "text/xml")),
    "csv": (QueryResultsFormat.CSV, ("text/csv",)),
    "tsv": (QueryResultsFormat.TSV, ("text/tab-separated-values",)),
}
_GRAPHS = {
    "turtle": (RdfFormat.TURTLE, ("text/turtle",)),
    "nt": (RdfFormat.N_TRIPLES, ("application/n-triples",)),
    "jsonld": (RdfFormat.JSON_LD, ("application/ld+json", "application/json")),
    "rdf": (RdfFormat.RDF_XML, ("application/rdf+xml", "application/xml", "text/xml")),
}
# In the order of our preference, which decides between what a client likes equally.
ROW_FORMATS = tuple(Format(name, t, name) for name, (_, types) in _ROWS.items() for t in types)
GRAPH_FORMATS = tuple(Format(name, t, name) for name, (_, types) in _GRAPHS.items() for t in types)
ROW_NAMES, GRAPH_NAMES = tuple(_ROWS), tuple(_GRAPHS)
_BETWEEN_ROWS = {  # what stands at least once between two rows, and within one but rarely
    "json": b"},{",
    "xml": b"<result>",
    "csv": b"\n",
    "tsv": b"\n",
}


def chosen(offered: Sequence[Format], accept: str | None, name: str | None) -> Format:
    """The format that is asked for by name or media type, else by Accept; Problem 406 for none."""
    if name is None:
        found = chosen_format(accept, offered)
    else:
        wanted = name.strip().lower().replace(" ", "+")  # a + in an address reads as a space
        found = next((form for form in offered if wanted in (form.name, form.media_type)), None)
    if found is None:
        raise not_acceptable([form.media_type for form in offered])
    return found


def content_type(form: Format) -> str:
    return form.media_type + "; charset=utf-8" * form.media_type.startswith("text/")


class TooManyRows(Exception):
    """There may be more rows than are allowed: how many there are must be counted."""


class Sink(io.RawIOBase):
    """Takes an answer: a small one in memory, a larger one in a file; Problem beyond the limit."""

    def __init__(self, limits: Limits, spool: Path, between: bytes = b"") -> None:
        self._limits, self._spool, self._between = limits, spool, between
        self._parts: list[bytes] = []
        self._size, self._rows = 0, -1 if between == b"\n" else 0  # a line is the head
        self._file: io.FileIO | None = None
        self._end = b""

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._size += len(data)
        if self._size > self._limits.answer:
            raise too_large(f"{self._limits.answer} bytes")
        if self._between:
            text = self._end + data
            self._rows += text.count(self._between)
            self._end = (
                text[len(text) - len(self._between) + 1 :] if len(self._between) > 1 else b""
            )
            if self._rows > self._limits.rows:
                raise TooManyRows
        if self._file is None and self._size > IN_MEMORY:
            self._file = io.FileIO(self._spool / f"{os.getpid()}-{os.urandom(8).hex()}", "xb")
            self._file.write(b"".join(self._parts))
            self._parts = []
        if self._file is None:
            self._parts.append(bytes(data))
            return len(data)
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]
        return len(data)

    @property
    def stream(self) -> IO[bytes]:
        return cast("IO[bytes]", self)

    def discard(self) -> None:
        if self._file is not None:
            self._file.close()
            Path(self._file.name).unlink()

    def reply(self, headers: Headers) -> Reply:
        headers = (*headers, ("Content-Length", str(self._size)))
        if self._file is None:
            return Reply(200, headers, b"".join(self._parts))
        self._file.close()
        return Reply(200, headers, file=str(self._file.name))


def too_large(limit: str) -> Problem:
    return Problem(
        403, f"the answer is larger than {limit}, which is all that is sent here; add LIMIT"
    )


def written(
    result: QuerySolutions | QueryBoolean | QueryTriples,
    form: Format,
    limits: Limits,
    spool: Path,
    prefixes: dict[str, str],
    counted: bool = False,
) -> Reply:
    """The result in the format. Raises Problem beyond a limit, TooManyRows if it must be asked
    again and counted first (`counted`: that has been done).
    """
    about: Headers = (("Content-Type", content_type(form)), ("Vary", "Accept"))
    rows = isinstance(result, QuerySolutions) and not counted
    sink = Sink(limits, spool, _BETWEEN_ROWS[form.name] if rows else b"")
    try:
        if isinstance(result, QueryTriples):
            _write_triples(result, form, limits, prefixes, sink)
        else:
            result.serialize(sink.stream, format=_ROWS[form.name][0])
    except BaseException:
        sink.discard()
        raise
    return sink.reply(about)


def _write_triples(
    result: QueryTriples, form: Format, limits: Limits, prefixes: dict[str, str], sink: Sink
) -> None:
    """A graph is a set: what the engine gives twice is written once."""
    from pyoxigraph import serialize

    triples = dict.fromkeys(islice(result, limits.rows + 1))
    if len(triples) > limits.rows:
        raise too_large(f"{limits.rows} triples")
    serialize(triples, sink.stream, format=_GRAPHS[form.name][0], prefixes=prefixes)


def counted_rows(result: QuerySolutions, limits: Limits) -> None:
    """Raises Problem if there are more rows than are allowed."""
    if sum(1 for _ in islice(result, limits.rows + 1)) > limits.rows:
        raise too_large(f"{limits.rows} rows")


def result_format_iris() -> list[str]:
    """The formats by the IRIs that W3C gave them (https://www.w3.org/ns/formats/)."""
    return [form.iri for form, _ in _ROWS.values()] + [form.iri for form, _ in _GRAPHS.values()]


def rdf_format(form: Format) -> RdfFormat:
    return _GRAPHS[form.name][0]
