"""The shapes on the data as written, and then on what follows from it.

In this order, because inference can hide an error: a range gives a class to a node that has none.
"""

from __future__ import annotations

from dataclasses import replace

from kgtools.checks.finding import Finding, Report
from kgtools.checks.shacl import shown, validate
from kgtools.project import Project
from kgtools.reasoning import with_derived

# What these ask is asked of what somebody wrote: that a node has no property besides those of its
# shape, that an edge is vouched for. An edge that follows is vouched for by its premises.
ON_WRITING = ("Closed", "SPARQL")


def validate_derived(project: Project, lang: str | None = None) -> Report:
    """The findings on the raw data and, after them, those that only inference brings to light.

    Left out of the latter are findings of sh:closed and of SPARQL constraints whose focus, path
    and value are themselves a derived triple. Raises as validate does, QueryError for a rule.
    """
    raw = validate(project, lang)
    if not project.config.shapes:
        return raw
    inferred = with_derived(project)
    derived = {
        tuple(shown(term, project) for term in (quad.subject, quad.predicate, quad.object))
        for quad in inferred.derived
    }
    known = {_what(finding) for finding in raw.findings}
    new = tuple(
        replace(finding, rule=f"{finding.rule}, inferred")
        for finding in validate(inferred, lang).findings
        if _what(finding) not in known and not _of_writing(finding, derived)
    )
    note = f"shapes: checked again with {len(inferred.derived)} derived triples"
    return replace(raw, findings=(*raw.findings, *new), notes=(*raw.notes, note))


def _what(finding: Finding) -> tuple[str | None, ...]:
    return finding.rule, finding.focus, finding.path, finding.value


def _of_writing(finding: Finding, derived: set[tuple[str, ...]]) -> bool:
    edge = (finding.focus or "", finding.path or "", finding.value or "")
    return finding.rule.rpartition(" ")[2] in ON_WRITING and edge in derived
