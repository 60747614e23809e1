"""Summaries: how much an actor took part in, and with how many others, so that totals are known without reading all.

A summary grows with the kinds and months of an actor's interactions, and not with their number.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from rdflib import Literal, URIRef

from graph.model import Interaction, InteractionKind, Status, When
from graph.record import iris
from graph.record.contacts import Way, facing
from graph.record.iris import AG
from graph.record.tallies import Pair, level

Triple = tuple[URIRef, URIRef, URIRef | Literal]

Part = tuple[InteractionKind, str]
"""A kind of interaction, and in which ways an actor faces others in it, as `ways` writes them."""

UNDATED = "undated"
"""Stands for the month, and the day, of what has none."""

_BITS = {(kind, way): 1 << place for place, (kind, way) in enumerate((k, w) for k in InteractionKind for w in Way)}


def ways(interaction: Interaction) -> dict[str, str]:
    """Give in which ways each actor faces others in an interaction: one or several of the values of `Way`."""
    found: dict[str, set[Way]] = {one.actor: set() for one in interaction.participants}
    for (a, b), way in facing(interaction).items():
        found[a].add(way)
        found[b].add(way.turned)
    return {actor: "".join(sorted(of)) for actor, of in found.items()}


def moments(when: When | None) -> tuple[str, ...]:
    """Give the moments by which an interaction is found: its latest day, and the month of that."""
    return (f"{when.latest:%Y-%m-%d}", f"{when.latest:%Y-%m}") if when else (UNDATED,)


def slot(actor: str, part: Part, moment: str) -> str:
    """Give the text by which the interactions of an actor are found that ended on a day or in a month."""
    kind, faced = part
    return f"{actor} {kind}{faced} {moment}"


@dataclass(slots=True)
class Taken:
    """The interactions of one part: how many of each status and in each month, and how often they occurred."""

    statuses: Counter[Status] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    times: int = 0

    def count(self, interaction: Interaction, sign: int) -> None:
        """Add an interaction, or take it away."""
        self.statuses[interaction.status] += sign
        self.months[moments(interaction.when)[-1]] += sign
        if interaction.status is Status.OCCURRED:
            self.times += sign * (interaction.count or 1)


@dataclass(slots=True)
class Summary:
    """What an actor took part in, and its pairs: how many lie on each step, and how many have which parts.

    `contacts` counts its direct edges.
    """

    taken: dict[Part, Taken] = field(default_factory=dict)
    levels: Counter[int] = field(default_factory=Counter)
    sets: Counter[int] = field(default_factory=Counter)
    contacts: int = 0

    def count(self, actor: str, interaction: Interaction, sign: int) -> None:
        """Add an interaction of an actor, or take it away."""
        part = (interaction.kind, ways(interaction)[actor])
        self.taken.setdefault(part, Taken()).count(interaction, sign)

    def count_pair(self, actor: str, pair: Pair, sign: int) -> None:
        """Add a pair of an actor, or take it away."""
        self.levels[level(pair.size)] += sign
        self.sets[sum(_BITS[key] for key in pair.seen(actor))] += sign
        self.contacts += sign * len(pair.contacts)

    def parts(self, kinds: Collection[InteractionKind], faced: Collection[Way] | None = None) -> list[Part]:
        """Give the parts of some kinds (without any, of all) in which the actor faces somebody in one of these ways."""
        return [
            (kind, in_ways)
            for kind, in_ways in self.taken
            if (not kinds or kind in kinds) and (faced is None or any(way in in_ways for way in faced))
        ]

    def events(self, parts: Iterable[Part]) -> int:
        """Count the interactions of some parts."""
        return sum(self.taken[part].statuses.total() for part in parts)

    def months(self, parts: Iterable[Part]) -> Counter[str]:
        """Count the interactions of some parts by the month in which they ended."""
        return sum((self.taken[part].months for part in parts), Counter())

    def times(self, parts: Iterable[Part]) -> int:
        """Add up how often the interactions of some parts occurred."""
        return sum(self.taken[part].times for part in parts)

    def others(self, kinds: Collection[InteractionKind], faced: Collection[Way]) -> int:
        """Count the actors whom this one faced in interactions of some kinds (without any, of all) and ways."""
        wanted = sum(bit for (kind, way), bit in _BITS.items() if (not kinds or kind in kinds) and way in faced)
        return sum(number for of, number in self.sets.items() if of & wanted)


def summary_node(actor: str, summary: Summary) -> Iterator[Triple]:
    """Keep a summary; there is none of an actor that takes part in nothing."""
    written = _written(summary)
    if written["taken"] or written["levels"]:
        text = json.dumps(written, separators=(",", ":"))
        yield iris.actor_iri(actor), AG.summary, iris.text_literal(text)


def _written(summary: Summary) -> dict[str, object]:
    taken = {
        f"{kind} {faced}": [
            {status.value: one.statuses[status] for status in Status if one.statuses[status]},
            one.times,
            {month: one.months[month] for month in sorted(one.months) if one.months[month]},
        ]
        for (kind, faced), one in sorted(summary.taken.items())
        if one.statuses.total()
    }
    levels, sets = ({str(key): of[key] for key in sorted(of) if of[key]} for of in (summary.levels, summary.sets))
    return {"taken": taken, "levels": levels, "sets": sets, "contacts": summary.contacts}


def summary_of(text: str) -> Summary:
    """Read what `summary_node` wrote."""
    told = json.loads(text)
    taken: dict[Part, Taken] = {}
    for key, (statuses, times, months) in told["taken"].items():
        kind, _, faced = key.partition(" ")
        counted = Counter({Status(status): number for status, number in statuses.items()})
        taken[InteractionKind(kind), faced] = Taken(counted, Counter(months), times)
    levels, sets = (Counter({int(key): number for key, number in told[name].items()}) for name in ("levels", "sets"))
    return Summary(taken, levels, sets, told["contacts"])
