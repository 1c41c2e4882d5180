"""From what was asserted to what follows: all rules, round after round, until nothing is new."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from kgtools import __version__
from kgtools.engines import Engine, Triples, open_engine
from kgtools.errors import QueryError
from kgtools.memory import Memory
from kgtools.project import Project
from kgtools.rdf.terms import Term, xsd
from kgtools.reasoning.rules import Rule, rules_of

CACHE = "derived.json"  # in the memory of the project
# Rules on a finite graph come to rest in a handful of rounds; one that coins IRIs never does.
MAX_ROUNDS = 200
MAX_DERIVED = 5_000_000
EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
STRING = xsd("string")
ANYTHING = NamedNode("urn:kgtools:anything")


@dataclass(frozen=True)
class Derived:
    """A triple that nobody asserted, the rule that first gave it, and in which round."""

    triple: Triple
    rule: str
    round: int


@dataclass(frozen=True)
class Derivation:
    """All that follows from a project's asserted quads by its rules."""

    graph: NamedNode
    rules: tuple[Rule, ...]
    derived: tuple[Derived, ...]

    def quads(self) -> tuple[Quad, ...]:
        triples = (one.triple for one in self.derived)
        return tuple(Quad(t.subject, t.predicate, t.object, self.graph) for t in triples)

    def counts(self) -> list[tuple[Rule, int]]:
        """How many triples each rule gave first, in the order of the rules."""
        counted = Counter(one.rule for one in self.derived)
        return [(rule, counted[rule.slug]) for rule in self.rules]


def with_derived(project: Project) -> Project:
    """The project whose quads have, besides the asserted, the derived in a graph of their own."""
    return project.but(derived=derive(project).quads())


def derive(project: Project, cache: bool = True) -> Derivation:
    """All triples that follow from the asserted ones, none of which is asserted itself.

    Triples with a blank node are left out: no other graph could speak of it. The outcome is kept
    in the project's folder under `.kgtools/` and is used again as long as files, rules and
    kgtools are the same; `cache=False` neither reads nor writes it.
    Raises QueryError for a rule that is not in order or never comes to rest, ParseError.
    """
    rules = rules_of(project)
    graph = project.config.rules.graph
    memory = Memory(project.root)
    digest = _digest(project, rules) if cache else ""
    found = _read(memory, digest) if cache else None
    if found is None:
        found = _fixpoint(project.but(derived=()).quads(), rules, graph)
        if cache:
            _write(memory, digest, found)
    return Derivation(graph, rules, found)


def _fixpoint(
    asserted: list[Quad], rules: tuple[Rule, ...], graph: NamedNode
) -> tuple[Derived, ...]:
    """Each round sees only what stood before it: a premise is always older than its conclusion."""
    quads = list(asserted)
    known: set[Triple] = set()
    found: list[Derived] = []
    for number in range(1, MAX_ROUNDS + 1):
        engine = open_engine(quads)
        known = known or set(_triples(engine, EVERYTHING))
        new: dict[Triple, Derived] = {}
        for rule in rules:
            for triple in _conclusions(engine, rule):
                if triple not in known and triple not in new:
                    new[triple] = Derived(triple, rule.slug, number)
        if not new:
            return _as_authored(found, asserted)
        known.update(new)
        found += new.values()
        quads += [Quad(t.subject, t.predicate, t.object, graph) for t in new]
        if len(found) > MAX_DERIVED:
            break
    last = next(rule for rule in rules if rule.slug == found[-1].rule)
    hint = "let it use only terms that its WHERE group finds in the graph"
    raise QueryError(f"the rule {last.slug} does not come to rest", last.path, hint)


def _conclusions(engine: Engine, rule: Rule) -> Iterable[Triple]:
    try:
        return _triples(engine, rule.text)
    except QueryError as error:
        raise error.in_file(rule.path) from None


def _triples(engine: Engine, construct: str) -> Iterable[Triple]:
    result = engine.query(construct)
    assert isinstance(result, Triples)
    return result.triples


def _as_authored(found: list[Derived], asserted: list[Quad]) -> tuple[Derived, ...]:
    """Without blank nodes, and literals as their authors wrote them: a store keeps only values."""
    authored = {
        (quad.subject, _stored(quad.object)): quad.object
        for quad in asserted
        if isinstance(quad.object, Literal)
    }
    outcome = []
    for one in found:
        subject, predicate, value = one.triple.subject, one.triple.predicate, one.triple.object
        if isinstance(subject, BlankNode) or isinstance(value, BlankNode):
            continue
        triple = Triple(subject, predicate, authored.get((subject, value), value))
        outcome.append(replace(one, triple=triple))
    return tuple(sorted(outcome, key=lambda one: (one.round, one.rule, str(one.triple))))


def as_stored(triple: Triple) -> Triple:
    """The triple as the engine gives it back: a literal by its value."""
    value = triple.object
    if not isinstance(value, Literal):
        return triple
    return Triple(triple.subject, triple.predicate, _stored(value))


def _stored(literal: Literal) -> Term:
    """The literal as an Oxigraph store gives it back."""
    if literal.language or literal.datatype == STRING:
        return literal
    store = Store()
    store.add(Quad(ANYTHING, ANYTHING, literal))
    stored: Term = next(iter(store)).object
    return stored


def _digest(project: Project, rules: tuple[Rule, ...]) -> str:
    """Of all that the outcome depends on."""
    digest = hashlib.sha256(f"{__version__} {project.config.rules.graph.value}".encode())
    parts = [(g.iri.value, f.read_bytes()) for g in project.graphs for f in g.files]
    parts += [(rule.slug, rule.text.encode()) for rule in rules]
    for name, content in parts:
        digest.update(f"\0{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _read(memory: Memory, digest: str) -> tuple[Derived, ...] | None:
    """What is kept, if it is of the same input; None for whatever cannot be used."""
    try:
        kept = memory.read(CACHE)
        if kept["digest"] != digest:
            return None
        return tuple(
            Derived(Triple(quad.subject, quad.predicate, quad.object), rule, number)
            for number, rule, text in kept["derived"]
            for quad in parse(text, format=RdfFormat.N_TRIPLES)
        )
    except (OSError, ValueError, KeyError, TypeError, SyntaxError):
        return None


def _write(memory: Memory, digest: str, derived: tuple[Derived, ...]) -> None:
    groups: dict[tuple[int, str], list[str]] = {}
    for one in derived:
        groups.setdefault((one.round, one.rule), []).append(f"{one.triple} .\n")
    kept = [[number, rule, "".join(lines)] for (number, rule), lines in groups.items()]
    memory.write(CACHE, {"digest": digest, "derived": kept})
