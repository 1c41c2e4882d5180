"""Which representation a client wants: by suffix, `?format=`, or Accept and Accept-Language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import RdfFormat


@dataclass(frozen=True)
class Format:
    """A form of a document; `rdf` None is HTML."""

    name: str
    media_type: str
    title: str
    rdf: RdfFormat | None = None

    @property
    def suffix(self) -> str:
        return "." + self.name


HTML = Format("html", "text/html", "HTML")
TURTLE = Format("ttl", "text/turtle", "Turtle", RdfFormat.TURTLE)
JSON_LD = Format("jsonld", "application/ld+json", "JSON-LD", RdfFormat.JSON_LD)
TRIG = Format("trig", "application/trig", "TriG", RdfFormat.TRIG)
N_TRIPLES = Format("nt", "application/n-triples", "N-Triples", RdfFormat.N_TRIPLES)
RDF_XML = Format("rdf", "application/rdf+xml", "RDF/XML", RdfFormat.RDF_XML)

# In the order of our own preference, which decides between what a client likes equally: pages
# for whoever takes anything (as a static host does), Turtle among the data.
FORMATS = (HTML, TURTLE, JSON_LD, TRIG, N_TRIPLES, RDF_XML)
DATA_FORMATS = FORMATS[1:]
BY_NAME: Mapping[str, Format] = {form.name: form for form in FORMATS}


def chosen_format(accept: str | None, offered: Sequence[Format]) -> Format | None:
    """The format that the Accept header likes best; None where none is acceptable.

    No header, and one without anything readable in it, is `*/*`. Ranges that are no media ranges
    are passed over (RFC 9110, section 12.5.1).
    """
    return _chosen_format(accept, tuple(offered))


@lru_cache(maxsize=128)  # clients say the same again and again
def _chosen_format(accept: str | None, offered: tuple[Format, ...]) -> Format | None:
    import mimeparse

    ranges = ",".join(part for part in (accept or "").lower().split(",") if _readable(part))
    best = mimeparse.best_match([form.media_type for form in reversed(offered)], ranges or "*/*")
    return next((form for form in offered if form.media_type == best), None)


def _readable(media_range: str) -> bool:
    import mimeparse

    try:
        mimeparse.parse_media_range(media_range)
    except mimeparse.MimeTypeParseException:
        return False
    return True


def chosen_language(accept: str | None, languages: Sequence[str]) -> str:
    """The project's language that Accept-Language likes best, else the project's first.

    A range matches the languages that it is the beginning of, and a variety its language:
    es-MX is content with es (RFC 4647, lookup).
    """
    wishes: list[tuple[float, int, str]] = []
    for position, part in enumerate((accept or "").split(",")):
        tag, _, parameters = part.strip().partition(";")
        wishes.append((-_quality(parameters), position, tag.strip().lower()))
    for weight, _, tag in sorted(wishes):
        if weight == 0 or not tag:
            continue
        if tag == "*":
            return languages[0]
        for wanted in (tag, tag.partition("-")[0]):
            for language in languages:
                if language.lower() == wanted or language.lower().startswith(wanted + "-"):
                    return language
    return languages[0]


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return min(1.0, max(0.0, float(value)))
    except ValueError:
        return 0.0
