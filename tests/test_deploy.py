"""The container file and the workflow, as far as they can be tried without their engines."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ORCHARD, ROOT
from kgtools.cli.parser import VERBS, read_arguments
from kgtools.project import Project
from kgtools.publish.hosts import rules
from kgtools.web import Site

KNOWN = "FROM ARG COPY RUN USER WORKDIR EXPOSE HEALTHCHECK ENTRYPOINT CMD".split()
NEW = ROOT / "src" / "kgtools" / "new" / "template" / "common" / "dot-github" / "workflows"
WORKFLOWS = [ROOT / ".github" / "workflows" / "publish.yml", NEW / "publish.yml"]


def instructions() -> list[tuple[str, str]]:
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    lines = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines if line.strip()]


def stage(name: str) -> list[tuple[str, str]]:
    found, inside = [], False
    for word, rest in instructions():
        if word == "FROM":
            inside = rest.endswith(f" AS {name}")
        elif inside:
            found.append((word, rest))
    return found


def copied() -> list[str]:
    words = [rest.split() for word, rest in stage("build") if word == "COPY"]
    return [source for each in words for source in each[:-1]]


def test_the_container_file_has_known_instructions_and_stages() -> None:
    stages: list[str] = []
    for word, rest in instructions():
        assert word in KNOWN, word
        if word == "FROM":
            image, name = re.fullmatch(r"(\S+) AS (\w+)", rest).groups()  # type: ignore[union-attr]
            assert image in stages or re.fullmatch(r"[\w/-]+:[\w.-]+", image)
            stages.append(name)
        elif named := re.search(r"--from=(\w+)", rest):
            assert named[1] in stages
        elif word in ("CMD", "ENTRYPOINT") or rest.startswith("["):
            assert all(isinstance(part, str) for part in json.loads(rest))
    assert {"serve", "static"} <= {*stages}


def test_what_the_container_file_copies_is_there_and_is_all_that_the_wheel_takes() -> None:
    assert [name for name in copied() if not (ROOT / name).exists()] == []
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]
    taken = build["build"]["targets"]["wheel"]["force-include"]
    assert {*taken, "src", "pyproject.toml", "LICENSE"} == {*copied()}
    others = [rest.split() for word, rest in stage("serve") + stage("static") if word == "COPY"]
    assert all((ROOT / each[0]).exists() for each in others if not each[0].startswith("--from"))


def test_nothing_in_the_image_runs_with_rights() -> None:
    words = [word for word, _ in stage("serve")]
    users = [rest for word, rest in stage("serve") if word == "USER"]
    assert users and users[-1] not in ("0", "root")
    assert words.index("USER") < words.index("ENTRYPOINT")


def test_the_commands_of_the_images_are_commands_of_kgtools() -> None:
    given = dict(stage("serve"))
    assert json.loads(given["ENTRYPOINT"]) == ["kgtools"]
    served = read_arguments(json.loads(given["CMD"]))
    assert served is not None and served.options.host == "0.0.0.0"
    assert str(served.options.port) == given["EXPOSE"]
    assert f"127.0.0.1:{given['EXPOSE']}/" in given["HEALTHCHECK"]
    (_, _, published), *_ = [json.loads(rest) for word, rest in stage("publish") if word == "RUN"]
    written = read_arguments(shlex.split(published.replace("$BASE", "/"))[1:])
    assert written is not None and written.verb == "publish"
    sources = [rest.split()[1] for word, rest in stage("static") if "--from=publish" in rest]
    assert sources == [str(written.options.folder)]


def test_nginx_in_the_image_includes_the_rules_that_are_published() -> None:
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    target = next(rest.split()[2] for _, rest in stage("static") if "--from=publish" in rest)
    assert f"root {target};" in text and f"listen {dict(stage('static'))['EXPOSE']};" in text
    included = re.findall(rf"include {re.escape(target)}/(\S+);", text)
    assert len(included) == 2 and {*included} <= {*rules(Site(Project.open(ORCHARD)))}


@pytest.mark.parametrize("file", WORKFLOWS, ids=["here", "new"])
def test_a_workflow_publishes_what_it_built_and_no_more_rights_than_that(file: Path) -> None:
    flow: dict[Any, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    build, deploy = flow["jobs"]["build"], flow["jobs"]["deploy"]
    assert flow["permissions"] == {"contents": "read"}
    assert deploy["needs"] == "build" and "main" in deploy["if"]
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    used = [step["uses"] for job in (build, deploy) for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", each) for each in used)
    upload = next(step for step in build["steps"] if "upload" in step.get("uses", ""))
    runs = "\n".join(step["run"] for step in build["steps"] if "run" in step)
    assert re.search(rf"kgtools publish {re.escape(upload['with']['path'])}\b", runs)
    asked = re.findall(r"kgtools (\w+)", runs)
    assert "publish" in asked and {*asked} <= {*VERBS}


def test_the_workflow_here_makes_what_there_is_to_make() -> None:
    flow = yaml.safe_load(WORKFLOWS[0].read_text(encoding="utf-8"))
    runs = "\n".join(step["run"] for step in flow["jobs"]["build"]["steps"] if "run" in step)
    targets = re.findall(r"^\s*make (\w+)$", runs, re.MULTILINE)
    assert targets
    for target in targets:
        subprocess.run(["make", "-n", target], cwd=ROOT, check=True, capture_output=True)


def test_the_page_on_deploying_names_what_there_is() -> None:
    text = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    stages = {rest.split()[-1] for word, rest in instructions() if word == "FROM"}
    assert {*re.findall(r"--target (\w+)", text)} == {"serve", "static"} <= stages
    for build_argument in re.findall(r"--build-arg (\w+)=", text):
        assert any(
            word == "ARG" and rest.startswith(build_argument) for word, rest in instructions()
        )
    for verb in re.findall(r"kgtools (check|serve|publish|lint|format)\b", text):
        assert verb in VERBS
