"""The site of one state of a project: what stands at which path."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from urllib.parse import urljoin

from pyoxigraph import Quad

from kgtools.config import CONFIG
from kgtools.engines import Engine
from kgtools.metadata import Publication
from kgtools.project import Project
from kgtools.rdf.terms import Term
from kgtools.web.asking import Ask, Embedded, Run, given_values
from kgtools.web.briefings import Briefings
from kgtools.web.declared import FOLDER
from kgtools.web.declared_read import declared_pages
from kgtools.web.description import Describer
from kgtools.web.document_pages import DocumentPages, answer_names
from kgtools.web.documents import Document, Documents
from kgtools.web.downloads import Downloads, Measured
from kgtools.web.facts import Facts
from kgtools.web.files import Files
from kgtools.web.http import PageRequest, PageResponse, Rendered
from kgtools.web.links import page_path
from kgtools.web.negotiation import BY_NAME, DATA_FORMATS, Format
from kgtools.web.pages import Pages
from kgtools.web.releases import Earlier, Releases
from kgtools.web.representations import formats_for, not_for_xml, represented
from kgtools.web.signposts import as_headers, signposts
from kgtools.web.static_files import TYPES, StaticFiles
from kgtools.web.templating import Parameters, Templating
from kgtools.web.vouching import Vouching

MOST_KEPT = 64 << 20  # bytes of rendered pages kept in memory
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Site:
    """The pages and representations of the project as it is now.

    `base_path` is the prefix of the site's paths on its host ("" or "/graph"), `public_base` the
    absolute URL of its root (default: what the project's IRIs begin with). `ask` answers
    prepared queries and `run` SPARQL, for a server with limits of its own; without `ask` the
    queries are answered in this process (by `engine`, if one is given), without `run` the query
    page sends its form to `endpoint`, a path in the site (None: there is no endpoint).
    `modified` is since when all this stands (default: the newest of the project's files).
    `description` is what its document says of the dataset (default: VoID and DCAT, with the files
    of `measured`, the `endpoint` and the prepared queries below the path `api`, if any).
    `formats` are the data formats that documents come in, by name (None: all), `measured` what is
    known of the downloads, `earlier` of the releases before this one.
    """

    project: Project
    base_path: str = ""
    public_base: str | None = None
    ask: Ask | None = None
    run: Run | None = None
    engine: Engine | None = None
    endpoint: str | None = "sparql"
    modified: datetime | None = None
    description: tuple[Quad, ...] | None = None
    formats: tuple[str, ...] | None = None
    measured: MutableMapping[str, Measured] = field(default_factory=dict)
    earlier: Earlier = field(default_factory=Earlier)
    api: str | None = None

    def respond(self, request: PageRequest) -> PageResponse:
        """The answer to a request for a page, a representation or a thing; it never raises."""
        from kgtools.web.responding import respond

        return respond(self, request)

    def paths(self) -> Iterator[str]:
        """Every path at which something stands, percent-decoded, without a slash before it.

        Data formats that cannot hold a document are left out.
        """
        yield from self.other_paths()
        for document in self.documents.plain:
            yield from self.paths_of(document)

    def other_paths(self) -> Iterator[str]:
        """The paths of all but the plain documents."""
        for stem in self.pages.own_stems():
            yield from self.pages_of(stem)
        for document in self.documents.special:
            yield from self.paths_of(document)
        yield from self.files.paths()

    def paths_of(self, document: Document) -> list[str]:
        """Those of its pages, of its data and, of a query, of its text and answers."""
        paths = [*self.pages_of(document.stem), *self.data_of(document)]
        if document.kind == "query":
            paths.append(document.stem + ".rq")
            names = answer_names(self.facts.queries[document.main])
            paths += [f"{document.stem}/answer.{name}" for name in names]
        return paths

    @cached_property
    def endings(self) -> frozenset[str]:
        """With which the paths of a document that is no query may end."""
        return frozenset([*self.pages_of(""), *(form.suffix for form in self._offered)])

    def pages_of(self, stem: str) -> list[str]:
        """The paths of a page in all languages."""
        languages = self.project.languages
        return [page_path(stem, lang, languages) for lang in languages]

    def data_of(self, document: Document) -> list[str]:
        """The paths of what the document says as data."""
        return [document.stem + form.suffix for form in self.formats_of(document)]

    def page(self, path: str, parameters: Parameters = ()) -> Rendered | None:
        """What stands at the path; the same bytes for the same project, on every machine.

        None where nothing does. Raises KgtoolsError where a prepared query cannot be answered.
        """
        if parameters:
            return self._render(path, parameters)
        with self._lock:
            if path in self._kept:
                self._kept.move_to_end(path)
                return self._kept[path]
        rendered = self._render(path, ())
        if rendered is not None and rendered.status == 200:
            self._keep(path, rendered)
        return rendered

    def rendered(self, path: str) -> Rendered | None:
        """As `page` without parameters, for files: neither kept in memory nor with its links."""
        return self._render(path, (), linked=False)

    @cached_property
    def facts(self) -> Facts:
        return Facts(self.project, self.description, self._publication)

    def prepare(self) -> None:
        """Reads what does not depend on how the dataset is offered, the longest part of it."""
        self.facts.prepare()
        self.templating.prepare()

    def _publication(self) -> Publication:
        """How the dataset is offered; of files that nobody has measured yet, without their size."""
        listed = Downloads(self.templating, not self.hard_for_xml, self.measured)
        return Publication(
            self.public,
            tuple(listed.distributions()),
            self.endpoint and urljoin(self.public, self.endpoint),
            self.api and urljoin(self.public, self.api),
            self.api and urljoin(self.public, f"{self.api}openapi.json"),
        )

    @cached_property
    def documents(self) -> Documents:
        return Documents(self.facts)

    @cached_property
    def public(self) -> str:
        return (self.public_base or self.facts.root).rstrip("/") + "/"

    @cached_property
    def pages(self) -> Pages:
        of_documents = DocumentPages(
            self.templating,
            self._vouching,
            self.public,
            self._ask,
            self.formats_of,
            self.briefings,
        )
        rooms = (self.downloads, self.briefings, Releases(self.templating, self.earlier))
        return Pages(self.templating, of_documents, self.run, rooms, self.base_path)

    @cached_property
    def templating(self) -> Templating:
        declared = declared_pages(self.project)
        return Templating(self.facts, self.documents, self.endpoint, self.static, declared)

    @cached_property
    def downloads(self) -> Downloads:
        _ = self.facts.implied  # which tells of what was measured until now, not by this
        return Downloads(self.templating, not self.hard_for_xml, self.measured)

    @cached_property
    def briefings(self) -> Briefings:
        return Briefings(self.templating, self.public)

    @cached_property
    def files(self) -> Files:
        return Files(self.pages, self.describer, self.public, self.static)

    @cached_property
    def static(self) -> StaticFiles:
        return StaticFiles()

    @cached_property
    def describer(self) -> Describer:
        return Describer(self.facts, self.documents, self._vouching)

    @cached_property
    def last_modified(self) -> datetime:
        """Since when all pages stand: as a page shows what other files say, one for all."""
        if self.modified is not None:
            return self.modified.replace(microsecond=0)
        config = self.project.config
        files = [file for graph in config.graphs for file in graph.files]
        files += [self.project.root / CONFIG, *config.shapes, *config.rules.files]
        files += config.queries.glob("*.rq") if config.queries else []
        files += (self.project.root / FOLDER).rglob("*")
        files += [file for file in HERE.rglob("*") if file.suffix in (".py", ".html", *TYPES)]
        newest = max((file.stat().st_mtime for file in files if file.is_file()), default=0.0)
        return datetime.fromtimestamp(int(newest), UTC)

    def formats_of(self, document: Document) -> tuple[Format, ...]:
        """The data formats in which the document can be had."""
        if not self.hard_for_xml:
            return self._offered
        able = formats_for(self.describer.quads(document), self.hard_for_xml)
        return tuple(form for form in self._offered if form in able)

    @cached_property
    def _offered(self) -> tuple[Format, ...]:
        wanted = self.formats
        return tuple(form for form in DATA_FORMATS if wanted is None or form.name in wanted)

    def split(self, path: str) -> tuple[str, str] | None:
        """Stem and language of the path of an HTML page; None for any other path."""
        if not path.endswith(".html"):
            return None
        stem = path.removesuffix(".html")
        known = set(self.project.languages[1:])
        bare, dot, tag = stem.rpartition(".")
        if dot and tag in known and stem not in self.documents.by_stem:
            return bare, tag
        return stem, self.project.languages[0]

    def _render(self, path: str, parameters: Parameters, linked: bool = True) -> Rendered | None:
        if (parts := self.split(path)) is not None:
            return self._html(*parts, parameters, linked)
        stem, dot, name = path.rpartition(".")
        document = self.documents.by_stem.get(stem)
        if dot and document is not None and name in BY_NAME:
            return self._data(document, BY_NAME[name], linked)
        if stem.endswith("/answer"):
            return self._answer(stem.removesuffix("/answer"), name, parameters)
        if document is not None and document.kind == "query" and name == "rq":
            text = self.facts.queries[document.main].text
            return Rendered(text.encode(), "application/sparql-query")
        return self.files.file(path)

    def _html(self, stem: str, lang: str, parameters: Parameters, linked: bool) -> Rendered | None:
        page = self.pages.page(stem, lang, parameters)
        if page is None:
            return None
        document = self.documents.by_stem.get(stem) if linked else None
        links = self._signposts(document, BY_NAME["html"], lang) if document else ()
        return Rendered(page.body, "text/html", links, lang, page.status)

    def _data(self, document: Document, form: Format, linked: bool) -> Rendered | None:
        found = self.describer.statements(document)
        if form not in self._offered or form not in formats_for(found.quads, self.hard_for_xml):
            return None
        about = list(self.describer.about_document(document, form, self.public))
        fine = document.kind == "reference"
        body = represented(found, about, form, self.facts.prefixes, fine)
        links = self._signposts(document, form, self.project.languages[0]) if linked else ()
        return Rendered(body, form.media_type, links)

    def _signposts(
        self, document: Document, form: Format, lang: str
    ) -> tuple[tuple[str, str], ...]:
        formats: Sequence[Format] = self.formats_of(document)
        return as_headers(signposts(self.facts, document, form, lang, formats, self.public))

    def _answer(self, stem: str, name: str, parameters: Parameters) -> Rendered | None:
        """The answer to a prepared query as a file: rows as CSV or JSON, a graph as Turtle."""
        from kgtools.results import render

        document = self.documents.by_stem.get(stem)
        query = self.facts.queries.get(document.main) if document else None
        if query is None or name not in answer_names(query):
            return None
        lang = self.project.languages[0]
        answer = self._ask(query.slug, given_values(query, parameters), lang)
        form = {"csv": "csv", "json": "json", "ttl": "turtle"}[name]
        types = {"csv": "text/csv", "json": "application/sparql-results+json", "ttl": "text/turtle"}
        return Rendered(render(answer.result, form, self.project).encode(), types[name])

    @cached_property
    def _ask(self) -> Ask:
        return self.ask or Embedded(self.project, self.engine)

    @cached_property
    def _vouching(self) -> Vouching:
        return Vouching(self.facts)

    @cached_property
    def hard_for_xml(self) -> frozenset[Term]:
        packed, rest = self.project.packed, [*self.facts.of_queries, *self.project.shapes()]
        predicates = packed.used(packed.predicate) | {quad.predicate for quad in rest}
        values = packed.used(packed.object) | {quad.object for quad in rest}
        return not_for_xml(predicates, values)

    # ---- what was rendered is kept, the least recently asked for thrown away first

    @cached_property
    def _kept(self) -> OrderedDict[str, Rendered]:
        return OrderedDict()

    @cached_property
    def _lock(self) -> Lock:
        return Lock()

    @cached_property
    def _size(self) -> list[int]:
        return [0]

    def _keep(self, path: str, rendered: Rendered) -> None:
        with self._lock:
            if path in self._kept or len(rendered.body) > MOST_KEPT // 8:
                return
            self._kept[path] = rendered
            self._size[0] += len(rendered.body)
            while self._size[0] > MOST_KEPT:
                _, oldest = self._kept.popitem(last=False)
                self._size[0] -= len(oldest.body)
