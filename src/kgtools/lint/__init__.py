"""`kgtools lint`: what is wrong, or missing, in an ontology and in what uses it."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kgtools.checks.finding import Finding, Report, Severity
from kgtools.config import LangMap
from kgtools.engines import Bindings, Engine, open_engine
from kgtools.errors import KgtoolsError, shown
from kgtools.lint.facts import facts, unjudged
from kgtools.lint.mentions import iris_of, prefixes_of
from kgtools.lint.rules import Rule, read_rules
from kgtools.lint.waivers import WAIVERS, Waiver, read_waivers
from kgtools.project import Project
from kgtools.rdf.location import Location
from kgtools.rdf.terms import Term, lexical, shorten

__all__ = ["Rule", "Waiver", "lint", "read_rules"]

SEVERITY: dict[str, Severity] = {
    "critical": "violation",
    "important": "violation",
    "minor": "warning",
}


def lint(project: Project, lang: str | None = None) -> Report:
    """The findings of every rule but those that lint-waivers.toml accepts.

    Critical and important ones are violations, minor ones warnings. A waiver that accepts
    nothing is a warning. Raises KgtoolsError for what cannot be read; a Turtle file that uses
    an undeclared prefix is a finding, and then only the prefixes were looked at.
    """
    rules = read_rules()
    waivers = read_waivers(project.root, [rule.id for rule in rules], project.prefixes)
    shared = project.config.model
    theirs = read_waivers(shared, [rule.id for rule in rules], project.prefixes) if shared else []
    prefixes = prefixes_of(project)
    notes = []
    quads: list[Quad] = []
    try:
        quads = [*project.quads(), *project.shapes()]
        mentions = [*prefixes, *iris_of(project)]
        notes += _notes(project, quads)
    except KgtoolsError:
        if not any(m.prefix and not m.namespace for m in prefixes):
            raise
        mentions = prefixes
        notes.append("lint: a file cannot be parsed, so only its prefixes were looked at")
        rules = [rule for rule in rules if rule.id == "undeclared-prefix"]
    engine = open_engine([*quads, *facts(project, quads, mentions)])
    found = [f for rule in rules for f in _findings(rule, engine, project, lang)]
    accepted = {(w.rule, w.term) for w in [*waivers, *theirs]}
    kept = [f for f in found if (f.rule.partition(",")[0], f.focus) not in accepted]
    waived = f", {len(found) - len(kept)} findings waived" if len(found) > len(kept) else ""
    kept += _idle(waivers, found, project.root)
    kept.sort(key=_in_file_order)
    return Report(tuple(kept), (*notes, f"lint: {len(rules)} rules{waived}"))


def _notes(project: Project, quads: list[Quad]) -> list[str]:
    spaces = unjudged(project, quads)
    if not spaces:
        return []
    return [f"lint: terms not looked up, their vocabulary is not listed: {' '.join(spaces)}"]


def _findings(rule: Rule, engine: Engine, project: Project, lang: str | None) -> list[Finding]:
    result = engine.query(rule.text)
    assert isinstance(result, Bindings)
    rows = dict.fromkeys(result.rows)
    return [
        _finding(rule, dict(zip(result.variables, row, strict=True)), project, lang) for row in rows
    ]


def _finding(
    rule: Rule, row: dict[str, Term | None], project: Project, lang: str | None
) -> Finding:
    focus, path, value = row.get("focus"), row.get("path"), row.get("value")
    shown_value = None if value is None else _shown(value, project)
    title = _text(rule.title, project, lang)
    return Finding(
        rule=rule.name,
        severity=SEVERITY[rule.severity],
        message=f"{title}: {shown_value}" if shown_value else title,
        focus=None if focus is None else _shown(focus, project),
        path=None if path is None else _shown(path, project),
        value=shown_value,
        location=_place(row, project),
        fix=_text(rule.mend, project, lang),
    )


def _place(row: dict[str, Term | None], project: Project) -> Location | Path | None:
    """Where the row says; else where the triple, the predicate or the focus stands."""
    file, line, column = row.get("file"), row.get("line"), row.get("column")
    if file is not None and line is not None and column is not None:
        return Location(Path(lexical(file)), int(lexical(line)), int(lexical(column)))
    focus, path, value = row.get("focus"), row.get("path"), row.get("value")
    if focus is None:
        return _first_file(project)
    predicate = path if path is not None and not isinstance(path, Literal) else None
    return (
        project.locate(focus, predicate, value)
        or project.locate(focus, predicate)
        or project.locate(focus)
        or _first_file(project)
    )


def _first_file(project: Project) -> Path | None:
    """A finding on the whole is shown at the first file of the ontology."""
    ordered = sorted(project.graphs, key=lambda graph: graph.role != "ontology")
    return ordered[0].files[0] if ordered else None


def _shown(term: Term, project: Project) -> str:
    if isinstance(term, Literal):
        return f'"{term.value}"' + (f"@{term.language}" if term.language else "")
    return shorten(term.value, project.prefixes) if isinstance(term, NamedNode) else "[]"


def _text(texts: LangMap, project: Project, lang: str | None) -> str:
    """In the language asked for, where the rule speaks it; else English."""
    return texts.get((lang or project.languages[0]).partition("-")[0], texts["en"])


def _idle(waivers: list[Waiver], found: list[Finding], root: Path) -> list[Finding]:
    used = {(f.rule.partition(",")[0], f.focus) for f in found}
    return [
        Finding(
            rule="waiver-for-nothing, minor",
            severity="warning",
            message=f"the waiver of {waiver.rule} accepts nothing",
            focus=waiver.term,
            location=root / WAIVERS,
            fix=f"take it out of {WAIVERS}",
        )
        for waiver in waivers
        if (waiver.rule, waiver.term) not in used
    ]


def _in_file_order(finding: Finding) -> tuple[str, int, int, str]:
    at = finding.location
    path = getattr(at, "path", at)
    place = (shown(path) if path else "", getattr(at, "line", 0), getattr(at, "column", 0))
    return (*place, finding.line())
