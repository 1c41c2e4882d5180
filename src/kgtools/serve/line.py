"""Who waits for a worker: clients take turns, so that one that asks a lot waits for itself."""

from __future__ import annotations

from asyncio import Future
from collections import OrderedDict, deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Line(Generic[T]):
    def __init__(self) -> None:
        self._waiting: OrderedDict[str, deque[Future[T]]] = OrderedDict()

    def __len__(self) -> int:
        return sum(len(queue) for queue in self._waiting.values())

    def join(self, client: str, place: Future[T]) -> None:
        self._waiting.setdefault(client, deque()).append(place)

    def leave(self, client: str, place: Future[T]) -> None:
        """Gives the place up, if it is still held."""
        queue = self._waiting.get(client)
        if queue is not None and place in queue:
            queue.remove(place)
            if not queue:
                del self._waiting[client]

    def next(self) -> Future[T] | None:
        """The place that is served next: the first of the client whose turn it is."""
        while self._waiting:
            client, queue = next(iter(self._waiting.items()))
            place = queue.popleft()
            self._waiting.move_to_end(client)
            if not queue:
                del self._waiting[client]
            if not place.done():
                return place
        return None
