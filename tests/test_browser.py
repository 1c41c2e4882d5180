"""The pages in a real browser, from the server and as plain files; see also docs/browser.md.

Every test also holds the browser to two things: nothing on its console, no other host asked.
"""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pyoxigraph import Literal

from browser import Browser, browsing
from conftest import AXE, ORCHARD, ROOT, kgtools, need
from kgtools.engines import Bindings
from kgtools.project import Project
from kgtools.queries import answer, ask
from serving import serving
from static_hosts import folder, nginx

GATES = "SELECT ?gate ?name WHERE { ?gate a orc:Gate ; rdfs:label ?name } ORDER BY ?name"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def plain_files(folder: Path) -> Iterator[str]:
    """A host that only knows files; the URL of its root."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    need("chromium")
    with browsing() as found:
        yield found


@pytest.fixture(scope="module")
def live() -> Iterator[str]:
    with serving(ORCHARD) as server:
        yield server.url.rstrip("/") + "/"


@pytest.fixture(scope="module")
def static(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site") / "out"
    made = kgtools("publish", str(folder), "--project", str(ORCHARD))
    assert made.returncode == 0, made.stderr
    with plain_files(folder) as url:
        yield url


@pytest.fixture
def page(browser: Browser) -> Iterator[Browser]:
    browser.open("about:blank")
    browser.requests.clear()
    browser.troubles.clear()
    browser.look()
    yield browser
    assert browser.troubles == []
    asked = {urlsplit(url).netloc for url in browser.requests if url.startswith(("http", "ws"))}
    assert {host.partition(":")[0] for host in asked} == {"127.0.0.1"}


@pytest.fixture(params=["live", "static"])
def url(request: pytest.FixtureRequest) -> str:
    found: str = request.getfixturevalue(request.param)
    return found


def expected(query: str) -> Bindings:
    result = ask(Project.open(ORCHARD), query)
    assert isinstance(result, Bindings)
    return result


def words(result: object, column: int) -> list[str]:
    """The literals of a column."""
    assert isinstance(result, Bindings)
    found = [row[column] for row in result.rows]
    assert all(isinstance(each, Literal) for each in found)
    return [each.value for each in found if isinstance(each, Literal)]


def write(page: Browser, query: str) -> None:
    """Puts a query into the editor as a reader does: with the mouse and the keyboard."""
    page.wait("document.querySelector('.editor .CodeMirror')")
    page.click(".editor .CodeMirror-lines")
    page.select_all()
    page.type(query)


def test_from_the_start_to_a_claim_and_back_in_another_language(page: Browser, url: str) -> None:
    page.open(url)
    page.follow(page.link("Resources", "header"))
    page.follow(page.link("remark"))
    page.follow(page.link("A well, but not by Tuesday"))
    assert page.text("h1") == "A well, but not by Tuesday"
    assert "how firmly" in page.text("main")
    page.follow(page.link("Français", "header"))
    assert page.run("document.documentElement.lang") == "fr"
    assert page.run("location.pathname").endswith("id/remark-well.fr.html")


def test_a_prepared_question_is_asked_and_narrowed(page: Browser, live: str) -> None:
    page.open(live + "queries.html")
    page.follow(page.link("The guilds"))
    everybody = page.rows()
    page.run("document.getElementById('field-atLeast').focus()")
    page.type("12")
    before = page.loaded
    page.press("Enter")
    page.arrives(before)
    fewer = page.rows()
    assert 0 < len(fewer) < len(everybody)
    assert all(int(row[2]) >= 12 for row in fewer)


def test_a_prepared_question_is_narrowed_without_a_server(page: Browser, static: str) -> None:
    need("browser libraries")
    page.open(static + "query/guilds.html")
    page.run("document.getElementById('field-atLeast').focus()")
    page.type("12")
    before = page.loaded
    page.press("Enter")
    page.arrives(before)
    page.wait("document.querySelector('#answer table')")
    project = Project.open(ORCHARD)
    wanted = words(answer(project, "guilds", {"atLeast": ["12"]}).result, 2)
    assert [row[2] for row in page.rows()] == wanted
    assert 0 < len(wanted) < len(words(answer(project, "guilds").result, 2))
    page.open(static + "query/effects.html")
    page.run("document.getElementById('field-gate').selectedIndex = 1")
    page.run("document.getElementById('field-most').value = '1'")
    page.follow("form.ask button[type=submit]")
    page.wait("document.querySelector('#answer table')")
    query = page.run("kgtoolsEditor.getValue()")
    assert "VALUES ?gate { <https://example.org/orchard/id/" in query and "LIMIT 1" in query
    assert len(page.rows()) == 1


def test_sparql_is_edited_and_asked_with_labels_beside_iris(page: Browser, url: str) -> None:
    need("browser libraries")
    page.open(url + "sparql.html")
    loaded = [each for each in page.requests if "oxigraph" in each or "dataset.nq" in each]
    assert loaded == [], "the engine comes only when it is asked"
    write(page, GATES)
    page.press("Enter", modifiers=2)
    page.wait("document.querySelector('#answer table')")
    wanted = [["river gate ord:river-gate", name] for name in words(expected(GATES), 1)]
    assert page.rows() == wanted
    assert page.run("kgtoolsEditor.getValue()").startswith("PREFIX orc: <")
    assert page.run("[localStorage.length, sessionStorage.length]") == [0, 0]
    page.follow("#answer td a")
    assert page.text("h1") == "river gate"
    assert ("static" in url) or any("sparql" in each for each in page.requests)


def test_a_host_with_our_rules_lets_the_browser_do_its_work(page: Browser) -> None:
    """Their policies are stricter than none: the engine in the browser needs all it asks for."""
    need("nginx")
    need("browser libraries")
    with folder() as place:
        root = place / "www"
        made = kgtools("publish", str(root), "--project", str(ORCHARD))
        assert made.returncode == 0, made.stderr
        hosts = root / "hosts"
        with nginx(place, root, hosts / "nginx-http.conf", hosts / "nginx-server.conf") as host:
            page.open(f"http://127.0.0.1:{host.port}/")
            page.open(f"http://127.0.0.1:{host.port}/sparql.html")
            write(page, GATES)
            page.press("Enter", modifiers=2)
            page.wait("document.querySelector('#answer table')")
            wanted = [["river gate ord:river-gate", name] for name in words(expected(GATES), 1)]
            assert page.rows() == wanted


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("ASK { ord:river-gate a orc:Gate }", "Yes"),
        ("CONSTRUCT { ?g a orc:Gate } WHERE { ?g a orc:Gate }", "river-gate"),
        ("SELECT ?x WHERE { ?x a orc:Nothing }", "no rows"),
    ],
)
def test_every_form_of_answer_is_shown(page: Browser, url: str, query: str, told: str) -> None:
    need("browser libraries")
    page.open(url + "sparql.html")
    write(page, query)
    page.click("form.ask button[type=submit]")
    page.wait("document.querySelector('#answer')")
    assert told in page.text("#answer")


def test_a_query_that_is_wrong_says_where(page: Browser, url: str) -> None:
    need("browser libraries")
    page.open(url + "sparql.html")
    write(page, "SELECT ?x WHERE { ?x a }")
    page.click("form.ask button[type=submit]")
    page.wait("document.querySelector('#answer [role=alert]')")
    assert re.search(r"column 25|1:25", page.text("#answer [role=alert]"))
    expected_trouble = [each for each in page.troubles if "400" in each]
    assert page.troubles == expected_trouble
    page.troubles.clear()


def test_a_long_query_can_be_ended_and_another_asked(page: Browser, static: str) -> None:
    need("browser libraries")
    page.open(static + "sparql.html")
    write(page, ENDLESS)
    page.click("form.ask button[type=submit]")
    page.wait("document.querySelector('.asking')?.textContent.startsWith('Asking')")
    page.click(".asking button")
    page.wait("document.querySelector('#answer')")
    assert "stopped" in page.text("#answer")
    write(page, "ASK {}")
    page.click("form.ask button[type=submit]")
    page.wait("document.querySelector('#answer strong')")
    assert page.text("#answer strong") == "Yes"


def test_prepared_questions_are_at_hand_in_the_editor(page: Browser, url: str) -> None:
    need("browser libraries")
    page.open(url + "sparql.html")
    page.run(
        "(() => { const c = document.getElementById('prepared-choice');"
        "c.value = [...c.options].find(o => o.text === 'The guilds').value;"
        "c.dispatchEvent(new Event('change')); })()"
    )
    page.wait("kgtoolsEditor.getValue().includes('?atLeast')")
    assert not page.run("kgtoolsEditor.getValue().includes('#+')")
    page.click("form.ask button[type=submit]")
    page.wait("document.querySelector('#answer table')")
    assert len(page.rows()) >= 2


def test_completions_come_from_the_graph_and_from_no_other_host(page: Browser, live: str) -> None:
    need("browser libraries")
    page.open(live + "sparql.html")
    write(page, "PREFIX foaf: <http://xmlns.com/foaf/0.1/>\nSELECT * WHERE { ?x a orc:G")
    page.wait("document.querySelector('.CodeMirror-hints')")
    shown = page.text(".CodeMirror-hints").split()
    assert "orc:Gate" in shown and "orc:Guild" in shown
    page.press("Escape")
    for typed in (" . ?x foaf:", "\nPREFIX dc", " . ?x <http://x", " . ?x a sch"):
        page.type(typed)
        page.press("Space", modifiers=2)
    page.call(
        "Runtime.evaluate", expression="new Promise(r => setTimeout(r, 300))", awaitPromise=True
    )


def test_suggestions_while_one_searches_with_the_keyboard_alone(page: Browser, url: str) -> None:
    page.open(url)
    page.run("document.getElementById('q').focus()")
    page.type("vanne riv")  # the French name on the English page
    page.wait("document.querySelector('[role=option]')")
    assert page.run("document.getElementById('q').getAttribute('aria-expanded')") == "true"
    assert "river gate" in page.text("[role=listbox]")
    page.press("Escape")
    assert page.run("document.querySelector('[role=listbox]').hidden")
    page.press("ArrowDown")
    page.wait("!document.querySelector('[role=listbox]').hidden")
    page.press("ArrowDown")
    active = page.run("document.getElementById('q').getAttribute('aria-activedescendant')")
    assert page.run(f"document.getElementById('{active}').ariaSelected") == "true"
    before = page.loaded
    page.press("Enter")
    page.arrives(before)
    assert page.text("h1") == "river gate"


def test_a_search_is_answered_with_and_without_a_server(page: Browser, url: str) -> None:
    page.open(url + "search.html?q=heron+guild")
    page.wait("document.querySelector('#found li a')")
    page.follow("#found li a")
    assert page.text("h1") == "Heron Guild"


def test_the_picture_is_used_by_keyboard(page: Browser, url: str) -> None:
    page.open(url + "pictures/quarrel.html")
    for _ in range(40):
        page.press("Tab")
        if page.run("!!document.activeElement.closest('svg a')"):
            break
    assert page.run("!!document.activeElement.closest('svg a')"), "Tab reaches the nodes"
    assert page.run("getComputedStyle(document.activeElement).outlineStyle") != "none"
    wanted = page.run("document.activeElement.href.baseVal")
    before = page.loaded
    page.press("Enter")
    page.arrives(before)
    assert page.run("location.pathname").endswith(wanted.removeprefix("../"))


def test_the_editor_is_no_trap_for_the_keyboard(page: Browser, live: str) -> None:
    need("browser libraries")
    page.open(live + "sparql.html")
    write(page, "ASK {}")
    page.press("Tab")
    assert page.run("document.activeElement.matches('form.ask button')")


def test_without_scripts_forms_answer_or_say_what_to_do(
    page: Browser, live: str, static: str
) -> None:
    need("browser libraries")
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.open(live + "sparql.html")
        page.click("#query")
        page.select_all()
        page.type(GATES)
        page.follow("form.ask button[type=submit]")
        assert [row[0] for row in page.rows()] == ["river gate"] * len(expected(GATES).rows)
        page.open(static + "sparql.html")
        assert "needs JavaScript" in page.text("noscript")
    finally:
        page.call("Emulation.setScriptExecutionDisabled", value=False)


KINDS = (
    "index", "resources", "concepts", "queries", "query/guilds", "query/effects", "sparql",
    "search", "downloads", "releases", "dataset", "terms", "shapes", "id/river-gate",
    "id/remark-well", "pictures/quarrel", "404",
)  # fmt: skip


@pytest.mark.parametrize("stem", KINDS)
def test_axe_finds_nothing_serious(page: Browser, live: str, stem: str) -> None:
    need("axe-core")
    held_to_axe(page, f"{live}{stem}.html")


def test_axe_finds_nothing_serious_on_the_pages_of_this_graph(page: Browser) -> None:
    """Those that site/ declares, a thing, a question with bars; as one test, for one server."""
    need("axe-core")
    stems = sorted(file.stem for file in (ROOT / "site").glob("*.toml"))
    assert len(stems) > 3
    with serving(ROOT) as server:
        for stem in (*stems, "id/lever-tariff-threat", "query/compare-levers"):
            held_to_axe(page, f"{server.url.rstrip('/')}/{stem}.html", quick=True)


def held_to_axe(page: Browser, url: str, quick: bool = False) -> None:
    """In light and dark, on a desk and on a phone; `quick`: two of these four."""
    source = AXE.read_text(encoding="utf-8")
    page.open(url)
    looks = [(1280, False), (390, True), (390, False), (1280, True)]
    for width, dark in looks[:2] if quick else looks:
        page.look(width, dark)
        assert page.axe(source) == [], f"{url}, {width} px, dark: {dark}"
        wide = page.run("document.documentElement.scrollWidth")
        assert wide <= width, f"{url} is {wide} px wide on {width}"
