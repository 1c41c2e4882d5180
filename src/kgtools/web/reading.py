"""Where a passage can be read: in the published text, and here if whoever serves it says so."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from pyoxigraph import NamedNode

from kgtools.rdf.terms import FOAF, SCHEMA, Term, lexical
from kgtools.web.facts import Facts
from kgtools.web.links import is_fetched
from kgtools.web.vouching import Place, Vouching

_PUBLISHED = (NamedNode(FOAF + "homepage"), NamedNode(SCHEMA + "url"))


@dataclass(frozen=True)
class Excerpt:
    """A passage: the address of the published text, if known, and its words, if they are shown."""

    place: Place
    source: Term | None
    published: str | None
    text: str | None


@dataclass(frozen=True)
class Reading:
    facts: Facts
    vouching: Vouching

    def of(self, thing: Term) -> list[Excerpt]:
        """The passage itself, or those that a claim stands on; none for any other thing."""
        if self.vouching.is_passage(thing):
            return [self._excerpt(self.vouching.place(thing))]
        roles = self.facts.project.roles
        if not self.vouching.is_voucher(thing):
            return []
        return [
            self._excerpt(self.vouching.place(passage))
            for passage in self.facts.objects(thing, roles.passage)
        ]

    def _excerpt(self, place: Place) -> Excerpt:
        source = next(
            iter(self.facts.objects(place.passage, self.facts.project.roles.source)), None
        )
        addresses = [
            lexical(term)
            for term in (self.facts.objects(source, _PUBLISHED) if source is not None else ())
        ]
        published = next((address for address in addresses if is_fetched(address)), None)
        return Excerpt(place, source, published, self._words(place, source))

    def _words(self, place: Place, source: Term | None) -> str | None:
        """The code points [start, end) of the text; None where it is not shown."""
        text = self._texts.get(source) if source is not None else None
        if text is None or place.start is None or place.end is None:
            return None
        if not (place.start.isdecimal() and place.end.isdecimal()):
            return None
        return text[int(place.start) : int(place.end)] or None

    @cached_property
    def _texts(self) -> dict[Term, str]:
        """The texts to be shown: those whose owner says so and gives the very file."""
        found: dict[Term, str] = {}
        for source in self.facts.project.sources:
            file = os.environ.get(source.env) if source.show and source.env else None
            if file is None:
                continue
            try:
                text = Path(file).read_bytes().decode("utf-8")
            except (OSError, UnicodeDecodeError):
                continue
            if sha256(text.encode()).hexdigest() == source.sha256:
                found[source.iri] = text
        return found
