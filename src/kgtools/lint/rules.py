"""The rules: one a file, a SPARQL query whose `#+` lines are a YAML header."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from kgtools.config import LangMap
from kgtools.errors import QueryError

SEVERITIES = ("critical", "important", "minor")
KEYS = ("id", "title", "why", "mend", "severity", "source")


@dataclass(frozen=True)
class Rule:
    """`text` asks for ?focus, and may give ?path, ?value, ?file, ?line and ?column."""

    id: str
    title: LangMap
    why: LangMap
    mend: LangMap
    severity: str
    source: str
    text: str

    @property
    def name(self) -> str:
        """What stands behind a finding: the id and how much it matters."""
        return f"{self.id}, {self.severity}"


def read_rules() -> list[Rule]:
    """The rules of the package by severity, then id; QueryError for a header not in order."""
    folder = files(__package__).joinpath("rules")
    rules = [
        read_rule(item.name.removesuffix(".rq"), item.read_text(encoding="utf-8"))
        for item in folder.iterdir()
        if item.name.endswith(".rq")
    ]
    return sorted(rules, key=lambda rule: (SEVERITIES.index(rule.severity), rule.id))


def read_rule(slug: str, text: str) -> Rule:
    """The rule whose file is slug.rq."""
    import yaml

    lines = (line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+"))
    try:
        header: Any = yaml.safe_load("\n".join(lines))
    except yaml.YAMLError as error:
        raise QueryError(f"lint rule {slug}: the header is not YAML: {error}") from None
    if not isinstance(header, dict) or sorted(header) != sorted(KEYS):
        raise QueryError(f"lint rule {slug}: the header needs {', '.join(KEYS)} and nothing else")
    if header["id"] != slug or header["severity"] not in SEVERITIES:
        raise QueryError(f"lint rule {slug}: its id is not its file's name, or its severity none")
    return Rule(text=text, **header)
