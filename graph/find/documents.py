"""Find documents, and count what the graph holds."""

from collections.abc import Iterable

from graph import record
from graph.errors import NotFound
from graph.find.actors import offices_found
from graph.find.found import DocumentFound, Page, Stats
from graph.find.interactions import reports
from graph.find.terms import day_or_none, text_or_none, values, whole
from graph.model import ActorKind, Document, InteractionKind, Status
from graph.store.protocol import Store

_DOCUMENTS = "?found a ag:Document . BIND(ag:Document AS ?what)"


def document(store: Store, id: str) -> DocumentFound:  # noqa: A002 -- the field's name
    """Give a document and all that it says, in the order of its text.

    Raises NotFound.
    """
    graph = record.document_iri(id).n3()
    rows = _documents(
        store, values("document", [record.document_iri(id)]), f"GRAPH {record.TEXTS.n3()} {{ {graph} ag:text ?text }}"
    )
    if not rows:
        raise NotFound(f"there is no document '{id}' in the graph; list the documents to see their ids")
    return DocumentFound(rows[0], reports(store, id), offices_found(store, "", graph))


def documents(store: Store, limit: int | None = None, offset: int = 0) -> Page[Document]:
    """List documents by id, without their texts; without a limit, all of them."""
    if limit is None:
        found = sorted(_documents(store), key=lambda one: one.id)
        return Page(tuple(found[offset:]), len(found))
    rows = store.select(
        f"{record.PREFIXES}SELECT ?document WHERE {{ ?document a ag:Document ; dcterms:identifier ?id }} "
        f"ORDER BY ?id LIMIT {limit} OFFSET {offset}"
    )
    chosen = [str(row["document"]) for row in rows]
    found = sorted(_documents(store, values("document", chosen)), key=lambda one: one.id) if chosen else []
    return Page(tuple(found), sum(_counted(store, _DOCUMENTS).values()))


def texts(store: Store, ids: Iterable[str]) -> tuple[Document, ...]:
    """Give documents with their texts; ids that are not in the graph are left out."""
    wanted = [record.document_iri(id_) for id_ in ids]
    text = f"GRAPH {record.TEXTS.n3()} {{ ?document ag:text ?text }}"
    return tuple(_documents(store, values("document", wanted), text)) if wanted else ()


def _documents(store: Store, bound: str = "", text: str = "") -> list[Document]:
    rows = store.select(
        f"""{record.PREFIXES}SELECT * WHERE {{ {bound} ?document a ag:Document ; dcterms:identifier ?id . {text}
        OPTIONAL {{ ?document dcterms:issued ?issued }} OPTIONAL {{ ?document dcterms:title ?title }}
        OPTIONAL {{ ?document schema:url ?url }} OPTIONAL {{ ?document dcterms:publisher ?publisher }} }}"""
    )
    return [
        Document(
            str(row["id"]),
            str(row.get("text", "")),
            day_or_none(row["issued"]),
            text_or_none(row["title"]),
            text_or_none(row["url"]),
            text_or_none(row["publisher"]),
        )
        for row in rows
    ]


def stats(store: Store) -> Stats:
    """Count everything."""
    kinds = _counted(store, f"GRAPH {record.EVENTS.n3()} {{ ?found ag:kind ?what }}")
    statuses = _counted(store, f"GRAPH {record.EVENTS.n3()} {{ ?found ag:status ?what }}")
    classes = _counted(store, f"GRAPH {record.RESOLUTION.n3()} {{ ?found ag:interactions ?n ; a ?what }}")
    documents_ = _counted(store, _DOCUMENTS)
    held = store.select(
        f"""{record.PREFIXES}SELECT (COUNT(*) AS ?n) WHERE {{
        SELECT DISTINCT ?person ?office WHERE {{ ?held org:member ?person ; org:role ?office }} }}"""
    )
    return Stats(
        sum(documents_.values()),
        {kind: classes.get(str(record.class_iri(kind)), 0) for kind in ActorKind},
        whole(held[0]["n"]),
        {kind: kinds.get(str(record.kind_iri(kind)), 0) for kind in InteractionKind},
        {status: statuses.get(str(record.status_iri(status)), 0) for status in Status},
    )


def _counted(store: Store, pattern: str) -> dict[str, int]:
    """Count what is found, for each IRI `?what`."""
    rows = store.select(f"{record.PREFIXES}SELECT ?what (COUNT(?found) AS ?n) WHERE {{ {pattern} }} GROUP BY ?what")
    return {str(row["what"]): whole(row["n"]) for row in rows if row["what"]}
