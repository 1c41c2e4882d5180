"""Answers that were asked for again and again, ready to be written as they are.

A kept answer still passes the whole application, which takes ten times as long as writing it. So
what has been answered from the cache once is held here as the bytes of its response, under the
bytes of its request, and the connection sends it by itself. Whatever is unusual in a request (a
condition, a proxy, a body, a login) is not looked up here and goes the usual way.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from kgtools.serve.cache import Cache
from kgtools.serve.jobs import RawHeader, Reply

# Headers that an answer depends on, and those that it does not. A request with any other is cold.
_TELLING = (b"host", b"accept", b"accept-language")
_IDLE = frozenset((b"user-agent", b"accept-encoding", b"referer", b"origin", b"dnt"))
_OF_ONE_RESPONSE = (b"x-request-id", b"date")


class Hot:
    """`token` names the state that is served now, None while there is none."""

    def __init__(self, most: int, token: Callable[[], str | None]) -> None:
        self._kept, self._token = Cache(most), token

    def get(self, target: bytes, headers: Sequence[RawHeader]) -> bytes | None:
        """The response to GET of the target, without the line that ends its head's own part."""
        key = self._key(target, headers)
        found = self._kept.get(key) if key is not None else None
        return found.body if found is not None else None

    def put(
        self, target: bytes, asked: Sequence[RawHeader], headers: Sequence[RawHeader], body: bytes
    ) -> None:
        """Keeps a response 200; nothing where the request is unusual."""
        key = self._key(target, asked)
        if key is None:
            return
        lines = [b"%b: %b\r\n" % one for one in headers if one[0].lower() not in _OF_ONE_RESPONSE]
        self._kept.put(key, Reply(200, (), b"".join((*lines, b"\r\n", body))))

    def _key(self, target: bytes, headers: Sequence[RawHeader]) -> Hashable | None:
        token, told = self._token(), telling(headers)
        return (token, target, told) if token is not None and told is not None else None


def telling(headers: Sequence[RawHeader]) -> tuple[RawHeader, ...] | None:
    """The headers that an answer depends on; None if there is any that is unusual."""
    found = []
    for name, value in headers:
        if name in _TELLING:
            found.append((name, value))
        elif name == b"connection":
            if value.lower() != b"keep-alive":
                return None
        elif name not in _IDLE and not name.startswith(b"sec-"):
            return None
    return tuple(found)
