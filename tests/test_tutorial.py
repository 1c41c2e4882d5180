"""The tutorial, followed to the letter, ends in the example that is kept beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT
from kgtools.project import Project
from tutorial import blocks, commands, follow

PAGE = ROOT / "docs" / "tutorial.md"
EXAMPLE = ROOT / "examples" / "mirrow"
DAY = "1795392000"  # 2026-11-23 in seconds since 1970
MADE = ("public", ".kgtools")


def files_of(folder: Path) -> dict[str, str]:
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {
        path.as_posix(): (folder / path).read_text(encoding="utf-8")
        for path in found
        if path.parts[0] not in MADE
    }


def test_whoever_follows_the_tutorial_has_the_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    folder = follow(PAGE, tmp_path)
    assert files_of(folder) == files_of(EXAMPLE)
    assert (folder / "public" / "id" / "lever-tolls.html").is_file()


def test_the_tutorial_has_commands_to_follow() -> None:
    found = [*blocks(PAGE.read_text(encoding="utf-8"))]
    asked = [
        command for kind, _, text in found if kind == "console" for command, _ in commands(text)
    ]
    assert len(asked) >= 12 and {"turtle", "diff"} <= {kind for kind, _, _ in found}


def test_the_example_speaks_the_languages_of_its_model() -> None:
    assert Project.open(EXAMPLE).languages == Project.open(ROOT).languages
