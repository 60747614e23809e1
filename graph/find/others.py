"""Find whom an actor faced most, without looking at all whom it faced: from the greatest pairs on."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from graph import record
from graph.find.terms import quoted
from graph.model import InteractionKind, Status
from graph.record import Glimpse, Summary, Wanted
from graph.store.protocol import Store

FEW = 24
"""So many pairs are read at once, or some more."""
PATIENCE = 48
"""So many pairs are read to name as many as are wanted; with more of them read, the first are enough."""
FEWEST = 3

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
    """Pairs that were read, all their measures, and the queries that found them; no other measure is over `bound`."""

    bound: float
    pairs: list[Glimpse] = field(default_factory=list)
    measures: list[float] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)

    def certain(self) -> int:
        """Count the measures that none of a pair that was not read is before."""
        return sum(measure >= self.bound and measure > 0 for measure in self.measures)


def greatest(
    store: Store, actor: str, summary: Summary, measure: Measure, wanted: int, fewest: int | None = None
) -> Greatest:
    """Read the pairs of an actor until the `wanted` first of their measures are certain.

    Where that takes very many pairs, the `fewest` first are enough, if that is said. Of measures that are equal, some
    may not have been read.
    """
    steps = sorted((step for step, number in summary.levels.items() if number), reverse=True)
    found = Greatest(record.greatest(steps[0]) if steps else 0)
    while steps and (certain := found.certain()) < wanted:
        if fewest is not None and certain >= fewest and len(found.pairs) >= PATIENCE:
            break
        now = _enough(steps, summary, max(FEW, wanted // 2))
        query = _query(actor, now)
        glimpses = [record.glimpse(str(row["tally"])) for row in store.select(query)]
        found.pairs += glimpses
        found.measures += [number for one in glimpses for number in measure(one)]
        found.queries.append(query)
        steps = steps[len(now) :]
        found.bound = record.greatest(steps[0]) if steps else 0
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
    """Give whom an actor faced most often in interactions of some kinds and ways, and the queries that found them.

    They are fewer than `limit` where very many would have to be looked at to know who comes next.
    """
    found = greatest(store, actor, summary, lambda one: (one.times(actor, wanted),), limit, FEWEST)
    ordered = sorted(zip(found.measures, found.pairs, strict=True), key=lambda of: (-of[0], of[1].other(actor)))
    certain = ((times, one) for times, one in ordered if times >= found.bound)
    others = (Other(one.other(actor), one.events(actor, wanted), int(times)) for times, one in certain)
    return list(islice((one for one in others if one.events), limit)), found.queries
