"""Labels and other texts: their languages, their number, what stands in them."""

from __future__ import annotations

from functools import partial
from random import Random

from pyoxigraph import Literal, NamedNode, Quad

from damage.good import TYPE, Damage, Good, Kinds, besides, damage, instead, pick, with_
from damage.good import without as leave_out

KINDS = Kinds()
SHORT = "some labels have no little word by which to tell the language"
LONG = ("bg:paraphrase", "bg:reason", "dcterms:description")


def literal(quad: Quad) -> Literal:
    assert isinstance(quad.object, Literal)
    return quad.object


def any_label(good: Good, random: Random) -> Quad | None:
    return pick(random, good.having("rdfs:label"))


def tagged(text: str, language: str | None) -> Literal:
    return Literal(text, language=language) if language else Literal(text)


@KINDS("label missing in one language")
def one_language(good: Good, random: Random) -> Damage | None:
    label = any_label(good, random)
    return leave_out([label]) if label else None


@KINDS("label without language")
def no_language(good: Good, random: Random) -> Damage | None:
    label = any_label(good, random)
    return instead(label, Literal(literal(label).value)) if label else None


@KINDS("label in a third language")
def third_language(good: Good, random: Random) -> Damage | None:
    label = any_label(good, random)
    return instead(label, tagged(literal(label).value, "fr")) if label else None


@KINDS("second label in the same language")
def second_label(good: Good, random: Random) -> Damage | None:
    label = any_label(good, random)
    return (
        besides(label, tagged(literal(label).value + " too", literal(label).language))
        if label
        else None
    )


@KINDS("label empty or blank")
def empty_label(good: Good, random: Random) -> Damage | None:
    label = any_label(good, random)
    text = random.choice(["", " ", "\n"])
    return instead(label, tagged(text, literal(label).language)) if label else None


@KINDS("label with a space at its end")
def trailing_space(good: Good, random: Random) -> Damage | None:
    label = any_label(good, random)
    return (
        instead(label, tagged(literal(label).value + " ", literal(label).language))
        if label
        else None
    )


@KINDS("label that is a number")
def number_label(good: Good, random: Random) -> Damage | None:
    return instead(any_label(good, random), Literal(random.randrange(1, 99)))


@KINDS("label that is an IRI")
def iri_label(good: Good, random: Random) -> Damage | None:
    label = any_label(good, random)
    return instead(label, NamedNode("https://example.org/label"))


@KINDS("label of another node of the same class")
def label_of_another(good: Good, random: Random) -> Damage | None:
    label = any_label(good, random)
    if label is None:
        return None
    kind = good.objects(label.subject, TYPE)[0]
    others = [
        quad
        for other in good.of_object[kind]
        if other.predicate == TYPE and other.subject != label.subject
        for quad in good.about(other.subject, "rdfs:label")
    ]
    other_label = pick(random, others)
    if other_label is None:
        return None
    mine = good.about(label.subject, "rdfs:label")
    theirs = good.about(other_label.subject, "rdfs:label")
    return damage(mine, [with_(mine[0], value=quad.object) for quad in theirs])


@KINDS("languages of a label swapped", SHORT)
def swapped_label(good: Good, random: Random) -> Damage | None:
    label = any_label(good, random)
    return _swapped(good.about(label.subject, "rdfs:label")) if label else None


def _swapped(texts: list[Quad]) -> Damage | None:
    if len(texts) != 2:
        return None
    one, other = texts
    new = [
        with_(one, value=tagged(literal(one).value, literal(other).language)),
        with_(other, value=tagged(literal(other).value, literal(one).language)),
    ]
    return damage(texts, new)


@KINDS("label not translated", SHORT)
def untranslated(good: Good, random: Random) -> Damage | None:
    label = any_label(good, random)
    if label is None:
        return None
    others = [q for q in good.about(label.subject, "rdfs:label") if q != label]
    return instead(label, tagged(literal(others[0]).value, literal(label).language))


def lost(predicate: str, good: Good, random: Random) -> Damage | None:
    text = pick(random, good.having(predicate))
    return leave_out([text]) if text else None


def emptied(good: Good, random: Random) -> Damage | None:
    text = pick(random, good.having(*LONG))
    return instead(text, tagged("", literal(text).language)) if text else None


KINDS("paraphrase missing in one language")(partial(lost, "bg:paraphrase"))
KINDS("reason missing in one language")(partial(lost, "bg:reason"))
KINDS("description of a fact missing in one language")(partial(lost, "dcterms:description"))
KINDS("longer text emptied")(emptied)


@KINDS("languages of a longer text swapped")
def swapped_text(good: Good, random: Random) -> Damage | None:
    text = pick(random, good.having(*LONG))
    if text is None:
        return None
    return _swapped([q for q in good.of_subject[text.subject] if q.predicate == text.predicate])


@KINDS("longer text not translated")
def untranslated_text(good: Good, random: Random) -> Damage | None:
    text = pick(random, good.having(*LONG))
    if text is None:
        return None
    others = [
        q for q in good.of_subject[text.subject] if q.predicate == text.predicate and q != text
    ]
    return instead(text, tagged(literal(others[0]).value, literal(text).language))
