"""A corpus of made-up cases, shaped like the real one, for benchmarks: deterministic by seed.

    python benchmarks/corpus.py --cases 100 --seed 1 -o corpus.nq.zst

A case is one named graph of about 840 triples. It takes claims of the project's own data with all
that hangs on them (statements, passages, nodes and what these need), under IRIs of its own, so
that a case conforms to the shapes as the project does. With --faults N that many cases have one
fault each, of a kind told on standard error.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kgtools.export import packed
from kgtools.project import Project
from kgtools.rdf.terms import TYPE, Term

SIZE = 840  # triples of a case, about
ROOT = Path(__file__).parents[1]
FAULTS = ("a claim without its passage", "a number where a node belongs", "a label lost")


@dataclass(frozen=True)
class Stock:
    """The project's claims, what is said of each node, and which claims have it as content."""

    claims: tuple[NamedNode, ...]
    about: dict[Term, list[Triple]]
    claims_of: dict[Term, list[NamedNode]]
    own: str

    def closure(self, claim: NamedNode, had: set[Term], most: float) -> set[Term] | None:
        """The nodes that a claim brings along: all it leads to, and for each a claim on it.

        None where they have more than `most` triples.
        """
        found: set[Term] = set()
        waiting: list[Term] = [claim]
        size = 0
        while waiting:
            node = waiting.pop()
            if node in found or node in had or node not in self.about:
                continue
            found.add(node)
            size += len(self.about[node])
            if size > most:
                return None
            waiting += [triple.object for triple in self.about[node]]
            backing = self.claims_of.get(node, [])
            if backing and not any(one in found or one in had for one in backing):
                waiting.append(backing[0])
        return found


def stock_of(project: Project) -> Stock:
    """What cases are made of: the graphs of the project that hold its claims."""
    claim, content = project.roles.claim, project.roles.content
    graphs = {q.graph_name for q in project.quads() if q.predicate == TYPE and q.object == claim}
    about: dict[Term, list[Triple]] = defaultdict(list)
    claims_of: dict[Term, list[NamedNode]] = defaultdict(list)
    for quad in project.quads():
        if quad.graph_name in graphs:
            about[quad.subject].append(quad.triple)
            if quad.predicate == content and isinstance(quad.subject, NamedNode):
                claims_of[quad.object].append(quad.subject)
    claims = sorted((s for s, t in about.items() if any(x.object == claim for x in t)), key=str)
    named = tuple(one for one in claims if isinstance(one, NamedNode))
    return Stock(named, dict(about), dict(claims_of), project.config.base)


def cases(project: Project, number: int, seed: int, faults: int = 0) -> Iterator[list[Quad]]:
    """The quads of each case, in one named graph each."""
    stock = stock_of(project)
    at = random.Random(f"{seed} faults").sample(range(number), min(faults, number))
    for case in range(number):
        chance = random.Random(f"{seed} {case}")
        triples = _case(stock, chance, f"case-{seed}-{case:06}")
        if case in at:
            fault = chance.randrange(len(FAULTS))
            print(f"case {case}: {FAULTS[fault]}", file=sys.stderr)
            triples = _spoiled(triples, fault, project, chance)
        graph = NamedNode(f"{stock.own}graph/case-{seed}-{case:06}")
        yield [Quad(t.subject, t.predicate, t.object, graph) for t in triples]


def _case(stock: Stock, chance: random.Random, name: str) -> list[Triple]:
    nodes: set[Term] = set()
    size = 0
    for claim in chance.sample(stock.claims, len(stock.claims)):
        more = stock.closure(claim, nodes, SIZE * 1.02 - size)
        if more is not None:
            nodes |= more
            size += sum(len(stock.about[node]) for node in more)
        if size >= SIZE * 0.98:
            break
    renamed = {node: _renamed(node, stock.own, name) for node in nodes}
    triples = [triple for node in nodes for triple in stock.about[node]]
    made = [
        Triple(renamed.get(t.subject, t.subject), t.predicate, renamed.get(t.object, t.object))  # type: ignore[arg-type]
        for t in triples
    ]
    return sorted(made, key=str)


def _renamed(node: Term, own: str, name: str) -> Term:
    if isinstance(node, NamedNode) and node.value.startswith(own):
        return NamedNode(f"{own}id/{name}/{node.value.rpartition('/')[2]}")
    return node


def _spoiled(
    triples: list[Triple], fault: int, project: Project, chance: random.Random
) -> list[Triple]:
    roles = project.roles
    passage, content = roles.passage, roles.content
    wanted = {0: passage, 1: content}.get(fault)
    fits = [t for t in triples if t.predicate == wanted or (fault == 2 and _is_label(t))]
    spoiled = chance.choice(fits)
    if fault == 0:
        return [t for t in triples if not (t.subject == spoiled.subject and t.predicate == passage)]
    rest = [triple for triple in triples if triple != spoiled]
    if fault == 1:
        rest.append(Triple(spoiled.subject, spoiled.predicate, Literal(7)))
    return rest


def _is_label(triple: Triple) -> bool:
    return triple.predicate.value.endswith("#label")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    lines = (
        f"{quad} .\n"
        for case in cases(Project.open(ROOT), given.cases, given.seed, given.faults)
        for quad in case
    )
    data = "".join(lines).encode()
    given.output.write_bytes(packed(data, given.output.suffix))
    print(f"{given.output}: {data.count(10):,} triples", file=sys.stderr)


if __name__ == "__main__":
    main()
