"""How a page is cited: as a line of text, as BibTeX and as CSL-JSON, with its versioned address."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import quote

from kgtools.project import Project
from kgtools.rdf.terms import local_name

_BIBTEX = re.compile(r"[\\{}%&#_$~^]")
_WRITTEN = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True)
class Citation:
    """`versioned` is the address of the page in the release of this version."""

    versioned: str
    bibtex: str
    csl: str


def citation(project: Project, iri: str, name: str, root: str, path: str, lang: str) -> Citation:
    """How the page at the path on the thing of this name is cited in the language.

    `root` is what the project's IRIs begin with. The date is that on which the dataset was
    issued, and absent where nobody says it.
    """
    config = project.config
    authors = [person["name"] for person in config.contributors if "name" in person]
    issued = config.dataset.modified or config.dataset.issued
    whole = project.text(config.title, lang)
    versioned = f"{root}{quote(config.version)}/{quote(path)}"
    key = re.sub(r"[^A-Za-z0-9-]", "-", local_name(iri)).strip("-") or "dataset"
    item: dict[str, object] = {
        "id": iri,
        "type": "dataset" if name == whole else "entry",
        "title": name,
        "author": [{"literal": author} for author in authors],
        "container-title": whole,
        "version": config.version,
        "URL": versioned,
        "language": lang,
    }
    fields = {
        "author": " and ".join(f"{{{_escaped(author)}}}" for author in authors),
        "title": f"{{{_escaped(name)}}}",
        "howpublished": f"{_escaped(whole)}, {_escaped(config.version)}",
        "year": str(issued.year) if issued else "",
        "month": str(issued.month) if issued else "",
        "url": versioned,
        "note": rf"\url{{{iri}}}",
        "langid": lang,
    }
    if issued is not None:
        item["issued"] = {"date-parts": [[issued.year, issued.month, issued.day]]}
    lines = ",\n".join(f"  {field} = {{{value}}}" for field, value in fields.items() if value)
    csl = json.dumps([{k: v for k, v in item.items() if v}], ensure_ascii=False, indent=2)
    return Citation(versioned, f"@misc{{{key},\n{lines}\n}}", csl)


def _escaped(text: str) -> str:
    return _BIBTEX.sub(lambda match: _WRITTEN.get(match[0], "\\" + match[0]), text)
