"""Texts whose language is not the one that they are tagged with.

Told by little words that one language has and the other has not. Only English and Spanish, the
languages of this tool; a text without any of these words is let pass.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from kgtools.checks.finding import Finding, Report
from kgtools.project import Project
from kgtools.rdf.terms import Term, shorten
from kgtools.words import say

RULE = "language"
LITTLE: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        """
        an and are at be been by can for from has have if in is it its may not of on or that the
        their them they this to was were which who will with would
        """.split()
    ),
    "es": frozenset(
        """
        al como con cual de del el ella en entre es esta este la las lo los más ni o para pero por
        que quien se ser si sin sobre son su sus un una y
        """.split()
    ),
}
Texts = dict[str, str]  # by language, of one property of one node


def check_translations(project: Project, lang: str | None = None) -> Report:
    """A warning for each text that reads like another language of the project than its own.

    So it does with two or more little words of the other and none of its own; with one, if the
    text beside it is likewise astray, or if it is the same text and no name.
    """
    known = [tag for tag in project.languages if tag in LITTLE]
    if len(known) < 2:
        return Report(())
    spoken = lang or project.languages[0]
    texts: dict[tuple[Term, NamedNode], Texts] = defaultdict(dict)
    for quad in project.quads():
        if isinstance(quad.object, Literal) and quad.object.language in known:
            texts[quad.subject, quad.predicate].setdefault(quad.object.language, quad.object.value)
    findings = []
    for (subject, predicate), by_language in texts.items():
        for tag, other in _astray(by_language, known):
            value = Literal(by_language[tag], language=tag)
            findings.append(
                Finding(
                    RULE,
                    "warning",
                    say("tagged {tag}, it reads like {other}", spoken, tag=tag, other=other),
                    focus=_short(subject, project),
                    path=_short(predicate, project),
                    value=value.value,
                    location=project.locate(subject, predicate, value),
                    fix=say("translate it, or correct the language", spoken),
                )
            )
    return Report(tuple(findings))


def _astray(texts: Texts, known: list[str]) -> Iterator[tuple[str, str]]:
    """The language of each text that reads like another, with that other."""
    for tag, text in texts.items():
        for other in known:
            count = _little(text, other)
            if other == tag or not count or _little(text, tag):
                continue
            beside = texts.get(other, "")
            exchanged = _little(beside, tag) and not _little(beside, other)
            if count > 1 or exchanged or (text == beside and not _is_name(text, other)):
                yield tag, other


def _little(text: str, tag: str) -> int:
    """How many different little words of the language the text has."""
    return len(LITTLE[tag] & set(re.findall(r"\w+", text.lower())))


def _is_name(text: str, tag: str) -> bool:
    """Whether all but little words begin with a capital: a name stays as it is."""
    words = [word for word in re.findall(r"\w+", text) if word not in LITTLE[tag]]
    return all(not word[0].islower() for word in words)


def _short(term: Term, project: Project) -> str:
    return shorten(term.value, project.prefixes) if isinstance(term, NamedNode) else str(term)
