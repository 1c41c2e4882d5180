"""The files that a query will want, loading while the command is still being imported.

Which these are is a guess: those that the last query of the project wanted. Where it is wrong the
files are loaded as ever, and the answer is the same. This is the first that the command does, so
nothing is imported here that takes time (typing and pathlib do).
"""

from __future__ import annotations

import gc
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgtools.project import Project
    from kgtools.rdf.ahead import Loading

_KEPT = 100_000  # objects: next to all that a query makes is wanted until its end
# With one of these the files are not asked, or not by themselves.
_OTHERWISE = ("-h", "--h", "--end", "--eng", "--der", "--sh", "--val")
_WANTED = "wanted.tsv"  # in the project's memory: file and graph in each line
_loading: Loading | None = None  # and never let go: the process ends before it


def load_ahead(words: Sequence[str]) -> None:
    """Begins to load where the words look like a prepared query of a project's files."""
    global _loading
    if len(words) < 2 or words[0] != "query" or words[1].startswith("-"):
        return
    if any(word.startswith(_OTHERWISE) for word in words):
        return
    try:
        root = _root(words)
        with open(os.path.join(root, ".kgtools", _WANTED), encoding="utf-8") as file:
            lines = [line.split("\t") for line in file.read().splitlines()]
        files = [(path, graph) for path, graph in lines]
        from kgtools.rdf.ahead import Loading

        gc.set_threshold(_KEPT)
        _loading = Loading(root, files)
    except Exception:  # what is wrong is told when the project is opened
        return


def loading_ahead() -> Loading | None:
    return _loading


def keep_for_next(project: Project) -> None:
    """Notes what was wanted, so that the next query finds it loading; keeps it if it is loaded."""
    from kgtools.memory import Memory

    loading = project.loading
    if loading is not None and loading.is_of(project.root, project.files):
        loading.keep()
        return
    lines = []
    for file, graph in project.files:
        path = file.relative_to(project.root) if file.is_relative_to(project.root) else file
        lines.append(f"{path}\t{graph.value}\n")
    Memory(project.root).write_text(_WANTED, "".join(lines))


def _root(words: Sequence[str]) -> str:
    here = os.getcwd()
    for at, word in enumerate(words):
        if word.startswith("--project"):
            return os.path.join(here, word.partition("=")[2] or words[at + 1])
    while not os.path.isfile(os.path.join(here, "kgtools.toml")):
        above = os.path.dirname(here)
        if above == here:
            raise FileNotFoundError(here)
        here = above
    return here
