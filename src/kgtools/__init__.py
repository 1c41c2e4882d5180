"""kgtools: one folder with a kgtools.toml is one knowledge graph. Check, ask and explain it.

    from kgtools import Project

    project = Project.open()
    for row in project.query("…", target="…"):
        print(row)

The names in __all__ are the public interface; docs/python.md says what of it is stable.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, which takes longer to import than all that is here
if TYPE_CHECKING:
    from typing import Any

    from kgtools.checks.everything import check
    from kgtools.engines import open_engine
    from kgtools.errors import (
        EngineError,
        KgtoolsError,
        ParameterError,
        ParseError,
        ProjectError,
        QueryError,
    )
    from kgtools.explanation import explain
    from kgtools.pictures import draw
    from kgtools.project import Project
    from kgtools.queries import Catalogue, answer, ask
    from kgtools.results.rows import Answer, Row
    from kgtools.results.writing import render

    __version__: str

__all__ = [
    "Answer",
    "Catalogue",
    "EngineError",
    "KgtoolsError",
    "ParameterError",
    "ParseError",
    "Project",
    "ProjectError",
    "QueryError",
    "Row",
    "__version__",
    "answer",
    "ask",
    "check",
    "draw",
    "explain",
    "open_engine",
    "render",
]

# Imported on first use: `import kgtools` stays quick.
_HOME = {
    "Answer": "results.rows",
    "Catalogue": "queries",
    "EngineError": "errors",
    "KgtoolsError": "errors",
    "ParameterError": "errors",
    "ParseError": "errors",
    "Project": "project",
    "ProjectError": "errors",
    "QueryError": "errors",
    "Row": "results.rows",
    "answer": "queries",
    "ask": "queries",
    "check": "checks.everything",
    "draw": "pictures",
    "explain": "explanation",
    "open_engine": "engines",
    "render": "results.writing",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("kgtools")
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f"kgtools.{_HOME[name]}"), name)
    raise AttributeError(f"module 'kgtools' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
