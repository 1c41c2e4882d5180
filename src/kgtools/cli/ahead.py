"""The files that a query will want, loading while the command line is still being read.

It is a guess from the bare words, and from what the project's configuration was when it was last
read. Where it is wrong the files are loaded as ever, and the answer is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kgtools.memory import Memory

if TYPE_CHECKING:
    from kgtools.rdf.ahead import Loading

# With one of these the files are not asked, or not by themselves.
_OTHERWISE = ("-h", "--h", "--end", "--eng", "--der", "--sh", "--val")
_loading: Loading | None = None  # and never let go: the process ends before it


def load_ahead(words: Sequence[str]) -> None:
    """Begins to load where the words look like a prepared query of a project's files."""
    global _loading
    _loading = None
    if len(words) < 2 or words[0] != "query" or words[1].startswith("-"):
        return
    if any(word.startswith(_OTHERWISE) for word in words):
        return
    try:
        if files := _files(_root(words)):
            from kgtools.rdf.ahead import Loading

            _loading = Loading(files)
    except Exception:  # what is wrong is told when the project is opened
        return


def loading_ahead() -> Loading | None:
    return _loading


def _root(words: Sequence[str]) -> Path:
    for at, word in enumerate(words):
        if word.startswith("--project"):
            return Path(word.partition("=")[2] or words[at + 1]).absolute()
    here = Path.cwd()
    return next(one for one in (here, *here.parents) if (one / "kgtools.toml").is_file())


def _files(root: Path) -> list[tuple[Path, str]]:
    text = (root / "kgtools.toml").read_bytes().decode("utf-8-sig")
    config = Memory(root).same("config.json", text)
    found = []
    for graph in config["graphs"].values():
        files = {}
        for pattern in graph["files"]:
            files.update(dict.fromkeys(sorted(p for p in root.glob(pattern) if p.is_file())))
        found += [(file, graph["iri"]) for file in files]
    return found
