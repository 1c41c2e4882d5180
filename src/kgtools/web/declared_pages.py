"""The pages that a project declares, rendered; those with facets also once for each value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markupsafe import Markup

from kgtools.errors import KgtoolsError, ProjectError
from kgtools.rdf.location import Location
from kgtools.rdf.parse import read_text
from kgtools.web.asking import Ask, message_of, status_of
from kgtools.web.declared import FOLDER, TEMPLATES, DeclaredPage, Section
from kgtools.web.declared_view import Chosen, Facet, SectionView, SectionViews, check_chosen
from kgtools.web.document_pages import structured
from kgtools.web.drawings import Drawings, Marks
from kgtools.web.links import is_fetched, way_to_root
from kgtools.web.markdown import markdown
from kgtools.web.templating import Page, Parameters, Templating
from kgtools.web.vouching import Vouching

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment


@dataclass(frozen=True)
class Shape:
    """What a page with facets is narrowed to, by the last parts of its path."""

    page: DeclaredPage
    chosen: Chosen


@dataclass(frozen=True)
class DeclaredPages:
    templating: Templating
    vouching: Vouching
    ask: Ask
    drawings: Drawings

    @cached_property
    def by_path(self) -> dict[str, DeclaredPage]:
        """The declared pages; KgtoolsError where a path belongs to a thing of the graph."""
        found = {page.path: page for page in self.templating.declared}
        for path, page in found.items():
            document = self.templating.documents.by_stem.get(path)
            if document is not None:
                message = f"path: {path!r} is the address of {document.main.value}"
                raise ProjectError(message, page.file, "choose another path")
        return found

    def stems(self) -> Iterator[str]:
        """Those of the pages, then those of a page narrowed to each value of each facet."""
        for path, page in self.by_path.items():
            yield path
            for facet in self._facets(page):
                for choice in facet.choices:
                    yield f"{path}/{facet.column.name}/{choice.slug}"

    def has(self, stem: str) -> bool:
        """Whether the stem may be that of a declared page: no query is asked to know it."""
        return self._shape(stem) is not None

    def takes_parameters(self, stem: str) -> bool:
        page = self.by_path.get(stem)
        return page is not None and bool(page.facets)

    def page(self, stem: str, lang: str, parameters: Parameters = ()) -> Page | None:
        """The page; None where the stem names a value that its facet has not."""
        shape = self._shape(stem)
        assert shape is not None
        given = {name: value for name, value in parameters if value}
        chosen = {**shape.chosen, **given}
        views, problem, status = self._answered(shape.page, lang, chosen)
        if problem is not None and shape.chosen:
            return None
        return self._filled(shape.page, stem, lang, chosen, views, problem, status)

    def _answered(
        self, page: DeclaredPage, lang: str, chosen: Chosen
    ) -> tuple[list[SectionView], str | None, int]:
        """The sections; what was asked for and is not there as words, with its status."""
        views = [
            self._views[lang].of(each, chosen if each.facets else {}) for each in page.sections
        ]
        try:
            for view in views:
                if view.section.facets:
                    check_chosen(view, chosen)
        except KgtoolsError as error:
            views = [self._views[lang].of(each, {}) for each in page.sections]
            return views, message_of(error), status_of(error)
        return views, None, 200

    def _filled(
        self,
        page: DeclaredPage,
        stem: str,
        lang: str,
        chosen: Chosen,
        views: Sequence[SectionView],
        problem: str | None,
        status: int,
    ) -> Page:
        text = self.templating.facts.project.text
        if problem is not None:
            chosen = {}
        first = page.path == "index"
        return self.templating.page(
            "declared.html", stem, lang, None, status,
            title=": ".join([text(page.title, lang), *self._names(views, chosen, lang)]),
            lead=text(page.lead, lang) if page.lead else None,
            declared=page, views=views, chosen=chosen, problem=problem, first=first,
            words=lambda texts: text(texts, lang),
            picture=partial(self._picture, lang, way_to_root(stem), chosen),
            written=partial(self._text, lang, way_to_root(stem)),
            own=partial(self._own, lang, way_to_root(stem)),
            structured=structured(self.templating.facts, lang) if first else None,
            query_pages=self._query_pages,
            row_voucher=self._views[lang].voucher,
            main_voice=self._views[lang].is_main,
        )  # fmt: skip

    def _names(self, views: Sequence[SectionView], chosen: Chosen, lang: str) -> list[str]:
        """What the values are called that the page is narrowed to."""
        return [
            self.templating.links[lang].name(choice.value)
            for view in views
            for facet in view.facets
            for choice in facet.choices
            if chosen.get(facet.column.name) == choice.slug
        ]

    def _picture(self, lang: str, root: str, chosen: Chosen, view: SectionView) -> Markup | None:
        """The picture, its nodes marked by facet; what was not chosen is faint."""
        marks: Marks | None = None
        if view.section.query is not None:
            everything = self._views[lang].of(view.section, {})
            wanted = {f"{name}={slug}" for name, slug in chosen.items()}
            marks = {item.thing: (item.marks, wanted <= {*item.marks}) for item in everything.items}
        assert view.section.picture is not None
        return self.drawings.inline(view.section.picture, lang, root, marks, bool(chosen))

    def _text(self, lang: str, root: str, section: Section) -> tuple[Markup, str]:
        """The text as HTML and its language: that of the page, else the first that there is."""
        assert section.files is not None
        languages = (lang, *self.templating.facts.project.languages)
        spoken = next(tag for tag in languages if tag in section.files)
        file = section.files[spoken]
        return markdown(read_text(file), partial(self._target, lang, root, file)), spoken

    def _target(self, lang: str, root: str, file: Path, href: str) -> str | None:
        """Where a link in a file leads: out, to a page of the site, or nowhere.

        `page:levers` is the page in the language, `id/x.html` a path within the site as it is; a
        link to a file that a declared page shows leads to that page.
        """
        links = self.templating.links[lang]
        if is_fetched(href):
            return href
        if href.startswith("page:"):
            return root + links.page(href.removeprefix("page:"))
        if href.partition("#")[0].endswith(".html"):
            return root + href.removeprefix("/")
        other = (file.parent / unquote(href.partition("#")[0])).resolve()
        for page in self.by_path.values():
            for section in page.sections:
                if other in [each.resolve() for each in (section.files or {}).values()]:
                    return root + links.page(page.path)
        return None

    def _own(self, lang: str, root: str, view: SectionView) -> Markup:
        """A section by the project's own template, with what all pages have and the rows."""
        from jinja2 import TemplateError, TemplateSyntaxError

        name = view.section.template
        assert name is not None
        file = self.templating.facts.project.root / FOLDER / TEMPLATES / name
        links = self.templating.links[lang]
        try:
            return Markup(
                self._sandbox.get_template(name).render(
                    lang=lang, rows=view.rows, link=lambda term: links.link(term, root),
                    name=links.name, voucher=self._views[lang].voucher,
                    page=lambda stem: root + links.page(stem),
                )
            )  # fmt: skip
        except TemplateSyntaxError as error:
            message = error.message or "is not a template"
            raise ProjectError(message, Location(file, error.lineno, 1)) from None
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            raise ProjectError(f"template: {error}", file) from None

    @cached_property
    def _sandbox(self) -> SandboxedEnvironment:
        from jinja2 import FileSystemLoader, StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        folder = self.templating.facts.project.root / FOLDER / TEMPLATES
        return ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined
        )

    def _shape(self, stem: str) -> Shape | None:
        if stem in self.by_path:
            return Shape(self.by_path[stem], {})
        path, _, rest = stem.partition("/")
        facet, _, slug = rest.partition("/")
        page = self.by_path.get(path)
        names = [column.name for column in page.facets] if page else []
        return Shape(page, {facet: slug}) if page and slug and facet in names else None

    def _facets(self, page: DeclaredPage) -> Sequence[Facet]:
        views = self._views[self.templating.facts.project.languages[0]]
        return [f for s in page.sections if s.facets for f in views.of(s, {}).facets]

    @cached_property
    def _query_pages(self) -> dict[str, str]:
        """The stem of the page of each prepared query."""
        places = {
            query.slug: self.templating.documents.place(iri)
            for iri, query in self.templating.facts.queries.items()
        }
        return {slug: place[0].stem for slug, place in places.items() if place is not None}

    @cached_property
    def _views(self) -> dict[str, SectionViews]:
        facts = self.templating.facts
        return {
            lang: SectionViews(facts, self.vouching, links, self.ask)
            for lang, links in self.templating.links.items()
        }
