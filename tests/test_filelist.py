"""The list of a folder's files is a mapping as any other, whatever it does to take little room."""

from __future__ import annotations

import hashlib
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgtools.publish.filelist import Entry, Files, split, within

PARTS = st.text("ab.-é", min_size=1, max_size=4)
PATHS = st.lists(PARTS, min_size=1, max_size=3).map("/".join)
ENTRIES = st.builds(
    lambda size, seed: Entry(size, hashlib.sha256(bytes([seed])).hexdigest()),
    st.integers(0, 2**63),
    st.integers(0, 3),
)
FOLDERS = st.dictionaries(PATHS, ENTRIES, max_size=30)


@given(FOLDERS, st.lists(st.tuples(PATHS, ENTRIES | st.none()), max_size=30))
def test_it_does_what_a_dictionary_does(
    start: dict[str, Entry], steps: list[tuple[str, Entry | None]]
) -> None:
    files = Files(start)
    for path, entry in steps:
        if entry is not None:
            files[path] = start[path] = entry
        elif path in start:
            del files[path], start[path]
        else:
            with pytest.raises(KeyError):
                del files[path]
        assert (path in files) == (path in start)
        assert files.get(path) == start.get(path)
    assert dict(files.items()) == start
    assert len(files) == len(start) == len(list(files))
    assert files.size == sum(entry.size for entry in start.values())
    assert dict(pickle.loads(pickle.dumps(files)).items()) == start


@given(FOLDERS, FOLDERS)
def test_two_folders_are_compared_file_by_file(
    one: dict[str, Entry], other: dict[str, Entry]
) -> None:
    mine, theirs = Files(one), Files(other)
    assert sorted(mine.differing(theirs)) == sorted(p for p in one if one[p] != other.get(p))
    assert sorted(mine.beside(theirs)) == sorted(one.keys() - other.keys())
    mine.add(theirs)
    assert dict(mine.items()) == {**one, **other}


@given(FOLDERS, st.data())
def test_some_of_a_list_are_told_from_the_others(
    folder: dict[str, Entry], data: st.DataObject
) -> None:
    chosen = data.draw(st.lists(st.sampled_from(sorted(folder)))) if folder else []
    some = Files(folder).only(chosen)
    assert {path for path in folder if path in some} == set(chosen)
    assert "c" not in some and "" not in some
    with pytest.raises((KeyError, ValueError)):
        some.add("c/nowhere")


@given(FOLDERS, st.randoms())
def test_its_order_does_not_depend_on_that_of_the_files(
    folder: dict[str, Entry], random: object
) -> None:
    told = [(path, *entry) for path, entry in folder.items()]
    shuffled = sorted(told, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert list(Files.of(told).entries()) == list(Files.of(shuffled).entries())
    assert dict(Files.of(told).items()) == folder


@given(FOLDERS)
def test_a_folder_in_it_has_its_files_by_their_path_there(folder: dict[str, Entry]) -> None:
    below = {path[2:]: entry for path, entry in folder.items() if path.startswith("a/")}
    assert dict(within(Files(folder), "a/").items()) == below
    assert within(Files(folder), "").keys() == folder.keys()


@given(FOLDERS, FOLDERS)
def test_a_group_is_taken_whole_or_not_at_all(
    one: dict[str, Entry], other: dict[str, Entry]
) -> None:
    for stem in {split(path)[0] for path in other}:
        files, theirs = Files(one), Files(other)
        group = sorted(path for path in other if split(path)[0] == stem)
        suffixes = tuple(sorted(split(path)[1] for path in group))
        free = not any(split(path)[0] == stem for path in one)
        assert files.add_group(stem, theirs, suffixes) == free
        assert not Files().add_group(stem, theirs, (*suffixes, ".more"))
        added = {path: other[path] for path in group} if free else {}
        assert dict(files.items()) == {**one, **added}
