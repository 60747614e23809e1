"""Join portraits that show one person, the likeliest first, and keep what is doubtful for people."""

import heapq
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import exp, log

from graph.resolve.links import Key, Links
from graph.resolve.portrait import Judge, Portrait, Score

_CROWD = 40
_MOST = 30.0
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What is sure enough to link and to ask about (0 to 1), and by how much the likeliest must lead (log odds)."""

    sure: float = 0.8
    doubtful: float = 0.5
    full: float = 0.3
    partial: float = 1.0


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Two local actors that may be one, but not surely enough to link them."""

    one: Key
    other: Key
    score: float
    reason: str


def likelihood(odds: float) -> float:
    """Turn log odds into a number from 0 to 1."""
    return round(1 / (1 + exp(-max(-_MOST, min(_MOST, odds)))), 3)


@dataclass(slots=True)
class Linking:
    """One run over the persons of a component."""

    judge: Judge
    thresholds: Thresholds
    links: Links
    compared: int = 0
    _doubts: dict[tuple[Key, Key], Doubt] = field(default_factory=dict)

    def doubted(self) -> list[Doubt]:
        """Give what stayed doubtful to the end."""
        root = self.links.root
        return sorted(doubt for doubt in self._doubts.values() if root(doubt.one) != root(doubt.other))

    def join(self, into: Portrait, one: Portrait, score: float, reason: str) -> bool:
        """Join a portrait to another one; False where the two must stay apart."""
        count = len(into.documents)
        said = f"{reason}; {count} document{'s' if count > 1 else ''}"
        if not self.links.join(into.first, one.first, (score, said)):
            return False
        into.add(one)
        return True

    def score(self, one: Portrait, other: Portrait) -> Score | None:
        """Compare two portraits."""
        self.compared += 1
        return self.judge.score(one, other)

    def agglomerate(self, units: Sequence[Portrait], bonus: float = 0.0) -> list[Portrait]:
        """Join the likeliest two, then the likeliest of what is left, as long as any are likely enough.

        `bonus` is for names that are short, where nobody else is known who may be meant.
        """
        alive, version = dict(enumerate(units)), Counter[int]()
        near: dict[int, set[int]] = {each: set() for each in alive}
        for a, b in self._pairs(units):
            if self.judge.may_meet(units[a], units[b]):
                near[a].add(b)
                near[b].add(a)
        heap = [
            entry
            for a in alive
            for b in sorted(near[a])
            if a < b and (entry := self._entry(alive, a, b, version, bonus))
        ]
        heapq.heapify(heap)
        while heap:
            odds, _, a, b, versions, said = heapq.heappop(heap)
            if a not in alive or b not in alive or versions != (version[a], version[b]):
                continue
            into, one = sorted((a, b), key=lambda each: (-len(alive[each].documents), alive[each].first))
            if not self._decide(alive[into], alive[one], -odds, said):
                continue
            del alive[one]
            version[into] += 1
            near[into] = {each for each in near[into] | near[one] if each in alive and each != into}
            for other in sorted(near[into]):
                near[other] = near[other] - {one} | {into}
                if entry := self._entry(alive, min(into, other), max(into, other), version, bonus):
                    heapq.heappush(heap, entry)
        return [alive[each] for each in sorted(alive)]

    def _entry(
        self, alive: dict[int, Portrait], a: int, b: int, version: Counter[int], bonus: float
    ) -> tuple[float, list[Key], int, int, tuple[int, int], str] | None:
        score = self.score(alive[a], alive[b])
        odds = score.odds + (bonus if score.partial else 0.0) if score else -_MOST
        if score is None or likelihood(odds) < self.thresholds.doubtful:
            return None
        return -odds, sorted([alive[a].first, alive[b].first]), a, b, (version[a], version[b]), score.said

    def _decide(self, into: Portrait, one: Portrait, odds: float, said: str) -> bool:
        """Join two portraits, or keep the doubt."""
        sure = likelihood(odds)
        if sure >= self.thresholds.sure:
            return self.join(into, one, sure, said)
        if sure >= self.thresholds.doubtful:
            self._doubt(into, one, sure, said)
        return False

    def assign(self, units: Iterable[Portrait], clusters: Sequence[Portrait], margin: float) -> list[Portrait]:
        """Join each of some units to the cluster that it means, where one is clearly best; others among themselves.

        Those that may mean one of several stay alone, unless their office tells.
        """
        index = _Index(clusters, self.judge)
        chosen: list[tuple[Portrait, Portrait, float, str]] = []
        lonely, alone = [], []
        for unit in units:
            found = self._candidates(unit, index)
            best = found[0] if found else None
            if best is None:
                lonely.append(unit)
            elif self._is_clear(found, margin) and likelihood(best[0]) >= self.thresholds.sure:
                chosen.append((unit, best[1], best[0], best[2]))
            else:
                self._decide_none(unit, best)
                alone.append(unit)
        for unit, cluster, odds, said in chosen:
            if not self.join(cluster, unit, likelihood(odds), said):
                alone.append(unit)
        return [*clusters, *self.agglomerate(lonely, self.judge.weights["only"]), *self._by_office(alone)]

    def _candidates(self, unit: Portrait, index: "_Index") -> list[tuple[float, Portrait, str]]:
        scored = [(score, cluster) for cluster in index.near(unit) if (score := self.score(unit, cluster))]
        possible = [(score, cluster) for score, cluster in scored if score.odds > -1]
        bonus = self.judge.weights["only"] if len(possible) == 1 and possible[0][0].partial else 0.0
        often = self.judge.weights["often"]
        found = [
            (score.odds + bonus + often * log(len(cluster.documents)) * score.partial, cluster, score.said)
            for score, cluster in possible
        ]
        return sorted(found, key=lambda each: (-each[0], each[1].first))

    def _is_clear(self, found: Sequence[tuple[float, Portrait, str]], margin: float) -> bool:
        return len(found) == 1 or round(found[0][0] - found[1][0], _DIGITS) >= margin

    def _decide_none(self, unit: Portrait, best: tuple[float, Portrait, str]) -> None:
        odds, cluster, said = best
        if likelihood(odds) >= self.thresholds.doubtful:
            self._doubt(unit, cluster, min(likelihood(odds), self.thresholds.sure), said)

    def _doubt(self, one: Portrait, other: Portrait, score: float, said: str) -> None:
        first, second = sorted((one.first, other.first))
        self._doubts.setdefault((first, second), Doubt(first, second, score, said))

    def _by_office(self, units: Sequence[Portrait]) -> list[Portrait]:
        """Join those of one name who may mean several, where they hold the same office."""
        officials = [unit for unit in units if unit.held]
        return [*self.agglomerate(officials), *(unit for unit in units if not unit.held)]

    def _pairs(self, units: Sequence[Portrait]) -> Iterator[tuple[int, int]]:
        """Give the pairs that share a key; in a crowd of one surname only those whose first names may be one."""
        buckets: dict[str, list[int]] = {}
        for number, unit in enumerate(units):
            for key in sorted(unit.found_by):
                buckets.setdefault(key, []).append(number)
        seen: set[tuple[int, int]] = set()
        for bucket in buckets.values():
            for crowd in _crowds(bucket, units, self.judge):
                seen |= set(combinations(crowd, 2))
        return iter(sorted(seen))


def _crowds(bucket: Sequence[int], units: Sequence[Portrait], judge: Judge) -> Iterable[list[int]]:
    if len(bucket) <= _CROWD:
        return [sorted(set(bucket))]
    parts: dict[str, list[int]] = {}
    for number in bucket:
        for letter in judge.beginnings(units[number]):
            parts.setdefault(letter, []).append(number)
    return [sorted(set(part)) for part in parts.values()]


class _Index:
    """Finds the clusters that share a key with a unit."""

    def __init__(self, clusters: Sequence[Portrait], judge: Judge) -> None:
        self._judge = judge
        self._clusters = clusters
        self._by_key: dict[str, list[int]] = {}
        for number, cluster in enumerate(clusters):
            for key in cluster.found_by:
                self._by_key.setdefault(key, []).append(number)
        self._by_company: dict[Hashable, set[int]] = {}

    def near(self, unit: Portrait) -> list[Portrait]:
        """Give the clusters with which a unit has to be compared; of a crowd those that its company brings near."""
        found = {number for key in unit.found_by for number in self._by_key.get(key, ())}
        if len(found) > _CROWD:
            found = self._meeting(unit, found) or set(sorted(found)[:_CROWD])
        return [self._clusters[number] for number in sorted(found)]

    def _meeting(self, unit: Portrait, crowd: set[int]) -> set[int]:
        """Give those of a crowd that share anything with a unit but a name."""
        if not self._by_company:
            for number, cluster in enumerate(self._clusters):
                for mark in self._judge.company(cluster):
                    self._by_company.setdefault(mark, set()).add(number)
        return set().union(*(crowd & self._by_company.get(mark, set()) for mark in self._judge.company(unit)))
