"""A prepared query in parts, from which a page without a server puts it together again."""

from __future__ import annotations

from collections.abc import Mapping

from kgtools.parameters import find_slot
from kgtools.queries import PreparedQuery

# What static/narrow.js can write down by itself; an IRI comes with the option that is chosen.
WRITTEN = ("iri", "text", "integer", "decimal", "boolean", "date", "limit", "offset")

Part = str | Mapping[str, str]


def parts(query: PreparedQuery, text: str) -> list[Part]:
    """The text cut at its parameters: pieces of it, and between them each parameter's name, type
    and what stands there `now`. Raises QueryError where a parameter has no place of its own.
    """
    named = [(p.name, p.type) for p in query.parameters if p.type in WRITTEN]
    slots = [(find_slot(text, name, kind), name, kind) for name, kind in named]
    found: list[Part] = []
    end = 0
    for slot, name, kind in sorted(slots, key=lambda each: each[0].start):
        found.append(text[end : slot.start])
        found.append({"name": name, "type": kind, "now": text[slot.start : slot.end]})
        end = slot.end
    return [*found, text[end:]]
