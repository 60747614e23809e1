"""Go through paths and folders and give each document once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from graph.errors import ReadError
from graph.model import Document
from graph.read.files import READERS, TEXT_LIMIT, read_file
from graph.read.folders import files_below
from graph.read.jsonlines import JSON_LINES, read_lines
from graph.read.sidecar import Sidecars

ID_LIMIT = 200
"""The most characters that an id may have: it becomes part of an IRI and of a web address."""


def documents(
    paths: Sequence[Path], day: date | None = None, *, text_limit: int = TEXT_LIMIT
) -> Iterator[Document | ReadError]:
    """Give every document that `paths` hold, in order; the files of a folder in the order of their names.

    A document that cannot be read is given as the ReadError that says why (file, line, remedy), and the rest goes on.
    `day` is the day of publication of documents that carry none; a text longer than `text_limit` characters is refused.
    Memory holds one document at a time, and every id.
    """
    seen: dict[str, str] = {}
    for where, item in _located(paths, text_limit):
        if isinstance(item, ReadError):
            yield item
        elif (trouble := _trouble_with_id(item.id)) is not None:
            yield ReadError(f"{where}: the id {item.id[:60]!r} {trouble}")
        elif item.id in seen:
            yield ReadError(
                f"{where}: the id {item.id!r} belongs to {seen[item.id]} already, and this document is left out; "
                "give each document an id of its own"
            )
        else:
            seen[item.id] = where
            yield item if item.published or day is None else replace(item, published=day)


def _located(paths: Sequence[Path], text_limit: int) -> Iterator[tuple[str, Document | ReadError]]:
    """Give each document with the place that it comes from; a file that several paths lead to is read once."""
    read: set[Path] = set()
    for path in paths:
        sidecars = Sidecars(path)
        for file in _files(path):
            if isinstance(file, ReadError):
                yield str(path), file
                continue
            if file.resolve() in read:
                continue
            read.add(file.resolve())
            for where, item in _items(file, text_limit):
                yield where, item if isinstance(item, ReadError) else sidecars.complete(item, file)
            yield from ((str(file), error) for error in sidecars.errors())


def _files(path: Path) -> Iterable[Path | ReadError]:
    """Give the file itself, or the files of the folder that can be read."""
    if path.is_dir():
        return files_below(path, frozenset(READERS) | JSON_LINES)
    if not path.exists():
        return [ReadError(f"{path}: there is no such file or folder; check the path")]
    if path.suffix.lower() not in READERS.keys() | JSON_LINES:
        kinds = ", ".join(sorted(READERS.keys() | JSON_LINES))
        return [ReadError(f"{path}: files of this kind cannot be read; give a folder or one of {kinds}")]
    return [path]


def _items(file: Path, text_limit: int) -> Iterator[tuple[str, Document | ReadError]]:
    if file.suffix.lower() in JSON_LINES:
        yield from read_lines(file, text_limit)
        return
    try:
        yield str(file), read_file(file, text_limit)
    except ReadError as error:
        yield str(file), error


def _trouble_with_id(id_: str) -> str | None:
    """Say what keeps a text from being an id of a document, or None."""
    if not id_.strip():
        return "is empty; give the document a name"
    if len(id_) > ID_LIMIT:
        return f"has {len(id_)} characters, more than {ID_LIMIT}; give the document a shorter name"
    if not id_.isprintable() or id_ != id_.strip() or id_ in {".", ".."}:
        return "has characters that a web address cannot carry; use letters, digits, '-', '_' and '.'"
    return None
