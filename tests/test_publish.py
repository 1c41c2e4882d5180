"""A published folder: the same pages as live, whole or not at all, the same bytes each time."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from conftest import ORCHARD, ROOT, run
from kgtools.checks.finding import Finding
from kgtools.errors import KgtoolsError
from kgtools.export import export, packed
from kgtools.files import write_file
from kgtools.made import MANIFEST
from kgtools.project import Project
from kgtools.publish import Options, Published, base_of, publish
from kgtools.publish.build import site_of
from kgtools.publish.filelist import Entry, Files
from kgtools.publish.files import Writer
from kgtools.publish.inputs import inputs_of, lists_of, members_of
from kgtools.publish.manifest import Manifest
from kgtools.publish.reads import Reads
from kgtools.publish.state import State, write_state
from kgtools.publish.workers import Parallel
from kgtools.rdf.digest import dataset_digest
from kgtools.web import PageRequest, Site

DAY = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Published, Path]:
    folder = tmp_path_factory.mktemp("published") / "site"
    return publish(Project.open(ORCHARD), folder), folder


def files_in(folder: Path) -> dict[str, bytes]:
    found = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


def inodes(folder: Path) -> dict[str, tuple[int, int]]:
    found = (file for file in folder.rglob("*") if file.is_file())
    stats = {file.relative_to(folder).as_posix(): file.stat() for file in found}
    return {path: (stat.st_ino, stat.st_mtime_ns) for path, stat in stats.items()}


def violations(found: Published) -> list[str]:
    return [f.line() for f in found.findings if f.severity == "violation"]


# ---- the same as live


def live(project: Project) -> Site:
    """The site as a server has it."""
    return Site(project, modified=DAY, api="api/queries/")


def served(site: Site, path: str) -> bytes | None:
    response = site.respond(PageRequest("GET", f"/{path}", (), {"accept": "*/*"}))
    return response.body if response.status == 200 else None


# What tells of a SPARQL endpoint, of the prepared queries over HTTP, and of files that only
# publishing measures: the description of the dataset, wherever it is told, and the query page.
ONLY_LIVE = re.compile(
    r"dataset\.|index\.|sparql\.|downloads\.|\.well-known/void$|graph/metadata\.|404\."
    r"|resources|search-index|\.htaccess$|hosts/"  # and what is for static hosts only
)


ASKING = re.compile(rb"<h3>[^<]*</h3>\n<pre[^>]*><code>curl.*?</pre>\n", re.DOTALL)
ANSWER = b'<section id="answer"'


def same(path: str, live: bytes | None, body: bytes) -> bool:
    """Of a question's page all from the answer on: its form asks the server, or the browser."""
    if path.startswith("query/") and path.endswith(".html") and live is not None:
        live, body = (ASKING.sub(b"", one[one.index(ANSWER) :]) for one in (live, body))
    return live == body


def test_every_page_and_file_is_the_one_that_a_server_gives(
    made: tuple[Published, Path], orchard: Project
) -> None:
    _, folder = made
    site = live(orchard)
    compared = 0
    for path, body in files_in(folder).items():
        if path == MANIFEST or ONLY_LIVE.match(path):
            continue
        assert same(path, served(site, path), body), path
        compared += 1
    assert compared > 300
    missing = [path for path in site.paths() if not (folder / path).is_file()]
    assert [path for path in missing if not ONLY_LIVE.match(path)] == []


def test_a_folder_under_another_base_is_the_one_that_a_server_there_gives(
    tmp_path: Path, orchard: Project
) -> None:
    options = Options(public="https://trees.example/kg", prefix="/kg")
    found = publish(orchard, tmp_path / "site", options)
    site = Site(orchard, base_path="/kg", public_base="https://trees.example/kg", modified=DAY)
    for path, body in files_in(tmp_path / "site").items():
        if path != MANIFEST and not ONLY_LIVE.match(path):
            assert same(path, served(site, f"kg/{path}"), body), path
    missing = (tmp_path / "site" / "404.html").read_text()
    assert 'href="/kg/static/style.css"' in missing
    assert violations(found) == []


# ---- what is in it


def test_each_document_comes_in_every_format_and_language(made: tuple[Published, Path]) -> None:
    _, folder = made
    for suffix in ("html", "fr.html", "ttl", "jsonld", "trig", "nt", "rdf"):
        assert (folder / f"id/heron.{suffix}").stat().st_size > 100, suffix
    for name in ("queries.html", "query/guilds/answer.csv", "query/guilds/answer.json"):
        assert (folder / name).is_file(), name
    index = json.loads((folder / "search-index.json").read_bytes())
    assert all((folder / row[1].partition("#")[0]).is_file() for row in index)


def test_only_the_formats_that_were_asked_for_are_written_and_linked(copy: Path) -> None:
    config = copy / "kgtools.toml"
    config.write_text(config.read_text() + '\n[publish]\nformats = ["ttl", "nt"]\n')
    found = publish(Project.open(copy), copy / "site")
    assert violations(found) == []
    assert sorted(file.suffix for file in (copy / "site/id").glob("heron.*")) == [
        *(".html", ".html", ".nt", ".ttl")
    ]
    assert "heron.jsonld" not in (copy / "site/id/heron.html").read_text()


def test_every_download_holds_the_same_dataset_and_has_its_checksum(
    made: tuple[Published, Path], orchard: Project
) -> None:
    folder = made[1] / "downloads"
    whole = dataset_digest(orchard.quads())
    for name in ("dataset.trig", "dataset.nq"):
        form = RdfFormat.from_extension(name.partition(".")[2])
        assert form is not None
        assert dataset_digest(parse((folder / name).read_bytes(), form)) == whole, name
    triples = dataset_digest(_bare(orchard.quads()))
    for name in ("dataset.ttl", "dataset.nt", "dataset.rdf"):
        form = RdfFormat.from_extension(name.partition(".")[2])
        assert form is not None
        assert dataset_digest(_bare(parse((folder / name).read_bytes(), form))) == triples, name
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    sums = dict(line.split("  ")[::-1] for line in lines)
    dumps = {f.relative_to(folder).as_posix(): f for f in folder.rglob("*.*") if f.is_file()}
    assert sums == {
        name: hashlib.sha256(file.read_bytes()).hexdigest()
        for name, file in dumps.items()
        if not name.startswith("context")
    }
    page = (made[1] / "downloads.html").read_text()
    assert all(digest in page and f"downloads/{name}" in page for name, digest in sums.items())


def _bare(quads: Iterable[Quad]) -> set[Quad]:
    """Without the names of graphs."""
    return {Quad(quad.subject, quad.predicate, quad.object) for quad in quads}


def test_large_downloads_are_only_packed_and_say_the_same(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kgtools.web.downloads.ALSO_PACKED", 0)
    monkeypatch.setattr("kgtools.web.downloads.ONLY_PACKED", 40)
    publish(Project.open(copy), tmp_path / "site")
    files = files_in(tmp_path / "site")
    project = Project.open(copy)
    for form, suffix in (("nq", ".nq"), ("turtle", ".ttl"), ("jsonld", ".jsonld")):
        assert f"downloads/dataset{suffix}" not in files
        data = files[f"downloads/dataset{suffix}.gz"]
        assert data == packed(export(project, form), ".gz")
    small = [path for path in files if re.fullmatch(r"downloads/graph/\w+\.nt", path)]
    assert small  # with so few quads, both
    for path in small:
        assert gzip.decompress(files[f"{path}.gz"]) == files[path]


def test_the_manifest_names_every_file_with_its_size_and_digest(
    made: tuple[Published, Path],
) -> None:
    found, folder = made
    files = files_in(folder)
    manifest = Manifest.read(folder / MANIFEST)
    assert manifest is not None
    assert set(manifest.files) == set(files) - {MANIFEST}
    for path, entry in manifest.files.items():
        assert entry.size == len(files[path])
        assert entry.sha256 == hashlib.sha256(files[path]).hexdigest()
    assert (found.files, found.size) == (len(files) - 1, sum(map(len, files.values()))
            - len(files[MANIFEST]))  # fmt: skip


# ---- links


def test_a_manifest_is_read_as_it_was_written_or_not_at_all(tmp_path: Path) -> None:
    names = [
        'a "b"\\.html',
        "é/x.es.html",
        "n\n.ttl",
        "",
        *(f"{n % 7}/{n}.nt" for n in range(9000)),
    ]
    files = Files((name, Entry(at, hashlib.sha256(name.encode()).hexdigest()))
                  for at, name in enumerate(names))  # fmt: skip
    file = tmp_path / "manifest.json"
    text = "".join(Manifest(files, {"version": "1"}).lines())
    file.write_text(text, encoding="utf-8")
    found = Manifest.read(file)
    assert found is not None and found.about == {"version": "1"}
    assert dict(found.files.items()) == dict(files.items())
    told = json.loads(text)  # anybody can read it
    assert told["files"] == {path: [entry.size, entry.sha256] for path, entry in files.items()}
    spoiled = (
        "", "{}", "[1]", text[:-4], text[: len(text) // 2], text.replace("overwritten", "kept", 1),
        text.replace(":[5,", ':["x",', 1), text.replace('"version"', "version", 1), "x" + text,
    )  # fmt: skip
    for each in spoiled:
        file.write_text(each, encoding="utf-8")
        assert Manifest.read(file) is None, each[:40]


def test_what_is_kept_of_a_build_is_read_as_it_was_or_not_at_all(tmp_path: Path) -> None:
    names = ["https://example.org/a", "https://example.org/é"]
    reads = [
        ("id/a", b"\n\n\n\n"),
        ("é.x", b""),
        *((f"id/{n}", bytes([n]) * n) for n in range(200)),
    ]
    finding = Finding("rule", "warning", "a\nmessage", focus="x.html")
    spooled = Reads()
    spooled.update(dict(reads[:50]))
    spooled.update(dict(reads[50:]))
    assert list(spooled) == list(spooled) == reads
    state = State(
        manifest="m",
        inputs={"all": "1"},
        names=names,
        marks=bytes(48),
        reads=spooled,
        findings=(finding,),
        files={"a file.ttl": b"1234", "é.ttl": b""},
        behind=("b.html",),
        spare="s",
    )
    file = tmp_path / ".kgtools" / "state"
    write_state(file, state)
    found = State.read(file)
    assert list(found.names) == list(found.names) == names
    assert list(found.reads) == list(found.reads) == reads
    assert replace(found, names=names, reads=spooled) == state
    data = file.read_bytes()
    for spoiled in (b"", data[:-5], data[: len(data) // 2], b"x" + data, data + b"x",
                    data[:-60] + b"x" + data[-59:]):  # fmt: skip
        file.write_bytes(spoiled)
        assert State.read(file) == State()


def test_a_long_file_is_never_written_into_one_that_is_there(tmp_path: Path) -> None:
    """It may be one of before under another name; one that says the same is taken over."""
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    (old / "a").write_bytes(b"before")
    os.link(old / "a", new / "a")
    writer = Writer(new, old)
    assert writer.write_parts("a", [b"af", b"ter"]) == (5, hashlib.sha256(b"after").hexdigest())
    assert (old / "a").read_bytes() == b"before" and (new / "a").read_bytes() == b"after"
    writer.write_parts("a", [b"bef", b"", b"ore"])
    assert (new / "a").stat().st_ino == (old / "a").stat().st_ino


def test_all_links_of_the_examples_lead_somewhere(made: tuple[Published, Path]) -> None:
    assert violations(made[0]) == []


def test_a_link_that_leads_nowhere_is_a_finding_and_exit_1(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A template of the project's own is where one can write any link."""
    (copy / "site/templates").mkdir(parents=True)
    (copy / "site/notes.toml").write_text(
        'title = { en = "Notes", fr = "Notes" }\n[[section]]\nkind = "template"\n'
        'query = "guilds"\ntemplate = "notes.html"\n'
    )
    (copy / "site/templates/notes.html").write_text(
        '<a href="id/heron.html">here</a> <a href="id/nobody.html">there</a>'
    )
    code = run("publish", "made")
    out = capsys.readouterr().out
    assert code == 1
    assert [line for line in out.splitlines() if line.startswith("violation")] == [
        "violation: notes.fr.html: leads to id/nobody.html, which is not there [publish-links]"
    ]
    assert (copy / "made/notes.html").is_file()


def test_anchors_and_names_of_what_is_not_described_are_checked(copy: Path) -> None:
    from kgtools.publish.links import Place, check_links

    folder = copy / "made"
    (folder / "id").mkdir(parents=True)
    (folder / "index.html").write_text('<a href="id/a.html#there"> <p id="top"> <a href="#top">')
    (folder / "id/a.html").write_text(
        '<h1 id="there"> <a href="../index.html?x=1"> <a href="../index.html#gone"> '
        '<a href="#no"> <a href="b.html"> <a href="https://else.where/b"> '
        '<a href="https://here.test/id/a"> <a href="https://here.test/id/c">'
    )
    (folder / "search-index.json").write_text('[["A", "id/a.html"], ["B", "id/z.html"]]')
    (folder / "sitemap.xml").write_text("<loc>https://here.test/id/a.html</loc>")
    place = Place(folder, "https://here.test/", "")
    pages = ["index.html", "id/a.html", "search-index.json", "sitemap.xml"]
    found = check_links(place, pages, 1, lambda done, whole: None)
    assert sorted((f.severity, f.focus, f.message) for f in found) == [
        ("violation", "id/a.html", "leads to #no, which is not there"),
        ("violation", "id/a.html", "leads to id/b.html, which is not there"),
        ("violation", "id/a.html", "leads to index.html#gone, which is not there"),
        ("violation", "search-index.json", "leads to id/z.html, which is not there"),
        ("warning", "id/a.html", "names id/c, where nothing is described"),
    ]


# ---- the same bytes, and only what changed


def test_two_builds_are_equal_to_the_byte(made: tuple[Published, Path], tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(ORCHARD, elsewhere, ignore=shutil.ignore_patterns(".kgtools"))
    for file in elsewhere.rglob("*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LANG": "C"}
    command = [sys.executable, "-m", "kgtools", "publish", "other", "--jobs", "1"]
    done = subprocess.run(
        [*command, "--project", str(elsewhere)], cwd=tmp_path, env=environment, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    assert files_in(tmp_path / "other") == files_in(made[1])


def test_what_did_not_change_keeps_its_inode_and_its_time(copy: Path) -> None:
    publish(Project.open(copy), copy / "site")
    before, bytes_before = inodes(copy / "site"), files_in(copy / "site")
    again = publish(Project.open(copy), copy / "site")
    assert again.written == 0
    assert inodes(copy / "site") == before
    _edit(copy / "data/pamphlet.ttl", '"The Pear Accord"@en', '"The Plum Accord"@en')
    changed = publish(Project.open(copy), copy / "site")
    after, bytes_after = inodes(copy / "site"), files_in(copy / "site")
    differing = {path for path in after if bytes_before.get(path) != bytes_after[path]}
    assert "id/pamphlet.html" in differing
    assert 0 < changed.written < len(after) / 2
    assert {path for path in after if before.get(path) != after[path]} == differing


def test_what_a_graph_is_made_of_stands_in_its_own_document(copy: Path) -> None:
    """One that no configuration names: of thousands the dataset's document tells the size only."""
    (copy / "extra.nq").write_text(f'<{BASE}id/x> <{BASE}p> "1" <{BASE}graph/extra> .\n')
    text = '[graphs.extra]\niri = "https://example.org/extra"\nfiles = ["extra.nq"]\n\n[shapes]'
    _edit(copy / "kgtools.toml", "[shapes]", text)
    publish(Project.open(copy), copy / "site")
    read = {
        name: list(parse((copy / f"site/{name}.nt").read_bytes(), RdfFormat.N_TRIPLES))
        for name in ("dataset", "graph/extra", "graph/pamphlet")
    }
    void = "http://rdfs.org/ns/void#"
    told = {
        name: {q.predicate.value.removeprefix(void) for q in quads if BASE + of in str(q.subject)}
        for name, of, quads in (
            ("extra", "graph/extra", read["dataset"]),
            ("own", "graph/extra", read["graph/extra"]),
            ("pamphlet", "graph/pamphlet", read["dataset"]),
        )
    }
    assert "triples" in told["extra"] and "propertyPartition" not in told["extra"]
    assert {"triples", "propertyPartition"} <= told["own"]
    assert {"triples", "propertyPartition"} <= told["pamphlet"]
    partitions = [q.object for q in read["dataset"] if q.predicate.value == f"{void}property"]
    assert len(partitions) == len([q for q in read["dataset"] if "propertyPartition" in str(q)])


def test_a_briefing_that_says_the_same_stays_as_it_is(copy: Path) -> None:
    """It names the version and where the checksums are, nothing of the data that it is not on."""
    (copy / "briefs").mkdir()
    (copy / "briefs/all.toml").write_text('class = "orc:Gate"\n')
    _edit(copy / "kgtools.toml", "[shapes]", '[briefs]\nfiles = ["briefs/*.toml"]\n\n[shapes]')
    publish(Project.open(copy), copy / "site")
    before, content = inodes(copy / "site"), files_in(copy / "site")
    _added(copy)
    publish(Project.open(copy), copy / "site")
    paths = [f"briefings/id/river-gate{end}" for end in (".html", ".md", ".docx", ".fr.html")]
    assert all(inodes(copy / "site")[path] == before[path] for path in paths)
    page, text = (content[path].decode() for path in paths[:2])
    assert f"<{BASE}downloads/SHA256SUMS>" in text and f"<{BASE}dataset/" in text
    assert 'href="https://example.org/orchard/downloads/SHA256SUMS"' in page
    assert dataset_digest(Project.open(copy).quads()) not in text
    assert "downloads/SHA256SUMS" in content


def test_a_build_on_top_of_another_is_the_same_as_a_new_one_whatever_changed(
    copy: Path,
) -> None:
    """Lines of the data are taken away, doubled or reworded at random."""
    chance = random.Random(10)
    publish(Project.open(copy), copy / "site")
    files = [copy / "data/pamphlet.ttl", copy / "data/glosses.ttl", copy / "data/snippets.ttl"]
    for turn in range(14):
        _spoil(chance, chance.choice(files))
        project = Project.open(copy)
        publish(project, copy / "site")
        shutil.rmtree(copy / ".kgtools")
        publish(project, copy / f"new-{turn}")
        assert files_in(copy / "site") == files_in(copy / f"new-{turn}"), turn
        shutil.rmtree(copy / f"new-{turn}")
        publish(project, copy / "site")  # its state is there again


def _spoil(chance: random.Random, file: Path) -> None:
    """One change to the triples of a Turtle file, which still parses."""
    from pyoxigraph import Literal, Triple, serialize

    triples = list(dict.fromkeys(q.triple for q in parse(file.read_bytes(), RdfFormat.TURTLE)))
    at = chance.randrange(len(triples))
    one = triples[at]
    match chance.randrange(3):
        case 0:
            del triples[at]
        case 1 if isinstance(one.object, Literal) and one.object.language:
            text = Literal(one.object.value + " again", language=one.object.language)
            triples[at] = Triple(one.subject, one.predicate, text)
        case _:
            other = chance.choice(triples)
            triples.insert(at, Triple(other.subject, one.predicate, one.object))
    data = serialize(triples, format=RdfFormat.TURTLE)
    assert data is not None
    file.write_bytes(data)


BASE = "https://example.org/orchard/"
Change = Callable[[Path], None]


def _reworded(copy: Path) -> None:
    _edit(copy / "data/pamphlet.ttl", '"The Pear Accord"@en', '"The Plum Accord"@en')


def _added(copy: Path) -> None:
    file = copy / "data/pamphlet.ttl"
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    file.write_text(f'{file.read_text()}\n<{BASE}id/newcomer> <{label}> "Newcomer" .\n')


def _removed(copy: Path) -> None:
    file = copy / "data/pamphlet.ttl"
    file.write_text(file.read_text().rpartition(f"\n<{BASE}id/newcomer>")[0])


def _asked_otherwise(copy: Path) -> None:
    file = next(iter(sorted((copy / "queries").glob("*.rq"))))
    file.write_text(f"{file.read_text()}\n# changed\n")


def _own_page(copy: Path) -> None:
    (copy / "docs").mkdir(exist_ok=True)
    (copy / "docs/guide.md").write_text("# Guide\n\nOne [way](page:index).\n")
    (copy / "site").mkdir(exist_ok=True)
    (copy / "site/guide.toml").write_text(
        'title = { en = "Guide", fr = "Guide" }\nname = { en = "Guide", fr = "Guide" }\n'
        '[[section]]\nkind = "text"\nfiles = { en = "docs/guide.md" }\n'
    )


def _own_text(copy: Path) -> None:
    """A text outside the folder `site`, which a declared page shows."""
    (copy / "docs/guide.md").write_text("# Guide\n\nAnother way.\n")


def _titled_otherwise(copy: Path) -> None:
    file = copy / "kgtools.toml"
    file.write_text(re.sub(r'(?m)^version = "[^"]*"', 'version = "9.9.9"', file.read_text()))


def _schema_otherwise(copy: Path) -> None:
    config = Project.open(copy).config
    file = next(file for graph in config.graphs if graph.role for file in graph.files)
    file.write_text(f'{file.read_text()}\n<{BASE}id/heron> <{BASE}x> "said in the schema" .\n')


CHANGES: tuple[Change, ...] = (
    _reworded, _added, _removed, _asked_otherwise, _own_page, _own_text, _titled_otherwise,
    _schema_otherwise,
)  # fmt: skip


def test_a_build_on_top_of_another_is_the_same_as_a_new_one_for_each_kind_of_change(
    copy: Path,
) -> None:
    """The bytes, and what is found: no change of any kind of input leaves something stale."""
    publish(Project.open(copy), copy / "made")
    for change in CHANGES:
        before = files_in(copy / "made")
        change(copy)
        again = publish(Project.open(copy), copy / "made")
        fresh = publish(Project.open(copy), copy / "fresh")
        assert files_in(copy / "made") == files_in(copy / "fresh"), change.__name__
        assert again.findings == fresh.findings, change.__name__
        if change is not _asked_otherwise or again.written:
            assert files_in(copy / "made") != before, change.__name__
        shutil.rmtree(copy / "fresh")


def test_where_nothing_changed_nothing_is_read_or_made_again(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files of before are looked at, the graph is not; what was found then is told again."""
    (copy / "site/templates").mkdir(parents=True)
    (copy / "site/notes.toml").write_text(
        'title = { en = "Notes", fr = "Notes" }\n[[section]]\nkind = "template"\n'
        'query = "guilds"\ntemplate = "notes.html"\n'
    )
    (copy / "site/templates/notes.html").write_text('<a href="id/nobody.html">there</a>')
    first = publish(Project.open(copy), copy / "made")
    assert violations(first)
    with monkeypatch.context() as patched:
        patched.setattr(Project, "quads", lambda self: pytest.fail("the graph was read"))
        again = publish(Project.open(copy), copy / "made")
    assert (again.written, again.files, again.size) == (0, first.files, first.size)
    assert again.findings == first.findings
    (copy / "made/mine.txt").write_text("left there by somebody")
    publish(Project.open(copy), copy / "made")
    assert not (copy / "made/mine.txt").exists()


def test_a_shown_text_that_is_another_now_is_shown(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = copy / "kgtools.toml"
    config.write_text(re.sub(r"(?m)^(\[sources\..*\])$", r"\1\nshow = true", config.read_text()))
    project = Project.open(copy)
    source = next(iter(project.sources))
    assert source.show
    assert source.env
    monkeypatch.delenv(source.env, raising=False)
    without = inputs_of(project, Options(), "")
    (copy / "text.txt").write_text("words")
    monkeypatch.setenv(source.env, str(copy / "text.txt"))
    assert inputs_of(project, Options(), "")["basis"] != without["basis"]


def test_a_file_that_somebody_changed_is_made_anew(copy: Path) -> None:
    publish(Project.open(copy), copy / "site")
    page = copy / "site/id/heron.html"
    content = page.read_bytes()
    time.sleep(0.02)
    page.write_bytes(content.replace(b"e", b"a"))
    (copy / "site/id/gate.ttl").unlink(missing_ok=True)
    again = publish(Project.open(copy), copy / "site")
    assert page.read_bytes() == content
    assert violations(again) == []
    fresh = publish(Project.open(copy), copy / "fresh")
    assert files_in(copy / "site") == files_in(copy / "fresh")
    assert fresh.files == again.files


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    write_file(file, text.replace(old, new, 1))


# ---- in one step, or not at all


def test_whoever_reads_while_it_is_published_always_finds_a_whole_folder(copy: Path) -> None:
    site = copy / "site"
    publish(Project.open(copy), site)
    code = (
        "import sys, pathlib\n"
        "site = pathlib.Path(sys.argv[1]); print('up', flush=True); seen = set()\n"
        "while not (site.parent / 'stop').exists():\n"
        "    seen.add((site / 'id' / 'heron.html').is_file())\n"
        "print(seen)\n"
    )
    reader = subprocess.Popen(
        [sys.executable, "-c", code, str(site)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert reader.stdout is not None
        reader.stdout.readline()
        for turn in range(6):
            text = f'"The Pear Accord {turn}"@en'
            data = copy / "data/pamphlet.ttl"
            data.write_text(re.sub(r'"The Pear Accord[ \d]*"@en', text, data.read_text()))
            publish(Project.open(copy), site)
        (copy / "stop").touch()
        out, _ = reader.communicate(timeout=30)
        assert out.strip() == "{True}"
    finally:
        if reader.poll() is None:
            reader.kill()
            reader.wait()


def test_a_folder_with_something_else_in_it_is_left_alone(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (copy / "mine").mkdir()
    (copy / "mine/thesis.txt").write_text("years of work")
    code = run("publish", "mine")
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "kgtools: error: mine: holds what kgtools did not put there; "
        "name a folder that is empty, new, or made by kgtools publish"
    ]
    assert files_in(copy / "mine") == {"thesis.txt": b"years of work"}
    assert list(copy.glob(".*publishing")) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["kgtools.toml"], "kgtools.toml: is no folder"),
        (["site", "--format", "docx"], "--format: 'docx' is none of ttl, jsonld, trig, nt, rdf"),
        (["site", "--base", "trees"], "--base: 'trees' is no base; give a URL such as"),
        (["site", "--base", "https://trees.example/?q"], "is no base; give a URL such as"),
        (["site", "--previous", "data"], "data: is no published folder; name a folder made by"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    copy: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    code = run("publish", *words)
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert told in err
    assert len(err.splitlines()) == 1
    assert not (copy / "site").exists()


def test_an_unknown_format_in_the_configuration_is_told_with_its_line(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = copy / "kgtools.toml"
    text = config.read_text() + '\n[publish]\nformats = ["ttl", "pdf"]\n'
    config.write_text(text)
    code = run("publish", "site")
    err = capsys.readouterr().err
    line = text.splitlines().index('formats = ["ttl", "pdf"]') + 1
    assert code == 2
    assert f"kgtools.toml:{line}:1: publish.formats: unknown format 'pdf'" in err


def test_a_full_disk_leaves_the_folder_as_it_was(copy: Path) -> None:
    """The limit on the size of a file stands in for the disk: writing fails in the midst."""
    publish(Project.open(copy), copy / "site")
    before = inodes(copy / "site")
    _edit(copy / "data/pamphlet.ttl", '"The Pear Accord"@en', '"The Plum Accord"@en')
    code = (
        "import resource, signal, sys; from kgtools.cli import main\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))\n"
        "sys.exit(main(['publish', 'site', '--jobs', sys.argv[1]]))\n"
    )
    for jobs in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code, jobs], cwd=copy, capture_output=True, text=True
        )
        assert done.returncode == 2, done.stderr
        assert "cannot be written: file too large" in done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert inodes(copy / "site") == before
        assert list(copy.glob(".*publishing")) == []


def test_a_run_that_is_killed_leaves_the_folder_as_it_was_and_the_next_one_tidies_up(
    copy: Path,
) -> None:
    publish(Project.open(copy), copy / "site")
    before = inodes(copy / "site")
    shutil.rmtree(copy / ".kgtools")
    _edit(copy / "data/pamphlet.ttl", '"The Pear Accord"@en', '"The Plum Accord"@en')
    command = [sys.executable, "-m", "kgtools", "publish", "site"]
    process = subprocess.Popen(command, cwd=copy, stderr=subprocess.DEVNULL)
    try:
        for _ in range(3000):
            if any((copy / ".site.publishing").glob("new-*/id/*")):
                break
            time.sleep(0.005)
        os.kill(process.pid, signal.SIGKILL)
    finally:
        process.kill()
        process.wait()
    assert inodes(copy / "site") == before
    publish(Project.open(copy), copy / "site")
    assert "The Plum Accord" in (copy / "site/id/pamphlet.html").read_text()
    assert list(copy.glob(".*publishing")) == []


# ---- the folder that was replaced


def _spares(project: Path) -> list[Path]:
    return sorted((project / ".kgtools").glob("published-*"))


def _renamed(project: Path, name: str) -> None:
    """Gives the pamphlet's accord another name, and publishes."""
    file = project / "data/pamphlet.ttl"
    text = re.sub(r'"The \w+ Accord"@en', f'"The {name} Accord"@en', file.read_text())
    file.write_text(text)
    publish(Project.open(project), project / "site")


def _fresh(project: Path, tmp_path: Path) -> dict[str, bytes]:
    """What the project gives where nothing is known of it."""
    elsewhere = tmp_path / "fresh"
    shutil.rmtree(elsewhere, ignore_errors=True)
    shutil.copytree(project, elsewhere, ignore=shutil.ignore_patterns(".kgtools", "site"))
    publish(Project.open(elsewhere), elsewhere / "site")
    return files_in(elsewhere / "site")


def test_the_folder_that_was_replaced_is_the_one_the_next_is_made_in(
    copy: Path, tmp_path: Path
) -> None:
    publish(Project.open(copy), copy / "site")
    assert _spares(copy) == []
    folders = []
    for name in ("Plum", "Quince", "Medlar", "Pear"):
        _renamed(copy, name)
        folders.append((copy / "site/id").stat().st_ino)
        assert f"The {name} Accord" in (copy / "site/id/pamphlet.html").read_text()
        assert len(_spares(copy)) == 1
        assert files_in(copy / "site") == _fresh(copy, tmp_path)
    assert folders[0] == folders[2] != folders[1] == folders[3]


def test_a_spare_that_somebody_meddled_with_changes_nothing(copy: Path, tmp_path: Path) -> None:
    publish(Project.open(copy), copy / "site")
    for number, name in enumerate(("Plum", "Quince", "Medlar", "Pear", "Damson")):
        _renamed(copy, name)
        (spare,) = _spares(copy)
        if number == 0:
            (spare / "id/stranger.html").write_text("not ours")
            (spare / "folder/deep").mkdir(parents=True)
            (spare / "folder/deep/stranger").write_text("not ours")
        if number == 1:
            shutil.rmtree(spare / "resources")
            (spare / "index.html").unlink()
        if number == 2:
            (spare / "robots.txt").unlink()
            (spare / "robots.txt").symlink_to("/etc/passwd")
        if number == 3:
            other = spare / "search.html"
            other.unlink()
            other.write_bytes(b"x" * (copy / "site/search.html").stat().st_size)
    assert files_in(copy / "site") == _fresh(copy, tmp_path)
    assert not any(file.is_symlink() for file in (copy / "site").rglob("*"))


def test_a_published_file_that_was_written_to_is_made_anew(copy: Path, tmp_path: Path) -> None:
    """A spare has the same file under another name."""
    publish(Project.open(copy), copy / "site")
    _renamed(copy, "Plum")
    file = copy / "site/id/glosses.html"
    if not file.exists():
        file = next((copy / "site/id").glob("*.html"))
    with file.open("r+b") as stream:
        stream.write(b"XXXX")
    _renamed(copy, "Quince")
    assert files_in(copy / "site") == _fresh(copy, tmp_path)


def test_spares_of_folders_that_are_no_more_go_too(copy: Path) -> None:
    for folder in ("one", "two"):
        for name in ("Plum", "Quince"):
            _edit_any_accord(copy, name)
            publish(Project.open(copy), copy / folder)
    assert len(_spares(copy)) == 2
    shutil.rmtree(copy / "one")
    _edit_any_accord(copy, "Medlar")
    publish(Project.open(copy), copy / "two")
    assert len(_spares(copy)) == 1


def _edit_any_accord(project: Path, name: str) -> None:
    file = project / "data/pamphlet.ttl"
    file.write_text(re.sub(r'"The \w+ Accord"@en', f'"The {name} Accord"@en', file.read_text()))


def test_what_was_made_is_no_file_of_the_project(copy: Path) -> None:
    publish(Project.open(copy), copy / "public")
    _edit_any_accord(copy, "Plum")
    publish(Project.open(copy), copy / "public")
    before = Project.open(copy).graphs
    assert [*_spares(copy)[0].rglob("pamphlet.ttl")]
    assert [*(copy / "public").rglob("pamphlet.ttl")]
    text = (copy / "kgtools.toml").read_text()
    (copy / "kgtools.toml").write_text(text.replace('"data/pamphlet.ttl"', '"**/pamphlet.ttl"'))
    assert Project.open(copy).graphs == before


LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
SEE = "<http://www.w3.org/2000/01/rdf-schema#seeAlso>"
SUB = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
ELSEWHERE = "GRAPH <https://example.org/orchard/graph/pamphlet>"


@pytest.mark.parametrize(
    ("before", "old", "new"),
    [
        pytest.param(f'<downloads/zz> {LABEL} "zz" .', "a well", "a wall", id="below downloads"),
        pytest.param(f'<static/zz> {LABEL} "zz" .', '"zz"', '"zy"', id="below static"),
        pytest.param(f'<onto> {LABEL} "AA" . <onto#T> {LABEL} "T" .', "AA", "BB", id="terms"),
        pytest.param(f'<dataset> {LABEL} "AA" .', "AA", "BB", id="the dataset's name"),
        pytest.param(
            f'<id/pear.fr> {LABEL} "p" . <id/aa> {SEE} <id/pear.fr> .',
            '"p" .',
            f'"p" . <id/pear> {LABEL} "pear" .',
            id="another place",
        ),
        pytest.param(
            "<id/aa> <terms#keptBy> <id/moss> .",
            "<id/moss> .",
            "<id/moss> . <terms#keeps> <http://www.w3.org/2002/07/owl#inverseOf> <terms#keptBy> .",
            id="an inverse",
        ),
        pytest.param(
            f'<id/rr> a <urn:C1> ; {LABEL} "rr" ; <terms#gist> "g"@en . <urn:C1> {SUB} <urn:C2> .',
            "<urn:C2> .",
            f"<urn:C2> . <urn:C2> {SUB} <terms#Remark> .",
            id="a class of claims",
        ),
        pytest.param(f'<id/plum> {LABEL} "p" .', "id/plum>", "id/plum.ttl/x>", id="a folder"),
        pytest.param(f'<id/plum.ttl/x> {LABEL} "p" .', "id/plum.ttl/x>", "id/plum>", id="a file"),
        pytest.param(
            f'<id/plum> {LABEL} "p" . <id/t> {SEE} <id/plum> .',
            f'<id/plum> {LABEL} "p" .',
            "",
            id="nobody describes it",
        ),
        pytest.param(
            f'{ELSEWHERE} {{ <id/x1> {LABEL} "one" . }}', "one", "two", id="another file's graph"
        ),
        pytest.param(
            f'GRAPH <g/a> {{ <id/x1> {LABEL} "one" . }} GRAPH <g//c> {{ <id/x2> {LABEL} "x" . }}',
            f'{LABEL} "one"',
            '<terms#gist> "one"@en',
            id="what a graph is made of",
        ),
    ],
)  # fmt: skip
def test_after_an_edit_everything_is_as_if_made_anew(
    copy: Path, tmp_path: Path, before: str, old: str, new: str
) -> None:
    """In files and in what is found; also by the run after that, in other processes."""
    more = copy / "data/more.trig"
    more.write_text(f"@base <{BASE}> .\n{before}\n", encoding="utf-8")
    _edit(copy / "kgtools.toml", '"data/glosses.ttl"', '"data/glosses.ttl", "data/more.trig"')
    publish(Project.open(copy), copy / "site")
    file = more if old in before else copy / "data/pamphlet.ttl"
    _edit(file, old, new)
    for jobs, name in enumerate(("Plum", "Quince"), 1):
        found = publish(Project.open(copy), copy / "site", Options(processes=jobs))
        assert files_in(copy / "site") == _fresh(copy, tmp_path)
        anew = publish(Project.open(tmp_path / "fresh"), tmp_path / "fresh/other")
        assert sorted(map(str, found.findings)) == sorted(map(str, anew.findings))
        _edit_any_accord(copy, name)


@pytest.mark.parametrize(
    "deep",
    [
        "<id/deep> <urn:list> ( {} ) .",
        "<id/deep> <urn:chain> " + "[ <urn:chain> " * 20 + "{}" + " ]" * 20 + " .",
        '<id/deep> <urn:of> "it" . [] a <urn:Group> ; <urn:members> ( {} <id/deep> ) .',
    ],
    ids=["a list", "a chain", "nobody points to it"],
)
def test_what_blank_nodes_say_is_seen_however_deep(copy: Path, tmp_path: Path, deep: str) -> None:
    file = copy / "data/pamphlet.ttl"
    text = file.read_text(encoding="utf-8")
    many = " ".join(f'"{number}"' for number in range(20)) if "chain" not in deep else ""
    for last in ('"x"', '"y"', '"x" , "z"' if "chain" in deep else '"x" "z"'):
        said = f"@base <{BASE}> .\n" + deep.replace("{}", f"{many} {last}") + "\n"
        file.write_text(text + said, encoding="utf-8")
        publish(Project.open(copy), copy / "site")
        assert files_in(copy / "site") == _fresh(copy, tmp_path)
        shutil.rmtree(tmp_path / "fresh")


def test_labels_of_blank_nodes_are_new_where_an_earlier_graph_has_a_file_more(
    copy: Path, tmp_path: Path
) -> None:
    _edit(copy / "kgtools.toml", '"data/pamphlet.ttl"', '"data/p*.ttl"')
    glosses = copy / "data/glosses.ttl"
    text = glosses.read_text(encoding="utf-8")
    glosses.write_text(f"{text}\n<urn:a> <urn:b> [ <urn:c> 1 ] .\n", encoding="utf-8")
    publish(Project.open(copy), copy / "site")
    (copy / "data/plus.ttl").write_text("<urn:x> <urn:y> <urn:z> .\n", encoding="utf-8")
    publish(Project.open(copy), copy / "site")
    assert files_in(copy / "site") == _fresh(copy, tmp_path)


def test_processes_that_read_what_is_kept_do_not_stand_in_each_others_way(tmp_path: Path) -> None:
    """They have one file open, in which each reads on from where it was itself."""
    names = [f"https://example.org/{number}" for number in range(30_000)]
    notes = Reads()
    notes.update({name: name.encode() for name in names[:3000]})
    write_state(tmp_path / ".kgtools/state", State(manifest="m", names=names, reads=notes))
    kept = State.read(tmp_path / ".kgtools/state")

    def work(_: int) -> bool:
        return list(kept.names) == names and list(kept.reads) == list(notes_then)

    notes_then = list(notes)
    assert Parallel(work, list(range(12)), 2, lambda done, whole: None).result() == [True] * 12


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no /proc: not Linux")
def test_no_file_stays_open(copy: Path) -> None:
    opened = []
    for name in ("Plum", "Quince", "Medlar", "Sloe"):
        _edit_any_accord(copy, name)
        publish(Project.open(copy), copy / "site", Options(processes=1))
        opened.append(len(list(Path("/proc/self/fd").iterdir())))
    assert opened[1:] == opened[:-1]


@pytest.mark.parametrize("gone", ["a comment", "the state"])
def test_a_spare_that_is_not_of_the_last_build_is_not_used(
    copy: Path, tmp_path: Path, gone: str
) -> None:
    publish(Project.open(copy), copy / "site")
    _renamed(copy, "Plum")
    if gone == "a comment":
        config = copy / "kgtools.toml"
        config.write_text(config.read_text(encoding="utf-8") + "# x\n", encoding="utf-8")
    else:
        for state in (copy / ".kgtools").glob("publish-*"):
            state.unlink()
    publish(Project.open(copy), copy / "site")
    _edit(copy / "data/pamphlet.ttl", "a well", "a wall")
    publish(Project.open(copy), copy / "site")
    assert files_in(copy / "site") == _fresh(copy, tmp_path)


def test_a_page_that_was_touched_and_repaired_does_not_come_back(
    copy: Path, tmp_path: Path
) -> None:
    publish(Project.open(copy), copy / "site")
    page = copy / "site/id/moss.html"
    data = page.read_bytes().replace(b"Moss Guild", b"MoZZ Guild")
    page.unlink()
    page.write_bytes(data)
    for name in ("Plum", "Quince", "Medlar"):
        _renamed(copy, name)
        assert b"MoZZ" not in (copy / "site/id/moss.html").read_bytes()
    assert files_in(copy / "site") == _fresh(copy, tmp_path)


def test_what_everything_depends_on_is_the_same_for_the_same_project() -> None:
    """Else all would be made anew each time, and nothing but the time would tell."""
    told = []
    for _ in range(2):
        project = Project.open(ROOT)
        site = site_of(project, Options())
        told.append((inputs_of(project, Options(), ""), lists_of(site), members_of(site)))
    assert told[0] == told[1]


def test_two_runs_at_once_do_not_mix(copy: Path) -> None:
    code = (
        "from pathlib import Path; from kgtools.publish.stage import Stage\n"
        "stage = Stage.open(Path('site')); print('open', flush=True); input(); stage.close()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=copy,
        text=True,
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(KgtoolsError, match="somebody else is publishing to this folder"):
            publish(Project.open(copy), copy / "site")
        other.communicate("\n", timeout=30)
        assert publish(Project.open(copy), copy / "site").files > 300
    finally:
        if other.poll() is None:
            other.kill()
            other.wait()


def test_a_link_to_a_folder_stays_a_link(copy: Path) -> None:
    (copy / "real").mkdir()
    (copy / "site").symlink_to("real")
    publish(Project.open(copy), copy / "site")
    assert (copy / "site").is_symlink()
    assert (copy / "real/index.html").is_file()


# ---- small things


def test_a_base_is_a_url_or_a_path() -> None:
    assert base_of("https://example.org/graph/") == ("https://example.org/graph", "/graph")
    assert base_of("/") == (None, "")
    for wrong in ("graph", "//example.org", "ftp://example.org/", "https:///x", "/x#y"):
        with pytest.raises(KgtoolsError, match="is no base"):
            base_of(wrong)


def test_work_is_spread_and_what_goes_wrong_comes_back() -> None:
    from kgtools.publish.workers import in_parallel

    heard: list[tuple[int, int]] = []

    def square(number: int) -> tuple[int, int]:
        if number == 13:
            raise KgtoolsError("unlucky")
        if number == 17:
            os._exit(3)
        return number * number, os.getpid()

    told = lambda done, whole: heard.append((done, whole))  # noqa: E731
    found = in_parallel(square, list(range(9)), 2, told)
    assert [value for value, _ in found] == [n * n for n in range(9)]
    assert os.getpid() not in {pid for _, pid in found}
    assert heard == [(n, 9) for n in range(1, 10)]
    with pytest.raises(KgtoolsError, match="unlucky"):
        in_parallel(square, [1, 13, 2], 2, told)
    with pytest.raises(KgtoolsError, match="a process that was rendering died"):
        in_parallel(square, [1, 17, 2], 2, told)


def test_nothing_of_this_machine_is_in_the_files(made: tuple[Published, Path]) -> None:
    words = [str(ROOT), str(made[1].parent), os.uname().nodename]
    for path, body in files_in(made[1]).items():
        text = gzip.decompress(body) if path.endswith(".gz") else body
        assert not any(word.encode() in text for word in words if len(word) > 3), path


def test_a_sample_of_the_project_here_is_what_a_server_gives() -> None:
    project = Project.open(ROOT)
    site, server = site_of(project, Options()), live(project)
    paths = [path for path in site.paths() if not ONLY_LIVE.match(path)]
    skipped = ("downloads/", "graph/")  # seconds each, and the same code
    chosen = random.Random(3).sample([p for p in paths if not p.startswith(skipped)], 80)
    kinds = {path.rpartition(".")[2] for path in chosen}
    assert kinds >= {"html", "ttl", "jsonld", "nt", "rdf", "trig"}
    for path in chosen:
        rendered = site.rendered(path)
        assert rendered is not None
        assert same(path, served(server, path), rendered.body), path


def test_a_process_whose_work_nobody_wants_any_more_ends_in_silence(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """As when another has failed: it has no outcome to send, and nothing to complain of."""
    unwanted = Parallel(lambda seconds: time.sleep(seconds), (0.1, 0.1), 2, lambda done, all: None)
    crew = dict(unwanted._crew)
    for connection in crew:
        connection.close()
    for process in crew.values():
        process.join()
    assert [process.exitcode for process in crew.values()] == [0, 0]
    assert capfd.readouterr().err == ""
