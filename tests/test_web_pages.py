"""The HTML pages: every link leads somewhere, and each page tells what it is for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from conftest import ORCHARD, ROOT, TESTS
from kgtools.engines import Result
from kgtools.errors import EngineError
from kgtools.project import Project
from kgtools.queries import Answer, answer, ask
from kgtools.web import Site
from kgtools.web.reference_view import KINDS, OTHER
from kgtools.web.templating import MAIN_PAGES
from kgtools.web.vocabulary import TERMS
from kgtools.words import words_of
from web_asking import get, header

HOST = "https://here.test/"
FERRY = TESTS / "projects" / "ferry" / "1.1.0"
TEMPLATES = sorted((ROOT / "src" / "kgtools" / "web" / "templates").glob("*.html"))


@pytest.fixture(scope="module")
def site(orchard: Project) -> Site:
    return Site(orchard)


def html(site: Site, path: str, *parameters: tuple[str, str]) -> str:
    rendered = site.page(path, parameters)
    assert rendered is not None, path
    return rendered.body.decode()


def words(page: str) -> str:
    """What a reader sees, as one line."""
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def addresses(page: str) -> list[str]:
    return [unescape(a) for a in re.findall(r'(?:href|src|action|data-index)="([^"]*)"', page)]


@pytest.mark.parametrize("folder", [ORCHARD, FERRY, ROOT], ids=["orchard", "ferry", "bargain"])
def test_every_link_within_the_site_leads_somewhere(folder: Path) -> None:
    site = Site(Project.open(folder), base_path="/kg")
    paths = set(site.paths())
    pages = sorted(path for path in paths if path.endswith(".html"))
    if folder == ROOT:  # its Spanish pages come from the same templates
        pages = [path for path in pages if not path.endswith(".es.html")]
    anchors: dict[str, set[str]] = {}
    wanted: dict[tuple[str, str], str] = {}
    for path in pages:
        page = html(site, path)
        ids = re.findall(r'\bid="([^"]*)"', page)
        anchors[path] = set(map(unescape, ids))
        assert len(anchors[path]) == len(ids), f"an id stands twice in {path}"
        # The page of errors stands at any depth: its links say the whole path.
        below = "/kg/" if path.startswith("404") else "/"
        for address in addresses(page):
            target = urlsplit(urljoin(HOST + path, address))
            if f"{target.scheme}://{target.netloc}/" == HOST and not address.startswith("#"):
                assert target.path.startswith(below)
                found = unquote(target.path.removeprefix(below))
                wanted[found, unquote(target.fragment)] = path
            elif address.startswith("#"):
                assert unquote(address[1:]) in anchors[path], f"{path}: {address}"
    assert len(wanted) > len(pages)
    for (target_path, fragment), source in wanted.items():
        if target_path == "sparql":  # the endpoint, which a server gives
            continue
        assert target_path in paths, f"{source} leads to {target_path}"
        if fragment and target_path in anchors:
            assert fragment in anchors[target_path], f"{source}: {target_path}#{fragment}"
    reached = {target_path for target_path, _ in wanted}
    assert {p for p in pages if p not in reached} <= {
        path for path in pages if path.startswith(("404", "pictures/"))
    }


def test_pages_are_well_formed_html(site: Site) -> None:
    from html5rdf import HTMLParser
    from html5rdf.treebuilders import getTreeBuilder

    for path in site.paths():
        if path.endswith(".html"):
            parser = HTMLParser(getTreeBuilder("etree"), strict=False)
            parser.parse(html(site, path))
            assert parser.errors == [], path


def test_every_page_has_what_readers_and_their_tools_need(site: Site) -> None:
    for path in site.paths():
        if not path.endswith(".html"):
            continue
        page = html(site, path)
        lang = "fr" if path.endswith(".fr.html") else "en"
        assert page.startswith(f'<!doctype html>\n<html lang="{lang}">'), path
        assert page.count("<h1") == 1 and page.count("<main") == 1, path
        assert 'class="skip" href="#_main"' in page
        assert re.search(r"<title>[^<]+</title>", page)
        other = "fr" if lang == "en" else "en"
        assert f'hreflang="{other}"' in page and 'aria-current="true"' in page
        for table in re.findall(r"<table>.*?</table>", page, re.DOTALL):
            assert "<caption>" in table and 'scope="col"' in table
        for control in re.findall(r'<(?:input|select|textarea) id="([^"]+)"', page):
            assert f'<label for="{control}"' in page
        fetched = re.findall(r'src="([^"]*)"|rel="stylesheet" href="([^"]*)"', page)
        assert all("://" not in "".join(one) for one in fetched), "nobody else is asked"


def test_a_page_shows_the_claims_with_strength_voice_and_place(site: Site) -> None:
    said = words(html(site, "id/late-harvest.html"))
    assert "effect late harvest" in said and "récolte tardive" in said
    assert "weeks 1.5" in said or "orc:weeks 1.5" in said
    claim = said[said.index("What is said") :]
    assert "Pears would come late said by Oriel Fenn how firmly sure" in claim
    assert "river gate leads to late harvest" in claim
    assert "leads to river gate sure" in said[said.index("What leads here") :]
    french = words(html(site, "id/late-harvest.fr.html"))
    assert "récolte tardive" in french and "vanne de la rivière" in french


def test_a_claim_has_its_own_page_with_condition_and_denial(site: Site) -> None:
    said = words(html(site, "id/remark-well.html"))
    assert "how firmly sure, negated" in said
    assert "if the abbey lends spades" in said
    page = html(site, "id/remark-well.html")
    assert 'href="../id/snippet-well.html"' in page


def test_the_pages_speak_spanish(copy: Path) -> None:
    toml = copy / "kgtools.toml"
    text = toml.read_text(encoding="utf-8").replace('["en", "fr"]', '["es", "en"]')
    toml.write_text(text, encoding="utf-8")
    said = words(html(Site(Project.open(copy)), "id/late-harvest.html"))
    assert "Lo que se dice" in said and "Lo que conduce aquí" in said


def test_every_word_of_the_templates_is_translated() -> None:
    spanish = words_of("es")
    said = {
        text
        for file in TEMPLATES
        for _, text in re.findall(r"""say\(\s*(["'])(.+?)\1""", file.read_text(encoding="utf-8"))
    }
    assert len(said) > 40
    assert said - set(spanish) == set()
    fixed = {*KINDS.values(), OTHER, *MAIN_PAGES.values(), *TERMS.values()}
    assert fixed - set(spanish) == set()


def test_the_reference_has_each_term_with_what_it_is_connected_to(site: Site) -> None:
    page = html(site, "terms.html")
    term = page[page.index('id="Effect"') :]
    said = " ".join(unescape(re.sub(r"<[^>]+>", " ", term[: term.index("</article>")])).split())
    assert "properties that lead here leads to" in said
    assert "properties from here harms , leads to" in said, "also through a union"
    guild = page[page.index('id="Guild"') :]
    guild = guild[: guild.index("</article>")]
    assert 'href="terms.html#RivalGuild"' in guild and 'href="resources/Guild.html"' in guild
    tree = page[page.index("Hierarchy") : page.index("</details>")]
    assert tree.index('"terms.html#Guild"') < tree.index('"terms.html#RivalGuild"')


def test_concepts_stand_beneath_broader_ones_and_circles_end(copy: Path) -> None:
    lines = (
        "firm:nearly a skos:Concept ; skos:inScheme firm:scheme ; skos:broader firm:sure .\n"
        "firm:round a skos:Concept ; skos:inScheme firm:scheme ; skos:broader firm:about .\n"
        "firm:about a skos:Concept ; skos:inScheme firm:scheme ; skos:broader firm:round .\n"
    )
    chain = "".join(
        f"firm:c{n} a skos:Concept ; skos:inScheme firm:scheme ; skos:broader firm:c{n + 1} .\n"
        for n in range(1500)
    )
    with (copy / "ontology" / "terms.ttl").open("a", encoding="utf-8") as file:
        file.write(lines + chain)
    page = html(Site(Project.open(copy)), "concepts.html")
    tree = page[page.index('class="tree"') :]
    assert re.search(r'sure\.html">sure</a>\s*<ul>\s*<li><a[^>]*nearly\.html', tree)
    assert tree.count('nearly.html"') == 1
    for name in ("round", "about", "c0", "c1499"):
        assert f'firmness/{name}.html"' in tree


def test_a_long_list_is_divided(copy: Path) -> None:
    lines = "".join(f"ord:g{n} a orc:Gate .\n" for n in range(900))
    with (copy / "data" / "pamphlet.ttl").open("a", encoding="utf-8") as file:
        file.write(lines)
    site = Site(Project.open(copy))
    found = [html(site, f"resources/{name}.html") for name in ("Gate", "Gate-2", "Gate-3")]
    named = [set(re.findall(r'id/(g\d+|river-gate)\.html"', page)) for page in found]
    assert [len(names) for names in named] == [400, 400, 101]
    assert len(set().union(*named)) == 901
    assert site.page("resources/Gate-4.html") is None


def test_a_query_is_a_form_and_its_answer_a_table_with_links(site: Site) -> None:
    page = html(site, "query/effects.html")
    assert '<select id="field-gate" name="gate">' in page
    assert '<option value="river-gate">river gate</option>' in page
    assert '<select id="field-firmness" name="firmness" multiple' in page
    assert '<input id="field-most" name="most" type="number"' in page
    assert '<td><a href="../id/late-harvest.html">late harvest</a></td>' in page
    narrowed = get(site, "/query/effects.html?gate=&firmness=perhaps&most=5").body.decode()
    assert "late-harvest" not in narrowed[narrowed.index('id="answer"') :]
    assert "empty stalls" in narrowed and '<option value="perhaps" selected>' in narrowed
    assert 'href="../query/effects/answer.csv?firmness=perhaps&amp;most=5"' in narrowed
    rows = get(site, "/query/effects/answer.csv?firmness=perhaps&most=5")
    assert header(rows, "Content-Type") == "text/csv; charset=utf-8"
    assert b"late-harvest" not in rows.body and b"/id/empty-stalls" in rows.body
    whole = json.loads(get(site, "/query/effects/answer.json").body)
    assert len(whole["results"]["bindings"]) == 2
    text = get(site, "/query/effects.rq")
    assert header(text, "Content-Type") == "application/sparql-query"
    assert text.body == (ORCHARD / "queries" / "effects.rq").read_bytes()


def test_a_value_that_does_not_fit_is_told_on_the_page(site: Site) -> None:
    for url in ("/query/effects.html?gate=moon", "/query/effects.html?moon=1"):
        response = get(site, url)
        assert response.status == 400
        page = response.body.decode()
        assert 'role="alert"' in page and "moon" in page and "<table>" not in page
    assert get(site, "/query/effects/answer.csv?gate=moon").status == 400
    assert get(site, "/query/effects.html").status == 200


def test_a_graph_as_an_answer_is_shown_and_given_as_turtle() -> None:
    site = Site(Project.open(ROOT))
    page = html(site, "query/case-of-a-node.html")
    assert '<th scope="col">subject</th>' in page
    turtle = get(site, "/query/case-of-a-node/answer.ttl")
    assert turtle.status == 200 and b"option-refuse" in turtle.body


def test_whoever_serves_answers_with_limits_of_its_own(orchard: Project) -> None:
    asked: list[tuple[str, dict[str, list[str]], str]] = []

    def limited(slug: str, values: object, lang: str) -> Answer:
        assert isinstance(values, dict)
        asked.append((slug, values, lang))
        if values.get("gate"):
            error = EngineError("the time limit of 30 s is over")
            error.status = 503  # type: ignore[attr-defined]
            raise error
        return answer(orchard, slug, values, lang=lang)

    site = Site(orchard, ask=limited)
    assert get(site, "/query/effects.fr.html").status == 200
    assert asked == [("effects", {}, "fr")]
    late = get(site, "/query/effects.html?gate=river-gate")
    assert late.status == 503 and b"the time limit of 30 s is over" in late.body
    assert get(site, "/query/effects/answer.csv?gate=river-gate").status == 503


def running(project: Project) -> Callable[[str], Result]:
    return lambda text: ask(project, text)


def test_sparql_is_answered_on_its_page_where_somebody_runs_it(orchard: Project) -> None:
    site = Site(orchard, run=running(orchard))
    page = html(site, "sparql.html", ("query", "SELECT ?g WHERE { ?g a orc:Gate }"))
    assert 'href="id/river-gate.html"' in page and "<caption>1 row</caption>" in page
    bad = get(site, "/sparql.html?query=SELECT")
    assert bad.status == 400 and b'role="alert"' in bad.body
    alone = html(Site(orchard), "sparql.html", ("query", "SELECT * {}"))
    assert 'action="sparql"' in alone and 'id="answer"' not in alone
    without = Site(orchard, endpoint=None)  # then a browser answers, if an engine was brought in
    assert (without.page("sparql.html") is not None) == without.static.has_engine
    assert ("sparql.html" in html(without, "index.html")) == without.static.has_engine


def test_search_finds_names_in_all_languages_without_accents(site: Site) -> None:
    def found(text: str, path: str = "search.html") -> list[str]:
        page = html(site, path, ("q", text))
        section = page[page.index('<section id="found"') :]
        return re.findall(r'<li><a href="([^"]+)"', section[: section.index("</section>")])

    assert found("heron guild") == ["id/heron.html"]
    assert found("RECOLTE")[0] == "id/late-harvest.html"
    assert found("gate", "search.fr.html")[0] == "terms.fr.html#Gate"
    assert found("guild")[0] == "terms.html#Guild", "the whole name comes first"
    assert found("no such thing") == []
    assert "Nothing has such a name." in html(site, "search.html", ("q", "no such thing"))


def test_the_search_index_has_every_name_and_leads_to_its_page(site: Site) -> None:
    paths = set(site.paths())
    for lang, file in (("en", "search-index.json"), ("fr", "search-index.fr.json")):
        rendered = site.page(file)
        assert rendered is not None
        rows = json.loads(rendered.body)
        named = {row[0]: row for row in rows}
        heron = named["Heron Guild" if lang == "en" else "guilde du Héron"]
        assert heron[1] == ("id/heron.html" if lang == "en" else "id/heron.fr.html")
        assert "guilde du heron" in heron or lang == "fr"
        assert {row[1].partition("#")[0] for row in rows} <= paths


def test_the_start_page_opens_every_way_in(site: Site) -> None:
    page = html(site, "index.html")
    for way in ("resources", "concepts", "queries", "sparql", "search", "terms", "dataset"):
        assert f'href="{way}.html"' in page
    assert get(site, "/", accept="text/html", accept_language="fr").body == (
        html(site, "index.fr.html").encode()
    )
    assert get(site, "/", accept="text/turtle").status == 303


def test_a_picture_leads_to_the_pages_of_its_nodes(site: Site) -> None:
    page = html(site, "pictures/quarrel.fr.html")
    assert '<a href="../id/river-gate.fr.html"' in page and "<style>" not in page
    ElementTree.fromstring(html(site, "pictures/quarrel.svg"))


def test_the_sitemap_names_every_page_once_with_its_languages(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}

    def locations(of: Site, path: str) -> list[str]:
        root = ElementTree.fromstring(html(of, path))
        return [str(loc.text) for loc in root.iterfind(".//s:loc", space)]

    pages = {p for p in site.paths() if p.endswith(".html") and not p.startswith(("404", "search"))}
    base = "https://example.org/orchard/"
    listed = locations(site, "sitemap.xml")
    assert sorted(listed) == sorted(base + page for page in pages)
    assert f"Sitemap: {base}sitemap.xml" in html(site, "robots.txt")
    monkeypatch.setattr("kgtools.web.files.PER_SITEMAP", 50)
    divided = Site(site.project)
    maps = locations(divided, "sitemap.xml")
    assert len(maps) == 3 and set(maps) <= {base + path for path in divided.paths()}
    parts = [loc for one in maps for loc in locations(divided, one.removeprefix(base))]
    assert sorted(parts) == sorted(listed)
