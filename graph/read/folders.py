"""Find the files of a folder, in an order that does not depend on the disk."""

from collections.abc import Collection, Iterator
from pathlib import Path

from graph.errors import ReadError


def files_below(folder: Path, suffixes: Collection[str]) -> Iterator[Path | ReadError]:
    """Give every file below `folder` with one of the suffixes, sorted by name, folder by folder.

    Passed over: hidden files and folders, links to folders, and files of other kinds. A folder without any document, or
    one that cannot be opened, gives a ReadError.
    """
    found = False
    for item in _walk(folder, suffixes):
        found = True
        yield item
    if not found:
        kinds = ", ".join(sorted(suffixes))
        yield ReadError(f"{folder}: the folder holds no document; put files there that end in {kinds}")


def _walk(folder: Path, suffixes: Collection[str]) -> Iterator[Path | ReadError]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield ReadError(f"{folder}: the folder cannot be opened ({error.strerror}); check its permissions")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _walk(entry, suffixes)
        elif entry.suffix.lower() in suffixes and entry.is_file():
            yield entry
