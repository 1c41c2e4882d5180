"""The words of `kgtools new` in Spanish; the key is the English text."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "{folder}: {n} files; try next": "{folder}: {n} archivos; pruebe ahora",
}
