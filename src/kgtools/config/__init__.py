"""kgtools.toml: what it may say, and reading it with a clear word on anything else."""

from __future__ import annotations

from kgtools.config.model import (
    Config,
    LangMap,
    NamedGraph,
    PictureConfig,
    Roles,
    RulesConfig,
    SourceText,
)
from kgtools.config.read import CONFIG, read_config
from kgtools.config.table import LANGUAGE, place_of

__all__ = [
    "CONFIG",
    "LANGUAGE",
    "Config",
    "LangMap",
    "NamedGraph",
    "PictureConfig",
    "Roles",
    "RulesConfig",
    "SourceText",
    "place_of",
    "read_config",
]
