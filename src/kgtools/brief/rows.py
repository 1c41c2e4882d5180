"""The rows of the prepared queries that a briefing asks."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kgtools.brief.declared import Plan
from kgtools.brief.sentence import columns_in
from kgtools.engines import Bindings, Engine
from kgtools.errors import QueryError
from kgtools.project import Project
from kgtools.queries import Answer, Catalogue, answer
from kgtools.rdf.terms import Term

KEPT = 64  # answers, which the languages of a topic share, and its sections
Row = dict[str, Term | None]


def rows_of(
    project: Project, slug: str, topic: NamedNode | None, engine: Engine, plan: Plan
) -> list[Row]:
    """The rows of the query, its parameter ?topic (if it has one) bound to the topic.

    Raises QueryError where it lacks a column that the plan needs.
    """
    query = Catalogue(project)[slug]
    bound = topic and any(parameter.name == "topic" for parameter in query.parameters)
    values = {"topic": [f"<{topic.value}>"]} if topic and bound else {}
    known: dict[tuple[str, NamedNode | None], Answer] = project.once("rows of briefings", dict)
    key = (slug, topic if values else None)
    asked = known.get(key) or answer(project, slug, values, engine)
    while len(known) >= KEPT:
        known.pop(next(iter(known)), None)
    known[key] = asked
    if not isinstance(asked.result, Bindings):
        raise QueryError("a briefing is made from rows (SELECT)", asked.query.path)
    for column in _needed(plan, slug):
        if column not in asked.result.variables:
            hint = f"a briefing needs it ({plan.path.name if plan.path else 'briefs'})"
            raise QueryError(f"no column ?{column}", asked.query.path, hint)
    names = asked.result.variables
    return [dict(zip(names, row, strict=True)) for row in asked.result.rows]


def _needed(plan: Plan, slug: str) -> Iterator[str]:
    yield "vouchedBy"
    if slug == plan.query:
        yield "part"
    for section in plan.sections:
        if section.query == slug:
            yield from section.about
            yield from (name for name in (section.note, section.documents) if name)
            for text in (section.sentence or {}).values():
                yield from columns_in(text)


def neighbours(project: Project, topic: NamedNode | None) -> set[Term]:
    """The nodes that statements link with the topic."""
    roles, index = project.roles, project.index
    if topic is None:
        return set()
    ends = (roles.statement_subject, roles.statement_object)
    statements = [s for role in ends for s in index.subjects(role, topic)]
    found = {index.object(s, role) for s in statements for role in ends}
    return {node for node in found if node is not None and node != topic}
