"""`like` in kgtools.toml: a new case in the terms of a dataset that is shipped with kgtools."""

from __future__ import annotations

from pathlib import Path

from kgtools.config.model import Config, Roles
from kgtools.config.table import Table
from kgtools.config.wording import Wording
from kgtools.errors import did_you_mean
from kgtools.shipped import shipped


def model_folder(project: Table) -> Path:
    """The folder of the dataset that `like` names; ProjectError if unknown."""
    name: str = project.string("like")
    known = shipped()
    if name not in known:
        raise project.wrong(
            "like", f"no dataset is shipped as {name!r}; {did_you_mean(name, [*known])}"
        )
    if name == project.raw.get("name"):
        raise project.wrong("like", "a dataset cannot be like itself")
    return known[name]


def in_terms_of(model: Config, own: Config, graphs: Table) -> Config:
    """The own configuration, with what it shares with the model put before or beneath it.

    Shared are the graphs of the ontology, shapes, rules, roles and wording; never the model's
    data, sources, queries, pictures or briefings. A role or phrase of one's own comes first.
    Raises ProjectError for a graph of one's own that is named like one of theirs.
    """
    ontology = tuple(graph for graph in model.graphs if graph.role == "ontology")
    for graph in ontology:
        if graph.name in graphs.raw:
            raise graphs.wrong(
                graph.name, "the dataset that this is like has it; choose another name"
            )
    mapped = {
        name: getattr(own.roles, name) or getattr(model.roles, name) for name in Roles._fields
    }
    said = {
        name: getattr(own.wording, name) + getattr(model.wording, name) for name in Wording._fields
    }
    return own._replace(
        graphs=(*ontology, *own.graphs),
        shapes=(*model.shapes, *own.shapes),
        rules=own.rules._replace(files=(*model.rules.files, *own.rules.files)),
        roles=Roles(**mapped),
        wording=Wording(**said),
    )
