"""Find out which local actors of all readings are one actor, and say why."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from graph.model import Actor, ActorKind, Reading, Resolution
from graph.names import fold
from graph.resolve.bodies import link_offices, link_organizations, link_ownerless, link_states, title
from graph.resolve.company import Company
from graph.resolve.links import Key, Links
from graph.resolve.merged import cluster, named
from graph.resolve.persons import Names, link_persons, rank

__all__ = ["Resolutions", "actors"]


@dataclass(frozen=True, slots=True)
class Resolutions:
    """Which local actor is which actor of the graph, and all actors of the graph by id.

    `of` has one resolution for each `(document, local id)`. In `actors`, `state` is again an id of the graph.
    """

    of: Mapping[Key, Resolution]
    actors: Mapping[str, Actor]


def actors(readings: Iterable[Reading], affixes: frozenset[str] = frozenset()) -> Resolutions:
    """Resolve the actors of all readings; the order of the readings makes no difference.

    `affixes` are folded words that stand before or after names of persons and are no part of them (honorifics, ranks).
    """
    known = sorted(readings, key=lambda reading: reading.id)
    local = _local(known)
    links = Links(local, (pair for reading in known for pair in _facing(reading)))
    found: dict[Key, Actor] = {}
    kinds = {kind: {key: actor for key, actor in local.items() if actor.kind is kind} for kind in ActorKind}

    link_states(kinds[ActorKind.STATE], links)
    _merge(ActorKind.STATE, kinds, links, found)
    organizations = kinds[ActorKind.ORGANIZATION]
    link_organizations(organizations, _owners(organizations, found), links)
    _merge(ActorKind.ORGANIZATION, kinds, links, found)
    offices = kinds[ActorKind.OFFICE]
    link_offices(offices, _owners(offices, found), links)
    _merge(ActorKind.OFFICE, kinds, links, found)
    people = kinds[ActorKind.PERSON]
    company = _company(known, people, found)
    names = Names(affixes, _words(kinds[ActorKind.STATE].values()))
    link_persons(people, company, names, links)
    owners = _owners(offices, found)
    link_ownerless(offices, owners, _held(known, people, offices), links)
    _merge(ActorKind.OFFICE, kinds, links, found, lambda key: int(owners[key] is None))
    _merge(ActorKind.PERSON, kinds, links, found, lambda key: rank(people[key], company[key], names))
    return _resolutions(found, local, links)


def _local(readings: Iterable[Reading]) -> dict[Key, Actor]:
    """Give all local actors; what a reading lists twice is one."""
    local: dict[Key, Actor] = {}
    for reading in readings:
        for actor in reading.actors:
            first = local.setdefault((reading.id, actor.id), actor)
            if first != actor:
                names = dict.fromkeys((*first.aliases, actor.name, *actor.aliases))
                both = replace(first, aliases=tuple(names), state=first.state or actor.state)
                local[reading.id, actor.id] = both
    return local


def _facing(reading: Reading) -> Iterable[tuple[Key, Key]]:
    """Give the pairs of actors of a document that deal with one another, and so are two."""
    for interaction in reading.interactions:
        locals_ = sorted({participant.actor for participant in interaction.participants})
        for one, other in combinations(locals_, 2):
            yield (reading.id, one), (reading.id, other)


def _owners(local: Mapping[Key, Actor], found: Mapping[Key, Actor]) -> dict[Key, str | None]:
    """Give the id in the graph of the state or organisation that each local actor belongs to."""
    owners = {key: found.get((key[0], actor.state)) if actor.state else None for key, actor in local.items()}
    return {key: owner.id if owner else None for key, owner in owners.items()}


def _merge(
    kind: ActorKind,
    kinds: Mapping[ActorKind, Mapping[Key, Actor]],
    links: Links,
    found: dict[Key, Actor],
    rank: Callable[[Key], int] = lambda _: 0,
) -> None:
    """Make actors of the clusters of one kind; `rank` says whose name is better."""
    local = kinds[kind]
    owners = _owners(local, found)
    clusters = [keys for keys in links.clusters() if keys[0] in local]
    found |= named([cluster(keys, local, owners, rank) for keys in clusters])


def _company(
    readings: Iterable[Reading], people: Mapping[Key, Actor], found: Mapping[Key, Actor]
) -> dict[Key, Company]:
    """Collect the offices and states of each local person; needs states, organisations and offices resolved."""
    by_id = {actor.id: actor for actor in found.values()}
    company = {key: _belonging(found.get((key[0], person.state or ""))) for key, person in people.items()}
    for reading in readings:
        for held in reading.offices:
            office = found.get((reading.id, held.office))
            if office and (reading.id, held.person) in company:
                titles = frozenset(title(name) for name in (office.name, *office.aliases))
                belonging = _belonging(by_id.get(office.state or ""))
                company[reading.id, held.person] |= Company(frozenset({office.id}), titles) | belonging
    return company


def _belonging(owner: Actor | None) -> Company:
    """Give what belonging to a state or organisation says; that of a state's organisation is that of the state."""
    return Company(states=frozenset({owner.state or owner.id})) if owner else Company()


def _held(
    readings: Iterable[Reading], people: Mapping[Key, Actor], offices: Mapping[Key, Actor]
) -> Iterable[tuple[Key, Key]]:
    """Give the pairs of a local person and an office that the person is put in."""
    for reading in readings:
        for held in reading.offices:
            person, office = (reading.id, held.person), (reading.id, held.office)
            if person in people and office in offices:
                yield person, office


def _words(states: Iterable[Actor]) -> frozenset[str]:
    return frozenset(word for state in states for name in (state.name, *state.aliases) for word in fold(name).split())


def _resolutions(found: Mapping[Key, Actor], local: Mapping[Key, Actor], links: Links) -> Resolutions:
    of = {}
    for key in sorted(local):
        score, reason = links.why.get(key, (1.0, "named so in the text"))
        of[key] = Resolution(*key, found[key].id, score, reason)
    return Resolutions(of, {actor.id: actor for actor in found.values()})
