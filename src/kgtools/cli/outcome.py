"""How a command ends, and the complaint about one that cannot be understood."""

FINE, FOUND, BAD_INPUT = 0, 1, 2


class UsageError(Exception):
    """A command line that cannot be understood."""
