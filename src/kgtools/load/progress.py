"""A bar on the terminal for what takes more than a second."""

from __future__ import annotations

import sys
import time

WIDTH = 30


class Progress:
    """Called with how much of how much, in bytes or in pieces.

    It draws at most ten times a second, and on a terminal only.
    """

    def __init__(self, label: str, quiet: bool = False, bytes_: bool = True) -> None:
        self._label, self._bytes = label, bytes_
        self._on = not quiet and sys.stderr is not None and sys.stderr.isatty()
        self._start = self._drawn = time.monotonic()
        self._shown = False

    def __call__(self, done: int, whole: int) -> None:
        now = time.monotonic()
        if not self._on or now - self._start < 1 or (now - self._drawn < 0.1 and done < whole):
            return
        self._drawn, self._shown = now, True
        part = min(done / whole, 1.0) if whole else 1.0
        bar = "█" * round(part * WIDTH)
        amount = f"{done / 1e6:.0f} MB" if self._bytes else f"{done}/{whole}"
        told = f"\r{self._label} {bar:<{WIDTH}} {part:4.0%} {amount}"
        print(told, end="", file=sys.stderr, flush=True)

    def done(self) -> None:
        """Takes the bar away."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._shown = False
