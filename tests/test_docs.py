"""The pictures in docs/ are those that the graph gives today."""

from __future__ import annotations

import re

import pytest

from conftest import ROOT
from kgtools.pictures import draw
from kgtools.project import Project


@pytest.mark.parametrize(
    ("file", "name", "lang"),
    [
        ("bargain.svg", "bargain", "en"),
        ("bargain.es.svg", "bargain", "es"),
        ("model.svg", "model", "en"),
    ],
)
def test_a_picture_in_the_docs_is_up_to_date(file: str, name: str, lang: str) -> None:
    drawn = draw(Project.open(ROOT), name, lang)
    committed = (ROOT / "docs" / file).read_text(encoding="utf-8")
    assert committed == drawn, f"kgtools picture {name} --lang {lang} -o docs/{file}"


def test_every_link_between_the_pages_leads_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    dead = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert len(pages) > 5 and dead == []
