"""Make one actor of the graph out of each cluster of local actors, with a readable id."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count as count_up

from graph.model import Actor, ActorKind
from graph.names import fold, slug
from graph.resolve.links import Key

_CUT = 70
_OF = {"organization": "body", "person": "held-by"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """Local actors that are one: their keys in order, the name that is used most, the other names, owner and links."""

    kind: ActorKind
    keys: Sequence[Key]
    name: str
    aliases: tuple[str, ...]
    state: str | None
    wikidata: tuple[str, ...]


def cluster(
    keys: Sequence[Key],
    actors: Mapping[Key, Actor],
    state: Mapping[Key, str | None],
    ranks: Mapping[Key, int],
    renamed: Mapping[Key, str],
) -> Cluster:
    """Describe a cluster, by the name that people gave it, or that ranks first, or that more documents say."""
    names = Counter(actors[key].name for key in keys)
    best = {name: min(ranks.get(key, 0) for key in keys if actors[key].name == name) for name in names}
    name = min(names, key=lambda name: (best[name], -names[name], -len(name), name))
    name = next((renamed[key] for key in keys if key in renamed), name)
    others = {alias for key in keys for alias in (actors[key].name, *actors[key].aliases)} - {name}
    owners = Counter(owner for key in keys if (owner := state[key]))
    owner = min(owners, key=lambda owner: (-owners[owner], owner), default=None)
    aliases = tuple(sorted(other for other in others if fold(other)))
    links = tuple(sorted({link for key in keys for link in actors[key].wikidata}))
    return Cluster(actors[keys[0]].kind, keys, name, aliases, owner, links)


def named(clusters: Sequence[Cluster]) -> dict[Key, Actor]:
    """Give each cluster an id of its own, readable and the same whatever the order of the documents."""
    ids = _distinct(clusters, [_plain, _with_state, _with_document])
    found: dict[Key, Actor] = {}
    for each in clusters:
        actor = Actor(ids[each.keys[0]], each.kind, each.name, each.aliases, each.state, each.wikidata)
        found |= dict.fromkeys(each.keys, actor)
    return found


def office_id(kind: str, owner: str | None, document: str) -> str:
    """Give the id of an office: by whose it is, else by who holds it (`owner` is a person), else by the document."""
    if owner is None:
        return f"office/{kind}-in-{slug(document)}"
    what, _, name = owner.partition("/")
    return f"office/{name if what == 'state' else f'{_OF[what]}-{name}'}/{kind}"


def _plain(each: Cluster) -> str:
    return f"{each.kind.value}/{_slug(each.name)}" if fold(each.name) else _with_document(each)


def _slug(name: str) -> str:
    """Give a slug that differs where the names do, however long they are."""
    whole, short = fold(name).replace(" ", "-"), slug(name)
    return short if whole == short else f"{short[:_CUT]}-{sha256(whole.encode()).hexdigest()[:8]}"


def _with_state(each: Cluster) -> str:
    return f"{_plain(each)}-of-{each.state.rpartition('/')[2]}" if each.state else _plain(each)


def _with_document(each: Cluster) -> str:
    return f"{each.kind.value}/{_slug(each.name)}-in-{slug(each.keys[0][0])}"


def _distinct(clusters: Sequence[Cluster], forms: Sequence[Callable[[Cluster], str]]) -> dict[Key, str]:
    """Take the shortest form of an id that only one cluster has; what is still the same gets a number."""
    if len(clusters) == 1:
        return {clusters[0].keys[0]: forms[0](clusters[0])}
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
