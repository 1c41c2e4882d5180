"""rdflib, the reference engine: slower, but its answers are what others are held to."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple
from rdflib.plugins.sparql import prepareQuery

from kgtools.engines.base import Bindings, Boolean, Result, Triples
from kgtools.errors import EngineError, one_line
from kgtools.rdf.sparql import check_allowed, malformed
from kgtools.rdf.terms import Term


class RdflibEngine:
    name = "rdflib"

    def __init__(self, quads: Iterable[Quad]) -> None:
        quiet_rdflib()
        self._dataset = rdflib.Dataset(default_union=True)
        graphs: dict[str, rdflib.Graph] = {}
        for quad in quads:
            if isinstance(quad.graph_name, DefaultGraph):
                raise EngineError("a quad outside any named graph")
            name = quad.graph_name.value
            if name not in graphs:
                graphs[name] = self._dataset.graph(rdflib.URIRef(name))
            graphs[name].add(rdflib_triple(quad))
        self._graphs = frozenset(graphs)

    def query(self, sparql: str) -> Result:
        check_allowed(sparql, self._graphs)
        try:
            prepared = prepareQuery(sparql)
        except Exception as error:  # rdflib raises bare Exception for an undeclared prefix
            line, column = getattr(error, "lineno", None), getattr(error, "col", None)
            reason = str(error).partition("(at char")[0]
            raise malformed(sparql, reason, line, column) from None
        try:
            result = self._dataset.query(prepared)
            if result.type == "ASK":
                return Boolean(bool(result.askAnswer))
            if result.type == "SELECT":
                variables = result.vars or []
                rows = tuple(
                    tuple(from_rdflib(row.get(variable)) for variable in variables)
                    for row in result.bindings
                )
                return Bindings(tuple(str(variable) for variable in variables), rows)
            return Triples(tuple(_triple(*spo) for spo in result.graph or ()))
        except Exception as error:  # an evaluation fault of rdflib must not be a traceback
            raise EngineError(f"rdflib: {one_line(str(error))}") from None


def quiet_rdflib() -> None:
    """Keeps rdflib's log off stderr where nobody has asked for it (Python's last resort)."""
    for name in ("rdflib", "pyshacl"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


def rdflib_triple(quad: Quad) -> tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]:
    return to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)


def to_rdflib(term: Term) -> rdflib.term.Node:
    """The same term for rdflib, lexical form untouched."""
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Triple):
        raise EngineError("rdflib cannot hold triple terms (RDF 1.2)", hint="use oxigraph")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    if datatype == "http://www.w3.org/2001/XMLSchema#string":
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(datatype), normalize=False)


def from_rdflib(term: object) -> Term | None:
    """The same term for pyoxigraph, lexical form untouched; None for None."""
    if term is None:
        return None
    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    if isinstance(term, rdflib.Literal):
        if term.language:
            return Literal(str(term), language=term.language)
        return Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)
    raise EngineError(f"rdflib gave a term of an unknown kind: {type(term).__name__}")


def _triple(subject: object, predicate: object, value: object) -> Triple:
    s, p, o = from_rdflib(subject), from_rdflib(predicate), from_rdflib(value)
    assert isinstance(s, NamedNode | BlankNode) and isinstance(p, NamedNode) and o is not None
    return Triple(s, p, o)
