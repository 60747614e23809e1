"""Find out which local actors of all readings are one actor, and say why."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from graph.model import Actor, Reading, Reference, Resolution
from graph.resolve.component import resolved
from graph.resolve.copies import Signature, alike, bands, signature
from graph.resolve.customs import Customs, customs
from graph.resolve.decisions import NONE, Decisions, Pair, decided, meant
from graph.resolve.events import block, events
from graph.resolve.keys import components, keys, keys_of
from graph.resolve.linking import Doubt
from graph.resolve.links import Key
from graph.resolve.rules import Rules
from graph.resolve.told import told

__all__ = [
    "Customs",
    "Decisions",
    "Doubt",
    "Pair",
    "Reference",
    "Resolutions",
    "Rules",
    "Signature",
    "actors",
    "alike",
    "bands",
    "block",
    "customs",
    "decided",
    "events",
    "keys",
    "meant",
    "signature",
]


@dataclass(frozen=True, slots=True)
class Resolutions:
    """Which local actor is which actor of the graph, and all actors of the graph by id.

    `of` has one resolution for each `(document, local id)`. In `actors`, `state` is again an id of the graph.
    `queue` has the pairs that may be one, but not surely enough: people should decide.
    """

    of: Mapping[Key, Resolution]
    actors: Mapping[str, Actor]
    queue: tuple[Doubt, ...] = ()


def actors(
    readings: Iterable[Reading],
    customs: Customs,
    decisions: Decisions = NONE,
    only: Collection[Key] | None = None,
) -> Resolutions:
    """Resolve the actors of all readings; the order of the readings makes no difference.

    Only local actors that are connected through shared `keys` bear upon one another: the readings in which those occur
    give the same for them as all readings would. What people decided is obeyed, whatever speaks against it.
    With `only`, nothing is said of local actors that are not connected with one of these.
    """
    by_people = decided(decisions)
    tellings = {one.id: told(one, customs, by_people) for one in sorted(readings, key=lambda reading: reading.id)}
    shared = {(id_, local): by for id_, each in tellings.items() for local, by in keys_of(each, customs).items()}
    of: dict[Key, Resolution] = {}
    found: dict[str, Actor] = {}
    doubts: list[Doubt] = []
    wanted = None if only is None else frozenset(only)
    for component in components(shared):
        if wanted is not None and wanted.isdisjoint(component):
            continue
        resolutions, doubtful = resolved(component, tellings, customs, by_people)
        doubts += doubtful
        for key, (resolution, actor) in resolutions.items():
            of[key], found[actor.id] = resolution, actor
            tellings[key[0]].people.pop(key[1], None)
    return Resolutions(
        {key: of[key] for key in sorted(of)}, {id_: found[id_] for id_ in sorted(found)}, tuple(sorted(doubts))
    )
