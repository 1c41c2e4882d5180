"""The datasets that are shipped with kgtools, by name."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def shipped() -> dict[str, Path]:
    """The folders of the shipped datasets.

    Installed, they are the folders in `datasets` beside this file. In a checkout it is the
    repository itself, if its kgtools.toml has a `name`.
    """
    found = {
        file.parent.name: file.parent
        for file in sorted((_HERE / "datasets").glob("*/kgtools.toml"))
    }
    checkout = _HERE.parents[1]
    name = _name(checkout / "kgtools.toml")
    if name and (checkout / "pyproject.toml").is_file():
        found.setdefault(name, checkout)
    return found


def _name(config: Path) -> str | None:
    """The `name` under [project]; None where the file or the name is absent."""
    import tomllib

    try:
        project = tomllib.loads(config.read_text(encoding="utf-8")).get("project", {})
    except (OSError, ValueError):
        return None
    name = project.get("name") if isinstance(project, dict) else None
    return name if isinstance(name, str) else None
