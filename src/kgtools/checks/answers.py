"""Every prepared query against the rows that a person expects of it."""

from __future__ import annotations

import csv
from difflib import SequenceMatcher
from pathlib import Path

from kgtools.checks.finding import Finding, Report
from kgtools.engines import open_engine
from kgtools.errors import KgtoolsError
from kgtools.project import Project
from kgtools.queries import Catalogue, PreparedQuery, answer
from kgtools.results import cells

RULE = "answers"


def check_answers(project: Project, engine_name: str = "oxigraph") -> Report:
    """Asks each query with its defaults and compares cell by cell, in order.

    Raises QueryError when a query cannot be read or asked.
    """
    queries = list(Catalogue(project))
    if not queries:
        return Report((), ("answers: no prepared queries in this project",))
    engine = open_engine(project.quads(), engine_name)
    findings: list[Finding] = []
    rows = compared = 0
    for query in queries:
        if query.expected is None:
            message = f"query {query.slug} has no expected rows"
            fix = f"write them to {query.path.with_suffix('.csv').name}"
            findings.append(Finding(RULE, "warning", message, location=query.path, fix=fix))
            continue
        try:
            expected = _read(query.expected)
            actual = cells(answer(project, query.slug, {}, engine).result)
        except (UnicodeDecodeError, csv.Error) as error:
            message = f"the expected rows cannot be read: {error}"
            findings.append(Finding(RULE, "violation", message, location=query.expected))
            continue
        except KgtoolsError as error:
            raise type(error)(error.message, error.where or query.path, error.hint) from None
        compared += 1
        rows += len(expected) - 1
        findings += _compare(query, query.expected, expected, actual)
    note = f"answers: {compared} of {len(queries)} queries compared, {rows} expected rows"
    return Report(tuple(findings), (note,))


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.reader(file) if row]


def _compare(
    query: PreparedQuery, path: Path, expected: list[list[str]], actual: list[list[str]]
) -> list[Finding]:
    def differs(message: str) -> Finding:
        return Finding(RULE, "violation", f"query {query.slug}: {message}", location=path)

    head = actual[0]
    if not expected or expected[0] != head:
        stated = ",".join(expected[0]) if expected else "nothing"
        return [differs(f"the columns differ: expected {stated}, got {','.join(head)}")]
    findings = []
    wanted, got = [tuple(row) for row in expected[1:]], [tuple(row) for row in actual[1:]]
    matcher = SequenceMatcher(None, wanted, got, autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "replace":
            pairs = list(zip(wanted[i:i_end], got[j:j_end], strict=False))
            for number, (want, have) in enumerate(pairs, i + 1):
                findings += [differs(text) for text in _cells(head, number, want, have)]
            i, j = i + len(pairs), j + len(pairs)
        if tag != "equal":
            for number, row in enumerate(wanted[i:i_end], i + 1):
                findings.append(differs(f"row {number} is missing: {','.join(row)}"))
            for number, row in enumerate(got[j:j_end], j + 1):
                findings.append(differs(f"row {number} is not expected: {','.join(row)}"))
    return findings


def _cells(head: list[str], number: int, want: tuple[str, ...], have: tuple[str, ...]) -> list[str]:
    if len(want) != len(head):
        return [f"row {number}: expected {len(want)} cells, there are {len(head)} columns"]
    return [
        f"row {number}, {column}: expected {w or 'nothing'}, got {h or 'nothing'}"
        for column, w, h in zip(head, want, have, strict=True)
        if w != h
    ]
