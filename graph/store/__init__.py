"""Keep the graph: one interface, and the places where it can lie."""

import os
from collections.abc import Mapping
from pathlib import Path

from graph.store.address import address, is_address
from graph.store.embedded import Embedded
from graph.store.protocol import WHOLE, Data, Quad, Result, Row, Scope, Store, Triple, Value
from graph.store.remote import Remote

__all__ = ["WHOLE", "Data", "Quad", "Result", "Row", "Scope", "Store", "Triple", "Value", "open", "open_store"]


def open_store(where: Path | str, *, read_only: bool = False, environment: Mapping[str, str] | None = None) -> Store:
    """Open the graph in a folder of this disk, or at a SPARQL server.

    A new folder becomes an empty graph, unless it is only to be read. A server is given as `http://…`, its address as
    a whole or that of its queries; where it is of no sort that is known, with the others beside it:
    `"http://host/query update=http://host/update graphs=http://host/store"`. A user and a password stand in the
    address, or, as a token does, in `environment` (else `os.environ`): ACTORGRAPH_STORE_USER, …_PASSWORD, …_TOKEN.
    Raises StoreError where there is no graph, where it cannot be read, or where another process is writing it.
    """
    if is_address(str(where)):
        found = address(str(where), os.environ if environment is None else environment)
        return Remote.open(found, read_only=read_only)
    return Embedded.open(Path(where), read_only=read_only)


open = open_store
