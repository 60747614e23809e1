"""See a folder of RocksDB as it is at one moment, while another process writes it."""

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from graph.errors import StoreError

PATIENCE = 30.0
"""For how many seconds a moment is waited for at which nobody writes."""
_PAUSE = 0.002

State = dict[str, tuple[int, int, int]]


def state(path: Path) -> State:
    """Tell moments between which something was written from each other: size, time and number of each file.

    Folders inside are snapshots, and no part of it.

    Raises OSError.
    """
    found: State = {}
    for file in os.scandir(path):
        if file.name != "LOCK" and not file.name.startswith("LOG") and file.is_file():
            with suppress(FileNotFoundError):
                about = file.stat()
                found[file.name] = (about.st_size, about.st_mtime_ns, about.st_ino)
    return found


def image(path: Path, new: Path) -> None:
    """Copy the files as they are at one moment, which is what a crash at that moment would leave.

    Tables (`*.sst`) never change, and are linked. The others are short or are appended to; their copies are good if no
    file has changed from before to after copying. RocksDB opens such an image to the last write in it. Raises OSError,
    StoreError where no such moment comes.
    """
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        before = state(path)
        try:
            for name in before:
                _copy(path / name, new / name)
            if state(path) == before:
                for name in {file.name for file in new.iterdir()} - set(before):
                    (new / name).unlink()
                return
        except FileNotFoundError:
            pass  # it was taken away since it was listed
        time.sleep(_PAUSE)
    raise StoreError(f"the graph in {path} is written so busily that it could not be copied; try again a little later")


def _copy(file: Path, new: Path) -> None:
    if file.suffix != ".sst":
        shutil.copyfile(file, new)
    elif not new.exists():
        try:
            os.link(file, new)
        except FileNotFoundError:
            raise
        except OSError:
            shutil.copyfile(file, new)
