"""The command line that asks any endpoint what kgtools asks here."""

from __future__ import annotations

from shlex import quote

from kgtools.rdf.sparql import query_form, tokens
from kgtools.results.formats import FORMATS, GRAPH, ROWS


def curl(query: str, endpoint: str, form: str = "csv") -> str:
    """A line for a POSIX shell: SPARQL 1.1 Protocol, query by POST with a form.

    `form` names a format of results; where it is for reading only, or does not fit the query, CSV
    or Turtle is asked for.
    """
    graph = query_form(query) in ("CONSTRUCT", "DESCRIBE")
    chosen, fallback = FORMATS.get(form), FORMATS["turtle" if graph else "csv"]
    if chosen is None or len(chosen.kinds) == 3 or (GRAPH if graph else ROWS) not in chosen.kinds:
        chosen = fallback
    text, end = "", 0
    for token in tokens(query):  # what stood together stays together: not every store likes "( "
        text += " " * (0 < end < token.start) + token.text
        end = token.end
    accept = quote(f"Accept: {chosen.media_type}")
    return f"curl -sS -H {accept} --data-urlencode {quote('query=' + text)} {quote(endpoint)}"
