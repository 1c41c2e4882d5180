"""Numbers, dates, truth values and digests that are not of the kind they should be."""

from __future__ import annotations

from functools import partial
from random import Random

from pyoxigraph import Literal

from damage.good import Damage, Good, Kinds, instead, iri, pick
from kgtools.rdf.terms import Term

KINDS = Kinds()
NUMBERS = ("bg:paragraph", "bg:sentence", "bg:order", "oa:start", "oa:end")
DATES = ("bg:checkedOn", "bg:validFrom", "bg:validUntil")


def of_kind(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=iri(datatype))


def lexical(term: Term) -> str:
    assert isinstance(term, Literal)
    return term.value


def as_text(predicates: tuple[str, ...], good: Good, random: Random) -> Damage | None:
    quad = pick(random, good.having(*predicates))
    return instead(quad, Literal(lexical(quad.object))) if quad else None


KINDS("number as text")(partial(as_text, NUMBERS))
KINDS("date as text")(partial(as_text, DATES))
KINDS("figure as text")(partial(as_text, ("bg:figure",)))


@KINDS("number with a fraction")
def fraction(good: Good, random: Random) -> Damage | None:
    return instead(pick(random, good.having(*NUMBERS)), of_kind("1.5", "xsd:decimal"))


@KINDS("number that is none")
def ill_formed(good: Good, random: Random) -> Damage | None:
    return instead(pick(random, good.having(*NUMBERS)), of_kind("1st", "xsd:integer"))


@KINDS("negative number, or nought where counting starts at one")
def too_small(good: Good, random: Random) -> Damage | None:
    number = pick(random, good.having(*NUMBERS))
    if number is None:
        return None
    if number.predicate in (iri("oa:start"), iri("oa:end")):
        return instead(number, of_kind("-1", "xsd:nonNegativeInteger"))
    return instead(number, of_kind(random.choice(["0", "-1"]), "xsd:integer"))


@KINDS("day that no calendar has")
def no_such_day(good: Good, random: Random) -> Damage | None:
    text = random.choice(["2026-02-30", "2026-13-01", "23-11-2026"])
    return instead(pick(random, good.having(*DATES)), of_kind(text, "xsd:date"))


@KINDS("truth value as text")
def truth_as_text(good: Good, random: Random) -> Damage | None:
    return instead(pick(random, good.having("bg:negated")), Literal("yes"))


@KINDS("digest of the wrong length or case")
def digest_form(good: Good, random: Random) -> Damage | None:
    digest = pick(random, good.having("bg:passageSha256"))
    if digest is None:
        return None
    text = lexical(digest.object)
    return instead(digest, Literal(random.choice([text[:-1], text.upper(), text + "0"])))


@KINDS("digest changed in one digit")
def digest_digit(good: Good, random: Random) -> Damage | None:
    digest = pick(random, good.having("bg:passageSha256"))
    if digest is None:
        return None
    text, at = lexical(digest.object), random.randrange(64)
    other = random.choice([d for d in "0123456789abcdef" if d != text[at]])
    return instead(digest, Literal(text[:at] + other + text[at + 1 :]))


@KINDS("figure changed")
def figure_changed(good: Good, random: Random) -> Damage | None:
    figure = pick(random, good.having("bg:figure"))
    if figure is None:
        return None
    assert isinstance(figure.object, Literal)
    return instead(figure, Literal("1" + figure.object.value, datatype=figure.object.datatype))
