"""A briefing as a Word document (Office Open XML), the same bytes for the same briefing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from kgtools.brief.blocks import Block, Span
from kgtools.errors import KgtoolsError

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element  # type: ignore[import-untyped]

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive can name
STYLES = {"title": "Title", "subtitle": "Subtitle", "note": "Normal", "text": "Normal"}
CORE, BODY = "docProps/core.xml", "word/document.xml"
LINKS = "word/_rels/document.xml.rels"
OPC = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W, R = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}", f"{{{OFFICE}}}"
RELATION, HYPERLINK = f"{{{OPC}}}Relationship", f"{OFFICE}/hyperlink"
LINK_COLOUR = "0B5394"


def docx(blocks: Iterable[Block], title: str, author: str, lang: str) -> bytes:
    """The blocks as the bytes of a .docx file.

    Neither the time nor the machine is in it. Raises KgtoolsError without python-docx.
    """
    dressed = _dressed(author, lang)
    body, links = _body(dressed, blocks)
    members = {**dressed.members, BODY: body, LINKS: links, CORE: _titled(dressed, title)}
    return _archive(members)


@dataclass(frozen=True)
class Dressed:
    """An empty document: the files of its archive, and the identifiers of styles by name."""

    members: Mapping[str, bytes]
    styles: Mapping[str, str]


@lru_cache(16)
def _dressed(author: str, lang: str) -> Dressed:
    """Made once: python-docx takes longer for it than for a briefing."""
    try:
        import docx as python_docx
    except ImportError:
        hint = "install it with pip install python-docx, or write Markdown"
        raise KgtoolsError("python-docx is not installed", None, hint) from None
    document = python_docx.Document()
    _dress(document, author, lang)
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return Dressed(members, {style.name: style.style_id for style in document.styles})


def _dress(document: Document, author: str, lang: str) -> None:
    """Properties, language, margins and type: sober, for A4."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.language = "", author, author, lang
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


def _titled(dressed: Dressed, title: str) -> bytes:
    """The properties of the document, with its title."""
    empty, said = b"<dc:title></dc:title>", f"<dc:title>{escape(title)}</dc:title>"
    assert empty in dressed.members[CORE]
    return dressed.members[CORE].replace(empty, said.encode())


def _body(dressed: Dressed, blocks: Iterable[Block]) -> tuple[bytes, bytes]:
    """The document's text, and the file that says where its links lead."""
    from lxml import etree  # type: ignore[import-untyped]

    root, links = (etree.fromstring(dressed.members[name]) for name in (BODY, LINKS))
    body, targets = root[0], _Targets(links)
    last = body[-1]  # the properties of the section stay behind all paragraphs
    for block in blocks:
        paragraph = etree.SubElement(body, W + "p")
        style = _style(block)
        if style != "Normal":  # which is what a paragraph has anyway
            properties = etree.SubElement(paragraph, W + "pPr")
            etree.SubElement(properties, W + "pStyle").set(W + "val", dressed.styles[style])
        for span in block.spans:
            _run(paragraph, span, targets)
    body.append(last)
    return _written(root), _written(links)


def _style(block: Block) -> str:
    if block.kind == "heading":
        return f"Heading {block.level}"
    if block.kind == "item":
        return "List Bullet" if block.level == 1 else f"List Bullet {block.level}"
    return STYLES[block.kind]


class _Targets:
    """The relationships of the document's text, by which its links have their targets."""

    def __init__(self, root: _Element) -> None:
        self.root = root
        self.known = {each.get("Id", ""): each.get("Target", "") for each in root}
        self.numbers: dict[str, str] = {}

    def number(self, href: str) -> str:
        from lxml import etree

        if href not in self.numbers:
            names = (f"rId{n}" for n in count(len(self.known) + 1))
            name = next(name for name in names if name not in self.known)
            self.known[name] = self.numbers[href] = name
            relation = etree.SubElement(self.root, RELATION)
            for key, value in (("Id", name), ("Type", HYPERLINK), ("Target", href)):
                relation.set(key, value)
            relation.set("TargetMode", "External")
        return self.numbers[href]


def _run(paragraph: _Element, span: Span, targets: _Targets) -> None:
    from lxml import etree

    if not span.href:
        run = etree.SubElement(paragraph, W + "r")
        look = etree.SubElement(run, W + "rPr")
        if span.strong:
            etree.SubElement(look, W + "b")
    else:
        link = etree.SubElement(paragraph, W + "hyperlink")
        link.set(R + "id", targets.number(span.href))
        run = etree.SubElement(link, W + "r")
        look = etree.SubElement(run, W + "rPr")
        etree.SubElement(look, W + "color").set(W + "val", LINK_COLOUR)
        etree.SubElement(look, W + "u").set(W + "val", "single")
    for part in re.findall("[^\t\r\n]+|[\t\r\n]", span.text):
        if part == "\t":
            etree.SubElement(run, W + "tab")
        elif part in "\r\n":
            etree.SubElement(run, W + "br")
        else:
            text = etree.SubElement(run, W + "t")
            text.text = part
            if part.strip() != part:
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _written(root: _Element) -> bytes:
    from lxml import etree

    data: bytes = etree.tostring(root, encoding="UTF-8", standalone=True)
    return data


def _archive(members: Mapping[str, bytes]) -> bytes:
    """The zip archive with its members in order and without a time of writing."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        # [Content_Types].xml has to come first for some readers
        for name in sorted(members, key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            info.create_system = 3
            archive.writestr(info, members[name])
    return written.getvalue()
