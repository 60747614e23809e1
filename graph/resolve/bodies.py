"""Find which states, organisations and offices of different documents are one."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from graph.model import Actor
from graph.names import fold
from graph.resolve.links import Key, Links, Why
from graph.resolve.spelling import Likeness, likeness

Form = TypeVar("Form", bound=Hashable)

_SAME: Why = (1.0, "the same name")
_SMALL = frozenset({"of", "for", "the", "and", "to", "in", "s"})


def plain(name: str) -> str:
    """Fold a name and leave out its article."""
    return fold(name).removeprefix("the ")


def title(name: str) -> str:
    """Bring a title into one form, whatever the order of its words: `Secretary of Defense` → `defense secretary`."""
    words = fold(name).split()
    return " ".join(sorted(word for word in words if word not in _SMALL) or sorted(words))


def link_states(states: Mapping[Key, Actor], links: Links) -> None:
    """Join states of one name."""
    for keys in _grouped(states, lambda key: plain(states[key].name)).values():
        links.join_all(keys, _SAME)


def link_organizations(organizations: Mapping[Key, Actor], state: Mapping[Key, str | None], links: Links) -> None:
    """Join organisations of one name and state, and those known by what is the name of just one other."""
    for keys in _grouped(organizations, lambda key: plain(organizations[key].name)).values():
        _join_by_owner(keys, state, links)
    _link_by_alias(organizations, state, plain, links)


def link_offices(offices: Mapping[Key, Actor], owner: Mapping[Key, str | None], links: Links) -> None:
    """Join offices of one owner whose titles are one, in other words or another spelling."""
    owned = {key: office for key, office in offices.items() if owner[key] is not None}
    for keys in _grouped(owned, lambda key: (title(offices[key].name), owner[key])).values():
        links.join_all(keys, (1.0, "the same title and owner"))
    _link_by_alias(owned, owner, title, links)
    for keys in _grouped(owned, lambda key: owner[key]).values():
        _link_spellings(sorted(keys, key=lambda key: (title(offices[key].name), key)), offices, links)


def link_ownerless(
    offices: Mapping[Key, Actor], owner: Mapping[Key, str | None], held: Iterable[tuple[Key, Key]], links: Links
) -> None:
    """Join offices of which no owner is said to the one of that title that their holder has elsewhere.

    `held` has pairs of a person and an office. Without a common holder, "the president" of two texts may be two.
    """
    by_holder: dict[Key, set[Key]] = {}
    for person, office in held:
        by_holder.setdefault(links.root(person), set()).add(office)
    for _, having in sorted(by_holder.items()):
        owned = sorted(key for key in having if owner[key] is not None)
        lone = sorted(key for key in having if owner[key] is None)
        for key in lone:
            meant = [other for other in owned if _one_title(offices[key], offices[other])]
            if len({links.root(other) for other in meant}) == 1:
                links.join(meant[0], key, (0.9, f"the office that its holder has by {meant[0][0]}"))
        for keys in _grouped(lone, lambda key: title(offices[key].name)).values():
            links.join_all(keys, (0.9, "the same title and holder"))


def _one_title(one: Actor, other: Actor) -> bool:
    names, others = ([title(name) for name in (actor.name, *actor.aliases)] for actor in (one, other))
    return names[0] in others or others[0] in names


def _grouped(keys: Iterable[Key], by: Callable[[Key], Form]) -> dict[Form, list[Key]]:
    found: dict[Form, list[Key]] = {}
    for key in sorted(keys):
        found.setdefault(by(key), []).append(key)
    return found


def _join_by_owner(keys: list[Key], owner: Mapping[Key, str | None], links: Links) -> None:
    """Join what has one name and owner; what has none joins where there is one owner only."""
    groups = _grouped(keys, lambda key: owner[key])
    for same in groups.values():
        links.join_all(same, _SAME)
    owned = [same for of, same in groups.items() if of is not None]
    if None in groups and len(owned) == 1:
        links.join(owned[0][0], groups[None][0], (0.9, "the same name, and no other of this name is known"))


def _link_by_alias(
    actors: Mapping[Key, Actor], owner: Mapping[Key, str | None], form: Callable[[str], str], links: Links
) -> None:
    """Join an actor to the one that others call by its name, where they all mean one and the same."""
    called: dict[tuple[str, str | None], set[Key]] = {}
    for key, actor in sorted(actors.items()):
        for alias in actor.aliases:
            called.setdefault((form(alias), owner[key]), set()).add(key)
    for (name, of), keys in sorted(_grouped(actors, lambda key: (form(actors[key].name), owner[key])).items(), key=str):
        others = called.get((name, of), set()) - set(keys)
        if others and len({links.root(other) for other in others} - {links.root(keys[0])}) == 1:
            other = min(others)
            links.join(other, keys[0], (0.95, f"another name of {actors[other].name}, as {other[0]} calls it"))


def _link_spellings(keys: list[Key], offices: Mapping[Key, Actor], links: Links) -> None:
    firsts = {links.root(key): key for key in reversed(keys)}
    ordered = sorted(firsts.values(), key=lambda key: (title(offices[key].name), key))
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if _spelt_alike(title(offices[one].name).split(), title(offices[other].name).split()):
                links.join(one, other, (0.9, f"another spelling of {offices[one].name}"))


def _spelt_alike(one: list[str], other: list[str]) -> bool:
    pairs = list(zip(one, other, strict=False))
    return len(one) == len(other) and all(a[0] == b[0] and likeness(a, b) >= Likeness.SOUND for a, b in pairs)
