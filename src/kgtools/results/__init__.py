"""What a query answered, as a person reads it (table, md, html) or as a program does.

The names here are imported on first use: so `kgtools.results.formats`, which the command line
needs for its help, costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from kgtools.results.dataframe import frame
    from kgtools.results.formats import FORMATS, Format, format_for
    from kgtools.results.graphs import jsonld, ntriples, turtle
    from kgtools.results.layout import folded_table, table
    from kgtools.results.natives import native
    from kgtools.results.order import settled
    from kgtools.results.reading import heads, markdown, named_rows
    from kgtools.results.screen import visible
    from kgtools.results.standard import cells
    from kgtools.results.writing import render, write_result

__all__ = [
    "FORMATS",
    "Format",
    "cells",
    "folded_table",
    "format_for",
    "frame",
    "heads",
    "jsonld",
    "markdown",
    "named_rows",
    "native",
    "ntriples",
    "render",
    "settled",
    "table",
    "turtle",
    "visible",
    "write_result",
]

# No module here bears the name of one of these: the import of it would set that name.
_HOME = {
    "FORMATS": "formats",
    "Format": "formats",
    "cells": "standard",
    "folded_table": "layout",
    "format_for": "formats",
    "frame": "dataframe",
    "heads": "reading",
    "jsonld": "graphs",
    "markdown": "reading",
    "named_rows": "reading",
    "native": "natives",
    "ntriples": "graphs",
    "render": "writing",
    "settled": "order",
    "table": "layout",
    "turtle": "graphs",
    "visible": "screen",
    "write_result": "writing",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
