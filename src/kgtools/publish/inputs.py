"""Digests of what a site is made from: as long as they stand, so do its files."""

from __future__ import annotations

import hashlib
import os
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import kgtools
from kgtools.config import CONFIG
from kgtools.made import Made
from kgtools.project import Project
from kgtools.publish.options import Options
from kgtools.web import Site
from kgtools.web.resource_view import inverses_of

FOLDERS = ("site", "deprecations")
FILES = ("CHANGELOG.md", "CITATION.cff")
LIBRARIES = ("pyoxigraph", "jinja2", "markupsafe", "python-docx", "zstandard", "markdown-it-py")


def inputs_of(project: Project, options: Options, before: str) -> dict[str, str]:
    """Digests: `program` of the code, `basis` of what every page depends on, `file …` of a file of
    a graph, `graph …` of all of its files, `all` of everything.

    `before` tells of the releases that are taken over. Nothing but the files is read.
    What is said of single nodes of the graphs without the role of an ontology is not in the
    basis (kgtools.publish.nodes).
    """
    config, root = project.config, project.root
    schema = [file for graph in config.graphs if graph.role for file in graph.files]
    queries = sorted(config.queries.glob("*")) if config.queries else []
    beside = [file for name in FOLDERS for file in sorted((root / name).rglob("*"))]
    made = Made(root)
    beside = [file for file in beside if not made.has(file)]
    beside += [*_texts_of_sections(root), *_sources(project)]
    where = (options.public, options.prefix, options.formats, options.versioned, project.version)
    basis = _digest(f"{where}", [root / CONFIG, *schema, *config.shapes, *config.briefs, *beside])
    program = _program()
    basis = hashlib.sha256(f"{basis} {program}".encode()).hexdigest()
    found = {"program": program, "basis": basis}
    for graph in config.graphs:
        digests = {name_of(file, root): _digest("", [file]) for file in graph.files}
        found.update((f"file {name}", digest) for name, digest in digests.items())
        told = "\n".join(digests.values())
        found[f"graph {graph.name}"] = hashlib.sha256(told.encode()).hexdigest()
    rest = [*queries, *config.rules.files, *(root / name for name in FILES)]
    found["all"] = _digest(" ".join([*found.values(), before]), rest)
    return found


def graphs_of(project: Project, inputs: Mapping[str, str]) -> dict[str, str]:
    """A digest of the files that each graph has quads from: one of TriG may have any graph's."""
    found: dict[str, list[str]] = {f"graph {graph.name}": [] for graph in project.graphs}
    names = {graph.iri: f"graph {graph.name}" for graph in project.graphs}
    number = 0
    for graph in project.graphs:
        for file in graph.files:
            packed, number = project.packed, number + 1
            own = {graph.iri, *packed.used(packed.graph, project.rows_of(file))}
            for name in sorted(name for iri, name in names.items() if iri in own):
                digest = inputs[f"file {name_of(file, project.root)}"]
                found[name].append(f"{number} {digest}")  # it is in labels of blank nodes
    return {
        name: hashlib.sha256("\n".join(digests).encode()).hexdigest()
        for name, digests in found.items()
    }


def name_of(file: Path, root: Path) -> str:
    """Of a file of the project: its path in the folder, if it is there."""
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)


def lists_of(site: Site) -> str:
    """A digest of what every page may show of the whole: where it leads to, what comes in lists,
    which classes are those of claims, and which properties go by another name backwards.
    """
    langs, references = site.project.languages, site.templating.references
    facts, roles = site.facts, site.project.roles
    classes = (roles.claim, roles.editorial, roles.statement, roles.passage_class)
    lists = [
        *(f"{each.stem} {each.cls}" for each in site.templating.lists.classes),
        *(f"{term} {facts.name(term, lang)}" for lang in langs for term in references),
        *(f"{facts.name(facts.dataset, lang)}" for lang in langs),
        *(f"{key} {stem}" for key, stem in site.documents.moved().items()),
        *sorted(f"{one} {other}" for one, other in inverses_of(facts).items()),
        *(f"{sorted(map(str, facts.subclasses(each)))}" for each in classes if each),
        *sorted(map(str, site.hard_for_xml)),
        *site.templating.main_pages,
    ]
    return hashlib.sha256("\n".join(lists).encode()).hexdigest()


def members_of(site: Site) -> dict[str, str]:
    """For each list of the instances of a class a digest of which there are."""
    return {
        f"list {each.stem}": hashlib.sha256(
            "\n".join(thing.value for thing in each.instances).encode()
        ).hexdigest()
        for each in site.templating.lists.classes
    }


def used_of(site: Site) -> str:
    """A digest of how often each term is used that stands on a page with others."""
    documents = (each for each in site.documents.special if each.kind == "reference")
    used = site.facts.times_used
    counts = ((thing, used.get(thing, 0)) for document in documents for thing in document.things)
    told = "\n".join(f"{term} {number}" for term, number in counts)
    return hashlib.sha256(told.encode()).hexdigest()


def _texts_of_sections(root: Path) -> Iterator[Path]:
    """The files of texts that declared pages show, which stand anywhere in the project."""
    for file in sorted((root / "site").glob("*.toml")):
        try:
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            sections = [each for each in table["section"] if isinstance(each.get("files"), dict)]
            yield from (root / str(name) for each in sections for name in each["files"].values())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue  # who reads the page complains of it


def _sources(project: Project) -> Iterator[Path]:
    """The texts whose passages pages show."""
    for source in project.sources:
        file = os.environ.get(source.env) if source.show and source.env else None
        if file is not None:
            yield Path(file)


def _program() -> str:
    """The code itself: what renders otherwise is another program."""
    here = Path(kgtools.__file__).parent
    files = sorted(f for f in here.rglob("*") if f.parent.name != "__pycache__")
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
