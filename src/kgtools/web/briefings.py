"""The briefings that a project declares, as files and as pages, and a page that leads to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pyoxigraph import NamedNode

from kgtools.rdf.terms import TYPE, Term
from kgtools.web.downloads import SUMS
from kgtools.web.http import Rendered
from kgtools.web.links import is_fetched, localised, way_to_root
from kgtools.web.markdown import markdown
from kgtools.web.templating import Page, Parameters, Templating
from kgtools.words import say

if TYPE_CHECKING:
    from kgtools.brief import Briefing

FOLDER = "briefings"
WHOLE = "whole"
KEPT = 300  # briefings
TYPES = {
    "md": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True)
class Briefings:
    """`public` is the absolute URL of the site's root."""

    templating: Templating
    public: str

    @cached_property
    def topics(self) -> dict[str, NamedNode | None]:
        """What there is a briefing on, by the stem of its files; None is the whole."""
        from kgtools.brief import declared_topics

        found: dict[str, NamedNode | None] = {}
        for topic in declared_topics(self.templating.facts.project):
            place = self.templating.documents.place(topic) if topic else None
            if topic is None:
                found[f"{FOLDER}/{WHOLE}"] = None
            elif place is not None and not place[1]:
                found[f"{FOLDER}/{place[0].stem}"] = topic
        return found

    def stems(self) -> tuple[str, ...]:
        return (FOLDER, *self.topics) if self.topics else ()

    def paths(self) -> Iterator[str]:
        yield from self._by_path

    def file(self, path: str) -> Rendered | None:
        """The briefing at the path; None where there is none."""
        from kgtools.brief import rendered
        from kgtools.brief.save import author_of

        found = self._by_path.get(path)
        if found is None:
            return None
        stem, lang, form = found
        project = self.templating.facts.project
        content = rendered(self._brief(stem, lang), form, author_of(project))
        return Rendered(content, TYPES[form], (), lang)

    def page(self, stem: str, lang: str, parameters: Parameters = ()) -> Page:
        if stem in self.topics:
            return self._page_of(stem, lang)
        facts, links = self.templating.facts, self.templating.links[lang]
        kinds: dict[Term | None, list[tuple[NamedNode | None, list[tuple[str, str]]]]] = {}
        for topic in self.topics.values():
            kind = next(iter(facts.objects(topic, TYPE)), None) if topic else None
            kinds.setdefault(kind, []).append((topic, self.of(topic, lang)))
        for found in kinds.values():
            found.sort(key=lambda pair: links.key(pair[0]) if pair[0] else ("", ""))
        ordered = sorted(
            kinds.items(), key=lambda item: links.key(item[0]) if item[0] else ("", "")
        )
        title = say("Briefings", lang)
        return self.templating.page("briefings.html", stem, lang, title=title, kinds=ordered)

    def of(self, topic: NamedNode | None, lang: str) -> list[tuple[str, str]]:
        """Format and path of each briefing on the topic; none where none is declared."""
        stem = self._stems.get(topic)
        if stem is None:
            return []
        forms = ("html", *TYPES)
        return [(form, localised(stem, lang, form, self._languages)) for form in forms]

    def _page_of(self, stem: str, lang: str) -> Page:
        """The briefing itself: its Markdown as a page, things in it linked to their pages."""
        from kgtools.brief import rendered
        from kgtools.brief.save import author_of

        project = self.templating.facts.project
        text = rendered(self._brief(stem, lang), "md", author_of(project)).decode()
        heading, _, rest = text.partition("\n")
        root, links = way_to_root(stem), self.templating.links[lang]

        def resolve(href: str) -> str | None:
            target = links.target(NamedNode(unquote(href))) if ":" in href else None
            return root + target if target else href if is_fetched(href) else None

        return self.templating.page(
            "briefing.html", stem, lang,
            title=heading.removeprefix("# "), text_html=markdown(rest, resolve, 0),
            topic=self.topics[stem], files=self.of(self.topics[stem], lang),
        )  # fmt: skip

    def _brief(self, stem: str, lang: str) -> Briefing:
        """The latest are kept: whoever asks for one form asks for the others soon."""
        from kgtools.brief import brief

        if (stem, lang) not in self._latest:
            topic, project = self.topics[stem], self.templating.facts.project
            made = brief(project, f"<{topic.value}>" if topic else None, lang, self.public + SUMS)
            while len(self._latest) >= KEPT:
                self._latest.pop(next(iter(self._latest)), None)
            self._latest[stem, lang] = made
            return made
        return self._latest[stem, lang]

    @cached_property
    def _latest(self) -> dict[tuple[str, str], Briefing]:
        return {}

    @property
    def _languages(self) -> tuple[str, ...]:
        return self.templating.facts.project.languages

    @cached_property
    def _stems(self) -> dict[NamedNode | None, str]:
        return {topic: stem for stem, topic in self.topics.items()}

    @cached_property
    def _by_path(self) -> dict[str, tuple[str, str, str]]:
        return {
            localised(stem, lang, form, self._languages): (stem, lang, form)
            for stem in self.topics
            for lang in self._languages
            for form in TYPES
        }
