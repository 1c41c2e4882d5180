"""The notes of a briefing: each thing that it rests on gets a mark when it is first cited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from kgtools.brief.model import Note
from kgtools.explanation import ClaimView, EditorialView, explain
from kgtools.explanation_render import where
from kgtools.naming import InWords
from kgtools.project import Project
from kgtools.rdf.terms import DCTERMS, FOAF, RDFS, SKOS, TYPE, Term
from kgtools.wording import Wordings

KEPT = 4000  # explained claims and assertions
CLAIM, CURATORS, RECORD = "", "C", "R"
TITLE = NamedNode(DCTERMS + "title")
PUBLISHER = NamedNode(DCTERMS + "publisher")
ADDRESSES = tuple(NamedNode(FOAF + name) for name in ("homepage", "page"))
DESCRIPTIONS = tuple(
    NamedNode(iri) for iri in (DCTERMS + "description", SKOS + "definition", RDFS + "comment")
)

Views = tuple[tuple[ClaimView, ...], tuple[EditorialView, ...]]


class Notes:
    """Marks by what is cited: 1, 2, … for claims, C1 … for the curators, R1 … for all else."""

    def __init__(self, project: Project, lang: str | None) -> None:
        self._words = _Words(project, lang)
        self._marks: dict[Term, str] = {}
        self._kinds: dict[Term, str] = {}
        self._documents: dict[Term, dict[Term, None]] = {}
        self._claims: dict[Term, ClaimView] = {}
        self._stated: dict[Term, EditorialView] = {}

    def mark(self, node: Term) -> str:
        """The mark of the node; a new one where it is cited for the first time."""
        if node not in self._marks:
            kind = self.kind(node)
            count = sum(1 for other in self._marks if self.kind(other) == kind)
            self._marks[node] = f"{kind}{count + 1}"
        return self._marks[node]

    def kind(self, node: Term) -> str:
        """CLAIM, CURATORS or RECORD."""
        if node not in self._kinds:
            self._kinds[node] = self._words.kind(node)
        return self._kinds[node]

    def claim(self, node: Term) -> ClaimView:
        """What `explain` has on the claim."""
        if node not in self._claims:
            (self._claims[node],) = self._words.explained(node)[0]
        return self._claims[node]

    def editorial(self, node: Term) -> EditorialView:
        """What `explain` has on the curators' assertion."""
        (found,) = self._words.explained(node)[1]
        return found

    def document(self, node: Term, document: Term) -> None:
        """Notes that the document is one on which the node rests."""
        self._documents.setdefault(node, {})[document] = None

    def states(self, node: Term, view: EditorialView | None) -> None:
        """Notes that the note of a curators' assertion tells the edges in this view of it."""
        self._stated[node] = view or self.editorial(node)

    def cited(self, kind: str) -> list[Term]:
        """What is cited of the kind, in the order of the marks."""
        return [node for node in self._marks if self.kind(node) == kind]

    def listed(self, kind: str) -> tuple[Note, ...]:
        """The notes of the kind, in the order of the marks."""
        return tuple(self._note(node) for node in self.cited(kind))

    def _note(self, node: Term) -> Note:
        kind, iri = self.kind(node), node.value if isinstance(node, NamedNode) else str(node)
        if kind == CLAIM:
            text = self._words.of_claim(node, self.claim(node))
        elif kind == CURATORS:
            edges = self._stated[node].edges if node in self._stated else ()
            text = self._words.of_editorial(replace(self.editorial(node), edges=edges))
        else:
            text = self._words.of_record(node)
        documents = (self._words.document(d) for d in self._documents.get(node, ()))
        return Note(self._marks[node], text, iri, tuple(documents))


class _Words(InWords):
    @cached_property
    def wordings(self) -> Wordings:
        return Wordings(self.project, self.lang)

    def kind(self, node: Term) -> str:
        index, roles = self.project.index, self.project.roles
        types = set(index.objects(node, TYPE))
        if roles.editorial and types & set(index.subclasses([roles.editorial])):
            return CURATORS
        if roles.claim and types & set(index.subclasses([roles.claim])):
            return CLAIM
        return RECORD

    def explained(self, node: Term) -> Views:
        """Kept for the next briefing: several speak of the same claims."""
        known: dict[tuple[Term, str | None], Views] = self.project.once("explained", dict)
        if (node, self.lang) not in known:
            while len(known) >= KEPT:
                known.pop(next(iter(known)), None)
            iri = f"<{node.value}>" if isinstance(node, NamedNode) else str(node)
            found = explain(self.project, iri, self.lang)
            known[node, self.lang] = found.claims, found.editorial
        return known[node, self.lang]

    def of_claim(self, node: Term, claim: ClaimView) -> str:
        places = [
            where(replace(passage, start=None, end=None), self._language)
            for passage in claim.passages
        ]
        said = self.wordings.voice(node)
        return "; ".join([f"{_quoted(claim.label, self._language)} ({said})", *places])

    def of_editorial(self, assertion: EditorialView) -> str:
        edges = [f"{edge.subject} – {edge.property} – {edge.object}" for edge in assertion.edges]
        states = f": {'; '.join(edges)}" if edges else ""
        return f"{_quoted(assertion.label, self._language)}{states}"

    def of_record(self, node: Term) -> str:
        text = self.text(node, DESCRIPTIONS)
        name = self._name(node)
        return f"{name}: {text}" if text else name

    def document(self, node: Term) -> tuple[str, str | None]:
        """Its name, its own title and publisher, and its address."""
        index = self.project.index
        title = self.text(node, [TITLE])
        publisher = index.object(node, PUBLISHER)
        name = self._name(node)
        words = [name]
        if title and title != name:
            words.append(_quoted(title, self._language))
        if publisher is not None and self._name(publisher) not in name:
            words.append(self._name(publisher))
        found = (index.object(node, address) for address in ADDRESSES)
        address = next((one for one in found if isinstance(one, NamedNode)), None)
        return ", ".join(words), address.value if address else None

    def text(self, node: Term, predicates: Iterable[NamedNode]) -> str | None:
        for predicate in predicates:
            values = self.project.index.objects(node, predicate)
            best = self.project.in_language(
                (v for v in values if isinstance(v, Literal)), self.lang
            )
            if best:
                return best.value
        return None


def _quoted(text: str, lang: str) -> str:
    return f"«{text}»" if lang.lower().startswith(("es", "fr")) else f"“{text}”"
