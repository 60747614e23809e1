"""Pairs: all contacts of two actors in one statement, found by actor and by how much is told of them.

A store finds by equal terms, and not by greater ones. So each pair has, for either of its actors, a rank: the actor and
the step of a scale on which its size lies. Whoever wants the greatest pairs of an actor reads the highest steps.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rdflib import RDF, Literal, URIRef

from graph.model import InteractionKind, Status
from graph.record import iris
from graph.record.contacts import Contact, ContactKey, Way, edge
from graph.record.iris import AG, BASE

Triple = tuple[URIRef, URIRef, URIRef | Literal]

PairKey = tuple[InteractionKind, Way]
"""A kind of interaction, and the way it went, seen from one of the two."""

Tally = Mapping[PairKey, Contact]
"""All interactions between two actors, by their kind and the way they went, seen from the lesser id."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors, the lesser id first, and all that passed between them."""

    a: str
    b: str
    tally: Tally

    def other(self, actor: str) -> str:
        """Give the one whom an actor of the pair faces."""
        return self.b if actor == self.a else self.a

    def seen(self, actor: str) -> Tally:
        """Give the tally as one of the two sees it."""
        if actor == self.a:
            return self.tally
        return {(kind, way.turned): contact for (kind, way), contact in self.tally.items()}

    @property
    def size(self) -> int:
        """Give a number that neither the times nor the weight of any part of it is greater than."""
        times = sum(contact.times for contact in self.tally.values())
        return max(times, -(-sum(contact.thousandths for contact in self.tally.values()) // 1000))

    @property
    def contacts(self) -> dict[ContactKey, Contact]:
        """Give the direct edges between the two."""
        found: dict[ContactKey, Contact] = {}
        for (kind, way), contact in self.tally.items():
            key = edge(self.a, self.b, kind, way)
            found[key] = found[key] + contact if key in found else contact
        return found


def level(size: int) -> int:
    """Give the step on which a size lies: there are two steps between a number and the double of it."""
    bits = size.bit_length()
    return 2 * bits + (size >> (bits - 2) & 1 if bits > 1 else 0)


def greatest(step: int) -> int:
    """Give the greatest size that lies on a step."""
    bits, upper = divmod(step, 2)
    return (1 << bits) - 1 if upper or bits < 2 else (3 << (bits - 2)) - 1  # noqa: PLR2004 -- 0 and 1 have no halves


def rank(actor: str, step: int) -> str:
    """Give the text by which the pairs of an actor that lie on a step are found."""
    return f"{actor} {step}"


def pair_iri(a: str, b: str) -> URIRef:
    """Name a pair; the lesser id comes first."""
    return URIRef(f"{BASE}pair/{iris.part(a, safe='/')}/{iris.part(b, safe='/')}")


def pair_node(pair: Pair) -> Iterator[Triple]:
    """Describe a pair."""
    node = pair_iri(pair.a, pair.b)
    yield node, RDF.type, AG.Pair
    for actor in (pair.a, pair.b):
        yield node, AG.rank, iris.text_literal(rank(actor, level(pair.size)))
    yield node, AG.tally, iris.text_literal(_written(pair))


def _written(pair: Pair) -> str:
    of = {f"{kind}{way}": _contact(contact) for (kind, way), contact in sorted(pair.tally.items())}
    return json.dumps({"a": pair.a, "b": pair.b, "of": of}, ensure_ascii=False, separators=(",", ":"))


def _contact(contact: Contact) -> list[Any]:
    statuses = [contact.statuses.get(status, 0) for status in Status]
    days = [day.isoformat() if day else None for day in (contact.first, contact.last)]
    return [statuses, contact.times, contact.thousandths, *days]


def _key(text: str) -> PairKey:
    return InteractionKind(text[:-1]), Way(text[-1])


def _read(statuses: Sequence[int], times: int, thousandths: int, first: str | None, last: str | None) -> Contact:
    days = [date.fromisoformat(day) if day else None for day in (first, last)]
    return Contact(_statuses(statuses), times, thousandths, *days)


def _statuses(numbers: Sequence[int]) -> dict[Status, int]:
    return {status: number for status, number in zip(Status, numbers, strict=True) if number}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The parts of a tally that are asked for: as the first of the two sees them, and as the other one does."""

    first: frozenset[str]
    second: frozenset[str]

    @classmethod
    def of(cls, kinds: Collection[InteractionKind], ways: Collection[Way]) -> "Wanted":
        """Want some kinds (without any, all) that went some ways, seen from the one who asks."""
        asked = [(kind, way) for kind in kinds or InteractionKind for way in ways]
        first, second = (
            frozenset(f"{kind}{to}" for kind, to in of) for of in (asked, [(k, w.turned) for k, w in asked])
        )
        return cls(first, second)


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A pair of which only those parts are read that are asked for, so that very many can be looked at."""

    told: Mapping[str, Any]

    @property
    def pair(self) -> Pair:
        """Read it whole."""
        return Pair(self.told["a"], self.told["b"], {_key(key): _read(*of) for key, of in self.told["of"].items()})

    def other(self, actor: str) -> str:
        """Give the one whom an actor of the pair faces."""
        return str(self.told["b"] if actor == self.told["a"] else self.told["a"])

    def _keys(self, actor: str, wanted: Wanted) -> frozenset[str]:
        return wanted.first if actor == self.told["a"] else wanted.second

    def times(self, actor: str, wanted: Wanted) -> int:
        """Add up how often occurred what one of the two asks for."""
        keys = self._keys(actor, wanted)
        return sum(part[1] for key, part in self.told["of"].items() if key in keys)

    def events(self, actor: str, wanted: Wanted) -> Counter[tuple[Status, InteractionKind]]:
        """Count the interactions that one of the two asks for by status and kind."""
        keys = self._keys(actor, wanted)
        found: Counter[tuple[Status, InteractionKind]] = Counter()
        for key, part in self.told["of"].items():
            if key in keys:
                kind = InteractionKind(key[:-1])
                for status, number in _statuses(part[0]).items():
                    found[status, kind] += number
        return found


def glimpse(tally: str) -> Glimpse:
    """Look at what `pair_node` wrote as the tally."""
    return Glimpse(json.loads(tally))


def pair_of(tally: str) -> Pair:
    """Read what `pair_node` wrote as the tally."""
    return glimpse(tally).pair
