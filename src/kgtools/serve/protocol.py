"""The query operation of the SPARQL 1.1 Protocol (W3C, 2013, section 2.1), as it arrives."""

from __future__ import annotations

from urllib.parse import parse_qsl

from kgtools.serve.asking import update_refused
from kgtools.serve.jobs import Pairs, SparqlJob
from kgtools.serve.problem import Problem

QUERY, FORM, UPDATE = (
    "application/sparql-query",
    "application/x-www-form-urlencoded",
    "application/sparql-update",
)
MOST_FIELDS = 1_000
_DATASET = ("default-graph-uri", "named-graph-uri")


def pairs_of(data: bytes, what: str = "the query string") -> Pairs:
    """Names and values of a form or query string, in UTF-8; Problem 400 for anything else."""
    try:
        text = data.decode("ascii")
    except UnicodeDecodeError:
        raise Problem(400, f"{what} has bytes that are not percent-encoded") from None
    try:
        found = parse_qsl(text, True, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError:
        raise Problem(400, f"{what} is not UTF-8") from None
    except ValueError:
        raise Problem(400, f"{what} has more than {MOST_FIELDS} fields") from None
    return tuple(found)


def asked(
    method: str, query_string: bytes, content_type: str | None, body: bytes, accept: str | None
) -> SparqlJob | None:
    """The query and its dataset; None for GET without a query, which asks for the description.

    Raises Problem: 400, 403 for an update, 415.
    """
    given = list(pairs_of(query_string))
    if method == "POST":
        media, charset = _media_type(content_type)
        if media == UPDATE:
            raise update_refused(f"a body of {UPDATE}")
        if media not in (QUERY, FORM):
            named = repr(media) if media else "none"
            detail = f"the body's media type is {named}; it must be {QUERY} or {FORM}"
            raise Problem(415, detail, (("Accept-Post", f"{QUERY}, {FORM}"),))
        if charset not in ("utf-8", "utf8"):
            raise Problem(415, f"the body's charset is {charset!r}; it must be UTF-8")
        if media == FORM:
            given += pairs_of(body, "the form")
        else:
            try:
                given.append(("query", body.decode("utf-8")))
            except UnicodeDecodeError as error:
                detail = f"the query is not UTF-8: byte {error.start} of the body"
                raise Problem(400, detail) from None
    return _job(given, method, accept)


def _job(given: list[tuple[str, str]], method: str, accept: str | None) -> SparqlJob | None:
    queries = [value for name, value in given if name == "query"]
    if any(name == "update" for name, _ in given):
        raise update_refused("the parameter update")
    if any(name.startswith("using-") for name, _ in given):
        raise Problem(400, "using-graph-uri and using-named-graph-uri belong to updates")
    formats = [value for name, value in given if name == "format" and value]
    if len(formats) > 1:
        raise Problem(400, "the parameter format is given more than once")
    form = formats[0] if formats else None
    default, named = (tuple(v for n, v in given if n == name) for name in _DATASET)
    if len(queries) > 1:
        raise Problem(
            400, f"one query at a time: the parameter query is given {len(queries)} times"
        )
    if not queries:
        if method == "POST" or default or named:
            raise Problem(400, "there is no query: the parameter query is missing")
        return None
    return SparqlJob(queries[0], default, named, accept, form)


def _media_type(content_type: str | None) -> tuple[str, str]:
    """Media type and charset, in lower case; UTF-8 where none is given."""
    media, *parameters = (content_type or "").split(";")
    charset = "utf-8"
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip('"').lower()
    return media.strip().lower(), charset
