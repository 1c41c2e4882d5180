"""How a site is to be published."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kgtools.errors import ParameterError


@dataclass(frozen=True)
class Options:
    """`public` is the absolute URL of the folder (None: what the project's IRIs begin with).

    `prefix` is the path of the folder on its host ("" or "/graph"). `formats` are the data formats
    of documents (None: as kgtools.toml says). `versioned`: the release gets a folder of its own
    beside `latest`. `previous` is a folder published before, whose releases are taken over.
    """

    public: str | None = None
    prefix: str = ""
    formats: tuple[str, ...] | None = None
    versioned: bool = False
    previous: Path | None = None
    processes: int = 0

    @property
    def crew(self) -> int:
        """How many processes render: as many as there are processors, if nobody says."""
        return self.processes or len(os.sched_getaffinity(0))


def base_of(text: str) -> tuple[str | None, str]:
    """The public URL, if it is one, and the prefix that a base (a URL or a path) stands for.

    >>> base_of("https://example.org/graph/")
    ('https://example.org/graph', '/graph')
    >>> base_of("/graph")
    (None, '/graph')
    """
    try:
        parts = urlsplit(text)
        public = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        public, parts = False, urlsplit("")
    if parts.query or parts.fragment or not (public or (text.startswith("/") and text[1:2] != "/")):
        hint = "give a URL such as https://example.org/graph, or a path: /graph"
        raise ParameterError(f"{text!r} is no base", hint=hint)
    return (text.rstrip("/") if public else None), parts.path.rstrip("/")
