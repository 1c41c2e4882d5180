"""The versions of the project, as its CHANGELOG.md tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode

from kgtools.project import Project
from kgtools.rdf.parse import read_text
from kgtools.rdf.terms import DCTERMS

CHANGELOG = "CHANGELOG.md"
_HEAD = re.compile(r"##\s+\[?v?(?P<version>\d[\w.+-]*)\]?(?P<rest>.*)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATES = tuple(NamedNode(DCTERMS + name) for name in ("modified", "issued"))


@dataclass(frozen=True)
class Release:
    """`day` None: not released yet. `changes` are the items under its heading, in Markdown."""

    version: str
    day: date | None
    changes: tuple[str, ...]


def releases(project: Project) -> list[Release]:
    """The headings of the second level that begin with a number, in their order: newest first.

    Without a CHANGELOG.md (or without the present version in it) the present version stands
    first, with the day on which the configuration says that the dataset was changed.
    """
    file = project.root / CHANGELOG
    found = list(_read(read_text(file))) if file.is_file() else []
    if project.version not in {release.version for release in found}:
        told = project.config.dataset
        found.insert(0, Release(project.version, told.modified or told.issued, ()))
    return found


def _read(text: str) -> Iterator[Release]:
    head: re.Match[str] | None = None
    items: list[str] = []
    for line in [*text.splitlines(), "## "]:
        if line.startswith("## "):
            if head is not None:
                yield Release(head["version"], _day(head["rest"]), tuple(items))
            head, items = _HEAD.match(line), []
        elif line.startswith(("- ", "* ")):
            items.append(line[2:].strip())
        elif items and line.startswith(" ") and line.strip():
            items[-1] += " " + line.strip()


def _day(text: str) -> date | None:
    match = _DAY.search(text)
    try:
        return date.fromisoformat(match[0]) if match else None
    except ValueError:
        return None


def last_changed(project: Project) -> date | None:
    """The day on which the dataset was changed: as configured, else the newest told in it."""
    if project.config.dataset.modified:
        return project.config.dataset.modified
    days = []
    for quad in project.packed.of(_DATES):
        if isinstance(quad.object, Literal):
            day = _day(quad.object.value)
            if day is not None:
                days.append(day)
    return max(days, default=project.config.dataset.issued)
