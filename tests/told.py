"""Write readings as lines that a test can hold: "call Ida Lunde – Marco Tessari occurred"."""

from itertools import combinations, product

from graph.model import DIRECTED, Actor, ActorKind, Interaction, Reading, Role


def told(reading: Reading) -> set[str]:
    """Give a line for each pair of actors of each interaction, with the arrow where it matters who did it to whom."""
    actors = {actor.id: actor for actor in reading.actors}
    return {
        f"{one.kind} {name(actors[a], actors)} → {name(actors[b], actors)} {one.status}"
        if one.kind in DIRECTED
        else f"{one.kind} {' – '.join(sorted([name(actors[a], actors), name(actors[b], actors)]))} {one.status}"
        for one in reading.interactions
        for a, b in pairs(one)
    }


def pairs(one: Interaction) -> list[tuple[str, str]]:
    """Give each two actors between whom it passed."""
    sides = {role: [p.actor for p in one.participants if p.role is role] for role in Role}
    if sides[Role.AGENT]:
        return list(product(sides[Role.AGENT], sides[Role.RECIPIENT] + sides[Role.PARTICIPANT]))
    return list(combinations([p.actor for p in one.participants], 2))


def name(actor: Actor, actors: dict[str, Actor]) -> str:
    """Name an actor: an office with its state or body ("Foreign Minister of Norway"), all others by name."""
    owner = actors.get(actor.state or "") if actor.kind is ActorKind.OFFICE else None
    return f"{actor.name} of {owner.name}" if owner else actor.name


def held(reading: Reading) -> set[str]:
    """Give a line for each office held: "Ida Lunde is Foreign Minister of Norway", "was" for a former one."""
    actors = {actor.id: actor for actor in reading.actors}
    return {
        f"{actors[one.person].name} {'was' if one.former else 'is'} {name(actors[one.office], actors)}"
        for one in reading.offices
    }
