"""The forms in which a result can be had: their names, media types and file suffixes."""

from __future__ import annotations

from collections.abc import Mapping

from kgtools.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kgtools.errors import KgtoolsError

# What SPARQL can answer: to SELECT, to ASK, to CONSTRUCT and DESCRIBE.
ROWS, TRUTH, GRAPH = "rows", "truth", "graph"
_ANSWERS = {ROWS: "rows", TRUTH: "true or false", GRAPH: "a graph"}


class Format(Record):
    """`media_type` as in a Content-Type, `suffix` with its dot; `kinds` of ROWS, TRUTH, GRAPH."""

    name: str
    media_type: str
    suffix: str
    kinds: tuple[str, ...]

    @property
    def content_type(self) -> str:
        """The media type with the charset, where it has one: everything here is UTF-8."""
        return self.media_type + "; charset=utf-8" * self.media_type.startswith("text/")


_TABULAR = (ROWS, TRUTH)
_ANY = (ROWS, TRUTH, GRAPH)

FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("table", "text/plain", ".txt", _ANY),
        Format("csv", "text/csv", ".csv", _TABULAR),
        Format("tsv", "text/tab-separated-values", ".tsv", _TABULAR),
        Format("json", "application/sparql-results+json", ".srj", _TABULAR),
        Format("xml", "application/sparql-results+xml", ".srx", _TABULAR),
        Format("md", "text/markdown", ".md", _ANY),
        Format("html", "text/html", ".html", _ANY),
        Format("turtle", "text/turtle", ".ttl", (GRAPH,)),
        Format("nt", "application/n-triples", ".nt", (GRAPH,)),
        Format("jsonld", "application/ld+json", ".jsonld", (GRAPH,)),
    )
}


def format_for(name: str, kind: str) -> Format:
    """The format, if it can hold that kind of answer; KgtoolsError names those that can.

    >>> format_for("csv", ROWS).media_type
    'text/csv'
    """
    found = FORMATS.get(name)
    if found is None:
        from kgtools.errors import did_you_mean

        raise _error(f"unknown format {name!r}", did_you_mean(name, list(FORMATS)))
    if kind not in found.kinds:
        holds, gives = _ANSWERS[found.kinds[0]], _ANSWERS[kind]
        fitting = sorted(
            (f for f in FORMATS.values() if kind in f.kinds), key=lambda f: len(f.kinds)
        )
        *most, last = (one.name for one in fitting)
        message = f"{name} holds {holds}, and this query gives {gives}"
        raise _error(message, f"use the format {', '.join(most)} or {last}")
    return found


def _error(message: str, hint: str) -> KgtoolsError:
    from kgtools.errors import KgtoolsError

    return KgtoolsError(message, hint=hint)
