"""What changed from one state of a graph to another, and which of it breaks something."""

from kgtools.diff.compare import diff
from kgtools.diff.model import Change, Detail, Diff

__all__ = ["Change", "Detail", "Diff", "diff"]
