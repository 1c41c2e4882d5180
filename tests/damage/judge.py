"""Which check of `kgtools check` sees a damage, and what it says.

All checks run on the damaged dataset, written as files into a project of its own, but for the
Core shapes: a whole run of pySHACL takes 15 s, so they are asked only of the nodes that the damage
touches and of those that lead to them. What they find there they find in a whole run too (a shape
looks at one focus node at a time); what lies farther off may be missed, so that the figures are,
if anything, too low. `whole` is `kgtools check` itself, to hold the one against the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize
from pyshacl.graph_abstraction import DataGraph
from pyshacl.validator import Validator
from rdflib import RDF, RDFS, SH

from damage.good import Damage, Good
from kgtools.checks.anchors import check_anchors
from kgtools.checks.declared import check_declared
from kgtools.checks.deprecated import check_deprecated
from kgtools.checks.everything import check
from kgtools.checks.finding import Report
from kgtools.checks.kept_apart import check_kept_apart
from kgtools.checks.shacl_sparql import add_results, take_over
from kgtools.checks.translations import check_translations
from kgtools.config import CONFIG
from kgtools.engines import Triples, open_engine
from kgtools.engines.rdflib_engine import quiet_rdflib, rdflib_triple
from kgtools.errors import KgtoolsError
from kgtools.project import Project
from kgtools.queries import Catalogue, PreparedQuery, engine_for

Found = dict[str, list[str]]  # check -> the first words of what it found
NEAR = 300  # nodes that lead to a damaged one, at most


class Judge:
    """A copy of the project in `folder` that is damaged and mended again and again."""

    def __init__(self, good: Good, folder: Path, source: Path | None = None) -> None:
        quiet_rdflib()
        self.good, self.folder, self.source = good, folder, source
        _copy(good.project, folder)
        self.shape_graph = rdflib.Graph()
        for quad in good.project.shapes():
            self.shape_graph.add(rdflib_triple(quad))
        self.data = rdflib.Graph()
        for quad in good.quads:
            self.data.add(rdflib_triple(quad))
        self.queries = list(Catalogue(good.project))
        self.answers = dict(_answered(self.queries, good.project))
        core = rdflib.Graph() + self.shape_graph
        take_over(core, self.data)
        self.live = DataGraph.from_rdflib(self.data)
        validator = Validator(self.live, shacl_graph=core, options={"inference": "none"})
        self.core: list[Any] = list(validator.shacl_graph.shapes)
        self.executor = validator.make_executor()

    def first(self, damage: Damage) -> tuple[str, str] | None:
        """The first check that sees the damage and what it says; None when none does."""
        for name, found in self._each(damage):
            if found:
                return name, found[0]
        return None

    def all(self, damage: Damage) -> Found:
        """What each check finds; those that find nothing are left out."""
        found: Found = {}
        for name, lines in self._each(damage):
            if lines:
                found.setdefault(name, []).extend(lines)
        return found

    def shapes(self, damage: Damage) -> list[str]:
        """Severity, shape and focus node of all that the shapes find near the damage."""
        return [*self._core(damage), *self._sparql(damage)]

    def whole(self, *damages: Damage) -> Report:
        """What `kgtools check` finds when the damages are done together."""
        with self._written(*damages) as project:
            return check(project, self.source)

    def _each(self, damage: Damage) -> Iterator[tuple[str, list[str]]]:
        """The checks, roughly the quickest first; that which needs the source text is last."""
        yield "shapes", self._core(damage)
        yield "shapes", self._sparql(damage)
        with self._written(damage) as project:
            checks: dict[str, Callable[[], list[str]]] = {
                **{name: partial(_lines, make, project) for name, make in CHECKS.items()},
                "answers": partial(self._answers, project),
                "declared": partial(_lines, check_declared, project),
                "passages": partial(self._passages, project),
            }
            for name, run in checks.items():
                try:
                    yield name, run()
                except KgtoolsError as error:
                    yield name, [f"violation: {error}"]

    @contextmanager
    def _written(self, *damages: Damage) -> Iterator[Project]:
        quads = list(self.good.quads)
        touched = {q.graph_name for damage in damages for q in damage.gone | damage.new}
        for damage in damages:
            quads = damage.of(quads)
        try:
            for graph in touched:
                _write(self.folder, graph, quads)
            yield Project.open(self.folder)
        finally:
            for graph in touched:
                _write(self.folder, graph, self.good.quads)

    def _passages(self, project: Project) -> list[str]:
        if self.source is None:
            return []
        report = check_anchors(project, project.sources[0], self.source)
        return [f"{finding.severity}: {finding.line()}" for finding in report.findings]

    def _answers(self, project: Project) -> list[str]:
        """The queries that answer otherwise than before. That what they answered before is what
        is expected, `whole` of no damage shows."""
        now = _answered(self.queries, project)
        return [f"violation: {slug}" for slug, rows in now if rows != self.answers[slug]]

    def _core(self, damage: Damage) -> list[str]:
        with self._damaged(damage) as near:
            found = []
            for shape in self.core:
                if nodes := set(shape.focus_nodes(self.live)) & near:
                    results = shape.validate(self.executor, self.live, focus=nodes)[1]
                    found += [_shape_line(self.shape_graph, result) for result in results]
            return found

    def _sparql(self, damage: Damage) -> list[str]:
        with self._damaged(damage):
            taken = take_over(rdflib.Graph() + self.sparql_shapes, self.data)
        report = rdflib.Graph()
        add_results(taken, open_engine(damage.of(self.good.quads)), self.shape_graph, report)
        found = []
        for result, shape in report.subject_objects(SH.sourceShape):
            severity = _severity(report.value(result, SH.resultSeverity))
            focus = report.value(result, SH.focusNode)
            found.append(f"{severity}: {_name(self.shape_graph, shape)} at {focus}")
        return found

    @cached_property
    def sparql_shapes(self) -> rdflib.Graph:
        """Only what belongs to SPARQL constraints; the whole graph takes longer to copy."""
        graph = rdflib.Graph()
        for shape in self.shape_graph.subjects(SH.sparql):
            for triple in self.shape_graph.triples((shape, None, None)):
                graph.add(triple)
            for triple in self.shape_graph.triples(
                (self.shape_graph.value(shape, SH.sparql), None, None)
            ):
                graph.add(triple)
        for owner, entry in self.shape_graph.subject_objects(SH.declare):
            graph.add((owner, SH.declare, entry))
            for triple in self.shape_graph.triples((entry, None, None)):
                graph.add(triple)
        return graph

    @contextmanager
    def _damaged(self, damage: Damage) -> Iterator[set[rdflib.term.Node]]:
        """The data as one graph, damaged; gives the nodes near the damage."""
        before, after = set(map(rdflib_triple, damage.gone)), set(map(rdflib_triple, damage.new))
        gone, new = before - after, {triple for triple in after if triple not in self.data}
        near = set(self._near(gone))
        for triple in gone:
            self.data.remove(triple)
        for triple in new:
            self.data.add(triple)
        try:
            yield near | set(self._near(new))
        finally:
            for triple in new:
                self.data.remove(triple)
            for triple in gone:
                self.data.add(triple)

    def _near(self, triples: set[Any]) -> Iterator[rdflib.term.Node]:
        for subject, predicate, value in triples:
            yield from (subject, value)
            leading = sorted(set(self.data.subjects(None, subject)), key=str)
            yield from leading[:NEAR]
            if predicate == RDFS.subClassOf:  # whoever leads to an instance sees its class
                instances = self.data.subjects(RDF.type, subject)
                yield from {other for one in instances for other in self.data.subjects(None, one)}


CHECKS: Mapping[str, Callable[[Project], Report]] = {
    "deprecated": check_deprecated,
    "languages": check_translations,
    "graphs": check_kept_apart,
}


def _lines(make: Callable[[Project], Report], project: Project) -> list[str]:
    return [f"{finding.severity}: {finding.line()}" for finding in make(project).findings]


def _answered(queries: list[PreparedQuery], project: Project) -> Iterator[tuple[str, object]]:
    """What each query answers with its defaults, which stand in its text."""
    engine = open_engine(project.quads())
    for query in queries:
        fitting = engine_for(project, query) if query.derived else engine
        answer = fitting.query(query.text)
        yield query.slug, set(answer.triples) if isinstance(answer, Triples) else answer


def _name(shapes: rdflib.Graph, shape: Any) -> str:
    """The shape, or the named one that a shape without a name belongs to."""
    while isinstance(shape, rdflib.BNode):
        shape = next(iter(shapes.subjects(None, shape)))
    return "bgs:" + str(shape).rpartition("#")[2]


def _severity(term: object) -> str:
    return str(term).rpartition("#")[2].lower()


def _shape_line(shapes: rdflib.Graph, result: Any) -> str:
    """Shape, severity and focus node from the triples that pySHACL makes of a result."""
    _, node, triples = result  # the triples of its sh:detail come after its own
    told = {p: o[1] if isinstance(o, tuple) else o for s, p, o in triples if s == node}
    severity = _severity(told[SH.resultSeverity])
    return f"{severity}: {_name(shapes, told[SH.sourceShape])} at {told[SH.focusNode]}"


def _copy(project: Project, folder: Path) -> None:
    """The project, its graphs as one N-Triples file each: they are quick to write again."""
    folder.mkdir()
    for entry in project.root.iterdir():
        if not entry.name.startswith(".") and entry.name != CONFIG:
            (folder / entry.name).symlink_to(entry)
    text = (project.root / CONFIG).read_text(encoding="utf-8")
    for graph in project.graphs:
        table = re.escape(f"[graphs.{graph.name}]")
        text = re.sub(rf"({table}\n(?:.+\n)*?files = )\[.*\]", rf'\1["{graph.name}.nt"]', text)
        _write(folder, graph.iri, project.quads())
    (folder / CONFIG).write_text(text, encoding="utf-8")


def _write(folder: Path, graph: object, quads: list[Quad]) -> None:
    assert isinstance(graph, NamedNode)
    triples = (q.triple for q in quads if q.graph_name == graph)
    file = folder / f"{graph.value.rpartition('/')[2]}.nt"
    file.write_bytes(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
