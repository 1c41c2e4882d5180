"""The log: one JSON object a line. What was asked stands in it as a digest only."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from functools import lru_cache
from typing import TextIO


class Log:
    """Writes events; `only_trouble` leaves out the requests that went well."""

    def __init__(self, stream: TextIO | None, only_trouble: bool = False) -> None:
        self._stream, self._only_trouble = stream, only_trouble

    def event(self, what: str, **more: object) -> None:
        if self._stream is None:
            return
        now = time.time()
        moment = f"{_second(int(now))}.{int(now % 1 * 1000):03}Z"
        line = json.dumps({"time": moment, "event": what, **more}, ensure_ascii=False)
        try:
            self._stream.write(line + "\n")
            self._stream.flush()
        except (OSError, ValueError):  # nobody reads it any more; who asks is answered all the same
            self._stream = None

    def request(
        self, request_id: str, method: str, path: str, query: bytes, status: int, **more: object
    ) -> None:
        if self._only_trouble and status < 500:
            return
        asked = hashlib.sha256(query).hexdigest()[:16] if query else None
        told = {"id": request_id, "method": method, "path": path, "query": asked}
        self.event("request", **told, status=status, **more)


@lru_cache(maxsize=1)
def _second(now: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now))


class ToLog(logging.Handler):
    """What uvicorn says, as events of ours."""

    def __init__(self, log: Log) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        more = {}
        if record.exc_info:
            more["trouble"] = logging.Formatter().formatException(record.exc_info)
        self._log.event("server", level=record.levelname.lower(), said=record.getMessage(), **more)
