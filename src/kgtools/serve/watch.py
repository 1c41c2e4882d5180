"""Changes in the project's folder, by looking: it works on every disk and in every container."""

from __future__ import annotations

import asyncio

from kgtools.serve.service import Service
from kgtools.serve.setup import Setup
from kgtools.serve.state import files_of

EVERY = 0.5  # seconds

Snapshot = tuple[tuple[str, int, int], ...]


async def watch(service: Service, served: Snapshot, every: float = EVERY) -> None:
    """Reloads when files have changed and then stood still for a look; until it is cancelled.

    `served` is from before the project was read: what changed meanwhile is a change, too.
    """
    seen = served
    while True:
        await asyncio.sleep(every)
        now = await asyncio.to_thread(snapshot, service.setup)
        if now == seen and now != served:
            served = now
            await service.reload()
        seen = now


def snapshot(setup: Setup) -> Snapshot:
    """Name, size and time of every file; those that vanish meanwhile are left out."""
    found = []
    for folder in (setup.root, *([setup.store] if setup.store else [])):
        for file in files_of(folder):
            try:
                stat = file.stat()
            except OSError:
                continue
            found.append((str(file), stat.st_size, stat.st_mtime_ns))
    return tuple(found)
