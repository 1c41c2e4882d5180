"""The command line: reads what was typed, calls one library function, prints what it gives."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

__all__ = ["command", "main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; gives its exit code: 0 fine, 1 findings, 2 input that cannot be used."""
    from kgtools.cli.running import run

    return run(sys.argv[1:] if argv is None else argv)


def command() -> NoReturn:
    """The command `kgtools`; its process ends at once.

    To tidy the memory up, graph and all, would take longer than to ask it; files and processes
    are closed by those who opened them.
    """
    try:
        from kgtools.cli.ahead import load_ahead

        load_ahead(sys.argv[1:])
        from kgtools.cli.limit import be_whole

        be_whole()
        code = main()
    except KeyboardInterrupt:
        code = 130
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, AttributeError):
            continue
    os._exit(code)
