"""Templates compiled once for all runs, as Python does with its modules, and beside them."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

_FOLDER = Path(__file__).parent / "__pycache__"


class Compiled(FileSystemBytecodeCache):
    """`settings` are those of the environment, which change what a template is compiled to.

    Nothing is kept where Python keeps nothing either, or where the folder is not ours. What is
    read there is code, so it is nowhere but where the program itself is.
    """

    def __init__(self, settings: Mapping[str, object]) -> None:
        told = f"{version('jinja2')} {sorted(settings.items())}"
        digest = hashlib.sha256(told.encode()).hexdigest()[:8]
        super().__init__(str(_FOLDER), f"template-{digest}-%s.cache")

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # whatever the disk made of it
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        try:
            _FOLDER.mkdir(exist_ok=True)
            super().dump_bytecode(bucket)
        except OSError:
            return
