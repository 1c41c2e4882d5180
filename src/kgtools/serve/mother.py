"""The process that has read the project and forks the workers that answer from it.

It has one thread and computes nothing itself, so a fork is whole and takes milliseconds, and all
workers share its memory. The front tells it over a socket pair what to do; when that is closed it
ends, and its workers with it.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from kgtools.errors import KgtoolsError
from kgtools.serve.jobs import pack, received
from kgtools.serve.setup import Setup

if TYPE_CHECKING:
    from kgtools.serve.state import State

LAST_WORDS = 2000  # bytes of what a dying worker said


def main(number: int) -> None:
    """Runs on the socket of that number until it is closed."""
    for name in (
        signal.SIGINT,
        signal.SIGTERM,
        signal.SIGHUP,
    ):  # a group is told; the front ends us
        signal.signal(name, signal.SIG_IGN)
    die_with_parent()
    control = socket.socket(fileno=number)
    told = received(control)
    setup = next(told, None)
    if not isinstance(setup, Setup):
        return
    try:
        from kgtools.serve.state import load_state

        state = load_state(setup)
        served = state.opened().served() if setup.store is None else _apart(state)
    except KgtoolsError as error:
        control.sendall(pack(("failed", error)))
        return
    except Exception as error:
        message = f"cannot be served: {type(error).__name__}: {error}"
        control.sendall(pack(("failed", KgtoolsError(message))))
        return
    gc.collect()
    gc.freeze()  # what is shared stays shared: no collection touches it
    control.sendall(pack(("ready", served)))
    with suppress(ConnectionError):
        _rule(control, told, state)


def _apart(state: State) -> object:
    """What a store on disk holds, looked at in a process of its own: opening one starts threads."""
    from kgtools.apart import run_apart

    return run_apart(lambda: state.opened().served(), 3600)


def _rule(control: socket.socket, told: Iterator[Any], state: State) -> None:
    words: dict[int, int] = {}  # by worker: where its last words are read
    try:
        for what, pid in told:
            if what == "fork":
                ours, theirs = socket.socketpair()
                reading, writing = os.pipe()
                child = os.fork()
                if child == 0:
                    control.close()
                    ours.close()
                    for other in (reading, *words.values()):
                        os.close(other)
                    _worker(theirs, writing, state)
                os.close(writing)
                theirs.close()
                words[child] = reading
                socket.send_fds(control, [pack(("worker", child))], [ours.fileno()])
                ours.close()
            elif pid in words:
                said = _end(pid, words.pop(pid), 0.5 if what == "died" else 0.0)
                control.sendall(pack(("ended", pid, said)))
    finally:
        for pid, reading in words.items():
            _end(pid, reading)


def _end(pid: int, reading: int, grace: float = 0.0) -> str:
    """Ends the worker; what it died of, if it was dead already or is within so many seconds."""
    end = time.monotonic() + grace
    dead, status = os.waitpid(pid, os.WNOHANG)
    while not dead and time.monotonic() < end:  # its files are closed before it counts as dead
        time.sleep(0.005)
        dead, status = os.waitpid(pid, os.WNOHANG)
    if not dead:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    os.set_blocking(reading, False)
    said = b""
    with suppress(BlockingIOError):
        said = os.read(reading, LAST_WORDS)
    os.close(reading)
    if b"memory allocation" in said or b"MemoryError" in said:
        return "memory"
    if dead and os.WIFSIGNALED(status):
        return signal.strsignal(os.WTERMSIG(status)) or "a signal"
    return "ended" if not dead else f"exit code {os.waitstatus_to_exitcode(status)}"


def _worker(front: socket.socket, words: int, state: State) -> None:
    """Never returns: does one job after the other until the front closes the socket."""
    from kgtools.serve.work import do

    try:
        die_with_parent()
        os.dup2(words, 2)
        os.set_blocking(2, False)
        opened = state.opened()
        _limit_memory(state.setup.limits.memory)
        for job in received(front):
            front.sendall(pack(do(job, opened)))
    except MemoryError:
        os.write(2, b"MemoryError")
    except BaseException as error:
        with suppress(OSError):
            os.write(2, f"{type(error).__name__}: {error}".encode()[:LAST_WORDS])
    finally:
        os._exit(0)


def _limit_memory(more: int) -> None:
    """So many bytes of address space beyond what there is now; no core is written either."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            now = int(file.read().split()[0]) * resource.getpagesize()
    except OSError:  # not Linux
        return
    resource.setrlimit(resource.RLIMIT_AS, (now + more, now + more))


def die_with_parent() -> None:
    """On Linux the kernel ends this process with its parent, whatever that died of."""
    if sys.platform != "linux":
        return
    import ctypes

    parent = os.getppid()
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if os.getppid() != parent:
        os._exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
