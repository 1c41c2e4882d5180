"""One folder with a kgtools.toml is one knowledge graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

from kgtools.config import CONFIG, Config, LangMap, NamedGraph, Roles, SourceText, read_config
from kgtools.errors import ParameterError, ParseError, ProjectError, raise_all
from kgtools.public import Public
from kgtools.rdf.index import Lookup, TripleIndex
from kgtools.rdf.location import Location
from kgtools.rdf.packed import PackedQuads
from kgtools.rdf.parse import each_quad, parse_file, read_text
from kgtools.rdf.stored import StoreIndex, load_files
from kgtools.rdf.terms import DCTERMS, FOAF, RDFS, SCHEMA, SKOS, Term, lexical, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    from kgtools.rdf.ahead import Loading
    from kgtools.rdf.turtle import LocatedTriple

    T = TypeVar("T")


LABELS = tuple(
    NamedNode(iri)
    for iri in (
        SKOS + "prefLabel",
        RDFS + "label",
        DCTERMS + "title",
        SCHEMA + "name",
        FOAF + "name",
    )
)


class Project(Public):
    """The folder, its configuration and, parsed when first asked for, its quads.

    `derived` are quads that follow from those of the files, where somebody wants them too
    (kgtools.reasoning.with_derived). None of the three is ever set anew: see `but`.
    """

    def __init__(self, root: Path, config: Config, derived: tuple[Quad, ...] = ()) -> None:
        self.root, self.config, self.derived = root, config, derived
        self.loading: Loading | None = None

    def but(self, config: Config | None = None, derived: tuple[Quad, ...] | None = None) -> Project:
        """The same project, but with this configuration, or with these quads derived."""
        return Project(
            self.root,
            self.config if config is None else config,
            self.derived if derived is None else derived,
        )

    @classmethod
    def open(cls, path: str | Path | None = None) -> Project:
        """The project in the folder `path`, else in the nearest folder from here upwards.

        Where no such folder is, `path` may be the name of a dataset shipped with kgtools.
        Raises ProjectError when there is none, or when its kgtools.toml is not in order.
        """
        root = _find_upwards(Path.cwd()) if path is None else _folder(path)
        if not (root / CONFIG).is_file():
            hint = f"name a folder that has a {CONFIG}"
            raise ProjectError(f"no {CONFIG} in this folder", root, hint)
        return cls(root, read_config(root))

    @property
    def title(self) -> LangMap:
        return self.config.title

    @property
    def version(self) -> str:
        return self.config.version

    @property
    def languages(self) -> tuple[str, ...]:
        return self.config.languages

    @property
    def prefixes(self) -> Mapping[str, str]:
        return self.config.prefixes

    @property
    def graphs(self) -> tuple[NamedGraph, ...]:
        return self.config.graphs

    @property
    def roles(self) -> Roles:
        return self.config.roles

    @property
    def sources(self) -> tuple[SourceText, ...]:
        return self.config.sources

    def quads(self) -> list[Quad]:
        """All quads in the order of the graphs, those that were derived (if any) last.

        Raises ParseError when a file cannot be read or parsed, SeveralErrors when several cannot.
        """
        return list(self.packed)

    @property
    def packed(self) -> PackedQuads:
        """The same in little room: for who goes through them without keeping them."""
        return self._parsed[0]

    def rows_of(self, file: Path) -> range:
        """The rows of `packed` that are of one of the files of the graphs; none of any other."""
        return self._parsed[1].get(file, range(0))

    def quads_of(self, file: Path) -> Sequence[Quad]:
        """The quads of one of the files of the graphs; none of any other file."""
        rows = self.rows_of(file)
        return self.packed[rows.start : rows.stop]  # type: ignore[no-any-return]

    def shapes(self) -> list[Quad]:
        """The quads of the shape files, in one graph named after the project's base."""
        return [quad for quads in self._shapes.values() for quad in quads]

    @cached_property
    def _shapes(self) -> dict[Path, list[Quad]]:
        graph = NamedNode(self.config.base)
        return _parse_each((file, graph) for file in self.config.shapes)

    @cached_property
    def index(self) -> TripleIndex:
        """The triples of all graphs, for looking up by subject or object."""
        return TripleIndex(self.packed)

    @cached_property
    def store(self) -> Store:
        """All quads in an Oxigraph store in memory, straight from the files: for asking only.

        Raises ParseError when a file cannot be read or parsed.
        """
        store = None if self.derived else self._ahead()
        if store is None:  # one that was loaded ahead may be for reading only
            store = Store()
            load_files(store, self.files)
            store.extend(self.derived)
        return store

    def _ahead(self) -> Store | None:
        """What was loaded ahead, if that is what is wanted."""
        if self.loading is None or not self.loading.is_of(self.root, self.files):
            return None
        return self.loading.store()

    @property
    def files(self) -> list[tuple[Path, NamedNode]]:
        """The files of all graphs, each with the graph of what is outside any named graph."""
        return [(file, graph.iri) for graph in self.graphs for file in graph.files]

    @property
    def lookup(self) -> Lookup:
        """The index, or the store where that is what was loaded: for names, and what there is."""
        loaded = "store" in self.__dict__ and "index" not in self.__dict__
        return StoreIndex(self.store) if loaded else self.index

    def language(self, tag: str | None) -> str | None:
        """The language of the project that is meant: itself, else that of which it is a variety.

        None for None. Raises ParameterError for a language that the project does not speak.
        """
        if tag is None:
            return None
        for wanted in (tag.lower(), tag.lower().partition("-")[0]):
            for language in self.languages:
                if language.lower() == wanted:
                    return language
        message = f"this project does not speak {tag!r}"
        raise ParameterError(message, hint=f"its languages are {', '.join(self.languages)}")

    def once(self, name: str, work: Callable[[], T]) -> T:
        """What `work` gives, worked out once under this name: a digest, a count of words."""
        if name not in self._worked_out:
            self._worked_out[name] = work()
        found: T = self._worked_out[name]
        return found

    @cached_property
    def _worked_out(self) -> dict[str, Any]:
        return {}

    @cached_property
    def _by_label(self) -> dict[str, dict[NamedNode, None]]:
        found: dict[str, dict[NamedNode, None]] = {}
        for label in LABELS:
            for subject, value in self.lookup.pairs(label):
                if isinstance(subject, NamedNode) and isinstance(value, Literal):
                    key = " ".join(value.value.casefold().split())
                    found.setdefault(key, {})[subject] = None
        return found

    @cached_property
    def _names(self) -> tuple[NamedNode, ...]:
        """Those of LABELS that the graph has at all: there is often but one of the five."""
        return tuple(label for label in LABELS if self.lookup.uses(label))

    def labelled(self, text: str) -> list[NamedNode]:
        """The nodes that have this label in any language, in whatever case."""
        return list(self._by_label.get(" ".join(text.casefold().split()), ()))

    def label(self, term: Term, lang: str | None = None) -> str | None:
        """The label in the language, else in the nearest there is; None without any label."""
        labels = [
            literal
            for predicate in self._names
            for literal in self.lookup.objects(term, predicate)
            if isinstance(literal, Literal)
        ]
        best = self.in_language(labels, lang)
        return best.value if best else None

    def in_language(self, literals: Iterable[Literal], lang: str | None = None) -> Literal | None:
        """Of several literals the one nearest to the language.

        The language itself, its base language, the project's languages in their order,
        no language, any: the first of these that there is.
        """
        found = list(literals)
        if len(found) < 2:
            return found[0] if found else None
        wanted = [lang.lower(), lang.lower().partition("-")[0]] if lang else []
        wanted += [language.lower() for language in self.languages]
        for literal in found:  # mostly there is one in the language itself
            if _is_in(literal, wanted[0]):
                return literal

        def distance(literal: Literal) -> int:
            near = (number for number, tag in enumerate(wanted) if _is_in(literal, tag))
            return next(near, len(wanted) + bool(literal.language))

        return min(found, key=distance)

    def text(self, texts: LangMap, lang: str | None = None) -> str:
        """Of texts by language the one nearest to the language."""
        literals = [Literal(text, language=tag) for tag, text in texts.items()]
        best = self.in_language(literals, lang)
        return best.value if best else ""

    def name(self, term: Term, lang: str | None = None) -> str:
        """What a person reads for the term: its label, a passage's place, else the CURIE.

        A literal is its text.
        """
        if isinstance(term, NamedNode):
            found = self.label(term, lang) or self._place(term, lang)
            return found or shorten(term.value, self.prefixes)
        return lexical(term)

    def _place(self, passage: Term, lang: str | None) -> str | None:
        """`Analysis 14.3` for a passage with section, paragraph and sentence; else None."""
        roles, index = self.roles, self.lookup
        numbers = [index.object(passage, role) for role in (roles.paragraph, roles.sentence)]
        place = ".".join(lexical(number) for number in numbers if number is not None)
        section = index.object(passage, roles.section)
        if not place or section is None:
            return place or None
        return f"{self.name(section, lang)} {place}"

    def locate(
        self, subject: Term, predicate: Term | None = None, value: Term | None = None
    ) -> Location | None:
        """Where the triple (or any of the predicate, or the subject's first) is written.

        Only Turtle files have places; None when it stands in none of them.
        """
        if not isinstance(subject, NamedNode):
            return None
        for file in self._files_of.get(subject, ()):
            for triple in self._located(file).get(subject, ()):
                if predicate is None:
                    return Location(file, *triple.subject_at)
                if triple.predicate == predicate and value is None:
                    return Location(file, *triple.predicate_at)
                if triple.predicate == predicate and triple.object == value:
                    return Location(file, *triple.object_at)
        return None

    def locate_use(self, term: Term) -> Location | None:
        """Where the term is first used, as predicate or object, in the order of the files."""
        quads, number = self.packed, self.packed.number(term)
        for file, rows in self._parsed[1].items():
            where = slice(rows.start, rows.stop)
            used = number in quads.predicate[where] or number in quads.object[where]
            if file.suffix != ".ttl" or not used:
                continue
            for triples in self._located(file).values():
                for triple in triples:
                    if term == triple.predicate:
                        return Location(file, *triple.predicate_at)
                    if term == triple.object:
                        return Location(file, *triple.object_at)
        return None

    @cached_property
    def _parsed(self) -> tuple[PackedQuads, dict[Path, range]]:
        """The quads of all files and the rows of each; what was derived stands behind them."""
        quads, rows = PackedQuads(), dict[Path, range]()

        def read(file: Path, graph: NamedNode) -> None:
            rows[file] = quads.extend(each_quad(file, graph))

        _each_file(self.files, read)
        quads.extend(self.derived)
        return quads, rows

    @cached_property
    def _files_of(self) -> dict[Term, list[Path]]:
        files: dict[Term, dict[Path, None]] = {}
        parsed = {file: self.quads_of(file) for file in self._parsed[1]}
        for file, quads in {**parsed, **self._shapes}.items():
            if file.suffix == ".ttl":
                for quad in quads:
                    files.setdefault(quad.subject, {})[file] = None
        return {subject: list(found) for subject, found in files.items()}

    @cached_property
    def _located_by_file(self) -> dict[Path, dict[Term, list[LocatedTriple]]]:
        return {}

    def _located(self, file: Path) -> dict[Term, list[LocatedTriple]]:
        if file not in self._located_by_file:
            from kgtools.rdf.turtle import TurtleError, located_triples

            by_subject: dict[Term, list[LocatedTriple]] = {}
            try:
                for triple in located_triples(read_text(file)):
                    by_subject.setdefault(triple.subject, []).append(triple)
            except TurtleError:  # pyoxigraph read it: a place less is better than no answer
                by_subject = {}
            self._located_by_file[file] = by_subject
        return self._located_by_file[file]


def _parse_each(files: Iterable[tuple[Path, NamedNode]]) -> dict[Path, list[Quad]]:
    """The quads by file; those that do not parse are all named in the error."""
    parsed: dict[Path, list[Quad]] = {}

    def read(file: Path, graph: NamedNode) -> None:
        parsed[file] = parse_file(file, graph)

    _each_file(files, read)
    return parsed


def _each_file(
    files: Iterable[tuple[Path, NamedNode]], read: Callable[[Path, NamedNode], None]
) -> None:
    """Reads each; those that do not parse are all named in the error."""
    errors = []
    for file, graph in files:
        try:
            read(file, graph)
        except ParseError as error:
            errors.append(error)
    raise_all(errors)


def _folder(path: str | Path) -> Path:
    root = Path(path).absolute()
    if root.is_dir():
        return root
    from kgtools.shipped import shipped

    known = shipped()
    if str(path) in known:
        return known[str(path)]
    names = f" or the name of a shipped dataset: {', '.join(known)}" if known else ""
    hint = f"name a folder that has a {CONFIG}{names}"
    raise ProjectError("there is no such folder", root, hint)


def _is_in(literal: Literal, language: str) -> bool:
    """Whether it is in the language (in lower case), or in a variety of it."""
    tag = (literal.language or "").lower()
    return tag == language or tag.startswith(f"{language}-")


def _find_upwards(here: Path) -> Path:
    for folder in (here, *here.parents):
        if (folder / CONFIG).is_file():
            return folder
    hint = "go into a project's folder or give --project DIR"
    raise ProjectError(f"no {CONFIG} in this folder or any above it", here, hint)
