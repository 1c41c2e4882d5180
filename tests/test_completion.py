"""What the shell is told when a person presses Tab, by argcomplete's protocol."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ORCHARD, ROOT


def completed(line: str, folder: Path, tmp_path: Path) -> set[str]:
    """The words that the shell would offer after `line`."""
    told = tmp_path / "told"
    told.write_text("")
    environment = {
        **os.environ,
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_STDOUT_FILENAME": str(told),
        "_ARGCOMPLETE_IFS": "\n",
        "_ARGCOMPLETE_SUPPRESS_SPACE": "1",
        "COMP_LINE": line,
        "COMP_POINT": str(len(line)),
    }
    command = [sys.executable, "-m", "kgtools"]
    done = subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.stderr == "" and done.stdout == ""
    return {word.strip() for word in told.read_text().splitlines()}


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("kgtools ex", {"explain", "export"}),
        ("kgtools query gui", {"guilds"}),
        ("kgtools query guilds --wo", {"--word"}),
        ("kgtools query guilds --format j", {"json", "jsonld"}),
        ("kgtools picture ", {"quarrel", "terms", "-o", "--output"}),
        ("kgtools explain river-g", {"river-gate"}),
        ("kgtools validate --form", {"--format"}),
    ],
)
def test_what_can_follow_is_offered(line: str, offered: set[str], tmp_path: Path) -> None:
    found = completed(line, ORCHARD, tmp_path)
    assert offered <= found | {"export", "-o"} and len(found) < 20


def test_the_values_of_a_parameter_are_those_of_the_graph(tmp_path: Path) -> None:
    found = completed("kgtools query leverage --target me", ROOT, tmp_path)
    assert "mexico" in found and all(word.startswith("me") for word in found)
    found = completed("kgtools query leverage --type ", ROOT, tmp_path)
    assert "economic" in found and "mexico" not in found


def test_outside_a_project_verbs_and_options_are_still_offered(tmp_path: Path) -> None:
    assert "check" in completed("kgtools ch", tmp_path, tmp_path)
    assert completed("kgtools query lev", tmp_path, tmp_path) == set()
