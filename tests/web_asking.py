"""Asking a site as a browser or a program would, without a server between."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from kgtools.web import PageRequest, PageResponse, Site


def get(site: Site, url: str, method: str = "GET", **headers: str) -> PageResponse:
    """The answer to a request; header names with _ for -, `Accept` as `accept`."""
    parts = urlsplit(url)
    return site.respond(
        PageRequest(
            method,
            unquote(parts.path),
            tuple(parse_qsl(parts.query, keep_blank_values=True)),
            {name.replace("_", "-").lower(): value for name, value in headers.items()},
        )
    )


def header(response: PageResponse, name: str) -> str:
    """The one header of that name; a test that expects it fails where it is not."""
    found = [value for key, value in response.headers if key.lower() == name.lower()]
    assert len(found) == 1, f"{name} stands {len(found)} times in {response.headers}"
    return found[0]


def links(response: PageResponse) -> list[tuple[str, str]]:
    """Targets and parameters of the Link header."""
    return re.findall(r"<([^>]*)>((?:; \w+=\"[^\"]*\")+)", header(response, "Link"))


def targets(html: str, url: str) -> set[str]:
    """Where the links, forms and sources of a page lead, as absolute URLs or paths."""
    found = re.findall(r'(?:href|src|action|data-index)="([^"]*)"', html)
    return {urljoin(url, target.replace("&amp;", "&")) for target in found}
