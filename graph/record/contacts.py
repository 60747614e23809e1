"""Direct edges: what passed between two actors in all interactions of one kind, taken together."""

import operator
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce
from itertools import combinations, product

from rdflib import RDF, Literal, URIRef

from graph.model import DIRECTED, Interaction, InteractionKind, Role, Status
from graph.record import iris
from graph.record.iris import AG, BASE

Triple = tuple[URIRef, URIRef, URIRef | Literal]
ContactKey = tuple[str, str, InteractionKind]
"""The two actors, in the direction where the kind has one, and the kind."""


class Way(StrEnum):
    """How two who face one another in an interaction stand: who of them did it, as far as that is told."""

    THERE = ">"
    BACK = "<"
    EVEN = "="
    """It is not told that one of them did it, nor that it was done to one of them."""
    BESIDE = "&"
    """Both did it, or to both it was done, and nobody is on the other side."""

    @property
    def turned(self) -> "Way":
        """Give the same, seen from the other of the two."""
        return {Way.THERE: Way.BACK, Way.BACK: Way.THERE}.get(self, self)


@dataclass(frozen=True, slots=True)
class Contact:
    """Some interactions between two actors.

    `statuses` counts them. `times` adds up the counts of those that occurred, `thousandths` is a thousand times the sum
    of count × confidence of all, so that nothing is lost when some are taken away again.
    """

    statuses: Mapping[Status, int]
    times: int
    thousandths: int
    first: date | None
    last: date | None

    @property
    def events(self) -> int:
        """Count the interactions."""
        return sum(self.statuses.values())

    @property
    def weight(self) -> float:
        """Add up count × confidence of all."""
        return self.thousandths / 1000

    def __add__(self, other: "Contact") -> "Contact":
        firsts = [day for day in (self.first, other.first) if day]
        lasts = [day for day in (self.last, other.last) if day]
        return Contact(
            Counter(self.statuses) + Counter(other.statuses),
            self.times + other.times,
            self.thousandths + other.thousandths,
            min(firsts, default=None),
            max(lasts, default=None),
        )

    def __sub__(self, other: "Contact") -> "Contact":
        """Take some interactions away again; the days stay, which the others may have, too."""
        return Contact(
            Counter(self.statuses) - Counter(other.statuses),
            self.times - other.times,
            self.thousandths - other.thousandths,
            self.first,
            self.last,
        )


def contact_of(interaction: Interaction) -> Contact:
    """Give what one interaction adds to the contacts of those who take part in it."""
    count = 1 if interaction.count is None else interaction.count
    when = interaction.when
    return Contact(
        {interaction.status: 1},
        count if interaction.status is Status.OCCURRED else 0,
        count * round(interaction.confidence * 1000),  # as it is kept, so that adding up later gives the same
        when.earliest if when else None,
        when.latest if when else None,
    )


def added(contacts: Iterable[Contact]) -> Contact:
    """Add up one or more contacts of two actors."""
    return reduce(operator.add, contacts)


def facing(interaction: Interaction) -> dict[tuple[str, str], Way]:
    """Pair those who face one another, with the way it went: agents and recipients, or all where there are no sides.

    The lesser id comes first.
    """
    side: dict[Role, set[str]] = {role: set() for role in Role}
    for one in interaction.participants:
        side[one.role].add(one.actor)
    agents, recipients, others = side[Role.AGENT], side[Role.RECIPIENT], side[Role.PARTICIPANT]
    there = [*product(agents, recipients), *product(agents, others), *product(others, recipients)]
    found: dict[tuple[str, str], Way] = {}
    for a, b in sorted(there):
        if a != b:
            found.setdefault(*((a, b), Way.THERE) if a < b else ((b, a), Way.BACK))
    for pair in combinations(sorted(others), 2):
        found.setdefault(pair, Way.EVEN)
    if not others and not (agents and recipients):
        found |= dict.fromkeys(combinations(sorted(agents | recipients), 2), Way.BESIDE)
    return found


def edge(a: str, b: str, kind: InteractionKind, way: Way) -> ContactKey:
    """Give the direct edge in which the interactions of two actors that went one way are counted."""
    return (b, a, kind) if kind in DIRECTED and way is Way.BACK else (a, b, kind)


def pairs(interaction: Interaction) -> set[tuple[str, str]]:
    """Pair those who face one another, in the direction in which it went where the kind has one."""
    return {edge(*pair, interaction.kind, way)[:2] for pair, way in facing(interaction).items()}


def contact_iri(a: str, b: str, kind: InteractionKind) -> URIRef:
    """Name a direct edge."""
    return URIRef(f"{BASE}contact/{kind.value}/{iris.part(a, safe='/')}/{iris.part(b, safe='/')}")


def contact_node(key: ContactKey, contact: Contact) -> Iterator[Triple]:
    """Describe a direct edge."""
    a, b, kind = key
    node = contact_iri(*key)
    yield node, RDF.type, AG.Contact
    yield node, AG["from"], iris.actor_iri(a)
    yield node, AG.to, iris.actor_iri(b)
    yield node, AG.kind, iris.kind_iri(kind)
    yield node, AG.events, iris.integer(contact.events)
    yield node, AG.times, iris.integer(contact.times)
    yield node, AG.weight, iris.decimal(contact.weight)
    for status in contact.statuses:
        yield node, AG.status, iris.status_iri(status)
    if contact.first and contact.last:
        yield node, AG.first, iris.day(contact.first)
        yield node, AG.last, iris.day(contact.last)
