"""Pictures within pages: their links lead to the pages of what they name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup
from pyoxigraph import NamedNode

from kgtools.errors import KgtoolsError
from kgtools.rdf.terms import Term
from kgtools.web.templating import Templating

MOST_DRAWN = 400_000  # characters of a picture within the start page

# What is said of a node, for narrowing, and whether it is among what was chosen.
Marks = Mapping[Term, tuple[tuple[str, ...], bool]]


@dataclass(frozen=True)
class Drawings:
    templating: Templating

    def drawn(self, name: str, lang: str) -> str | None:
        """The picture as SVG; None where there is nothing to draw."""
        from kgtools.pictures import draw

        if (name, lang) not in self._drawn:
            try:
                self._drawn[name, lang] = draw(self.templating.facts.project, name, lang)
            except KgtoolsError:
                self._drawn[name, lang] = None
        return self._drawn[name, lang]

    @cached_property
    def _drawn(self) -> dict[tuple[str, str], str | None]:
        return {}

    def small(self, name: str, lang: str) -> Markup | None:
        """The picture for the start page; a very large one stays on a page of its own."""
        svg = self.drawn(name, lang)
        return self.inline(name, lang, "") if svg and len(svg) <= MOST_DRAWN else None

    def inline(
        self,
        name: str,
        lang: str,
        root: str,
        marks: Marks | None = None,
        narrowed: bool = False,
    ) -> Markup | None:
        """The picture as a part of a page at `root`; None where there is nothing to draw.

        With `marks`, each node says what it can be narrowed by; when it is `narrowed`, all but
        the chosen ones are faint.
        """
        svg = self.drawn(name, lang)
        if svg is None:
            return None
        links = self.templating.links[lang]

        def here(match: re.Match[str]) -> str:
            node = NamedNode(str(Markup(match[1]).unescape()))
            target = links.target(node)
            href = f"{root}{Markup.escape(target)}" if target else match[1]
            if marks is None:
                return f'<a href="{href}"'
            said, chosen = marks.get(node, ((), False))
            faint = ' class="faint"' if narrowed and not chosen else ""
            return f'<a href="{href}" data-f="{Markup.escape(" ".join(said))}"{faint}'

        body = re.sub(r"<style>.*?</style>\s*", "", svg[svg.index("<svg") :], flags=re.DOTALL)
        body = body.replace(' role="img"', ' role="group"', 1)  # an image has no links in it
        return Markup(re.sub(r'<a href="([^"]+)"', here, body))
