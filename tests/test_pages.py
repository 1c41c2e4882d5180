"""A saved page of the published copy: its text found, normalised and checked."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from conftest import ORCHARD, ROOT, need, run, source_text
from kgtools.checks.anchors import check_anchors
from kgtools.checks.finding import Report
from kgtools.errors import SourceTextError
from kgtools.page import Block, assembled, read_page, spellings
from kgtools.project import Project

PAGE = (ORCHARD / "pamphlet.html").read_text(encoding="utf-8")
TEXT = (ORCHARD / "pamphlet.txt").read_text(encoding="utf-8")
CURLY = "\u2018\u2019\u201c\u201d"


def text_of(page: str | bytes) -> str:
    data = page if isinstance(page, bytes) else f"<meta charset=utf-8>{page}".encode()
    return assembled(read_page(data))


def page_of(text: str) -> str:
    """The text as a page with menus and footers, entities, inline tags, no-break spaces, CRLF."""
    paragraphs = re.sub("\n+(?=  • )", "\n\n", text).strip("\n").split("\n\n")
    title, body = paragraphs[0], []
    for i, paragraph in enumerate(paragraphs[1:], 1):
        item = paragraph.startswith("  • ")
        words = html.escape(paragraph.removeprefix("  • "), quote=False).split(" ")
        words[len(words) // 2] = (
            f"<em>{words[len(words) // 2][:1]}<b></b></em>" + (words[len(words) // 2][1:])
        )
        inner = "\n   ".join((" ".join(words[:3]), " ".join(words[3:]))).strip()
        inner = inner.replace("’", "&rsquo;").replace("“", "&#8220;").replace("a ", "a&nbsp;", 1)
        before, after = (paragraphs[i - 1], paragraphs[i + 1] if i + 1 < len(paragraphs) else "")
        if item and not before.startswith("  • "):
            body.append("<ul class='wp-block-list'>")
        body.append(f"<li>{inner}" if item else f"<p>{inner}</p>")
        if item and not after.startswith("  • "):
            body.append("</ul>")
    lines = [
        "<!doctype html><html lang=en><head><meta charset=utf-8>",
        f"<title>{html.escape(title)} | A site</title><script>var a = '<p>no</p>';</script></head>",
        "<body><nav><ul><li><a href=/>Home</a><li>Security</ul></nav>",
        f"<ol class=breadcrumb><li>Home</li><li>{html.escape(title)}</li></ol>",
        f"<header><h1>{html.escape(title)}</h1></header><article>",
        *body,
        "</article><aside><h3>Read next</h3><p>Another piece.</p></aside>",
        "<footer><p>&copy; A site</p></footer></body></html>",
    ]
    return "\r\n".join(lines)


def check_page(folder: Path, page: str | bytes) -> Report:
    project, file = Project.open(folder), folder / "page.html"
    file.write_bytes(page if isinstance(page, bytes) else page.encode())
    return check_anchors(project, project.sources[0], file)


def judged(report: Report, *severities: str) -> list[str]:
    wanted = severities or ("violation", "info")
    return [f.line() for f in report.findings if f.severity in wanted]


def test_blocks_are_paragraphs_and_list_items_have_bullets() -> None:
    page = "<h1>One</h1><p>two<p>th<i>r</i>ee<ul><li>a<li><p>b</p><p>c</p></ul>after<br>last"
    assert text_of(page) == "One\n\ntwo\n\nthree\n\n  • a\n  • b\n\nc\n\nafter\n\nlast"
    assert text_of("<ol><li>a</li><li>b</li></ol>") == "  1. a\n  2. b"
    nested = "<ul><li>a<ul><li>b</li></ul>rest</li><li>c</li></ul><ul><li>d</li></ul>"
    assert text_of(nested) == "  • a\n  • b\n\nrest\n  • c\n\n  • d"


def test_white_space_entities_and_composition_are_put_right() -> None:
    assert text_of("<p> a\r\n\t b&amp;c &eacute;e\u0301 so&shy;ft </p>") == "a b&c éé soft"


def test_what_a_reader_does_not_see_is_left_out() -> None:
    page = "<p>a<script>b()</script><span hidden>c</span><!-- d --><style>e</style><svg><text>f"
    assert text_of(page) == "a"


def test_the_encoding_is_found_as_browsers_find_it() -> None:
    assert text_of("<meta charset=windows-1252><p>\u201ca\u201d".encode("cp1252")) == "“a”"


def test_the_committed_page_is_the_pamphlet_but_for_its_typography(copy: Path) -> None:
    report = check_page(copy, PAGE)
    (line,) = judged(report)
    assert line.startswith("page.html: info: the page differs from the source text in no-break ")
    assert "spaces and quotation marks, first in sentence 2.1 (code point 62)" in line
    assert report.notes[0].startswith("passages: 6 checked, 5 of 12 sentences covered")


def test_a_page_in_the_source_s_own_typography_has_no_finding(copy: Path) -> None:
    page = page_of(TEXT).replace("&nbsp;", " ")
    assert judged(check_page(copy, page)) == []


@pytest.mark.parametrize(
    ("old", "new", "signs", "place"),
    [
        ("“", '"', "quotation marks", "sentence 3.2 (code point 120)"),
        ("could dig", "could\u202fdig", "no-break spaces", "sentence 7.2 (code point 439)"),
    ],
)
def test_the_first_place_of_another_typography_is_named(
    copy: Path, old: str, new: str, signs: str, place: str
) -> None:
    page = page_of(TEXT).replace("&nbsp;", " ").replace("&#8220;", "“")
    assert old in page
    (line,) = judged(check_page(copy, page.replace(old, new)))
    assert f"differs from the source text in {signs}, first in {place}; passages" in line


def test_every_typography_is_tried() -> None:
    blocks = [Block("\"It's\" - a -- b... 'c' 1-2")]
    tried = [spelled[0].text for spelled in spellings(blocks)]
    assert tried[0] == blocks[0].text and len(tried) == len(set(tried))
    for wanted in (
        "“It’s” — a — b… ‘c’ 1-2",
        "“It's” – a – b... 'c' 1-2",
        '"It’s" - a -- b… ‘c’ 1-2',
    ):
        assert any(re.sub(" ?([—–]) ?", r" \1 ", text) == wanted for text in tried), wanted


def test_one_changed_letter_on_the_page_is_located(copy: Path) -> None:
    whole, passage = judged(
        check_page(copy, PAGE.replace("first frost", "fir5t frost")), "violation"
    )
    assert "the first difference is in sentence 5.1, code points 234 to 296" in whole
    assert "page.html: violation" in whole
    assert "ord:snippet-harvest: code points 234 to 296" in passage


def test_a_page_without_the_text_or_without_any_is_refused(copy: Path) -> None:
    report = check_page(copy, "<html><p>Nothing of the kind.</p></html>")
    assert report.failed() and report.notes == ("passages: none of 6 found in the text",)
    with pytest.raises(SourceTextError, match=r"page\.html: the page has no text"):
        check_page(copy, "<html><script>x</script></html>")


def test_a_page_is_known_by_its_beginning_too(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (copy / "saved").write_text(PAGE, encoding="utf-8")
    assert run("anchors", "saved", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["coverage"]["pamphlet"]["covered"] == 5
    assert run("check", "--source", "saved") == 0


# ---- the shipped graph's source, as a page built from it here


@pytest.fixture(scope="module")
def article() -> str:
    need("source text")
    file = source_text()
    assert file
    return file.read_text(encoding="utf-8")


def shipped(page: str, folder: Path) -> Report:
    project, file = Project.open(ROOT), folder / "page.html"
    file.write_text(page, encoding="utf-8", newline="")
    return check_anchors(project, project.sources[0], file)


def test_the_article_is_found_in_a_page_of_it(article: str, tmp_path: Path) -> None:
    report = shipped(page_of(article), tmp_path)
    (line,) = judged(report)
    assert "the page differs from the source text in no-break spaces, first in " in line
    figures = report.coverage["article"]
    assert isinstance(figures, dict) and figures["sentences"] > 100


def test_the_title_may_stand_once_and_a_byline_between(article: str, tmp_path: Path) -> None:
    page = page_of(article)
    second = page.index("<p>The")
    once = page[:second] + page[page.index("</p>", second) + 4 :]
    assert judged(shipped(once, tmp_path), "violation") == []
    byline = page.replace("</header><article>", "</header><p>By Somebody, 3 March</p><article>")
    assert judged(shipped(byline, tmp_path), "violation") == []
    between = page.replace("<ul class", "<p>Share this piece</p><ul class", 1)
    report = shipped(between, tmp_path)
    assert judged(report, "violation") == []
    assert any(
        "1 paragraph of the page within the text is not of the source" in line
        for line in judged(report)
    )


def test_straight_quotes_are_mapped_back(article: str, tmp_path: Path) -> None:
    straight = article.translate(str.maketrans(CURLY, "''\"\""))
    (line,) = judged(shipped(page_of(straight), tmp_path))
    assert "in no-break spaces and quotation marks, first in sentence 1.1 (code point" in line


@pytest.mark.parametrize("new", ["X", "", "XX"])
def test_a_changed_letter_in_the_article_is_located(article: str, tmp_path: Path, new: str) -> None:
    at = 5990  # within sentence 14.3
    assert article[at].isalpha()
    report = shipped(page_of(article[:at] + new + article[at + 1 :]), tmp_path)
    whole, *passages = judged(report, "violation")
    assert (
        f"the first difference is in sentence 14.3, code points 5953 to {6065 + len(new)}" in whole
    )
    assert len(passages) == 1 and "code points 5953 to 6066" in passages[0]
