"""What kgtools.toml says, as values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import NamedNode

from kgtools.config.dataset import DatasetConfig
from kgtools.config.publish import PublishConfig
from kgtools.config.wording import Wording
from kgtools.record import Record

LangMap = dict[str, str]


class NamedGraph(Record):
    name: str
    iri: NamedNode
    files: tuple[Path, ...]
    role: str | None = None


class SourceText(Record):
    """A text that passages point into: `sha256` is that of its bytes, `env` says where it is.

    `show`: its owner wants the pages to show the words of its passages.
    """

    name: str
    iri: NamedNode
    sha256: str
    env: str | None = None
    abbreviations: tuple[str, ...] = ()
    show: bool = False


class Roles(Record):
    """Which terms of the project mean what `explain` and `anchors` need to know.

    Each is optional; what is not mapped is absent. In kgtools.toml `_` is written `-`.
    """

    claim: NamedNode | None = None
    content: NamedNode | None = None
    states: NamedNode | None = None
    statement: NamedNode | None = None
    statement_subject: NamedNode | None = None
    statement_property: NamedNode | None = None
    statement_object: NamedNode | None = None
    content_relation: NamedNode | None = None
    paraphrase: NamedNode | None = None
    speaker: NamedNode | None = None
    strength: tuple[NamedNode, ...] = ()
    negated: NamedNode | None = None
    condition: tuple[NamedNode, ...] = ()
    passage: NamedNode | None = None
    passage_class: NamedNode | None = None
    context_passage: NamedNode | None = None
    structuring_passage: NamedNode | None = None
    structuring_function: NamedNode | None = None
    source: NamedNode | None = None
    selector: NamedNode | None = None
    start: NamedNode | None = None
    end: NamedNode | None = None
    digest: NamedNode | None = None
    section: NamedNode | None = None
    paragraph: NamedNode | None = None
    sentence: NamedNode | None = None
    editorial: NamedNode | None = None
    reason: NamedNode | None = None


class PictureConfig(Record):
    """A picture: of the rows of a query, or, without one, of the ontology itself.

    `classes` restrict the latter; if they are in several columns, so is the picture.
    """

    name: str
    title: LangMap
    query: str | None
    classes: tuple[tuple[NamedNode, ...], ...] = ()
    relation: NamedNode | None = None


class RulesConfig(Record):
    """What is derived and where it goes: the project's own rules and the standard ones.

    `standard` None is all that kgtools has; `include` says whether queries see what is derived
    when nobody says so.
    """

    graph: NamedNode
    files: tuple[Path, ...] = ()
    standard: tuple[str, ...] | None = None
    include: bool = False


class Config(Record):
    """The whole of it; `name` is that under which it is shipped with kgtools, if it is.

    `also_format` are globs of Turtle files that belong to no graph; `model` is the folder of the
    dataset whose ontology, shapes, rules, roles and wording are shared (kgtools.config.like).
    """

    name: str | None
    title: LangMap
    version: str
    base: str
    languages: tuple[str, ...]
    licence: str | None
    contributors: tuple[dict[str, str], ...]
    prefixes: Mapping[str, str]
    graphs: tuple[NamedGraph, ...]
    shapes: tuple[Path, ...]
    queries: Path | None
    roles: Roles
    sources: tuple[SourceText, ...]
    pictures: tuple[PictureConfig, ...]
    rules: RulesConfig
    also_format: tuple[str, ...]
    wording: Wording
    briefs: tuple[Path, ...]
    publish: PublishConfig
    dataset: DatasetConfig
    model: Path | None = None
