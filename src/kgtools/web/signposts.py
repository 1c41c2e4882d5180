"""The typed links of a document: FAIR signposting, alternates, licence; for headers and pages.

Links within the site are relative to the document, so that they hold wherever it is served.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup, escape

from kgtools.metadata.forms import IANA
from kgtools.metadata.triples import term
from kgtools.rdf.terms import lexical
from kgtools.web.documents import Document
from kgtools.web.facts import Facts
from kgtools.web.http import Headers, ascii_url
from kgtools.web.links import page_path, way_to_root
from kgtools.web.negotiation import HTML, TURTLE, Format

VOID_PATH = ".well-known/void"


@dataclass(frozen=True)
class Signpost:
    """`relation` is a registered link relation; `type` a media type, `language` a tag."""

    target: str
    relation: str
    type: str | None = None
    language: str | None = None

    @property
    def parameters(self) -> str:
        parts = [f'rel="{self.relation}"']
        if self.type:
            parts.append(f'type="{self.type}"')
        if self.language:
            parts.append(f'hreflang="{self.language}"')
        return "; ".join(parts)


def as_headers(signposts: Iterable[Signpost]) -> Headers:
    return tuple((post.target, post.parameters) for post in signposts)


def as_elements(signposts: Iterable[Signpost]) -> Markup:
    """As what stands in the head of a page."""
    lines = []
    for post in signposts:
        kind = f' type="{escape(post.type)}"' if post.type else ""
        spoken = f' hreflang="{escape(post.language)}"' if post.language else ""
        target = escape(post.target)
        lines.append(f'<link rel="{post.relation}" href="{target}"{kind}{spoken}>')
    return Markup("\n".join(lines))


def signposts(
    facts: Facts,
    document: Document,
    form: Format,
    lang: str,
    formats: Sequence[Format],
    public: str,
) -> Iterator[Signpost]:
    """The links of one form of a document; `public` is the absolute URL of the site's root."""
    stem, root = quote(document.stem), way_to_root(document.stem)
    pages = {tag: page_path(stem, tag, facts.project.languages) for tag in facts.project.languages}
    own = pages[lang] if form is HTML else stem + form.suffix
    yield Signpost(public + own, "canonical")
    for tag, path in pages.items():
        if path != own:
            yield Signpost(root + path, "alternate", HTML.media_type, tag)
    relation = "alternate describedby" if form is HTML else "alternate"
    for other in formats:
        if other is not form:
            yield Signpost(root + stem + other.suffix, relation, other.media_type)
    if form is HTML:
        yield Signpost(ascii_url(document.main.value), "cite-as")
        yield Signpost("https://schema.org/AboutPage", "type")
        yield Signpost(root + VOID_PATH, "describedby", TURTLE.media_type)
        if document.kind == "dataset":
            yield from _of_dataset(facts, public, root)
    else:
        yield Signpost(ascii_url(document.main.value), "describes")
    if facts.project.config.licence:
        yield Signpost(ascii_url(facts.project.config.licence), "license")
    if document.kind != "dataset":
        yield Signpost(ascii_url(facts.dataset.value), "collection")


def _of_dataset(facts: Facts, public: str, root: str) -> Iterator[Signpost]:
    """What the dataset is, who publishes it, and the files that it consists of."""
    yield Signpost("https://schema.org/Dataset", "type")
    publisher = facts.project.config.dataset.publisher
    if publisher is not None and publisher.iri is not None:
        yield Signpost(ascii_url(publisher.iri.value), "author")
    for file in facts.objects(facts.dataset, term("dcat:distribution")):
        kinds = facts.objects(file, (term("dcat:compressFormat"), term("dcat:mediaType")))
        for url in facts.objects(file, term("dcat:downloadURL")):
            target = lexical(url)
            here = root + target.removeprefix(public) if target.startswith(public) else target
            media_type = lexical(kinds[0]).removeprefix(IANA) if kinds else None
            yield Signpost(here, "item", media_type)
