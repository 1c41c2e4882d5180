"""What a project declares of its briefings: files of [briefs] in kgtools.toml, one a kind of topic.

A declaration names a class (or `whole = true`), a prepared query with a parameter ?topic and the
columns ?part and ?vouchedBy, and sections, each a part of its rows. A section may have a query of
its own and a sentence for its rows. A file that names neither a class nor the whole has sections
that close every briefing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from kgtools.config import LangMap
from kgtools.config.table import Table, read_toml
from kgtools.config.wording import Phrase, read_phrases
from kgtools.project import Project
from kgtools.rdf.terms import TYPE, Term


@dataclass(frozen=True)
class SectionPlan:
    """Which rows make a section: those with this `part`, or those of a query of its own.

    Of the latter, only rows where one of the columns `about` holds the topic, a neighbour of it
    or a claim that is cited; `note` is the column whose nodes have notes of their own, with the
    documents in the column `documents`. `apart`: it belongs to what the curators add.
    """

    title: LangMap
    part: str | None = None
    query: str | None = None
    sentence: LangMap | None = None
    about: tuple[str, ...] = ()
    apart: bool = False
    note: str | None = None
    documents: str | None = None


@dataclass(frozen=True)
class Plan:
    """`glance` are the properties that come first, with their words; None: all of the topic's."""

    path: Path | None = None
    of_class: NamedNode | None = None
    whole: bool = False
    query: str | None = None
    glance: tuple[Phrase, ...] | None = None
    sections: tuple[SectionPlan, ...] = ()


def plan_for(project: Project, topic: NamedNode | None) -> Plan:
    """The plan of the nearest class of the topic, and the sections that close every briefing.

    Without a topic, that of the whole. Raises ProjectError where a declaration is not in order.
    """
    plans = _plans(project)
    closing = [s for p in plans if not p.whole and p.of_class is None for s in p.sections]
    if topic is None:
        fitting = [plan for plan in plans if plan.whole]
    else:
        types = set(project.index.objects(topic, TYPE))
        fitting = [p for p in plans if p.of_class and types & _beneath(project, p.of_class)]
        fitting.sort(key=lambda p: len(_beneath(project, p.of_class)) if p.of_class else 0)
    chosen = fitting[0] if fitting else Plan()
    return Plan(
        chosen.path,
        chosen.of_class,
        chosen.whole,
        chosen.query,
        chosen.glance,
        (*chosen.sections, *closing),
    )


def _plans(project: Project) -> list[Plan]:
    def read() -> list[Plan]:
        return [read_plan(path, project.prefixes) for path in project.config.briefs]

    return project.once("plans of briefings", read)


def _beneath(project: Project, of_class: NamedNode) -> set[Term]:
    return set(project.index.subclasses([of_class]))


def declared_topics(project: Project) -> Iterator[NamedNode | None]:
    """What the project declares a briefing for: the whole (None), then the instances of classes.

    Of the latter only what a claim or the curators speak of, by class, in the order of IRIs.
    Raises ProjectError where a declaration is not in order.
    """
    plans = _plans(project)
    if any(plan.whole for plan in plans):
        yield None
    found: dict[NamedNode, None] = {}
    for plan in plans:
        for cls in sorted(_beneath(project, plan.of_class), key=str) if plan.of_class else ():
            nodes = project.index.subjects(TYPE, cls)
            found.update(dict.fromkeys(n for n in nodes if isinstance(n, NamedNode)))
    for topic in sorted(found, key=lambda node: node.value):
        if _is_spoken_of(project, topic):
            yield topic


def _is_spoken_of(project: Project, topic: NamedNode) -> bool:
    roles, index = project.roles, project.index
    edges = (roles.statement_subject, roles.statement_property, roles.statement_object)
    statements = (s for role in edges for s in index.subjects(role, topic))
    return bool(index.subjects(roles.content, topic)) or any(
        index.subjects(roles.states, statement) for statement in statements
    )


def read_plan(path: Path, prefixes: Mapping[str, str]) -> Plan:
    """One declaration; ProjectError names file, key and line of what is wrong."""
    top = read_toml(path)
    whole = top.get("whole", False, bool, "true or false")
    of_class = top.iri("class", prefixes) if "class" in top.raw else None
    top.seen.add("class")
    if whole and of_class:
        raise top.wrong("whole", "a briefing is of the whole or of a class, not both")
    query = top.string("query", None)
    plan = Plan(
        path=path,
        of_class=of_class,
        whole=whole,
        query=query,
        glance=read_phrases(top, "glance", (), prefixes) if "glance" in top.raw else None,
        sections=tuple(_section(table, bool(query)) for table in top.tables("sections")),
    )
    top.seen.add("glance")
    top.done()
    return plan


def _section(table: Table, parts: bool) -> SectionPlan:
    plan = SectionPlan(
        title=_texts(table, "title") or {},
        part=table.string("part", None),
        query=table.string("query", None),
        sentence=_texts(table, "sentence"),
        about=table.strings_of("about", ()),
        apart=table.get("apart", False, bool, "true or false"),
        note=table.string("note", None),
        documents=table.string("documents", None),
    )
    if not plan.title:
        raise table.wrong("title", "missing; expected a text by language")
    if bool(plan.part) == bool(plan.query):
        raise table.wrong("part", "a section has either a part of the briefing's query or its own")
    if plan.part and not parts:
        raise table.wrong("part", "the briefing has no query of which this could be a part")
    if plan.query and not plan.sentence:
        raise table.wrong("sentence", "missing; expected a sentence by language")
    table.done()
    return plan


def _texts(table: Table, key: str) -> LangMap | None:
    return table.table(key).strings() if key in table.raw else table.get(key, None, dict, "texts")
