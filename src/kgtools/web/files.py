"""The files of a site that are no documents: style sheet, pictures, VoID, sitemap, search index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from math import ceil
from urllib.parse import quote
from xml.sax.saxutils import escape

from kgtools.metadata.feed import FEED
from kgtools.metadata.feed import MEDIA_TYPE as FEED_TYPE
from kgtools.metadata.releases import last_changed
from kgtools.web.description import Describer
from kgtools.web.http import Rendered
from kgtools.web.links import localised, page_path
from kgtools.web.negotiation import TURTLE
from kgtools.web.pages import Pages
from kgtools.web.representations import represented
from kgtools.web.signposts import VOID_PATH
from kgtools.web.static_files import TYPES, StaticFiles

PER_SITEMAP = 20_000  # pages; with the links between languages it stays below the allowed 50 MB
UNLISTED = frozenset(["404", "search"])


@dataclass(frozen=True)
class Files:
    pages: Pages
    describer: Describer
    public: str
    static: StaticFiles

    def paths(self) -> Iterator[str]:
        yield from (f"static/{path}" for path in self.static.paths())
        yield from (VOID_PATH, "robots.txt", "sitemap.xml")
        if self.pages.templating.facts.feed is not None:
            yield FEED
        if self._sitemaps > 1:
            yield from (f"sitemap-{number}.xml" for number in range(1, self._sitemaps + 1))
        for lang in self._languages:
            yield localised("search-index", lang, "json", self._languages)
            for picture in self.pages.templating.facts.project.config.pictures:
                if self.pages.drawings.drawn(picture.name, lang) is not None:
                    yield localised(f"pictures/{picture.name}", lang, "svg", self._languages)
        for room in self.pages.rooms:
            yield from room.paths()

    def file(self, path: str) -> Rendered | None:
        """What stands at the path; None where none of these files does."""
        folder, _, name = path.partition("/")
        if folder == "static":
            return self.static.file(name)
        if path == VOID_PATH:
            return self._void()
        if path == FEED:
            feed = self.pages.templating.facts.feed
            return Rendered(feed, FEED_TYPE) if feed else None
        if path == "robots.txt":
            text = f"User-agent: *\nAllow: /\nSitemap: {self.public}sitemap.xml\n"
            return Rendered(text.encode(), "text/plain")
        if path.startswith("sitemap") and path.endswith(".xml"):
            return self._sitemap(path)
        for lang in self._languages:
            if path == localised("search-index", lang, "json", self._languages):
                index = self.pages.search.index(self.pages.templating.links[lang])
                return Rendered(index, "application/json", language=lang)
            for picture in self.pages.templating.facts.project.config.pictures:
                if path == localised(f"pictures/{picture.name}", lang, "svg", self._languages):
                    drawn = self.pages.drawings.drawn(picture.name, lang)
                    return Rendered(drawn.encode(), TYPES[".svg"], (), lang) if drawn else None
        return next((found for room in self.pages.rooms if (found := room.file(path))), None)

    @property
    def _languages(self) -> tuple[str, ...]:
        return self.pages.templating.facts.project.languages

    def _void(self) -> Rendered:
        facts = self.pages.templating.facts
        place = self.pages.templating.documents.place(facts.dataset)
        assert place is not None
        found = self.describer.statements(place[0])
        return Rendered(represented(found, [], TURTLE, facts.prefixes), TURTLE.media_type)

    # ---- sitemap (sitemaps.org), with the other languages of each page

    def _stems(self) -> Iterator[str]:
        return (stem for stem in self.pages.stems() if stem not in UNLISTED)

    @cached_property
    def _sitemaps(self) -> int:
        number = sum(1 for _ in self._stems())
        return ceil(number * len(self._languages) / PER_SITEMAP)

    def _sitemap(self, path: str) -> Rendered | None:
        number = path.removeprefix("sitemap").removesuffix(".xml").removeprefix("-")
        head = '<?xml version="1.0" encoding="UTF-8"?>\n'
        schema = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        if self._sitemaps == 1 and not number:
            body = self._urls(self._stems())
        elif not number:
            maps = (f"{self.public}sitemap-{n}.xml" for n in range(1, self._sitemaps + 1))
            entries = "".join(f"<sitemap><loc>{escape(url)}</loc></sitemap>\n" for url in maps)
            text = f"{head}<sitemapindex {schema}>\n{entries}</sitemapindex>\n"
            return Rendered(text.encode(), "application/xml")
        elif self._sitemaps > 1 and number in map(str, range(1, self._sitemaps + 1)):
            size = PER_SITEMAP // len(self._languages)
            start = (int(number) - 1) * size
            body = self._urls(islice(self._stems(), start, start + size))
        else:
            return None
        xhtml = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
        return Rendered(
            f"{head}<urlset {schema} {xhtml}>\n{''.join(body)}</urlset>\n".encode(),
            "application/xml",
        )

    def _urls(self, stems: Iterable[str]) -> Iterator[str]:
        changed = f"<lastmod>{self._changed}</lastmod>" if self._changed else ""
        for stem in stems:
            urls = {
                lang: escape(self.public + quote(page_path(stem, lang, self._languages)))
                for lang in self._languages
            }
            others = "".join(
                f'<xhtml:link rel="alternate" hreflang="{lang}" href="{url}"/>'
                for lang, url in urls.items()
                if len(urls) > 1
            )
            for url in urls.values():
                yield f"<url><loc>{url}</loc>{changed}{others}</url>\n"

    @cached_property
    def _changed(self) -> str | None:
        """The day on which the dataset was changed, as far as anybody says."""
        facts = self.pages.templating.facts
        day = last_changed(facts.project)
        return day.isoformat() if day else None
