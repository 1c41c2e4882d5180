"""Releases beside one another: the older ones untouched, the differences told, nothing lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pyoxigraph import RdfFormat, parse

from conftest import TESTS, need, run
from kgtools.made import MANIFEST
from kgtools.project import Project
from kgtools.publish import Options, publish
from kgtools.publish.manifest import Manifest
from static_hosts import Host, apache, folder, nginx

FERRY = TESTS / "projects" / "ferry"


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("old") / "site"
    publish(Project.open(FERRY / "1.0.0"), folder, Options(versioned=True))
    return folder


@pytest.fixture(scope="module")
def both(old: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("both") / "site"
    found = publish(Project.open(FERRY / "1.1.0"), folder, Options(versioned=True, previous=old))
    assert [f.line() for f in found.findings if f.severity == "violation"] == []
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    found = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


def test_each_release_has_a_folder_and_the_newest_is_latest_too(both: Path) -> None:
    assert contents(both / "latest") == contents(both / "1.1.0")
    assert (both / "latest/index.html").stat().st_ino == (
        both / "1.1.0/index.html"
    ).stat().st_ino  # no space is taken twice
    assert 'url=latest/index.html"' in (both / "index.html").read_text()
    page = (both / "1.1.0/terms.html").read_text()
    assert 'rel="canonical" href="https://example.org/ferry/1.1.0/terms.html"' in page
    manifest = Manifest.read(both / MANIFEST)
    assert manifest is not None
    assert manifest.about["releases"] == ["1.1.0", "1.0.0"]
    assert set(manifest.files) == set(contents(both)) - {MANIFEST}


def test_an_older_release_is_taken_over_untouched(old: Path, both: Path) -> None:
    assert contents(both / "1.0.0") == contents(old / "1.0.0")


@pytest.fixture(scope="module", params=["nginx", "apache"])
def hosted(request: pytest.FixtureRequest) -> Iterator[Host]:
    """Both releases below /ferries, with the rules that stand above them."""
    need(request.param)
    options = Options(versioned=True, prefix="/ferries", public="https://f.example/ferries")
    with folder() as place:
        root = place / "www/ferries"
        root.parent.mkdir()
        for version in ("1.0.0", "1.1.0"):
            publish(Project.open(FERRY / version), root, options)
        hosts = root / "hosts"
        started = (
            nginx(place, root.parent, hosts / "nginx-http.conf", hosts / "nginx-server.conf")
            if request.param == "nginx"
            else apache(place, root.parent)
        )
        with started as host:
            yield host


@pytest.mark.parametrize(
    ("path", "accept", "status", "to"),
    [
        ("", "text/html", 302, "latest/"),
        ("latest/", "text/html", 200, None),
        ("1.0.0/", "text/html", 200, None),
        ("dataset.ttl", "text/html", 302, "latest/dataset.ttl"),
        ("terms", "text/turtle", 303, "latest/terms.ttl"),
        ("terms", "text/html", 303, "latest/terms.html"),
        ("terms", "image/png", 406, None),
        ("nothing", "text/html", 404, None),
        ("latest/nothing", "text/html", 404, None),
        ("robots.txt", "text/html", 200, None),
    ],
)
def test_what_names_no_release_leads_to_the_newest(
    hosted: Host, path: str, accept: str, status: int, to: str | None
) -> None:
    answer = hosted.get(f"/ferries/{path}", Accept=accept)
    assert answer.status == status
    assert urlsplit(answer.headers.get("location", "")).path == (f"/ferries/{to}" if to else "")


def test_permanent_addresses_lead_to_the_newest(both: Path, tmp_path: Path) -> None:
    assert not (both / "hosts/w3id").exists(), "these IRIs begin with the site's own address"
    options = Options(versioned=True, public="https://f.example/ferries")
    publish(Project.open(FERRY / "1.1.0"), tmp_path / "site", options)
    rules = (tmp_path / "site/hosts/w3id/htaccess").read_text()
    assert "RewriteRule ^(.+)$ https://f.example/ferries/latest/$1.ttl [R=303,L,QSD]" in rules


@pytest.mark.parametrize("release", ["latest", "1.1.0", "1.0.0"])
def test_a_release_that_is_named_is_the_one_that_answers(hosted: Host, release: str) -> None:
    answer = hosted.get(f"/ferries/{release}/terms", Accept="text/turtle")
    assert answer.status == 303
    found = hosted.get(urlsplit(answer.headers["location"]).path)
    assert found.status == 200 and list(parse(found.body, format=RdfFormat.TURTLE))
    version = "1.0.0" if release == "1.0.0" else "1.1.0"
    assert found.body == hosted.get(f"/ferries/{version}/terms.ttl").body
    assert found.headers["content-type"].startswith("text/turtle")


def test_the_differences_stand_on_a_page_and_in_files(both: Path) -> None:
    page = (both / "1.1.0/releases.html").read_text()
    assert '<a href="../1.0.0/index.html">1.0.0</a>' in page
    assert "What changed since 1.0.0" in page
    assert '<a href="terms.html#berthedAt">is berthed at</a>' in page
    changes = json.loads((both / "1.1.0/releases/changes.json").read_bytes())
    assert (changes["oldVersion"], changes["newVersion"]) == ("1.0.0", "1.1.0")
    told = {(change["action"], change["name"]) for change in changes["changes"]}
    assert ("deprecated", "fer:tiedAt") in told
    assert ("added", "fer:berthedAt") in told
    turtle = (both / "1.1.0/releases/changes.ttl").read_bytes()
    reasons = [q for q in parse(turtle, RdfFormat.TURTLE) if "changeReason" in str(q.predicate)]
    assert len(reasons) == len(changes["changes"])


def test_a_deprecated_term_still_resolves_with_its_replacement(both: Path) -> None:
    page = (both / "latest/terms.html").read_text()
    start = page.index('id="tiedAt"')
    assert "Deprecated." in page[start:]
    assert 'href="terms.html#berthedAt"' in page[start : start + 2000]


def test_what_was_taken_away_has_a_page_that_leads_on(old: Path, tmp_path: Path) -> None:
    shutil.copytree(FERRY / "1.1.0", tmp_path / "ferry")
    data = tmp_path / "ferry/data.ttl"
    gone = "https://example.org/ferry/id/heron"
    text = data.read_text().replace("boat:heron", "boat:egret")
    assert text != data.read_text()
    data.write_text(text)
    config = tmp_path / "ferry/kgtools.toml"  # whose graphs take in the older deprecations
    config.write_text(config.read_text().replace("deprecations/*.ttl", "deprecations/1.1.0.ttl"))
    (tmp_path / "ferry/deprecations/1.1.1.ttl").write_text(
        f"<{gone}> <http://purl.org/dc/terms/isReplacedBy> <https://example.org/ferry/id/egret> ."
    )
    publish(
        Project.open(tmp_path / "ferry"),
        tmp_path / "site",
        Options(versioned=True, previous=old),
    )
    page = (tmp_path / "site/1.1.0/id/heron.html").read_text()
    assert "no longer part of the graph" in page
    assert 'href="../id/egret.html"' in page
    assert 'href="../../1.0.0/id/heron.html">It stands in version 1.0.0.' in page
    assert not (tmp_path / "site/1.1.0/id/heron.ttl").exists()


def test_a_third_release_goes_on_top_and_they_are_ordered_as_versions(
    both: Path, tmp_path: Path
) -> None:
    shutil.copytree(FERRY / "1.1.0", tmp_path / "ferry")
    config = tmp_path / "ferry/kgtools.toml"
    config.write_text(config.read_text().replace('version = "1.1.0"', 'version = "1.10.0"'))
    site = tmp_path / "site"
    shutil.copytree(both, site)
    publish(Project.open(tmp_path / "ferry"), site, Options(versioned=True))
    assert sorted(p.name for p in site.iterdir() if p.is_dir() and p.name[0] != ".") == [
        *("1.0.0", "1.1.0", "1.10.0", "hosts", "latest")
    ]
    page = (site / "latest/releases.html").read_text()
    assert page.index("../1.1.0/index.html") < page.index("../1.0.0/index.html")
    assert "What changed since 1.1.0" in page
    assert contents(site / "1.1.0") == contents(both / "1.1.0")


def test_a_folder_without_versions_can_be_what_came_before(tmp_path: Path) -> None:
    publish(Project.open(FERRY / "1.0.0"), tmp_path / "flat")
    publish(
        Project.open(FERRY / "1.1.0"),
        tmp_path / "site",
        Options(versioned=True, previous=tmp_path / "flat"),
    )
    flat = contents(tmp_path / "flat")
    flat.pop(MANIFEST)
    assert contents(tmp_path / "site/1.0.0") == flat


def test_a_release_that_was_spoiled_is_not_taken_over(
    old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(old, tmp_path / "spoiled")
    (tmp_path / "spoiled/1.0.0/terms.ttl").write_text("")
    code = run(
        *("publish", str(tmp_path / "site"), "--project", str(FERRY / "1.1.0")),
        *("--previous", str(tmp_path / "spoiled"), "--version-path"),
    )
    assert code == 2
    assert "spoiled/1.0.0/terms.ttl: is not as it was published" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()
