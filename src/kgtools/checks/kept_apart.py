"""Whether each triple stands in the named graph where it belongs.

SHACL sees the union of the graphs, so that a triple in the wrong one passes every shape. What a
claim says and what the curators add are told apart by their graphs alone, once they are loaded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from kgtools.checks.finding import Finding, Report, Severity
from kgtools.project import Project
from kgtools.rdf.terms import TYPE, Term, lexical, shorten
from kgtools.words import say

RULE = "graphs"
Edge = tuple[Term, Term, Term]


def check_kept_apart(project: Project, lang: str | None = None) -> Report:
    """Triples that stand twice, or apart from what they belong to.

    A triple of a node stands where the node's class is stated, an edge that a statement names
    stands with that statement, a statement with somebody who states it, a selector with its
    passage; claims and editorial assertions share no graph. A claim stands with a passage of its
    own where other claims do (passages may have a graph to themselves). A property from outside
    the project's base may be stated elsewhere (public record adds an identifier), then with all
    its values. What is derived is left out. Nothing is looked at in a project of one graph.
    """
    if len(project.graphs) < 2:
        return Report(())
    checker = _Checker(project, lang or project.languages[0])
    return Report(
        (
            *checker.twice(),
            *checker.strays(),
            *checker.unvouched(),
            *checker.evidence(),
            *checker.mixed(),
        ),
    )


class _Checker:
    def __init__(self, project: Project, lang: str) -> None:
        self.project, self.lang = project, lang
        derived = set(project.derived)
        self.quads = [quad for quad in project.quads() if quad not in derived]
        self.home: dict[Term, set[object]] = defaultdict(set)
        self.said_in: dict[tuple[Term, Term], set[object]] = defaultdict(set)
        for quad in self.quads:
            if quad.predicate == TYPE:
                self.home[quad.subject].add(quad.graph_name)
            self.said_in[quad.subject, quad.predicate].add(quad.graph_name)
        self.statements = self._statements()

    def _statements(self) -> dict[Edge, set[object]]:
        """The graphs of the statements that name an edge, by edge."""
        roles, index = self.project.roles, self.project.index
        found: dict[Edge, set[object]] = defaultdict(set)
        for node in index.instances([roles.statement]) if roles.statement else ():
            names = (roles.statement_subject, roles.statement_property, roles.statement_object)
            subject, predicate, value = (index.object(node, name) for name in names)
            if subject is not None and predicate is not None and value is not None:
                found[subject, predicate, value] |= self.home[node]
        return found

    def twice(self) -> Iterator[Finding]:
        seen: dict[Edge, Quad] = {}
        for quad in self.quads:
            first = seen.setdefault((quad.subject, quad.predicate, quad.object), quad)
            if first.graph_name != quad.graph_name:
                yield self._finding(
                    "warning",
                    quad,
                    self._say(
                        "the triple stands in two graphs, {one} and {other}",
                        one=self._short(first.graph_name),
                        other=self._short(quad.graph_name),
                    ),
                    self._say("leave it in one of them"),
                )

    def strays(self) -> Iterator[Finding]:
        for quad in self.quads:
            edge = (quad.subject, quad.predicate, quad.object)
            stated = self.statements.get(edge)
            homes = stated or self.home.get(quad.subject)
            if not homes or quad.graph_name in homes or not (stated or self._belongs(quad)):
                continue
            text = "it stands in the graph {graph}, its subject in {home}"
            if stated:
                text = "the edge stands in the graph {graph}, its statement in {home}"
            home = ", ".join(sorted(map(self._short, homes)))
            yield self._finding(
                "violation",
                quad,
                self._say(text, graph=self._short(quad.graph_name), home=home),
                self._say("move it there"),
            )

    def _belongs(self, quad: Quad) -> bool:
        """Whether the triple must stand where its subject does: not what another graph adds by
        a property of another vocabulary."""
        if quad.predicate.value.startswith(self.project.config.base):
            return True
        return bool(self.said_in[quad.subject, quad.predicate] & self.home[quad.subject])

    def unvouched(self) -> Iterator[Finding]:
        """Statements in a graph in which nobody states them."""
        roles, index = self.project.roles, self.project.index
        for node in index.instances([roles.statement]) if roles.statement else ():
            vouchers = index.subjects(roles.states, node)
            graphs = set().union(*(self.home[voucher] for voucher in vouchers))
            if graphs and self.home[node] and not graphs & self.home[node]:
                text = "the statement stands in the graph {graph}, who states it in {home}"
                where = {
                    "graph": ", ".join(sorted(map(self._short, self.home[node]))),
                    "home": ", ".join(sorted(map(self._short, graphs))),
                }
                advice = self._say("put edge, statement and who states it in one graph")
                yield self._about(node, self._say(text, **where), advice)

    def evidence(self) -> Iterator[Finding]:
        """Selectors apart from their passage, claims from all passages on which they rest."""
        roles, index = self.project.roles, self.project.index
        classes = [kind for kind in (roles.passage_class, roles.structuring_passage) if kind]
        for passage in index.instances(classes):
            for selector in index.objects(passage, roles.selector):
                yield from self._apart(
                    "the selector stands in the graph {graph}, its passage in {home}",
                    selector,
                    self.home[passage],
                )
        claims = index.instances([roles.claim]) if roles.claim else []
        with_claims = {graph for claim in claims for graph in self.home[claim]}
        for claim in claims:
            passages = index.objects(claim, roles.passage)
            graphs = set().union(*(self.home[passage] for passage in passages))
            if graphs & with_claims:
                text = "the claim stands in the graph {graph}, what it rests on in {home}"
                yield from self._apart(text, claim, graphs)

    def _apart(self, text: str, node: Term, graphs: set[object]) -> Iterator[Finding]:
        if graphs and self.home[node] and not graphs & self.home[node]:
            names = [
                ", ".join(sorted(map(self._short, some))) for some in (self.home[node], graphs)
            ]
            message = self._say(text, graph=names[0], home=names[1])
            yield self._about(node, message, self._say("move it there"))

    def mixed(self) -> Iterator[Finding]:
        """Claims and editorial assertions in one graph; the fewer of the two are named."""
        roles, index = self.project.roles, self.project.index
        kinds = [index.instances([kind]) if kind else [] for kind in (roles.claim, roles.editorial)]
        for graph in self.project.graphs:
            sides = [[node for node in side if graph.iri in self.home[node]] for side in kinds]
            if all(sides):
                text = "claims and editorial assertions both stand in the graph {graph}"
                for node in min(sides, key=len):
                    message = self._say(text, graph=self._short(graph.iri))
                    yield self._about(node, message, self._say("give each a graph of its own"))

    def _about(self, node: Term, message: str, fix: str) -> Finding:
        at = self.project.locate(node)
        return Finding(RULE, "violation", message, self._short(node), location=at, fix=fix)

    def _finding(self, severity: Severity, quad: Quad, message: str, fix: str) -> Finding:
        return Finding(
            RULE,
            severity,
            message,
            focus=self._short(quad.subject),
            path=self._short(quad.predicate),
            value=self._short(quad.object),
            location=self.project.locate(quad.subject, quad.predicate, quad.object),
            fix=fix,
        )

    def _short(self, term: object) -> str:
        if isinstance(term, NamedNode):
            return shorten(term.value, self.project.prefixes)
        return lexical(term)  # type: ignore[arg-type]

    def _say(self, text: str, **values: object) -> str:
        return say(text, self.lang, **values)
