"""Keep the graph: one interface, and the places where it can lie."""

from pathlib import Path

from graph.store.embedded import Embedded
from graph.store.protocol import WHOLE, Data, Quad, Result, Row, Scope, Store, Triple, Value

__all__ = ["WHOLE", "Data", "Quad", "Result", "Row", "Scope", "Store", "Triple", "Value", "open_store"]


def open_store(path: Path, *, read_only: bool = False) -> Store:
    """Open the graph in a folder of this disk; a new folder becomes an empty graph, unless it is only to be read.

    Raises StoreError where there is no graph, where it cannot be read, or where another process is writing it.
    """
    return Embedded.open(path, read_only=read_only)
