"""Who says a claim, how firmly and under which condition, in words: "the author: could, if …"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal

from kgtools.config.wording import Phrase
from kgtools.naming import InWords
from kgtools.rdf.terms import Term

_WORD = re.compile(r"[^\W\d_][\w.\-]*")


@dataclass(frozen=True)
class Voiced:
    """`strength` and `conditions` are empty where nothing is stated of them."""

    voice: str
    strength: str
    conditions: str = ""

    def __str__(self) -> str:
        said = ", ".join(part for part in (self.strength, self.conditions) if part)
        return f"{self.voice}: {said}" if said else self.voice


@dataclass(frozen=True)
class Wordings(InWords):
    """Puts the claims of a project in words, by its [wording] where it has one, else by labels.

    >>> from kgtools import Project
    >>> Wordings(Project.open("tests/projects/orchard"), "en").lowered("The gate is shut")
    'the gate is shut'
    """

    def voiced(self, claim: Term) -> Voiced:
        """Voice, strength and conditions of a claim."""
        known: dict[tuple[Term, str], Voiced] = self.project.once("voiced", dict)
        key = (claim, self._language)
        if key not in known:
            known[key] = Voiced(self.voice(claim), self.strength(claim), self.conditions(claim))
        return known[key]

    def voice(self, claim: Term) -> str:
        """Who speaks; where nobody does, words for that."""
        index = self.project.index
        speaker = index.object(claim, self.project.roles.speaker)
        name = self._name(speaker) if speaker is not None else self._say("nobody named")
        has = Counter(value for _, value in index.about(claim))
        for phrase in self.project.config.wording.voices:
            if _fits(phrase, has):
                return self.project.text(phrase.texts, self.lang).replace("{speaker}", name)
        return name

    def strength(self, claim: Term) -> str:
        """How firmly."""
        return ", ".join(self.phrases(claim))

    def phrases(self, claim: Term) -> list[str]:
        """How firmly, the main phrase first.

        The phrases of [wording] that fit, each using up its terms; what is left by its label.
        """
        roles, index = self.project.roles, self.project.index
        left = Counter(o for role in roles.strength for o in index.objects(claim, role))
        negated = index.object(claim, roles.negated)
        denied = isinstance(negated, Literal) and negated.value in ("true", "1")
        words = []
        for phrase in self.project.config.wording.strength:
            if _fits(phrase, left) and (denied or not phrase.negated):
                words.append(self.project.text(phrase.texts, self.lang))
                left -= Counter(phrase.of)
                denied = denied and not phrase.negated
        words += [self.lowered(self._name(term)) for term in left]
        return [*words, *([self._say("negated")] if denied else [])]

    def conditions(self, claim: Term) -> str:
        """Under what, each condition with the words of its role."""
        index, found = self.project.index, []
        for role in self.project.roles.condition:
            phrases = [p for p in self.project.config.wording.conditions if role in p.of]
            for condition in index.objects(claim, role):
                name = self.lowered(self._name(condition))
                if phrases:
                    text = self.project.text(phrases[0].texts, self.lang)
                    found.append(text.replace("{condition}", name))
                else:
                    found.append(name)
        return f" {self._say('and')} ".join(found)

    def lowered(self, text: str) -> str:
        """The text as it stands within a sentence: a small letter first, but for a name."""
        first = _WORD.match(text)
        if not first or (len(first[0]) > 1 and first[0][:2].isupper()) or "." in first[0]:
            return text
        stem = first[0].removesuffix("'s").removesuffix("’s")
        if self._within[stem] > self._within[stem.lower()]:
            return text
        return text[0].lower() + text[1:]

    @cached_property
    def _within(self) -> Counter[str]:
        """How often each word stands, as spelled, in the midst of the project's own texts."""
        return self.project.once(f"words within texts in {self._language}", self._counted)

    def _counted(self) -> Counter[str]:
        return Counter(
            word.removesuffix(".") for text in self._texts() for word in _WORD.findall(text)[1:]
        )

    def _texts(self) -> Iterable[str]:
        spoken = self._language.lower().partition("-")[0]
        for quad in self.project.packed:
            value = quad.object
            if isinstance(value, Literal) and value.language and _is(value.language, spoken):
                yield from re.split(r"(?<=[.?!:])\s", value.value)


def _is(tag: str, language: str) -> bool:
    return tag.lower().partition("-")[0] == language


def _fits(phrase: Phrase, has: Counter[Term]) -> bool:
    return all(has[term] >= phrase.of.count(term) for term in phrase.of)
