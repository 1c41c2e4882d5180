"""The verb that derives what follows, and its part in the verbs that ask."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from kgtools.cli.parser import FINE, Arguments
from kgtools.cli.verbs import opened, write

if TYPE_CHECKING:
    from argparse import Namespace

    from kgtools.project import Project
    from kgtools.reasoning import Derivation


def reason(given: Arguments) -> int:
    from kgtools.reasoning import derive

    project, lang = opened(given.options)
    derivation = derive(project)
    output, form = given.options.output, given.options.format
    if output is not None:
        by_suffix = {".ttl": "turtle", ".nq": "nq"}.get(output.suffix.lower(), "nt")
        output.write_bytes(_written(derivation, form or by_suffix, project))
    elif form is not None:
        write(_written(derivation, form, project).decode())
    if not getattr(given.options, "quiet", False):
        counts = sys.stderr if output is None and form is not None else sys.stdout
        for rule, count in derivation.counts():
            if count or rule.own:
                print(f"{count:7}  {rule.slug}: {project.text(rule.label, lang)}", file=counts)
        print(f"{len(derivation.derived):7}  {derivation.graph.value}", file=counts)
    return FINE


def _written(derivation: Derivation, form: str, project: Project) -> bytes:
    from pyoxigraph import RdfFormat, serialize

    quads = derivation.quads()
    if form == "nq":
        data = serialize(quads, format=RdfFormat.N_QUADS)
    elif form == "nt":
        data = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    else:
        ordered = sorted((quad.triple for quad in quads), key=str)
        data = serialize(ordered, format=RdfFormat.TURTLE, prefixes=dict(project.prefixes))
    assert data is not None
    return data


def asked_of(project: Project, options: Namespace, needed: bool = False) -> Project:
    """The project with what follows where the options, the query or kgtools.toml ask for it."""
    from kgtools.errors import QueryError
    from kgtools.reasoning import with_derived

    wanted: bool | None = options.derived
    if needed and wanted is False:
        hint = "leave --no-derived out"
        raise QueryError("this query asks what was derived; it has no answer without it", hint=hint)
    if wanted or needed or (wanted is None and project.config.rules.include):
        return with_derived(project)
    return project
