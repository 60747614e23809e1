"""Find whom an actor faced most, without looking at all whom it faced: from the greatest pairs on."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import islice

from graph import record
from graph.find.terms import quoted
from graph.model import InteractionKind, Status
from graph.record import Glimpse, Summary, Wanted
from graph.store.protocol import Store

FEW = 24
"""So many pairs are read at once, whatever is wanted."""

_CONTACTS = record.CONTACTS.n3()

Measure = Callable[[Glimpse], Sequence[float]]
"""What pairs are chosen by: one number or several, none of them greater than `Pair.size`."""


@dataclass(frozen=True, slots=True)
class Other:
    """One whom an actor faced: how many interactions of each status and kind, and how often they occurred."""

    actor: str
    events: Counter[tuple[Status, InteractionKind]]
    times: int


@dataclass(slots=True)
class Greatest:
    """Pairs that were read, all their measures, and the queries that found them."""

    pairs: list[Glimpse] = field(default_factory=list)
    measures: list[float] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)

    def least(self, wanted: int) -> float | None:
        """Give the measure of the last of the first `wanted`, None where there are not so many yet."""
        first = nlargest(wanted, self.measures)
        return first[-1] if len(first) == wanted and first[-1] > 0 else None


def greatest(store: Store, actor: str, summary: Summary, wanted: int, measure: Measure) -> Greatest:
    """Read the pairs of an actor until no measure of one that was not read can be among the first `wanted`.

    Of those that are equal, some may not have been read.
    """
    found = Greatest()
    steps = sorted((step for step, number in summary.levels.items() if number), reverse=True)
    while steps:
        least = found.least(wanted)
        if least is None:
            now = _enough(steps, summary, max(FEW, wanted // 2))
        else:
            now = [step for step in steps if record.greatest(step) > least]
        if not now:
            break
        query = _query(actor, now)
        glimpses = [record.glimpse(str(row["tally"])) for row in store.select(query)]
        found.pairs += glimpses
        found.measures += [number for one in glimpses for number in measure(one)]
        found.queries.append(query)
        steps = steps[len(now) :]
    return found


def _enough(steps: Sequence[int], summary: Summary, wanted: int) -> list[int]:
    """Give the first steps that hold so many pairs together."""
    taken, number = [], 0
    for step in steps:
        if number >= wanted:
            break
        taken.append(step)
        number += summary.levels[step]
    return taken


def _query(actor: str, steps: Sequence[int]) -> str:
    ranks = " ".join(quoted(record.rank(actor, step)) for step in steps)
    return (
        f"PREFIX ag: <{record.AG}>\nSELECT ?tally WHERE {{\n  VALUES ?rank {{ {ranks} }}\n"
        f"  GRAPH {_CONTACTS} {{ ?pair ag:rank ?rank ; ag:tally ?tally }}\n}}"
    )


def most_often(store: Store, actor: str, summary: Summary, wanted: Wanted, limit: int) -> tuple[list[Other], list[str]]:
    """Give whom an actor faced most often in interactions of some kinds and ways, and the queries that found them."""
    found = greatest(store, actor, summary, limit, lambda one: (one.times(actor, wanted),))
    ordered = sorted(zip(found.measures, found.pairs, strict=True), key=lambda of: (-of[0], of[1].other(actor)))
    others = (Other(one.other(actor), one.events(actor, wanted), int(times)) for times, one in ordered)
    return list(islice((one for one in others if one.events), limit)), found.queries
