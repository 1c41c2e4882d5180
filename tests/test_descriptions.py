"""VoID, DCAT, schema.org and the feed: every number is counted again, by other means."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, serialize
from rdflib import RDF, URIRef

from conftest import ORCHARD, ROOT, TESTS, change
from kgtools.errors import KgtoolsError
from kgtools.export import export
from kgtools.metadata import Distribution, description, metadata_graph, version_iri
from kgtools.metadata.feed import feed
from kgtools.metadata.releases import releases
from kgtools.metadata.schema_org import for_script, schema_org
from kgtools.project import Project
from kgtools.rdf.terms import DCAT, DCTERMS, RDFS, VOID
from kgtools.web import Site
from kgtools.web.downloads import Measured

FERRY = TESTS / "projects" / "ferry" / "1.1.0"
FOLDERS = pytest.mark.parametrize("folder", [ORCHARD, ROOT], ids=["orchard", "bargain"])
SAME = ("sameAs", "exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")


@cache
def files_of(folder: Path) -> dict[str, bytes]:
    site = Site(Project.open(folder))
    return {path: site.page(path).body for path in site.downloads.all}  # type: ignore[union-attr]


@cache
def measured_site(folder: Path) -> Site:
    """A site whose downloads were written before its description."""
    known = {path: Measured.of(body) for path, body in files_of(folder).items()}
    return Site(Project.open(folder), endpoint="sparql", api="api/", measured=known)


@cache
def described(folder: Path) -> rdflib.Graph:
    """The dataset's document in Turtle, as anybody fetches it."""
    rendered = measured_site(folder).page("dataset.ttl")
    assert rendered is not None
    return rdflib.Graph().parse(data=rendered.body, format="turtle")


@cache
def dump(folder: Path) -> rdflib.Dataset:
    """The dataset as rdflib reads its N-Quads."""
    normalized, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        data = rdflib.Dataset()
        data.parse(data=export(Project.open(folder), "nq"), format="nquads")
        return data
    finally:
        rdflib.NORMALIZE_LITERALS = normalized


def triples_of(folder: Path, graph: str | None = None) -> set[tuple[object, object, object]]:
    return {(s, p, o) for s, p, o, g in dump(folder).quads() if graph is None or str(g) == graph}


def number(graph: rdflib.Graph, node: object, name: str) -> int:
    values = list(graph.objects(node, URIRef(VOID + name)))  # type: ignore[arg-type]
    assert len(values) == 1, (node, name, values)
    return int(str(values[0]))


def dataset_of(folder: Path) -> URIRef:
    return URIRef(Project.open(folder).config.base.rpartition("/")[0] + "/dataset")


@FOLDERS
def test_every_number_is_that_of_the_dump(folder: Path) -> None:
    told, dataset = described(folder), dataset_of(folder)
    project = Project.open(folder)
    space = str(dataset).removesuffix("dataset")
    nodes: list[tuple[URIRef, str | None]] = [(dataset, None)]
    nodes += [(URIRef(graph.iri.value), graph.iri.value) for graph in project.graphs]
    for node, graph in nodes:
        triples = triples_of(folder, graph)
        assert number(told, node, "triples") == len(triples) > 0
        assert number(told, node, "distinctSubjects") == len({s for s, _, _ in triples})
        assert number(told, node, "distinctObjects") == len({o for _, _, o in triples})
        assert number(told, node, "properties") == len({p for _, p, _ in triples})
        named = {s for s, _, _ in triples if isinstance(s, URIRef) and str(s).startswith(space)}
        assert number(told, node, "entities") == len(named)
        kinds, of_subject, of_property = defaultdict(set), Counter[object](), defaultdict(list)
        for s, p, o in triples:
            of_subject[s] += 1
            of_property[p].append((s, o))
            if p == RDF.type and isinstance(o, URIRef):
                kinds[o].add(s)
        assert number(told, node, "classes") == len(kinds)
        parts = list(told.objects(node, URIRef(VOID + "classPartition")))
        assert {told.value(part, URIRef(VOID + "class")) for part in parts} == set(kinds)
        assert len(parts) == len(kinds)
        for part in parts:
            instances = kinds[URIRef(str(told.value(part, URIRef(VOID + "class"))))]
            assert number(told, part, "entities") == len(instances & named)
            assert number(told, part, "distinctSubjects") == len(instances)
            assert number(told, part, "triples") == sum(of_subject[s] for s in instances)
        parts = list(told.objects(node, URIRef(VOID + "propertyPartition")))
        assert len(parts) == len(of_property)
        for part in parts:
            mine = of_property[told.value(part, URIRef(VOID + "property"))]
            assert number(told, part, "triples") == len(mine) > 0
            assert number(told, part, "distinctSubjects") == len({s for s, _ in mine})
            assert number(told, part, "distinctObjects") == len({o for _, o in mine})


@FOLDERS
def test_links_to_other_datasets_are_counted_by_host(folder: Path) -> None:
    told, dataset = described(folder), dataset_of(folder)
    space = str(dataset).removesuffix("dataset")
    expected: dict[tuple[str, str], dict[object, str]] = defaultdict(dict)
    for s, p, o in triples_of(folder):
        name = re.split("[#/]", str(p))[-1]
        if name in SAME and isinstance(o, URIRef) and not str(o).startswith(space):
            expected[str(p), str(o).split("/")[2]][s, o] = str(o)
    found = {}
    for links in told.subjects(RDF.type, URIRef(VOID + "Linkset")):
        assert (dataset, URIRef(VOID + "subset"), links) in told
        assert told.value(links, URIRef(VOID + "subjectsTarget")) == dataset
        target = told.value(links, URIRef(VOID + "objectsTarget"))
        where = str(told.value(target, URIRef(VOID + "uriSpace")))
        predicate = str(told.value(links, URIRef(VOID + "linkPredicate")))
        key = (predicate, where.split("/")[2])
        found[key] = number(told, links, "triples")
        assert all(target.startswith(where) for target in expected[key].values())
    assert found == {key: len(pairs) for key, pairs in expected.items()}
    if folder == ROOT:
        assert {host for _, host in found} >= {"www.wikidata.org", "sws.geonames.org"}


@FOLDERS
def test_files_have_their_size_and_checksum_and_can_be_fetched(folder: Path) -> None:
    site, told = measured_site(folder), described(folder)
    paths = set(site.paths())
    files = list(told.subjects(RDF.type, URIRef(DCAT + "Distribution")))
    assert len(files) == len(site.downloads.all) > 6
    for file in files:
        url = told.value(file, URIRef(DCAT + "downloadURL"))
        assert url == told.value(file, URIRef(DCAT + "accessURL"))
        path = unquote(str(url).removeprefix(site.public))
        assert path in paths
        body, inside = files_of(folder)[path], site.downloads.all[path]
        assert str(told.value(file, URIRef(DCAT + "byteSize"))) == str(len(body))
        sums = told.value(file, URIRef("http://spdx.org/rdf/terms#checksum"))
        digest = told.value(sums, URIRef("http://spdx.org/rdf/terms#checksumValue"))
        assert str(digest) == hashlib.sha256(body).hexdigest()
        packed = told.value(file, URIRef(DCAT + "compressFormat"))
        media_type = str(packed or told.value(file, URIRef(DCAT + "mediaType")))
        assert media_type.endswith("/assignments/media-types/" + inside.media_type)
    dumps = set(told.objects(dataset_of(folder), URIRef(VOID + "dataDump")))
    whole = set(told.objects(dataset_of(folder), URIRef(DCAT + "distribution")))
    assert {told.value(file, URIRef(DCAT + "downloadURL")) for file in whole} == dumps


def terms() -> set[str]:
    known, space = set(), ""
    for line in (TESTS / "descriptions" / "terms.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("http"):
            space = line
        elif not line.startswith("#"):
            known.add(space + line.strip())
    return known


@FOLDERS
def test_every_term_is_one_of_its_vocabulary(folder: Path) -> None:
    known = terms() | {RDF.type.toPython(), RDFS + "label"}
    quads = description(
        Project.open(folder), endpoint="https://x.test/sparql", api="https://x.test/"
    )
    used = {quad.predicate.value for quad in quads}
    used |= {q.object.value for q in quads if q.predicate.value == str(RDF.type)}  # type: ignore[union-attr]
    assert len(used) > 50 and used - known == set()
    assert {quad.graph_name for quad in quads} == {metadata_graph(Project.open(folder))}
    assert len(set(quads)) == len(quads)


# ---- what catalogues that follow DCAT-AP ask for

FULL = (
    Distribution("d/all.nq.gz", "application/n-quads", 12, "ab" * 32, compression="gzip"),
    Distribution("d/some.ttl", "text/turtle", 7, "cd" * 32),
)


def full(folder: Path) -> rdflib.Graph:
    site = "https://x.test/kg/"
    project = Project.open(folder)
    each = [Distribution("d/g.ttl", "text/turtle", 1, "ef" * 32, project.graphs[0].iri)]
    quads = description(
        project, [*FULL, *each], site, site + "sparql", site + "api/", site + "api/openapi.json"
    )
    return parsed(quads)


def parsed(quads: list[Quad]) -> rdflib.Graph:
    lines = "".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in quads)
    return rdflib.Graph().parse(data=lines, format="nt")


def findings(graph: rdflib.Graph) -> list[tuple[str, str, str]]:
    """Severity, class of the focus node, path of what the profile complains of."""
    import pyshacl

    shapes = rdflib.Graph().parse(TESTS / "descriptions" / "profile.ttl")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    found = []
    for result in report.subjects(RDF.type, sh.ValidationResult):
        kind = graph.value(report.value(result, sh.focusNode), RDF.type)
        parts = (report.value(result, sh.resultSeverity), kind, report.value(result, sh.resultPath))
        found.append(tuple(re.split("[#/]", str(part))[-1] for part in parts))
    return sorted(found)  # type: ignore[arg-type]


@FOLDERS
def test_what_is_required_and_what_is_recommended_is_there(folder: Path) -> None:
    graph = full(folder)
    kinds = ("Catalog", "Dataset", "Distribution", "DataService")
    many = [len(set(graph.subjects(RDF.type, URIRef(DCAT + kind)))) for kind in kinds]
    assert many == [1, 3, 3, 2]
    assert findings(graph) == []


def test_the_profile_misses_what_is_taken_away() -> None:
    graph = full(ORCHARD)
    for kind, name in [
        ("Catalog", DCAT + "themeTaxonomy"),
        ("Catalog", DCTERMS + "publisher"),
        ("DataService", DCAT + "endpointURL"),
        ("Distribution", DCTERMS + "license"),
        ("Dataset", DCAT + "contactPoint"),
    ]:
        for node in graph.subjects(RDF.type, URIRef(DCAT + kind)):
            broken = rdflib.Graph() + graph
            broken.remove((node, URIRef(name), None))
            short = re.split("[#/]", name)[-1]
            assert short in [path for _, _, path in findings(broken)], (kind, name)
            break


def test_a_project_that_tells_nothing_of_itself_is_described_all_the_same() -> None:
    project = Project.open(FERRY)
    graph = parsed(description(project))
    severe = [found for found in findings(graph) if found[0] == "Violation"]
    assert {path for _, _, path in severe} == {"description", "publisher"}
    assert number(graph, dataset_of(FERRY), "triples") == len(triples_of(FERRY))


def test_versions_lead_from_one_to_the_other(copy: Path) -> None:
    (copy / "CHANGELOG.md").write_text(
        "# Changes\n\n## 0.3.0 (unreleased)\n\n- A tree\n  more.\n- <b>&\n\n## Notes\n\n- no\n\n"
        "## [0.2.0] - 2025-01-31\n\n* Begun.\n\n## v0.1.0, 2024-13-40\n",
        encoding="utf-8",
    )
    project = Project.open(copy)
    assert [(r.version, r.day, r.changes) for r in releases(project)] == [
        ("0.3.0", None, ("A tree more.", "<b>&")),
        ("0.2.0", date(2025, 1, 31), ("Begun.",)),
        ("0.1.0", None, ()),
    ]
    quads = {(q.subject, q.predicate.value, q.object) for q in description(project)}
    dataset = NamedNode("https://example.org/orchard/dataset")
    new, old = version_iri(project), version_iri(project, "0.2.0")
    assert (dataset, DCAT + "hasCurrentVersion", new) in quads
    assert (dataset, DCAT + "hasVersion", old) in quads
    assert (new, DCAT + "previousVersion", old) in quads
    assert (new, DCAT + "isVersionOf", dataset) in quads
    assert (old, DCAT + "version", Literal("0.2.0")) in quads
    assert not any(version_iri(project, "0.1.0") in triple for triple in quads)
    entries = entries_of(feed(project, "https://x.test/kg/"))
    assert [(e["title"], e["updated"][:10]) for e in entries] == [
        ("The orchard dispute, 0.3.0", "2026-04-02"),
        ("The orchard dispute, 0.2.0", "2025-01-31"),
    ]
    assert entries[0]["content"] == "- A tree more.\n- <b>&"


# ---- the feed, by RFC 4287

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def entries_of(data: bytes | None) -> list[dict[str, str]]:
    assert data is not None
    root = ElementTree.fromstring(data)
    return [
        {part.tag.removeprefix(ATOM): part.text or "" for part in entry}
        for entry in root.findall(ATOM + "entry")
    ]


@FOLDERS
def test_the_feed_is_valid_and_its_links_lead_somewhere(folder: Path) -> None:
    site = measured_site(folder)
    rendered = site.page("changes.atom")
    assert rendered is not None and rendered.media_type == "application/atom+xml"
    root = ElementTree.fromstring(rendered.body)
    assert root.tag == ATOM + "feed"
    for element in (root, *root.findall(ATOM + "entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1, name
        assert element.findtext(ATOM + "id", "").startswith("https://")
        assert MOMENT.fullmatch(element.findtext(ATOM + "updated", ""))
        alternates = [x for x in element.findall(ATOM + "link") if x.get("rel") == "alternate"]
        assert len(alternates) == 1
        assert set(site.paths()) >= {
            (x.get("href") or "").removeprefix(site.public) or "index.html" for x in alternates
        }
    assert root.findall(f"{ATOM}author/{ATOM}name")
    own = [x.get("href") for x in root.findall(ATOM + "link") if x.get("rel") == "self"]
    assert own == [site.public + "changes.atom"]
    ids = [entry.findtext(ATOM + "id") for entry in root.findall(ATOM + "entry")]
    assert len(set(ids)) == len(ids) > 0
    newest = max(e.findtext(ATOM + "updated", "") for e in root.findall(ATOM + "entry"))
    assert root.findtext(ATOM + "updated") == newest
    page = site.page("concepts.html")
    assert page is not None and b'href="changes.atom" type="application/atom+xml"' in page.body


def test_without_any_date_there_is_no_feed() -> None:
    site = Site(Project.open(FERRY))
    assert "changes.atom" not in set(site.paths()) and site.page("changes.atom") is None
    page = site.page("index.html")
    assert page is not None and b"changes.atom" not in page.body


# ---- schema.org


class Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and ("type", "application/ld+json") in attrs

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


@FOLDERS
def test_pages_tell_search_engines_of_the_dataset_in_their_language(folder: Path) -> None:
    site, project = measured_site(folder), Project.open(folder)
    for lang in project.languages:
        suffix = "" if lang == project.languages[0] else f".{lang}"
        for stem in ("index", "dataset"):
            page = site.page(f"{stem}{suffix}.html")
            assert page is not None
            scripts = Scripts()
            scripts.feed(page.body.decode())
            assert len(scripts.found) == 1
            data = json.loads(scripts.found[0])
            assert data["@type"] == "Dataset" and data["@id"] == str(dataset_of(folder))
            assert data["name"] == project.title[lang]
            assert data["description"] == project.config.dataset.description[lang]
            assert 50 <= len(data["description"]) <= 5000
            assert set(data["keywords"]) == set(project.config.dataset.keywords[lang])
            files = {one["contentUrl"]: one for one in data["distribution"]}
            whole = {path for path, one in site.downloads.all.items() if one.graph is None}
            assert {unquote(url.removeprefix(site.public)) for url in files} == whole
            for url, one in files.items():
                body = files_of(folder)[unquote(url.removeprefix(site.public))]
                assert one["sha256"] == hashlib.sha256(body).hexdigest()
                assert one["contentSize"] == f"{len(body)} B"
    for path in ("concepts.html", "terms.html"):
        other = site.page(path)
        assert other is None or b'ld+json">\n{' not in other.body


@FOLDERS
def test_every_word_of_it_is_one_of_schema_org(folder: Path) -> None:
    known = (ROOT / "src" / "kgtools" / "lint" / "known_terms.txt").read_text(encoding="utf-8")
    lines = known[known.index("https://schema.org/") :].splitlines()[1:]
    end = next((n for n, line in enumerate(lines) if line.startswith("http")), len(lines))
    names = {line.strip() for line in lines[:end]}

    def words(value: object) -> set[str]:
        if isinstance(value, dict):
            own = {key for key in value if not key.startswith("@")}
            kind = {value["@type"]} if "@type" in value else set()
            return own | kind | {w for one in value.values() for w in words(one)}
        return {w for one in value for w in words(one)} if isinstance(value, list) else set()

    used = words(schema_org(Project.open(folder)))
    assert len(used) > 15 and used - names == set()


def test_no_text_ends_the_script_element() -> None:
    told = for_script({"a": "</script><!-- & \u2028", "b": ["<script>"]})
    assert not set("<>&\u2028") & set(told)
    assert json.loads(told) == {"a": "</script><!-- & \u2028", "b": ["<script>"]}


# ---- signposts in static pages


def links_of(page: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for rel, href in re.findall(r'<link rel="([^"]+)" href="([^"]+)"', page.decode()):
        for one in rel.split():
            found[one].append(href)
    return found


def test_every_static_page_leads_to_the_description_and_the_licence() -> None:
    site = measured_site(ORCHARD)
    for path in site.paths():
        if path.endswith(".html"):
            links = links_of(site.page(path).body)  # type: ignore[union-attr]
            assert any(href.endswith(".well-known/void") for href in links["describedby"]), path
            assert links["license"] == [site.project.config.licence], path
            assert links["alternate"], path
    links = links_of(site.page("dataset.html").body)  # type: ignore[union-attr]
    assert links["cite-as"] == ["https://example.org/orchard/dataset"]
    assert "https://schema.org/Dataset" in links["type"]
    whole = {path for path, one in site.downloads.all.items() if one.graph is None}
    assert set(links["item"]) == whole
    thing = links_of(site.page("id/heron.html").body)  # type: ignore[union-attr]
    assert thing["cite-as"] == ["https://example.org/orchard/id/heron"]
    assert "https://schema.org/AboutPage" in thing["type"]


def test_void_stands_at_its_well_known_place() -> None:
    for folder in (ORCHARD, ROOT):
        site = measured_site(folder)
        rendered = site.page(".well-known/void")
        assert rendered is not None and rendered.media_type == "text/turtle"
        graph = rdflib.Graph().parse(data=rendered.body, format="turtle")
        assert (dataset_of(folder), RDF.type, URIRef(VOID + "Dataset")) in graph
        assert number(graph, dataset_of(folder), "triples") == len(triples_of(folder))


def test_the_sitemap_has_the_day_of_the_last_change() -> None:
    rendered = measured_site(ORCHARD).page("sitemap.xml")
    assert rendered is not None
    days = set(re.findall(rb"<lastmod>([^<]+)</lastmod>", rendered.body))
    assert days == {b"2026-04-02"}


def test_the_same_project_gives_the_same_description() -> None:
    one, other = (description(Project.open(ORCHARD), FULL) for _ in range(2))
    assert one == other
    nquads = RdfFormat.N_QUADS
    assert serialize(one, format=nquads) == serialize(other, format=nquads)
    assert all(
        str(q.subject).startswith("_:kgtools") for q in one if isinstance(q.subject, BlankNode)
    )


# ---- kgtools.toml


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("issued = 2026-03-01", 'issued = "2026-03-01"', "issued: expected a date without quotes"),
        ("issued = 2026-03-01", "issued = 2026-03-01T10:00:00", "issued: expected a date"),
        ("modified = 2026-04-02", "modified = 2026-01-02", "before the day on which it was issued"),
        ("end = 1804", "end = 1700", "temporal: ends before it starts"),
        ('email = "oriel@trees.example"', "", "contact: has neither an email nor a page"),
        ('email = "oriel@trees.example"', 'email = "oriel"', "is not an address of mail"),
        ('frequency = "https', 'frequenzy = "https', "dataset.frequenzy: unknown key"),
        (
            'themes = ["https://example.org/themes/water"]',
            'themes = ["no:thing"]',
            "unknown prefix",
        ),
        ("keywords = { en = [", "keywords = { e-n-glish! = [", "kgtools.toml"),
        ('name = "The Orchard Society"', "", "dataset.publisher.name: missing"),
    ],
)
def test_what_is_wrong_in_the_table_is_said_with_its_line(
    copy: Path, old: str, new: str, said: str
) -> None:
    change(copy / "kgtools.toml", old, new)
    with pytest.raises(KgtoolsError, match=re.escape(said)) as raised:
        Project.open(copy)
    assert re.search(r"kgtools\.toml:\d+:\d+", str(raised.value))


def test_a_distribution_that_cannot_be_is_refused() -> None:
    with pytest.raises(KgtoolsError, match="unknown compression"):
        Distribution("x", "text/turtle", compression="rar")
    with pytest.raises(KgtoolsError, match="64 hexadecimal digits"):
        Distribution("x", "text/turtle", sha256="AB")
