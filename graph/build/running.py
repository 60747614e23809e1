"""Read documents into the graph, portion by portion, and take them out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from graph import find, read, record
from graph.build import kept
from graph.build.changing import renew, write
from graph.build.deciding import known_ways
from graph.build.kept import Kept
from graph.build.ways import Ways
from graph.errors import ActorGraphError, NotFound
from graph.interchange import from_json, to_json
from graph.model import Document, Reading
from graph.settings import Settings
from graph.store import Store

BATCH = 500
"""Documents are written when so many have been read, or as many as the graph has: an interruption loses no more."""

FORMAT = 3
"""Is raised when documents are recorded otherwise, so that they are read again."""

Progress = Callable[[str], None]
"""Is told the id of each document that has been read, or the message of one that could not be."""


class Extractor(Protocol):
    """What reads documents; one with a `version` is not asked again about a document that has not changed."""

    def read_all(self, documents: Iterable[Document]) -> Iterable[tuple[Document, Reading | ActorGraphError]]:
        """Give the reading of each document, or why there is none, in order."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: documents read, documents that had not changed, what went wrong, and what is there now."""

    read: int
    unchanged: int
    failed: tuple[str, ...]
    stats: find.Stats


def build(
    paths: Sequence[Path],
    settings: Settings,
    *,
    extractor: Extractor,
    store: Store,
    day: date | None = None,
    progress: Progress | None = None,
) -> Report:
    """Read all documents of some paths into the graph; each replaces what the graph had of it.

    What cannot be read is told in the report and leaves the graph as it was. Raises StoreError, KnowledgeError.
    """
    return add(read.documents(paths, day), settings, extractor=extractor, store=store, progress=progress)


def add(
    found: Iterable[Document | ActorGraphError],
    settings: Settings,
    *,
    extractor: Extractor,
    store: Store,
    progress: Progress | None = None,
) -> Report:
    """Put documents into the graph, as `build` does; errors among them are passed on to the report."""
    run = _Run(extractor, store, known_ways(store, settings), progress or (lambda _: None))
    for document, reading in extractor.read_all(run.wanted(found)):
        run.take(document, reading)
    run.write()
    return Report(run.read, run.unchanged, tuple(run.failed), find.stats(store))


def remove(document: str, store: Store, settings: Settings | None = None) -> None:
    """Take a document out of the graph, with all that it alone said.

    Raises NotFound, StoreError.
    """
    if kept.fingerprint(store, document) is None:
        raise NotFound(f"there is no document '{document}' in the graph; list the documents to see their ids")
    known = known_ways(store, settings or Settings())
    renew(store, known)
    write(store, {document: None}, known)


def again(documents: Iterable[str], store: Store, settings: Settings | None = None) -> None:
    """Resolve documents of the graph anew without reading them, with all that their actors and reports bear upon.

    It is what has to be done where something else than texts has changed. Documents that are not in the graph are left
    out. Raises StoreError, KnowledgeError.
    """
    known = known_ways(store, settings or Settings())
    renew(store, known)
    if changed := kept.kept(store, documents):
        write(store, changed, known)


class _Run:
    """One build: what it has read and not yet written, and what went wrong."""

    def __init__(self, extractor: Extractor, store: Store, known: Ways, progress: Progress) -> None:
        self.read = self.unchanged = 0
        self.failed: list[str] = []
        self._store = store
        self._ways = known
        renew(store, known)
        self._progress = progress
        self._version: str | None = getattr(extractor, "version", None)
        self._there = kept.documents(store)
        self._seen: dict[str, str] = {}
        self._pending: dict[str, Kept | None] = {}

    def wanted(self, found: Iterable[Document | ActorGraphError]) -> Iterator[Document]:
        """Give the documents that have to be read, and put aside the others."""
        for item in found:
            if isinstance(item, ActorGraphError):
                self._fail(str(item))
                continue
            document = _written_as_is(item)
            fingerprint = _fingerprint(document, self._version)
            before = self._seen.setdefault(document.id, fingerprint)
            if before != fingerprint:
                self._fail(f"{document.id}: a second document of this id was left out; give each an id of its own")
            elif self._version is not None and kept.fingerprint(self._store, document.id) == fingerprint:
                self.unchanged += 1
                self._progress(document.id)
            elif document.id not in self._pending:
                yield document

    def take(self, document: Document, reading: Reading | ActorGraphError) -> None:
        """Keep a reading to be written; a document that failed stays in the graph as it was."""
        if isinstance(reading, ActorGraphError):
            self._fail(str(reading) if document.id in str(reading) else f"{document.id}: {reading}")
        elif fault := record.fault(document, reading):
            self._fail(f"{document.id}: {fault}")
        else:
            self._pending[document.id] = _kept(document, reading, self._seen[document.id])
            self.read += 1
            self._progress(document.id)
            if len(self._pending) >= max(BATCH, self._there):
                self.write()

    def write(self) -> None:
        """Write what was read since the last time."""
        if self._pending:
            write(self._store, self._pending, self._ways)
            self._there += len(self._pending)
            self._pending = {}

    def _fail(self, message: str) -> None:
        self.failed.append(message)
        self._progress(message)


def _written_as_is(document: Document) -> Document:
    """Replace what no store can keep (half characters), so that what is read is what is kept."""
    id_, text = record.cleaned(document.id), record.cleaned(document.text)
    return document if (id_, text) == (document.id, document.text) else replace(document, id=id_, text=text)


def _fingerprint(document: Document, version: str | None) -> str:
    """Give what differs where a document has to be read again."""
    return sha256(repr((FORMAT, version, document)).encode("utf-8", "replace")).hexdigest()


def _kept(document: Document, reading: Reading, fingerprint: str) -> Kept:
    """Take the reading as it will be read back from the graph, so that it is resolved now as it will be later."""
    return Kept(document, from_json(to_json(replace(reading, published=document.published))), fingerprint)
