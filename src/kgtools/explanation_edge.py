"""Why an edge stands in the graph: who states it or, if nobody does, from what it follows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kgtools.errors import KgtoolsError, ParameterError
from kgtools.explanation import ClaimView, EditorialView, FollowsView, explain, find_node
from kgtools.naming import InWords
from kgtools.project import Project
from kgtools.rdf.terms import TYPE, Term, expand, lexical
from kgtools.reasoning import Derivation, Way, derive
from kgtools.reasoning.why import Reasons

MAX_WAYS = 12
MAX_WAYS_BELOW = 1  # of a premise that is itself derived: the whole tree may be very large


@dataclass(frozen=True)
class RuleView:
    """`standard` is the rule's name in RDFS or OWL 2 RL, where it is one of theirs."""

    name: str
    label: str
    explanation: str
    standard: str | None


@dataclass(frozen=True)
class WayView:
    """One way to a derived edge: by this rule from these edges."""

    rule: RuleView
    premises: tuple[EdgeExplanation, ...]


@dataclass(frozen=True)
class EdgeExplanation:
    """An edge in words and by its IRIs (a literal as its text).

    `graphs` are those that assert it; none for a derived edge, which has `ways` instead.
    """

    lang: str
    label: str
    triple: tuple[str, str, str]
    derived: bool
    graphs: tuple[str, ...]
    claims: tuple[ClaimView, ...]
    editorial: tuple[EditorialView, ...]
    ways: tuple[WayView, ...]
    notes: tuple[str, ...]

    def __str__(self) -> str:
        from kgtools.explanation_render import render

        return render(self, "text")


def explain_edge(
    project: Project, subject: str, predicate: str, value: str, lang: str | None = None
) -> EdgeExplanation:
    """Explains the edge between two nodes, each given as find_node takes it; `a` is rdf:type.

    An asserted edge: the claims and editorial assertions that state it. A derived one: rule and
    premises, each explained in turn. Raises KgtoolsError when the graph has no such edge.
    """
    start = find_node(project, subject)
    prop = _property(project, predicate)
    return _EdgeExplainer(project, lang).explain(start, prop, value)


def what_follows(project: Project, node: NamedNode, lang: str | None) -> tuple[FollowsView, ...]:
    """The edges of the node that the project's own rules derive; the standard ones add too many."""
    derivation = derive(project)
    own = {rule.slug: rule for rule in derivation.rules if rule.own}
    return tuple(
        FollowsView(
            subject=project.name(one.triple.subject, lang),
            property=project.name(one.triple.predicate, lang),
            object=project.name(one.triple.object, lang),
            rule=project.text(own[one.rule].label, lang),
        )
        for one in derivation.derived
        if one.rule in own and node in (one.triple.subject, one.triple.object)
    )


def _property(project: Project, text: str) -> NamedNode:
    if text == "a":
        return TYPE
    try:
        return find_node(project, text)
    except KgtoolsError:  # a term of a vocabulary that the graph uses, but does not describe
        try:
            return expand(text, project.prefixes)
        except ParameterError:
            pass
        raise


@dataclass(frozen=True)
class _EdgeExplainer(InWords):
    def explain(self, subject: NamedNode, predicate: NamedNode, text: str) -> EdgeExplanation:
        values = self._values(subject, predicate)
        for value in values:
            if isinstance(value, Literal) and value.value == text:
                return self._view(Triple(subject, predicate, value), MAX_WAYS)
        wanted = find_node(self.project, text)
        if wanted in values:
            return self._view(Triple(subject, predicate, wanted), MAX_WAYS)
        edge = self._in_words(Triple(subject, predicate, wanted))
        have = ", ".join(dict.fromkeys(self._name(value) for value in values[:6]))
        hint = f"there it has: {have}" if have else "the subject has no such property"
        raise KgtoolsError(f"neither asserted nor derived: {edge}", hint=hint)

    def _values(self, subject: NamedNode, predicate: NamedNode) -> list[Term]:
        derived = (one.triple for one in self._derivation.derived)
        return [
            *self.project.index.objects(subject, predicate),
            *(t.object for t in derived if (t.subject, t.predicate) == (subject, predicate)),
        ]

    @cached_property
    def _derivation(self) -> Derivation:
        return derive(self.project)

    @cached_property
    def _reasons(self) -> Reasons:
        return Reasons(self.project, self._derivation)

    def _view(self, edge: Triple, most: int) -> EdgeExplanation:
        graphs = [
            graph.name
            for graph in self.project.graphs
            if (edge.subject, edge.predicate, edge.object, graph.iri) in self._asserted
        ]
        ways = [] if graphs else self._reasons.ways(edge)
        claims, editorial = self._vouching(edge)
        notes = []
        if ways:
            notes.append(self._say("derived, not asserted: perhaps nobody says it as a whole"))
        elif not claims and not editorial:
            notes.append(self._say("asserted without a statement of its own"))
        if len(ways) > most:
            notes.append(self._say("… and {n} more ways to it", n=len(ways) - most))
        return EdgeExplanation(
            lang=self._language,
            label=self._in_words(edge),
            triple=(_shown(edge.subject), edge.predicate.value, _shown(edge.object)),
            derived=not graphs,
            graphs=tuple(graphs),
            claims=claims,
            editorial=editorial,
            ways=tuple(self._way(way) for way in ways[:most]),
            notes=tuple(notes),
        )

    @cached_property
    def _asserted(self) -> set[tuple[object, ...]]:
        return {(q.subject, q.predicate, q.object, q.graph_name) for q in self.project.quads()}

    def _way(self, way: Way) -> WayView:
        rule = RuleView(
            name=way.rule.slug,
            label=self.project.text(way.rule.label, self.lang),
            explanation=self.project.text(way.rule.explanation, self.lang),
            standard=way.rule.standard,
        )
        return WayView(rule, tuple(self._view(premise, MAX_WAYS_BELOW) for premise in way.premises))

    def _vouching(self, edge: Triple) -> tuple[tuple[ClaimView, ...], tuple[EditorialView, ...]]:
        """What states the edge, by the statements of it."""
        roles, index = self.project.roles, self.project.index
        claims: dict[ClaimView, None] = {}
        editorial: dict[EditorialView, None] = {}
        for statement in index.subjects(roles.statement_subject, edge.subject):
            said = [
                index.object(statement, r)
                for r in (roles.statement_property, roles.statement_object)
            ]
            if said == [edge.predicate, edge.object] and isinstance(statement, NamedNode):
                found = explain(self.project, f"<{statement.value}>", self.lang)
                claims.update(dict.fromkeys(found.claims))
                editorial.update(dict.fromkeys(found.editorial))
        return tuple(claims), tuple(editorial)

    def _in_words(self, edge: Triple) -> str:
        return " – ".join(map(self._name, (edge.subject, edge.predicate, edge.object)))


def _shown(term: Term) -> str:
    return str(term) if isinstance(term, BlankNode) else lexical(term)
