"""Copy a graph into a folder, also while another process writes it, and put it back.

A backup is a folder like any other graph, wherever the graph itself lies; so it moves a graph from a folder to a server
and from a server to a folder, too.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox

from graph.errors import StoreError
from graph.store.embedded import Embedded, check_folder, is_locked
from graph.store.moments import image
from graph.store.protocol import Data, Store

_N_QUADS, _N_TRIPLES = "application/n-quads", "application/n-triples"
_NAMES = "SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } }"


def copy_folder(path: Path, folder: Path) -> None:
    """Copy the graph in one folder to another that is new or empty, whether somebody writes it meanwhile or not.

    The copy is what was acknowledged at one moment. Files that never change are hard links where that can be, so that
    it takes milliseconds. Raises StoreError.
    """
    check_folder(path, existing=True)
    with _beside(folder) as new:
        image(path, new)
        Embedded.open(new).close()  # as after a crash: what was being written is completed or left out


def copy_store(store: Store, folder: Path) -> None:
    """Copy the graph of any store to a folder that is new or empty.

    Raises StoreError.
    """
    with _beside(folder) as new:
        statements = new.with_name(f"{new.name}.nq")
        try:
            with statements.open("wb") as file:
                store.read_all(_N_QUADS).write(file)
            ox.Store(new).bulk_load(path=str(statements), format=ox.RdfFormat.N_QUADS)
        finally:
            statements.unlink(missing_ok=True)


def restore_folder(folder: Path, path: Path) -> None:
    """Put a backup in the place of the graph in a folder; until all of it is copied, that graph stays.

    Raises StoreError, also where another process writes the graph.
    """
    _check_backup(folder)
    new, old = (path.with_name(f".{path.name}.{word}.{os.getpid()}") for word in ("new", "old"))
    try:
        with _owned(path):
            shutil.copytree(folder, new, ignore=_left_out)
            if path.exists():
                path.rename(old)
            new.rename(path)
    except OSError as error:
        raise StoreError(f"{path}: the backup could not be put there ({error}); nothing was changed") from error
    finally:
        for left in (new, old):
            shutil.rmtree(left, ignore_errors=True)


def restore_store(folder: Path, store: Store) -> None:
    """Put a backup in the place of what a store holds, graph by graph; do it again where it was cut off.

    Raises StoreError.
    """
    _check_backup(folder)
    with Embedded.open(folder, read_only=True) as backup:
        names = [str(row["graph"]) for row in backup.select(_NAMES)]
        for name in {str(row["graph"]) for row in store.select(_NAMES)} - set(names):
            store.drop_graph(name)
        for graph in (*names, None):
            body = BytesIO()
            if found := backup.read_graph(graph, _N_TRIPLES):
                found.write(body)
            if graph is not None or body.getvalue():
                store.put_graph(graph, [Data(body.getvalue(), _N_TRIPLES)])


def _check_backup(folder: Path) -> None:
    try:
        Embedded.open(folder, read_only=True).close()
    except StoreError as error:
        raise StoreError(f"{folder} is no backup that can be read: {error}") from error


def _left_out(folder: str, names: list[str]) -> list[str]:
    """Leave out what is no part of the graph: locks, logs of RocksDB, and snapshots, which are folders."""
    return [name for name in names if name == "LOCK" or name.startswith("LOG") or (Path(folder) / name).is_dir()]


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Give a new folder that takes the place of `folder` when all has gone well."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError(f"{folder} is there already; choose a new folder for the backup")
    new = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        new.mkdir(parents=True)
        yield new
        new.rename(folder)
    except OSError as error:
        raise StoreError(f"{folder}: the backup cannot be written ({error}); choose another folder") from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


@contextmanager
def _owned(path: Path) -> Iterator[None]:
    """Keep writers out of a graph, by the lock that RocksDB takes; nothing to do where there is no graph."""
    if not path.exists() or not any(path.iterdir()):
        yield
        return
    check_folder(path, existing=False)
    try:
        ox.Store(path)  # tells of writers in this process, too, whose lock would be lost by touching the file
    except (OSError, RuntimeError, ValueError) as error:
        if is_locked(error):
            raise _in_use(path) from error  # and what is damaged may be replaced
    with (path / "LOCK").open("ab") as lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise _in_use(path) from error
        yield


def _in_use(path: Path) -> StoreError:
    return StoreError(f"the graph in {path} is in use by another process; stop that one, and restore again")
