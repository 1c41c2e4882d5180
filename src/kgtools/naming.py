"""Terms and interface words in one language of a project."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kgtools.project import Project
from kgtools.rdf.terms import Term
from kgtools.words import say, term_name


@dataclass(frozen=True)
class InWords:
    """What an explainer of the project needs to put things in words; None: its first language."""

    project: Project
    lang: str | None

    def _name(self, term: Term) -> str:
        if not isinstance(term, NamedNode):
            return self.project.name(term, self.lang)
        known: dict[tuple[Term, str | None], str] = self.project.once("names in words", dict)
        if (term, self.lang) not in known:
            known[term, self.lang] = self._found_name(term)
        return known[term, self.lang]

    def _found_name(self, term: NamedNode) -> str:
        if self.project.label(term) is None:
            known = term_name(term.value, self._language)
            return known or self.project.name(term, self.lang)
        return self.project.name(term, self.lang)

    @property
    def _language(self) -> str:
        return self.lang or self.project.languages[0]

    def _say(self, text: str, **values: object) -> str:
        return say(text, self._language, **values)
