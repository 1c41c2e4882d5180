"""`kgtools serve`: the graph over HTTP, read-only and within limits.

The front (`app`, one asyncio process) reads requests, keeps answers and never computes. What has
to be computed is a `Job`; the `pool` gives it to a worker, a process that can be ended at any
time. Workers are forked by the `mother`, a process without threads that has read the project once.
"""

from __future__ import annotations

from kgtools.serve.limits import Limits
from kgtools.serve.setup import Setup

__all__ = ["Limits", "Setup"]
