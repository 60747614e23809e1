"""Write a change of documents: what they say, and all that follows from it for actors, events and direct edges."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from graph import find, record
from graph.build import kept, telling
from graph.build.actors import Resolved, resolved
from graph.build.copies import bands, copied, signed
from graph.build.events import Happened, Told, happened
from graph.build.kept import Kept
from graph.build.ways import Ways
from graph.interchange import to_json
from graph.model import Actor, Document, Reading
from graph.record import Triple
from graph.store import Row, Store

Nodes = dict[tuple[str, str], Iterable[Triple]]
"""All that a graph is to say about a subject, by the IRIs of both."""

_CONTACTS, _EVENTS, _RESOLUTION, _TEXTS = (
    str(graph) for graph in (record.CONTACTS, record.EVENTS, record.RESOLUTION, record.TEXTS)
)


@dataclass(frozen=True, slots=True)
class Change:
    """What graphs are to say, and what they are to say about single subjects."""

    graphs: Mapping[str, Iterable[Triple]]
    nodes: Nodes


def write(store: Store, changes: Mapping[str, Kept | None], ways: Ways, besides: Nodes | None = None) -> None:
    """Put documents into the graph, or take out those without a reading, all of them or none.

    The cost depends on what the documents name, and not on how many others there are. `besides` is written with them.
    """
    change = _change(store, changes, ways)
    left = any(changes.values()) or kept.documents(store) > len(changes)
    stamp: Nodes = {(_TEXTS, _TEXTS): record.stamp(ways.version) if left else ()}
    store.replace(change.graphs, {**change.nodes, **stamp, **(besides or {})})


def renew(store: Store, ways: Ways) -> None:
    """Resolve all documents anew where the graph was resolved in other ways, by another ontology or program."""
    if kept.stamp(store) == ways.version or not kept.documents(store):
        return
    change = _change(_Nothing(), kept.everything(store), ways)  # type: ignore[arg-type]  # only asked by SELECT
    graphs = {**change.graphs, _CONTACTS: (), _EVENTS: (), _RESOLUTION: (), _TEXTS: record.stamp(ways.version)}
    for (graph, _), triples in change.nodes.items():
        graphs[graph] = chain(graphs[graph], triples)
    store.replace(graphs)


class _Nothing:
    """A graph that has nothing."""

    def select(self, query: str) -> list[Row]:  # noqa: ARG002 -- the same answer to all
        return []


def _change(store: Store, changes: Mapping[str, Kept | None], ways: Ways) -> Change:
    found = resolved(store, changes, ways)
    said = _Said(store, changes, found, ways.obeyed.judged)
    signatures = {id_: signed(one.document.text, ways.rules) for id_, one in changes.items() if one}
    copies = copied(store, changes, signatures, ways.rules)
    known = kept.actors(store, found.actors)
    renamed = {id_ for id_, actor in found.actors.items() if id_ in known and known[id_][0].name != actor.name}
    events = happened(store, said.told, renamed, copies, ways)
    nodes = _texts(changes, signatures)
    nodes |= {
        (_EVENTS, str(record.document_iri(id_))): record.copies_node(id_, sorted(of)) for id_, of in copies.items()
    }
    nodes |= _resolutions(found) | _doubts(store, found)
    nodes |= _happenings(store, found, events) | _edges(store, events)
    return Change(said.graphs, nodes)


class _Said:
    """What the changed documents say, and those of which an actor has become another."""

    def __init__(
        self, store: Store, changes: Mapping[str, Kept | None], found: Resolved, judged: Mapping[str, bool]
    ) -> None:
        documents = {id_: one.document for id_, one in changes.items() if one}
        documents |= {document.id: document for document in find.texts(store, found.moved)}
        ids = _ids(store, found)
        self.graphs: dict[str, Iterable[Triple]] = {str(record.document_iri(id_)): () for id_ in changes}
        reports = []
        held = []
        for id_, document in sorted(documents.items()):
            reading = found.readings[id_]
            self.graphs[str(record.document_iri(id_))] = record.document_graph(document, reading, ids[id_], judged)
            reports += record.reports(document, reading, ids[id_], judged)
            held += list(_held(document, reading, ids[id_]))
        self.told = Told({*changes, *found.moved}, reports, held)


def _ids(store: Store, found: Resolved) -> dict[str, dict[str, str]]:
    """Give the actor of the graph for each local actor of the documents that are written."""
    ids: dict[str, dict[str, str]] = {id_: {} for id_ in found.readings}
    for (id_, local), one in kept.locals_of(store, found.moved).items():
        ids[id_][local] = one.resolution.actor
    for (id_, local), one in found.now.items():
        ids[id_][local] = one.resolution.actor
    return ids


def _held(document: Document, reading: Reading, ids: Mapping[str, str]) -> Iterator[tuple[str, str, date | None]]:
    for one in reading.offices:
        if not one.former and record.can_hold(ids[one.person], ids[one.office]):
            yield ids[one.office], ids[one.person], document.published


def _texts(changes: Mapping[str, Kept | None], signatures: Mapping[str, str]) -> Nodes:
    return {
        (_TEXTS, str(record.document_iri(id_))): _text(one, signatures[id_]) if one else ()
        for id_, one in changes.items()
    }


def _text(one: Kept, signature: str) -> Iterator[Triple]:
    reading = json.dumps(to_json(one.reading), ensure_ascii=False)
    return record.text_node(one.document, reading, one.fingerprint, signature, bands(signature))


def _resolutions(found: Resolved) -> Nodes:
    nodes: Nodes = {
        (_RESOLUTION, str(record.resolution_iri(*key))): () for key in found.before.keys() - found.now.keys()
    }
    for key, one in found.now.items():
        if one != found.before.get(key):
            node = (_RESOLUTION, str(record.resolution_iri(*key)))
            nodes[node] = record.resolution_node(one.resolution, one.keys)
    return nodes


def _doubts(store: Store, found: Resolved) -> Nodes:
    """Keep the doubts about the local actors that were resolved anew, and no longer those that there were."""
    nodes: Nodes = {(_RESOLUTION, doubt): () for doubt in kept.doubts_of(store, found.before)}
    for doubt in found.doubts:
        node = (_RESOLUTION, str(record.doubt_iri(doubt.one, doubt.other)))
        nodes[node] = record.doubt_node(doubt.one, doubt.other, doubt.score, doubt.reason)
    return nodes


def _happenings(store: Store, found: Resolved, events: Happened) -> Nodes:
    """Describe the events, and the actors with the number of events that each is in."""
    number: Counter[str] = Counter()
    for event in events.now:
        number.update({one.actor for one in event.told.participants})
    for of in telling.participants(store, events.before).values():
        number.subtract(set(of))
    taking = {one.actor for event in events.now for one in event.told.participants}
    known = kept.actors(store, {*number, *taking, *found.actors})
    actors = {id_: actor for id_, (actor, _) in known.items()} | dict(found.actors)
    names = {id_: actor.name for id_, actor in actors.items()}
    nodes: Nodes = {(_EVENTS, iri): () for iri in events.before}
    nodes |= {(_EVENTS, str(record.event_iri(event.id))): record.event_node(event, names) for event in events.now}
    nodes |= {(_RESOLUTION, str(record.actor_iri(id_))): () for id_ in found.gone}
    for id_, actor in actors.items():
        before = known.get(id_, (None, 0))
        after = (_plain(actor), before[1] + number[id_])
        if id_ not in found.gone and before != after:
            nodes[_RESOLUTION, str(record.actor_iri(id_))] = record.actor_node(*after)
    return nodes


def _plain(actor: Actor) -> Actor:
    """Give an actor as it is read back."""
    return Actor(actor.id, actor.kind, actor.name, tuple(sorted(set(actor.aliases))), actor.state, actor.wikidata)


def _edges(store: Store, events: Happened) -> Nodes:
    """Add up the direct edges in which one of the events is counted, or was."""
    keys = {
        str(record.contact_iri(a, b, event.told.kind)): (a, b, event.told.kind)
        for event in events.now
        for a, b in record.pairs(event.told)
    }
    edges = telling.contacts_of(store, events.before) | set(keys)
    keys |= telling.ends(store, edges - set(keys))
    added: dict[str, list[tuple[str, record.Contact]]] = {edge: [] for edge in edges}
    for edge, event, told in telling.counted_in(store, edges, events.before):
        added[edge].append((event, record.contact_of(told)))
    for new in events.now:
        for a, b in record.pairs(new.told):
            edge = str(record.contact_iri(a, b, new.told.kind))
            added[edge].append((str(record.event_iri(new.id)), record.contact_of(new.told)))
    return {
        (_CONTACTS, edge): record.contact_node(keys[edge], record.added(of)) if of else ()
        for edge, of in ((edge, [one for _, one in sorted(of, key=lambda each: each[0])]) for edge, of in added.items())
    }
