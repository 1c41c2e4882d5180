"""Requests for things and documents: negotiation, 303, 304, and errors that help."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from pyoxigraph import NamedNode

from kgtools.errors import KgtoolsError
from kgtools.rdf.terms import Term
from kgtools.web.asking import message_of, status_of
from kgtools.web.documents import Document
from kgtools.web.http import (
    Headers,
    PageRequest,
    PageResponse,
    Rendered,
    http_date,
    link_value,
    not_modified,
    plain,
    see_other,
)
from kgtools.web.links import page_path
from kgtools.web.negotiation import BY_NAME, HTML, Format, chosen_format, chosen_language
from kgtools.web.pages import missing_words
from kgtools.words import say

if TYPE_CHECKING:
    from kgtools.web.site import Site

ALLOWED = (("Allow", "GET, HEAD, OPTIONS"),)
VARY = (("Vary", "Accept, Accept-Language"),)
MOST_COMPARED = 3000  # names among which the nearest are looked for


def respond(site: Site, request: PageRequest) -> PageResponse:
    """The answer; for HEAD without a body, its headers those of GET."""
    if request.method == "OPTIONS":
        return PageResponse(204, ALLOWED)
    if request.method not in ("GET", "HEAD"):
        return plain(405, f"{request.method} is not possible here: GET, HEAD, OPTIONS", ALLOWED)
    try:
        response = _get(site, request)
    except KgtoolsError as error:
        response = plain(status_of(error), message_of(error))
    if request.method == "HEAD":
        return PageResponse(response.status, response.headers)
    return response


def _get(site: Site, request: PageRequest) -> PageResponse:
    prefix = site.base_path.rstrip("/")
    if not request.path.startswith(prefix + "/"):
        return _missing(site, request, "")
    path = request.path[len(prefix) + 1 :]
    if path == "":
        return _start(site, request)
    document = site.documents.by_key.get(path) or site.documents.aliases.get(path)
    if document is not None:
        return _to_document(site, request, document)
    parameters = [pair for pair in request.query if pair[0] not in ("format", "lang")]
    redirected = _elsewhere(site, request, path)
    if redirected is not None:
        return redirected
    takes = _takes_parameters(site, path)
    rendered = site.page(path, tuple(parameters) if takes else ())
    if rendered is not None:
        return _found(site, request, rendered)
    if site.pages.has(path):
        lang = _language(site, request)
        query = urlencode(parameters)
        target = _url(site, page_path(path, lang, site.project.languages), query)
        return see_other(target, VARY)
    if path in site.documents.gone:
        return _gone(site, request, site.documents.gone[path])
    folder, name = posixpath.split(path)
    above = site.documents.by_key.get(folder)
    if above is not None and any(t.value.endswith("#" + name) for t in above.things):
        return _to_document(site, request, above, "#" + quote(name))
    return _missing(site, request, path)


def _start(site: Site, request: PageRequest) -> PageResponse:
    """The start page under the root itself; data of the root is the dataset's description."""
    place = site.documents.place(site.facts.dataset)
    assert place is not None
    form = _format(request, (HTML, *site.formats_of(place[0])))
    if form is None:
        return _not_acceptable(site, place[0])
    if form is not HTML:
        return see_other(_url(site, place[0].stem + form.suffix), VARY)
    lang = _language(site, request)
    rendered = site.page(page_path("index", lang, site.project.languages))
    assert rendered is not None
    return _found(site, request, rendered, VARY)


def _to_document(
    site: Site, request: PageRequest, document: Document, fragment: str = ""
) -> PageResponse:
    """303 from a thing to the document of it that the client likes best."""
    form = _format(request, (HTML, *site.formats_of(document)))
    if form is None:
        return _not_acceptable(site, document)
    lang = _language(site, request)
    path = document.stem + form.suffix
    query = ""
    if form is HTML:
        path = page_path(document.stem, lang, site.project.languages)
        if document.kind == "query":
            query = urlencode([p for p in request.query if p[0] not in ("format", "lang")])
    links = ("Link", link_value(_alternates(site, document)))
    return see_other(_url(site, path, query) + fragment, (*VARY, links))


def _elsewhere(site: Site, request: PageRequest, path: str) -> PageResponse | None:
    """?lang= and ?format= on a page's own URL lead to the page of that language or the data."""
    wanted, lang = request.value("format"), request.value("lang")
    stem_and_lang = site.split(path)
    if stem_and_lang is None or (wanted is None and lang is None):
        return None
    stem, own = stem_and_lang
    document = site.documents.by_stem.get(stem)
    if document is None and not site.pages.has(stem):
        return None
    if wanted is not None and wanted != "html" and document is not None:
        form = BY_NAME.get(wanted)
        if form is None or form not in site.formats_of(document):
            return _not_acceptable(site, document)
        return see_other(_url(site, document.stem + form.suffix))
    spoken = site.project.language(lang) or own
    rest = urlencode([p for p in request.query if p[0] not in ("format", "lang")])
    return see_other(_url(site, page_path(stem, spoken, site.project.languages), rest))


def _found(
    site: Site, request: PageRequest, rendered: Rendered, extra: Headers = ()
) -> PageResponse:
    etag = rendered.etag
    headers: Headers = (
        ("ETag", etag),
        ("Last-Modified", http_date(site.last_modified)),
        ("Cache-Control", "no-cache"),
        *extra,
    )
    if rendered.links:
        headers = (*headers, ("Link", link_value(rendered.links)))
    if rendered.status == 200 and not_modified(request.headers, etag, site.last_modified):
        return PageResponse(304, headers)
    about: Headers = (("Content-Type", rendered.content_type),)
    if rendered.language:
        about = (*about, ("Content-Language", rendered.language))
    length = ("Content-Length", str(len(rendered.body)))
    return PageResponse(rendered.status, (*about, length, *headers), rendered.body)


def _gone(site: Site, request: PageRequest, replacements: Sequence[Term]) -> PageResponse:
    lang = _language(site, request)
    title = say("This was taken away", lang)
    text = say("The thing with this address is no longer part of the graph.", lang)
    if replacements:
        text += " " + say("In its place:", lang)
    return _error(site, request, 410, title, text, replacements)


def _missing(site: Site, request: PageRequest, path: str) -> PageResponse:
    title, text = missing_words(_language(site, request))
    return _error(site, request, 404, title, text, _nearest(site, path))


def _nearest(site: Site, path: str) -> list[Term]:
    """The things whose paths are most like the one that was asked for."""
    asked = path.rpartition(".")[0] if path.rpartition(".")[2] in BY_NAME else path
    keys = site.documents.by_folder.get(posixpath.dirname(asked), [])
    near = get_close_matches(asked[:200], keys[:MOST_COMPARED], n=5, cutoff=0.6)
    return [site.documents.by_key[key].main for key in near]


def _error(
    site: Site,
    request: PageRequest,
    status: int,
    title: str,
    text: str,
    nearest: Sequence[Term],
) -> PageResponse:
    """A page for whoever reads pages, else plain text."""
    if chosen_format(request.headers.get("accept"), (HTML,)) is None:
        iris = [term.value for term in nearest if isinstance(term, NamedNode)]
        return plain(status, "\n".join([text, *iris]), VARY)
    lang = _language(site, request)
    root = site.base_path.rstrip("/") + "/"
    body = site.pages.error(status, lang, root, title, text, nearest).body
    headers = (
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Language", lang),
        ("Content-Length", str(len(body))),
        *VARY,
    )
    return PageResponse(status, headers, body)


def _not_acceptable(site: Site, document: Document) -> PageResponse:
    forms = (HTML, *site.formats_of(document))
    lines = [f"{form.media_type}  {_url(site, document.stem + form.suffix)}" for form in forms]
    text = "None of the forms of this document is acceptable to you. There are:\n"
    links = ("Link", link_value(_alternates(site, document)))
    return plain(406, text + "\n".join(lines), (*VARY, links))


def _alternates(site: Site, document: Document) -> Headers:
    """Links to all forms of a document, from the thing's own address."""
    links = [
        (
            _url(site, page_path(document.stem, lang, site.project.languages)),
            f'rel="alternate"; type="text/html"; hreflang="{lang}"',
        )
        for lang in site.project.languages
    ]
    for form in site.formats_of(document):
        target = _url(site, document.stem + form.suffix)
        links.append((target, f'rel="alternate describedby"; type="{form.media_type}"'))
    return tuple(links)


def _format(request: PageRequest, offered: Sequence[Format]) -> Format | None:
    wanted = request.value("format")
    if wanted is not None:
        return next((form for form in offered if form.name == wanted), None)
    return chosen_format(request.headers.get("accept"), offered)


def _language(site: Site, request: PageRequest) -> str:
    """`?lang=`, else what Accept-Language likes best; ParameterError if nobody speaks it."""
    asked = request.value("lang")
    if asked:
        return site.project.language(asked) or site.project.languages[0]
    return chosen_language(request.headers.get("accept-language"), site.project.languages)


def _takes_parameters(site: Site, path: str) -> bool:
    stem_and_lang = site.split(path)
    if stem_and_lang is not None:
        return site.pages.takes_parameters(stem_and_lang[0])
    return "/answer." in path


def _url(site: Site, path: str, query: str = "") -> str:
    return f"{site.base_path.rstrip('/')}/{quote(path)}" + (f"?{query}" if query else "")
