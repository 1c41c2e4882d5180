"""Loads a spool into a target and proves that it arrived."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from kgtools.load.compare import Difference, compare
from kgtools.load.spool import Part, Record, Spool, sorted_records
from kgtools.load.target import NotArrived, Note, Target, Told, Work


@dataclass(frozen=True)
class GraphReport:
    """One graph: `count` as the store counts it; `difference` is None where it was not read.

    `state` is `same` (nothing was to do), `new`, `replaced`, `to load`, `to replace` (dry run),
    or `differs`.
    """

    graph: str
    sent: int
    count: int
    state: str
    difference: Difference | None


@dataclass(frozen=True)
class LoadReport:
    """What was done. `digest` is that of what was sent, `got` of what was read back (by value)."""

    target: str
    graphs: tuple[GraphReport, ...]
    digest: str
    got: str
    notes: tuple[Note, ...]
    way: str

    @property
    def verified(self) -> bool:
        return all(one.difference is not None and one.difference.same for one in self.graphs)

    @property
    def changed(self) -> bool:
        return any(one.state in ("new", "replaced") for one in self.graphs)


def verify(spool: Spool, target: Target) -> LoadReport:
    """Compares each graph in the store with the spool; changes nothing."""
    counts = target.counts([part.graph for part in spool.parts])
    found = []
    for part in spool.parts:
        count = counts[part.graph]
        found.append(_report(part, count, _compare(spool, part, target.read(part.graph, count))))
    return _whole(spool, target, found, target.notes(), "")


def load(spool: Spool, target: Target, told: Told, dry_run: bool = False) -> LoadReport:
    """Replaces those graphs that differ, all others stay; reads back and compares.

    With `dry_run` it says what it would do. Raises EngineError where the store fails.
    """
    notes = target.notes()
    counts = target.counts([part.graph for part in spool.parts])
    works, found = [], dict[str, GraphReport]()
    for part in spool.parts:
        count = counts[part.graph]
        held = _compare(spool, part, target.read(part.graph, count)) if count else None
        if held is not None and held.same:
            found[part.graph] = GraphReport(part.graph, part.distinct, count, "same", held)
        else:
            works.append(Work(part, count, held))
    if dry_run:
        for work in works:
            state = "to replace" if work.count else "to load"
            graph = work.part.graph
            found[graph] = GraphReport(graph, work.part.distinct, work.count, state, work.held)
        return _whole(spool, target, [found[p.graph] for p in spool.parts], notes, "")
    way = ""
    if works or notes:
        target.prepare()
    if works:

        def check(part: Part, got: Iterator[Record]) -> Difference:
            return _compare(spool, part, got)

        try:
            way = target.replace(spool, works, check, told)
        except NotArrived as failure:
            return _refused(spool, target, works, found, failure, notes)
        counts = target.counts([work.part.graph for work in works])
        for work in works:
            graph = work.part.graph
            after = _compare(spool, work.part, target.read(graph, counts[graph]))
            state = "replaced" if work.count else "new"
            found[graph] = _report(work.part, counts[graph], after, state)
    return _whole(spool, target, [found[p.graph] for p in spool.parts], notes, way)


def _refused(
    spool: Spool,
    target: Target,
    works: list[Work],
    found: dict[str, GraphReport],
    failure: NotArrived,
    notes: list[Note],
) -> LoadReport:
    for work in works:
        graph = work.part.graph
        difference = failure.found.get(graph)
        state = "differs" if difference else "to replace" if work.count else "to load"
        found[graph] = GraphReport(graph, work.part.distinct, work.count, state, difference)
    told = "what was staged differs from what was sent: the store was left as it was"
    graphs = [found[part.graph] for part in spool.parts]
    return _whole(spool, target, graphs, [*notes, (told, "")], "")


def _compare(spool: Spool, part: Part, got: Iterator[Record]) -> Difference:
    return compare(spool.read(part), sorted_records(got))


def _report(part: Part, count: int, found: Difference, state: str = "same") -> GraphReport:
    return GraphReport(part.graph, part.distinct, count, state if found.same else "differs", found)


def _whole(
    spool: Spool, target: Target, found: list[GraphReport], notes: list[Note], way: str
) -> LoadReport:
    told = "".join(f"{one.graph} {one.difference.digest}\n" for one in found if one.difference)
    got = hashlib.sha256(told.encode()).hexdigest() if told else ""
    return LoadReport(target.name, tuple(found), spool.digest, got, tuple(notes), way)
