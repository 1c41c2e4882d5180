"""Pictures: every row is in them, nothing lies on anything else, and nothing gets out of hand."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from conftest import ROOT, change, run
from kgtools.errors import KgtoolsError
from kgtools.pictures import draw
from kgtools.pictures.layout import SIZE, Drawing, laid_out
from kgtools.pictures.measure import MAX_LINES, width_of, wrapped
from kgtools.pictures.model import Link, Node, Part, Picture, merged
from kgtools.pictures.svg import svg
from kgtools.project import Project

SVG = "{http://www.w3.org/2000/svg}"
WORDS = {"kind of": "is a kind of", "any": "any", "counted": "{nodes} nodes, {links} links."}
ORC = "https://example.org/orchard/terms#"


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def texts(root: ElementTree.Element) -> str:
    return " ".join("".join(t.itertext()) for t in root.iter(f"{SVG}text"))


def titles(root: ElementTree.Element) -> list[str]:
    return [t.text or "" for t in root.iter(f"{SVG}title")]


def hrefs(root: ElementTree.Element) -> list[str]:
    return [a.attrib["href"] for a in root.iter(f"{SVG}a")]


def grid(columns: int, rows: int) -> Picture:
    """Many nodes and links: to the next column, over several, back, and within a column."""
    nodes = tuple(
        Node(
            f"n{c}.{r}", f"node {c}.{r} " + "with words " * (r % 4), f"urn:n{c}.{r}", c, f"k{r % 9}"
        )
        for c in range(columns)
        for r in range(rows)
    )
    links = [
        Link(f"n{c}.{r}", f"n{(c + step) % columns}.{(r * 3 + step) % rows}", (f"link {step}",))
        for c in range(columns)
        for r in range(rows)
        for step in (0, 1, 2)
    ]
    plain, loops = merged(links)
    named = tuple(
        Node(n.key, n.label, n.href, n.layer, n.kind, loops.get(n.key, ())) for n in nodes
    )
    return Picture("grid", "A grid", "en", named, plain, {f"k{i}": f"kind {i}" for i in range(9)})


def overlaps(drawing: Drawing) -> list[tuple[str, str]]:
    spans = []
    for box in drawing.boxes:
        below = box.annex_height + 20 if box.annex else 0
        spans.append((box.node.key, box.x, box.y, box.x + box.width, box.y + box.height + below))
    return [
        (a[0], b[0])
        for a, b in combinations(spans, 2)
        if a[1] < b[3] and b[1] < a[3] and a[2] < b[4] and b[2] < a[4]
    ]


def test_every_row_of_the_query_is_a_link_and_every_node_leads_to_its_iri(orchard: Project) -> None:
    root = parsed(draw(orchard, "quarrel"))
    said = titles(root)
    assert "river gate – is kept by – Heron Guild" in said
    assert "empty stalls – harms – Moss Guild" in said
    assert any(re.fullmatch("river gate – leads to – (.*), (.*)", t) for t in said)
    ids = "https://example.org/orchard/id/"
    assert sorted(hrefs(root)) == [
        ids + name for name in ("empty-stalls", "heron", "late-harvest", "moss", "river-gate")
    ]
    assert "late harvest (effect)" in said


def test_a_picture_is_one_image_with_a_title_and_a_description_in_the_language(
    orchard: Project,
) -> None:
    root = parsed(draw(orchard, "quarrel", "fr"))
    assert root.attrib["role"] == "img"
    by_id = {e.attrib["id"]: e.text for e in root if "id" in e.attrib}
    title, desc = (by_id[i] or "" for i in root.attrib["aria-labelledby"].split())
    assert title == "La querelle de la vanne"
    assert desc.startswith("5 nœuds et 4 liens") and "vanne de la rivière – conduit à – " in desc
    assert "guilde du Héron" in texts(root) and "Heron" not in texts(root)


def test_the_ontology_is_drawn_from_domain_to_range(orchard: Project) -> None:
    root = parsed(draw(orchard, "terms"))
    said = titles(root)
    assert "gate – is kept by – guild" in said and "effect – harms – guild" in said
    assert "gate – leads to – effect" in said  # the domain is a union
    assert "↻ leads to" in texts(root)
    assert ORC + "RivalGuild" in hrefs(root)  # in the annex of the guild
    assert ORC + "Snippet" not in hrefs(root)  # no property connects it
    desc = root.find(f"{SVG}desc")
    assert desc is not None and "rival guild – is a kind of – guild" in (desc.text or "")


def test_classes_and_columns_come_from_the_configuration(copy: Path) -> None:
    change(
        copy / "kgtools.toml",
        "schema = true",
        'schema = true\nclasses = [["orc:Guild"], ["orc:Gate", "orc:RivalGuild"]]',
    )
    root = parsed(draw(Project.open(copy), "terms"))
    assert sorted(hrefs(root)) == [ORC + name for name in ("Gate", "Guild", "RivalGuild")]
    assert [t for t in titles(root) if "–" in t] == ["gate – is kept by – guild"]


def test_no_box_lies_on_another_and_all_are_on_the_page() -> None:
    picture = grid(5, 12)
    drawing = laid_out(picture)
    assert overlaps(drawing) == []
    for box in drawing.boxes:
        assert box.x >= 0 and box.y >= 0
        assert box.x + box.width <= drawing.width and box.y + box.height <= drawing.height + 0.1


def test_no_line_runs_through_a_box() -> None:
    """Between its ends a line that is level within a column's width meets no box there."""
    drawing = laid_out(grid(6, 9))
    passed = 0
    for tie in drawing.ties:
        for line in tie.lines:
            for (x1, y1), (x2, y2) in zip(line.points, line.points[1:], strict=False):
                for box in drawing.boxes:
                    inside = min(x1, x2) < box.x + 1 and max(x1, x2) > box.x + box.width - 1
                    passed += inside
                    assert not (inside and box.y < y1 < box.y + box.height), tie.bundle
                    assert not (inside and abs(y1 - y2) > 0.01)
    assert passed > 20


def test_no_text_is_wider_than_its_box() -> None:
    drawing = laid_out(grid(3, 8))
    for box in drawing.boxes:
        assert box.lines and all(width_of(line, SIZE) <= box.width - 20 for line in box.lines)
        assert len(box.lines) * 16 <= box.height


def test_every_link_is_drawn_once_with_one_head() -> None:
    picture = grid(4, 6)
    drawing = laid_out(picture)
    ends = [
        (t.bundle.hub, leaf) if t.bundle.outgoing else (leaf, t.bundle.hub)
        for t in drawing.ties
        for leaf in t.bundle.leaves
    ]
    assert sorted(ends) == sorted((link.source, link.target) for link in picture.links)
    for tie in drawing.ties:
        heads = sum(line.head for line in tie.lines)
        assert heads == (len(tie.bundle.leaves) if tie.bundle.outgoing else 1)


def test_parallel_links_are_one_with_several_labels_and_loops_are_in_the_box() -> None:
    links = [Link("a", "b", ("one",)), Link("a", "b", ("two",)), Link("a", "a", ("self",))]
    plain, loops = merged(links)
    assert plain == (Link("a", "b", ("one", "two")),) and loops == {"a": ("self",)}


def test_the_same_graph_gives_the_same_bytes(orchard: Project) -> None:
    assert draw(orchard, "quarrel") == draw(Project.open(orchard.root), "quarrel")
    assert svg(grid(4, 7), WORDS) == svg(grid(4, 7), WORDS)


def test_hostile_labels_are_escaped_and_cut() -> None:
    evil = '</text><script>alert("1")</script>&\x00\ud800\x1b'
    long = "endless" * 400
    nodes = (
        Node("a", evil, 'urn:x"onload="y', 0, evil, (evil,), evil, (Part(evil, None),)),
        Node("b", long, None, 1),
    )
    picture = Picture('p"<', evil, 'e"n', nodes, (Link("a", "b", (evil, long)),), {evil: evil})
    text = svg(picture, WORDS)
    root = parsed(text)
    assert "<script" not in text and list(root.iter(f"{SVG}script")) == []
    assert hrefs(root) == ['urn:x"onload="y'] and "onload" not in root.attrib
    (box,) = (box for box in laid_out(picture).boxes if box.node.key == "b")
    assert len(box.lines) == MAX_LINES and box.lines[-1].endswith("…")


def test_widths_and_wrapping() -> None:
    assert width_of("W", 10) > width_of("i", 10) > width_of("\u0301", 10) == 0
    assert width_of("é", 10) == width_of("e", 10) and width_of("梨", 10) > width_of("e", 10)
    assert wrapped("one two three four", 10, 60) == ["one two", "three four"]
    assert wrapped("", 10, 60) == [""]


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        (
            "kgtools.toml",
            'query = "quarrel"',
            'query = "quarel"',
            "there is no query 'quarel'; did",
        ),
        ("kgtools.toml", 'query = "quarrel"', "", "a picture has either a query or schema = true"),
        ("kgtools.toml", "schema = true", "schema = true\ncolour = 1", "colour: unknown key"),
        ("kgtools.toml", "schema = true", "schema = true\nclasses = [3]", "expected a list of cl"),
        (
            "kgtools.toml",
            "schema = true",
            'schema = true\nclasses = ["orc:Plum"]',
            "pictures.terms.classes: the graph has no class orc:Plum",
        ),
        (
            "queries/quarrel.rq",
            "SELECT ?source ",
            "SELECT ",
            "no column ?source; a picture's query",
        ),
        ("queries/quarrel.rq", "BIND(3 AS", 'BIND("far" AS', "row 4: <https://example.org/orc"),
        ("queries/quarrel.rq", "BIND(0 AS", "BIND(3 AS", None),
        (
            "queries/quarrel.rq",
            "BIND(2 AS ?sourceLayer)",
            "BIND(1 AS ?sourceLayer)",
            "stands in layer",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_one_line(
    copy: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    old: str,
    new: str,
    complaint: str | None,
) -> None:
    change(copy / file, old, new)
    name = "terms" if "schema" in old else "quarrel"
    assert run("picture", name) == (0 if complaint is None else 2)
    error = capsys.readouterr().err
    assert complaint is None or (complaint in error and error.count("\n") == 1)


def test_the_command_lists_draws_and_writes(copy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("picture", "--lang", "fr") == 0
    assert capfd.readouterr().out.splitlines() == [
        "quarrel: La querelle de la vanne",
        "terms: Ce qu'il y a dans le verger",
    ]
    assert run("picture", "quarrel", "-o", "q.svg") == 0
    assert run("picture", "quarrel") == 0
    assert capfd.readouterr().out == (copy / "q.svg").read_text(encoding="utf-8")
    assert run("picture", "quarel") == 2
    assert "there is no picture 'quarel'; did you mean quarrel?" in capfd.readouterr().err
    assert run("picture", "quarrel", "-o", "gone/q.svg") == 2


def test_a_project_without_pictures_says_so(copy: Path) -> None:
    file = copy / "kgtools.toml"
    text = file.read_text(encoding="utf-8")
    begin, end = text.index("[pictures.quarrel]"), text.index("[roles]")
    file.write_text(text[:begin] + text[end:], encoding="utf-8")
    with pytest.raises(KgtoolsError, match="this project has no pictures"):
        draw(Project.open(copy), "quarrel")


def test_the_pictures_of_the_shipped_graph_are_legible() -> None:
    shipped = Project.open(ROOT)
    for picture in shipped.config.pictures:
        for lang in shipped.languages:
            root = parsed(draw(shipped, picture.name, lang))
            assert 8 <= len(hrefs(root)) <= 60
            assert float(root.attrib["width"]) < 2600
