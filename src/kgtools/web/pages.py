"""All HTML pages: the documents, and the general ones that lead to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin

from pyoxigraph import Literal, NamedNode

from kgtools.curl import curl
from kgtools.errors import KgtoolsError
from kgtools.explanation import DEFINITIONS
from kgtools.rdf.terms import DCTERMS, TYPE, Term
from kgtools.web.asking import Run, message_of, status_of, table_of
from kgtools.web.declared_pages import DeclaredPages
from kgtools.web.document_pages import DocumentPages, structured
from kgtools.web.drawings import Drawings
from kgtools.web.links import localised, way_to_root
from kgtools.web.lists import ClassList
from kgtools.web.rooms import Room
from kgtools.web.search import Search
from kgtools.web.templating import Page, Parameters, Templating
from kgtools.words import say

General = Callable[[str, str, Parameters], Page]

DUMP = "downloads/dataset.nq"
ABSTRACTS = tuple(NamedNode(DCTERMS + name) for name in ("abstract", "description"))


@dataclass(frozen=True)
class Pages:
    """`run`, where given, answers SPARQL on the query page itself."""

    templating: Templating
    of_documents: DocumentPages
    run: Run | None
    rooms: tuple[Room, ...] = ()
    base_path: str = ""

    @cached_property
    def drawings(self) -> Drawings:
        return Drawings(self.templating)

    @cached_property
    def declared(self) -> DeclaredPages:
        of = self.of_documents
        return DeclaredPages(self.templating, of.vouching, of.ask, self.drawings)

    def stems(self) -> Iterator[str]:
        """The stems of all pages: the declared ones, the general ones, then the documents."""
        yield from self.own_stems()
        yield from (each.stem for each in self.templating.documents.by_key.values())

    def own_stems(self) -> Iterator[str]:
        """The stems of the pages that are nobody's document."""
        yield from self.declared.stems()
        yield from (stem for stem in self._general if not self.declared.has(stem))

    def page(self, stem: str, lang: str, parameters: Parameters = ()) -> Page | None:
        """The page in the language, or None; `parameters` fill forms on the pages with one.

        A parameter or a query that is not in order is told on the page, with its status.
        """
        if self.declared.has(stem):
            return self.declared.page(stem, lang, parameters)
        if stem in self._general:
            return self._general[stem](stem, lang, parameters)
        document = self.templating.documents.by_stem.get(stem)
        return self.of_documents.page(document, lang, parameters) if document else None

    def has(self, stem: str) -> bool:
        """Whether there is a declared or a general page of this stem."""
        return self.declared.has(stem) or stem in self._general

    def takes_parameters(self, stem: str) -> bool:
        if self.declared.takes_parameters(stem):
            return True
        document = self.templating.documents.by_stem.get(stem)
        return stem in ("search", "sparql") or (document is not None and document.kind == "query")

    def error(
        self,
        status: int,
        lang: str,
        root: str,
        title: str,
        text: str,
        nearest: Sequence[Term],
    ) -> Page:
        """The page of an error at any depth: `root` is the way to the site's root from there."""
        return self.templating.page(
            "error.html", "404", lang, root, status,
            title=title, text_line=text, nearest=nearest,
        )  # fmt: skip

    @property
    def _languages(self) -> Sequence[str]:
        return self.templating.facts.project.languages

    @cached_property
    def search(self) -> Search:
        return Search(self.templating.facts, self.templating.documents)

    @cached_property
    def _general(self) -> dict[str, General]:
        of_sections: dict[str, General] = {
            "resources": self._resources,
            "concepts": self._concepts,
            "queries": self._queries,
            "sparql": self._sparql,
            "search": self._search,
        }
        general: dict[str, General] = {"index": self._start, "404": self._missing}
        general.update({s: of_sections[s] for s in self.templating.main_pages if s in of_sections})
        general.update(dict.fromkeys(self._pages_of_classes, self._of_class))
        for picture in self.templating.facts.project.config.pictures:
            general[f"pictures/{picture.name}"] = self._picture
        general.update({stem: room.page for room in self.rooms for stem in room.stems()})
        return general

    @cached_property
    def _pages_of_classes(self) -> dict[str, tuple[ClassList, int]]:
        return {
            each.stem_of(number): (each, number)
            for each in self.templating.lists.classes
            for number in range(1, each.pages + 1)
        }

    # ---- general pages

    def _start(self, stem: str, lang: str, parameters: Parameters) -> Page:
        picture = next(iter(self.templating.facts.project.config.pictures), None)
        return self.templating.page(
            "index.html", stem, lang,
            structured=structured(self.templating.facts, lang),
            title=self.templating.facts.project.text(self.templating.facts.project.title, lang),
            about=self._about(lang),
            picture=picture,
            drawing=self.drawings.small(picture.name, lang) if picture else None,
            counts=[(each, len(each.instances)) for each in self._largest()],
        )  # fmt: skip

    def _about(self, lang: str) -> Literal | None:
        """What the dataset says of itself, else the ontology whose terms have a page together."""
        facts = self.templating.facts
        for node in (facts.dataset, *self.templating.references):
            if text := facts.text(node, (*ABSTRACTS, *DEFINITIONS), lang):
                return text
        return None

    def _largest(self) -> list[ClassList]:
        """The classes of the project's own that have most instances."""
        place = self.templating.documents.place
        own = (each for each in self.templating.lists.classes if place(each.cls) is not None)
        return sorted(own, key=lambda each: (-len(each.instances), each.stem))[:16]

    def _resources(self, stem: str, lang: str, parameters: Parameters) -> Page:
        links = self.templating.links[lang]
        classes = sorted(self.templating.lists.classes, key=lambda each: links.key(each.cls))
        return self.templating.page(
            "resources.html", stem, lang, title=say("Resources", lang), classes=classes
        )

    def _of_class(self, stem: str, lang: str, parameters: Parameters) -> Page:
        each, number = self._pages_of_classes[stem]
        links = self.templating.links[lang]
        if (each.cls, lang) not in self._ordered:
            self._ordered[each.cls, lang] = sorted(each.instances, key=links.key)
        return self.templating.page(
            "class.html", stem, lang,
            title=links.name(each.cls), each=each, number=number,
            instances=each.page_of(self._ordered[each.cls, lang], number),
            definition=self.templating.facts.text(each.cls, DEFINITIONS, lang),
        )  # fmt: skip

    @cached_property
    def _ordered(self) -> dict[tuple[Term, str], list[NamedNode]]:
        return {}

    def _concepts(self, stem: str, lang: str, parameters: Parameters) -> Page:
        links = self.templating.links[lang]
        schemes = sorted(self.templating.lists.schemes, key=links.key)
        trees = [(scheme, self.templating.lists.concepts(scheme, links)) for scheme in schemes]
        title = say("Concepts", lang)
        definitions = {
            scheme: self.templating.facts.text(scheme, DEFINITIONS, lang) for scheme in schemes
        }
        return self.templating.page(
            "concepts.html", stem, lang, title=title, trees=trees, definitions=definitions
        )

    def _queries(self, stem: str, lang: str, parameters: Parameters) -> Page:
        text = self.templating.facts.project.text
        rows = [
            (iri, text(q.title, lang), text(q.question, lang))
            for iri, q in self.templating.facts.queries.items()
        ]
        rows.sort(key=lambda row: row[1].casefold())
        return self.templating.page(
            "queries.html", stem, lang, title=say("Questions", lang), rows=rows
        )

    def _sparql(self, stem: str, lang: str, parameters: Parameters) -> Page:
        given = dict(parameters).get("query", "")
        table = problem = None
        status = 200
        if given.strip() and self.run is not None:
            try:
                table = table_of(self.run(given), given)
            except KgtoolsError as error:
                problem, status = message_of(error), status_of(error)
        return self.templating.page(
            "sparql.html", stem, lang, None, status,
            title="SPARQL", given=given, table=table, problem=problem,
            endpoint=self.templating.endpoint, answers_here=self.run is not None,
            prefixes=self.templating.facts.project.prefixes,
            queries=sorted(self.templating.facts.queries, key=self.templating.links[lang].key),
            public=self.of_documents.public, dump=self._dump(),
            editor=self.templating.static.has_editor,
            stem_of=self._stem_of,
            curl=_curl(given, self.of_documents.public, self.templating.endpoint),
        )  # fmt: skip

    def _stem_of(self, query: NamedNode) -> str:
        found = self.templating.documents.place(query)
        assert found is not None
        return found[0].stem

    def _dump(self) -> str:
        """The file with the whole dataset for an engine in a browser, packed where there is one."""
        files = {path for room in self.rooms for path in room.paths() if path.startswith(DUMP)}
        return max(files, default="")

    def _search(self, stem: str, lang: str, parameters: Parameters) -> Page:
        text = dict(parameters).get("q", "").strip()
        found = self.search.find(text, self.templating.links[lang]) if text else []
        rows = [(thing, self.templating.facts.objects(thing, TYPE)[:1]) for thing in found]
        return self.templating.page(
            "search.html", stem, lang,
            title=say("Search", lang), sought=text, rows=rows,
        )  # fmt: skip

    def _picture(self, stem: str, lang: str, parameters: Parameters) -> Page:
        name = stem.partition("/")[2]
        pictures = self.templating.facts.project.config.pictures
        picture = next(each for each in pictures if each.name == name)
        return self.templating.page(
            "picture.html", stem, lang,
            title=self.templating.facts.project.text(picture.title, lang), picture=picture,
            drawing=self.drawings.inline(name, lang, way_to_root(stem)),
            svg=localised(stem, lang, "svg", self._languages),
        )  # fmt: skip

    def _missing(self, stem: str, lang: str, parameters: Parameters) -> Page:
        title, text = missing_words(lang)
        root = self.base_path.rstrip("/") + "/"  # it stands in for pages at any depth
        return self.templating.page(
            "error.html", stem, lang, root, title=title, text_line=text, nearest=()
        )


def missing_words(lang: str) -> tuple[str, str]:
    return (
        say("There is nothing here", lang),
        say("No resource of this graph has this address. Perhaps its name was mistyped.", lang),
    )


def _curl(query: str, public: str, endpoint: str | None) -> str | None:
    """The line that asks the same from a shell; None where nothing is asked, or nobody is."""
    if endpoint is None or not query.strip():
        return None
    try:
        return curl(query, urljoin(public, endpoint))
    except KgtoolsError:
        return None
