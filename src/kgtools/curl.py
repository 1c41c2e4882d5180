"""The command line that asks any endpoint what kgtools asks here."""

from __future__ import annotations

from collections.abc import Iterable
from shlex import quote

from kgtools.rdf.sparql import Token, dataset_clauses, query_form, tokens
from kgtools.results.formats import FORMATS, GRAPH, ROWS


def curl(query: str, endpoint: str, form: str = "csv", graphs: Iterable[str] = ()) -> str:
    """A line for a POSIX shell: SPARQL 1.1 Protocol, query by POST with a form.

    `form` names a format of results; where it is for reading only, or does not fit the query, CSV
    or Turtle is asked for. Of the `graphs` the query is asked, unless it says itself of which;
    without any, of the endpoint's default graph.
    """
    graph = query_form(query) in ("CONSTRUCT", "DESCRIBE")
    chosen, fallback = FORMATS.get(form), FORMATS["turtle" if graph else "csv"]
    if chosen is None or len(chosen.kinds) == 3 or (GRAPH if graph else ROWS) not in chosen.kinds:
        chosen = fallback
    text, end = "", 0
    for token in tokens(query):  # what stood together stays together: not every store likes "( "
        text += " " * (0 < end < token.start) + _in_one_line(token)
        end = token.end
    accept = quote(f"Accept: {chosen.media_type}")
    fields = [f"query={text}"]
    for name in () if dataset_clauses(tokens(query)) else sorted(graphs):
        fields += [f"default-graph-uri={name}", f"named-graph-uri={name}"]
    sent = " ".join(f"--data-urlencode {quote(field)}" for field in fields)
    return f"curl -sS -H {accept} {sent} {quote(endpoint)}"


def _in_one_line(token: Token) -> str:
    """The token with escapes in the place of line ends, which only long strings have."""
    return token.text.replace("\n", "\\n").replace("\r", "\\r")
