"""Files straight into a store, and looking terms up in it: quicker than quads in Python.

A store keeps numbers, booleans and language tags by value (see engines.oxigraph): what must be as
its author wrote it is looked up in TripleIndex.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from kgtools.rdf.index import Lookup
from kgtools.rdf.parse import parse_file, read_text
from kgtools.rdf.syntaxes import FORMATS
from kgtools.rdf.terms import Term


def load_files(store: Store, files: Iterable[tuple[Path, NamedNode]]) -> None:
    """Adds each file to the store; triples outside any named graph go to the graph beside it.

    Blank nodes get labels of their own. Raises ParseError with the place, as parse_file.
    """
    for path, graph in files:
        form = FORMATS.get(path.suffix.lower())
        text = read_text(path) if form else ""
        try:
            if not text.strip() or form is None:
                raise ValueError(path)
            store.load(text, format=form, to_graph=graph)
        except (SyntaxError, ValueError):
            parse_file(path, graph)  # says what is wrong, and where
            raise


class StoreIndex(Lookup):
    """The union of the store's graphs, looked up by subject or object; order is the store's."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __contains__(self, subject: object) -> bool:
        return next(self._quads(subject), None) is not None

    def all_subjects(self) -> list[Term]:
        found = self._store.query("SELECT DISTINCT ?s { GRAPH ?g { ?s ?p ?o } }")
        return [solution[0] for solution in found]  # type: ignore[union-attr]

    def about(self, subject: Term) -> list[tuple[NamedNode, Term]]:
        return list(dict.fromkeys((q.predicate, q.object) for q in self._quads(subject)))

    def objects(self, subject: Term, predicate: NamedNode | None) -> list[Term]:
        if predicate is None:
            return []
        return list(dict.fromkeys(quad.object for quad in self._quads(subject, predicate)))

    def subjects(self, predicate: NamedNode | None, value: Term) -> list[Term]:
        if predicate is None:
            return []
        found = self._quads(None, predicate, value)
        return list(dict.fromkeys(quad.subject for quad in found))

    def pairs(self, predicate: NamedNode) -> list[tuple[Term, Term]]:
        return [(quad.subject, quad.object) for quad in self._quads(None, predicate)]

    def uses(self, predicate: NamedNode) -> bool:
        return next(self._quads(None, predicate), None) is not None

    def _quads(self, *pattern: object) -> Iterator[Quad]:
        subject, predicate, value = (*pattern, None, None)[:3]
        return self._store.quads_for_pattern(subject, predicate, value)  # type: ignore[arg-type]
