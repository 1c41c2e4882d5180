"""Search over labels in all languages, and the index with which a page does it by itself."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

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
        things = [
            (shown.casefold(), str(links.target(thing)), shown, thing)
            for thing in filter(self._has_name, self._things())
            for shown in (links.name(thing),)
        ]
        things.sort(key=itemgetter(0, 1))
        found, before = bytearray(b"["), b""
        for _, target, shown, thing in things:
            row = [shown, target, self._kind(thing, links), thing.value]
            row += sorted(set(self._labels(thing)) - {folded(shown)})
            found += before + json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()
            before = b","
        return bytes(found + b"]\n")

    def _kind(self, thing: NamedNode, links: Links) -> str:
        kinds = self.facts.objects(thing, TYPE)[:1]
        return links.name(kinds[0]) if kinds else ""

    def _things(self) -> Iterator[NamedNode]:
        for document in self.documents.by_key.values():
            yield from document.things[:1] if document.kind == "dataset" else document.things

    def _has_name(self, thing: NamedNode) -> bool:
        return any(isinstance(each, Literal) for each in self.facts.objects(thing, _NAMES))

    def _labels(self, thing: NamedNode) -> list[str]:
        labels = self.facts.objects(thing, _NAMES)
        return [folded(label.value) for label in labels if isinstance(label, Literal)]

    @cached_property
    def _names(self) -> list[tuple[str, NamedNode]]:
        return [(name, thing) for thing in self._things() for name in self._labels(thing)]


def folded(text: str) -> str:
    """A text for comparing: without case, accents or more than one space."""
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
