"""Work spread over processes that have what this one has: they are forked from it."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Generic, TypeVar

from kgtools.errors import KgtoolsError

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

T = TypeVar("T")
R = TypeVar("R")
Told = Callable[[int, int], None]
_PR_SET_PDEATHSIG = 1  # prctl(2)


@contextlib.contextmanager
def reading() -> Iterator[None]:
    """While a graph is read nothing becomes garbage: to look for it again and again takes long."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if was:
            gc.enable()


def settled() -> None:
    """All that was read stays: whoever looks for garbage need not look there."""
    gc.freeze()
    gc.enable()


def in_parallel(work: Callable[[T], R], tasks: Sequence[T], processes: int, told: Told) -> list[R]:
    """What `work` gives for each task, in their order (as Parallel)."""
    return Parallel(work, tasks, processes if len(tasks) > 1 else 1, told).result()


class Parallel(Generic[T, R]):
    """Work on tasks, begun at once; `told` hears how many are done of how many.

    Tasks are handed out one at a time, so that long ones do not stand in a queue; from the second
    on when the result is waited for.
    """

    def __init__(
        self, work: Callable[[T], R], tasks: Sequence[T], processes: int, told: Told
    ) -> None:
        self._work, self._tasks, self._told = work, tasks, told
        self._crew: dict[Connection, ForkProcess] = {}
        self._next = iter(range(len(tasks)))
        if processes < 2 or not hasattr(os, "fork"):
            return
        for _ in range(min(processes, len(tasks))):
            here, process = _started(work, tasks, list(self._crew))
            self._crew[here] = process
            here.send(next(self._next))

    def result(self) -> list[R]:
        """In the order of the tasks. Raises what the first of them raised, KgtoolsError if a
        process died. The processes are gone when it returns.
        """
        results: dict[int, R] = {}
        self._each(results.__setitem__)
        return [results[number] for number in range(len(self._tasks))]

    def each(self, done: Callable[[R], object]) -> None:
        """As `result`, for who does something with each as it comes, in any order."""
        self._each(lambda number, outcome: done(outcome))

    def _each(self, done: Callable[[int, R], object]) -> None:
        if not self._crew:
            for number, task in enumerate(self._tasks):
                done(number, self._work(task))
                self._told(number + 1, len(self._tasks))
            return
        try:
            self._finish(done)
        finally:
            self.stop()

    def stop(self) -> None:
        for here, process in self._crew.items():
            process.kill()  # first: else it would complain of its pipe
            process.join()
            here.close()
        self._crew.clear()

    def _finish(self, told: Callable[[int, R], object]) -> None:
        number, busy = 0, set(self._crew)
        while busy:
            for ready in wait(list(busy)):
                assert isinstance(ready, Connection)
                try:
                    done, fine, outcome = ready.recv()
                except EOFError:
                    hint = "it may have used more memory than there is; try with --jobs 1"
                    raise KgtoolsError("a process that was rendering died", None, hint) from None
                if not fine:
                    raise outcome
                following = next(self._next, None)
                if following is None:
                    busy.discard(ready)
                else:
                    ready.send(following)
                told(done, outcome)
                number += 1
                self._told(number, len(self._tasks))


def _started(
    work: Callable[[T], R], tasks: Sequence[T], others: list[Connection]
) -> tuple[Connection, ForkProcess]:
    context = get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(work, tasks, here, there, others), daemon=True)
    process.start()
    there.close()
    return here, process


def _serve(
    work: Callable[[T], R],
    tasks: Sequence[T],
    parents: Connection,
    own: Connection,
    others: list[Connection],
) -> None:
    """Ends with its parent: nobody else may hold the other ends of its pipe open."""
    gc.freeze()  # what was there before the fork stays: to look through it would copy it
    gc.set_threshold(50_000, 50, 100)
    gc.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _killed_with_parent()
    for connection in (parents, *others):
        connection.close()
    while True:
        try:
            number = own.recv()
        except EOFError:
            return
        try:
            outcome: tuple[int, bool, object] = (number, True, work(tasks[number]))
        except Exception as error:
            outcome = (number, False, error)
        try:
            own.send(outcome)
        except OSError:  # there is nobody to tell
            return


def _killed_with_parent() -> None:
    """Not after the task that is at hand: it would write into a folder given up (Linux)."""
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
