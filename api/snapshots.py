"""Keep one snapshot of the newest state of a store on disk, and older ones only while a query still runs on them."""

import fcntl
import os
import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Protocol

FOLDER = "snapshots"
"""The folder inside of the graph's own, so that the files of a snapshot are on the same disk."""


class Snapshotting(Protocol):
    """A store that can be copied in no time."""

    @property
    def path(self) -> Path:
        """Where it lies."""

    @property
    def version(self) -> int:
        """How often it was written."""

    def snapshot(self, folder: Path) -> None:
        """Put the graph as it is now into a new folder."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state of the graph in a folder, and how many writes it has seen."""

    path: Path
    version: int


class Snapshots:
    """The snapshots of one store; any thread may take and let go."""

    def __init__(self, store: Snapshotting) -> None:
        self._store = store
        self._lock = Lock()
        self._home: Path | None = None
        self._held_open = -1
        self._newest: Snapshot | None = None
        self._taken: Counter[Path] = Counter()

    def take(self) -> Snapshot:
        """Give the newest state, to be let go after use; it holds all that was written before.

        Raises StoreError.
        """
        with self._lock:
            version = self._store.version
            if self._newest is None or self._newest.version != version:
                before, self._newest = self._newest, self._made(version)
                self._remove_unless_taken(before)
            self._taken[self._newest.path] += 1
            return self._newest

    def let_go(self, snapshot: Snapshot) -> None:
        """Say that a query has ended; a snapshot that is old and no longer used is removed."""
        with self._lock:
            self._taken[snapshot.path] -= 1
            if snapshot != self._newest:
                self._remove_unless_taken(snapshot)

    def close(self) -> None:
        """Remove all snapshots."""
        with self._lock:
            self._newest = None
            if self._home is not None:
                shutil.rmtree(self._home, ignore_errors=True)
                os.close(self._held_open)
                with suppress(OSError):
                    self._home.parent.rmdir()
                self._home = None

    def _made(self, version: int) -> Snapshot:
        """Copy the graph; a write that comes between is in the copy, which is then made again for the next query."""
        home = self._home or self._settled()
        snapshot = Snapshot(home / str(version), version)
        self._store.snapshot(snapshot.path)
        return snapshot

    def _settled(self) -> Path:
        """Take a folder of one's own, and remove those that were left behind by processes that are no more."""
        parent = self._store.path / FOLDER
        parent.mkdir(exist_ok=True)
        for left in parent.iterdir():
            _remove_if_left(left)
        self._home = Path(tempfile.mkdtemp(dir=parent))
        self._held_open = _locked(self._home)
        return self._home

    def _remove_unless_taken(self, snapshot: Snapshot | None) -> None:
        if snapshot and not self._taken[snapshot.path]:
            del self._taken[snapshot.path]
            shutil.rmtree(snapshot.path, ignore_errors=True)


def _locked(folder: Path) -> int:
    """Lock a folder as long as this process lives, or until the number that is given back is closed.

    Raises BlockingIOError where another holds it.
    """
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(opened)
        raise
    return opened


def _remove_if_left(folder: Path) -> None:
    with suppress(OSError):
        opened = _locked(folder)
        shutil.rmtree(folder, ignore_errors=True)
        os.close(opened)
