"""What the exit codes mean; the README lists them."""

from enum import IntEnum

import typer


class Exit(IntEnum):
    """How a command ended."""

    FINE = 0
    PARTLY = 1
    """It ran, but some documents could not be read, nothing was found, or the graph does not validate."""
    USAGE = 2
    """The command line is wrong."""
    FAILED = 3
    """It could not be done: no graph there, a broken query, a missing model, a file that cannot be written."""
    INTERRUPTED = 130
    """Ctrl-C."""


def finish(code: Exit) -> None:
    """End the command with this code."""
    raise typer.Exit(code)
