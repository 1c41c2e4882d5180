"""Which files a new repository gets: those for all, and an example or the starter of a dataset."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kgtools.config import CONFIG, read_config
from kgtools.config.table import read_toml
from kgtools.errors import ParameterError, ProjectError, did_you_mean
from kgtools.new.texts import SPOKEN, environment, helpers, spoken
from kgtools.new.wanted import Wanted
from kgtools.rdf.parse import read_text
from kgtools.shipped import shipped

TEMPLATES = Path(__file__).parent / "template"
STARTER = "starter"  # in the folder of a dataset: what a new case in its terms begins with
FILLED = ".j2"
README = "README"


def files(asked: Wanted, like: str | None = None) -> dict[str, bytes]:
    """The files by their path in the new repository, Turtle in canonical form.

    Raises ParameterError where no dataset of the name `like` is shipped, or it has no starter.
    """
    folders = [TEMPLATES / "common"]
    if like is None:
        folders.append(TEMPLATES / "example")
    else:
        folders.append(_starter(like))
    found: dict[str, bytes] = {}
    for folder in folders:
        for path, text in _filled(folder, asked):
            found[path] = _canonical(path, text).encode()
    if like is not None:
        found.update(_queries(shipped()[like], asked))
    return dict(sorted(found.items()))


def languages_of(like: str | None) -> tuple[str, ...]:
    """Those that a new repository speaks if nobody says: those of the dataset that it is like."""
    if like is None:
        return SPOKEN[:1]
    known = read_config(_starter(like).parents[1]).languages
    return tuple(tag for tag in known if spoken(tag) in SPOKEN)


def _starter(like: str) -> Path:
    known = {name: root for name, root in shipped().items() if (root / STARTER).is_dir()}
    if like not in known:
        hint = did_you_mean(like, [*known])
        raise ParameterError(f"like: no dataset {like!r} has a starter here", hint=hint)
    return known[like] / STARTER / "files"


def _filled(folder: Path, asked: Wanted) -> Iterator[tuple[str, str]]:
    """Each file of the folder; `dot-x` is named `.x`, and README is that of the first language."""
    fill = environment()
    given: dict[str, object] = {**asked.values, "languages": list(asked.languages)}
    given |= helpers(asked.languages, asked.values)
    first = spoken(asked.languages[0])
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        parts = [part.replace("dot-", ".", 1) for part in file.relative_to(folder).parts]
        text = read_text(file)
        if parts[-1].endswith(FILLED):
            parts[-1] = parts[-1].removesuffix(FILLED)
            text = fill.from_string(text).render(given)
        if parts[-1].startswith(f"{README}."):
            if parts[-1] != f"{README}.{first}.md":
                continue
            parts[-1] = f"{README}.md"
        yield "/".join(parts), text


def _canonical(path: str, text: str) -> str:
    from kgtools.rdf.turtle import format_turtle

    return format_turtle(text) if path.endswith(".ttl") else text


def _queries(dataset: Path, asked: Wanted) -> Iterator[tuple[str, bytes]]:
    """The queries of the dataset that fit any case, with the derived graph of the new one."""
    config = read_config(dataset)
    table = read_toml(dataset / STARTER / "starter.toml")
    names = table.strings_of("queries", ())
    table.done()
    if config.queries is None and names:
        raise ProjectError("there are no queries to take along", dataset / CONFIG)
    for name in names:
        assert config.queries is not None
        text = read_text(config.queries / f"{name}.rq")
        derived = f"{asked.base}graph/derived"
        yield f"queries/{name}.rq", text.replace(config.rules.graph.value, derived).encode()
