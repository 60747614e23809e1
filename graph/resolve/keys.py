"""Keys by which actors that may be one are found: only those that share a key are ever compared."""

from collections.abc import Iterable, Mapping

from graph.model import Actor, ActorKind, Reading
from graph.resolve.customs import Customs, plain
from graph.resolve.links import Key, Links
from graph.resolve.told import Told, told


def keys(reading: Reading, customs: Customs) -> Mapping[str, frozenset[str]]:
    """Give the keys of each local actor.

    What becomes of a local actor depends only on its own reading and on the readings of those that are connected with
    it through shared keys, directly or through others. One that has no keys (a known state and its offices) depends on
    its own reading alone.
    """
    return keys_of(told(reading, customs), customs)


def keys_of(of: Told, customs: Customs) -> dict[str, frozenset[str]]:
    """Give the keys of what a reading tells."""
    return {id_: frozenset(_keys(id_, of, customs)) for id_ in of.actors}


def components(found: Mapping[Key, frozenset[str]]) -> list[list[Key]]:
    """Give the local actors that are connected through shared keys, directly or through others."""
    links, first = Links(found), dict[str, Key]()
    for key in sorted(found):
        for shared in found[key]:
            links.join(first.setdefault(shared, key), key, (1.0, ""))
    return links.clusters()


def _keys(id_: str, of: Told, customs: Customs) -> Iterable[str]:
    actor = of.actors[id_]
    match actor.kind:
        case ActorKind.STATE:
            return () if plain(actor.name) in customs.states else (f"state: {plain(actor.name)}",)
        case ActorKind.ORGANIZATION:
            return _organization(actor, of.owners[id_])
        case ActorKind.OFFICE:
            return _office(actor, of, customs)
        case ActorKind.PERSON:
            return of.people[id_].found_by


def _organization(actor: Actor, owner: str | None) -> set[str]:
    names = [plain(name) for name in (actor.name, *actor.aliases)]
    return {f"organization: {names[0]}"} | {f"organization of {owner}: {name}" for name in names}


def _office(actor: Actor, of: Told, customs: Customs) -> Iterable[str]:
    owner = of.actors.get(actor.state or "")
    if owner is None:
        holder = of.holders.get(actor.id)
        return _keys(holder, of, customs) if holder else ()
    return _organization(owner, of.owners[owner.id]) if owner.kind is ActorKind.ORGANIZATION else ()
