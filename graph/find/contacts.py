"""Find direct edges, and chains of them."""

from collections.abc import Collection, Mapping, Sequence

from graph import record
from graph.find.found import ContactFound, Page
from graph.find.newest import summaries
from graph.find.others import greatest
from graph.find.terms import day_or_none, values, whole
from graph.model import Status
from graph.store.protocol import Row, Store

_CONTACTS = record.CONTACTS.n3()


def contacts(store: Store, actor: str | None = None) -> tuple[ContactFound, ...]:
    """Give the direct edges, of one actor or of all, the heaviest first."""
    return _described(store, _ends(actor))


def heaviest(store: Store, actor: str, limit: int) -> Page[ContactFound]:
    """Give the direct edges of an actor that have most weight, and how many there are in all."""
    summary = summaries(store, [actor]).get(actor)
    if summary is None:
        found = contacts(store, actor)
        return Page(found[:limit], len(found))
    glimpses = greatest(store, actor, summary, _weights, limit).pairs
    edges = [(key, contact) for one in glimpses for key, contact in one.pair.contacts.items()]
    edges.sort(key=lambda edge: (-edge[1].weight, str(record.contact_iri(*edge[0]))))
    ids = {id_ for key, _ in edges[:limit] for id_ in key[:2]}
    names = _names(store, sorted(str(record.actor_iri(id_)) for id_ in ids))
    return Page(tuple(_edge(*edge, names) for edge in edges[:limit]), summary.contacts)


def _weights(glimpse: record.Glimpse) -> list[float]:
    return [contact.weight for contact in glimpse.pair.contacts.values()]


def _edge(key: record.ContactKey, contact: record.Contact, names: Mapping[str, str]) -> ContactFound:
    a, b, kind = key
    name = {id_: names[str(record.actor_iri(id_))] for id_ in (a, b)}
    statuses = tuple(status for status in Status if contact.statuses.get(status))
    days = (contact.first, contact.last)
    return ContactFound(a, name[a], b, name[b], kind, statuses, contact.events, contact.times, *days, contact.weight)


def _ends(actor: str | None) -> str:
    """Bind the ends of contacts, `?a` and `?b`."""
    if actor is None:
        return "?contact ag:from ?a ; ag:to ?b ."
    iri = record.actor_iri(actor).n3()
    return (
        f"{{ ?contact ag:from {iri} ; ag:to ?b . BIND({iri} AS ?a) }} UNION "
        f"{{ ?contact ag:to {iri} ; ag:from ?a . BIND({iri} AS ?b) }}"
    )


def _described(store: Store, bound: str) -> tuple[ContactFound, ...]:
    rows = store.select(
        f"""{record.PREFIXES}SELECT * WHERE {{
        GRAPH {_CONTACTS} {{ {bound}
          ?contact ag:kind ?kind ; ag:status ?status ; ag:events ?events ; ag:times ?times ; ag:weight ?weight .
          OPTIONAL {{ ?contact ag:first ?first }} OPTIONAL {{ ?contact ag:last ?last }} }} }}"""
    )
    names = _names(store, sorted({str(row[end]) for row in rows for end in ("a", "b")}))
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row["contact"]), []).append(row)
    ordered = sorted(found.items(), key=lambda item: (-float(str(item[1][0]["weight"])), item[0]))
    return tuple(_contact(same, names) for _, same in ordered)


def _names(store: Store, actors: Sequence[str]) -> dict[str, str]:
    """Give names by IRI: a query of its own, since Oxigraph would begin with all pairs of names."""
    rows = store.select(
        f"""{record.PREFIXES}SELECT * WHERE {{ {values("actor", actors)}
        GRAPH {record.RESOLUTION.n3()} {{ ?actor skos:prefLabel ?name }} }}"""
    )
    return {str(row["actor"]): str(row["name"]) for row in rows}


def _contact(rows: Sequence[Row], names: Mapping[str, str]) -> ContactFound:
    row = rows[0]
    statuses = {record.status_of(str(row["status"])) for row in rows}
    return ContactFound(
        record.actor_id(str(row["a"])),
        names[str(row["a"])],
        record.actor_id(str(row["b"])),
        names[str(row["b"])],
        record.kind_of(str(row["kind"])),
        tuple(status for status in Status if status in statuses),
        whole(row["events"]),
        whole(row["times"]),
        day_or_none(row["first"]),
        day_or_none(row["last"]),
        float(str(row["weight"])),
    )


def path(store: Store, start: str, end: str) -> tuple[ContactFound, ...]:
    """Give a shortest chain of contacts between two actors, `()` where there is none; see `chain`."""
    return chain(store, [start], [end])


def chain(store: Store, starts: Collection[str], ends: Collection[str]) -> tuple[ContactFound, ...]:
    """Give a shortest chain of contacts from one of some actors to one of others, `()` where there is none.

    Only contacts that took place count. Among chains of one length, heavier contacts are preferred. It is looked for
    from both ends, and goes on where there are fewer actors, so that few contacts are read.
    """
    if set(starts) & set(ends):
        return ()
    sides = _Side(store, starts), _Side(store, ends)
    while all(side.edge for side in sides):
        near, far = sorted(sides, key=lambda side: len(side.edge))
        near.grow()
        if meeting := [one for one in near.edge if one in far.came]:
            heaviest = max(meeting, key=lambda one: (near.weight(one) + far.weight(one), one))
            steps = [*reversed(sides[0].way(heaviest)), *((b, a) for a, b in sides[1].way(heaviest))]
            return tuple(_heaviest(store, *pair) for pair in steps)
    return ()


class _Side:
    """The actors that are reached from one end of a chain, each from the one by which it was reached most heavily."""

    def __init__(self, store: Store, starts: Collection[str]) -> None:
        self._store = store
        self.edge = sorted(str(record.actor_iri(start)) for start in starts)
        self.came: dict[str, tuple[str, float] | None] = dict.fromkeys(self.edge)

    def grow(self) -> None:
        """Go one step further."""
        reached: dict[str, tuple[str, float]] = {}
        for here, there, weight in sorted(_neighbours(self._store, self.edge)):
            if there not in self.came and weight > reached.get(there, ("", -1.0))[1]:
                reached[there] = (here, weight)
        self.came |= reached
        self.edge = sorted(reached)

    def weight(self, actor: str) -> float:
        """Give the weight of the contacts by which an actor was reached in the last step."""
        came = self.came[actor]
        return came[1] if came else 0.0

    def way(self, actor: str) -> list[tuple[str, str]]:
        """Give the steps by which an actor was reached, the last one first."""
        steps = []
        while came := self.came[actor]:
            steps.append((came[0], actor))
            actor = came[0]
        return steps


def _neighbours(store: Store, actors: Sequence[str]) -> list[tuple[str, str, float]]:
    """Give who was really in contact with some actors, and how much."""
    occurred = record.status_iri(Status.OCCURRED).n3()
    rows = store.select(
        f"""{record.PREFIXES}SELECT ?here ?there (SUM(?weight) AS ?much) WHERE {{ {values("here", actors)}
        GRAPH {_CONTACTS} {{
          {{ ?contact ag:from ?here ; ag:to ?there }} UNION {{ ?contact ag:to ?here ; ag:from ?there }}
          ?contact ag:status {occurred} ; ag:weight ?weight }} }} GROUP BY ?here ?there"""
    )
    return [(str(row["here"]), str(row["there"]), float(str(row["much"]))) for row in rows]


def _heaviest(store: Store, one: str, other: str) -> ContactFound:
    """Give the heaviest contact that took place between two neighbours."""
    a, b = sorted(map(record.actor_id, (one, other)))
    rows = store.select(
        f"{record.PREFIXES}SELECT ?tally WHERE {{ "
        f"GRAPH {_CONTACTS} {{ {record.pair_iri(a, b).n3()} ag:tally ?tally }} }}"
    )
    if not rows:
        return _heaviest_of_all(store, one, other)
    edges = record.glimpse(str(rows[0]["tally"])).pair.contacts.items()
    occurred = [edge for edge in edges if edge[1].statuses.get(Status.OCCURRED)]
    key, contact = min(occurred, key=lambda edge: (-edge[1].weight, str(record.contact_iri(*edge[0]))))
    return _edge(key, contact, _names(store, [one, other]))


def _heaviest_of_all(store: Store, one: str, other: str) -> ContactFound:
    """Give the same from a graph that an older version of the program made."""
    a, b = f"<{one}>", f"<{other}>"
    ends = (
        f"{{ ?contact ag:from {a} ; ag:to {b} BIND({a} AS ?a) BIND({b} AS ?b) }} UNION "
        f"{{ ?contact ag:from {b} ; ag:to {a} BIND({b} AS ?a) BIND({a} AS ?b) }}"
    )
    return next(contact for contact in _described(store, ends) if Status.OCCURRED in contact.statuses)
