"""What the page of the dataset shows of its description: files, graphs, numbers, links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kgtools.metadata.triples import term
from kgtools.rdf.terms import Term, lexical
from kgtools.web.facts import Facts

# What has a table of its own, and what only programs read.
_SHOWN = tuple(
    term(name)
    for name in (
        "dcat:distribution void:dataDump void:subset void:feature void:sparqlEndpoint "
        "dcterms:temporal dcterms:rights dcat:landingPage"
    ).split()
)


@dataclass(frozen=True)
class File:
    """`anchor` is where the page tells of it, `target` its address."""

    anchor: str
    target: str
    title: str
    size: str | None
    sha256: str | None


@dataclass(frozen=True)
class DatasetView:
    """Numbers as the description has them; each pair is a term and how many."""

    files: tuple[File, ...]
    graphs: tuple[tuple[Term, str], ...]
    classes: tuple[tuple[Term, str], ...]
    properties: tuple[tuple[Term, str], ...]
    links: tuple[tuple[str, Term, str, str], ...]
    services: tuple[tuple[str, Term, str], ...]
    period: tuple[str, str] | None
    rights: tuple[Term, ...]


def shown_in_tables() -> frozenset[Term | None]:
    return frozenset(_SHOWN)


@dataclass(frozen=True)
class DatasetViews:
    facts: Facts
    lang: str

    def view(self) -> DatasetView:
        dataset, facts = self.facts.dataset, self.facts
        subsets = facts.objects(dataset, term("void:subset"))
        linksets = [each for each in subsets if facts.objects(each, term("void:linkPredicate"))]
        times = [
            (self._value(span, "dcat:startDate") or "…", self._value(span, "dcat:endDate") or "…")
            for span in facts.objects(dataset, term("dcterms:temporal"))
        ]
        rights = facts.objects(dataset, term("dcterms:rights"))
        return DatasetView(
            files=tuple(self._files()),
            graphs=tuple(self._sized(each) for each in subsets if each not in linksets),
            classes=tuple(self._parts("void:classPartition", "void:class", "void:entities")),
            properties=tuple(
                self._parts("void:propertyPartition", "void:property", "void:triples")
            ),
            links=tuple(self._links(each) for each in linksets),
            services=tuple(self._services()),
            period=times[0] if times else None,
            rights=tuple(
                facts.text(each, term("rdfs:label"), self.lang) or each for each in rights
            ),
        )

    def _files(self) -> Iterator[File]:
        subsets = self.facts.objects(self.facts.dataset, term("void:subset"))
        offered = term("dcat:distribution")
        for node in (
            n for d in (self.facts.dataset, *subsets) for n in self.facts.objects(d, offered)
        ):
            sums = self.facts.objects(node, term("spdx:checksum"))
            yield File(
                anchor=_fragment(node),
                target=self._value(node, "dcat:downloadURL") or "",
                title=self.facts.name(node, self.lang)[0],
                size=self._value(node, "dcat:byteSize"),
                sha256=self._value(sums[0], "spdx:checksumValue") if sums else None,
            )

    def _sized(self, node: Term) -> tuple[Term, str]:
        return node, self._value(node, "void:triples") or ""

    def _parts(self, part: str, what: str, number: str) -> Iterator[tuple[Term, str]]:
        """Largest first."""
        found = [
            (kind, self._value(node, number) or "0")
            for node in self.facts.objects(self.facts.dataset, term(part))
            for kind in self.facts.objects(node, term(what))
        ]
        yield from sorted(found, key=lambda pair: (-int(pair[1]), str(pair[0])))

    def _links(self, node: Term) -> tuple[str, Term, str, str]:
        predicate = self.facts.objects(node, term("void:linkPredicate"))[0]
        targets = self.facts.objects(node, term("void:objectsTarget"))
        host = self.facts.name(targets[0], self.lang)[0] if targets else ""
        return _fragment(node), predicate, host, self._value(node, "void:triples") or ""

    def _services(self) -> Iterator[tuple[str, Term, str]]:
        """The catalogue, which the dataset stands in, and what answers questions about it."""
        facts = self.facts
        catalogues = [
            quad.subject
            for quad in facts.implied
            if quad.predicate == term("dcat:dataset") and quad.object == facts.dataset
        ]
        for node in catalogues:
            yield _fragment(node), node, self._value(node, "foaf:homepage") or ""
            for service in facts.objects(node, term("dcat:service")):
                yield _fragment(service), service, self._value(service, "dcat:endpointURL") or ""

    def _value(self, node: Term, name: str) -> str | None:
        found = self.facts.objects(node, term(name))
        return lexical(found[0]) if found else None


def _fragment(node: Term) -> str:
    return node.value.partition("#")[2] if isinstance(node, NamedNode) else ""
