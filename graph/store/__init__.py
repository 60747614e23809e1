"""Keep the graph: one interface, and the places where it can lie."""

import os
from collections.abc import Mapping
from pathlib import Path

from graph.errors import StoreError
from graph.store.address import address, is_address, without_password
from graph.store.backup import copy_folder, copy_store, restore_folder, restore_store
from graph.store.embedded import Embedded
from graph.store.protocol import WHOLE, Data, Quad, Result, Row, Scope, Store, Triple, Value
from graph.store.remote import Remote

__all__ = [
    "WHOLE",
    "Data",
    "Quad",
    "Result",
    "Row",
    "Scope",
    "Store",
    "Triple",
    "Value",
    "backup",
    "open",
    "open_store",
    "restore",
    "without_password",
]


def open_store(
    where: Path | str,
    *,
    read_only: bool = False,
    existing: bool = False,
    environment: Mapping[str, str] | None = None,
) -> Store:
    """Open the graph in a folder of this disk, or at a SPARQL server.

    A new folder becomes an empty graph, unless it is only to be read or has to be there (`existing`). A server is given
    as `http://…`, its address as a whole or that of its queries; where it is of no sort that is known, with the others
    beside it: `"http://host/query update=http://host/update graphs=http://host/store"`. A user and a password stand in
    the address, or, as a token does, in `environment` (else `os.environ`): ACTORGRAPH_STORE_USER, …_PASSWORD, …_TOKEN.
    Raises StoreError where there is no graph, where it cannot be read, or where another process is writing it.
    """
    if is_address(str(where)):
        found = address(str(where), os.environ if environment is None else environment)
        return Remote.open(found, read_only=read_only)
    return Embedded.open(Path(where), read_only=read_only, existing=existing)


def backup(where: Path | str, folder: Path) -> None:
    """Copy a graph to a folder that is new or empty, also while another process writes it.

    The folder is a graph itself, and can be opened. Raises StoreError.
    """
    if not is_address(str(where)):
        copy_folder(Path(where), folder)
        return
    with open_store(where, read_only=True) as store:
        copy_store(store, folder)


def restore(folder: Path, where: Path | str, *, replacing: bool = False) -> None:
    """Put a backup where a graph is to be; what is there is lost, and has to be meant to be (`replacing`).

    Raises StoreError, also where another process writes the graph in a folder.
    """
    remote = is_address(str(where))
    if remote:
        with open_store(where) as store:
            _check_empty(where, replacing or not store.ask("ASK { ?s ?p ?o }"))
            restore_store(folder, store)
    else:
        path = Path(where)
        _check_empty(where, replacing or not path.exists() or not any(path.iterdir()))
        restore_folder(folder, path)


def _check_empty(where: Path | str, fine: bool) -> None:  # noqa: FBT001 -- what was found
    if not fine:
        shown = without_password(str(where))
        raise StoreError(f"there is a graph in {shown} already; choose another place, or replace it with --replace")


open = open_store
