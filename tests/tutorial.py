"""A page of documentation that is followed to the letter: its commands run, its files written.

Blocks ```console are commands, each after `$ `, with what they say; `…` stands for anything, alone
on a line for any lines. Blocks ```turtle go to the end of the file that the page names before them
(`Add to `), blocks ```diff are applied. `python tests/tutorial.py PAGE FOLDER` does it by hand.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NOT_RUN = ("kgtools serve",)  # it does not end by itself


def follow(page: Path, folder: Path) -> Path:
    """Does what the page says, beginning in the folder; gives the folder where it ends."""
    here = folder
    env = {**os.environ, "COLUMNS": "100", "PYTHONUTF8": "1"}
    env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"
    for kind, target, block in blocks(page.read_text(encoding="utf-8")):
        if kind == "turtle":
            with (here / target).open("a", encoding="utf-8") as file:
                file.write(block)
        elif kind == "diff":
            apply = ["git", "apply", "-"]
            subprocess.run(apply, cwd=here, input=block, text=True, encoding="utf-8", check=True)
        else:
            for command, said in commands(block):
                here = _run(command, said, here, env)
    return here


def blocks(text: str) -> Iterator[tuple[str, str, str]]:
    """Each block with the kind of its fence and the file that was last to be added to."""
    target = ""
    pattern = r"[Aa]dd(?: [a-z]+)* to `([^`]+)`|^```(\w+)\n(.*?)^```$"
    for found in re.finditer(pattern, text, re.DOTALL | re.MULTILINE):
        target = found[1] or target
        if found[2] in ("console", "turtle", "diff"):
            yield found[2], target, found[3]


def commands(block: str) -> Iterator[tuple[str, list[str]]]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *said = part.splitlines()
        yield command, said


def _run(command: str, said: list[str], here: Path, env: dict[str, str]) -> Path:
    words = shlex.split(command, comments=True)
    if words[0] == "cd":
        return here / words[1]
    if words[0] == "export":
        name, _, value = words[1].partition("=")
        env[name] = value
        return here
    if command.startswith(NOT_RUN):
        return here
    done = subprocess.run(
        command, shell=True, cwd=here, env=env, capture_output=True, text=True, encoding="utf-8"
    )
    output = done.stdout + done.stderr
    assert done.returncode in (0, 1) and "Traceback" not in output, f"$ {command}\n{output}"
    assert (done.returncode == 1) == any("violation" in line for line in said), (
        f"$ {command} ended with {done.returncode}\n{output}"
    )
    assert said == [] or re.fullmatch(_pattern(said), output), f"$ {command}\n{output}"
    return here


def _pattern(said: list[str]) -> str:
    lines = []
    for line in said:
        if line == "…":
            lines.append(r"(?:[^\n]*\n)*?")
        else:
            lines.append(re.escape(line.rstrip()).replace("…", r"[^\n]*") + " *\n")
    return "".join(lines) + ("\n*" if said[-1:] != ["…"] else "")


if __name__ == "__main__":
    print(follow(Path(sys.argv[1]), Path(sys.argv[2])))
