"""What a check found, and a report of it as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from kgtools.errors import one_line, shown
from kgtools.rdf.location import Location
from kgtools.words import say

Severity = Literal["violation", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")
COLORS = {"violation": "31", "warning": "33", "info": "36"}


@dataclass(frozen=True)
class Finding:
    """`focus`, `path` and `value` are written as a person reads them (CURIE, literal)."""

    rule: str
    severity: Severity
    message: str
    focus: str | None = None
    path: str | None = None
    value: str | None = None
    location: Location | Path | None = None
    fix: str | None = None

    def line(self, color: bool = False, lang: str | None = None) -> str:
        """`file:line:column: severity: focus path: message; what to do [rule]`"""
        where = f"{shown(self.location)}: " if self.location else ""
        severity = say(self.severity, lang)
        word = f"\x1b[{COLORS[self.severity]}m{severity}\x1b[0m" if color else severity
        what = " ".join(part for part in (self.focus, self.path) if part)
        fix = f"; {self.fix}" if self.fix else ""
        middle = f"{what}: " if what else ""
        return one_line(f"{where}{word}: {middle}{self.message}{fix} [{self.rule}]")

    def as_dict(self) -> dict[str, object]:
        at = self.location
        place: dict[str, object] | None = None
        if isinstance(at, Location):
            place = {"file": shown(at.path), "line": at.line, "column": at.column}
        elif at is not None:
            place = {"file": shown(at)}
        return {
            "rule": self.rule,
            "severity": self.severity,
            "message": self.message,
            "focus": self.focus,
            "path": self.path,
            "value": self.value,
            "location": place,
            "fix": self.fix,
        }


@dataclass(frozen=True)
class Report:
    """Findings, and notes on what was (or was not) looked at.

    `details` say more than a note; `coverage` has the figures of each source text.
    """

    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    coverage: Mapping[str, object] = field(default_factory=dict)

    @property
    def counts(self) -> dict[Severity, int]:
        return {s: sum(f.severity == s for f in self.findings) for s in SEVERITIES}

    def failed(self, strict: bool = False) -> bool:
        """True with a violation; when strict, with a warning too."""
        return bool(self.counts["violation"] or (strict and self.counts["warning"]))

    def text(
        self,
        color: bool = False,
        quiet: bool = False,
        details: bool = False,
        lang: str | None = None,
    ) -> str:
        """One line a finding, in file order; unless quiet, the notes and the total after them."""
        lines = [finding.line(color, lang) for finding in self.findings]
        if not quiet:
            lines += [*(self.details if details else ()), *self.notes, self.total(lang)]
        return "".join(line + "\n" for line in lines)

    def total(self, lang: str | None = None) -> str:
        counts = self.counts.items()
        counted = [f"{n} {say(s if n == 1 else s + 's', lang)}" for s, n in counts if n]
        return ", ".join(counted) or say("no findings", lang)

    def json(self) -> str:
        content = {
            "findings": [finding.as_dict() for finding in self.findings],
            "notes": list(self.notes),
            "counts": self.counts,
            **({"coverage": dict(self.coverage)} if self.coverage else {}),
        }
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def joined(reports: Iterable[Report]) -> Report:
    several = list(reports)
    return Report(
        tuple(finding for report in several for finding in report.findings),
        tuple(note for report in several for note in report.notes),
        tuple(detail for report in several for detail in report.details),
        {name: value for report in several for name, value in report.coverage.items()},
    )
