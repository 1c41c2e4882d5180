"""Rows come in order, however few of them are in memory at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgtools import sorting
from kgtools.sorting import each_once, in_order

ROWS = st.lists(st.tuples(st.integers(0, 3), st.text(max_size=3), st.booleans()), max_size=40)


@given(ROWS, st.integers(1, 50))
def test_they_are_those_of_a_list_that_is_sorted(
    rows: list[tuple[int, str, bool]], most: int
) -> None:
    assert list(in_order(iter(rows), most)) == sorted(rows)
    assert list(each_once(in_order(rows, most))) == sorted(set(rows))


def test_no_more_are_in_memory_and_no_file_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lengths = []
    written = sorting._written

    def noted(run: list[str], folder: str | None) -> object:
        lengths.append(len(run))
        return written(run, folder)

    monkeypatch.setattr(sorting, "_written", noted)
    rows = [f"{number:04}" for number in range(1000)]
    assert next(in_order(reversed(rows), 64, str(tmp_path))) == rows[0]
    assert lengths == [64] * 15
    assert list(tmp_path.iterdir()) == []


def test_where_there_is_no_room_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        list(in_order("abcdef", 2, str(tmp_path / "nowhere")))
