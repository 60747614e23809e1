"""Compare two ways of putting things together: which pairs are one, and which were taken for one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.accuracy.measure import Tally

Place = tuple[str, str]
"""Something in a document: the document's id and the thing's own id in it."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a document tells: where, of which kind, what it truly is, and how people may see it."""

    place: Place
    kind: str
    true: str
    said: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """Two things that were taken for one wrongly, or not taken for one though they are."""

    kind: str
    wrong: bool
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Compared:
    """How many pairs are right, wrong and missed, by kind, and which are not right."""

    tallies: Mapping[str, Tally]
    mistakes: Sequence[Mistake]

    @property
    def all(self) -> Tally:
        """Give the sum over all kinds."""
        tallies = self.tallies.values()
        return Tally(sum(t.right for t in tallies), sum(t.wrong for t in tallies), sum(t.missed for t in tallies))


def compare(things: Iterable[Thing], found: Mapping[Place, str], kinds: Iterable[str]) -> Compared:
    """Compare what things truly are with what they were `found` to be, pair by pair of two documents and of one kind.

    What was found nowhere is one with nothing.
    """
    by_kind: dict[str, list[Thing]] = {kind: [] for kind in kinds}
    for thing in things:
        by_kind[thing.kind].append(thing)
    tallies, mistakes = {kind: Tally() for kind in by_kind}, []
    for kind, same_kind in by_kind.items():
        for one, other, taken in _pairs(same_kind, found):
            same = one.true == other.true
            tallies[kind].right += same and taken
            tallies[kind].wrong += taken and not same
            tallies[kind].missed += same and not taken
            if same != taken:
                mistakes.append(Mistake(kind, taken, one.said, other.said))
    return Compared(tallies, mistakes)


def _pairs(things: Iterable[Thing], found: Mapping[Place, str]) -> Iterator[tuple[Thing, Thing, bool]]:
    """Give each pair of two documents that is one or was taken for one, and whether it was."""
    for one, other in combinations(things, 2):
        taken = one.place in found and found[one.place] == found.get(other.place)
        if one.place[0] != other.place[0] and (taken or one.true == other.true):
            yield one, other, taken


def table(compared: Compared) -> str:
    """Give the figures for people, one kind a line."""
    tallies = {**compared.tallies, **({"all": compared.all} if len(compared.tallies) > 1 else {})}
    rows = [f"{'pairs':<14}{'there':>8}{'wrong':>8}{'missed':>8}{'precision':>11}{'recall':>8}{'F1':>8}"]
    for name, tally in tallies.items():
        counts = f"{tally.right + tally.missed:>8}{tally.wrong:>8}{tally.missed:>8}"
        rows.append(f"{name:<14}{counts}{tally.precision:>11.3f}{tally.recall:>8.3f}{tally.f1:>8.3f}")
    return "\n".join(rows)


def listed(mistakes: Iterable[Mistake]) -> str:
    """List what was taken for one wrongly, then what was not."""
    ordered = sorted(mistakes, key=lambda each: (not each.wrong, each.kind, each.one, each.other))
    said = {True: "wrong", False: "missed"}
    return "\n".join(f"{said[each.wrong]:<7}{each.kind:<13}{each.one}  ~  {each.other}" for each in ordered)
