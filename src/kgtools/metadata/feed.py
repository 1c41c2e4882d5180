"""The versions of the dataset as a feed: Atom (RFC 4287)."""

from __future__ import annotations

import re
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from kgtools.metadata.agents import creators
from kgtools.metadata.names import dataset_iri, version_iri
from kgtools.metadata.publication import public_url
from kgtools.metadata.releases import Release, last_changed, releases
from kgtools.project import Project

FEED = "changes.atom"
MEDIA_TYPE = "application/atom+xml"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(project: Project, public_base: str | None = None) -> bytes | None:
    """One entry a version, the newest first; None where no version has a day.

    The present version, if it is not released yet, stands with the day on which the dataset was
    changed.
    """
    base = public_url(project, public_base)
    changed = last_changed(project)
    entries = [
        (each, day)
        for each in releases(project)
        if (day := each.day or (changed if each.version == project.version else None))
    ]
    if not entries:
        return None
    lang = project.languages[0]
    title = escape(project.text(project.title, lang))
    told = project.config.dataset.publisher
    names = [name for _, name in creators(project)]
    authors = names or [told.name if told else project.text(project.title, lang)]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(lang)}>',
        f"<id>{escape(dataset_iri(project).value)}</id>",
        f"<title>{title}</title>",
        f"<updated>{_moment(max(day for _, day in entries))}</updated>",
        *(f"<author><name>{escape(name)}</name></author>" for name in authors),
        f'<link rel="self" type="{MEDIA_TYPE}" href={quoteattr(base + FEED)}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(base)}/>',
    ]
    if project.config.licence:
        lines.append(f'<link rel="license" href={quoteattr(project.config.licence)}/>')
    for release, day in entries:
        lines += _entry(project, release, day, base, title)
    return (_NOT_XML.sub("\ufffd", "\n".join([*lines, "</feed>"])) + "\n").encode()


def _entry(project: Project, release: Release, day: date, base: str, title: str) -> list[str]:
    text = "\n".join(f"- {change}" for change in release.changes) or release.version
    return [
        "<entry>",
        f"<id>{escape(version_iri(project, release.version).value)}</id>",
        f"<title>{title}, {escape(release.version)}</title>",
        f"<updated>{_moment(day)}</updated>",
        f'<link rel="alternate" type="text/html" href={quoteattr(base + "dataset.html")}/>',
        f'<content type="text">{escape(text)}</content>',
        "</entry>",
    ]


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
