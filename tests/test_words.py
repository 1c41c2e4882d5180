"""The tool's own words: each is translated, with the same places to fill."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from conftest import ROOT, change, run
from kgtools.words import TERMS, say, term_name, words_of

SPANISH = words_of("es")
SOURCES = sorted((ROOT / "src").rglob("*.py"))
TEMPLATES = sorted((ROOT / "src").rglob("templates/*.html"))


def literals() -> set[str]:
    found = set()
    for file in SOURCES:
        if file.parent.name != "words" or file.name == "__init__.py":
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
    return found | in_templates()


def in_templates() -> set[str]:
    """The texts that templates give to say()."""
    texts = (file.read_text(encoding="utf-8") for file in TEMPLATES)
    return {said for text in texts for _, said in re.findall(r"""say\(\s*(["'])(.+?)\1""", text)}


def said() -> set[str]:
    """The texts that are given to say() as they stand."""
    found = set()
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                first = node.args[0]
                if name in ("say", "_say", "tell") and isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found | in_templates()


def places(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text)} - {None}


def test_every_word_that_is_said_is_translated() -> None:
    assert len(said()) > 50
    assert said() - set(SPANISH) == set()
    assert set(TERMS.values()) - set(SPANISH) == set()


def test_no_translation_is_idle_and_each_has_the_same_places() -> None:
    plural = {"violations", "warnings", "infos"}
    assert set(SPANISH) - literals() - set(TERMS.values()) - plural == set()
    assert [key for key, text in SPANISH.items() if places(key) != places(text)] == []


def test_an_unknown_language_is_english_and_a_variety_its_language() -> None:
    assert say("no rows", "fr") == say("no rows") == "no rows"
    assert say("no rows", "es-MX") == "sin filas"
    assert term_name("http://www.w3.org/2002/07/owl#Class", "es") == "clase"
    assert term_name("urn:x") is None


@pytest.fixture
def spanish(copy: Path) -> Path:
    change(copy / "kgtools.toml", 'languages = ["en", "fr"]', 'languages = ["en", "es"]')
    return copy


def test_explanations_reports_and_help_speak_the_language(
    spanish: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("explain", "river-gate", "--lang", "es-MX") == 0
    text = capfd.readouterr().out
    assert "Lo que se dice" in text and "lo dice: Oriel Fenn" in text and "párrafo 3" in text
    assert run("anchors", "pamphlet.txt", "--lang", "es") == 0
    text = capfd.readouterr().out
    assert "advertencia: oración 1.1, puntos de código 0 a 17" in text
    assert "5 de 12 oraciones cubiertas" in text and "5 advertencias" in text
    change(spanish / "queries" / "guilds.csv", "Heron Guild,12", "Heron Guild,13")
    assert run("check", "--lang", "es") == 1
    assert "infracción: consulta guilds: fila 1, members: se esperaba 13" in capfd.readouterr().out
    assert run("query", "guilds", "--word", "none", "--lang", "es") == 0
    assert capfd.readouterr().out == "sin filas\n"
    assert run("query", "guilds", "--help", "--lang", "es") == 0
    assert "por omisión: cualquiera" in " ".join(capfd.readouterr().out.split())


def test_the_first_language_of_the_project_is_spoken_unasked(
    copy: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    change(copy / "kgtools.toml", 'languages = ["en", "fr"]', 'languages = ["es", "en"]')
    assert run("explain", "river-gate") == 0
    assert "Lo que se dice" in capfd.readouterr().out
