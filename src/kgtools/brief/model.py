"""A briefing as values, before it is a document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """A sentence with who says it and how firmly; `marks` name the notes it rests on.

    `below` are sentences that belong to it; `lead` is what it is called, where it has a name too.
    """

    text: str
    voice: str | None
    marks: tuple[str, ...]
    below: tuple[Finding, ...] = ()
    lead: str | None = None


@dataclass(frozen=True)
class Section:
    """Findings of one kind; `level` 2 stands by itself, 3 belongs to the section before."""

    title: str
    findings: tuple[Finding, ...]
    intro: str | None = None
    level: int = 2


@dataclass(frozen=True)
class Note:
    """What a mark stands for: words, the IRI that it is about, and documents (words, address)."""

    mark: str
    text: str
    iri: str
    documents: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True)
class Briefing:
    """`notes` are grouped under their titles; `about` says of which data this is, and how to cite.

    An entry of `about` is a name, a text and, where there is one, an address.
    """

    lang: str
    title: str
    subtitle: str
    intro: tuple[str, ...]
    sections: tuple[Section, ...]
    notes: tuple[tuple[str, tuple[Note, ...]], ...]
    about: tuple[tuple[str, str, str | None], ...]

    def __str__(self) -> str:
        from kgtools.brief.save import rendered

        return rendered(self, "md").decode()
