"""Build the graph: read, extract, resolve, record, and write what changed."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from graph import find, read, record, resolve
from graph.errors import ActorGraphError, NotFound, StoreError
from graph.interchange import from_json, to_json
from graph.model import Actor, Document, Reading
from graph.settings import Settings
from graph.store import Store

BATCH = 500
"""Documents are written when so many have been read, or as many as the graph has: an interruption loses no more."""

FORMAT = 2
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


@dataclass(frozen=True, slots=True)
class Kept:
    """A document, its reading, and what tells whether it has to be read again."""

    document: Document
    reading: Reading
    fingerprint: str


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
    run = _Run(extractor, store, resolve.customs(settings.ontology), progress or (lambda _: None))
    for document, reading in extractor.read_all(run.wanted(found)):
        run.take(document, reading)
    run.write()
    return Report(run.read, run.unchanged, tuple(run.failed), find.stats(store))


def remove(document: str, store: Store, settings: Settings | None = None) -> None:
    """Take a document out of the graph, with all that it alone said.

    Raises NotFound, StoreError.
    """
    if document not in _fingerprints(store):
        raise NotFound(f"there is no document '{document}' in the graph; list the documents to see their ids")
    _write(store, {document: None}, resolve.customs((settings or Settings()).ontology))


class _Run:
    """One build: what it has read and not yet written, and what went wrong."""

    def __init__(self, extractor: Extractor, store: Store, customs: resolve.Customs, progress: Progress) -> None:
        self.read = self.unchanged = 0
        self.failed: list[str] = []
        self._store = store
        self._customs = customs
        self._progress = progress
        self._version: str | None = getattr(extractor, "version", None)
        self._there = _fingerprints(store)
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
            elif self._version is not None and self._there.get(document.id) == fingerprint:
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
            dated = replace(reading, published=document.published)
            self._pending[document.id] = Kept(document, dated, self._seen[document.id])
            self.read += 1
            self._progress(document.id)
            if len(self._pending) >= max(BATCH, len(self._there)):
                self.write()

    def write(self) -> None:
        """Write what was read since the last time."""
        if self._pending:
            _write(self._store, self._pending, self._customs)
            self._there |= {kept.document.id: kept.fingerprint for kept in self._pending.values() if kept}
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


def _fingerprints(store: Store) -> dict[str, str]:
    """Give the fingerprint of each document in the graph by its id."""
    rows = store.select(
        f"""{record.PREFIXES}SELECT ?id ?fingerprint WHERE {{
        GRAPH {record.TEXTS.n3()} {{ ?document ag:fingerprint ?fingerprint }} ?document dcterms:identifier ?id }}"""
    )
    return {str(row["id"]): str(row["fingerprint"]) for row in rows}


def _write(store: Store, changes: Mapping[str, Kept | None], customs: resolve.Customs) -> None:
    """Resolve everything anew and write what differs, all of it or nothing; None takes a document out."""
    readings = _readings(store, changes)
    found = resolve.actors(readings.values(), customs)
    actors: dict[str, dict[str, Actor]] = {id_: {} for id_ in readings}
    for (id_, local), one in found.of.items():
        actors[id_][local] = found.actors[one.actor]
    documents = {id_: kept.document for id_, kept in changes.items() if kept}
    renamed = _renamed(store, {id_: local for id_, local in actors.items() if id_ not in documents})
    documents |= {document.id: document for document in find.texts(store, renamed)}
    graphs = {
        str(record.document_iri(id_)): record.document_graph(document, readings[id_], actors[id_])
        for id_, document in documents.items()
    }
    graphs |= {str(record.document_iri(id_)): iter(()) for id_, kept in changes.items() if not kept}
    graphs |= _views(found, readings, actors)
    store.replace(
        graphs, {(str(record.TEXTS), str(record.document_iri(id_))): _kept(kept) for id_, kept in changes.items()}
    )


def _readings(store: Store, changes: Mapping[str, Kept | None]) -> dict[str, Reading]:
    """Give all readings by document: those in the graph, with the changes."""
    changed = {str(record.document_iri(id_)) for id_ in changes}
    readings = {id_: kept.reading for id_, kept in changes.items() if kept}
    rows = store.select(
        f"{record.PREFIXES}SELECT * WHERE {{ GRAPH {record.TEXTS.n3()} {{ ?document ag:reading ?reading }} }}"
    )
    for row in rows:
        if row["document"] not in changed:
            try:
                reading = from_json(json.loads(str(row["reading"])))
            except (KeyError, ValueError, TypeError) as error:
                message = f"what the graph keeps of <{row['document']}> cannot be understood; build that document again"
                raise StoreError(message) from error
            readings[reading.id] = reading
    return dict(sorted(readings.items()))


def _renamed(store: Store, actors: Mapping[str, Mapping[str, Actor]]) -> list[str]:
    """Give the documents whose local actors have become others, or others' names, since they were written."""
    rows = store.select(
        f"""{record.PREFIXES}SELECT * WHERE {{ GRAPH {record.RESOLUTION.n3()} {{
        ?one ag:document ?document ; ag:local ?local ; ag:actor ?actor . ?actor skos:prefLabel ?name }} }}"""
    )
    before: dict[str, dict[str, tuple[str, str]]] = {}
    for row in rows:
        before.setdefault(str(row["document"]), {})[str(row["local"])] = (str(row["actor"]), str(row["name"]))
    now = {
        id_: {local: (str(record.actor_iri(actor.id)), actor.name) for local, actor in of.items()}
        for id_, of in actors.items()
    }
    return [id_ for id_, of in now.items() if of != before.get(str(record.document_iri(id_)), {})]


def _views(
    found: resolve.Resolutions, readings: Mapping[str, Reading], actors: Mapping[str, Mapping[str, Actor]]
) -> dict[str, Iterator[record.Triple]]:
    """Give the graphs that are computed from all documents together."""
    told = [
        replace(interaction, participants=record.resolved(interaction, actors[id_]))
        for id_, reading in readings.items()
        for interaction in reading.interactions
    ]
    counted = Counter(actor for one in told for actor in {participant.actor for participant in one.participants})
    described = [(actor, counted[id_]) for id_, actor in found.actors.items()]
    return {
        str(record.RESOLUTION): record.resolution_graph(described, found.of.values()),
        str(record.CONTACTS): record.contacts_graph(record.contacts(told)),
    }


def _kept(kept: Kept | None) -> Iterator[record.Triple]:
    """Give what the graph keeps to resolve a document anew without reading it again."""
    if kept:
        reading = json.dumps(to_json(kept.reading), ensure_ascii=False)
        yield from record.text_node(kept.document, reading, kept.fingerprint)
