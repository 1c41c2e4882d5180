"""Whether what kgtools.toml and the headers of queries name is there at all.

A check that stands on a name which the graph does not know finds nothing, and looks like a pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode

from kgtools.checks.finding import Finding, Report, Severity
from kgtools.checks.passages import read_passages
from kgtools.config import CONFIG, LangMap, place_of
from kgtools.project import Project
from kgtools.queries import Catalogue, PreparedQuery
from kgtools.rdf.location import Location
from kgtools.rdf.parse import read_text
from kgtools.rdf.terms import shorten
from kgtools.words import say

RULE = "declared"


def check_declared(project: Project, lang: str | None = None) -> Report:
    """Roles, sources, classes and schemes that the graph does not know; texts not translated;
    expected rows without their query.

    Raises QueryError when a query's header is not in order.
    """
    checker = _Checker(project, lang or project.languages[0])
    queries = list(Catalogue(project))
    return Report(
        (
            *checker.roles(),
            *checker.sources(),
            *checker.texts(),
            *(finding for query in queries for finding in checker.query(query)),
            *checker.strays(queries),
        )
    )


class _Checker:
    def __init__(self, project: Project, lang: str) -> None:
        self.project, self.lang = project, lang
        self.path = project.root / CONFIG
        self.toml = read_text(self.path)
        self.known = {
            term
            for quad in project.quads()
            for term in (quad.subject, quad.predicate, quad.object)
            if isinstance(term, NamedNode)
        }

    def roles(self) -> Iterator[Finding]:
        for name, value in self.project.roles._asdict().items():
            terms = value if isinstance(value, tuple) else (value,)
            role = name.replace("_", "-")
            for term in terms:
                if term is not None and term not in self.known:
                    yield self._finding(
                        "violation",
                        self._say(
                            "the graph knows no {term}, so the role {role} finds nothing",
                            term=self._short(term),
                            role=role,
                        ),
                        place_of(self.path, self.toml, "roles", role),
                        self._say("correct the name, or take the role out"),
                    )

    def sources(self) -> Iterator[Finding]:
        roles = self.project.roles
        if roles.passage is None and roles.passage_class is None:
            return
        for source in self.project.sources:
            if not read_passages(self.project, source):
                yield self._finding(
                    "violation",
                    self._say(
                        "no passage is of this source ({iri}), so none is checked against it",
                        iri=self._short(source.iri),
                    ),
                    place_of(self.path, self.toml, f"sources.{source.name}", "iri"),
                    self._say("give the IRI that the passages name"),
                )

    def texts(self) -> Iterator[Finding]:
        """The titles that kgtools.toml gives."""
        config = self.project.config
        titled = [("project", "project.title", config.title)]
        for picture in config.pictures:
            table = f"pictures.{picture.name}"
            titled.append((table, f"{table}.title", picture.title))
        for table, what, text in titled:
            yield from self._lacking(what, text, place_of(self.path, self.toml, table, "title"))

    def query(self, query: PreparedQuery) -> Iterator[Finding]:
        for key, text in (("title", query.title), ("question", query.question)):
            yield from self._lacking(f"{query.slug}, {key}", text, self._line(query, key))
        for parameter in query.parameters:
            at = self._line(query, parameter.name)
            yield from self._lacking(f"{query.slug}, {parameter.name}, help", parameter.help, at)
            for term in (parameter.of_class, parameter.in_scheme):
                if term is not None and term not in self.known:
                    yield self._finding(
                        "violation",
                        self._say(
                            "query {slug}, parameter {name}: the graph knows no {term}",
                            slug=query.slug,
                            name=parameter.name,
                            term=self._short(term),
                        ),
                        at,
                        self._say("correct the name"),
                    )

    def strays(self, queries: list[PreparedQuery]) -> Iterator[Finding]:
        folder = self.project.config.queries
        slugs = {query.slug for query in queries}
        for file in sorted(folder.iterdir()) if folder else ():
            if file.suffix in (".csv", ".ttl") and file.stem not in slugs:
                yield self._finding(
                    "warning",
                    self._say(
                        "there is no query {slug}.rq for these expected rows", slug=file.stem
                    ),
                    file,
                    self._say("write the query, or remove the file"),
                )

    def _lacking(self, what: str, text: LangMap, at: Location | Path) -> Iterator[Finding]:
        given = {tag.lower() for tag in text}
        bases = {tag.partition("-")[0] for tag in given}
        lacking = [tag for tag in self.project.languages if tag.lower() not in given | bases]
        if lacking:
            message = self._say(
                "{what}: not in {languages}", what=what, languages=", ".join(lacking)
            )
            fix = self._say("write it in every language of the project")
            yield self._finding("warning", message, at, fix)

    def _line(self, query: PreparedQuery, key: str) -> Location:
        lines = query.text.splitlines()
        found = [
            number
            for number, line in enumerate(lines, 1)
            if line.startswith("#+") and line[2:].lstrip(" {").startswith(f"{key}:")
        ]
        return Location(query.path, found[0] if found else 1, 1)

    def _finding(self, severity: Severity, message: str, at: Location | Path, fix: str) -> Finding:
        return Finding(RULE, severity, message, location=at, fix=fix)

    def _short(self, term: NamedNode) -> str:
        return shorten(term.value, self.project.prefixes)

    def _say(self, text: str, **values: object) -> str:
        return say(text, self.lang, **values)
