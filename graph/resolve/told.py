"""What one reading alone tells of its actors, before they are compared with those of others."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from graph.model import Actor, ActorKind, Reading
from graph.names import fold, slug
from graph.resolve.company import Company
from graph.resolve.customs import Customs, plain


def state_id(actor: Actor, customs: Customs) -> str:
    """Give the id in the graph of a state, which depends on its name alone."""
    name = plain(actor.name)
    return f"state/{slug(customs.states[name].name if name in customs.states else name)}"


@dataclass(frozen=True, slots=True)
class Told:
    """The actors of one document by local id, and what it tells of each.

    `owners` has for each actor the state or organisation that it belongs to, as far as this document can name it;
    `offices` the kind of each office; `company` the offices and states of each person; `holders` who holds
    each office; `facing` those who deal with one another, and so are two.
    """

    document: str
    actors: Mapping[str, Actor]
    owners: Mapping[str, str | None]
    offices: Mapping[str, str]
    company: Mapping[str, Company]
    holders: Mapping[str, str]
    facing: frozenset[tuple[str, str]]
    words: frozenset[str]
    """Words of names of states."""


def told(reading: Reading, customs: Customs) -> Told:
    """Take a reading apart; what it lists twice is one."""
    actors = _actors(reading)
    owners = {id_: _owner(actor, actors, customs) for id_, actor in actors.items()}
    offices = {id_: _kind(actor, actors, customs) for id_, actor in actors.items() if _is_office(actor)}
    states = [actor for actor in actors.values() if actor.kind is ActorKind.STATE]
    words = frozenset(word for state in states for name in (state.name, *state.aliases) for word in fold(name).split())
    return Told(
        reading.id,
        actors,
        owners,
        offices,
        _company(reading, actors, offices, customs),
        _holders(reading, actors),
        frozenset(_facing(reading, actors)),
        words,
    )


def _actors(reading: Reading) -> dict[str, Actor]:
    found: dict[str, Actor] = {}
    for actor in reading.actors:
        first = found.setdefault(actor.id, actor)
        if first != actor:
            names = dict.fromkeys((*first.aliases, actor.name, *actor.aliases))
            found[actor.id] = replace(first, aliases=tuple(names), state=first.state or actor.state)
    return found


def _owner(actor: Actor, actors: Mapping[str, Actor], customs: Customs) -> str | None:
    owner = actors.get(actor.state or "")
    if owner is None:
        return None
    return state_id(owner, customs) if owner.kind is ActorKind.STATE else f"organization/{slug(plain(owner.name))}"


def _is_office(actor: Actor) -> bool:
    return actor.kind is ActorKind.OFFICE


def _kind(office: Actor, actors: Mapping[str, Actor], customs: Customs) -> str:
    """Tell what office a title names; the names of whose it is are no part of it."""
    owner = actors.get(office.state or "")
    known = customs.states.get(plain(owner.name)) if owner else None
    names = (*((owner.name, *owner.aliases) if owner else ()), *(known.aliases if known else ()))
    return customs.titles.kind(office.name, names)


def _company(
    reading: Reading, actors: Mapping[str, Actor], offices: Mapping[str, str], customs: Customs
) -> dict[str, Company]:
    people = {id_: actor for id_, actor in actors.items() if actor.kind is ActorKind.PERSON}
    company = {id_: _belonging(actors.get(actor.state or ""), actors, customs) for id_, actor in people.items()}
    for held in reading.offices:
        if held.office in offices and held.person in company:
            kind, of = offices[held.office], actors[held.office]
            owner = _owner(of, actors, customs)
            having = frozenset({(owner, kind)}) if owner else frozenset[tuple[str, str]]()
            belonging = _belonging(actors.get(of.state or ""), actors, customs)
            company[held.person] |= Company(having, frozenset({kind})) | belonging
    return company


def _belonging(owner: Actor | None, actors: Mapping[str, Actor], customs: Customs) -> Company:
    """Give what belonging to a state or organisation says; that of a state's organisation is that of the state."""
    if owner is None:
        return Company()
    of = actors.get(owner.state or "", owner)
    return Company(states=frozenset({state_id(of, customs) if of.kind is ActorKind.STATE else plain(of.name)}))


def _holders(reading: Reading, actors: Mapping[str, Actor]) -> dict[str, str]:
    """Give one holder of each office, the present one if there is one."""
    people = {id_ for id_, actor in actors.items() if actor.kind is ActorKind.PERSON}
    held = sorted((one.former, one.person, one.office) for one in reading.offices if one.person in people)
    return {office: person for _, person, office in reversed(held)}


def _facing(reading: Reading, actors: Mapping[str, Actor]) -> set[tuple[str, str]]:
    found = set()
    for interaction in reading.interactions:
        locals_ = sorted({participant.actor for participant in interaction.participants if participant.actor in actors})
        found |= set(combinations(locals_, 2))
    return found
