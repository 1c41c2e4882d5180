"""Things and documents over HTTP: negotiation, redirects, conditional requests, errors."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conftest import TESTS, change
from kgtools.project import Project
from kgtools.web import Site
from web_asking import get, header, links

DAY = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture(scope="module")
def site(orchard: Project) -> Site:
    return Site(orchard, modified=DAY)


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        (None, "html"),
        ("", "html"),
        ("*/*", "html"),
        (FIREFOX, "html"),
        ("text/turtle", "ttl"),
        ("TEXT/Turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"', "jsonld"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "rdf"),
        ("application/trig", "trig"),
        ("text/turtle, */*", "ttl"),
        ("*/*;q=0.1, application/rdf+xml;q=0.9, text/turtle;q=0.5", "rdf"),
        ("application/rdf+xml, text/turtle", "ttl"),
        ("text/html;q=0, */*", "ttl"),
        ("text/html;q=0.4, text/*;q=0.9", "ttl"),
        ("application/*", "jsonld"),
        ("image/png, text/turtle;q=0.2", "ttl"),
        ("rubbish, text/turtle", "ttl"),
        ("rubbish", "html"),
    ],
)
def test_a_thing_leads_to_the_form_that_the_client_likes_best(
    site: Site, accept: str | None, suffix: str
) -> None:
    headers = {} if accept is None else {"accept": accept}
    response = get(site, "/id/heron", **headers)
    assert response.status == 303
    assert header(response, "Location") == f"/id/heron.{suffix}"
    assert header(response, "Vary") == "Accept, Accept-Language"


@pytest.mark.parametrize(
    ("languages", "path"),
    [
        ("fr", "/id/heron.fr.html"),
        ("fr-CA, en;q=0.9", "/id/heron.fr.html"),
        ("de, fr;q=0.5, en;q=0.4", "/id/heron.fr.html"),
        ("fr;q=0.2, en;q=0.9", "/id/heron.html"),
        ("fr;q=0, *", "/id/heron.html"),
        ("de", "/id/heron.html"),
        ("fr;q=nonsense", "/id/heron.html"),
    ],
)
def test_pages_are_offered_in_the_language_of_the_reader(
    site: Site, languages: str, path: str
) -> None:
    assert header(get(site, "/id/heron", accept_language=languages), "Location") == path


def test_format_and_lang_in_the_address_win_over_headers(site: Site) -> None:
    def leads(url: str, **headers: str) -> str:
        response = get(site, url, **headers)
        assert response.status == 303
        return header(response, "Location")

    assert leads("/id/heron?format=nt", accept="text/html") == "/id/heron.nt"
    assert leads("/id/heron?lang=fr", accept_language="en") == "/id/heron.fr.html"
    assert leads("/id/heron.html?lang=fr") == "/id/heron.fr.html"
    assert leads("/id/heron.fr.html?format=ttl") == "/id/heron.ttl"
    assert leads("/query/effects?gate=river-gate") == "/query/effects.html?gate=river-gate"
    assert leads("/search?q=guild", accept_language="fr") == "/search.fr.html?q=guild"
    bad = get(site, "/id/heron?lang=tlh")
    assert bad.status == 400 and b"its languages are en, fr" in bad.body


def test_what_no_form_satisfies_gets_the_list_of_forms(site: Site) -> None:
    for url, accept in (("/id/heron", "image/png"), ("/id/heron?format=docx", "*/*")):
        response = get(site, url, accept=accept)
        assert response.status == 406
        assert b"text/turtle  /id/heron.ttl" in response.body
        assert ("/id/heron.rdf", '; rel="alternate describedby"; type="application/rdf+xml"') in (
            links(response)
        )
    assert get(site, "/", accept="image/png").status == 406


def test_every_kind_of_thing_dereferences(site: Site) -> None:
    for path, document in {
        "id/river-gate": "id/river-gate",
        "id/remark-gate": "id/remark-gate",
        "id/snippet-gate": "id/snippet-gate",
        "firmness/sure": "firmness/sure",
        "firmness/scheme": "firmness/scheme",
        "terms": "terms",
        "shapes": "shapes",
        "graph/pamphlet": "graph/pamphlet",
        "graph/metadata": "graph/metadata",
        "dataset": "dataset",
        "query/effects": "query/effects",
    }.items():
        response = get(site, f"/{path}", accept="text/turtle")
        assert (response.status, header(response, "Location")) == (303, f"/{document}.ttl")
        assert get(site, f"/{document}.ttl").status == 200
        assert get(site, f"/{document}.html").status == 200


def test_a_term_asked_for_as_a_path_is_found_by_its_anchor(site: Site) -> None:
    response = get(site, "/terms/Guild", accept=FIREFOX)
    assert (response.status, header(response, "Location")) == (303, "/terms.html#Guild")
    assert b'id="Guild"' in get(site, "/terms.html").body


def test_a_document_says_what_it_is_and_what_belongs_to_it(site: Site) -> None:
    page = get(site, "/id/river-gate.html")
    assert header(page, "Content-Type") == "text/html; charset=utf-8"
    assert header(page, "Content-Language") == "en"
    found = links(page)
    assert ("https://example.org/orchard/id/river-gate.html", '; rel="canonical"') in found
    assert ("https://example.org/orchard/id/river-gate", '; rel="cite-as"') in found
    assert ("https://creativecommons.org/publicdomain/zero/1.0/", '; rel="license"') in found
    assert ("https://example.org/orchard/dataset", '; rel="collection"') in found
    assert (
        "../id/river-gate.fr.html",
        '; rel="alternate"; type="text/html"; hreflang="fr"',
    ) in found
    assert (
        "../id/river-gate.trig",
        '; rel="alternate describedby"; type="application/trig"',
    ) in found
    data = get(site, "/id/river-gate.ttl")
    assert header(data, "Content-Type") == "text/turtle; charset=utf-8"
    assert ("https://example.org/orchard/id/river-gate", '; rel="describes"') in links(data)
    for target, parameters in found:
        if 'rel="alternate' in parameters:
            assert get(site, "/id/" + target.removeprefix("../id/")).status == 200
            assert f'href="{target}"'.encode() in page.body


def test_a_copy_that_is_still_good_is_not_sent_again(site: Site) -> None:
    first = get(site, "/id/heron.ttl")
    tag, since = header(first, "ETag"), header(first, "Last-Modified")
    assert tag.startswith('"') and since == "Mon, 23 Nov 2026 12:00:00 GMT"
    for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = get(site, "/id/heron.ttl", if_none_match=given)
        assert (again.status, again.body) == (304, b"")
        assert header(again, "ETag") == tag
    for stale in ('"other"', tag.strip('"'), 'W/"other"'):
        assert get(site, "/id/heron.ttl", if_none_match=stale).status == 200
    assert get(site, "/id/heron.ttl", if_modified_since=since).status == 304
    earlier = "Mon, 23 Nov 2026 11:59:59 GMT"
    assert get(site, "/id/heron.ttl", if_modified_since=earlier).status == 200
    assert get(site, "/id/heron.ttl", if_modified_since="yesterday").status == 200
    both = get(site, "/id/heron.ttl", if_none_match='"other"', if_modified_since=since)
    assert both.status == 200


def test_tags_differ_by_form_and_language_and_change_with_the_data(copy: Path) -> None:
    def tags() -> dict[str, str]:
        site = Site(Project.open(copy))
        paths = ("id/heron.ttl", "id/heron.nt", "id/heron.html", "id/heron.fr.html", "id/moss.ttl")
        return {path: header(get(site, f"/{path}"), "ETag") for path in paths}

    before = tags()
    assert len(set(before.values())) == len(before)
    assert tags() == before
    change(copy / "data" / "pamphlet.ttl", "orc:members 12", "orc:members 13")
    after = tags()
    assert {path for path in before if before[path] != after[path]} == set(before) - {"id/moss.ttl"}


def test_without_another_date_the_newest_file_tells_since_when(copy: Path) -> None:
    before = Site(Project.open(copy)).last_modified
    file = copy / "data" / "pamphlet.ttl"
    later = before.timestamp() + 5
    os.utime(file, (later, later))
    assert Site(Project.open(copy)).last_modified.timestamp() == later


def test_head_is_get_without_a_body_and_other_methods_are_refused(site: Site) -> None:
    for url in ("/id/heron.html", "/id/heron", "/nothing", "/"):
        whole, head = get(site, url), get(site, url, "HEAD")
        assert (head.status, head.headers, head.body) == (whole.status, whole.headers, b"")
    assert header(get(site, "/id/heron.html", "HEAD"), "Content-Length") != "0"
    for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE"):
        response = get(site, "/id/heron.ttl", method)
        assert (response.status, header(response, "Allow")) == (405, "GET, HEAD, OPTIONS")
    assert get(site, "/id/heron", "OPTIONS").status == 204


def test_a_wrong_address_is_told_with_the_nearest_names(site: Site) -> None:
    page = get(site, "/id/heren", accept=FIREFOX, accept_language="en")
    assert page.status == 404 and b'href="/id/heron.html"' in page.body
    french = get(site, "/id/river-gatte.ttl", accept="text/html", accept_language="fr")
    assert french.status == 404 and b'href="/id/river-gate.fr.html"' in french.body
    plain = get(site, "/id/heren", accept="text/turtle")
    assert header(plain, "Content-Type").startswith("text/plain")
    assert b"https://example.org/orchard/id/heron\n" in plain.body
    for path in ("/../kgtools.toml", "/static/../site.py", "/static/site.py", "/id/", "/%00", "//"):
        assert get(site, path).status == 404


def test_a_deprecated_term_stays_and_a_removed_one_is_gone(tmp_path: Path) -> None:
    ferry = tmp_path / "ferry"
    shutil.copytree(TESTS / "projects" / "ferry" / "1.1.0", ferry)
    page = get(Site(Project.open(ferry)), "/terms.html").body.decode()
    assert "Deprecated." in page and 'href="terms.html#berthedAt"' in page
    (ferry / "deprecations" / "2.0.0.ttl").write_text(
        "@prefix boat: <https://example.org/ferry/id/> .\n"
        "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
        "boat:hull dcterms:isReplacedBy boat:swan .\n",
        encoding="utf-8",
    )
    change(ferry / "kgtools.toml", '"deprecations/*.ttl"', '"deprecations/1.1.0.ttl"')
    site = Site(Project.open(ferry))
    response = get(site, "/id/hull")
    assert response.status == 410 and b"/id/swan" in response.body
    assert get(site, "/id/other").status == 404


def test_under_a_prefix_and_another_address_everything_keeps_together(orchard: Project) -> None:
    site = Site(orchard, base_path="/trees/", public_base="https://trees.example/kg")
    response = get(site, "/trees/id/heron", accept="text/turtle")
    assert header(response, "Location") == "/trees/id/heron.ttl"
    assert get(site, "/id/heron").status == 404
    assert get(site, "/trees/").status == 200
    page = get(site, "/trees/id/heron.html")
    assert ("https://trees.example/kg/id/heron.html", '; rel="canonical"') in links(page)
    assert ("https://example.org/orchard/id/heron", '; rel="cite-as"') in links(page)
    assert b'href="../static/style.css"' in page.body
    missing = get(site, "/trees/id/heren")
    assert b'href="/trees/id/heron.html"' in missing.body
