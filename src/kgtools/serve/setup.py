"""What is served, as the processes tell each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kgtools.serve.limits import Limits

CHECKS = ("parse", "shapes", "all")


@dataclass(frozen=True)
class Setup:
    """`prefix` is the path under which all stands ("" or "/graph"), `public` the absolute URL of
    it where that is known. `store` is a folder of Oxigraph, `endpoint` a SPARQL endpoint, which
    are asked instead of the project's files. `services` are the IRIs that SERVICE may name.
    `checks` is what a changed project must pass before it is served, one of CHECKS.
    `spool` is a folder for answers that are too large for memory.
    """

    root: Path
    spool: Path = Path()
    prefix: str = ""
    public: str | None = None
    store: Path | None = None
    endpoint: str | None = None
    services: tuple[str, ...] = ()
    derived: bool | None = None
    checks: str = "parse"
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Served:
    """What a mother says of the state that she has read; `token` differs with every difference."""

    token: str
    title: str
    version: str
    triples: int | None
    graphs: tuple[str, ...]
    queries: tuple[str, ...]
