"""Which versions there are, and what changed since the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from kgtools.web.http import Rendered
from kgtools.web.templating import Page, Parameters, Templating
from kgtools.words import say

if TYPE_CHECKING:
    from kgtools.diff import Diff

STEM = "releases"
MOST_SHOWN = 200  # changes of a kind on the page; the files have them all
FORMS = {"md": "text/markdown", "json": "application/json", "ttl": "text/turtle"}


@dataclass(frozen=True)
class Earlier:
    """The releases before this one, the newest first, as far as somebody knows of any.

    `folders` are their versions with the way to each from the site's root; `changes` is what
    changed since the newest of them.
    """

    folders: tuple[tuple[str, str], ...] = ()
    changes: Diff | None = None


@dataclass(frozen=True)
class Releases:
    templating: Templating
    earlier: Earlier

    def stems(self) -> tuple[str, ...]:
        return (STEM,)

    def paths(self) -> Iterator[str]:
        if self.earlier.changes is not None:
            yield from (f"{self._stem}.{form}" for form in FORMS)

    def file(self, path: str) -> Rendered | None:
        """The changes as Markdown, JSON, or a set of changes in Turtle."""
        from kgtools.diff.render import render

        stem, _, form = path.rpartition(".")
        changes = self.earlier.changes
        if changes is None or stem != self._stem or form not in FORMS:
            return None
        text = render(changes, "turtle" if form == "ttl" else form)
        return Rendered(text.encode(), FORMS[form])

    def page(self, stem: str, lang: str, parameters: Parameters = ()) -> Page:
        found = self.earlier.changes
        kinds = []
        for kind, group in groupby(found.changes if found else (), key=lambda c: c.kind):
            changes = list(group)
            kinds.append((kind, changes[:MOST_SHOWN], max(0, len(changes) - MOST_SHOWN)))
        return self.templating.page(
            "releases.html", stem, lang,
            title=say("Releases", lang), earlier=self.earlier, kinds=kinds,
            files=[(form, f"{self._stem}.{form}") for form in FORMS] if found else [],
        )  # fmt: skip

    @property
    def _stem(self) -> str:
        return f"{STEM}/changes"
