"""The step of the version that the changes ask for (Semantic Versioning 2.0.0)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kgtools.diff.model import Change

PATCH_ONLY = ("label", "definition", "reason", "paraphrase", "message")


def suggest(changes: Sequence[Change], version: str | None) -> tuple[str, str | None]:
    """none, patch, minor or major, and the version it leads to from `version`, if that is one.

    Before 1.0.0 a breaking change is a step of the second number, any other of the third.
    """
    if not changes:
        return "none", version
    if any(change.impact == "breaking" for change in changes):
        step = "major"
    elif all(c.action == "changed" and _words_only(c) for c in changes):
        step = "patch"
    else:
        step = "minor"
    match = re.match(r"(\d+)\.(\d+)\.(\d+)", version or "")
    if not match:
        return step, None
    major, minor, patch = map(int, match.groups())
    if step == "major" and major:
        return step, f"{major + 1}.0.0"
    if step == "major" or (step == "minor" and major):
        return step, f"{major}.{minor + 1}.0"
    return step, f"{major}.{minor}.{patch + 1}"


def _words_only(change: Change) -> bool:
    return change.kind == "ontology" or (
        bool(change.details) and all(detail.aspect in PATCH_ONLY for detail in change.details)
    )
