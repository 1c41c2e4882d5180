"""The tables [wording] and [briefs] of kgtools.toml: how claims are put in words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import NamedNode

from kgtools.config.table import LANGUAGE, Table
from kgtools.record import Record


class Phrase(Record):
    """Words, by language, for a claim that has all of the terms `of` (as often as they stand).

    `negated`: only for a claim that is denied.
    """

    of: tuple[NamedNode, ...]
    texts: dict[str, str]
    negated: bool = False


class Wording(Record):
    """Phrases in the order in which they are tried.

    `strength` are of terms that the roles of strength lead to, `voices` (with a place {speaker})
    of anything the claim has, `conditions` (with a place {condition}) of the roles themselves.
    """

    strength: tuple[Phrase, ...] = ()
    voices: tuple[Phrase, ...] = ()
    conditions: tuple[Phrase, ...] = ()


def read_wording(table: Table, prefixes: Mapping[str, str]) -> Wording:
    """What the table [wording] says; ProjectError names the key that is not in order."""
    wording = Wording(
        strength=read_phrases(table, "strength", (), prefixes),
        voices=read_phrases(table, "voices", (), prefixes),
        conditions=read_phrases(table, "conditions", ("{condition}",), prefixes),
    )
    table.done()
    return wording


def read_briefs(table: Table, root: Path) -> tuple[Path, ...]:
    """The files that declare briefings, in their order."""
    files = table.files("files", root) if table.raw else ()
    table.done()
    return files


def read_phrases(
    table: Table, key: str, places: tuple[str, ...], prefixes: Mapping[str, str]
) -> tuple[Phrase, ...]:
    """A list of { of = […], en = "…" }; each text must have the places."""
    phrases = []
    for one in table.tables(key):
        negated = one.get("negated", False, bool, "true or false")
        if "of" not in one.raw:
            raise table.wrong(key, "an entry has no `of`; name the terms that it is the words of")
        of = one.iris("of", prefixes)
        texts = {name: one.string(name) for name in one.raw if name not in ("of", "negated")}
        if not texts or not all(LANGUAGE.match(name) for name in texts):
            raise table.wrong(key, 'expected words by language, such as en = "could"')
        if not all(place in text for text in texts.values() for place in places):
            raise table.wrong(key, f"the words lack the place {' or '.join(places)}")
        phrases.append(Phrase(of, texts, negated))
    return tuple(phrases)
