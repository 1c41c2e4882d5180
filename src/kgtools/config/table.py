"""One table of kgtools.toml: typed reading, and complaints that name key and line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import NamedNode

from kgtools.errors import ParameterError, ProjectError, did_you_mean
from kgtools.made import Made
from kgtools.memory import Memory
from kgtools.rdf.location import Location
from kgtools.rdf.parse import read_text
from kgtools.rdf.terms import expand

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")

KEPT = "config.json"  # what was read of the file, in the memory of the project
_REQUIRED: Any = object()


class Table:
    """One table of the file, `name` with dots; see its methods for what may be read."""

    def __init__(self, raw: dict[str, Any], name: str, path: Path, text: str) -> None:
        self.raw, self.name, self.path, self.text = raw, name, path, text
        self.seen: set[str] = set()

    def wrong(self, key: str, message: str) -> ProjectError:
        full = f"{self.name}.{key}" if self.name else key
        return ProjectError(f"{full}: {message}", self._where(key))

    def done(self) -> None:
        """Complains of the first key that nobody asked for."""
        for key in self.raw:
            if key not in self.seen:
                raise self.wrong(key, f"unknown key; {did_you_mean(key, sorted(self.seen))}")

    def get(self, key: str, default: Any, kind: type, expected: str) -> Any:
        self.seen.add(key)
        if key not in self.raw:
            if default is _REQUIRED:
                raise self.wrong(key, f"missing; expected {expected}")
            return default
        value = self.raw[key]
        if not isinstance(value, kind):
            raise self.wrong(key, f"expected {expected}")
        return value

    def string(self, key: str, default: Any = _REQUIRED) -> Any:
        value = self.get(key, default, str, "a text in quotes")
        if value == "":
            raise self.wrong(key, "is empty")
        return value

    def strings_of(self, key: str, default: Any = _REQUIRED) -> tuple[str, ...]:
        values = self.get(key, default, list | tuple, "a list of texts")  # type: ignore[arg-type]
        if not all(isinstance(value, str) and value for value in values):
            raise self.wrong(key, "expected a list of texts")
        return tuple(values)

    def strings(self) -> dict[str, str]:
        """The whole table as texts by key."""
        return {key: self.string(key) for key in self.raw}

    def table(self, key: str, default: Any = _REQUIRED) -> Table:
        raw = self.get(key, default, dict, f"a table [{key}]")
        full = f"{self.name}.{key}" if self.name else key
        return Table(raw, full, self.path, self.text)

    def tables(self, key: str) -> list[Table]:
        raws = self.get(key, [], list, "a list of tables")
        if not all(isinstance(raw, dict) for raw in raws):
            raise self.wrong(key, 'expected a list of tables, such as [{ name = "…" }]')
        return [Table(raw, f"{self.name}.{key}", self.path, self.text) for raw in raws]

    def subtables(self, key: str, default: Any = _REQUIRED) -> list[tuple[str, Table]]:
        parent = self.table(key, default)
        return [(name, parent.table(name)) for name in parent.raw]

    def languages(self, key: str) -> tuple[str, ...]:
        values = self.strings_of(key)
        for value in values:
            if not LANGUAGE.match(value):
                raise self.wrong(key, f"{value!r} is not a language tag (BCP 47), such as en")
        if not values:
            raise self.wrong(key, "is empty; name at least one language")
        return values

    def iri(self, key: str, prefixes: Mapping[str, str]) -> NamedNode:
        return self._expand(key, self.string(key), prefixes)

    def iris(self, key: str, prefixes: Mapping[str, str]) -> tuple[NamedNode, ...]:
        values = [self.raw[key]] if isinstance(self.raw[key], str) else self.strings_of(key)
        return tuple(self._expand(key, value, prefixes) for value in values)

    def columns(self, key: str, prefixes: Mapping[str, str]) -> tuple[tuple[NamedNode, ...], ...]:
        """A list of IRIs as one column, a list of such lists as several; none if absent."""
        values = self.get(key, [], list, "a list of classes, or of lists of them")
        columns = values if values and all(isinstance(v, list) for v in values) else [values]
        if not all(isinstance(value, str) and value for column in columns for value in column):
            raise self.wrong(key, "expected a list of classes, or of lists of them")
        expanded = (tuple(self._expand(key, v, prefixes) for v in column) for column in columns)
        return tuple(column for column in expanded if column)

    def files(self, key: str, root: Path) -> tuple[Path, ...]:
        """The files that the globs match, sorted within each glob, each once.

        Those that kgtools made, of a published folder, are none of them.
        """
        found: dict[Path, None] = {}
        made = Made(root)
        for pattern in self.strings_of(key):
            if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
                raise self.wrong(key, f"{pattern!r} leaves the project's folder")
            matches = sorted(
                path for path in root.glob(pattern) if path.is_file() and not made.has(path)
            )
            if not matches:
                raise self.wrong(key, f"no file matches {pattern!r}")
            found.update(dict.fromkeys(matches))
        if not found:
            raise self.wrong(key, "is empty; name at least one file")
        return tuple(found)

    def _expand(self, key: str, text: str, prefixes: Mapping[str, str]) -> NamedNode:
        try:
            return expand(text, prefixes)
        except ParameterError as error:
            raise self.wrong(key, str(error)) from None

    def _where(self, key: str) -> Location | Path:
        return place_of(self.path, self.text, self.name, key)


def read_toml(path: Path, memory: Memory | None = None) -> Table:
    """The file as its outermost table; ProjectError with the place where it is not TOML."""
    text = read_text(path)
    if memory and (raw := memory.same(KEPT, text)) is not None:
        return Table(raw, "", path, text)

    import tomllib

    try:
        raw = tomllib.loads(text)
        if memory:
            memory.keep(KEPT, text, raw)
        return Table(raw, "", path, text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        where = Location(path, int(place[1]), int(place[2])) if place else path
        raise ProjectError(str(error).partition(" (at ")[0], where) from None
    except RecursionError:
        raise ProjectError("nested too deep", path, "write the lists flat") from None


def place_of(path: Path, text: str, table: str, key: str) -> Location | Path:
    """The line of the key in its table; where it is missing, the line of the table."""
    current, header = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if match := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
            current = match[1]
            if current == (f"{table}.{key}" if table else key):
                return Location(path, number, 1)
            header = number if current == table else header
        elif current == table and (match := re.match(rf"\s*{re.escape(key)}\s*=", line)):
            return Location(path, number, len(line) - len(line.lstrip()) + 1)
    return Location(path, header, 1) if header else path
