"""Terms as HTML in one language: a link to the term's page where it has one, else its name.

Every text is escaped; only IRIs that a browser fetches become links, never scripts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname
from urllib.parse import quote

from markupsafe import Markup, escape
from pyoxigraph import Literal, NamedNode

from kgtools.rdf.terms import Term
from kgtools.web.documents import Document, Documents
from kgtools.web.facts import Facts
from kgtools.web.kept import Kept

KEPT = 8_000  # terms whose links are kept
_FETCHED = ("https://", "http://", "mailto:")


@dataclass(frozen=True)
class Links:
    """The links of all pages in one language; hrefs are relative to the page that they are on."""

    facts: Facts
    documents: Documents
    lang: str

    @property
    def languages(self) -> Sequence[str]:
        return self.facts.project.languages

    def page(self, stem: str, lang: str | None = None) -> str:
        """The path of a page in the language: `id/x.html` in the first, else `id/x.es.html`."""
        return page_path(stem, lang or self.lang, self.languages)

    def path_of(self, document: Document) -> str:
        return self.page(document.stem)

    def target(self, term: Term) -> str | None:
        """Where the term's page is, as a path within the site with its fragment."""
        known = self._targets.get(term, "")
        if known != "":
            return known
        found = self.documents.place(term)
        target = None
        if found is not None:
            document, fragment = found
            path = quote(self.path_of(document))
            target = path + (f"#{quote(fragment)}" if fragment else "")
        self._targets[term] = target
        return target

    @cached_property
    def _targets(self) -> Kept[Term, str | None]:
        return Kept(KEPT)

    @cached_property
    def _linked(self) -> Kept[Term, tuple[str, str]]:
        """What stands before and after the way to the site's root, by term."""
        return Kept(KEPT)

    def link(self, term: Term, root: str) -> Markup:
        """The term by its name, as a link where there is something to go to."""
        if isinstance(term, Literal):
            return self.literal(term)
        found = self._linked.get(term)
        if found is None:
            found = self._linked[term] = self._link(term)
        before, after = found
        return Markup(f"{before}{root}{after}" if after else before)

    def _link(self, term: Term) -> tuple[str, str]:
        name, tag = self.facts.name(term, self.lang)
        text = f"{escape(name)}"
        spoken = f' lang="{escape(tag)}"' if tag and tag != self.lang.lower() else ""
        target = self.target(term)
        if target is not None:
            return '<a href="', f'{escape(target)}"{spoken}>{text}</a>'
        if isinstance(term, NamedNode) and is_fetched(term.value):
            iri = escape(term.value)
            return f'<a href="{iri}" rel="external"{spoken}>{text}</a>', ""
        return f"<span{spoken}>{text}</span>", ""

    def literal(self, literal: Literal) -> Markup:
        text = escape(literal.value)
        if "\n" in literal.value:
            text = Markup(f'<span class="lines">{text}</span>')
        tag = literal.language
        if tag and tag != self.lang.lower():
            return Markup(f'<span lang="{escape(tag)}">{text}</span>')
        if is_fetched(literal.value) and not any(c.isspace() for c in literal.value):
            return Markup(f'<a href="{text}" rel="external">{text}</a>')
        return text

    def name(self, term: Term) -> str:
        return self.facts.name(term, self.lang)[0]

    def key(self, term: Term) -> tuple[str, str]:
        """For sorting by name as a reader would, without regard to case."""
        return self.name(term).casefold(), str(term)


def page_path(stem: str, lang: str, languages: Sequence[str]) -> str:
    return localised(stem, lang, "html", languages)


def localised(stem: str, lang: str, suffix: str, languages: Sequence[str]) -> str:
    """The path of a file in the language; only that of the first does not name it."""
    return f"{stem}.{suffix}" if lang == languages[0] else f"{stem}.{lang}.{suffix}"


def way_to_root(path: str) -> str:
    """From a page at the path to the site's root, relative: `../` for each folder."""
    folder = dirname(path)
    return "../" * (folder.count("/") + 1) if folder else ""


def is_fetched(iri: str) -> bool:
    """Whether a link to the IRI is harmless and leads somewhere."""
    return iri.lower().startswith(_FETCHED)
