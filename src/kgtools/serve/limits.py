"""What one request, one client and all together may take of the machine."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

MIB = 1 << 20


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@dataclass(frozen=True)
class Limits:
    """Seconds are of wall time, sizes in bytes.

    A query runs on one of `workers` processes. Once it has run for `quick` seconds it counts as
    slow and another process takes its place, for at most `slow` of them at a time: so slow queries
    never hold up quick ones. `memory` is what a worker may take beyond the data that it shares.
    """

    seconds: float = 30.0
    rows: int = 1_000_000
    answer: int = 64 * MIB
    memory: int = 1024 * MIB
    request: int = MIB
    workers: int = field(default_factory=lambda: max(2, _cores()))
    slow: int = field(default_factory=lambda: max(2, _cores()))
    quick: float = 1.0
    waiting: int = 200  # requests in line for a worker, from all clients
    per_client: int = 50  # of one client, in line and at work
    jobs: int = 5_000  # after so many a worker is replaced by a fresh one
    cache: int = 64 * MIB
    connections: int = 500
    head: float = 10.0  # seconds for the head of a request to arrive
    body: float = 30.0  # seconds for its body
    stall: float = 30.0  # seconds in which a client takes nothing of its answer
