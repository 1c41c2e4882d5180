"""What opens a briefing: what it is, whose voices it gives, and the topic at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from kgtools.brief.desk import Desk
from kgtools.brief.model import Section
from kgtools.brief.notes import CLAIM
from kgtools.brief.sentence import begun
from kgtools.explanation import explain
from kgtools.rdf.terms import TYPE, Term


def intro(desk: Desk) -> Iterator[str]:
    """The paragraphs before the first section; to be asked when everything is cited."""
    sources = ", ".join(map(desk.name, desk.sources)) or desk.say("the source")
    if desk.topic and not desk.claims:
        yield desk.say(
            "What this is: what the curators say about “{topic}” on their own account, with the "
            "claims of {source} that it bears on. No claim speaks of it.",
            source=sources,
            topic=desk.name(desk.topic),
        )
        if kind := _kind(desk):
            yield kind
    elif desk.topic:
        yield desk.say(
            "What this is: what {source} claims about “{topic}”, put in the curators' own words. "
            "It is not established fact, and this briefing takes no side.",
            source=sources,
            topic=desk.name(desk.topic),
        )
        if kind := _kind(desk):
            yield kind
    else:
        yield desk.say(
            "What this is: what {source} claims, put in the curators' own words. It is not "
            "established fact, and this briefing takes no side.",
            source=sources,
        )
        yield desk.say("For all that is said about one thing: kgtools brief NAME.")
    cited, role = desk.notes.cited(CLAIM), desk.project.roles.claim
    if not cited or not role:
        return
    everything = len(desk.project.index.instances([role]))
    yield desk.say(
        "This briefing cites {n} of the {all} claims of the dataset.", n=len(cited), all=everything
    )
    voices = Counter(desk.wordings.voice(claim) for claim in cited)
    yield f"{desk.say('Voices')}: {_counted(voices)}."
    phrases = (desk.wordings.phrases(claim) for claim in cited)
    if firm := Counter(found[0] for found in phrases if found):
        yield f"{desk.say('How firmly they speak')}: {_counted(firm)}."
    yield desk.say(
        "In round brackets after each finding: who says it and how firmly. In square brackets: the "
        "note that says where."
    )


def _kind(desk: Desk) -> str:
    """What sort of thing the topic is, with the definition of it or of its class."""
    assert desk.topic
    types = desk.project.index.objects(desk.topic, TYPE)
    text = desk.explained.definition
    for of_class in types:
        if text is None and isinstance(of_class, NamedNode):
            text = explain(desk.project, f"<{of_class.value}>", desk.lang).definition
    kinds = ", ".join(desk.explained.types)
    return f"{desk.say('Kind')}: {kinds}." + (f" {text}" if text else "") if types else ""


def _counted(counts: Counter[str]) -> str:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "; ".join(f"{name} ({n})" for name, n in ordered)


def glance(desk: Desk) -> Iterator[Section]:
    """What claims state of the topic itself, property by property."""
    if not desk.topic:
        return
    said = _stated(desk)
    order: list[Term] = [term for phrase in desk.plan.glance or () for term in phrase.of]
    if desk.plan.glance is None:
        order = list(dict.fromkeys(prop for prop, _ in said))
    found: dict[str, list[Term]] = {}
    for prop in order:
        for claim in (claim for one, claim in said if one == prop):
            names = _enumerated(desk, map(desk.name, said[prop, claim]))
            found.setdefault(f"{begun(_property(desk, prop))}: {names}", []).append(claim)
    findings = (desk.finding(text, claims) for text, claims in found.items())
    yield Section(desk.say("At a glance"), tuple(findings))


def _stated(desk: Desk) -> dict[tuple[Term, Term], dict[Term, None]]:
    """The values that claims state of the topic, by property and claim, in the text's order."""
    roles, index = desk.project.roles, desk.project.index
    said: dict[tuple[Term, Term], dict[Term, None]] = {}
    for claim in desk.in_text_order(desk.claims):
        for statement in index.objects(claim, roles.states):
            prop = index.object(statement, roles.statement_property)
            value = index.object(statement, roles.statement_object)
            about = index.object(statement, roles.statement_subject) == desk.topic
            if about and prop is not None and value is not None:
                said.setdefault((prop, claim), {})[value] = None
    return said


def _property(desk: Desk, prop: Term) -> str:
    for phrase in desk.plan.glance or ():
        if prop in phrase.of:
            return desk.project.text(phrase.texts, desk.lang)
    return desk.name(prop)


def _enumerated(desk: Desk, names: Iterable[str]) -> str:
    """`a, b and c`; with semicolons where a name has a comma of its own."""
    *before, last = names
    comma = "; " if any("," in name for name in (*before, last)) else ", "
    return f"{comma.join(before)} {desk.say('and')} {last}" if before else last
