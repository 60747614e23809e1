"""Keys by which actors that may be one are found: only those that share a key are ever compared."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph.model import Actor, ActorKind, Reading
from graph.resolve.customs import Customs, plain
from graph.resolve.decisions import NONE, Decisions, decided
from graph.resolve.links import Key
from graph.resolve.told import Told, told


def keys(reading: Reading, customs: Customs, decisions: Decisions = NONE) -> Mapping[str, frozenset[str]]:
    """Give the keys of each local actor.

    What becomes of a local actor depends only on its own reading and on the readings of those that are connected with
    it through shared keys, directly or through others. One that has no keys (a known state and its offices) depends on
    its own reading alone. What people decided counts: it connects the two of whom they spoke.
    """
    return keys_of(told(reading, customs, decided(decisions)), customs)


def keys_of(of: Told, customs: Customs) -> dict[str, frozenset[str]]:
    """Give the keys of what a reading tells."""
    found = {id_: customs.one(_keys(id_, of, customs)) for id_ in of.actors}
    for id_, mark, _ in of.decided:
        found[id_] |= {mark}
    for id_, name in of.renamed.items():
        found[id_] |= _renamed(of.actors[id_], name, of, customs)
    for id_, actor in of.actors.items():
        if actor.wikidata:
            found[id_] |= {f"wikidata: {link}" for link in actor.wikidata}
    return found


def components(found: Mapping[Key, frozenset[str]]) -> list[list[Key]]:
    """Give the local actors that are connected through shared keys, directly or through others."""
    above: dict[Key | str, Key | str] = {}

    def top(of: Key | str) -> Key | str:
        while (up := above.setdefault(of, of)) != of:
            above[of] = above[up]
            of = up
        return of

    for key, shared in found.items():
        for each in shared:
            above[top(each)] = top(key)
    members: dict[Key | str, list[Key]] = {}
    for key in sorted(found):
        members.setdefault(top(key), []).append(key)
    return list(members.values())


def _keys(id_: str, of: Told, customs: Customs) -> Iterable[str]:
    actor = of.actors[id_]
    match actor.kind:
        case ActorKind.STATE:
            return () if plain(actor.name) in customs.states else (f"state: {plain(actor.name)}",)
        case ActorKind.ORGANIZATION:
            return _organization(actor, of.owners[id_], customs)
        case ActorKind.OFFICE:
            return _office(actor, of, customs)
        case ActorKind.PERSON:
            return of.people[id_].found_by


def _renamed(actor: Actor, name: str, of: Told, customs: Customs) -> set[str]:
    """Give the keys of a new name: who has it already must be told apart."""
    if actor.kind is ActorKind.ORGANIZATION:
        return _organization(replace(actor, name=name), of.owners[actor.id], customs)
    words = [each.words[-1] for each in customs.naming.names(name) if each.words]
    return {f"person: {customs.naming.spelling.skeleton(word)}" for word in words}


def _organization(actor: Actor, owner: str | None, customs: Customs) -> set[str]:
    names = [customs.body(name, owner) for name in (actor.name, *actor.aliases)]
    return {f"organization: {name}" for name in (names[0], plain(actor.name))} | {
        f"organization of {owner}: {name}" for name in names
    }


def _office(actor: Actor, of: Told, customs: Customs) -> Iterable[str]:
    owner = of.actors.get(actor.state or "")
    if owner is None:
        holder = of.holders.get(actor.id)
        return _keys(holder, of, customs) if holder else ()
    return _organization(owner, of.owners[owner.id], customs) if owner.kind is ActorKind.ORGANIZATION else ()
