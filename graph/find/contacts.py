"""Find direct edges, and chains of them."""

from collections.abc import Mapping, Sequence

from graph import record
from graph.find.found import ContactFound
from graph.find.terms import day_or_none, values, whole
from graph.model import Status
from graph.store.protocol import Row, Store


def contacts(store: Store, actor: str | None = None) -> tuple[ContactFound, ...]:
    """Give the direct edges, of one actor or of all, the heaviest first."""
    if actor is None:
        bound = "?contact ag:from ?a ; ag:to ?b ."
    else:
        iri = record.actor_iri(actor).n3()
        bound = (
            f"{{ ?contact ag:from {iri} ; ag:to ?b . BIND({iri} AS ?a) }} UNION "
            f"{{ ?contact ag:to {iri} ; ag:from ?a . BIND({iri} AS ?b) }}"
        )
    rows = store.select(
        f"""{record.PREFIXES}SELECT * WHERE {{
        GRAPH {record.CONTACTS.n3()} {{ {bound}
          ?contact ag:kind ?kind ; ag:status ?status ; ag:events ?events ; ag:times ?times ; ag:weight ?weight .
          OPTIONAL {{ ?contact ag:first ?first ; ag:last ?last }} }} }}"""
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
    """Give a shortest chain of contacts between two actors, `()` where there is none.

    Only contacts that took place count. Among chains of one length, heavier contacts are preferred.
    """
    came: dict[str, ContactFound] = {}
    seen, edge = {start}, [start]
    while edge and end not in seen:
        following: list[str] = []
        for here in edge:
            for contact in contacts(store, here):
                there = contact.b if contact.a == here else contact.a
                if there not in seen and Status.OCCURRED in contact.statuses:
                    seen.add(there)
                    came[there] = contact
                    following.append(there)
        edge = following
    return _steps(came, start, end)


def _steps(came: Mapping[str, ContactFound], start: str, end: str) -> tuple[ContactFound, ...]:
    """Go back the way by which a search came to its end."""
    steps: list[ContactFound] = []
    here = end
    while here != start and here in came:
        steps.append(came[here])
        here = came[here].b if came[here].a == here else came[here].a
    return tuple(reversed(steps))
