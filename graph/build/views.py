"""Keep what is computed from events as it has to be: direct edges, pairs and summaries, by what a change adds or takes.

The cost depends on the events that change, and not on how many others the same actors have. Only where the first or the
last of a pair's interactions of one kind goes are the others of these looked at.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from graph import record
from graph.build import telling
from graph.model import Interaction
from graph.record import Contact, Pair, Summary, Triple
from graph.store import Store

Nodes = dict[tuple[str, str], Iterable[Triple]]
"""All that a graph is to say about a subject, by the IRIs of both."""

Key = tuple[str, str, record.PairKey]
"""The two actors of a pair, the lesser id first, and a kind with the way it went."""

_CONTACTS = str(record.CONTACTS)


def views(store: Store, before: Mapping[str, Interaction], now: Mapping[str, Interaction]) -> Nodes:
    """Say anew what follows from events; `before` and `now` have those that change, by their IRIs."""
    changed = _Changed(store, before, now)
    nodes: Nodes = {}
    for old, new in changed.pairs.values():
        nodes |= _edges(old, new)
    for actor, summary in changed.summaries().items():
        nodes[_CONTACTS, str(record.actor_iri(actor))] = record.summary_node(actor, summary)
    return nodes


def _edges(old: Pair, new: Pair) -> Nodes:
    """Write the pair and those of its direct edges that are otherwise than before."""
    if old == new:
        return {}
    before, now = old.contacts, new.contacts
    nodes: Nodes = {(_CONTACTS, str(record.contact_iri(*key))): () for key in before.keys() - now.keys()}
    for key, contact in now.items():
        if contact != before.get(key):
            nodes[_CONTACTS, str(record.contact_iri(*key))] = record.contact_node(key, contact)
    nodes[_CONTACTS, str(record.pair_iri(new.a, new.b))] = record.pair_node(new) if new.tally else ()
    return nodes


class _Changed:
    """The pairs that a change bears upon, each as it was and as it is now."""

    def __init__(self, store: Store, before: Mapping[str, Interaction], now: Mapping[str, Interaction]) -> None:
        self._store, self._before, self._now = store, before, now
        less, more = _parts(before.values()), _parts(now.values())
        ends = {key[:2] for key in (*less, *more)}
        known = telling.pairs(store, ends)
        self.pairs = {of: (known[of], self._changed(known[of], less, more)) for of in sorted(ends)}

    def _changed(self, old: Pair, less: Mapping[Key, Contact], more: Mapping[Key, Contact]) -> Pair:
        tally = dict(old.tally)
        for key in {key[2] for key in (*less, *more) if key[:2] == (old.a, old.b)}:
            contact = self._contact(old, key, less.get((old.a, old.b, key)), more.get((old.a, old.b, key)))
            tally.pop(key, None)
            tally |= {key: contact} if contact else {}
        return replace(old, tally=tally)

    def _contact(self, old: Pair, key: record.PairKey, less: Contact | None, more: Contact | None) -> Contact | None:
        """Give what is left of one part of a pair and what is added to it, None where that is nothing."""
        before = old.tally.get(key)
        if not before or not less:
            return before + more if before and more else before or more
        left = before - less
        if not left.events:
            return more
        if _lost(before, less, more):
            left = record.added([*self._left(old, key)])
        return left + more if more else left

    def _left(self, pair: Pair, key: record.PairKey) -> Iterator[Contact]:
        """Give all that was counted and does not change."""
        kind, way = key
        contact = str(record.contact_iri(*record.edge(pair.a, pair.b, kind, way)))
        for event, told in telling.counted_in(self._store, contact):
            if event not in self._before and record.facing(told).get((pair.a, pair.b)) is way:
                yield record.contact_of(told)

    def summaries(self) -> dict[str, Summary]:
        """Count anew what the actors of all these events take part in."""
        actors = {one.actor for told in (*self._before.values(), *self._now.values()) for one in told.participants}
        found = telling.summaries(self._store, actors)
        for sign, events in ((-1, self._before), (1, self._now)):
            for told in events.values():
                for actor in {one.actor for one in told.participants}:
                    found[actor].count(actor, told, sign)
        for old, new in self.pairs.values():
            for sign, pair in ((-1, old), (1, new)):
                for actor in (pair.a, pair.b) if pair.tally else ():
                    found[actor].count_pair(actor, pair, sign)
        return found


def _parts(events: Iterable[Interaction]) -> dict[Key, Contact]:
    """Add up what events count for, pair by pair."""
    found: defaultdict[Key, list[Contact]] = defaultdict(list)
    for told in events:
        for (a, b), way in record.facing(told).items():
            found[a, b, (told.kind, way)].append(record.contact_of(told))
    return {key: record.added(of) for key, of in found.items()}


def _lost(before: Contact, less: Contact, more: Contact | None) -> bool:
    """Tell whether the first or the last day goes with what is taken away."""
    first = less.first and less.first == before.first and not (more and more.first and more.first <= less.first)
    last = less.last and less.last == before.last and not (more and more.last and more.last >= less.last)
    return bool(first or last)
