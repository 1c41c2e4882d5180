"""A briefing as a Word document (Office Open XML), the same bytes for the same briefing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from kgtools.brief.blocks import Block, Span
from kgtools.errors import KgtoolsError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive can name
STYLES = {"title": "Title", "subtitle": "Subtitle", "note": "Normal", "text": "Normal"}
LINK_COLOUR = "0B5394"


def docx(blocks: Iterable[Block], title: str, author: str, lang: str) -> bytes:
    """The blocks as the bytes of a .docx file.

    Neither the time nor the machine is in it. Raises KgtoolsError without python-docx.
    """
    try:
        import docx as python_docx
    except ImportError:
        hint = "install it with pip install python-docx, or write Markdown"
        raise KgtoolsError("python-docx is not installed", None, hint) from None
    document = python_docx.Document()
    _dress(document, title, author, lang)
    styles = {style.name: style.style_id for style in document.styles}
    for block in blocks:
        _add(document, block, styles)
    written = io.BytesIO()
    document.save(written)
    return _timeless(written.getvalue())


def _dress(document: Document, title: str, author: str, lang: str) -> None:
    """Properties, language, margins and type: sober, for A4."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.language = title, author, author, lang
    core.comments, core.revision = "", 1
    core.created = core.modified = datetime(*EPOCH)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    normal = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), lang)
    normal.element.get_or_add_rPr().append(spoken)
    for name, size in (("Title", 20), ("Heading 1", 16), ("Heading 2", 13), ("Heading 3", 11)):
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0x1F, 0x2A, 0x37)
    footer = section.footer.paragraphs[0]
    footer.alignment = 1  # centred
    for kind in ("begin", None, "end"):
        run = footer.add_run()
        if kind:
            sign = OxmlElement("w:fldChar")
            sign.set(qn("w:fldCharType"), kind)
        else:
            sign = OxmlElement("w:instrText")
            sign.text = "PAGE"
        run._r.append(sign)


def _add(document: Document, block: Block, styles: Mapping[str, str]) -> None:
    """`styles` are the identifiers by name: looking one up takes python-docx 3 ms each time."""
    if block.kind == "heading":
        style = f"Heading {block.level}"
    elif block.kind == "item":
        style = "List Bullet" if block.level == 1 else f"List Bullet {block.level}"
    else:
        style = STYLES[block.kind]
    paragraph = document.add_paragraph()
    if style != "Normal":  # which is what a paragraph has anyway
        paragraph._p.style = styles[style]
    for span in block.spans:
        _run(paragraph, span)


def _run(paragraph: Paragraph, span: Span) -> None:
    if not span.href:
        paragraph.add_run(span.text).bold = True if span.strong else None
        return
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor
    from docx.text.run import Run

    link = OxmlElement("w:hyperlink")
    target = paragraph.part.relate_to(span.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), target)
    run = Run(OxmlElement("w:r"), paragraph)
    run.text = span.text
    run.font.color.rgb, run.font.underline = RGBColor.from_string(LINK_COLOUR), True
    link.append(run._r)
    paragraph._p.append(link)


def _timeless(archive: bytes) -> bytes:
    """The same zip archive with its members in order and without a time of writing."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        # [Content_Types].xml has to come first for some readers
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            info.create_system = 3
            new.writestr(info, old.read(name))
    return written.getvalue()
