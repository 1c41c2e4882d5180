"""Digests of what a site is made from: as long as they stand, so do its files."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import kgtools
from kgtools.config import CONFIG
from kgtools.publish.options import Options
from kgtools.web import Site

FOLDERS = ("site", "deprecations")
FILES = ("CHANGELOG.md", "CITATION.cff")
LIBRARIES = ("pyoxigraph", "jinja2", "markupsafe", "python-docx", "zstandard", "markdown-it-py")


def inputs_of(site: Site, options: Options, before: str) -> dict[str, str]:
    """`basis` is what every page depends on, `graph …` the files of a graph, `all` everything.

    `before` tells of the releases that are taken over.
    What is said of single nodes of the graphs without the role of an ontology is not in the
    basis (kgtools.publish.nodes).
    """
    project = site.project
    config = project.config
    schema = [file for graph in config.graphs if graph.role for file in graph.files]
    queries = sorted(config.queries.glob("*")) if config.queries else []
    root = project.root
    beside = [file for name in FOLDERS for file in sorted((root / name).rglob("*"))]
    lists = "\n".join(
        [
            *(f"{each.stem} {each.cls}" for each in site.templating.lists.classes),
            *(str(term) for term in site.templating.references),
            *sorted(map(str, site.hard_for_xml)),
            *site.templating.main_pages,
        ]
    )
    told = f"{options.public} {options.prefix} {site.formats} {project.version} {lists}"
    basis = _digest(told, [root / CONFIG, *schema, *config.shapes, *config.briefs, *beside])
    basis = hashlib.sha256(f"{basis} {_program()}".encode()).hexdigest()
    found = {"basis": basis}
    for graph in config.graphs:
        found[f"graph {graph.name}"] = _digest(basis, graph.files)
    rest = [*queries, *config.rules.files, *(root / name for name in FILES)]
    found["all"] = _digest(" ".join([*found.values(), before]), rest)
    return found


def _program() -> str:
    """The code itself: what renders otherwise is another program."""
    here = Path(kgtools.__file__).parent
    files = sorted(f for f in here.rglob("*") if f.suffix in (".py", ".html", ".css", ".js"))
    return _digest(" ".join([sys.version, *map(_version, LIBRARIES)]), files)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _digest(text: str, files: Iterable[Path]) -> str:
    digest = hashlib.sha256(text.encode())
    for file in files:
        if file.is_file():
            data = file.read_bytes()
            digest.update(f"\0{file.name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()
