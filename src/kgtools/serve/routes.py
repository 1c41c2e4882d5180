"""Which job the address of a GET request asks for."""

from __future__ import annotations

from collections.abc import Callable

from kgtools.serve.jobs import DescriptionJob, Job, ListJob, PageJob, PreparedJob
from kgtools.serve.protocol import asked, pairs_of
from kgtools.web.negotiation import HTML, chosen_format

LISTS = {"/api/queries": False, "/api/openapi.json": True}
QUERIES = "/api/queries/"
SPARQL, HEALTH = "/sparql", "/health"


def job_of(
    path: str, query: bytes, accept: str | None, language: str | None, base: Callable[[], str]
) -> Job:
    """`base` tells the absolute URL of all that is served. Raises Problem for a query string that
    is none.
    """
    if path == SPARQL:
        job = asked("GET", query, None, b"", accept)
        if job is not None:
            return job
        form = dict(pairs_of(query)).get("format")
        if form is not None or not _is_browser(accept):
            return DescriptionJob(f"{base()}{SPARQL}", accept, form)
    pairs = pairs_of(query)
    if path in LISTS:
        return ListJob(base(), pairs, LISTS[path])
    slug = path.removeprefix(QUERIES)
    if slug != path and slug and "/" not in slug:
        return PreparedJob(slug, pairs, accept)
    return PageJob(path, pairs, accept, language)


def without_prefix(path: str, prefix: str) -> str:
    """A proxy may have taken it off already."""
    if prefix and (path + "/").startswith(prefix + "/"):
        return path[len(prefix) :] or "/"
    return path


def _is_browser(accept: str | None) -> bool:
    """Whether HTML is asked for by name: `*/*` gets data."""
    return "text/html" in (accept or "").lower() and chosen_format(accept, (HTML,)) is not None
