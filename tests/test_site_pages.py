"""Pages that a project declares: each shows what its query finds, and who vouches for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from conftest import ORCHARD, ROOT, change, run
from kgtools.checks.passages import read_passages
from kgtools.engines import Bindings
from kgtools.errors import KgtoolsError
from kgtools.project import Project
from kgtools.queries import answer
from kgtools.serve.setup import Setup
from kgtools.serve.state import load_state
from kgtools.web import Site
from kgtools.web.citing import citation
from kgtools.web.declared import OF_ITEMS, DeclaredPage
from kgtools.web.declared_read import declared_pages
from web_asking import get

HOST = "https://here.test/"
CARD = re.compile(r'<article class="card".*?</article>', re.DOTALL)
FIRST_LINK = re.compile(r'<h[34]><a href="([^"]+)"')
GUILDS = """
order = 5
name = { en = "Guilds", fr = "Guildes" }
title = { en = "What guilds there are", fr = "Les guildes" }

[[section]]
kind = "cards"
query = "guilds"
item = "guild"
"""


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(Project.open(ROOT))


def html(site: Site, path: str, *parameters: tuple[str, str]) -> str:
    rendered = site.page(path, parameters)
    assert rendered is not None, path
    return rendered.body.decode()


def body(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def pages(project: Project) -> Iterator[DeclaredPage]:
    yield from declared_pages(project)


def things(site: Site, page: DeclaredPage) -> list[list[str]]:
    """For each section with things, the addresses that its query's answer leads to."""
    found = []
    for section in page.sections:
        if section.kind in OF_ITEMS and section.query and section.item:
            result = answer(site.project, section.query, section.values).result
            assert isinstance(result, Bindings)
            column = result.variables.index(section.item)
            group = result.variables.index(section.group) if section.group else None
            links = site.templating.links["en"]
            seen = dict.fromkeys(
                (row[column], row[group] if group is not None else None) for row in result.rows
            )
            targets = [links.target(term) for term, _ in seen if term is not None]
            assert targets and None not in targets
            found.append([str(target) for target in targets])
    return found


def test_every_page_lists_exactly_what_its_queries_find(site: Site) -> None:
    checked = 0
    for page in pages(site.project):
        shown = body(html(site, f"{page.path}.html"))
        parts = shown.split('<section class="part"')[1:]
        assert len(parts) == len(page.sections)
        expected = things(site, page)
        listed = []
        for part, section in zip(parts, page.sections, strict=True):
            if section.kind == "claims":
                listed.append(re.findall(r'<h3><a href="([^"]+)"', part))
            elif section.kind in OF_ITEMS:
                listed.append([FIRST_LINK.search(card)[1] for card in CARD.findall(part)])  # type: ignore[index]
            elif section.kind == "table":
                result = answer(site.project, str(section.query), section.values).result
                assert isinstance(result, Bindings)
                assert part.count("<tr>") == len(result.rows) + 1
        assert [sorted(each) for each in listed] == [sorted(each) for each in expected], page.path
        checked += sum(map(len, expected))
    assert checked > 300


def test_the_start_page_marks_each_node_that_can_be_narrowed(site: Site) -> None:
    (page,) = [each for each in pages(site.project) if each.path == "index"]
    section = next(each for each in page.sections if each.kind == "picture")
    shown = html(site, "index.html")
    drawing = shown[shown.index("<svg") : shown.index("</svg>")]
    drawn = dict(re.findall(r'<a href="([^"]+)" data-f="([^"]*)"', drawing))
    result = answer(site.project, str(section.query)).result
    assert isinstance(result, Bindings)
    links = site.templating.links["en"]
    nodes = {str(links.target(row[0])) for row in result.rows if row[0] is not None}
    assert len(drawn) > 30
    assert {href for href, marks in drawn.items() if marks} == nodes & set(drawn)
    assert "lever=economic" in drawn["id/lever-tariff-threat.html"].split()
    assert 'class="faint"' not in drawing
    narrow = html(site, "index/lever/economic.html")
    faint = set(re.findall(r'<a href="\.\./\.\./([^"]+)" data-f="[^"]*" class="faint"', narrow))
    assert faint == {href for href, marks in drawn.items() if "lever=economic" not in marks.split()}
    assert 0 < len(faint) < len(drawn)


def test_every_statement_has_its_strength_in_words_and_a_passage_that_resolves(site: Site) -> None:
    """All but what the curators add, which leads to their reason instead."""
    badges = 0
    wanted: set[tuple[str, str]] = set()
    for page in pages(site.project):
        for lang, suffix in (("en", ""), ("es", ".es")):
            shown = body(html(site, f"{page.path}{suffix}.html"))
            for badge in re.findall(r'<span class="badge[^"]*">.*?</a></span>', shown):
                firm = re.search(r'<a class="firm" href="([^"]+)"[^>]*>([^<]+)</a>', badge)
                assert firm is not None, badge
                targets = re.findall(r'<a class="place" href="([^"]+)"', badge)
                assert targets or 'class="badge added"' in badge, badge
                wanted.update((f"{page.path}{suffix}.html", t) for t in [firm[1], *targets])
                badges += 1
            assert "asserted" not in re.sub(r"<[^>]*>", "", shown) or lang == "en"
    assert badges > 1000
    paths = set(site.paths())
    for source, target in wanted:
        path = unquote(urlsplit(urljoin(HOST + source, target)).path[1:])
        assert path in paths, f"{source}: {target}"


def test_edges_between_nodes_are_vouched_for_on_the_cards(site: Site) -> None:
    """What somebody states must not stand on a page as if it were so."""
    for path in ("levers", "operations", "decision", "consequences", "outlook", "calls"):
        bare = []
        for card in CARD.findall(html(site, f"{path}.html")):
            for value in re.findall(r"<dd>(.*?)</dd>", card, re.DOTALL):
                if "badge" not in value:
                    bare.append(value)
        assert bare == [], path


def test_claims_can_be_narrowed_by_several_things_and_by_one_as_a_page(site: Site) -> None:
    result = answer(site.project, "page-claims").result
    assert isinstance(result, Bindings)
    names = {n: i for i, n in enumerate(result.variables)}
    links = site.templating.links["en"]
    force = "https://w3id.org/bargain/concept/force/categorical"
    voice = "https://w3id.org/bargain/id/united-states"

    def shown(page: str) -> list[str]:
        return re.findall(r'<h3><a href="(?:\.\./)*([^"]+)"', body(page))

    def claims(*tests: tuple[str, str]) -> set[str]:
        return {
            str(links.target(claim))
            for row in result.rows
            if (claim := row[names["claim"]]) is not None
            and all(str(row[names[column]]) == f"<{iri}>" for column, iri in tests)
        }

    one = html(site, "claims/force/categorical.html")
    both = html(site, "claims.html", ("force", "categorical"), ("voice", "united-states"))
    assert len(claims(("force", force))) > 50
    assert {*shown(one)} == claims(("force", force))
    expected = claims(("force", force), ("voice", voice))
    assert {*shown(both)} == expected and len(expected) == 2
    assert "2 of 204 are shown." in both and "data-all" not in both
    answered = get(site, "/claims.html?force=categorical&voice=united-states")
    assert answered.status == 200 and answered.body.decode() == both
    wrong = get(site, "/claims.html?force=categorial")
    assert wrong.status == 400
    assert "force is nowhere &#39;categorial&#39;; did you mean categorical?" in wrong.body.decode()
    assert site.page("claims/force/nothing.html") is None
    assert site.page("claims/colour/red.html") is None


def test_every_declared_word_and_page_is_there_in_each_language(site: Site) -> None:
    titles = set()
    for page in pages(site.project):
        for suffix, lang in (("", "en"), (".es", "es")):
            shown = html(site, f"{page.path}{suffix}.html")
            assert f'<html lang="{lang}">' in shown
            assert f"<h1>{page.title[lang]}</h1>" in unescape(shown)
            titles.add((page.path, page.title[lang]))
            for other in pages(site.project):
                if other.name is not None:
                    assert f">{other.name[lang]}</a></li>" in unescape(shown)
    assert len(titles) == 2 * len(list(pages(site.project)))


def test_no_page_asks_another_host_for_anything(site: Site) -> None:
    for page in pages(site.project):
        shown = html(site, f"{page.path}.html")
        fetched = re.findall(
            r'<(?:script|img|link rel="stylesheet"|iframe)[^>]*(?:src|href)="([^"]*)', shown
        )
        assert fetched and not [url for url in fetched if "//" in url]
        assert "<style" not in shown and " style=" not in shown


def test_texts_keep_links_that_lead_somewhere_and_no_html_of_their_own(copy: Path) -> None:
    text = "# Up\n\n[a](page:queries) [b](../data/x.ttl) [c](javascript:f()) <b>no</b> ![d](e.png)"
    (copy / "site").mkdir()
    (copy / "site" / "a.md").write_text(text, encoding="utf-8")
    (copy / "site" / "a.toml").write_text(
        'title = { en = "A", fr = "A" }\n[[section]]\nkind = "text"\n'
        'files = { en = "site/a.md" }\n',
        encoding="utf-8",
    )
    site = Site(Project.open(copy))
    shown = body(html(site, "a.html"))
    assert "<h2>Up</h2>" in shown and '<a href="queries.html">a</a> b ' in shown
    assert "<b>" not in shown and "<img" not in shown and 'href="javascript' not in shown
    french = body(html(site, "a.fr.html"))
    assert '<div class="prose" lang="en">' in french and 'href="queries.fr.html"' in french


def test_a_project_without_the_folder_has_the_general_pages_only() -> None:
    site = Site(Project.open(ORCHARD))
    assert list(pages(site.project)) == []
    assert 'class="own"' not in html(site, "index.html")
    assert "narrow.js" not in html(site, "index.html")


def test_a_template_of_the_project_is_escaped_and_cannot_reach_out(copy: Path) -> None:
    folder = copy / "site" / "templates"
    folder.mkdir(parents=True)
    (copy / "site" / "own.toml").write_text(
        'title = { en = "Own", fr = "À soi" }\n[[section]]\nkind = "template"\n'
        'query = "guilds"\ntemplate = "own.html"\n',
        encoding="utf-8",
    )
    template = folder / "own.html"
    template.write_text("<p>{{ rows|length }} {{ '<i>' }} {{ link(rows[0].guild) }}</p>")
    site = Site(Project.open(copy))
    shown = body(html(site, "own.html"))
    result = answer(site.project, "guilds").result
    assert isinstance(result, Bindings)
    assert f'<p>{len(result.rows)} &lt;i&gt; <a href="' in shown
    template.write_text("{{ rows.__class__.__mro__ }}")
    with pytest.raises(KgtoolsError, match=r"own\.html: template: "):
        html(Site(Project.open(copy)), "own.html")
    template.write_text("one\n{% if %}")
    with pytest.raises(KgtoolsError, match=r"own\.html:2:1: "):
        html(Site(Project.open(copy)), "own.html")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kind = "cards"', 'kind = "crads"', "guilds.toml:7:1: section.kind: 'crads' is no kind"),
        (
            'query = "guilds"',
            'query = "gilds"',
            "guilds.toml:8:1: section.query: there is no query",
        ),
        (
            'item = "guild"',
            'item = "gild"',
            "guilds.toml:9:1: section.item: the query has no column",
        ),
        ('item = "guild"', "", "guilds.toml:6:1: section.item: missing"),
        ("order = 5", 'order = "5"', "guilds.toml:2:1: order: expected a whole number"),
        ("order = 5", "odor = 5", "guilds.toml:2:1: odor: unknown key"),
        (', fr = "Guildes"', "", "guilds.toml:3:1: name: has no words in the language 'fr'"),
        (
            '{ en = "What',
            '{ de = "Was", en = "What',
            "guilds.toml:4:1: title: 'de' is no language",
        ),
        ("order = 5", 'path = "../up"', "guilds.toml:2:1: path: '../up' is not small letters"),
        ("order = 5", "order = ", "guilds.toml:2:9: "),
        (
            'item = "guild"',
            'item = "guild"\nvalues = { colour = "red" }',
            "guilds.toml:10:1: section.values: query guilds has no parameter 'colour'",
        ),
        (
            'item = "guild"',
            'item = "guild"\nproperties = [{ of = "nowhere:x" }]',
            "guilds.toml:10:1: section.properties: ",
        ),
    ],
)
def test_what_is_not_in_order_is_told_with_its_place(
    copy: Path, old: str, new: str, said: str
) -> None:
    (copy / "site").mkdir()
    file = copy / "site" / "guilds.toml"
    file.write_text(GUILDS, encoding="utf-8")
    assert Site(Project.open(copy)).page("guilds.html") is not None
    change(file, old, new)
    with pytest.raises(KgtoolsError) as caught:
        declared_pages(Project.open(copy))
    assert said in str(caught.value) and "\n" not in str(caught.value)


def test_publish_tells_it_in_one_line(copy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (copy / "site").mkdir()
    file = copy / "site" / "guilds.toml"
    file.write_text(GUILDS.replace('"guilds"\nitem', '"nothing"\nitem'), encoding="utf-8")
    assert run("publish", str(copy.parent / "out")) == 2
    told = capfd.readouterr().err.strip().splitlines()
    assert len(told) == 1 and "guilds.toml:8:1: section.query: " in told[0]


def code(page: str, name: str) -> str:
    found = re.search(rf"<summary>{name}</summary><pre[^>]*><code>(.*?)</code>", page, re.DOTALL)
    assert found is not None
    return unescape(found[1])


def test_a_claim_says_how_it_is_cited_in_three_ways(site: Site) -> None:
    page = html(site, "id/claim-trade-levers.es.html")
    name = "Estados Unidos puede amenazar con restricciones comerciales, aranceles o retiro de"
    (item,) = json.loads(code(page, "CSL-JSON"))
    assert item["id"] == "https://w3id.org/bargain/id/claim-trade-levers"
    assert item["title"].startswith(name) and item["version"] == site.project.version
    assert item["issued"] == {"date-parts": [[2026, 11, 23]]} and item["type"] == "entry"
    versioned = "https://w3id.org/bargain/0.1.0/id/claim-trade-levers.es.html"
    assert item["URL"] == versioned and f"<code>{versioned}</code>" in page
    bibtex = code(page, "BibTeX")
    assert bibtex.startswith("@misc{claim-trade-levers,\n") and f"url = {{{versioned}}}" in bibtex
    assert f"title = {{{{{name}" in bibtex and "year = {2026}" in bibtex
    assert bibtex.count("{") == bibtex.count("}")


def test_a_citation_escapes_what_would_be_a_command(copy: Path) -> None:
    cited = citation(Project.open(copy), "urn:a", r"50% \input{x} & more_", "https://h/", "a", "en")
    title = r"title = {{50\% \textbackslash{}input\{x\} \& more\_}}"
    assert title in cited.bibtex
    assert json.loads(cited.csl)[0]["title"] == r"50% \input{x} & more_"


def passage_page(copy: Path) -> tuple[str, str]:
    """The page of the first passage of the pamphlet, and the words that it stands for."""
    project = Project.open(copy)
    first = read_passages(project, project.sources[0])[0]
    words = (copy / "pamphlet.txt").read_text(encoding="utf-8")[first.start : first.end]
    site = Site(project)
    path = str(site.templating.links["en"].target(first.node))
    return html(site, path), words


def test_words_of_a_passage_are_shown_only_if_its_owner_wants_it(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, words = passage_page(copy)
    assert len(words) > 5 and words not in unescape(page) and 'id="reading"' in page
    monkeypatch.setenv("ORCHARD_SOURCE", str(copy / "pamphlet.txt"))
    assert words not in unescape(passage_page(copy)[0])
    change(copy / "kgtools.toml", 'env = "ORCHARD_SOURCE"', 'env = "ORCHARD_SOURCE"\nshow = true')
    assert f"<blockquote>{words}</blockquote>" in unescape(passage_page(copy)[0])
    other = copy / "other.txt"
    other.write_bytes((copy / "pamphlet.txt").read_bytes() + b"!")
    monkeypatch.setenv("ORCHARD_SOURCE", str(other))
    assert "<blockquote>" not in passage_page(copy)[0]
    monkeypatch.delenv("ORCHARD_SOURCE")
    assert "<blockquote>" not in passage_page(copy)[0]


def test_a_passage_leads_to_the_published_text_which_is_never_quoted(site: Site) -> None:
    page = html(site, "id/passage-data-access.html")
    reading = page[page.index('id="reading"') :]
    assert 'href="https://ibossumind.com/the-uncomfortable-bargain' in reading
    assert "<blockquote>" not in page


def test_a_briefing_is_a_page_that_leads_to_what_it_cites(site: Site) -> None:
    page = body(html(site, "briefings/id/lever-tariff-threat.es.html"))
    assert "<h1>Informe: Amenaza de aranceles</h1>" in page
    assert 'href="../../id/claim-trade-levers.es.html"' in page
    assert 'href="../../briefings/id/lever-tariff-threat.es.docx" download' in page
    listed = html(site, "briefings.html")
    assert 'href="briefings/id/lever-tariff-threat.html"' in listed
    assert 'href="briefings/whole.html"' in listed


def test_a_server_does_not_start_with_a_page_that_is_not_in_order(copy: Path) -> None:
    (copy / "site").mkdir()
    (copy / "site" / "guilds.toml").write_text(GUILDS, encoding="utf-8")
    assert load_state(Setup(copy)).site.page("guilds.html") is not None
    change(copy / "site" / "guilds.toml", "order = 5", "odor = 5")
    with pytest.raises(KgtoolsError, match=r"guilds\.toml:2:1: odor: unknown key"):
        load_state(Setup(copy))
