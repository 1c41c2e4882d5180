"""A comparison as Markdown, JSON, or a set of changes in Turtle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import groupby

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kgtools.diff.model import Anonymous, Change, Diff, Subject, Value
from kgtools.errors import one_line
from kgtools.rdf.terms import RDF, TYPE, shorten
from kgtools.results import turtle

CS = "http://purl.org/vocab/changeset/schema#"
CHG = "https://w3id.org/kgtools/change#"
PLURALS = {
    "class": "classes",
    "property": "properties",
    "ontology": "ontologies",
    "query": "queries",
}
LONGEST = 160


def render(found: Diff, form: str) -> str:
    """The comparison as md, json or turtle, ending in a newline."""
    return {"md": _markdown, "json": _json, "turtle": _turtle}[form](found)


def _markdown(found: Diff) -> str:
    lines = [f"# From {found.old} to {found.new}", "", _summary(found), ""]
    for kind, changes in groupby(found.changes, key=lambda change: change.kind):
        heading = PLURALS.get(kind, kind + "s")
        lines += [f"## {heading[0].upper()}{heading[1:]}", ""]
        for change in changes:
            to = f" → `{shorten(change.other.value, found.prefixes)}`" if change.other else ""
            label = f" ({change.label})" if change.label else ""
            mark = f"**{change.impact}**" if change.impact == "breaking" else change.impact
            lines.append(f"- {change.action} `{change.name}`{to}{label}: {mark}, {change.reason}")
            lines += [
                f"  - {d.aspect}: {_values(d.removed, d.added, found)}" for d in change.details
            ]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _summary(found: Diff) -> str:
    if not found.changes:
        return "Nothing changed."
    counts = ", ".join(f"{n} {impact}" for impact, n in found.counts.items() if n)
    step = f"Suggested step of the version: {found.step}"
    if found.suggested:
        step += f" ({found.old_version} → {found.suggested})"
    if found.new_version and found.new_version != found.old_version:
        step += f"; the new state says {found.new_version}"
    review = " Where a change under review has changed the meaning, the step is major."
    return f"{len(found.changes)} changes: {counts}. {step}.{review * bool(found.counts['review'])}"


def _values(removed: tuple[Value, ...], added: tuple[Value, ...], found: Diff) -> str:
    old, new = (", ".join(_short(v, found.prefixes) for v in side) for side in (removed, added))
    return f"{old} → {new}" if old and new else f"{'+ ' + new if new else '− ' + old}"


def _short(value: Value, prefixes: Mapping[str, str]) -> str:
    if isinstance(value, NamedNode):
        return f"`{shorten(value.value, prefixes)}`"
    if isinstance(value, Anonymous):
        parts = (
            f"{shorten(t.predicate.value, prefixes)} {_short(_plain(t.object), prefixes)}"
            for t in value.triples
            if not isinstance(t.object, BlankNode)
        )
        text = "[" + " ; ".join(sorted(parts)) + "]"
    else:
        tag = f" ({value.language})" if value.language else ""
        text = f"“{one_line(value.value)}”{tag}"
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _plain(term: object) -> Value:
    assert isinstance(term, NamedNode | Literal)
    return term


def _json(found: Diff) -> str:
    content = {
        "old": found.old,
        "new": found.new,
        "oldVersion": found.old_version,
        "newVersion": found.new_version,
        "step": found.step,
        "suggestedVersion": found.suggested,
        "counts": {"changes": len(found.changes), **{str(i): n for i, n in found.counts.items()}},
        "changes": [_as_dict(change) for change in found.changes],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _as_dict(change: Change) -> dict[str, object]:
    iri = change.subject.value if isinstance(change.subject, NamedNode) else None
    return {
        "kind": change.kind,
        "action": change.action,
        "name": change.name,
        "iri": iri,
        "label": change.label,
        "impact": change.impact,
        "reason": change.reason,
        "other": change.other.value if change.other else None,
        "details": [
            {
                "aspect": detail.aspect,
                "removed": [_text(v) for v in detail.removed],
                "added": [_text(v) for v in detail.added],
                "impact": detail.impact,
                "reason": detail.reason,
            }
            for detail in change.details
        ],
    }


def _text(value: Value) -> str:
    return value.text if isinstance(value, Anonymous) else str(value)


def _turtle(found: Diff) -> str:
    """A cs:ChangeSet a thing; blank nodes among the values are described beside it."""
    triples: list[Triple] = []
    for change in found.changes:
        node = BlankNode()
        subject: Subject | None = None
        if not isinstance(change.subject, str):
            subject = change.subject
        elif change.kind == "query":
            subject = NamedNode(f"{found.base}query/{change.subject}")
        triples += [
            Triple(node, TYPE, NamedNode(CS + "ChangeSet")),
            Triple(node, NamedNode(CS + "changeReason"), Literal(change.reason, language="en")),
            Triple(node, NamedNode(CHG + "kind"), Literal(change.kind)),
            Triple(node, NamedNode(CHG + "action"), Literal(change.action)),
            Triple(node, NamedNode(CHG + "impact"), Literal(change.impact)),
        ]
        if change.other:
            triples.append(Triple(node, NamedNode(CHG + "replacement"), change.other))
        if subject is None:
            continue
        described = _node(subject, triples)
        triples.append(Triple(node, NamedNode(CS + "subjectOfChange"), described))
        for name, facts in (("removal", change.lost), ("addition", change.gained)):
            about = change.other if change.action == "renamed" and name == "addition" else None
            for predicate, value in facts:
                statement = BlankNode()
                triples += [
                    Triple(node, NamedNode(CS + name), statement),
                    Triple(statement, TYPE, NamedNode(RDF + "Statement")),
                    Triple(statement, NamedNode(RDF + "subject"), about or described),
                    Triple(statement, NamedNode(RDF + "predicate"), predicate),
                    Triple(statement, NamedNode(RDF + "object"), _node(value, triples)),
                ]
    return turtle(triples, {**found.prefixes, "cs": CS, "chg": CHG})


def _node(value: Value, triples: list[Triple]) -> NamedNode | Literal | BlankNode:
    """The term; a blank node gets a copy of its description, so that it stands once."""
    if not isinstance(value, Anonymous):
        return value
    fresh: dict[BlankNode, BlankNode] = {}

    def copy(term: object) -> object:
        return fresh.setdefault(term, BlankNode()) if isinstance(term, BlankNode) else term

    root = copy(value.root)
    triples += [Triple(copy(t.subject), t.predicate, copy(t.object)) for t in value.triples]  # type: ignore[arg-type]
    assert isinstance(root, BlankNode)
    return root
