"""A briefing in one of its formats."""

from __future__ import annotations

from kgtools.brief.blocks import blocks
from kgtools.brief.docx import docx
from kgtools.brief.markdown import markdown
from kgtools.brief.model import Briefing
from kgtools.project import Project

FORMATS = ("md", "docx")


def rendered(briefing: Briefing, form: str, author: str = "") -> bytes:
    """The briefing in one of FORMATS; Markdown in UTF-8."""
    if form == "docx":
        return docx(blocks(briefing), briefing.title, author, briefing.lang)
    return markdown(blocks(briefing)).encode()


def author_of(project: Project) -> str:
    """Who the properties of a document name as its author: the project's contributors."""
    return ", ".join(one["name"] for one in project.config.contributors if "name" in one)
