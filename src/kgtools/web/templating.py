"""Templates filled in: what every page has, in one language, with links from where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup
from pyoxigraph import NamedNode

from kgtools.metadata.feed import FEED
from kgtools.rdf.terms import Term
from kgtools.web.declared import DeclaredPage
from kgtools.web.documents import Documents
from kgtools.web.facts import Facts
from kgtools.web.links import Links, is_fetched, localised, page_path, way_to_root
from kgtools.web.lists import Lists
from kgtools.web.signposts import VOID_PATH
from kgtools.web.static_files import StaticFiles
from kgtools.web.vouching import Place
from kgtools.words import say

if TYPE_CHECKING:
    from jinja2 import Environment, Template

KEPT = 1000  # frames of pages: a path that somebody mistypes may be of any depth
Parameters = Sequence[tuple[str, str]]

LANGUAGE_NAMES: Mapping[str, str] = {
    "ar": "العربية", "ca": "Català", "de": "Deutsch", "en": "English", "es": "Español",
    "fr": "Français", "it": "Italiano", "ja": "日本語", "nl": "Nederlands", "pl": "Polski",
    "pt": "Português", "ru": "Русский", "zh": "中文",
}  # fmt: skip


MAIN_PAGES: Mapping[str, str] = {
    "resources": "Resources",
    "concepts": "Concepts",
    "queries": "Questions",
    "sparql": "SPARQL",
    "briefings": "Briefings",
    "downloads": "Downloads",
    "search": "Search",
}


_SETTINGS: Mapping[str, Any] = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")  # HTML has none


@dataclass(frozen=True)
class Page:
    """A rendered page; `status` is other than 200 where it tells that something went wrong."""

    body: bytes
    status: int = 200


@dataclass(frozen=True)
class Templating:
    """`endpoint` None: SPARQL is asked in the reader's browser, if there is an engine for it."""

    facts: Facts
    documents: Documents
    endpoint: str | None
    static: StaticFiles
    declared: tuple[DeclaredPage, ...] = ()

    @cached_property
    def lists(self) -> Lists:
        return Lists(self.facts, self.documents)

    @cached_property
    def links(self) -> dict[str, Links]:
        languages = self.facts.project.languages
        return {lang: Links(self.facts, self.documents, lang) for lang in languages}

    @cached_property
    def main_pages(self) -> tuple[str, ...]:
        """The stems of the pages that every page leads to."""
        wanted = {
            "resources": True,
            "concepts": bool(self.lists.schemes),
            "queries": bool(self.facts.queries),
            "sparql": self.endpoint is not None or self.static.has_engine,
            "briefings": bool(self.facts.project.config.briefs),
            "downloads": True,
            "search": True,
        }
        return tuple(stem for stem, there in wanted.items() if there)

    def page(
        self,
        template: str,
        stem: str,
        lang: str,
        root: str | None = None,
        status: int = 200,
        /,
        **values: object,
    ) -> Page:
        """The template filled in; `root` is the way to the site's root, if not that of the stem."""
        way = way_to_root(stem) if root is None else root
        languages = self.facts.project.languages
        switch = [
            (tag, LANGUAGE_NAMES.get(tag.lower(), tag), page_path(stem, tag, languages))
            for tag in languages
        ]
        context: dict[str, object] = {
            "signposts": Markup(),
            "formats": (),
            "document": None,
            "title_lang": None,
            **values,
            **self._common(lang, way),
            "stem": stem,
            "switch": switch,
            "frame": self._frame(lang, way, stem),
        }
        html = self._template(template).render(context)
        return Page(_CONTROL.sub("\ufffd", html).encode(), status)

    def prepare(self) -> None:
        """Reads the templates."""
        for name in self._environment.list_templates():
            self._template(name)

    def _common(self, lang: str, way: str) -> Mapping[str, object]:
        """What all pages in the language have that are as deep in the site."""
        if (lang, way) not in self._commons:
            while len(self._commons) >= KEPT:
                self._commons.pop(next(iter(self._commons)), None)
            self._commons[lang, way] = self._common_of(lang, way)
        return self._commons[lang, way]

    def _common_of(self, lang: str, way: str) -> Mapping[str, object]:
        links, project = self.links[lang], self.facts.project
        return {
            "lang": lang,
            "root": way,
            "project": project,
            "site_title": project.text(project.title, lang),
            "main_pages": self.main_pages,
            "main_names": MAIN_PAGES,
            "own_pages": [
                (page.path, project.text(page.name, lang)) for page in self.declared if page.name
            ],
            "licence": project.config.licence,
            "authors": ", ".join(p["name"] for p in project.config.contributors if "name" in p),
            "references": self.references,
            "dataset": self.facts.dataset,
            "void": VOID_PATH,
            "search_index": localised("search-index", lang, "json", project.languages),
            "feed": FEED if self.facts.feed is not None else None,
            "say": partial(_say, lang),
            "link": partial(_link, links, way),
            "text": links.literal,
            "name": links.name,
            "page": partial(_page, links, way),
            "href": partial(_href, links, way),
            "in_words": partial(_in_words, links),
            "asset": partial(_asset, way),
            "curie": self.facts.curie,
            "by_class": self.lists.by_class,
        }

    @cached_property
    def _commons(self) -> dict[tuple[str, str], Mapping[str, object]]:
        return {}

    def _frame(self, lang: str, way: str, stem: str) -> Mapping[str, Markup]:
        """What stands around the content of a page: only pages named in it differ in it."""
        key = (lang, way, stem if stem in self._named_in_frame else "")
        if key not in self._frames:
            while len(self._frames) >= KEPT:
                self._frames.pop(next(iter(self._frames)), None)
            context = {**self._common(lang, way), "stem": stem}
            self._frames[key] = {
                part: Markup(self._template(f"frame_{part}.html").render(context))
                for part in ("above", "own", "below")
            }
        return self._frames[key]

    @cached_property
    def _frames(self) -> dict[tuple[str, str, str], Mapping[str, Markup]]:
        return {}

    @cached_property
    def _named_in_frame(self) -> frozenset[str]:
        return frozenset([*self.main_pages, *(page.path for page in self.declared)])

    @cached_property
    def references(self) -> list[Term]:
        """The namespaces whose terms have one page together: ontologies, shapes."""
        found = self.documents.special
        return [document.main for document in found if document.kind == "reference"]

    def _template(self, name: str) -> Template:
        if name not in self._compiled:
            self._compiled[name] = self._environment.get_template(name)
        return self._compiled[name]

    @cached_property
    def _compiled(self) -> dict[str, Template]:
        return {}

    @cached_property
    def _environment(self) -> Environment:
        from jinja2 import Environment, PackageLoader, StrictUndefined

        from kgtools.web.compiled import Compiled

        return Environment(
            loader=PackageLoader("kgtools.web"),
            bytecode_cache=Compiled(_SETTINGS),
            auto_reload=False,
            undefined=StrictUndefined,
            **_SETTINGS,
        )


def _say(lang: str, text: str, **values: object) -> str:
    return say(text, lang, **values)


def _link(links: Links, root: str, term: Term) -> Markup:
    return links.link(term, root)


def _page(links: Links, root: str, stem: str) -> str:
    return root + quote(links.page(stem))


def _href(links: Links, root: str, term: Term) -> str:
    """Where a term's page is, else its own IRI if a browser fetches it, else nothing."""
    target = links.target(term)
    if target is not None:
        return root + target
    own = isinstance(term, NamedNode) and is_fetched(term.value)
    return term.value if own and isinstance(term, NamedNode) else ""


def _in_words(links: Links, place: Place) -> str:
    """Section, paragraph and sentence, as far as they are stated."""
    parts = [links.name(place.section)] if place.section is not None else []
    if place.paragraph:
        parts.append(say("paragraph {n}", links.lang, n=place.paragraph))
    if place.sentence:
        parts.append(say("sentence {n}", links.lang, n=place.sentence))
    return ", ".join(parts) or links.name(place.passage)


def _asset(root: str, path: str) -> str:
    return root + quote(path)
