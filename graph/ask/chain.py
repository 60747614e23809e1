"""Find a shortest chain of contacts between two actors, each of whom may stand for several ids."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from graph import find, record
from graph.ask import query
from graph.find import ContactFound
from graph.model import Status
from graph.store import Store

Neighbours = Mapping[str, Mapping[str, float]]


def shortest(store: Store, starts: Collection[str], ends: Collection[str]) -> tuple[ContactFound, ...]:
    """Give the contacts of a shortest chain, `()` where there is none; of equally short ones, one of heavier contacts.

    Only contacts that took place count.
    """
    neighbours = _neighbours(store)
    came = _search(neighbours, starts, ends)
    here = next((end for end in ends if end in came), None)
    steps: list[ContactFound] = []
    while here is not None and came[here] is not None:
        before = came[here]
        assert before is not None
        fewer, other = sorted((before, here), key=lambda one: (len(neighbours[one]), one))
        steps.append(_heaviest(store, fewer, other))
        here = before
    return tuple(reversed(steps))


def _neighbours(store: Store) -> Neighbours:
    found: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in store.select(query.edges()):
        a, b = record.actor_id(str(row["a"])), record.actor_id(str(row["b"]))
        for one, other in ((a, b), (b, a)):
            found[one][other] += float(str(row["weight"]))
    return found


def _search(neighbours: Neighbours, starts: Collection[str], ends: Collection[str]) -> dict[str, str | None]:
    """Go out from the starts, step by step, until an end is reached; say from where each actor was reached."""
    came: dict[str, str | None] = dict.fromkeys(starts)
    edge = list(starts)
    while edge and not any(end in came for end in ends):
        reached: dict[str, str] = {}
        for here in edge:
            for there, weight in neighbours.get(here, {}).items():
                best = reached.get(there)
                if there not in came and (best is None or weight > neighbours[best][there]):
                    reached[there] = here
        came |= reached
        edge = sorted(reached)
    return came


def _heaviest(store: Store, one: str, other: str) -> ContactFound:
    """Give the heaviest contact between two neighbours."""
    return next(
        contact
        for contact in find.contacts(store, one)
        if other in {contact.a, contact.b} and Status.OCCURRED in contact.statuses
    )
