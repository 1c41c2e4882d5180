"""Work in a process of its own, which can be ended whatever it is doing.

An engine in the midst of a query hears neither a time limit nor Ctrl-C, and a fault in it takes
the whole process along. The process is forked, so it starts in some milliseconds and needs
nothing passed to it; only its outcome comes back, once it is whole.
"""

from __future__ import annotations

import gc
import math
import os
import signal
import time
from collections.abc import Callable
from typing import Any, TypeVar

from kgtools.errors import EngineError, told

T = TypeVar("T")


def run_apart(work: Callable[[], T], seconds: float) -> T:
    """What `work` gives, which must be picklable; it is ended after so many seconds.

    Raises the KgtoolsError that it raised, EngineError when it took too long or died. The process
    is gone when this returns, or when KeyboardInterrupt goes through it. Where a system cannot
    fork (Windows) the work is done in this process and without a limit.
    """
    if not hasattr(os, "fork"):
        return work()
    import pickle

    reading, writing = os.pipe()
    # Ctrl-C has to wait until somebody sees to it that the child is ended.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    child = os.fork()
    if child == 0:
        os.close(reading)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        _child(work, writing, seconds)
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        os.close(writing)
        data = _read(reading, seconds)
    finally:
        os.close(reading)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if data is None:
        raise too_late(seconds)
    try:
        fine, outcome = pickle.loads(data)
    except (EOFError, pickle.UnpicklingError):
        raise died(os.WTERMSIG(status) if os.WIFSIGNALED(status) else None) from None
    if fine:
        result: T = outcome
        return result
    raise outcome


def too_late(seconds: float) -> EngineError:
    hint = "narrow the query, or allow more with --timeout S"
    return EngineError(f"no answer within {seconds:g} s", hint=hint)


def died(number: int | None) -> EngineError:
    """Of a process that a signal ended (if its number is known)."""
    reason = (number and signal.strsignal(number)) or "it died"
    message = f"the engine failed on this query: {reason.lower()}"
    return EngineError(message, hint="make the query simpler")


def _child(work: Callable[[], Any], writing: int, seconds: float) -> None:
    """Never returns. Without a parent to end it, its own limit of CPU time does."""
    gc.disable()  # a collection would touch, and so copy, all that the two share
    try:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        limit = math.ceil(seconds) * 2 + 5
        resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass
    try:
        outcome: tuple[bool, object] = (True, work())
    except BaseException as error:  # nothing but the outcome may leave this process
        outcome = (False, told(error))
    import pickle

    try:
        rest = memoryview(pickle.dumps(outcome))
        while rest:
            rest = rest[os.write(writing, rest) :]
    finally:
        os._exit(0)


def _read(reading: int, seconds: float) -> bytes | None:
    """All that comes until the other end is closed; None when it takes too long."""
    import select

    end = time.monotonic() + seconds
    parts: list[bytes] = []
    while True:
        ready, _, _ = select.select([reading], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            return None
        part = os.read(reading, 1 << 20)
        if not part:
            return b"".join(parts)
        parts.append(part)
