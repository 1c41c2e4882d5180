"""Search over labels in all languages, and the index with which a page does it by itself."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from kgtools.project import LABELS
from kgtools.rdf.terms import SKOS, TYPE
from kgtools.web.documents import Documents
from kgtools.web.facts import Facts
from kgtools.web.links import Links

FOUND = 60
_NAMES = (*LABELS, NamedNode(SKOS + "altLabel"))


@dataclass(frozen=True)
class Search:
    facts: Facts
    documents: Documents

    def find(self, text: str, links: Links) -> list[NamedNode]:
        """The things whose names have all words of the text, the nearest first.

        A whole name comes before one that begins so, and that before any other.
        """
        words = folded(text).split()
        if not words:
            return []
        whole = " ".join(words)
        found: dict[NamedNode, tuple[int, int, str]] = {}
        for name, thing in self._names:
            if all(word in name for word in words):
                distance = 0 if name == whole else 1 if name.startswith(whole) else 2
                rank = (distance, len(name), thing.value)
                found[thing] = min(found.get(thing, rank), rank)
        return sorted(found, key=found.__getitem__)[:FOUND]

    def index(self, links: Links) -> bytes:
        """JSON: for each thing its name, page, kind and IRI, and what else it is called."""
        rows = []
        others: dict[NamedNode, set[str]] = {}
        for name, thing in self._names:
            others.setdefault(thing, set()).add(name)
        for thing, names in others.items():
            kinds = self.facts.objects(thing, TYPE)[:1]
            shown = links.name(thing)
            kind = links.name(kinds[0]) if kinds else ""
            others_of = sorted(names - {folded(shown)})
            rows.append([shown, links.target(thing), kind, thing.value, *others_of])
        rows.sort(key=lambda row: (str(row[0]).casefold(), str(row[1])))
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

    @cached_property
    def _names(self) -> list[tuple[str, NamedNode]]:
        return [
            (folded(label.value), thing)
            for document in self.documents.by_key.values()
            for thing in (document.things[:1] if document.kind == "dataset" else document.things)
            for label in self.facts.objects(thing, _NAMES)
            if isinstance(label, Literal)
        ]


def folded(text: str) -> str:
    """A text for comparing: without case, accents or more than one space."""
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
