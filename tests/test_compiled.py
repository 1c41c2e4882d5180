"""Templates that are kept as compiled: found again, never wrong, never in the way."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from kgtools.web import compiled
from kgtools.web.compiled import Compiled

TEXT = "Hello {{ name }}\n{% if name %}\nthere\n{% endif %}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(compiled, "_FOLDER", tmp_path / "kept")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


def rendered(text: str = TEXT, *, trim: bool = False, may_compile: bool = True) -> str:
    """By an environment of its own, as in another run."""

    class Counting(Environment):
        def _compile(self, source: str, filename: str) -> object:  # type: ignore[override]
            assert may_compile, "was to be found"
            return super()._compile(source, filename)

    settings = {"trim_blocks": trim}
    environment = Counting(
        loader=DictLoader({"page": text}), bytecode_cache=Compiled(settings), trim_blocks=trim
    )
    return environment.get_template("page").render(name="you")


def test_a_template_is_compiled_once() -> None:
    assert rendered() == rendered(may_compile=False)


def test_a_changed_template_is_compiled_anew() -> None:
    rendered()
    assert rendered("Bye {{ name }}") == "Bye you"


def test_other_settings_compile_to_something_else() -> None:
    assert rendered() == "Hello you\n\nthere\n"
    assert rendered(trim=True) == "Hello you\nthere\n"


def test_what_is_spoiled_is_compiled_anew(folder: Path) -> None:
    whole = rendered()
    (file,) = folder.iterdir()
    for data in (b"", b"nonsense", file.read_bytes()[:-9]):
        file.write_bytes(data)
        assert rendered() == whole


def test_a_folder_that_cannot_be_written_is_done_without(folder: Path) -> None:
    folder.write_text("no folder")
    assert rendered() == rendered()


def test_nothing_is_kept_where_python_keeps_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    rendered()
    assert not folder.exists()
