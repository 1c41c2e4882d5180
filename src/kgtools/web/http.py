"""A request and a response as plain values, and the rules of HTTP that any page follows.

Conditional requests: RFC 9110, section 13; entity tags are strong (a digest of the bytes).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import quote

Headers = tuple[tuple[str, str], ...]

_TAG = re.compile(r'\s*(?:W/)?("[^"]*"|\*)\s*(?:,|\Z)')


@dataclass(frozen=True)
class PageRequest:
    """`path` is percent-decoded and begins with a slash; header names are in lower case."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str | None:
        """The last value of the query parameter; None where there is none."""
        return next((value for key, value in reversed(self.query) if key == name), None)


@dataclass(frozen=True)
class PageResponse:
    status: int
    headers: Headers
    body: bytes = b""


@dataclass(frozen=True)
class Rendered:
    """What stands at a path: the bytes, what they are, and the links that go with them."""

    body: bytes
    media_type: str
    links: Headers = ()
    language: str | None = None
    status: int = 200

    @property
    def etag(self) -> str:
        return entity_tag(self.body)

    @property
    def content_type(self) -> str:
        textual = self.media_type.startswith("text/") or self.media_type.endswith(("+xml", "/xml"))
        return self.media_type + ("; charset=utf-8" if textual else "")


def entity_tag(body: bytes) -> str:
    """A strong entity tag: the same for the same bytes, on every machine."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def http_date(moment: datetime) -> str:
    """The moment as HTTP writes it: `Mon, 23 Nov 2026 00:00:00 GMT`."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def not_modified(headers: Mapping[str, str], etag: str, modified: datetime) -> bool:
    """Whether the client's copy is still good.

    If-None-Match (weak comparison, a list or *) decides alone where it is given.
    """
    given = headers.get("if-none-match")
    if given is not None:
        tags = _TAG.findall(given)
        return etag in tags or "*" in tags
    since = headers.get("if-modified-since")
    if since is None:
        return False
    try:
        return modified.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (ValueError, TypeError):
        return False


def link_value(links: Headers) -> str:
    """A Link header (RFC 8288) of pairs of target and parameters such as `rel="license"`."""
    return ", ".join(f"<{ascii_url(target)}>; {parameters}" for target, parameters in links)


def ascii_url(url: str) -> str:
    """The URL or IRI with what a header or an href may not hold percent-encoded."""
    return quote(url, safe="/:?#[]@!$&'()*+,;=%~-._")


def plain(status: int, text: str, extra: Headers = ()) -> PageResponse:
    """A short answer in plain text."""
    body = (text.rstrip("\n") + "\n").encode()
    headers = (("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body))))
    return PageResponse(status, (*headers, *extra), body)


def see_other(location: str, extra: Headers = ()) -> PageResponse:
    """303: what was asked for is described there."""
    target = ascii_url(location)
    response = plain(303, target, extra)
    return PageResponse(303, (("Location", target), *response.headers), response.body)
