"""`kgtools new`: what it makes passes every check at once, and what it cannot make is not begun."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from pyoxigraph import NamedNode

from conftest import ROOT, change, kgtools
from kgtools.checks.everything import check
from kgtools.engines import Bindings
from kgtools.errors import KgtoolsError, ParameterError, ProjectError
from kgtools.formatting import canonical_forms, turtle_files
from kgtools.lint import lint
from kgtools.new import new_project
from kgtools.project import Project
from kgtools.queries import answer
from kgtools.rdf.terms import lexical
from kgtools.web import Site
from kgtools.web.declared_read import declared_pages

DAY = date(2031, 5, 4)
TITLES = ['Tools "to share" \\ borrow', "{title} {{ x }} <b>&amp;</b> #1", "Ñandú: 'el taller'"]


def bytes_of(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("languages", [("en",), ("es",), ("en", "es"), ("es-MX", "en-GB")])
def test_it_passes_every_check_at_once(tmp_path: Path, languages: tuple[str, ...]) -> None:
    new_project(tmp_path / "tool-share", day=DAY, languages=languages)
    project = Project.open(tmp_path / "tool-share")

    assert check(project).findings == ()
    assert lint(project).findings == ()
    assert not any(file.differs for file in canonical_forms(turtle_files(project)))
    assert project.languages == languages
    used = {q.object.language for q in project.quads() if hasattr(q.object, "language")} - {None}
    assert used == {tag.lower() for tag in languages}  # the store of terms writes tags small


def test_the_checks_that_it_comes_with_can_fail(tmp_path: Path) -> None:
    new_project(tmp_path / "tools", day=DAY)
    change(tmp_path / "tools" / "data" / "example.ttl", "tools:pieces 5", "tools:pieces 0")
    change(tmp_path / "tools" / "queries" / "tools.csv", "id/ladder", "id/ladders")
    rules = [finding.rule for finding in check(Project.open(tmp_path / "tools")).findings]
    assert any("MinInclusive" in rule for rule in rules)
    assert "answers" in rules


@pytest.mark.parametrize("title", TITLES)
def test_a_title_stands_in_every_file_as_it_was_given(tmp_path: Path, title: str) -> None:
    new_project(tmp_path / "x", day=DAY, title=title, base="https://example.org/a/b/")
    project = Project.open(tmp_path / "x")
    assert project.title == {"en": title}
    labels = [lexical(q.object) for q in project.quads() if q.predicate.value.endswith("title")]
    assert labels == [f"Terms of {title}"]
    assert (tmp_path / "x" / "README.md").read_text(encoding="utf-8").startswith(f"# {title}\n")
    assert check(project).findings == ()


def test_iris_begin_with_the_base_and_dates_are_the_day(tmp_path: Path) -> None:
    new_project(tmp_path / "x", day=DAY, base="https://example.org/a/b/")
    text = (tmp_path / "x" / "ontology" / "terms.ttl").read_text(encoding="utf-8")
    assert "<https://example.org/a/b/ontology> a owl:Ontology" in text
    assert 'dcterms:created "2031-05-04"^^xsd:date' in text
    result = answer(Project.open(tmp_path / "x"), "tools", {"atLeast": ["2"]}).result
    assert isinstance(result, Bindings)
    assert [row[0] for row in result.rows] == [
        NamedNode("https://example.org/a/b/id/ladder"),
        NamedNode("https://example.org/a/b/id/saw"),
    ]


def test_its_page_is_declared_and_rendered_in_each_language(tmp_path: Path) -> None:
    new_project(tmp_path / "x", day=DAY, languages=("en", "es"))
    project = Project.open(tmp_path / "x")
    assert [page.path for page in declared_pages(project)] == ["tools"]
    site = Site(project)
    for path, words in [("tools.html", "Tools to borrow"), ("tools.es.html", "para pedir")]:
        page = site.page(path)
        assert page is not None and words in page.body.decode() and b"ladder" in page.body


def test_the_same_words_give_the_same_bytes(tmp_path: Path) -> None:
    for place in ("one", "two"):
        new_project(tmp_path / place / "tools", day=DAY, languages=("en", "es"))
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_a_prefix_is_free_of_those_that_everybody_uses(tmp_path: Path) -> None:
    for name, prefix in [("owl", "kg"), ("xs", "kg"), ("2031", "kg"), ("tool-library", "tool")]:
        new_project(tmp_path / name, day=DAY)
        own = Project.open(tmp_path / name).prefixes
        assert own[prefix] == f"https://example.org/{name}/ontology#"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"base": "example.org/x/"}, "base"),
        ({"base": "https://example.org/x"}, "base"),
        ({"base": "https://example.org/x/#"}, "base"),
        ({"base": 'https://example.org/"x/'}, "base"),
        ({"title": " "}, "title"),
        ({"title": "a\x07b"}, "title"),
        ({"languages": ("fr",)}, "lang"),
        ({"languages": ("en", "EN")}, "lang"),
        ({"languages": ("english!",)}, "lang"),
        ({"languages": ()}, "lang"),
        ({"like": "bargian"}, "like.*bargain"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_begun(
    tmp_path: Path, given: dict[str, object], said: str
) -> None:
    with pytest.raises(ParameterError, match=said):
        new_project(tmp_path / "x", day=DAY, **given)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_it_takes_an_empty_folder_and_leaves_any_other_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("empty", "full", "here"):
        (tmp_path / name).mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    monkeypatch.chdir(tmp_path / "here")

    new_project(tmp_path / "empty", day=DAY)
    assert (tmp_path / "empty" / "kgtools.toml").is_file()
    for name, said in [("full", "not empty"), ("file", "no folder"), ("link", "no folder")]:
        with pytest.raises(KgtoolsError, match=said):
            new_project(tmp_path / name, day=DAY)
    with pytest.raises(KgtoolsError, match="stand in"):
        new_project(Path(), day=DAY)
    with pytest.raises(KgtoolsError, match="cannot be made"):
        new_project(tmp_path / "file" / "x", day=DAY)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *("empty", "file", "full", "here", "link")
    ]
    assert bytes_of(tmp_path / "full") == {"notes.txt": b"mine"}


def test_a_disk_that_is_full_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = ["sh", "-c", 'ulimit -f 1; exec "$@"', "sh"]  # no file above 512 bytes
    command = [*limit, sys.executable, "-m", "kgtools", "new", "x"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2 and done.stderr.startswith("kgtools: error: x: cannot be made")
    assert done.stderr.count("\n") == 1 and list(tmp_path.iterdir()) == []


def test_the_command_says_what_to_do_next(tmp_path: Path) -> None:
    made = kgtools("new", "tools", "--lang", "en,es", folder=tmp_path)
    assert (made.returncode, made.stdout) == (0, "")
    assert made.stderr.startswith("tools: 11 files; try next\n  cd tools\n")
    again = kgtools("new", "tools", folder=tmp_path)
    assert again.returncode == 2 and again.stderr.startswith("kgtools: error: tools: is not empty")
    other = kgtools("new", "more", "--project", "tools", folder=tmp_path)
    assert other.returncode == 2 and "--project" in other.stderr


def test_the_steps_of_its_workflow_do_what_they_say(tmp_path: Path) -> None:
    new_project(tmp_path / "tools", day=DAY)
    file = tmp_path / "tools" / ".github" / "workflows" / "publish.yml"
    steps = yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"]["build"]["steps"]
    runs = {step["name"]: step["run"] for step in steps if "run" in step}
    assert list(runs) == ["Install", "Check", "Publish"]
    upload = next(step for step in steps if "upload" in step.get("uses", ""))
    env = {**os.environ, "PUBLIC": "https://example.org/site"}
    env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"
    for name in ("Check", "Publish"):
        command = ["bash", "-e", "-c", runs[name]]
        done = subprocess.run(
            command, cwd=tmp_path / "tools", env=env, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "tools" / upload["with"]["path"]
    assert b"Tools to borrow" in (site / "tools.html").read_bytes()
    assert (site / "id" / "saw.ttl").is_file()


# ---- in the terms of a dataset that is shipped


@pytest.fixture(scope="module")
def river(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "river"
    new_project(folder, day=DAY, like="bargain")
    return folder


def test_a_case_like_another_has_its_terms_and_none_of_its_data(river: Path) -> None:
    project, model = Project.open(river), Project.open(ROOT)
    assert [graph.name for graph in project.graphs] == ["ontology", "source", "editorial"]
    assert project.graphs[0] == model.graphs[0]
    assert project.config.shapes == model.config.shapes
    assert project.roles == model.roles and project.languages == ("en", "es")
    assert project.config.rules.files == model.config.rules.files
    assert project.config.rules.graph.value == "https://example.org/river/graph/derived"
    data = {quad for quad in project.quads() if quad.graph_name != project.graphs[0].iri}
    assert data and not any("bargain/id/" in str(quad) for quad in data)
    queries = "".join(file.read_text(encoding="utf-8") for file in river.glob("queries/*.rq"))
    assert "https://example.org/river/graph/derived" in queries
    assert "bargain/graph/derived" not in queries and "bargain/id/" not in queries


def test_a_case_like_another_passes_every_check(
    river: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KGTOOLS_NOTE", str(river / "source" / "note.txt"))
    found = check(Project.open(river)).findings
    told = {(f.severity, f.rule.partition(" ")[0], f.focus) for f in found}
    assert told == {  # invented states stand in no register; the second sentence waits
        ("warning", "bgs:State-sameAs", "river:ostrand"),
        ("warning", "bgs:State-sameAs", "river:velmark"),
        ("warning", "anchors", None),
    }


def test_a_case_like_another_is_linted_with_the_waivers_of_both(river: Path) -> None:
    assert lint(Project.open(river)).findings == ()


def test_only_the_files_of_the_case_are_put_in_order(river: Path) -> None:
    files = turtle_files(Project.open(river))
    assert [file.relative_to(river).as_posix() for file in files] == [
        "data/source.ttl",
        "data/editorial.ttl",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('like = "bargain"', 'like = "bargian"', "kgtools.toml:9:1: project.like.*mean bargain"),
        ('like = "bargain"', 'like = "bargain"\nname = "bargain"', "cannot be like itself"),
        ("[graphs.source]", "[graphs.ontology]", "graphs.ontology: .*choose another name"),
    ],
)
def test_what_is_wrong_with_the_likeness_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    new_project(tmp_path / "river", day=DAY, like="bargain")
    change(tmp_path / "river" / "kgtools.toml", old, new)
    with pytest.raises(ProjectError, match=said):
        Project.open(tmp_path / "river")
