"""The HTML page of each document: a thing, a namespace of terms, a graph, a prepared query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from urllib.parse import urlencode

from markupsafe import Markup

from kgtools.curl import curl
from kgtools.errors import KgtoolsError
from kgtools.metadata.schema_org import for_script, schema_org
from kgtools.queries import PreparedQuery, bound_text
from kgtools.rdf.terms import TYPE, Term
from kgtools.web.asking import (
    Ask,
    fields,
    given_values,
    message_of,
    status_of,
    table_of,
)
from kgtools.web.briefings import Briefings
from kgtools.web.citing import Citation, citation
from kgtools.web.dataset_view import DatasetViews
from kgtools.web.documents import Document
from kgtools.web.facts import Facts
from kgtools.web.links import page_path, way_to_root
from kgtools.web.lists import SCHEME
from kgtools.web.narrowing import parts
from kgtools.web.negotiation import HTML, Format
from kgtools.web.reading import Reading
from kgtools.web.reference_view import ReferenceViews
from kgtools.web.resource_view import ResourceViews
from kgtools.web.signposts import as_elements, signposts
from kgtools.web.templating import Page, Parameters, Templating
from kgtools.web.vouching import Vouching


@dataclass(frozen=True)
class DocumentPages:
    """`public` is the absolute URL of the site's root."""

    templating: Templating
    vouching: Vouching
    public: str
    ask: Ask
    formats_of: Callable[[Document], tuple[Format, ...]]
    briefings: Briefings

    def page(self, document: Document, lang: str, parameters: Parameters = ()) -> Page:
        match document.kind:
            case "reference":
                sections = self._views[lang][1].of(document)
                return self._page("reference.html", document, lang, sections=sections)
            case "graph":
                return self._graph(document, lang)
            case "query":
                return self._query(document, lang, parameters)
            case "dataset":
                return self._dataset(document, lang)
            case _:
                return self._resource(document, lang)

    @cached_property
    def _views(self) -> dict[str, tuple[ResourceViews, ReferenceViews]]:
        facts, lists = self.templating.facts, self.templating.lists
        found = {}
        for lang, links in self.templating.links.items():
            resources = ResourceViews(facts, self.vouching, links)
            found[lang] = (resources, ReferenceViews(facts, lists, resources, links))
        return found

    def _resource(self, document: Document, lang: str) -> Page:
        lists, links = self.templating.lists, self.templating.links[lang]
        views = [self._views[lang][0].of(thing) for thing in document.things]
        trees = {v.thing: lists.concepts(v.thing, links) for v in views if SCHEME in v.types}
        briefings = self.briefings.of(document.main, lang)
        excerpts = [excerpt for thing in document.things for excerpt in self._reading.of(thing)]
        return self._page(
            "resource.html", document, lang,
            views=views, trees=trees, briefings=briefings, excerpts=excerpts,
        )  # fmt: skip

    @cached_property
    def _reading(self) -> Reading:
        return Reading(self.templating.facts, self.vouching)

    def _dataset(self, document: Document, lang: str) -> Page:
        facts = self.templating.facts
        return self._page(
            "dataset.html",
            document,
            lang,
            view=self._views[lang][0].of(document.main),
            whole=DatasetViews(facts, lang).view(),
            structured=structured(facts, lang),
            here=partial(_here, self.public, way_to_root(document.stem)),
        )

    def _graph(self, document: Document, lang: str) -> Page:
        facts = self.templating.facts
        graphs = [graph for graph in facts.project.graphs if graph.iri == document.main]
        counts: Counter[Term] = Counter(
            quad.object for quad in facts.of_graph(document.main) if quad.predicate == TYPE
        )
        classes = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
        return self._page(
            "graph.html",
            document,
            lang,
            view=self._views[lang][0].of(document.main),
            files=[file.name for graph in graphs for file in graph.files],
            classes=classes,
        )

    def _query(self, document: Document, lang: str, parameters: Parameters) -> Page:
        facts, links = self.templating.facts, self.templating.links[lang]
        query = facts.queries[document.main]
        given = given_values(query, parameters)
        table = problem = None
        text, status = query.text, 200
        endpoint = self.templating.endpoint
        try:
            text = bound_text(facts.project, query, given, lang)
            table = table_of(self.ask(query.slug, given, lang).result, text)
        except KgtoolsError as error:
            problem, status = message_of(error), status_of(error)
        pairs = [(name, value) for name, values in given.items() for value in values]
        return self._page(
            "query.html",
            document,
            lang,
            status=status,
            query=query,
            question=facts.project.text(query.question, lang),
            fields=fields(query, given, links),
            table=table,
            problem=problem,
            query_text=_without_header(text),
            curl=curl(text, self.public + endpoint) if endpoint else "",
            parts=() if endpoint or problem else parts(query, _without_header(text)),
            answers=answer_names(query),
            asked="?" + urlencode(pairs) if pairs else "",
        )

    def _page(
        self, template: str, document: Document, lang: str, *, status: int = 200, **values: object
    ) -> Page:
        facts = self.templating.facts
        name, tag = facts.name(document.main, lang)
        formats = self.formats_of(document)
        posts = signposts(facts, document, HTML, lang, formats, self.public)
        return self.templating.page(
            template,
            document.stem,
            lang,
            None,
            status,
            document=document,
            title=name,
            title_lang=tag,
            formats=formats,
            signposts=as_elements(posts),
            citation=self._citation(document, name, lang),
            **values,
        )

    def _citation(self, document: Document, name: str, lang: str) -> Citation:
        facts = self.templating.facts
        path = page_path(document.stem, lang, facts.project.languages)
        return citation(facts.project, document.main.value, name, facts.root, path, lang)


def structured(facts: Facts, lang: str) -> Markup:
    """The dataset for search engines, as what may stand in a script element."""
    return Markup(for_script(schema_org(facts.project, facts.offered, lang)))


def _here(public: str, root: str, url: str) -> str:
    """An address within the site from where the page is, so that it holds wherever it is served."""
    return root + url.removeprefix(public) if url.startswith(public) else url


def _without_header(text: str) -> str:
    """The query as one would type it: without the lines that say what it is for."""
    lines = (line for line in text.splitlines() if not line.startswith("#+"))
    return "\n".join(lines).strip() + "\n"


def answer_names(query: PreparedQuery) -> tuple[str, ...]:
    """The formats in which a query's answer can be had as a file beside its page."""
    from kgtools.rdf.sparql import query_form

    return ("csv", "json") if query_form(query.text) in ("SELECT", "ASK") else ("ttl",)
