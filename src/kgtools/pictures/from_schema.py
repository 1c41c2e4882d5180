"""A picture of the ontology itself: classes, what is a kind of what, and domain to range."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kgtools.config import CONFIG, PictureConfig
from kgtools.errors import ProjectError
from kgtools.pictures.model import Link, Node, Part, Picture, merged
from kgtools.project import Project
from kgtools.rdf.terms import OWL, RDF, RDFS, SUBCLASS, TYPE, Term, shorten

CLASS = NamedNode(OWL + "Class")
PROPERTY = NamedNode(OWL + "ObjectProperty")
SUBPROPERTY = NamedNode(RDFS + "subPropertyOf")
DOMAIN, RANGE = NamedNode(RDFS + "domain"), NamedNode(RDFS + "range")
UNION = NamedNode(OWL + "unionOf")
MOST = 0.5  # the share of the classes from which on a class is marked as any of them
FIRST, REST = NamedNode(RDF + "first"), NamedNode(RDF + "rest")


def picture_of_schema(
    project: Project, config: PictureConfig, title: str, lang: str | None, any_class: str
) -> Picture:
    """The classes named in the configuration, else all that a property connects.

    A class that no property connects stands in the annex of the class that it is a kind of. One
    that most others are kinds of is marked with the words `any_class` instead of many arrows.
    Raises ProjectError for a class that the graph does not know.
    """
    schema = _Schema(project, config)
    columns = schema.columns()
    plain, loops = merged([*schema.relations(lang), *schema.kinds_of()])
    layers = columns or _layered(schema.drawn, plain)
    return Picture(
        name=config.name,
        title=title,
        lang=lang or project.languages[0],
        nodes=tuple(
            Node(
                key=str(cls),
                label=project.name(cls, lang),
                href=cls.value,
                layer=layers[str(cls)],
                loops=loops.get(str(cls), ()),
                note=any_class if cls in schema.roots else None,
                parts=tuple(
                    sorted(
                        (Part(project.name(p, lang), p.value) for p in schema.parts.get(cls, ())),
                        key=lambda part: part.label.casefold(),
                    )
                ),
            )
            for cls in schema.drawn
        ),
        links=plain,
    )


class _Schema:
    def __init__(self, project: Project, config: PictureConfig) -> None:
        self.project, self.index, self.config = project, project.index, config
        known = [c for c in self.index.subjects(TYPE, CLASS) if isinstance(c, NamedNode)]
        named = [cls for column in config.classes for cls in column]
        for cls in named:
            if cls not in known:
                message = f"pictures.{config.name}.classes: the graph has no class "
                raise ProjectError(
                    message + shorten(cls.value, project.prefixes), project.root / CONFIG
                )
        self.classes = list(dict.fromkeys(named or sorted(known, key=str)))
        self.links = list(self._relations())
        self.drawn, self.parts = self._split(bool(named))
        over = [c for cls in self.drawn for c in self._nearest(cls, set(self.drawn))]
        self.roots = {c for c in over if over.count(c) > MOST * len(self.drawn)}

    def columns(self) -> dict[str, int]:
        """The layers as the configuration has them, where it gives columns."""
        if len(self.config.classes) < 2:
            return {}
        wanted = [[c for c in column if c in self.drawn] for column in self.config.classes]
        full = [column for column in wanted if column]
        return {str(cls): n for n, column in enumerate(full) for cls in column}

    def _relations(self) -> Iterable[tuple[NamedNode, NamedNode, NamedNode]]:
        """Property, domain and range, once for each pair of classes."""
        properties = self.index.subjects(TYPE, PROPERTY)
        if self.config.relation:
            below, waiting = {self.config.relation}, [self.config.relation]
            while waiting:
                new = [p for p in self.index.subjects(SUBPROPERTY, waiting.pop()) if p not in below]
                below.update(p for p in new if isinstance(p, NamedNode))
                waiting.extend(p for p in new if isinstance(p, NamedNode))
            properties = [p for p in properties if p in below]
        for prop in sorted((p for p in properties if isinstance(p, NamedNode)), key=str):
            for domain in self._members(self.index.objects(prop, DOMAIN)):
                for range_ in self._members(self.index.objects(prop, RANGE)):
                    if domain in self.classes and range_ in self.classes:
                        yield prop, domain, range_

    def _members(self, classes: Iterable[Term]) -> Iterable[NamedNode]:
        """The classes themselves; of a union, each of its members."""
        for cls in classes:
            if isinstance(cls, NamedNode):
                yield cls
                continue
            rest = self.index.object(cls, UNION)
            while rest is not None and (first := self.index.object(rest, FIRST)) is not None:
                yield from self._members([first])
                rest = self.index.object(rest, REST)

    def _split(self, all_wanted: bool) -> tuple[list[NamedNode], dict[NamedNode, list[NamedNode]]]:
        """The classes that get a box, and for these the classes in their annex."""
        linked = {cls for _, *ends in self.links for cls in ends}
        parts: dict[NamedNode, list[NamedNode]] = {}
        drawn = []
        for cls in self.classes:
            over = [c for c in self._nearest(cls, linked) if c in self.classes]
            if cls not in linked and over:
                parts.setdefault(over[0], []).append(cls)
            elif cls in linked or all_wanted:
                drawn.append(cls)
        return drawn, parts

    def _nearest(self, cls: NamedNode, among: set[NamedNode]) -> list[NamedNode]:
        """The nearest of the given classes that it is a kind of."""
        seen: set[Term] = {cls}
        level: list[Term] = [cls]
        while level:
            level = [s for c in level for s in self.index.objects(c, SUBCLASS) if s not in seen]
            seen.update(level)
            found = [c for c in level if isinstance(c, NamedNode) and c in among]
            if found:
                return list(dict.fromkeys(found))
        return []

    def relations(self, lang: str | None) -> list[Link]:
        return [Link(str(d), str(r), (self.project.name(p, lang),)) for p, d, r in self.links]

    def kinds_of(self) -> list[Link]:
        drawn = set(self.drawn)
        pairs = [(cls, over) for cls in self.drawn for over in self._nearest(cls, drawn)]
        return [
            Link(str(cls), str(over), (), kind_of=True)
            for cls, over in pairs
            if over not in self.roots
        ]


def _layered(classes: Iterable[NamedNode], links: Iterable[Link]) -> dict[str, int]:
    """Layers by the longest way along the links, those left out that would close a circle."""
    after: dict[str, list[str]] = {str(cls): [] for cls in classes}
    for link in links:
        ends = (link.target, link.source) if link.kind_of else (link.source, link.target)
        if not _reaches(after, ends[1], ends[0]):
            after[ends[0]].append(ends[1])
    layers: dict[str, int] = {}

    def depth(key: str) -> int:
        if key not in layers:
            before = [k for k, targets in after.items() if key in targets]
            layers[key] = max((depth(k) + 1 for k in before), default=0)
        return layers[key]

    for key in after:
        depth(key)
    for key, targets in after.items():  # a class that leads somewhere stands just before it
        if targets and not any(key in others for others in after.values()):
            layers[key] = max(0, min(layers[k] for k in targets) - 1)
    return layers


def _reaches(after: dict[str, list[str]], start: str, end: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        key = waiting.pop()
        if key == end:
            return True
        new = [k for k in after.get(key, ()) if k not in seen]
        seen.update(new)
        waiting.extend(new)
    return False
