"""Why a derived triple holds: the rules that conclude it, and the triples they conclude it from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, NamedNode, Triple

from kgtools.engines import Bindings, Engine, open_engine
from kgtools.project import Project
from kgtools.rdf.terms import Term
from kgtools.reasoning.derivation import Derivation, as_stored
from kgtools.reasoning.rules import Pattern, Rule, Variable


@dataclass(frozen=True)
class Way:
    """One way to a conclusion: the rule and, for this case, its premises."""

    rule: Rule
    premises: tuple[Triple, ...]


@dataclass(frozen=True)
class Reasons:
    """Finds the ways to derived triples; opened once, asked often."""

    project: Project
    derivation: Derivation

    def ways(self, triple: Triple) -> list[Way]:
        """Every way to the triple from asserted triples or from ones derived before it.

        So no triple is ever a premise of itself, however far back. None for a triple that was
        not derived. The project's own rules come first.
        """
        if triple not in self._rounds:
            return []
        found: dict[tuple[str, tuple[Triple, ...]], Way] = {}
        for rule in self.derivation.rules:
            for premises in self._premises(rule, triple):
                if all(self._older(premise, triple) for premise in premises):
                    found[rule.slug, premises] = Way(rule, premises)
        return list(found.values())

    def _older(self, premise: Triple, conclusion: Triple) -> bool:
        return self._rounds.get(premise, 0) < self._rounds[conclusion]

    @cached_property
    def _rounds(self) -> dict[Triple, int]:
        """By triple, with literals both as authored and as the engine gives them."""
        derived = self.derivation.derived
        return {t: one.round for one in derived for t in (one.triple, as_stored(one.triple))}

    @cached_property
    def _engine(self) -> Engine:
        return open_engine([*self.project.quads(), *self.derivation.quads()])

    def _premises(self, rule: Rule, triple: Triple) -> Iterator[tuple[Triple, ...]]:
        bound = _match(rule.head, (triple.subject, triple.predicate, triple.object))
        if bound is None:
            return
        parts = (part for pattern in rule.premises for part in pattern)
        names = sorted({part.name for part in parts if isinstance(part, Variable)})
        result = self._engine.query(_select(rule, names, bound))
        assert isinstance(result, Bindings)
        for row in result.rows:
            values = dict(zip(result.variables, row, strict=True))
            made = [_instance(pattern, values) for pattern in rule.premises]
            if all(made):
                yield tuple(premise for premise in made if premise)


def ways(project: Project, derivation: Derivation, triple: Triple) -> list[Way]:
    """Every way to one derived triple; see Reasons.ways."""
    return Reasons(project, derivation).ways(triple)


def _match(head: Pattern, terms: tuple[Term, Term, Term]) -> dict[str, Term] | None:
    """What the head's variables must be for it to be the triple; None where it cannot be."""
    bound: dict[str, Term] = {}
    for part, term in zip(head, terms, strict=True):
        if isinstance(part, Variable):
            if bound.setdefault(part.name, term) != term:
                return None
        elif part != term:
            return None
    return bound


def _select(rule: Rule, names: list[str], bound: dict[str, Term]) -> str:
    """The rule's text, asking for the premises' variables of this one conclusion."""
    prologue, body = rule.text[: rule.start], rule.text[rule.group :]
    variables = " ".join(f"?{name}" for name in names)
    given = " ".join(f"VALUES ?{name} {{ {term} }}" for name, term in bound.items())
    return f"{prologue}SELECT DISTINCT {variables} WHERE {{ {given} {body} ORDER BY {variables}"


def _instance(pattern: Pattern, values: dict[str, Term | None]) -> Triple | None:
    subject, predicate, value = (
        values.get(part.name) if isinstance(part, Variable) else part for part in pattern
    )
    if isinstance(subject, NamedNode | BlankNode) and isinstance(predicate, NamedNode):
        return Triple(subject, predicate, value) if value is not None else None
    return None
