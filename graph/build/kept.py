"""What the graph keeps of documents, actors and events, as far as a change needs it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph import find, record
from graph.build.portions import among, rows_of
from graph.errors import StoreError
from graph.interchange import from_json
from graph.model import Actor, Document, Reading, Resolution
from graph.store import Row, Store

_RESOLUTION, _TEXTS, _EVENTS = record.RESOLUTION.n3(), record.TEXTS.n3(), record.EVENTS.n3()

Key = tuple[str, str]
"""A local actor: the ids of its document and of itself there."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document, its reading, and what tells whether it has to be read again."""

    document: Document
    reading: Reading
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Local:
    """What a local actor was resolved to, and the keys by which others are compared with it."""

    resolution: Resolution
    keys: frozenset[str]


def fingerprint(store: Store, document: str) -> str | None:
    """Give the fingerprint of a document, None where it is not in the graph."""
    iri = record.document_iri(document).n3()
    rows = rows_of(store, f"SELECT ?found WHERE {{ GRAPH {_TEXTS} {{ {iri} ag:fingerprint ?found }} }}")
    return str(rows[0]["found"]) if rows else None


def documents(store: Store) -> int:
    """Count the documents."""
    return int(
        str(rows_of(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {_TEXTS} {{ ?d ag:fingerprint ?f }} }}")[0]["n"])
    )


def stamp(store: Store) -> str | None:
    """Give the version of the ways in which the graph was resolved."""
    rows = rows_of(store, f"SELECT ?found WHERE {{ GRAPH {_TEXTS} {{ {_TEXTS} ag:ways ?found }} }}")
    return str(rows[0]["found"]) if rows else None


def kept(store: Store, ids: Iterable[str]) -> dict[str, Kept]:
    """Give documents with their readings; ids that are not in the graph are left out."""
    query = (
        f"""SELECT * WHERE {{ %s GRAPH {_TEXTS} {{ ?document ag:reading ?reading ; ag:fingerprint ?fingerprint }} }}"""
    )
    return _kept(store, among(store, query, "document", [record.document_iri(id_).n3() for id_ in ids]))


def everything(store: Store) -> dict[str, Kept]:
    """Give all documents with their readings."""
    query = f"SELECT * WHERE {{ GRAPH {_TEXTS} {{ ?document ag:reading ?reading ; ag:fingerprint ?fingerprint }} }}"
    return _kept(store, rows_of(store, query))


def _kept(store: Store, rows: Iterable[Row]) -> dict[str, Kept]:
    read = {reading.id: (reading, str(row["fingerprint"])) for row in rows for reading in [_reading(row)]}
    return {document.id: Kept(document, *read[document.id]) for document in find.texts(store, sorted(read))}


def locals_of(store: Store, ids: Iterable[str]) -> dict[Key, Local]:
    """Give the local actors of documents."""
    return _locals(store, "document", [record.document_iri(id_).n3() for id_ in ids])


def locals_by_key(store: Store, keys: Iterable[str]) -> dict[Key, Local]:
    """Give the local actors that have one of these keys."""
    return _locals(store, "key", [record.text_literal(key).n3() for key in keys])


def locals_as(store: Store, actor: str) -> dict[Key, Local]:
    """Give the local actors that are an actor of the graph."""
    return _locals(store, "actor", [record.actor_iri(actor).n3()])


def _locals(store: Store, by: str, terms: Iterable[str]) -> dict[Key, Local]:
    """Find by one statement, and describe what was found: together, Oxigraph would begin with all local actors."""
    found_by = f"SELECT ?one WHERE {{ %s GRAPH {_RESOLUTION} {{ ?one ag:{by} ?value }} }}"
    nodes = [f"<{row['one']}>" for row in among(store, found_by, "value", terms)]
    found: dict[Key, tuple[Resolution, set[str]]] = {}
    query = f"""SELECT ?of ?local ?actor ?score ?reason ?key WHERE {{ GRAPH {_RESOLUTION} {{ %s
        ?one ag:document ?of ; ag:local ?local ; ag:actor ?actor ; ag:score ?score ; ag:reason ?reason .
        OPTIONAL {{ ?one ag:key ?key }} }} }}"""
    for row in among(store, query, "one", nodes):
        key = (record.document_id(str(row["of"])), str(row["local"]))
        actor = record.actor_id(str(row["actor"]))
        resolution = Resolution(*key, actor, float(str(row["score"])), str(row["reason"]))
        keys = found.setdefault(key, (resolution, set()))[1]
        if row["key"] is not None:
            keys.add(str(row["key"]))
    return {key: Local(resolution, frozenset(keys)) for key, (resolution, keys) in found.items()}


def readings(store: Store, ids: Iterable[str]) -> dict[str, Reading]:
    """Give the readings of documents by id.

    Raises StoreError for one that cannot be understood.
    """
    query = f"SELECT ?document ?reading WHERE {{ %s GRAPH {_TEXTS} {{ ?document ag:reading ?reading }} }}"
    return {
        reading.id: reading
        for row in among(store, query, "document", [record.document_iri(id_).n3() for id_ in ids])
        for reading in [_reading(row)]
    }


def _reading(row: Row) -> Reading:
    try:
        return from_json(json.loads(str(row["reading"])))
    except (KeyError, ValueError, TypeError) as error:
        message = f"what the graph keeps of <{row['document']}> cannot be understood; build that document again"
        raise StoreError(message) from error


def doubts_of(store: Store, keys: Iterable[Key]) -> set[str]:
    """Give the IRIs of the doubts whether local actors are others."""
    query = f"SELECT ?doubt WHERE {{ %s GRAPH {_RESOLUTION} {{ ?doubt ag:one ?one }} }}"
    rows = among(store, query, "one", [record.resolution_iri(*key).n3() for key in keys])
    return {str(row["doubt"]) for row in rows}


def documents_with(store: Store, actors: Iterable[str]) -> set[str]:
    """Give the ids of the documents that name actors."""
    query = f"""SELECT DISTINCT ?id WHERE {{ %s GRAPH {_RESOLUTION} {{ ?one ag:actor ?actor ; ag:document ?of }}
        ?of dcterms:identifier ?id }}"""
    rows = among(store, query, "actor", [record.actor_iri(id_).n3() for id_ in actors])
    return {str(row["id"]) for row in rows}


def actors(store: Store, ids: Iterable[str]) -> dict[str, tuple[Actor, int]]:
    """Give actors by id, each with the number of its interactions."""
    query = f"""SELECT ?actor ?name ?alias ?state ?link ?n WHERE {{ GRAPH {_RESOLUTION} {{ %s
        ?actor skos:prefLabel ?name ; ag:interactions ?n . OPTIONAL {{ ?actor skos:altLabel ?alias }}
        OPTIONAL {{ ?actor org:postIn|ag:state ?state }} OPTIONAL {{ ?actor owl:sameAs ?link }} }} }}"""
    rows: dict[str, list[Row]] = {}
    for row in among(store, query, "actor", [record.actor_iri(id_).n3() for id_ in ids]):
        rows.setdefault(record.actor_id(str(row["actor"])), []).append(row)
    return {id_: (_actor(id_, same), int(str(same[0]["n"]))) for id_, same in rows.items()}


def _actor(id_: str, rows: Iterable[Row]) -> Actor:
    first, *_ = rows = list(rows)
    aliases = sorted({str(row["alias"]) for row in rows if row["alias"] is not None})
    state = record.actor_id(str(first["state"])) if first["state"] else None
    links = sorted({record.wikidata_of(str(row["link"])) for row in rows if row["link"] is not None})
    return Actor(id_, record.actor_kind(id_), str(first["name"]), tuple(aliases), state, tuple(links))


def still_named(store: Store, actor: str, known: int) -> bool:
    """Tell whether more than so many local actors are this actor."""
    iri = record.actor_iri(actor).n3()
    rows = rows_of(store, f"SELECT ?one WHERE {{ GRAPH {_RESOLUTION} {{ ?one ag:actor {iri} }} }} LIMIT {known + 1}")
    return len(rows) > known


def copies(store: Store, ids: Iterable[str]) -> dict[str, set[str]]:
    """Give the copies of documents."""
    query = f"""SELECT ?a ?b WHERE {{ %s GRAPH {_EVENTS} {{ ?one ag:copyOf ?other }}
        ?one dcterms:identifier ?a . ?other dcterms:identifier ?b }}"""
    found: dict[str, set[str]] = {}
    for row in among(store, query, "one", [record.document_iri(id_).n3() for id_ in ids]):
        found.setdefault(str(row["a"]), set()).add(str(row["b"]))
    return found


def signatures(store: Store, bands: Iterable[str]) -> Mapping[str, str]:
    """Give the signatures of documents that have one of these bands, by document."""
    query = f"""SELECT DISTINCT ?id ?signature WHERE {{ %s
        GRAPH {_TEXTS} {{ ?of ag:band ?band ; ag:signature ?signature }} ?of dcterms:identifier ?id }}"""
    rows = among(store, query, "band", [record.text_literal(band).n3() for band in bands])
    return {str(row["id"]): str(row["signature"]) for row in rows}
