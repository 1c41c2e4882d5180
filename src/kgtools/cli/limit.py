"""Work that must end, in time or by Ctrl-C, whatever an engine is doing.

A process of which this command is all simply ends: an engine lets other threads run while it is
at work, so a clock beside it can say so and stop it. Nothing is copied for that, as a fork would,
page by page. Where somebody called `kgtools.cli.main`, the work goes to a process of its own.
"""

from __future__ import annotations

import os
import signal
from _thread import allocate_lock, start_new_thread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _thread import LockType
    from collections.abc import Callable
    from typing import TypeVar

    T = TypeVar("T")

_whole = False  # whether this process is the command, and nothing else


def is_whole() -> bool:
    return _whole


def be_whole() -> None:
    """From here on the process may be ended when a command has to."""
    global _whole
    _whole = True


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` gives, if it does so within these seconds.

    Raises the KgtoolsError that it raised, EngineError for any other fault of it. Where the time
    is over, this process or EngineError says so.
    """
    if not _whole:
        from kgtools.apart import run_apart

        return run_apart(work, seconds)
    from kgtools.errors import told

    working = allocate_lock()
    working.acquire()
    before = signal.getsignal(signal.SIGINT)
    if before != signal.SIG_IGN:  # as it is where a shell runs it in the background
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    start_new_thread(_watch, (working, seconds))
    try:
        return work()
    except BaseException as error:
        raise told(error) from None
    finally:
        working.release()
        signal.signal(signal.SIGINT, before)


def _watch(working: LockType, seconds: float) -> None:
    """Ends the process unless the lock is released in time. As threading.Timer, in no time."""
    if working.acquire(timeout=seconds):
        return
    from kgtools.apart import too_late
    from kgtools.cli.outcome import BAD_INPUT

    try:
        os.write(2, f"kgtools: error: {too_late(seconds)}\n".encode())
    finally:
        os._exit(BAD_INPUT)
