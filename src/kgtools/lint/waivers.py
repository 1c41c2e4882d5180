"""lint-waivers.toml: findings that the project accepts, each with its reason."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kgtools.errors import ProjectError, did_you_mean
from kgtools.rdf.parse import read_text
from kgtools.rdf.terms import expand, shorten

WAIVERS = "lint-waivers.toml"
KEYS = {"rule", "term", "reason"}


@dataclass(frozen=True)
class Waiver:
    """`term` is a CURIE or IRI, as a finding's focus is written."""

    rule: str
    term: str
    reason: str


def read_waivers(root: Path, rules: list[str], prefixes: Mapping[str, str]) -> list[Waiver]:
    """The waivers of root/lint-waivers.toml, none without it; ProjectError says what is wrong."""
    path = root / WAIVERS
    if not path.is_file():
        return []
    try:
        raw = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise ProjectError(str(error), path) from None
    tables = raw.get("waiver", [])
    if set(raw) - {"waiver"} or not isinstance(tables, list):
        raise ProjectError("expected [[waiver]] tables and nothing else", path)
    return [_waiver(table, path, rules, prefixes) for table in tables]


def _waiver(table: object, path: Path, rules: list[str], prefixes: Mapping[str, str]) -> Waiver:
    if not isinstance(table, dict) or set(table) != KEYS:
        raise ProjectError("a waiver has rule, term and reason, and nothing else", path)
    if not all(isinstance(value, str) and value.strip() for value in table.values()):
        raise ProjectError("rule, term and reason of a waiver are texts, none of them empty", path)
    if table["rule"] not in rules:
        hint = did_you_mean(table["rule"], rules)
        raise ProjectError(f"a waiver for a rule that is not there: {table['rule']}", path, hint)
    term = shorten(expand(table["term"], prefixes).value, prefixes)
    return Waiver(table["rule"], term, table["reason"])
