"""Make one actor of the graph out of each cluster of local actors, with a readable id."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count as count_up

from graph.model import Actor, ActorKind
from graph.names import fold, slug
from graph.resolve.links import Key


@dataclass(frozen=True, slots=True)
class Cluster:
    """Local actors that are one: their keys in order, the name that is used most, the other names, and the owner."""

    kind: ActorKind
    keys: Sequence[Key]
    name: str
    aliases: tuple[str, ...]
    state: str | None


def cluster(
    keys: Sequence[Key], actors: Mapping[Key, Actor], state: Mapping[Key, str | None], rank: Callable[[Key], int]
) -> Cluster:
    """Describe a cluster, by the name that ranks first; then by what more documents say, then by what is longer."""
    names = Counter(actors[key].name for key in keys)
    ranks = {name: min(rank(key) for key in keys if actors[key].name == name) for name in names}
    name = min(names, key=lambda name: (ranks[name], -names[name], -len(name), name))
    others = {alias for key in keys for alias in (actors[key].name, *actors[key].aliases)} - {name}
    owners = Counter(owner for key in keys if (owner := state[key]))
    owner = min(owners, key=lambda owner: (-owners[owner], owner), default=None)
    return Cluster(actors[keys[0]].kind, keys, name, tuple(sorted(other for other in others if fold(other))), owner)


def named(clusters: Sequence[Cluster]) -> dict[Key, Actor]:
    """Give each cluster an id of its own, readable and the same whatever the order of the documents."""
    ids = _distinct(clusters, [_plain, _with_state, _with_document])
    found: dict[Key, Actor] = {}
    for each in clusters:
        actor = Actor(ids[each.keys[0]], each.kind, each.name, each.aliases, each.state)
        found |= dict.fromkeys(each.keys, actor)
    return found


def _plain(each: Cluster) -> str:
    if each.kind is not ActorKind.OFFICE:
        return f"{each.kind.value}/{slug(each.name)}"
    owner = each.state.rsplit("/", 1)[-1] if each.state else None
    return "/".join([each.kind.value, *([owner] if owner else []), slug(each.name)])


def _with_state(each: Cluster) -> str:
    return f"{_plain(each)}-of-{each.state.rsplit('/', 1)[-1]}" if each.state else _plain(each)


def _with_document(each: Cluster) -> str:
    return f"{_with_state(each)}-in-{slug(each.keys[0][0])}"


def _distinct(clusters: Sequence[Cluster], forms: Sequence[Callable[[Cluster], str]]) -> dict[Key, str]:
    """Take the shortest form of an id that only one cluster has; what is still the same gets a number."""
    taken: dict[str, Key] = {}
    left = list(clusters)
    for form in forms:
        count = Counter(form(each) for each in left)
        taken |= {form(each): each.keys[0] for each in left if count[form(each)] == 1 and form(each) not in taken}
        left = [each for each in left if taken.get(form(each)) != each.keys[0]]
    for each in sorted(left, key=lambda each: each.keys[0]):
        numbered = (f"{_with_document(each)}-{number}" for number in count_up(2))
        taken[next(id_ for id_ in numbered if id_ not in taken)] = each.keys[0]
    return {key: id_ for id_, key in taken.items()}
