"""The header of a prepared query or a rule: its `#+` lines, which are YAML.

The parser of YAML takes longer to import than a query to answer, so what it read is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kgtools.config import LangMap
from kgtools.errors import KgtoolsError, QueryError, did_you_mean
from kgtools.memory import Memory
from kgtools.parameters import TYPES, Parameter, find_slot, read_literal
from kgtools.rdf.location import Location
from kgtools.rdf.terms import expand

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PARAMETER_KEYS = ("type", "default", "help", "class", "scheme", "multiple", "optional")
RESERVED = (
    "project format engine endpoint quiet color version help rows timeout values derived show "
    "check iris"
).split()


class Header:
    """The `#+` lines of one file (YAML), with complaints that name the line."""

    def __init__(self, path: Path, text: str, memory: Memory | None = None) -> None:
        self.path, self.text, self.memory = path, text, memory
        self.lines = [
            (number, line[2:].removeprefix(" "))
            for number, line in enumerate(text.splitlines(), 1)
            if line.startswith("#+")
        ]

    def wrong(self, message: str, key: str | None = None) -> QueryError:
        """An error at the line where `key:` stands, else at the header's first line."""
        at = [n for n, line in self.lines if key and line.lstrip(" {").startswith(f"{key}:")]
        first = self.lines[0][0] if self.lines else 1
        return QueryError(message, Location(self.path, at[0] if at else first, 1))

    def yaml(self) -> Any:
        """What the lines say, from the memory where they are the same as when it was written."""
        if not self.lines:
            raise self.wrong("no header; begin the file with lines such as #+ title: {en: …}")
        text = "\n".join(line for _, line in self.lines)
        name = f"header-{self.path.stem}.json"
        found = self.memory.same(name, text) if self.memory else None
        if found is None:
            found = self._parsed(text)
            if self.memory:
                self.memory.keep(name, text, found)
        return found

    def _parsed(self, text: str) -> Any:
        import yaml

        try:
            return yaml.safe_load(text)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line, column = (mark.line, mark.column + 4) if mark else (0, 1)
            line = self.lines[min(line, len(self.lines) - 1)][0]
            problem = getattr(error, "problem", None) or str(error)
            where = Location(self.path, line, column)
            raise QueryError(f"the header is not YAML: {problem}", where) from None
        except RecursionError:
            raise self.wrong("the header is nested too deep") from None

    def mapping(self, raw: Any, keys: tuple[str, ...] | None, what: str) -> dict[str, Any]:
        if not isinstance(raw, dict):
            raise self.wrong(f"{what}: expected keys and values", what)
        for key in raw:
            if keys is not None and key not in keys:
                hint = did_you_mean(str(key), list(keys))
                raise self.wrong(f"{what}: unknown key {key!r}; {hint}", str(key))
        return raw

    def texts(self, raw: dict[str, Any], key: str) -> LangMap:
        value = raw.get(key)
        texts = list(value.items()) if isinstance(value, dict) else []
        if not texts or not all(isinstance(text, str) for pair in texts for text in pair):
            raise self.wrong(f"{key}: expected a text by language, such as {{en: …}}", key)
        return dict(texts)

    def truth(self, raw: dict[str, Any], key: str) -> bool:
        value = raw.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(f"{key}: expected true or false", key)
        return value

    def parameter(self, name: str, raw: Any, prefixes: Mapping[str, str]) -> Parameter:
        what = f"parameter {name}"
        self.mapping(raw, PARAMETER_KEYS, what)
        kind = raw.get("type")
        if kind not in TYPES:
            raise self.wrong(f"{what}: type must be one of {', '.join(TYPES)}", name)
        if name in RESERVED or (name == "lang" and kind != "language"):
            raise self.wrong(f"{what}: the name is taken by an option of kgtools", name)
        if kind != "iri" and ("class" in raw or "scheme" in raw):
            raise self.wrong(f"{what}: class and scheme are for type iri", name)
        if "default" not in raw:
            raise self.wrong(f"{what}: has no default (null: no restriction)", name)
        try:
            parameter = Parameter(
                name=name,
                type=kind,
                default=_default(name, kind, raw["default"], prefixes),
                help=self.texts(raw, "help"),
                of_class=_iri(raw.get("class"), prefixes),
                in_scheme=_iri(raw.get("scheme"), prefixes),
                multiple=bool(raw.get("multiple", False)),
                optional=bool(raw.get("optional", False)),
            )
            slot = find_slot(self.text, name, kind)
        except KgtoolsError as error:
            raise self.wrong(str(error), name) from None
        stated = tuple(term for term in slot.terms if term is not None)
        if parameter.default != stated or (None in slot.terms and len(slot.terms) > 1):
            inside = self.text[slot.start : slot.end].strip()
            default = " ".join(map(str, parameter.default)) or "UNDEF"
            raise self.wrong(
                f"{what}: the default in the header ({default}) is not what stands in the text "
                f"({inside})",
                name,
            )
        return parameter


def _iri(text: Any, prefixes: Mapping[str, str]) -> NamedNode | None:
    return expand(str(text), prefixes) if text is not None else None


def _default(
    name: str, kind: str, value: Any, prefixes: Mapping[str, str]
) -> tuple[NamedNode | Literal, ...]:
    if value is None:
        return ()
    values = value if isinstance(value, list) else [value]
    texts = [str(v).lower() if isinstance(v, bool) else str(v) for v in values]
    if kind == "iri":
        return tuple(expand(text, prefixes) for text in texts)
    return tuple(read_literal(kind, text, name) for text in texts)
