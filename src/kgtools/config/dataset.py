"""The table [dataset] of kgtools.toml: what catalogues want to know and no triple says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from pyoxigraph import NamedNode

from kgtools.config.table import LANGUAGE, Table
from kgtools.record import Record


class AgentConfig(Record):
    """Who publishes: `type` is of a vocabulary of kinds of publishers."""

    name: str
    iri: NamedNode | None = None
    homepage: NamedNode | None = None
    type: NamedNode | None = None


class ContactConfig(Record):
    """Whom to ask: by mail, or on a page."""

    name: str
    email: str | None = None
    page: NamedNode | None = None


class Period(Record):
    """A span of time, both ends in it; a whole number is a year, None is open."""

    start: date | int | None = None
    end: date | int | None = None


class DatasetConfig(Record):
    """All of it is optional; texts and keywords by language, the rest IRIs and dates."""

    description: dict[str, str]
    keywords: Mapping[str, tuple[str, ...]]
    rights: dict[str, str]
    publisher: AgentConfig | None = None
    contact: ContactConfig | None = None
    themes: tuple[NamedNode, ...] = ()
    theme_taxonomy: tuple[NamedNode, ...] = ()
    issued: date | None = None
    modified: date | None = None
    temporal: Period | None = None
    spatial: tuple[NamedNode, ...] = ()
    conforms_to: tuple[NamedNode, ...] = ()
    access_rights: NamedNode | None = None
    frequency: NamedNode | None = None
    availability: NamedNode | None = None
    landing_page: NamedNode | None = None


def read_dataset(table: Table, prefixes: Mapping[str, str]) -> DatasetConfig:
    """What the table [dataset] says; ProjectError names the key that is not in order."""

    def iri(key: str) -> NamedNode | None:
        return _iri(table, key, prefixes)

    def iris(key: str) -> tuple[NamedNode, ...]:
        table.seen.add(key)
        return table.iris(key, prefixes) if key in table.raw else ()

    found = DatasetConfig(
        description=_texts(table, "description"),
        keywords=_keywords(table),
        publisher=_agent(table, prefixes),
        contact=_contact(table, prefixes),
        themes=iris("themes"),
        theme_taxonomy=iris("theme-taxonomy"),
        issued=_day(table, "issued"),
        modified=_day(table, "modified"),
        temporal=_period(table),
        spatial=iris("spatial"),
        conforms_to=iris("conforms-to"),
        access_rights=iri("access-rights"),
        rights=_texts(table, "rights"),
        frequency=iri("frequency"),
        availability=iri("availability"),
        landing_page=iri("landing-page"),
    )
    if found.issued and found.modified and found.modified < found.issued:
        raise table.wrong("modified", "is before the day on which it was issued")
    table.done()
    return found


def _iri(table: Table, key: str, prefixes: Mapping[str, str]) -> NamedNode | None:
    table.seen.add(key)
    return table.iri(key, prefixes) if key in table.raw else None


def _texts(table: Table, key: str) -> dict[str, str]:
    inner = table.table(key, {})
    _languages(table, key, inner)
    return inner.strings()


def _keywords(table: Table) -> Mapping[str, tuple[str, ...]]:
    inner = table.table("keywords", {})
    _languages(table, "keywords", inner)
    return {lang: inner.strings_of(lang) for lang in inner.raw}


def _languages(table: Table, key: str, inner: Table) -> None:
    for tag in inner.raw:
        if not LANGUAGE.match(tag):
            raise table.wrong(key, f"{tag!r} is not a language tag (BCP 47), such as en")


def _agent(table: Table, prefixes: Mapping[str, str]) -> AgentConfig | None:
    inner = table.table("publisher", {})
    if not inner.raw:
        return None
    agent = AgentConfig(
        inner.string("name"),
        *(_iri(inner, key, prefixes) for key in ("iri", "homepage", "type")),
    )
    inner.done()
    return agent


def _contact(table: Table, prefixes: Mapping[str, str]) -> ContactConfig | None:
    inner = table.table("contact", {})
    if not inner.raw:
        return None
    email = inner.string("email", None)
    contact = ContactConfig(inner.string("name"), email, _iri(inner, "page", prefixes))
    inner.done()
    if email is None and contact.page is None:
        raise table.wrong("contact", "has neither an email nor a page")
    if email is not None and ("@" not in email or any(sign.isspace() for sign in email)):
        raise table.wrong("contact", f"{email!r} is not an address of mail")
    return contact


def _day(table: Table, key: str) -> date | None:
    expected = "a date without quotes, such as 2026-11-23"
    value: date | None = table.get(key, None, date, expected)
    if isinstance(value, datetime):
        raise table.wrong(key, f"expected {expected}")
    return value


def _period(table: Table) -> Period | None:
    inner = table.table("temporal", {})
    if not inner.raw:
        return None
    ends: dict[str, date | int | None] = {}
    for key in ("start", "end"):
        if isinstance(inner.raw.get(key), int):
            ends[key] = inner.get(key, None, int, "a year")
        else:
            ends[key] = _day(inner, key)
    inner.done()
    start, end = (_year(ends[key]) for key in ("start", "end"))
    if start is not None and end is not None and end < start:
        raise table.wrong("temporal", "ends before it starts")
    return Period(ends["start"], ends["end"])


def _year(end: date | int | None) -> int | None:
    return end.year if isinstance(end, date) else end
