"""Of which data a briefing is, and how to cite them: CITATION.cff, kgtools.toml and the graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from pyoxigraph import Literal, NamedNode

from kgtools.brief.notes import ADDRESSES
from kgtools.errors import KgtoolsError, ParseError, ProjectError
from kgtools.explanation import find_node
from kgtools.metadata.names import version_iri
from kgtools.naming import InWords
from kgtools.project import Project
from kgtools.rdf.digest import dataset_digest
from kgtools.rdf.parse import read_text
from kgtools.rdf.terms import DCTERMS, OWL, Term, local_name, shorten

DATES = tuple(NamedNode(DCTERMS + name) for name in ("modified", "issued"))
DATED = tuple(NamedNode(iri) for iri in (OWL + "Ontology", "http://www.w3.org/ns/dcat#Dataset"))


class About(InWords):
    """What a briefing says of the data that it is made from."""

    def lines(
        self, topic: NamedNode | None, sources: list[Term], sums: str | None
    ) -> Iterator[tuple[str, str, str | None]]:
        """Name, text and, where there is one, address of each line.

        What is published (with its checksums at the address `sums`) is named by its version, so
        that a briefing stays as it is where other data change; anything else by its digest.
        """
        project, tell = self.project, self._say
        yield tell("How to cite"), self._citation(), self._identifier()
        for source in sources:
            found = (project.index.object(source, address) for address in ADDRESSES)
            address = next((one.value for one in found if isinstance(one, NamedNode)), None)
            yield tell("The source"), self._name(source), address
        if project.config.licence:
            yield tell("Licence of the data and of this briefing"), "", project.config.licence
        date = self.date
        version = tell("version {version}", version=project.version)
        dataset = ", ".join([self.title, version, *([date] if date else [])])
        yield tell("Dataset"), dataset, version_iri(project).value if sums else None
        if sums:
            yield tell("Checksums of its files (SHA-256)"), "", sums
        else:
            digest = project.once("digest", lambda: dataset_digest(project.quads()))
            yield tell("Digest of the dataset (SHA-256, RDFC-1.0)"), digest, None
        words = ["kgtools brief", *([self._typed(topic)] if topic else [])]
        yield tell("To make it again"), " ".join([*words, "--lang", self._language]), None

    def _typed(self, topic: NamedNode) -> str:
        """What to type for the topic: the last part of its IRI where that means no other."""
        try:
            local = local_name(topic.value)
            return local if find_node(self.project, local) == topic else f"<{topic.value}>"
        except KgtoolsError:
            return shorten(topic.value, self.project.prefixes)

    @property
    def title(self) -> str:
        return self.project.text(self.project.title, self.lang)

    @cached_property
    def date(self) -> str | None:
        """When the data were released or last changed, as far as they say so."""
        released = self._cff.get("date-released")
        return str(released) if released else latest_date(self.project)

    def _citation(self) -> str:
        people = [p["name"] for p in self.project.config.contributors if "name" in p]
        year = f" ({self.date[:4]})" if self.date else ""
        who = f"{', '.join(people)}{year}. " if people else ""
        version = self._say("version {version}", version=self.project.version)
        return f"{who}{self.title}, {version}."

    def _identifier(self) -> str:
        """A DOI or an address from CITATION.cff, else the base IRI of the project."""
        cff = self._cff
        if doi := cff.get("doi"):
            return f"https://doi.org/{doi}"
        values = [one.get("value") for one in cff.get("identifiers") or () if isinstance(one, dict)]
        found = [value for value in [*values, cff.get("url")] if value]
        return str(found[0]) if found else self.project.config.base

    @cached_property
    def _cff(self) -> dict[str, Any]:
        import yaml

        path = self.project.root / "CITATION.cff"
        if not path.is_file():
            return {}
        try:
            read = yaml.safe_load(read_text(path))
        except ParseError as error:
            raise ProjectError(error.message, error.where, error.hint) from None
        except yaml.YAMLError as error:
            problem = getattr(error, "problem", None) or "not YAML"
            raise ProjectError(f"CITATION.cff: {problem}", path, "write it as YAML") from None
        return read if isinstance(read, dict) else {}


def latest_date(project: Project) -> str | None:
    """The last date at which an ontology or a dataset of the graph was issued or modified."""
    found = [
        value.value[:10]
        for node in project.index.instances(DATED)
        for predicate in DATES
        for value in project.index.objects(node, predicate)
        if isinstance(value, Literal) and re.match(r"\d{4}-\d\d-\d\d", value.value)
    ]
    return max(found, default=None)
