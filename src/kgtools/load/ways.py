"""The ways to replace graphs in a store behind HTTP, the safest first.

fresh   the graphs are not there yet and the store's bulk loader takes all or nothing: one request
patch   one update request, which the store has shown to be atomic, with just what differs
staged  graphs of another name, verified there; then a swap, written down in a journal before
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from threading import Event, Lock
from typing import TYPE_CHECKING

from kgtools.errors import EngineError, KgtoolsError
from kgtools.load import nquads, sparql
from kgtools.load.blank import HINT
from kgtools.load.body import N_TRIPLES, Body, of_bytes
from kgtools.load.compare import Difference
from kgtools.load.http import Refused
from kgtools.load.spool import Part, Spool
from kgtools.load.target import Check, NotArrived, Told, Work

if TYPE_CHECKING:
    from kgtools.load.endpoint import Endpoint
    from kgtools.load.probe import Abilities

Send = Callable[["Endpoint"], None]
Way = Callable[["Endpoint", Spool, Sequence[Work], Check, Told], str]

MOST_AT_ONCE = 48_000_000  # bytes of one update request; Oxigraph's server takes 128 MiB
CHUNK = 3_000_000  # bytes of one request to a graph
BATCH = 3_000_000  # bytes of one request to Virtuoso's loader; more of them gained nothing
MOST_IN_FORM = 9_000_000  # Virtuoso loses sight of a field of 10 MB
FEW = 50_000  # bytes of one INSERT DATA where that is the only way: Virtuoso compiles it
LANES = 3  # connections at once: Virtuoso lets one wait for a second where two meet
TOGETHER = 20  # graphs that are swapped by one request where a request is not atomic


def choose(endpoint: Endpoint, spool: Spool, works: Sequence[Work]) -> Way:
    """The safest way that this store offers for this."""
    able = endpoint.abilities
    assert able
    if able.quads and not any(work.count for work in works):
        return fresh
    if able.atomic and sum(map(_size, works)) <= MOST_AT_ONCE:
        return patch
    return staged


def fresh(endpoint: Endpoint, spool: Spool, works: Sequence[Work], check: Check, told: Told) -> str:
    endpoint.send_quads(nquads.body(spool, [work.part for work in works], told))
    return "in one request of the store's bulk loader"


def patch(endpoint: Endpoint, spool: Spool, works: Sequence[Work], check: Check, told: Told) -> str:
    dropped: list[str] = []
    deleted: dict[str, bytes] = {}
    inserted: dict[str, bytes] = {}
    for work in works:
        graph = work.part.graph
        if _piecewise(work):
            assert work.held
            deleted[graph] = _text(work.held.extra)
            inserted[graph] = _text(work.held.missing)
        else:
            dropped += [graph] if work.count else []
            inserted[graph] = spool.text(work.part)
    steps = [sparql.drop(dropped).encode()] if dropped else []
    for verb, lines in (("DELETE", deleted), ("INSERT", inserted)):
        lines = {graph: text for graph, text in lines.items() if text}
        if lines:
            steps.append(sparql.data(verb, lines))
    request = b";\n".join(steps)
    endpoint.update(request)
    told(len(request), len(request))
    return "in one atomic update"


def staged(
    endpoint: Endpoint, spool: Spool, works: Sequence[Work], check: Check, told: Told
) -> str:
    able = endpoint.abilities
    assert able
    names = {work.part.graph: staged_name(work.part.graph) for work in works}
    try:
        _note(endpoint, "transfer", names)
        _transfer(endpoint, spool, [work.part for work in works], names, told)
        counts = endpoint.counts([*names.values()])
        found = dict[str, Difference]()
        for work in works:
            name = names[work.part.graph]
            found[work.part.graph] = check(work.part, endpoint.read(name, counts[name]))
        bad = {graph: difference for graph, difference in found.items() if not difference.same}
        if bad:
            raise NotArrived(bad)
        _note(endpoint, "swap", {})
    except (KgtoolsError, NotArrived, KeyboardInterrupt):
        with contextlib.suppress(KgtoolsError):  # else the next run finds the journal
            _drop(endpoint, [*names.values(), sparql.JOURNAL])
        raise
    _swap(endpoint, spool, works, names)
    _drop(endpoint, [sparql.JOURNAL])
    if able.atomic:
        return "staged, verified, then swapped at once"
    return "staged, verified, then taken over"


def staged_name(graph: str) -> str:
    return sparql.STAGED + hashlib.sha256(graph.encode()).hexdigest()[:32]


def _transfer(
    endpoint: Endpoint, spool: Spool, parts: Sequence[Part], names: dict[str, str], told: Told
) -> None:
    """Sends the graphs over several connections, each of which takes what is next when it can."""
    from concurrent.futures import ThreadPoolExecutor, as_completed

    able = endpoint.abilities
    assert able
    lanes = [endpoint, *(endpoint.sibling() for _ in range(LANES - 1))]
    jobs = _batches(spool, parts, names) if able.batches else _pieces(spool, parts, names, able)
    sent, whole = 0, sum(part.end - part.start for part in parts)
    one_at_a_time, ended = Lock(), Event()

    def work(lane: Endpoint) -> None:
        nonlocal sent
        while not ended.is_set():
            with one_at_a_time:
                job = next(jobs, None)
            if job is None:
                return
            act, size = job
            act(lane)
            with one_at_a_time:
                sent += size
                told(sent, whole)

    try:
        with ThreadPoolExecutor(LANES) as pool:
            try:
                for done in as_completed([pool.submit(work, lane) for lane in lanes]):
                    done.result()
            finally:
                ended.set()
    finally:
        for lane in lanes[1:]:
            lane.close()


def _batches(
    spool: Spool, parts: Sequence[Part], names: dict[str, str]
) -> Iterator[tuple[Send, int]]:
    """As many graphs in a request as fit: 1,200 of 840 triples would else be 1,200 requests."""
    batch, length, size = list[bytes](), 0, 0
    for part in parts:
        name = names[part.graph]
        for text in chunks(spool, part, BATCH):
            lines = nquads.of_lines(text, name)
            if len(lines) > MOST_IN_FORM:
                yield partial(_post, graph=name, body=of_bytes(text, N_TRIPLES)), len(text)
                continue
            if length + len(lines) > BATCH and batch:
                yield partial(_load, lines=b"".join(batch)), size
                batch, length, size = [], 0, 0
            batch.append(lines)
            length += len(lines)
            size += len(text)
    if batch:
        yield partial(_load, lines=b"".join(batch)), size


def _pieces(
    spool: Spool, parts: Sequence[Part], names: dict[str, str], able: Abilities
) -> Iterator[tuple[Send, int]]:
    for part in parts:
        name = names[part.graph]
        for text in chunks(spool, part, CHUNK if able.graphs else FEW):
            if able.graphs:
                yield partial(_post, graph=name, body=of_bytes(text, N_TRIPLES)), len(text)
            else:
                yield partial(_insert, graph=name, text=text, whole=part.blank), len(text)


def _load(endpoint: Endpoint, lines: bytes) -> None:
    endpoint.load_quads(lines)


def _post(endpoint: Endpoint, graph: str, body: Body) -> None:
    endpoint.send("POST", graph, body)


def chunks(spool: Spool, part: Part, most: int) -> Iterator[bytes]:
    """The lines of a graph in pieces; all at once if it has blank nodes, for they may not part."""
    if part.blank:
        yield spool.text(part)
        return
    with spool.lines.open("rb") as file:
        file.seek(part.start)
        left = part.end - part.start
        while left:
            text = file.read(min(most, left))
            if not text.endswith(b"\n"):
                text += file.readline()
            left -= len(text)
            yield text


def _insert(endpoint: Endpoint, graph: str, text: bytes, whole: bool) -> None:
    """INSERT DATA, in ever smaller pieces where the store finds it too long."""
    try:
        endpoint.update(sparql.data("INSERT", {graph: text}))
    except Refused as error:
        lines = text.splitlines(keepends=True)
        if error.status not in (400, 413, 500) or len(lines) == 1:
            raise
        if whole:
            message = f"the store does not take <{graph}> in one request, and it has blank nodes"
            raise EngineError(message, hint=HINT) from None
        middle = len(lines) // 2
        for some in (lines[:middle], lines[middle:]):
            _insert(endpoint, graph, b"".join(some), whole)


def _swap(endpoint: Endpoint, spool: Spool, works: Sequence[Work], names: dict[str, str]) -> None:
    able = endpoint.abilities
    assert able
    if not able.update:
        for work in works:
            text = spool.text(work.part)
            endpoint.send("PUT", work.part.graph, of_bytes(text, N_TRIPLES))
            endpoint.send("DELETE", names[work.part.graph])
        return
    if able.atomic:
        endpoint.update(";\n".join(sparql.move(graph, name) for graph, name in names.items()))
        return
    for start in range(0, len(works), TOGETHER):
        steps: list[str] = []
        for work in works[start : start + TOGETHER]:
            graph = work.part.graph
            wanted = sparql.take_over(graph, names[graph])
            steps += wanted if work.count else wanted[:1]
            steps.append(sparql.drop([names[graph]]))
        endpoint.update(";\n".join(steps))


def _note(endpoint: Endpoint, phase: str, names: dict[str, str]) -> None:
    lines = [f'<{sparql.JOURNAL}> <{sparql.PHASE}> "{phase}" .']
    lines += [f"<{graph}> <{sparql.HOLDS}> <{name}> ." for graph, name in names.items()]
    for start in range(0, len(lines), 200):
        endpoint.put(sparql.JOURNAL, "\n".join(lines[start : start + 200]).encode() + b"\n")


def _drop(endpoint: Endpoint, graphs: Sequence[str]) -> None:
    for start in range(0, len(graphs), 100):
        some = graphs[start : start + 100]
        if endpoint.abilities and not endpoint.abilities.update:
            for graph in some:
                endpoint.drop(graph)
        else:
            endpoint.update(sparql.drop(some))


def _piecewise(work: Work) -> bool:
    held = work.held
    return bool(work.count and held and held.whole and not held.blank and not work.part.blank)


def _size(work: Work) -> int:
    """Bytes that a patch sends for a graph, near enough."""
    if not _piecewise(work):
        return work.part.end - work.part.start
    assert work.held
    return sum(map(len, work.held.extra)) + sum(map(len, work.held.missing))


def _text(lines: Sequence[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)
