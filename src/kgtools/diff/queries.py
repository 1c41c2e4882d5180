"""Prepared queries compared: what a program that calls them relies on."""

from __future__ import annotations

from kgtools.diff.model import Action, Change, Impact
from kgtools.diff.sides import Side
from kgtools.queries import PreparedQuery


def compare_queries(old: Side, new: Side, lang: str | None) -> list[Change]:
    """Nothing where either state has no kgtools.toml, and so no prepared queries."""
    if not (old.configured and new.configured):
        return []
    found = []
    for slug in sorted({*old.queries, *new.queries}):
        before, after = old.queries.get(slug), new.queries.get(slug)
        if before is None:
            found.append(_change(slug, "added", "compatible", "what was there is untouched"))
        elif after is None:
            words = "removed query: programs that ask it fail"
            found.append(_change(slug, "removed", "breaking", words))
        elif change := _changed(before, after):
            found.append(change)
    return found


def _changed(old: PreparedQuery, new: PreparedQuery) -> Change | None:
    before, after = ({p.name: p for p in query.parameters} for query in (old, new))
    if gone := sorted(before.keys() - after.keys()):
        return _change(old.slug, "changed", "breaking", f"removed parameter: {', '.join(gone)}")
    if typed := sorted(n for n in before if before[n].type != after[n].type):
        words = f"parameter of another type: {', '.join(typed)}"
        return _change(old.slug, "changed", "breaking", words)
    if _bare(old.text) != _bare(new.text):
        return _change(
            old.slug, "changed", "review", "it is asked otherwise: same columns, same sense?"
        )
    if old.text != new.text or (old.title, old.question) != (new.title, new.question):
        return _change(old.slug, "changed", "compatible", "words for people")
    return None


def _bare(text: str) -> str:
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    return " ".join(" ".join(lines).split())


def _change(slug: str, action: Action, impact: Impact, reason: str) -> Change:
    return Change("query", action, slug, slug, None, impact, reason)
