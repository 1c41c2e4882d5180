"""How the dataset is offered: where, in which files, by which services."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kgtools.errors import ParameterError
from kgtools.metadata.names import root_of
from kgtools.project import Project

COMPRESSIONS: Mapping[str, str] = {"gzip": "application/gzip", "zstd": "application/zstd"}


@dataclass(frozen=True)
class Distribution:
    """One file of the dataset, or of one of its graphs.

    `path` is within the published site (percent-decoded) or an absolute URL, `media_type` that of
    what is inside where `compression` ("gzip" or "zstd") packs it. `size` in bytes and `sha256`
    in hexadecimal digits are of the file as it is fetched; None: not known.
    """

    path: str
    media_type: str
    size: int | None = None
    sha256: str | None = None
    graph: NamedNode | None = None
    compression: str | None = None

    def __post_init__(self) -> None:
        if self.compression is not None and self.compression not in COMPRESSIONS:
            known = ", ".join(COMPRESSIONS)
            raise ParameterError(
                f"unknown compression {self.compression!r}", hint=f"known: {known}"
            )
        if self.sha256 is not None and not re.fullmatch("[0-9a-f]{64}", self.sha256):
            raise ParameterError(f"{self.sha256!r} is no SHA-256 in 64 hexadecimal digits")


@dataclass(frozen=True)
class Publication:
    """`public_base` is the absolute URL of the site's root, with a slash at its end.

    `endpoint` and `api` are the absolute URLs of a SPARQL endpoint and of the prepared queries
    over HTTP (with an OpenAPI document in `api_description`), None where there are none.
    """

    public_base: str
    distributions: tuple[Distribution, ...] = ()
    endpoint: str | None = None
    api: str | None = None
    api_description: str | None = None

    def url(self, path: str) -> str:
        """The absolute URL of a path within the site; an absolute URL stays as it is."""
        from urllib.parse import quote

        if path.startswith(("https://", "http://")):
            return path
        return self.public_base + quote(path)


def public_url(project: Project, public_base: str | None) -> str:
    """The URL of the site's root: by default what the project's IRIs begin with."""
    return (public_base or root_of(project)).rstrip("/") + "/"
