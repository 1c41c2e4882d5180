"""What a new repository is to be: title, base IRI, languages, and the day that it is made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kgtools.config.table import LANGUAGE
from kgtools.errors import ParameterError
from kgtools.new.texts import SPOKEN, spoken
from kgtools.rdf.terms import WELL_KNOWN

_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`/?#@]+(?:/[^\s<>\"{}|\\^`?#]*)?/\Z")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff⟦⟧]")
_COMMON = ("void", "dcat", "vann", "bibo", "org", "pav", "vs", "kg")


@dataclass(frozen=True)
class Wanted:
    """Each value is checked when it is made; ParameterError says what is wrong with which."""

    title: str
    base: str
    languages: tuple[str, ...]
    day: date
    prefix: str

    @property
    def curators(self) -> str:
        return {"es": f"El equipo de {self.title}"}.get(
            spoken(self.languages[0]), f"The curators of {self.title}"
        )

    @cached_property
    def values(self) -> dict[str, str]:
        """What texts may name in places."""
        return {
            "title": self.title,
            "base": self.base,
            "day": self.day.isoformat(),
            "year": str(self.day.year),
            "prefix": self.prefix,
            "curators": self.curators,
        }


def wanted(
    name: str,
    day: date,
    title: str | None = None,
    base: str | None = None,
    languages: Sequence[str] = SPOKEN[:1],
) -> Wanted:
    """What is wanted of a folder of that name; what is not given follows from the name."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "graph"
    text = " ".join((title if title is not None else slug.replace("-", " ").capitalize()).split())
    if not text or _CONTROL.search(text):
        raise ParameterError(f"title: {title!r} is empty or has signs that are no text")
    iri = base if base is not None else f"https://example.org/{slug}/"
    if not _BASE.match(iri):
        hint = "give an address that ends in a slash, such as https://example.org/mine/"
        raise ParameterError(f"base: {base!r} is no base of IRIs", hint=hint)
    return Wanted(text, iri, _languages(languages), day, _prefix(slug))


def _languages(tags: Sequence[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(tags))
    for tag in found:
        if not LANGUAGE.match(tag):
            raise ParameterError(f"lang: {tag!r} is not a language tag (BCP 47), such as en")
        if spoken(tag) not in SPOKEN:
            raise ParameterError(
                f"lang: the templates do not speak {tag!r}",
                hint=f"begin with {' or '.join(SPOKEN)}, then add yours to the files",
            )
    if not found or len({tag.lower() for tag in found}) < len(found):
        raise ParameterError("lang: name each language once", hint="such as en,es")
    return found


def _prefix(slug: str) -> str:
    """A short prefix out of the name that no common vocabulary has, with its d and s neither."""
    words = re.findall("[a-z]+", slug)
    short = "".join(words) if sum(map(len, words)) <= 8 else words[0][:8]
    taken = {*WELL_KNOWN, *_COMMON}
    free = short and not taken & {short, short + "d", short + "s"}
    return short if free else "kg"
