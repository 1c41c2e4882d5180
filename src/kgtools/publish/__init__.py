"""The whole site as plain files, for any static host."""

from __future__ import annotations

from kgtools.publish.build import Published, publish
from kgtools.publish.options import Options, base_of

__all__ = ["Options", "Published", "base_of", "publish"]
