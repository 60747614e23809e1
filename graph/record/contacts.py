"""Direct edges: what passed between two actors in all interactions of one kind, taken together."""

import operator
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from itertools import combinations, product

from rdflib import RDF, Literal, URIRef

from graph.model import DIRECTED, Interaction, InteractionKind, Role, Status
from graph.record import iris
from graph.record.iris import AG, BASE

Triple = tuple[URIRef, URIRef, URIRef | Literal]
ContactKey = tuple[str, str, InteractionKind]
"""The two actors, in the direction where the kind has one, and the kind."""


@dataclass(frozen=True, slots=True)
class Contact:
    """All interactions of one kind between two actors.

    `times` adds up the counts of those that occurred, `weight` adds up count × confidence of all.
    """

    events: int
    times: int
    weight: float
    statuses: frozenset[Status]
    first: date | None
    last: date | None

    def __add__(self, other: "Contact") -> "Contact":
        firsts = [day for day in (self.first, other.first) if day]
        lasts = [day for day in (self.last, other.last) if day]
        return replace(
            self,
            events=self.events + other.events,
            times=self.times + other.times,
            weight=self.weight + other.weight,
            statuses=self.statuses | other.statuses,
            first=min(firsts, default=None),
            last=max(lasts, default=None),
        )


def contact_of(interaction: Interaction) -> Contact:
    """Give what one interaction adds to the contacts of those who take part in it."""
    count = 1 if interaction.count is None else interaction.count
    when = interaction.when
    return Contact(
        1,
        count if interaction.status is Status.OCCURRED else 0,
        count * round(interaction.confidence, 3),  # as it is kept, so that adding up later gives the same
        frozenset({interaction.status}),
        when.earliest if when else None,
        when.latest if when else None,
    )


def added(contacts: Iterable[Contact]) -> Contact:
    """Add up one or more contacts of two actors."""
    return reduce(operator.add, contacts)


def pairs(interaction: Interaction) -> set[tuple[str, str]]:
    """Pair those who face one another: agents and recipients, or all where there are no sides."""
    side = {role: {one.actor for one in interaction.participants if one.role is role} for role in Role}
    facing = set(product(side[Role.AGENT], side[Role.RECIPIENT]))
    others = side[Role.PARTICIPANT]
    facing |= set(product(side[Role.AGENT] | side[Role.RECIPIENT], others)) | set(combinations(sorted(others), 2))
    if not side[Role.RECIPIENT] and not others:
        facing = set(combinations(sorted(side[Role.AGENT]), 2))
    if not side[Role.AGENT] and not others:
        facing = set(combinations(sorted(side[Role.RECIPIENT]), 2))
    if interaction.kind not in DIRECTED:
        facing = {(min(pair), max(pair)) for pair in facing}
    return {(a, b) for a, b in facing if a != b}


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
