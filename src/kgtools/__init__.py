"""kgtools: one folder with a kgtools.toml is one knowledge graph. Check, ask and explain it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgtools.checks.everything import check
    from kgtools.engines import open_engine
    from kgtools.errors import KgtoolsError
    from kgtools.explanation import explain
    from kgtools.pictures import draw
    from kgtools.project import Project
    from kgtools.queries import Catalogue, answer, ask
    from kgtools.results import render

__all__ = [
    "Catalogue",
    "KgtoolsError",
    "Project",
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
    "Catalogue": "queries",
    "KgtoolsError": "errors",
    "Project": "project",
    "answer": "queries",
    "ask": "queries",
    "check": "checks.everything",
    "draw": "pictures",
    "explain": "explanation",
    "open_engine": "engines",
    "render": "results",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("kgtools")
    if name in _HOME:
        return getattr(import_module(f"kgtools.{_HOME[name]}"), name)
    raise AttributeError(f"module 'kgtools' has no attribute {name!r}")
