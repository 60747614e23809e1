"""Find the newest interactions of an actor without looking at the others: day by day, from the last one on."""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from graph import record
from graph.find.found import InteractionFound
from graph.find.terms import quoted
from graph.find.told import whole_event
from graph.model import InteractionKind, Status
from graph.record import Part, Summary
from graph.store.protocol import Row, Store

_EVENTS, _CONTACTS = record.EVENTS.n3(), record.CONTACTS.n3()


def summaries(store: Store, actors: Iterable[str]) -> dict[str, Summary]:
    """Give the summaries of actors by id; those that take part in nothing have none."""
    rows = store.select(summary_query(actors))
    return {record.actor_id(str(row["actor"])): record.summary_of(str(row["summary"])) for row in rows}


def summary_query(actors: Iterable[str]) -> str:
    """Select the summaries of actors."""
    terms = " ".join(record.actor_iri(actor).n3() for actor in actors)
    return (
        f"PREFIX ag: <{record.AG}>\nSELECT ?actor ?summary WHERE {{\n  VALUES ?actor {{ {terms} }}\n"
        f"  GRAPH {_CONTACTS} {{ ?actor ag:summary ?summary }}\n}}"
    )


@dataclass(slots=True)
class Newest:
    """Interactions that were found, newest first, and the slots that were looked at; `whole` if there are no more."""

    items: list[InteractionFound] = field(default_factory=list)
    slots: list[str] = field(default_factory=list)
    whole: bool = True


def newest(store: Store, actor: str, summary: Summary, parts: Sequence[Part], limit: int, offset: int = 0) -> Newest:
    """Give some of the newest interactions of an actor, those without a day last; `offset` of them are left out."""
    found = Newest()
    months = summary.months(parts)
    if not offset and sum(months.values()) <= limit:
        found.items = _Reader(store, actor, parts, found.slots).read(sorted(months, reverse=True)) if months else []
        return found
    undated = months.pop(record.UNDATED, 0)
    coming = sorted(months, reverse=True)
    while coming and offset >= months[coming[0]]:
        offset -= months[coming.pop(0)]
    reader = _Reader(store, actor, parts, found.slots)
    while coming and len(found.items) < limit:
        wanted = offset + limit - len(found.items)
        now = _months(coming, months, wanted)
        ordered = reader.read(now) if now else reader.days(coming[0], months[coming[0]], wanted)
        found.items += ordered[offset:wanted]
        coming, offset = coming[len(now) or 1 :], 0
    if len(found.items) < limit and undated > offset:
        ordered = reader.read([record.UNDATED])
        found.items += ordered[offset : offset + limit - len(found.items)]
    return found


def within(
    store: Store, actor: str, summary: Summary, parts: Sequence[Part], span: tuple[date | None, date | None], most: int
) -> Newest:
    """Give the interactions of an actor that were surely within some days, the newest `most` of them or more."""
    found = Newest()
    reader = _Reader(store, actor, parts, found.slots)
    first, last = span[0] or date.min, span[1] or date.max
    months = summary.months(parts)
    del months[record.UNDATED]
    coming = sorted((month for month in months if f"{first:%Y-%m}" <= month <= f"{last:%Y-%m}"), reverse=True)
    while coming and len(found.items) < most:
        now = _months(coming, months, most) or coming[:1]
        read = reader.read([moment for month in now for moment in _moments(month, first, last)])
        found.items += [one for one in read if one.when and first <= one.when.earliest and one.when.latest <= last]
        coming = coming[len(now) :]
    found.whole = not coming
    return found


def _moments(month: str, first: date, last: date) -> list[str]:
    """Give a month, or those of its days that lie within a span."""
    length = _length(month)
    if f"{first}" <= f"{month}-01" and f"{month}-{length}" <= f"{last}":
        return [month]
    days = (f"{month}-{day:02}" for day in range(length, 0, -1))
    return [day for day in days if f"{first}" <= day <= f"{last}"]


def _length(month: str) -> int:
    return calendar.monthrange(*map(int, month.split("-")))[1]


def _months(coming: Sequence[str], months: Mapping[str, int], wanted: int) -> list[str]:
    """Give the next months that hold what is wanted together; none where the first one holds very much more."""
    taken: list[str] = []
    number = 0
    for month in coming:
        if number >= wanted or months[month] > 2 * (wanted - number):
            break
        taken.append(month)
        number += months[month]
    return taken


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads what an actor took part in, moment by moment."""

    store: Store
    actor: str
    parts: Sequence[Part]
    slots: list[str]

    def read(self, moments: Sequence[str]) -> list[InteractionFound]:
        """Read all that ended in some moments, newest first."""
        slots = [record.slot(self.actor, part, moment) for moment in moments for part in self.parts]
        self.slots.extend(slots)
        return in_turn(self.store.select(slots_query(slots, "?told")))

    def days(self, month: str, number: int, wanted: int) -> list[InteractionFound]:
        """Read the last days of a month, as many as hold what is wanted."""
        length = _length(month)
        days = [f"{month}-{day:02}" for day in range(length, 0, -1)]
        portion = max(1, min(length, -(-length * wanted * 5 // (4 * number))))
        found: list[InteractionFound] = []
        for start in range(0, length, portion):
            found += self.read(days[start : start + portion])
            if len(found) >= wanted:
                break
        return found


def slots_query(slots: Iterable[str], variables: str = "?interaction ?told") -> str:
    """Select the interactions in some slots: of some actors, in some moments."""
    terms = " ".join(map(quoted, slots))
    return (
        f"PREFIX ag: <{record.AG}>\nSELECT {variables} WHERE {{\n  VALUES ?slot {{ {terms} }}\n"
        f"  GRAPH {_EVENTS} {{ ?interaction ag:slot ?slot ; ag:told ?told }}\n}}"
    )


def between_query(one: str, other: str, kinds: Iterable[InteractionKind], limit: int) -> str:
    """Select some interactions of some kinds (without any, of all) between two actors that took place."""
    a, b = sorted((one, other))
    edges = {record.edge(a, b, kind, way) for kind in tuple(kinds) or InteractionKind for way in record.Way}
    contacts = " ".join(record.contact_iri(*edge).n3() for edge in sorted(edges))
    return (
        f"PREFIX ag: <{record.AG}>\nSELECT ?interaction ?told WHERE {{\n  VALUES ?contact {{ {contacts} }}\n"
        f"  GRAPH {_EVENTS} {{ ?interaction ag:contact ?contact ; "
        f"ag:status {record.status_iri(Status.OCCURRED).n3()} ; ag:told ?told }}\n}} LIMIT {limit}"
    )


def in_turn(rows: Iterable[Row]) -> list[InteractionFound]:
    """Read whole tellings, newest first."""
    return newest_first(whole_event(str(row["told"])) for row in rows)


def newest_first(found: Iterable[InteractionFound]) -> list[InteractionFound]:
    """Put interactions newest first; of one moment, by id; those without a day last."""
    return sorted(sorted(found, key=lambda one: one.id), key=_moment, reverse=True)


def _moment(one: InteractionFound) -> tuple[date, date]:
    return (one.when.latest, one.when.earliest) if one.when else (date.min, date.min)
