"""An explanation as text, Markdown or JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from functools import partial

from kgtools.explanation import ClaimView, Edge, EditorialView, Explanation, PassageView
from kgtools.explanation_edge import EdgeExplanation
from kgtools.words import say

FORMATS = ("text", "json", "md")
WIDTH = 100


def render(explanation: Explanation | EdgeExplanation, form: str) -> str:
    """The explanation in one of FORMATS, ending in a newline."""
    if form == "json":
        return json.dumps(asdict(explanation), ensure_ascii=False, indent=2) + "\n"
    lines = _markdown(explanation) if form == "md" else _text(explanation)
    return "\n".join(lines).rstrip("\n") + "\n"


def _text(explanation: Explanation | EdgeExplanation) -> Iterator[str]:
    for depth, line in _lines(explanation):
        if depth == 0:
            yield from ("", line) if line != explanation.label else (line,)
        else:
            indent = "  " * depth
            yield from textwrap.wrap(
                line, WIDTH, initial_indent=indent, subsequent_indent=indent + "  "
            )


def _markdown(explanation: Explanation | EdgeExplanation) -> Iterator[str]:
    for depth, line in _lines(explanation):
        if depth == 0:
            yield from (f"# {line}", "") if line == explanation.label else ("", f"## {line}", "")
        else:
            yield f"{'  ' * (depth - 1)}- {line}"


def _lines(explanation: Explanation | EdgeExplanation) -> Iterator[tuple[int, str]]:
    """Each line with its depth; depth 0 is a heading."""
    return _of_node(explanation) if isinstance(explanation, Explanation) else _of_edge(explanation)


def _of_edge(edge: EdgeExplanation) -> Iterator[tuple[int, str]]:
    tell = partial(say, lang=edge.lang)
    yield 0, edge.label
    yield from _vouched(edge)
    for way in edge.ways:
        yield 0, f"{tell('Follows by rule')}: {way.rule.label}"
        yield 1, way.rule.explanation + (f" [{way.rule.standard}]" if way.rule.standard else "")
        for premise in way.premises:
            yield from _premise(premise, 1)


def _premise(edge: EdgeExplanation, depth: int) -> Iterator[tuple[int, str]]:
    tell = partial(say, lang=edge.lang)
    yield depth, f"{tell('premise')}: {edge.label}"
    yield from ((depth + below, line) for below, line in _vouched(edge))
    for way in edge.ways:
        yield depth + 1, f"{tell('follows by rule')}: {way.rule.label}. {way.rule.explanation}"
        for premise in way.premises:
            yield from _premise(premise, depth + 2)


def _vouched(edge: EdgeExplanation) -> Iterator[tuple[int, str]]:
    """Where it is asserted, and what states it: each claim and assertion without its edges."""
    tell = partial(say, lang=edge.lang)
    if edge.graphs:
        yield 1, f"{tell('asserted in the graph')}: {', '.join(edge.graphs)}"
    for claim in edge.claims:
        yield from _claim(replace(claim, edges=()), edge.lang)
    for assertion in edge.editorial:
        depth_1, *rest = _editorial(replace(assertion, edges=()), edge.lang)
        yield 1, f"{tell('added by the curators')}: {depth_1[1]}"
        yield from rest
    for note in edge.notes:
        yield 1, note


def _of_node(explanation: Explanation) -> Iterator[tuple[int, str]]:
    tell = partial(say, lang=explanation.lang)
    yield 0, explanation.label
    yield 1, explanation.iri
    if explanation.types:
        yield 1, f"{tell('is a')}: {', '.join(explanation.types)}"
    if explanation.definition:
        yield 1, explanation.definition
    if explanation.note:
        yield 1, f"{tell('note')}: {explanation.note}"
    for passage in explanation.passages:
        yield 1, where(passage, explanation.lang)
    if explanation.claims:
        yield 0, tell("What is said")
        for claim in explanation.claims:
            yield from _claim(claim, explanation.lang)
    if explanation.editorial:
        yield 0, tell("What the curators add (not said in the source)")
        for assertion in explanation.editorial:
            yield from _editorial(assertion, explanation.lang)
    if explanation.facts:
        yield 0, tell("What the graph holds")
        for name, value in explanation.facts:
            yield 1, f"{name}: {value}"
    if explanation.instances:
        yield 0, tell("Instances")
        for instance in explanation.instances:
            yield 1, instance
    if explanation.follows:
        yield 0, tell("What follows by rules (derived, not asserted)")
        for edge in explanation.follows:
            yield 1, f"{edge.subject} – {edge.property} – {edge.object} ({edge.rule})"
    if explanation.notes:
        yield 0, tell("Notes")
        for note in explanation.notes:
            yield 1, note


def _claim(claim: ClaimView, lang: str) -> Iterator[tuple[int, str]]:
    tell = partial(say, lang=lang)
    yield 1, claim.label
    if claim.paraphrase and claim.paraphrase != claim.label:
        yield 2, claim.paraphrase
    yield from _voice(claim, lang)
    for passage in claim.passages:
        yield 2, f"{tell('where')}: {where(passage, lang)}"
    for passage in claim.context:
        yield 2, f"{tell('with')}: {where(passage, lang)}"
    yield from _edges(claim.edges, lang)


def _voice(claim: ClaimView, lang: str) -> Iterator[tuple[int, str]]:
    """Who, how firmly, under what: in words with the terms behind them, else the terms alone."""
    terms = ", ".join([*claim.strength, *([say("negated", lang)] if claim.negated else [])])
    if claim.voiced:
        yield 2, f"{claim.voiced} [{terms}]" if terms else claim.voiced
        return
    if claim.speaker:
        yield 2, f"{say('said by', lang)}: {claim.speaker}"
    if terms:
        yield 2, f"{say('how firmly', lang)}: {terms}"
    for name, condition in claim.conditions:
        yield 2, f"{name}: {condition}"


def _editorial(assertion: EditorialView, lang: str) -> Iterator[tuple[int, str]]:
    yield 1, assertion.label
    if assertion.reason:
        yield 2, f"{say('reason', lang)}: {assertion.reason}"
    yield from _edges(assertion.edges, lang)


def _edges(edges: Iterable[Edge], lang: str) -> Iterator[tuple[int, str]]:
    for edge in edges:
        yield 2, f"{say('states', lang)}: {edge.subject} – {edge.property} – {edge.object}"


def where(passage: PassageView, lang: str | None = None) -> str:
    """The place in words, as far as it is stated."""
    parts = [passage.section or ""]
    if passage.paragraph:
        parts.append(say("paragraph {n}", lang, n=passage.paragraph))
    if passage.sentence:
        parts.append(say("sentence {n}", lang, n=passage.sentence))
    if passage.start and passage.end:
        parts.append(
            say("code points {start} to {end}", lang, start=passage.start, end=passage.end)
        )
    return ", ".join(part for part in parts if part) or passage.iri
