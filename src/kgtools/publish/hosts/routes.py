"""What a host must know of a site: formats, languages, what is called otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kgtools.web import Site
from kgtools.web.negotiation import HTML

# By the last suffix of a file. What begins with "text/" or ends with "xml" is UTF-8.
TYPES: Mapping[str, str] = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "txt": "text/plain",
    "md": "text/markdown",
    "csv": "text/csv",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "nq": "application/n-quads",
    "trig": "application/trig",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "rq": "application/sparql-query",
    "json": "application/json",
    "xml": "application/xml",
    "atom": "application/atom+xml",
    "svg": "image/svg+xml",
    "png": "image/png",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "wasm": "application/wasm",
    "gz": "application/gzip",
    "zst": "application/zstd",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# Files whose name says what their suffix does not.
NAMED: Mapping[str, str] = {
    ".well-known/void": "text/turtle",
    "answer.json": "application/sparql-results+json",
    "downloads/SHA256SUMS": "text/plain",
}
UTF_8 = tuple(t for t in TYPES.values() if t.startswith("text/") or t.endswith(("+xml", "/xml")))
PACKED = (*UTF_8, *(TYPES[name] for name in ("nt", "nq", "trig", "jsonld", "json", "rq", "wasm")))


@dataclass(frozen=True)
class Routes:
    """`formats` are media type and suffix, HTML first; `elsewhere` leads from paths to stems.

    `prefix` is "" or begins with a slash; `public` and `root` (what IRIs begin with) end with one.
    `start` is the stem of the data about the whole. `releases` are the folders of a site that has
    one for each version, the first of them the one that things lead to; else there are none.
    """

    prefix: str
    public: str
    root: str
    formats: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]
    elsewhere: Mapping[str, str]
    start: str
    releases: tuple[str, ...] = ()

    @classmethod
    def of(cls, site: Site) -> Routes:
        documents = site.documents
        elsewhere = documents.moved()
        elsewhere.update({key: document.stem for key, document in documents.aliases.items()})
        place = documents.place(site.facts.dataset)
        assert place is not None
        forms = (HTML, *site.formats_of(place[0]))
        return cls(
            prefix=site.base_path.rstrip("/"),
            public=site.public,
            root=site.facts.root,
            formats=tuple((form.media_type, form.name) for form in forms),
            languages=site.project.languages,
            elsewhere={key: stem for key, stem in sorted(elsewhere.items()) if key},
            start=place[0].stem,
        )

    def above(self, releases: tuple[str, ...], prefix: str, public: str) -> Routes:
        """Of the folder in which this site, the newest release, stands with the older ones."""
        return replace(self, prefix=prefix.rstrip("/"), public=public, releases=releases)

    @property
    def newest(self) -> str:
        """The folder that things lead to, with a slash at its end; "" where they have none."""
        return f"{self.releases[0]}/" if self.releases else ""

    @property
    def others(self) -> tuple[str, ...]:
        """The languages whose pages have their tag in their name."""
        return self.languages[1:]
