"""A file is written whole or not at all, and one line says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import run
from kgtools.errors import KgtoolsError
from kgtools.files import write_file


def test_what_was_there_is_replaced_and_keeps_its_mode_and_its_link(tmp_path: Path) -> None:
    file, link = tmp_path / "a.txt", tmp_path / "link.txt"
    file.write_text("old")
    file.chmod(0o600)
    link.symlink_to(file)
    write_file(link, "neu ß\n")
    assert file.read_bytes() == "neu ß\n".encode() and link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o600
    assert sorted(tmp_path.iterdir()) == [file, link]


def test_a_new_file_has_the_mode_of_other_new_files(tmp_path: Path) -> None:
    write_file(tmp_path / "a", b"1")
    (tmp_path / "b").write_bytes(b"1")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_where_nothing_can_be_written_nothing_is(tmp_path: Path) -> None:
    for path, said in (
        (tmp_path, "is a folder"),
        (tmp_path / "none" / "a", "cannot be written: no such file or directory"),
        (Path("/proc/nothing"), "cannot be written"),
    ):
        with pytest.raises(KgtoolsError, match=said):
            write_file(path, "x")
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_ordinary_file_is_written_to() -> None:
    write_file(Path("/dev/null"), "x")
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("words", [("reason", "-o"), ("picture", "quarrel", "-o")])
def test_a_verb_that_cannot_write_says_so(
    copy: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert run(*words, "no/such/folder/x") == 2
    error = capsys.readouterr().err
    assert "no/such/folder/x: cannot be written" in error and error.count("\n") == 1
