"""What adds pages and files of its own to a site: downloads, briefings, releases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from kgtools.web.http import Rendered
from kgtools.web.templating import Page, Parameters


class Room(Protocol):
    """`stems` are those of its pages, `paths` those of its files; both without a slash before."""

    def stems(self) -> Iterable[str]: ...

    def page(self, stem: str, lang: str, parameters: Parameters = ()) -> Page: ...

    def paths(self) -> Iterable[str]: ...

    def file(self, path: str) -> Rendered | None: ...
