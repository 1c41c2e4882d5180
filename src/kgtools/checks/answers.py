"""Every prepared query against the rows that a person expects of it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad, Triple

from kgtools.checks.finding import Finding, Report
from kgtools.engines import Engine, Triples, open_engine
from kgtools.errors import KgtoolsError, ParseError
from kgtools.project import Project
from kgtools.queries import Catalogue, PreparedQuery, answer, engine_for
from kgtools.rdf.location import Location
from kgtools.rdf.parse import parse_file, read_text
from kgtools.rdf.terms import shorten
from kgtools.results import cells
from kgtools.words import say

RULE = "answers"
LONGEST_CELL = 60
LONGEST = 200  # characters of what differs, so that the whole finding is some 300

Row = tuple[str, ...]


@dataclass(frozen=True)
class _Expected:
    """The rows with the line on which each begins (None in a graph); the first is the head."""

    rows: list[Row]
    lines: list[int | None]


def check_answers(
    project: Project,
    engine_name: str = "oxigraph",
    lang: str | None = None,
    slug: str | None = None,
    engine: Engine | None = None,
) -> Report:
    """Asks each query (or the one of that slug) with its defaults; compares cell by cell, in order.

    An `engine` that is given holds all that the queries need. Raises QueryError when a query
    cannot be read or asked.
    """
    spoken = lang or project.languages[0]
    queries = list(Catalogue(project)) if slug is None else [Catalogue(project)[slug]]
    if not queries:
        return Report((), (say("answers: no prepared queries in this project", spoken),))
    plain = engine or open_engine(project.packed, engine_name)
    findings: list[Finding] = []
    rows = compared = 0
    for query in queries:
        if query.expected is None:
            message = say("query {slug} has no expected rows", spoken, slug=query.slug)
            fix = say("write them to {slug}.csv (a graph to {slug}.ttl)", spoken, slug=query.slug)
            findings.append(Finding(RULE, "warning", message, location=query.path, fix=fix))
            continue
        comparison = _Comparison(project, query, query.expected, spoken)
        try:
            expected = _read(query.expected)
        except (ParseError, csv.Error) as error:
            findings.append(comparison.unreadable(error))
            continue
        try:
            own = query.derived and engine is None
            fitting = engine_for(project, query, engine_name) if own else plain
            result = answer(project, query.slug, {}, fitting).result
            actual = _graph(result.triples) if isinstance(result, Triples) else cells(result)
        except KgtoolsError as error:
            raise type(error)(error.message, error.where or query.path, error.hint) from None
        compared += 1
        rows += max(len(expected.rows) - 1, 0)
        findings += comparison.findings(expected, [tuple(row) for row in actual])
    counted = {"compared": compared, "queries": len(queries), "rows": rows}
    note = "answers: {compared} of {queries} queries compared, {rows} expected rows"
    return Report(tuple(findings), (say(note, spoken, **counted),))


def _read(path: Path) -> _Expected:
    if path.suffix == ".ttl":
        quads = parse_file(path, NamedNode("urn:expected"))
        graph = _graph(Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
        return _Expected([tuple(row) for row in graph], [None] * len(graph))
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    rows: list[Row] = []
    lines: list[int | None] = []
    before = 0
    for row in reader:
        if row:
            rows.append(tuple(row))
            lines.append(before + 1)
        before = reader.line_num
    return _Expected(rows, lines)


def _graph(triples: Iterable[Triple]) -> list[list[str]]:
    """A graph as rows of one cell: its triples as canonical N-Triples (RDFC-1.0), sorted."""
    dataset = Dataset(Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return [["triple"], *sorted([str(quad)] for quad in dataset)]


@dataclass(frozen=True)
class _Comparison:
    """One query's answer held against its file of expected rows; one finding a row."""

    project: Project
    query: PreparedQuery
    path: Path
    lang: str

    def unreadable(self, error: ParseError | csv.Error) -> Finding:
        fix = self._say("save them as CSV in UTF-8")
        if not isinstance(error, ParseError):
            return self._differs(
                self._say("the expected rows are not CSV: {why}", why=error), None, fix
            )
        if error.message != "not UTF-8 text":
            return self._differs(str(error), None, None)
        finding = self._differs(self._say("the expected rows are not UTF-8 text"), None, fix)
        return replace(finding, location=error.where)

    def findings(self, expected: _Expected, actual: list[Row]) -> Iterator[Finding]:
        head = actual[0]
        if not expected.rows or expected.rows[0] != head:
            want = ",".join(expected.rows[0]) if expected.rows else self._say("nothing")
            text = "the columns differ: expected {want}, got {have}"
            yield self._differs(self._say(text, want=want, have=",".join(head)), 1)
            return
        wanted, got = expected.rows[1:], actual[1:]
        if wanted != got and Counter(wanted) == Counter(got):
            number = next(
                n for n, pair in enumerate(zip(wanted, got, strict=True)) if len({*pair}) > 1
            )
            here = got.index(wanted[number]) + 1
            text = "all rows are there, in another order: row {row} comes as row {here}"
            said = self._say(text, row=number + 1, here=here)
            yield self._differs(said, expected.lines[number + 1], self._say("put them in order"))
            return
        lines = [*expected.lines[1:], (expected.lines[-1] or 0) + 1 if expected.lines[-1] else None]
        matcher = SequenceMatcher(None, wanted, got, autojunk=False)
        for tag, i, i_end, j, j_end in matcher.get_opcodes():
            if tag == "replace":
                for old, new in zip(wanted[i:i_end], got[j:j_end], strict=False):
                    yield self._differs(self._cells(head, i + 1, old, new), lines[i])
                    i, j = i + 1, j + 1
            if tag == "equal":
                continue
            for n in range(i, i_end):
                text = "row {row} is missing: {cells}"
                yield self._differs(self._whole(text, n, wanted), lines[n])
            for n in range(j, j_end):
                text = "row {row} is not expected: {cells}"
                yield self._differs(self._whole(text, n, got), lines[min(i_end, len(lines) - 1)])

    def _whole(self, text: str, at: int, rows: Sequence[Row]) -> str:
        """What is said of a whole row; of one that stands twice, that it does."""
        first = next(n for n, row in enumerate(rows) if row == rows[at])
        if first != at:
            text = "row {row} repeats row {first}: {cells}"
        shown = ",".join(self._shown(cell) for cell in rows[at])
        return self._say(text, row=at + 1, first=first + 1, cells=shown)

    def _cells(self, head: Row, number: int, want: Row, have: Row) -> str:
        if len(want) != len(head):
            text = "row {row}: expected {want} cells, there are {have} columns"
            return self._say(text, row=number, want=len(want), have=len(head))
        nothing = self._say("nothing")
        differing = []
        for column, w, h in zip(head, want, have, strict=True):
            if w != h:
                w, h = _around_difference(self._shown(w), self._shown(h))
                text = "{column}: expected {want}, got {have}"
                cells = {"want": w or nothing, "have": h or nothing}
                differing.append(self._say(text, column=column, **cells))
        return self._say("row {row}, {cells}", row=number, cells="; ".join(differing))

    def _shown(self, cell: str) -> str:
        """An IRI of the project as CURIE; anything else as it is."""
        if re.match(r"[a-z][a-z0-9+.-]*:[^\s<>]+\Z", cell):
            short = shorten(cell, self.project.prefixes)
            return cell if short.startswith("<") else short
        return re.sub(r"<([^<>\s]+)>", lambda match: shorten(match[1], self.project.prefixes), cell)

    def _differs(self, what: str, line: int | None, fix: str | None = "") -> Finding:
        short = what if len(what) <= LONGEST else what[: LONGEST - 1] + "…"
        return Finding(
            RULE,
            "violation",
            self._say("query {slug}: {what}", slug=self.query.slug, what=short),
            location=Location(self.path, line, 1)
            if line and self.path.suffix == ".csv"
            else self.path,
            fix=self._say("correct the row, or the data") if fix == "" else fix,
        )

    def _say(self, text: str, **values: object) -> str:
        return say(text, self.lang, **values)


def _around_difference(one: str, other: str) -> tuple[str, str]:
    """Both cells, long ones cut down to where they differ."""
    if max(len(one), len(other)) <= LONGEST_CELL:
        return one, other
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    start = max(0, (min(len(one), len(other)) if same is None else same) - LONGEST_CELL // 3)

    def cut(cell: str) -> str:
        piece = cell[start : start + LONGEST_CELL]
        before, after = "…" * (start > 0), "…" * (start + LONGEST_CELL < len(cell))
        return before + piece + after if piece else cell and "…"

    return cut(one), cut(other)
