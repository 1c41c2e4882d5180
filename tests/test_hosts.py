"""The rules for static hosts, on a real nginx and a real Apache: the profile of docs/hosts.md."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import parse

from conftest import ORCHARD, need
from kgtools.project import Project
from kgtools.publish.hosts import rules
from kgtools.publish.hosts.ranges import languages, media_types
from kgtools.web import PageRequest, Site
from kgtools.web.negotiation import BY_NAME, FORMATS, chosen_format, chosen_language
from kgtools.web.policies import DATA, ENGINE, PAGE
from static_hosts import Host, apache, folder, nginx, write_site

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
RDFLIB = "application/rdf+xml,text/rdf+n3;q=0.9,application/xhtml+xml;q=0.5, */*;q=0.1"
JENA = "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,*/*;q=0.3"
PROFILE = 'application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"'
ACCEPTS = {
    None: "html",
    "*/*": "html",
    FIREFOX: "html",
    "text/turtle": "ttl",
    "TEXT/Turtle": "ttl",
    "application/ld+json": "jsonld",
    PROFILE: "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/trig": "trig",
    "application/rdf+xml, text/turtle": "ttl",
    "*/*;q=0.1, application/rdf+xml;q=0.9, text/turtle;q=0.5": "rdf",
    "text/html;q=0, */*": "ttl",
    "text/html ; q=0.05, text/turtle;q=0.9": "ttl",
    "image/png, text/turtle;q=0.2": "ttl",
    "application/*": "jsonld",
    "rubbish": "html",
    RDFLIB: "rdf",
    JENA: "ttl",
    "image/png": None,
    "text/turtle;q=0": None,
}
# Things whose documents are called otherwise, and one whose name no rule may take for a pattern.
ODD = """
<https://example.org/orchard/search> a orc:Tree ; rdfs:label "a tree called search" .
<https://example.org/orchard/terms/> a orc:Tree ; rdfs:label "a tree with a slash" .
<https://example.org/orchard/id/$1(é)+%25x> a orc:Tree ; rdfs:label "a tree of signs" .
<https://example.org/orchard/terms> owl:versionIRI <https://example.org/orchard/terms/0.3.0> .
"""


@dataclass(frozen=True)
class Served:
    host: Host
    site: Site
    root: Path

    def live(self, path: str, **headers: str) -> tuple[int, str | None]:
        """What the site itself answers: status, and where it leads."""
        named = {name.lower().replace("_", "-"): value for name, value in headers.items()}
        found = self.site.respond(PageRequest("GET", unquote(path), (), named))
        return found.status, dict(found.headers).get("Location")


@pytest.fixture(scope="module", params=["nginx", "apache"])
def served(request: pytest.FixtureRequest) -> Iterator[Served]:
    need(request.param)
    with folder() as place:
        copied = place / "project"
        shutil.copytree(ORCHARD, copied)
        file = copied / "data" / "glosses.ttl"
        file.write_text(_with_prefixes(file.read_text(encoding="utf-8")) + ODD, encoding="utf-8")
        site = Site(
            Project.open(copied), base_path="/trees", public_base="https://trees.example/trees"
        )
        root = place / "www"
        write_site(site, root / "trees", rules(site))
        hosts = root / "trees" / "hosts"
        started = (
            nginx(place, root, hosts / "nginx-http.conf", hosts / "nginx-server.conf")
            if request.param == "nginx"
            else apache(place, root)
        )
        with started as host:
            yield Served(host, site, root / "trees")


def _with_prefixes(text: str) -> str:
    for prefix, space in {
        "owl": "http://www.w3.org/2002/07/owl#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "orc": "https://example.org/orchard/terms#",
    }.items():
        if f"@prefix {prefix}:" not in text:
            text = f"@prefix {prefix}: <{space}> .\n{text}"
    return text


def sent(accept: str | None = None, language: str | None = None) -> dict[str, str]:
    found = {"Accept": accept, "Accept_Language": language}
    return {name: value for name, value in found.items() if value is not None}


def path_of(location: str) -> str:
    parts = urlsplit(location)
    assert not parts.query and parts.hostname in (None, "127.0.0.1")
    return parts.path


@pytest.mark.parametrize("accept", ACCEPTS)
def test_a_thing_leads_to_the_form_that_is_asked_for(served: Served, accept: str | None) -> None:
    answer = served.host.get("/trees/id/heron?a=b", **sent(accept))
    varied = {name.strip() for name in answer.headers["vary"].split(",")}
    assert varied >= {"Accept", "Accept-Language"}
    assert answer.headers["access-control-allow-origin"] == "*"
    suffix = ACCEPTS[accept]
    if suffix is None:
        assert answer.status == 406
        return
    assert answer.status == 303
    assert path_of(answer.headers["location"]) == f"/trees/id/heron.{suffix}"
    document = served.host.get(path_of(answer.headers["location"]), Accept="image/png")
    assert document.status == 200, "a suffix decides alone"
    form = BY_NAME[suffix]
    assert document.headers["content-type"].partition(";")[0] == form.media_type
    if form.rdf is not None:
        assert list(parse(document.body, format=form.rdf))


def test_the_answer_is_that_of_the_live_site(served: Served) -> None:
    """Every thing, versioned IRIs and odd names among them, in three forms."""
    documents = served.site.documents
    paths = [key for key in (*documents.by_key, *documents.aliases) if key]
    assert {"search", "terms/0.3.0", "dataset/0.3.0", "terms/"} <= set(paths)
    for key in paths:
        path = "/trees/" + quote(key)
        for accept in ("text/html", "text/turtle", "application/rdf+xml"):
            answer = served.host.get(path, Accept=accept)
            assert answer.status == 303, (path, accept)
            expected = served.live(path, accept=accept)
            location = path_of(answer.headers["location"])
            assert expected[1] is not None
            assert (answer.status, unquote(location)) == (expected[0], unquote(expected[1])), path
            assert served.host.get(location).status == 200, location


@pytest.mark.parametrize(
    ("language", "path"),
    [
        (None, "heron.html"),
        ("fr", "heron.fr.html"),
        ("fr-CA, en;q=0.9", "heron.fr.html"),
        ("de, fr;q=0.5, en;q=0.4", "heron.fr.html"),
        ("fr;q=0.2, en;q=0.9", "heron.html"),
        ("fr,en", "heron.fr.html"),
        ("en,fr", "heron.html"),
        ("fr;q=0, *", "heron.html"),
        ("de", "heron.html"),
    ],
)
def test_pages_come_in_the_reader_s_language(
    served: Served, language: str | None, path: str
) -> None:
    answer = served.host.get("/trees/id/heron", **sent(FIREFOX, language))
    assert path_of(answer.headers["location"]) == f"/trees/id/{path}"
    page = served.host.get(f"/trees/id/{path}")
    assert page.headers["content-language"] == ("fr" if ".fr." in path else "en")


def test_the_start_page_and_the_data_of_the_whole(served: Served) -> None:
    for language, tag in ((None, "en"), ("fr", "fr")):
        page = served.host.get("/trees/", **sent(FIREFOX, language))
        assert page.status == 200 and f'<html lang="{tag}">'.encode() in page.body
        assert page.headers["content-language"] == tag
        assert "Accept-Language" in page.headers["vary"]
    data = served.host.get("/trees/", Accept="text/turtle")
    assert data.status == 303
    assert path_of(data.headers["location"]) == "/trees/dataset.ttl"
    assert served.host.get("/trees/", Accept="image/png").status == 406


def test_files_are_what_the_live_site_gives(served: Served) -> None:
    seen = set()
    for path in served.site.paths():
        kind = path.rpartition("/")[2].partition(".")[2]
        if kind in seen and not path.startswith((".well", "downloads", "query")):
            continue
        seen.add(kind)
        rendered = served.site.page(path)
        answer = served.host.get("/trees/" + quote(path))
        assert rendered is not None and answer.status == 200, path
        assert answer.headers["content-type"] == rendered.content_type, path
        assert answer.body == (served.root / path).read_bytes(), path
        assert answer.headers.get("content-language") == rendered.language, path
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["cache-control"] == "no-cache"
        assert "content-encoding" not in answer.headers
    assert len(seen) > 10


def test_pages_may_do_what_those_of_the_live_server_may(served: Served) -> None:
    for path, policy in {
        "terms.html": PAGE,
        "": PAGE,
        "id/heron.fr.html": PAGE,
        "static/search.js": PAGE,
        "sparql.html": ENGINE,
        "sparql.fr.html": ENGINE,
        "static/engine.js": ENGINE,
        "terms.ttl": DATA,
        "downloads/SHA256SUMS": DATA,
    }.items():
        answer = served.host.get(f"/trees/{path}")
        assert answer.status == 200 and answer.headers["content-security-policy"] == policy, path
        assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"


def test_copies_that_are_still_good_are_not_sent_again(served: Served) -> None:
    for encoding in ({}, {"Accept_Encoding": "gzip"}):
        first = served.host.get("/trees/terms.ttl", **encoding)
        tag, since = first.headers["etag"], first.headers["last-modified"]
        again = served.host.get("/trees/terms.ttl", If_None_Match=tag, **encoding)
        assert (again.status, again.body) == (304, b"")
        assert served.host.get("/trees/terms.ttl", If_Modified_Since=since).status == 304
        other = served.host.get("/trees/terms.ttl", If_None_Match='"other"', **encoding)
        assert other.status == 200


def test_large_texts_are_packed_for_those_who_unpack(served: Served) -> None:
    for path in ("terms.ttl", "terms.html", "dataset.jsonld", "static/style.css"):
        packed = served.host.get(f"/trees/{path}", Accept_Encoding="gzip")
        assert packed.headers["content-encoding"] == "gzip", path
        assert "Accept-Encoding" in packed.headers["vary"]
        assert gzip.decompress(packed.body) == served.host.get(f"/trees/{path}").body


def test_head_is_get_without_its_body(served: Served) -> None:
    for path in ("/trees/id/heron", "/trees/terms.ttl", "/trees/", "/trees/id/nothing"):
        got, head = served.host.get(path), served.host.get(path, "HEAD")
        assert head.status == got.status and head.body == b""
        for name in ("location", "content-type", "etag", "content-language"):
            assert head.headers.get(name) == got.headers.get(name), (path, name)


def test_where_nothing_is_a_page_says_so_at_any_depth(served: Served) -> None:
    lost = [
        "id/nothing",
        "id",
        "id/",
        "a/b/c",
        "id/heron/",
        "id/nothing.ttl",
        ".htaccess",
        "id/.ht",
    ]
    for path in lost:
        answer = served.host.get(f"/trees/{path}", Accept=FIREFOX)
        assert answer.status == 404, path
        assert b'<html lang="en">' in answer.body and b"There is nothing here" in answer.body
        style = re.search(rb'rel="stylesheet" href="([^"]+)"', answer.body)
        assert style and served.host.get(style[1].decode()).status == 200
    french = served.host.get("/trees/id/nothing", **sent(FIREFOX, "fr"))
    assert french.status == 404 and b'<html lang="fr">' in french.body
    for path in ("/trees//id/heron", "/trees/%2e%2e/trees/id/heron", "/trees/id/%0d%0aX:%20y"):
        answer = served.host.get(path, Accept="text/turtle")
        assert "x" not in answer.headers
        location = answer.headers.get("location", "/trees/")
        assert path_of(location).startswith("/trees/") and not location.startswith("//")


# ---- the patterns by themselves, against the negotiation of the live server

TYPES = [(form.media_type, form.name) for form in FORMATS]
_WEIGHTS = st.sampled_from(
    ["", ";q=1", "; q=1.0", ";q=0", ";q=0.0", *[f";q=0.{n}" for n in "123456789"]]
)
_RANGES = st.tuples(
    st.sampled_from([*(name for name, _ in TYPES), "image/png", "text/x"]), _WEIGHTS
)


@settings(max_examples=400, deadline=None)
@given(st.lists(_RANGES, max_size=5, unique_by=lambda pair: pair[0]), st.booleans())
def test_patterns_choose_as_the_live_server_does(
    named: list[tuple[str, str]], anything: bool
) -> None:
    header = ", ".join("".join(pair) for pair in named) + (", */*;q=0.01" if anything else "")
    compiled = [(re.compile(p, re.IGNORECASE), v) for p, v in media_types(TYPES)]
    found = next((value for pattern, value in compiled if pattern.search(header)), None)
    expected = chosen_format(header, FORMATS)
    assert found == (expected.name if expected else None), header


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["en", "en-GB", "es", "es-MX", "de", "e"]),
            st.sampled_from(["", *[f";q=0.{n}" for n in range(1, 10)], ";q=0"]),
        ),
        max_size=4,
        unique_by=(lambda pair: pair[0].partition("-")[0], lambda pair: pair[1]),
    )
)
def test_patterns_choose_the_language_as_the_live_server_does(named: list[tuple[str, str]]) -> None:
    header = ", ".join("".join(pair) for pair in named)
    compiled = [(re.compile(p, re.IGNORECASE), v) for p, v in languages(["en", "es"])]
    found = next((value for pattern, value in compiled if pattern.search(header)), "en")
    assert found == chosen_language(header, ["en", "es"]), header


# ---- w3id.org, as Apache does it there


@pytest.fixture(scope="module")
def permanent() -> Iterator[tuple[Host, Site]]:
    need("apache")
    site = Site(Project.open(ORCHARD), public_base="https://trees.example/kg")
    with folder() as place:
        root = place / "www"
        (root / "orchard").mkdir(parents=True)
        text = rules(site)["hosts/w3id/htaccess"]
        (root / "orchard" / ".htaccess").write_text(text, encoding="utf-8")
        with apache(place, root) as host:
            yield host, site


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        (None, "html"),
        ("*/*", "html"),
        (FIREFOX, "html"),
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        (PROFILE, "jsonld"),
        ("application/n-triples", "nt"),
        ("application/trig", "trig"),
        (RDFLIB, "rdf"),
        (JENA, "ttl"),
        ("image/png", None),
    ],
)
def test_permanent_addresses_lead_to_a_file_that_is_published(
    permanent: tuple[Host, Site], accept: str | None, suffix: str | None
) -> None:
    host, site = permanent
    for key in ("id/heron", "terms", "dataset/0.3.0", "graph/pamphlet", "query/effects"):
        answer = host.get(f"/orchard/{key}", **sent(accept))
        assert "Accept" in answer.headers["vary"]
        if suffix is None:
            assert answer.status == 406
            continue
        assert answer.status == 303
        assert answer.headers["location"] == f"https://trees.example/kg/{key}.{suffix}"
        assert site.page(f"{key}.{suffix}") is not None


def test_permanent_addresses_of_files_stay_files(permanent: tuple[Host, Site]) -> None:
    host, _ = permanent
    for path in ("", "id/heron.fr.html", "terms.ttl", ".well-known/void", "downloads/dataset.nq"):
        answer = host.get(f"/orchard/{path}", Accept="application/rdf+xml")
        assert answer.status == 302
        assert answer.headers["location"] == f"https://trees.example/kg/{path}"
    assert host.get("/orchard/id/heron?x=1").headers["location"].endswith("/id/heron.html")


def test_w3id_is_told_of_only_where_it_is_needed_and_whom_to_ask() -> None:
    project = Project.open(ORCHARD)
    assert not any("w3id" in path for path in rules(Site(project)))
    readme = rules(Site(project, public_base="https://t.example"))["hosts/w3id/README.md"]
    assert "oriel@trees.example" in readme and "<https://t.example/>" in readme


def test_the_rules_are_the_same_each_time(orchard: Project) -> None:
    assert rules(Site(orchard)) == rules(Site(Project.open(ORCHARD)))
