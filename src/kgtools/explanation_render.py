"""An explanation as text, Markdown or JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from dataclasses import asdict

from kgtools.explanation import ClaimView, EditorialView, Explanation, PassageView

FORMATS = ("text", "json", "md")
WIDTH = 100


def render(explanation: Explanation, form: str) -> str:
    """The explanation in one of FORMATS, ending in a newline."""
    if form == "json":
        return json.dumps(asdict(explanation), ensure_ascii=False, indent=2) + "\n"
    lines = _markdown(explanation) if form == "md" else _text(explanation)
    return "\n".join(lines).rstrip("\n") + "\n"


def _text(explanation: Explanation) -> Iterator[str]:
    for depth, line in _lines(explanation):
        if depth == 0:
            yield from ("", line) if line != explanation.label else (line,)
        else:
            indent = "  " * depth
            yield from textwrap.wrap(
                line, WIDTH, initial_indent=indent, subsequent_indent=indent + "  "
            )


def _markdown(explanation: Explanation) -> Iterator[str]:
    for depth, line in _lines(explanation):
        if depth == 0:
            yield from (f"# {line}", "") if line == explanation.label else ("", f"## {line}", "")
        else:
            yield f"{'  ' * (depth - 1)}- {line}"


def _lines(explanation: Explanation) -> Iterator[tuple[int, str]]:
    """Each line with its depth; depth 0 is a heading."""
    yield 0, explanation.label
    yield 1, explanation.iri
    if explanation.types:
        yield 1, f"is a: {', '.join(explanation.types)}"
    if explanation.definition:
        yield 1, explanation.definition
    for passage in explanation.passages:
        yield 1, where(passage)
    if explanation.claims:
        yield 0, "What is said"
        for claim in explanation.claims:
            yield from _claim(claim)
    if explanation.editorial:
        yield 0, "What the curators add (not said in the source)"
        for assertion in explanation.editorial:
            yield from _editorial(assertion)
    if explanation.facts:
        yield 0, "What the graph holds"
        for name, value in explanation.facts:
            yield 1, f"{name}: {value}"
    if explanation.instances:
        yield 0, "Instances"
        for instance in explanation.instances:
            yield 1, instance
    if explanation.notes:
        yield 0, "Notes"
        for note in explanation.notes:
            yield 1, note


def _claim(claim: ClaimView) -> Iterator[tuple[int, str]]:
    yield 1, claim.label
    if claim.paraphrase and claim.paraphrase != claim.label:
        yield 2, claim.paraphrase
    if claim.speaker:
        yield 2, f"said by: {claim.speaker}"
    strength = [*claim.strength, *(["negated"] if claim.negated else [])]
    if strength:
        yield 2, f"how firmly: {', '.join(strength)}"
    for name, condition in claim.conditions:
        yield 2, f"{name}: {condition}"
    for passage in claim.passages:
        yield 2, f"where: {where(passage)}"
    for edge in claim.edges:
        yield 2, f"states: {edge.subject} – {edge.property} – {edge.object}"


def _editorial(assertion: EditorialView) -> Iterator[tuple[int, str]]:
    yield 1, assertion.label
    if assertion.reason:
        yield 2, f"reason: {assertion.reason}"
    for edge in assertion.edges:
        yield 2, f"states: {edge.subject} – {edge.property} – {edge.object}"


def where(passage: PassageView) -> str:
    """The place in words, as far as it is stated."""
    parts = [passage.section or ""]
    if passage.paragraph:
        parts.append(f"paragraph {passage.paragraph}")
    if passage.sentence:
        parts.append(f"sentence {passage.sentence}")
    if passage.start and passage.end:
        parts.append(f"code points {passage.start} to {passage.end}")
    return ", ".join(part for part in parts if part) or passage.iri
