"""Pages at the addresses of what is no longer there: that it was taken away, and what replaces it.

A server answers 410 there; a static host has the page, and the rules for it may say 410.
"""

from __future__ import annotations

from kgtools.publish.filelist import Entry
from kgtools.publish.files import Writer
from kgtools.publish.versions import Before
from kgtools.rdf.terms import Term
from kgtools.web import Site
from kgtools.web.links import page_path
from kgtools.words import say


def gone_pages(site: Site, writer: Writer, earlier: Before | None) -> dict[str, Entry]:
    """What deprecations/ tell of, and what had a page in the release before and has none now."""
    stems: dict[str, tuple[Term, ...]] = {
        key.rstrip("/"): terms for key, terms in site.documents.gone.items()
    }
    newest = earlier.releases[0] if earlier is not None and earlier.releases else None
    there = frozenset(path for path, _ in earlier.files(newest)) if earlier and newest else ()
    for path in there:
        parts = site.split(path)
        if parts is not None:
            stems.setdefault(parts[0], ())
    present = set(site.pages.stems())
    languages = site.project.languages
    made = {}
    for stem, replaced in sorted(stems.items()):
        for lang in languages if stem not in present else ():
            path = page_path(stem, lang, languages)
            past = (newest, f"../{newest}/{path}") if path in there else None
            page = site.templating.page(
                "gone.html", stem, lang,
                title=say("This was taken away", lang), replaced=replaced, earlier=past,
            )  # fmt: skip
            made[path] = writer.write(path, page.body)
    return made
