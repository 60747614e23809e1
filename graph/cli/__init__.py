"""The command line: `actorgraph COMMAND`.

    documents  build, extract, remove
    questions  ask, sparql
    whole      stats, check, export, serve
    deciding   decide, link, review, decisions

Data goes to standard output, talk to standard error. What needs spaCy, Oxigraph or uvicorn is imported by the command
that uses it, so that `--help` is there at once.
"""

import sys

from graph.cli.app import app
from graph.cli.exits import Exit
from graph.cli.screen import complain
from graph.errors import ActorGraphError

__all__ = ["Exit", "app", "main"]


def main() -> None:
    """Run the command that the arguments name, and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app()
    except ActorGraphError as error:
        complain(str(error))
        sys.exit(Exit.FAILED)
