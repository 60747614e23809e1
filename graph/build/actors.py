"""Resolve the actors that a change of documents can bear upon, and no others."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph import resolve
from graph.build import kept
from graph.build.kept import Kept, Key, Local
from graph.build.ways import Ways
from graph.model import Actor, Reading, Reference
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Resolved:
    """What was resolved anew, and what it was before.

    `before` and `now` have the local actors of the changed documents and all that are connected with them; `readings`
    those of all documents in which these are. `actors` has the actors of the graph that they are now, `gone` those that
    nobody is any more, `moved` the documents besides the changed ones of which a local actor has become another.
    """

    before: Mapping[Key, Local]
    now: Mapping[Key, Local]
    readings: Mapping[str, Reading]
    actors: Mapping[str, Actor]
    gone: frozenset[str]
    moved: frozenset[str]
    doubts: tuple[resolve.Doubt, ...]
    """The pairs that may be one, about which nobody has decided."""


def resolved(store: Store, changes: Mapping[str, Kept | None], ways: Ways) -> Resolved:
    """Resolve the local actors of changed documents, with those that share keys with them."""
    new = {id_: changed.reading for id_, changed in changes.items() if changed}
    keys = {
        (id_, local): found
        for id_, reading in new.items()
        for local, found in resolve.keys(reading, ways.customs, ways.obeyed.actors).items()
    }
    before = kept.locals_of(store, changes)
    others = _connected(
        store, changes, {key for of in (*keys.values(), *(one.keys for one in before.values())) for key in of}
    )
    before |= others
    readings = {**kept.readings(store, {document for document, _ in others}), **new}
    found = resolve.actors(readings.values(), ways.customs, ways.obeyed.actors, only={*keys, *others})
    now = {key: Local(found.of[key], shared) for key, shared in keys.items()}
    now |= {key: Local(found.of[key], one.keys) for key, one in others.items()}
    actors = {one.resolution.actor: found.actors[one.resolution.actor] for one in now.values()}
    moved = {key[0] for key, one in others.items() if now[key].resolution.actor != one.resolution.actor}
    doubts = tuple(_undecided(found.queue, readings, now, ways))
    return Resolved(before, now, readings, actors, _gone(store, before, actors), frozenset(moved), doubts)


def _undecided(
    queue: Iterable[resolve.Doubt], readings: Mapping[str, Reading], now: Mapping[Key, Local], ways: Ways
) -> Iterator[resolve.Doubt]:
    """Leave out the doubts of which people said that they are not sure either."""

    def meant(reference: Reference) -> str | None:
        reading = readings.get(reference.document)
        local = resolve.meant(reference, {actor.id: actor for actor in reading.actors}) if reading else None
        one = now.get((reference.document, local)) if local else None
        return one.resolution.actor if one else None

    unsure = {frozenset(map(meant, pair)) for pair in ways.obeyed.unsure}
    for doubt in queue:
        if frozenset(now[key].resolution.actor for key in (doubt.one, doubt.other)) not in unsure:
            yield doubt


def _connected(store: Store, changes: Mapping[str, Kept | None], keys: set[str]) -> dict[Key, Local]:
    """Give the local actors of other documents that are connected through keys, directly or through others."""
    found: dict[Key, Local] = {}
    asked: set[str] = set()
    while more := keys - asked:
        asked |= more
        near = {key: one for key, one in kept.locals_by_key(store, more).items() if key[0] not in changes}
        found |= near
        keys = {key for one in near.values() for key in one.keys}
    return found


def _gone(store: Store, before: Mapping[Key, Local], actors: Mapping[str, Actor]) -> frozenset[str]:
    known = Counter(one.resolution.actor for one in before.values())
    return frozenset(
        actor for actor, number in known.items() if actor not in actors and not kept.still_named(store, actor, number)
    )
