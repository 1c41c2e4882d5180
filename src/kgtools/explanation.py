"""What is said about a node, by whom, how firmly, and where in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, partial

from pyoxigraph import BlankNode, Literal, NamedNode

from kgtools.errors import KgtoolsError, ParameterError, did_you_mean
from kgtools.naming import InWords
from kgtools.project import LABELS, Project
from kgtools.rdf.index import Lookup
from kgtools.rdf.terms import (
    DCTERMS,
    OWL,
    RDF,
    RDFS,
    SKOS,
    TYPE,
    Term,
    expand,
    local_name,
    shorten,
)
from kgtools.wording import Wordings

DEFINITIONS = tuple(
    NamedNode(iri) for iri in (SKOS + "definition", RDFS + "comment", DCTERMS + "description")
)
SCOPE_NOTE = NamedNode(SKOS + "scopeNote")
UNION_OF = NamedNode(OWL + "unionOf")
FIRST, REST = NamedNode(RDF + "first"), NamedNode(RDF + "rest")
MAX_INSTANCES = 20


@dataclass(frozen=True)
class Edge:
    """A stated edge in words."""

    iri: str
    subject: str
    property: str
    object: str


@dataclass(frozen=True)
class PassageView:
    """Where in the source; code points [start, end); None is what is not stated."""

    iri: str
    section: str | None
    paragraph: str | None
    sentence: str | None
    start: str | None
    end: str | None


@dataclass(frozen=True)
class ClaimView:
    """`conditions` are the property's name and the condition, as "under condition", "…".

    `context` are passages that a reader needs besides those of the claim itself. `voiced` is
    voice, strength and conditions in words, where the project has a [wording].
    """

    iri: str
    label: str
    paraphrase: str | None
    speaker: str | None
    strength: tuple[str, ...]
    negated: bool
    conditions: tuple[tuple[str, str], ...]
    passages: tuple[PassageView, ...]
    context: tuple[PassageView, ...]
    edges: tuple[Edge, ...]
    voiced: str | None = None


@dataclass(frozen=True)
class EditorialView:
    iri: str
    label: str
    reason: str | None
    edges: tuple[Edge, ...]


@dataclass(frozen=True)
class FollowsView:
    """An edge that nobody asserts, and the label of the rule from which it follows."""

    subject: str
    property: str
    object: str
    rule: str


@dataclass(frozen=True)
class Explanation:
    """`facts` are plain property and value, for a node of which no claim speaks.

    `follows` are derived edges of the node, where they were asked for.

    `lang` is the language in which it is put.
    """

    iri: str
    lang: str
    label: str
    types: tuple[str, ...]
    definition: str | None
    note: str | None
    claims: tuple[ClaimView, ...]
    editorial: tuple[EditorialView, ...]
    passages: tuple[PassageView, ...]
    facts: tuple[tuple[str, str], ...]
    instances: tuple[str, ...]
    notes: tuple[str, ...]
    follows: tuple[FollowsView, ...] = ()

    def __str__(self) -> str:
        from kgtools.explanation_render import render

        return render(self, "text")


def explain(project: Project, iri: str, lang: str | None = None) -> Explanation:
    """Explains a node given as full IRI, CURIE, the last segment of its IRI, or its label.

    A node: the claims that have it as content or state an edge of it. A claim or an editorial
    assertion: itself with all its edges. A statement: what states it. A passage: the claims that
    stand on it or are to be read with it.
    Raises KgtoolsError when the graph knows no such node.
    """
    return _Explainer(project, lang).explain(find_node(project, iri))


def find_node(project: Project, text: str) -> NamedNode:
    """The node that a person means; KgtoolsError, with the nearest names, when there is none."""
    index = project.index
    try:
        node = expand(text, project.prefixes) if re.match(r"<|[\w.\-]*:\S", text) else None
    except ParameterError as error:
        if project.labelled(text):
            node = None
        else:
            raise KgtoolsError(error.message, error.where, error.hint) from None
    if node is not None and node in index:
        return node
    by_name = project.once("nodes by local name", partial(_by_local_name, index))
    named = by_name.get(text, [])
    if len(named) == 1:
        return named[0]
    called = [] if named else project.labelled(text)
    if len(called) == 1:
        return called[0]
    if named or called:
        choice = " or ".join(shorten(node.value, project.prefixes) for node in named or called)
        raise KgtoolsError(f"{text!r} may mean {choice}", hint="write one of these")
    hint = did_you_mean(local_name(node.value) if node else text, sorted(by_name))
    raise KgtoolsError(f"{text!r} is not in the graph", hint=hint)


def _by_local_name(index: Lookup) -> dict[str, list[NamedNode]]:
    found: dict[str, list[NamedNode]] = {}
    for node in index.all_subjects():
        if isinstance(node, NamedNode):
            found.setdefault(local_name(node.value), []).append(node)
    return found


@dataclass(frozen=True)
class _Explainer(InWords):
    def explain(self, node: NamedNode) -> Explanation:
        roles, index = self.project.roles, self.project.index
        claims: list[Term]
        editorial: list[Term]
        about: Term | None
        passages: list[Term] = []
        if self._is(node, roles.claim):
            claims, editorial, about = [node], [], None
        elif self._is(node, roles.editorial):
            claims, editorial, about = [], [node], None
        elif self._is(node, roles.passage_class):
            own = index.subjects(roles.passage, node)
            claims = [*own, *index.subjects(roles.context_passage, node)]
            editorial, about, passages = [], None, [node]
        elif self._is(node, roles.statement):
            claims, editorial = self._split(index.subjects(roles.states, node))
            about = node
        else:
            edges = (roles.statement_subject, roles.statement_property, roles.statement_object)
            statements = [s for role in edges for s in index.subjects(role, node)]
            stating = [c for s in statements for c in index.subjects(roles.states, s)]
            claims, editorial = self._split([*index.subjects(roles.content, node), *stating])
            about = node
        is_class = bool(index.subjects(TYPE, node))
        instances = [self._name(i) for i in index.instances([node])] if is_class else []
        if len(instances) > MAX_INSTANCES:
            instances[MAX_INSTANCES:] = [
                self._say("… and {n} more", n=len(instances) - MAX_INSTANCES)
            ]
        return Explanation(
            iri=node.value,
            lang=self._language,
            label=self._name(node),
            types=tuple(dict.fromkeys(self._name(term) for term in index.objects(node, TYPE))),
            definition=self._text(node, DEFINITIONS),
            note=self._text(node, [SCOPE_NOTE]),
            claims=tuple(self._claim(c, about) for c in self._in_text_order(claims)),
            editorial=tuple(self._editorial(e, about) for e in dict.fromkeys(editorial)),
            passages=tuple(self._passage(p) for p in passages),
            facts=() if claims or editorial else self._facts(node),
            instances=tuple(instances),
            notes=tuple(self._notes(bool(claims or editorial))),
        )

    def _notes(self, found: bool) -> Iterable[str]:
        roles = self.project.roles
        if roles.claim is None and roles.content is None and roles.states is None:
            yield self._say("claims are not shown: no role claim, content or states is mapped")
            return
        if not found:
            yield self._say("no claim and no editorial assertion speaks of it")
        for role in ("speaker", "strength", "passage", "editorial"):
            if not getattr(roles, role):
                yield self._say("{role} is not shown: the role is not mapped", role=role)

    def _is(self, node: Term, of_class: NamedNode | None) -> bool:
        if of_class is None:
            return False
        index = self.project.index
        classes = set(index.subclasses([of_class]))
        return any(kind in classes for kind in index.objects(node, TYPE))

    def _split(self, found: list[Term]) -> tuple[list[Term], list[Term]]:
        """The claims, and the editorial assertions apart from them."""
        editorial = [node for node in found if self._is(node, self.project.roles.editorial)]
        return [node for node in found if node not in editorial], editorial

    def _in_text_order(self, claims: list[Term]) -> list[Term]:
        def first(claim: Term) -> tuple[int, str]:
            starts = [p.start for p in self._passages(claim) if p.start and p.start.isdigit()]
            return min(map(int, starts), default=1 << 60), str(claim)

        return sorted(dict.fromkeys(claims), key=first)

    def _claim(self, claim: Term, about: Term | None) -> ClaimView:
        roles, index = self.project.roles, self.project.index
        negated = index.object(claim, roles.negated)
        return ClaimView(
            iri=_iri(claim),
            label=self._name(claim),
            paraphrase=self._text(claim, [roles.paraphrase] if roles.paraphrase else []),
            speaker=self._first(claim, roles.speaker),
            strength=tuple(
                self._name(o) for role in roles.strength for o in index.objects(claim, role)
            ),
            negated=isinstance(negated, Literal) and negated.value in ("true", "1"),
            conditions=tuple(
                (self._name(role), self._name(o))
                for role in roles.condition
                for o in index.objects(claim, role)
            ),
            passages=tuple(self._passages(claim)),
            context=tuple(
                self._passage(passage) for passage in index.objects(claim, roles.context_passage)
            ),
            edges=self._edges(claim, about),
            voiced=str(self._wordings.voiced(claim)) if self._wordings else None,
        )

    @cached_property
    def _wordings(self) -> Wordings | None:
        worded = self.project.config.wording.strength
        return Wordings(self.project, self.lang) if worded else None

    def _editorial(self, assertion: Term, about: Term | None) -> EditorialView:
        reason = self.project.roles.reason
        return EditorialView(
            iri=_iri(assertion),
            label=self._name(assertion),
            reason=self._text(assertion, [reason] if reason else []),
            edges=self._edges(assertion, about),
        )

    def _edges(self, speaker: Term, about: Term | None) -> tuple[Edge, ...]:
        """The edges that a claim states; only those that touch `about`, if it is given."""
        roles, index = self.project.roles, self.project.index
        edges = []
        for statement in index.objects(speaker, roles.states):
            parts = [
                index.object(statement, role)
                for role in (
                    roles.statement_subject,
                    roles.statement_property,
                    roles.statement_object,
                )
            ]
            if about is None or about == statement or about in parts:
                subject, predicate, value = (self._name(p) if p else "?" for p in parts)
                edges.append(Edge(_iri(statement), subject, predicate, value))
        return tuple(edges)

    def _passages(self, claim: Term) -> list[PassageView]:
        found = self.project.index.objects(claim, self.project.roles.passage)
        return [self._passage(passage) for passage in found]

    def _passage(self, passage: Term) -> PassageView:
        roles, index = self.project.roles, self.project.index
        selector = index.object(passage, roles.selector) or passage
        return PassageView(
            iri=_iri(passage),
            section=self._first(passage, roles.section),
            paragraph=self._first(passage, roles.paragraph),
            sentence=self._first(passage, roles.sentence),
            start=self._first(selector, roles.start),
            end=self._first(selector, roles.end),
        )

    def _facts(self, node: Term) -> tuple[tuple[str, str], ...]:
        """What is not shown elsewhere; a text only in the language, or the nearest there is."""
        shown = {TYPE, SCOPE_NOTE, *LABELS, *DEFINITIONS}
        values: dict[NamedNode, list[Term]] = {}
        for predicate, value in self.project.index.about(node):
            if predicate not in shown:
                values.setdefault(predicate, []).append(value)
        return tuple(
            (self._name(predicate), self._name(value))
            for predicate, several in values.items()
            for value in self._spoken(several)
        )

    def _spoken(self, values: list[Term]) -> list[Term]:
        texts = [value for value in values if isinstance(value, Literal) and value.language]
        best = self.project.in_language(texts, self.lang)
        others = [text for text in texts if best and text.language != best.language]
        return [value for value in values if value not in others]

    def _members(self, node: Term) -> Iterable[Term]:
        """The classes of a union that has no name of its own."""
        index, cell = self.project.index, self.project.index.object(node, UNION_OF)
        while cell is not None and (first := index.object(cell, FIRST)) is not None:
            yield first
            cell = index.object(cell, REST)

    def _first(self, node: Term, role: NamedNode | None) -> str | None:
        value = self.project.index.object(node, role)
        return self._name(value) if value is not None else None

    def _text(self, node: Term, predicates: Iterable[NamedNode]) -> str | None:
        for predicate in predicates:
            values = self.project.index.objects(node, predicate)
            literals = [value for value in values if isinstance(value, Literal)]
            best = self.project.in_language(literals, self.lang)
            if best:
                return best.value
        return None

    def _name(self, term: Term) -> str:
        if isinstance(term, BlankNode) and (members := list(self._members(term))):
            return f" {self._say('or')} ".join(map(self._name, members))
        return super()._name(term)


def _iri(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)
