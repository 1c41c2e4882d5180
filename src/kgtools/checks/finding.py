"""What a check found, and a report of it as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kgtools.errors import one_line, shown
from kgtools.rdf.turtle import Location

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

    def line(self, color: bool = False) -> str:
        """`file:line:column: severity: focus path: message; what to do [rule]`"""
        where = f"{shown(self.location)}: " if self.location else ""
        word = f"\x1b[{COLORS[self.severity]}m{self.severity}\x1b[0m" if color else self.severity
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
    """Findings, and notes on what was (or was not) looked at."""

    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[Severity, int]:
        return {s: sum(f.severity == s for f in self.findings) for s in SEVERITIES}

    def failed(self, strict: bool = False) -> bool:
        """True with a violation; when strict, with a warning too."""
        return bool(self.counts["violation"] or (strict and self.counts["warning"]))

    def text(self, color: bool = False, quiet: bool = False) -> str:
        """One line a finding, in file order; unless quiet, the notes and the total after them."""
        lines = [finding.line(color) for finding in self.findings]
        if not quiet:
            lines += [*self.notes, self.total()]
        return "".join(line + "\n" for line in lines)

    def total(self) -> str:
        counted = [f"{n} {s}{'' if n == 1 else 's'}" for s, n in self.counts.items() if n]
        return ", ".join(counted) or "no findings"

    def json(self) -> str:
        content = {
            "findings": [finding.as_dict() for finding in self.findings],
            "notes": list(self.notes),
            "counts": self.counts,
        }
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def joined(reports: Iterable[Report]) -> Report:
    several = list(reports)
    return Report(
        tuple(finding for report in several for finding in report.findings),
        tuple(note for report in several for note in report.notes),
    )
