"""The errors that a caller can expect: each says what, where and what to do, in one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kgtools.rdf.location import Location


class KgtoolsError(Exception):
    """Something the person who asked can mend.

    `where` is the place in a file, or the file alone; `hint` says what to do.
    """

    def __init__(
        self, message: str, where: Location | Path | None = None, hint: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        where = f"{shown(self.where)}: " if self.where else ""
        hint = f"; {self.hint}" if self.hint else ""
        return one_line(f"{where}{self.message}{hint}")


def told(error: BaseException) -> KgtoolsError:
    """The error itself, or, of any other kind, as EngineError: it came up in an engine's work."""
    if isinstance(error, KgtoolsError):
        return error
    return EngineError(one_line(str(error)) or type(error).__name__)


class ProjectError(KgtoolsError):
    """A folder that is not a project, or a kgtools.toml that does not say what it must."""


class ParseError(KgtoolsError):
    """An RDF file that cannot be read or parsed."""


class QueryError(KgtoolsError):
    """A query that is unknown, malformed or not allowed; `at` is line and column in its text."""

    def __init__(
        self,
        message: str,
        where: Location | Path | None = None,
        hint: str | None = None,
        at: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(message, where, hint)
        self.at = at

    def in_file(self, path: Path) -> QueryError:
        """The same error, placed in the file that the query's text comes from."""
        from kgtools.rdf.location import Location

        where = self.where or (Location(path, *self.at) if self.at else path)
        return QueryError(self.message, where, self.hint)

    def __str__(self) -> str:
        place = f"line {self.at[0]}:{self.at[1]}: " if self.at and not self.where else ""
        return place + super().__str__()


class SeveralErrors(KgtoolsError):
    """More than one thing that cannot be used; `errors` are all of them, each with its place."""

    def __init__(self, errors: Sequence[KgtoolsError]) -> None:
        super().__init__("; ".join(map(str, errors)))
        self.errors = tuple(errors)


class ParameterError(KgtoolsError):
    """A value that does not fit the parameter it is given for."""


class SourceTextError(KgtoolsError):
    """A source text that is missing or cannot be read."""


class EngineError(KgtoolsError):
    """An engine that is unknown or failed."""


class ShapesError(KgtoolsError):
    """Shapes that are not well-formed SHACL."""


def raise_all(errors: Iterable[KgtoolsError]) -> None:
    """Raises the one error, or all of several as SeveralErrors; nothing where there is none."""
    found: list[KgtoolsError] = []
    for error in errors:
        found += error.errors if isinstance(error, SeveralErrors) else [error]
    if len(found) == 1:
        raise found[0]
    if found:
        raise SeveralErrors(found)


def one_line(text: str) -> str:
    return " ".join(text.split())


def shown(where: Location | Path) -> str:
    """The place as a person standing in the working directory would type it."""
    if isinstance(where, Path):
        return str(_from_here(where))
    return f"{_from_here(where.path)}:{where.line}:{where.column}"


def _from_here(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def did_you_mean(word: str, known: list[str]) -> str:
    """A hint: the most similar known words, else the first of them."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=3, cutoff=0.6)
    if near:
        return f"did you mean {' or '.join(near)}?"
    if not known:
        return "there are none"
    more = ", …" if len(known) > 6 else ""
    return f"known: {', '.join(known[:6])}{more}"
