"""Blank nodes by what is said of them, so that a label that changed is no change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad, Triple

from kgtools.diff.model import Anonymous, Subject, Value
from kgtools.rdf.terms import Term

MARK = NamedNode("urn:kgtools:root")
Facts = dict[Subject, dict[tuple[NamedNode, Value], frozenset[str]]]


def facts_of(quads: Iterable[Quad]) -> Facts:
    """What is said of each named subject and each blank node that stands by itself.

    Per predicate and value the graphs that say it.
    """
    everything = list(quads)
    about: dict[BlankNode, list[Triple]] = defaultdict(list)
    referred: set[BlankNode] = set()
    for quad in everything:
        if isinstance(quad.subject, BlankNode):
            about[quad.subject].append(Triple(quad.subject, quad.predicate, quad.object))
        if isinstance(quad.object, BlankNode):
            referred.add(quad.object)
    known: dict[BlankNode, Anonymous] = {}

    def value(term: Term) -> Value:
        if isinstance(term, BlankNode):
            if term not in known:
                known[term] = _describe(term, about)
            return known[term]
        if isinstance(term, Triple):
            raise ValueError("a quoted triple")
        return term

    collected: dict[Subject, dict[tuple[NamedNode, Value], set[str]]] = {}
    for quad in everything:
        subject: Subject
        if isinstance(quad.subject, NamedNode):
            subject = quad.subject
        elif isinstance(quad.subject, BlankNode) and quad.subject not in referred:
            found = value(quad.subject)
            assert isinstance(found, Anonymous)
            subject = found
        else:
            continue
        fact = (quad.predicate, value(quad.object))
        collected.setdefault(subject, {}).setdefault(fact, set()).add(str(quad.graph_name))
    return {
        s: {fact: frozenset(graphs) for fact, graphs in facts.items()}
        for s, facts in collected.items()
    }


def canonical_lines(quads: Iterable[Quad]) -> frozenset[str]:
    """The whole graph in canonical form, whatever its blank nodes are called."""
    return frozenset(_canonical(Triple(q.subject, q.predicate, q.object) for q in quads))


def _describe(root: BlankNode, about: dict[BlankNode, list[Triple]]) -> Anonymous:
    triples: dict[Triple, None] = {}
    seen, waiting = {root}, [root]
    while waiting:
        for triple in about.get(waiting.pop(), ()):
            triples[triple] = None
            if isinstance(triple.object, BlankNode) and triple.object not in seen:
                seen.add(triple.object)
                waiting.append(triple.object)
    marked = [Triple(MARK, MARK, root), *triples]
    return Anonymous("\n".join(_canonical(marked)), root, tuple(triples))


def _canonical(triples: Iterable[Triple]) -> list[str]:
    dataset = Dataset(Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(str(quad) for quad in dataset)
