"""The dataset into any triple store, with a proof that it arrived; see docs/stores.md."""

from __future__ import annotations

from kgtools.load.report import render
from kgtools.load.run import GraphReport, LoadReport, load, verify
from kgtools.load.source import of_files, of_project
from kgtools.load.spool import Spool, spooled
from kgtools.load.target import Target, open_target

__all__ = [
    "GraphReport",
    "LoadReport",
    "Spool",
    "Target",
    "load",
    "of_files",
    "of_project",
    "open_target",
    "render",
    "spooled",
    "verify",
]
