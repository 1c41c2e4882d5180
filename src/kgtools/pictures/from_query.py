"""A picture from the rows of a prepared query."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kgtools.config import PictureConfig
from kgtools.engines import Bindings, open_engine
from kgtools.errors import QueryError
from kgtools.pictures.model import Link, Node, Picture, merged
from kgtools.project import Project
from kgtools.queries import answer
from kgtools.rdf.terms import Term

NEEDED = ("source", "sourceLayer", "link", "target", "targetLayer")
HINT = "a picture's query gives the columns ?source ?sourceLayer ?link ?target ?targetLayer"


def picture_of_query(
    project: Project, config: PictureConfig, title: str, lang: str | None
) -> Picture:
    """One arrow a row; a row without a target is a node alone.

    Raises QueryError where the query does not give what a picture needs.
    """
    assert config.query is not None
    asked = answer(project, config.query, {}, open_engine(project.packed), lang)
    if not isinstance(asked.result, Bindings):
        raise QueryError("a picture is drawn from rows (SELECT)", asked.query.path, HINT)
    missing = [name for name in NEEDED if name not in asked.result.variables]
    if missing:
        named = " ".join(f"?{name}" for name in missing)
        raise QueryError(f"no column {named}", asked.query.path, HINT)
    nodes: dict[Term, _Node] = {}
    links = []
    for number, values in enumerate(asked.result.rows, 1):
        row = dict(zip(asked.result.variables, values, strict=True))
        try:
            source = _node(nodes, row["source"], row["sourceLayer"], row.get("sourceKind"))
            if row["target"] is None:
                continue
            target = _node(nodes, row["target"], row["targetLayer"], row.get("targetKind"))
        except ValueError as error:
            raise QueryError(f"row {number}: {error}", asked.query.path) from None
        label = (project.name(row["link"], lang),) if row["link"] is not None else ()
        links.append(Link(str(source), str(target), label))
    plain, loops = merged(links)
    layers = sorted({node.layer for node in nodes.values()})
    kinds = dict.fromkeys(
        node.kind for node in sorted(nodes.values(), key=lambda node: node.layer) if node.kind
    )
    return Picture(
        name=config.name,
        title=title,
        lang=lang or project.languages[0],
        nodes=tuple(
            Node(
                key=str(term),
                label=project.name(term, lang),
                href=term.value if isinstance(term, NamedNode) else None,
                layer=layers.index(node.layer),
                kind=str(node.kind) if node.kind else None,
                loops=loops.get(str(term), ()),
            )
            for term, node in nodes.items()
        ),
        links=plain,
        kinds={str(kind): project.name(kind, lang) for kind in kinds},
    )


class _Node:
    def __init__(self, layer: int) -> None:
        self.layer = layer
        self.kind: Term | None = None


def _node(
    nodes: dict[Term, _Node], term: Term | None, layer: Term | None, kind: Term | None
) -> Term:
    """Notes the node; ValueError says what is wrong with what the row says of it."""
    if term is None:
        raise ValueError("no source")
    text = layer.value if isinstance(layer, Literal) else ""
    if not text.isdecimal():
        raise ValueError(f"{term} has no layer that is a whole number from 0")
    node = nodes.setdefault(term, _Node(int(text)))
    if node.layer != int(text):
        raise ValueError(f"{term} stands in layer {text}, and in {node.layer} before")
    node.kind = node.kind or kind
    return term
