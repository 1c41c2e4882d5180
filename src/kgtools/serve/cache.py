"""Answers kept for whoever asks the same of the same state, within a bound of bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from kgtools.serve.jobs import Reply

OVERHEAD = 1_000  # bytes that an entry takes beside its body


class Cache:
    """The least recently used goes first. Large ones, which would displace many, do not enter."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._kept: OrderedDict[Hashable, Reply] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def size(self) -> int:
        return self._size

    def get(self, key: Hashable) -> Reply | None:
        reply = self._kept.get(key)
        if reply is not None:
            self._kept.move_to_end(key)
        return reply

    def put(self, key: Hashable, reply: Reply) -> None:
        weight = self._weight(key, reply)
        if weight > self._most // 8 or key in self._kept:
            return
        self._kept[key] = reply
        self._size += weight
        while self._size > self._most:
            oldest, gone = self._kept.popitem(last=False)
            self._size -= self._weight(oldest, gone)

    @staticmethod
    def _weight(key: Hashable, reply: Reply) -> int:
        """In bytes; the key holds the query, which may be longer than its answer."""
        return len(repr(key)) + len(reply.body) + OVERHEAD
