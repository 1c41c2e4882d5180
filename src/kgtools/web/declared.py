"""A page that a project declares in its folder `site/`: what it is made of.

It is a path, words in each language of the project, and sections: what a prepared query finds,
shown in one of a few ways; a text; a picture; links.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

FOLDER = "site"
TEMPLATES = "templates"
OF_ITEMS = ("cards", "columns", "list", "timeline", "claims")
KINDS = (*OF_ITEMS, "table", "picture", "text", "links", "template")

Texts = dict[str, str]


@dataclass(frozen=True)
class Shown:
    """A property of the things of a section; `inverse`: what has the thing as its value."""

    predicate: NamedNode
    inverse: bool
    head: Texts | None


@dataclass(frozen=True)
class Column:
    """A column of a query's answer under a head of its own."""

    name: str
    head: Texts


@dataclass(frozen=True)
class Way:
    """A link to another page of the site, by its path without suffix."""

    to: str
    title: Texts
    text: Texts


@dataclass(frozen=True)
class Section:
    """One section of a page; what its `kind` has no use for is empty.

    `item`, `group`, `vouched`, `start` and `end` are names of the query's columns; `facets` are
    those by which the things can be narrowed. `files` are Markdown files by language.
    """

    kind: str
    title: Texts | None = None
    lead: Texts | None = None
    query: str | None = None
    values: Mapping[str, Sequence[str]] | None = None
    item: str | None = None
    group: str | None = None
    vouched: str | None = None
    start: str | None = None
    end: str | None = None
    properties: tuple[Shown, ...] = ()
    columns: tuple[Column, ...] = ()
    facets: tuple[Column, ...] = ()
    picture: str | None = None
    files: Mapping[str, Path] | None = None
    links: tuple[Way, ...] = ()
    template: str | None = None


@dataclass(frozen=True)
class DeclaredPage:
    """`name` is what the navigation says (None: it does not lead there); `file` declares it."""

    path: str
    title: Texts
    lead: Texts | None
    name: Texts | None
    order: int
    sections: tuple[Section, ...]
    file: Path

    @property
    def facets(self) -> tuple[Column, ...]:
        return tuple(facet for section in self.sections for facet in section.facets)
