"""Before a wheel is made: brings in the browser's libraries, where npm is there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Assets(BuildHookInterface):  # type: ignore[type-arg]
    """An editable install is left to the Makefile, which also brings what tests need."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        tools = str(Path(self.root) / "tools")
        sys.path.insert(0, tools)
        try:
            from build_assets import build  # type: ignore[import-not-found]
        finally:
            sys.path.remove(tools)
        try:
            self.app.display_info(build(Path(self.root)))
        except RuntimeError as error:  # a registry that cannot be reached: plain forms remain
            self.app.display_warning(f"{error}\npages have their plain forms, without an editor")
