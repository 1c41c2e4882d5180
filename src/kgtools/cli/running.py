"""One command: its errors in one line each, its exit code."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

from kgtools.cli.outcome import BAD_INPUT, UsageError

MOST_ERRORS = 10


def run(argv: Sequence[str]) -> int:
    """Runs one command; gives its exit code: 0 fine, 1 findings, 2 input that cannot be used."""
    from kgtools.errors import KgtoolsError

    if sys.stderr is None:  # closed (2>&-): there is nobody to tell
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115
    if sys.stdout is None:
        return _complain("standard output is closed")
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    try:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8")
        code = _run(list(argv))
        sys.stdout.flush()
        return code
    except KgtoolsError as error:
        errors = getattr(error, "errors", (error,))
        for one in errors[:MOST_ERRORS]:
            _complain(str(one))
        if len(errors) > MOST_ERRORS:
            _complain(f"and {len(errors) - MOST_ERRORS} more such errors")
        return BAD_INPUT
    except UsageError as error:
        return _complain(str(error))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _forget_output()
        return 141
    except (OSError, RecursionError, MemoryError) as error:
        _forget_output()
        return _complain(str(error) or type(error).__name__)


def _run(argv: list[str]) -> int:
    if "_ARGCOMPLETE" in os.environ:
        from kgtools.cli.completion import complete

        complete()
    from kgtools.cli.parser import read_arguments, verb_module

    given = read_arguments(argv)
    if given is None:
        return 0
    code: int = verb_module(given.verb).run(given)
    return code


def _complain(message: str) -> int:
    from kgtools.errors import one_line

    print(f"kgtools: error: {one_line(message)}", file=sys.stderr)
    return BAD_INPUT


def _forget_output() -> None:
    """What could not be written is not tried again when Python ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
