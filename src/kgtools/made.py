"""What kgtools itself put into a project's folder: that is none of its files."""

from __future__ import annotations

from pathlib import Path

from kgtools.memory import FOLDER

MANIFEST = ".kgtools-publish.json"  # in each folder that was published

UNDER_WAY = ".publishing"  # what the name of a folder that is being made ends in


class Made:
    """Tells of the files of one project which of them kgtools made."""

    def __init__(self, root: Path) -> None:
        self._made: dict[Path, bool] = {root: False}

    def has(self, path: Path) -> bool:
        """Whether the file (or folder) is in a published folder or in what is kept."""
        return self._is_made(path.parent)

    def _is_made(self, folder: Path) -> bool:
        if folder not in self._made:
            name = folder.name
            under_way = name.startswith(".") and name.endswith(UNDER_WAY)
            own = name == FOLDER or under_way or (folder / MANIFEST).exists()
            above = folder.parent != folder and self._is_made(folder.parent)
            self._made[folder] = own or above
        return self._made[folder]
