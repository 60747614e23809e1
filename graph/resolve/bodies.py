"""Find which states and organisations of different documents are one."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from graph.model import Actor
from graph.resolve.customs import plain
from graph.resolve.links import Key, Links, Why

Form = TypeVar("Form", bound=Hashable)

_SAME: Why = (1.0, "the same name")


def link_states(states: Mapping[Key, Actor], links: Links) -> None:
    """Join states of one name."""
    for keys in _grouped(states, lambda key: plain(states[key].name)).values():
        links.join_all(keys, _SAME)


def link_organizations(
    organizations: Mapping[Key, Actor],
    state: Mapping[Key, str | None],
    form: Callable[[str, str | None], str],
    links: Links,
) -> None:
    """Join organisations of one name and state, and those known by what is the name of just one other.

    `form` brings the names that a body of a state (its id) may have into one.
    """
    for keys in _grouped(organizations, lambda key: form(organizations[key].name, state[key])).values():
        _join_by_owner(keys, state, links)
    _link_by_alias(organizations, state, form, links)


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
    actors: Mapping[Key, Actor],
    owner: Mapping[Key, str | None],
    form: Callable[[str, str | None], str],
    links: Links,
) -> None:
    """Join an actor to the one that others call by its name, where they all mean one and the same."""
    called: dict[tuple[str, str | None], set[Key]] = {}
    for key, actor in sorted(actors.items()):
        for alias in actor.aliases:
            called.setdefault((form(alias, owner[key]), owner[key]), set()).add(key)
    forms = _grouped(actors, lambda key: (form(actors[key].name, owner[key]), owner[key]))
    for (name, of), keys in sorted(forms.items(), key=str):
        others = called.get((name, of), set()) - set(keys)
        if others and len({links.root(other) for other in others} - {links.root(keys[0])}) == 1:
            other = min(others)
            links.join(other, keys[0], (0.95, f"another name of {actors[other].name}, as {other[0]} calls it"))
