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
from graph.build.views import Nodes, views
from graph.build.ways import Ways
from graph.interchange import to_json
from graph.model import Actor, Document, Evidence, Interaction, Reading
from graph.record import Triple
from graph.store import Row, Store

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
    before = telling.told(store, events.before)
    nodes |= _happenings(store, found, events, before, said.quoted)
    nodes |= views(store, before, {str(record.event_iri(event.id)): event.told for event in events.now})
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
        self.quoted: dict[Evidence, record.Quoted] = {}
        reports = []
        held = []
        for id_, document in sorted(documents.items()):
            reading = found.readings[id_]
            self.graphs[str(record.document_iri(id_))] = record.document_graph(document, reading, ids[id_], judged)
            told = record.reports(document, reading, ids[id_], judged)
            self.quoted |= {one: record.quoted(document, one) for report in told for one in report.told.evidence}
            reports += told
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


def _happenings(
    store: Store,
    found: Resolved,
    events: Happened,
    before: Mapping[str, Interaction],
    quoted: Mapping[Evidence, record.Quoted],
) -> Nodes:
    """Describe the events, and the actors with the number of events that each is in."""
    number: Counter[str] = Counter()
    for event in events.now:
        number.update({one.actor for one in event.told.participants})
    for told in before.values():
        number.subtract({one.actor for one in told.participants})
    taking = {one.actor for event in events.now for one in event.told.participants}
    known = kept.actors(store, {*number, *taking, *found.actors})
    actors = {id_: actor for id_, (actor, _) in known.items()} | dict(found.actors)
    names = {id_: actor.name for id_, actor in actors.items()}
    nodes: Nodes = {(_EVENTS, iri): () for iri in events.before}
    shown = {**_quoted(store, events, quoted), **quoted}
    nodes |= {
        (_EVENTS, str(record.event_iri(event.id))): record.event_node(event, names, shown) for event in events.now
    }
    nodes |= {(_RESOLUTION, str(record.actor_iri(id_))): () for id_ in found.gone}
    for id_, actor in actors.items():
        was = known.get(id_, (None, 0))
        after = (_plain(actor), was[1] + number[id_])
        if id_ not in found.gone and was != after:
            nodes[_RESOLUTION, str(record.actor_iri(id_))] = record.actor_node(*after)
    return nodes


def _quoted(store: Store, events: Happened, quoted: Mapping[Evidence, record.Quoted]) -> dict[Evidence, record.Quoted]:
    """Give the words of the evidence that documents show which do not change."""
    wanted = {one for event in events.now for one in event.told.evidence if one not in quoted}
    return {
        Evidence(one.document, one.start, one.end, one.rule): record.Quoted(
            one.sentence, one.title, one.published, one.publisher
        )
        for one in telling.evidence(store, wanted)
    }


def _plain(actor: Actor) -> Actor:
    """Give an actor as it is read back."""
    return Actor(actor.id, actor.kind, actor.name, tuple(sorted(set(actor.aliases))), actor.state, actor.wikidata)
