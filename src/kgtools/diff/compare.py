"""Two states compared, thing by thing."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from kgtools.diff.canonical import canonical_lines
from kgtools.diff.impact import DEFINITIONS, LABELS, aspect_of, judge
from kgtools.diff.model import ACTIONS, IMPACTS, Anonymous, Change, Detail, Diff, Fact, Value, worst
from kgtools.diff.queries import compare_queries
from kgtools.diff.schema import Schema
from kgtools.diff.sides import Side, open_side
from kgtools.diff.steps import suggest
from kgtools.project import Project
from kgtools.rdf.terms import DCTERMS, OWL, TYPE, local_name, shorten

DEPRECATED = NamedNode(OWL + "deprecated")
REPLACED_BY = NamedNode(DCTERMS + "isReplacedBy")
KIND_ORDER = (
    "ontology,class,property,datatype,concept scheme,concept,axiom,shape,query,"
    "claim,editorial assertion,statement,passage,node,edge"
).split(",")
WORDS = (*LABELS, *DEFINITIONS)


def diff(old: str, new: str, context: Project | None = None, lang: str | None = None) -> Diff:
    """What changed from `old` to `new`: each a file, a folder or a git revision.

    `context` says whose repository revisions are of, and lends names and roles to files that
    have no kgtools.toml. Raises KgtoolsError for what cannot be found, read or parsed.
    """
    return compare(open_side(old, context), open_side(new, context), lang)


def compare(old: Side, new: Side, lang: str | None = None) -> Diff:
    changes = [*_Comparison(old, new, lang).changes(), *compare_queries(old, new, lang)]
    if not changes and canonical_lines(old.quads) != canonical_lines(new.quads):
        words = "the same blank nodes are linked otherwise"
        changes.append(
            Change("axiom", "changed", "blank nodes", "blank nodes", None, "review", words)
        )
    changes.sort(
        key=lambda c: (
            KIND_ORDER.index(c.kind),
            IMPACTS.index(c.impact),
            ACTIONS.index(c.action),
            c.name,
        )
    )
    step, suggested = suggest(changes, old.version)
    side = new if new.configured else old
    return Diff(
        old=old.name,
        new=new.name,
        changes=tuple(changes),
        step=step,
        old_version=old.version,
        new_version=new.version,
        suggested=suggested,
        base=side.project.config.base,
        prefixes=side.project.prefixes,
    )


class _Comparison:
    def __init__(self, old: Side, new: Side, lang: str | None) -> None:
        self.old, self.new, self.lang = old, new, lang
        self.before, self.after = Schema(old), Schema(new)
        self.relations = self.before.relations | self.after.relations
        self.prefixes: Mapping[str, str] = {**old.project.prefixes, **new.project.prefixes}

    def changes(self) -> list[Change]:
        gone = [s for s in self.old.facts if s not in self.new.facts]
        come = [s for s in self.new.facts if s not in self.old.facts]
        renamed = self._renamed(gone, come)
        found: list[Change] = []
        for subject in gone:
            if isinstance(subject, NamedNode) and subject in renamed:
                found.append(self._rename(subject, renamed[subject]))
            else:
                found.append(self._whole(subject, self.old, self.before, "removed"))
        taken = set(renamed.values())
        found += [
            self._whole(subject, self.new, self.after, "added")
            for subject in come
            if subject not in taken
        ]
        for subject in self.old.facts:
            if subject in self.new.facts and isinstance(subject, NamedNode):
                found += self._changed(subject)
        return [*found, *self._edges(), *self._disjoint()]

    # ---- a thing that is wholly new or gone

    def _whole(
        self, subject: NamedNode | Anonymous, side: Side, schema: Schema, how: str
    ) -> Change:
        facts = tuple(side.facts[subject])
        kind = schema.kind(subject)
        named = isinstance(subject, NamedNode)
        foreign = all(p == TYPE for p, _ in facts) and self._foreign(subject)
        if how == "added":
            impact, reason = "compatible", "what was there is untouched"
        elif not named:
            impact, reason = "compatible", "what it ruled out or derived is left open"
        elif foreign:
            impact, reason = "compatible", "the declaration of a term of another vocabulary"
        else:
            impact, reason = (
                "breaking",
                "removed IRI: data, queries and links that use it find nothing",
            )
        return Change(
            kind=kind,
            action="added" if how == "added" else "removed",
            subject=subject,
            name=self._name(subject),
            label=side.project.label(subject, self.lang)
            if isinstance(subject, NamedNode)
            else None,
            impact=impact,  # type: ignore[arg-type]
            reason=reason,
            lost=() if how == "added" else facts,
            gained=facts if how == "added" else (),
        )

    def _foreign(self, subject: Value) -> bool:
        """Of a namespace in which no ontology of either state stands."""
        kinds = ((s, schema) for side, schema in self._both() for s in side.facts)
        tops = {
            "/".join(s.value.split("/")[:4])
            for s, schema in kinds
            if isinstance(s, NamedNode) and schema.kind(s) == "ontology"
        }
        return bool(tops) and not str(getattr(subject, "value", "")).startswith(tuple(tops))

    def _both(self) -> tuple[tuple[Side, Schema], ...]:
        return (self.old, self.before), (self.new, self.after)

    # ---- another IRI for the same

    def _renamed(self, gone: list, come: list) -> dict:  # type: ignore[type-arg]
        """Old to new IRI: of the same kind, with the same words for people, one to one."""
        by_words: dict[tuple[str, frozenset[Value]], list[NamedNode]] = {}
        for subject in come:
            if words := self._words(subject, self.new):
                by_words.setdefault((self.after.kind(subject), words), []).append(subject)
        found: dict[NamedNode, NamedNode] = {}
        for subject in gone:
            words = self._words(subject, self.old)
            matches = by_words.get((self.before.kind(subject), words), []) if words else []
            if len(matches) == 1 and matches[0] not in found.values():
                found[subject] = matches[0]
        return found

    @staticmethod
    def _words(subject: Value, side: Side) -> frozenset[Value]:
        if not isinstance(subject, NamedNode):
            return frozenset()
        return frozenset(v for p, v in side.facts[subject] if p.value in WORDS)

    def _rename(self, subject: NamedNode, other: NamedNode) -> Change:
        return Change(
            kind=self.before.kind(subject),
            action="renamed",
            subject=subject,
            name=self._name(subject),
            label=self.old.project.label(subject, self.lang),
            impact="breaking",
            reason="renamed IRI: keep the old one as owl:deprecated with dcterms:isReplacedBy",
            lost=tuple(self.old.facts[subject]),
            gained=tuple(self.new.facts[other]),
            other=other,
        )

    # ---- a thing that stands in both

    def _changed(self, subject: NamedNode) -> list[Change]:
        old, new = self.old.facts[subject], self.new.facts[subject]
        lost = tuple(f for f in old if f not in new and not self._edge(f))
        gained = tuple(f for f in new if f not in old and not self._edge(f))
        details = [self._detail(subject, p) for p in dict.fromkeys(p for p, _ in (*lost, *gained))]
        if self.old.configured and self.new.configured:
            moved = [f for f in old if f in new and old[f] != new[f]]
            if moved:
                words = "it stands in another named graph: who says it has changed"
                graphs = [
                    tuple(
                        NamedNode(g.strip("<>"))
                        for g in sorted(set().union(*(s[f] for f in moved)))
                    )
                    for s in (old, new)
                ]
                details.append(Detail("graph", graphs[0], graphs[1], "review", words))
        before, after = self.before.kind(subject), self.after.kind(subject)
        if not details:
            return []
        deprecated = any(p == DEPRECATED and getattr(v, "value", "") == "true" for p, v in gained)
        serious = max(details, key=lambda d: -IMPACTS.index(d.impact))
        other = next((v for p, v in new if p == REPLACED_BY and isinstance(v, NamedNode)), None)
        impact, reason = worst([d.impact for d in details]), serious.reason
        if before != after and "node" not in (before, after):
            impact, reason = "breaking", f"changed meaning: it was a {before}"
        elif deprecated and impact != "breaking":
            reason = "the old IRI still resolves" + ("" if other else "; it names no replacement")
        return [
            Change(
                kind=after,
                action="deprecated" if deprecated else "changed",
                subject=subject,
                name=self._name(subject),
                label=self.new.project.label(subject, self.lang),
                impact=impact,
                reason=reason,
                details=tuple(details),
                lost=lost,
                gained=gained,
                other=other if deprecated else None,
            )
        ]

    def _edge(self, fact: Fact) -> bool:
        return fact[0] in self.relations

    def _detail(self, subject: NamedNode, predicate: NamedNode) -> Detail:
        before, after = (
            [v for p, v in side.facts[subject] if p == predicate] for side in (self.old, self.new)
        )
        kind = self.after.kind(subject)
        impact, reason = judge(predicate, before, after, self.before, self.after, kind)
        return Detail(
            aspect_of(predicate, self.new.project.roles),
            tuple(v for v in before if v not in after),
            tuple(v for v in after if v not in before),
            impact,
            reason,
        )

    # ---- edges and disjointness

    def _edges(self) -> list[Change]:
        old, new = (
            {(s, *f) for s, facts in side.facts.items() for f in facts if self._edge(f)}
            for side in (self.old, self.new)
        )
        found = []
        for subject, predicate, value in old ^ new:
            gone = (subject, predicate, value) in old
            side = self.old if gone else self.new
            words = (side.project.name(t, self.lang) for t in (subject, predicate, value))  # type: ignore[arg-type]
            found.append(
                Change(
                    kind="edge",
                    action="removed" if gone else "added",
                    subject=subject,
                    name=" ".join(self._name(t) for t in (subject, predicate, value)),
                    label=" – ".join(words),
                    impact="compatible",
                    reason="answers change, no IRI breaks",
                    lost=((predicate, value),) if gone else (),
                    gained=() if gone else ((predicate, value),),
                )
            )
        return found

    def _disjoint(self) -> list[Change]:
        """Pairs of terms that were there before and have become disjoint, by term."""
        known = self.old.facts
        fresh = [
            sorted(a.value for a in pair)
            for pair in self.after.disjoint - self.before.disjoint
            if all(term in known for term in pair)
        ]
        found: dict[str, list[str]] = {}
        for first, second in sorted(pair for pair in fresh if len(pair) == 2):
            found.setdefault(first, []).append(second)
        return [
            Change(
                kind="axiom",
                action="changed",
                subject=NamedNode(first),
                name=self._name(NamedNode(first)),
                label=None,
                impact="breaking",
                reason="new disjointness: what is both makes the graph inconsistent",
                details=(
                    Detail("disjoint with", (), tuple(map(NamedNode, others)), "breaking", ""),
                ),
            )
            for first, others in found.items()
        ]

    def _name(self, term: Value) -> str:
        if isinstance(term, NamedNode):
            return shorten(term.value, self.prefixes)
        if isinstance(term, Literal):
            return str(term)
        types = [t.object for t in term.triples if t.subject == term.root and t.predicate == TYPE]
        return f"[{local_name(str(types[0]).strip('<>'))}]" if types else "[]"
