"""Find the events of the blocks that a change of documents can bear upon, and no others."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph import resolve
from graph.build import kept, seats, telling
from graph.build.seats import Tenures, add_tenure
from graph.build.ways import Ways
from graph.model import Event, Report, Tenure
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Told:
    """What the changed documents say now: their reports, and who holds which office by which of them, on its day."""

    documents: Collection[str]
    reports: Sequence[Report]
    held: Collection[tuple[str, str, date | None]]


@dataclass(frozen=True, slots=True)
class Happened:
    """All events of the blocks that changed, and the IRIs of those that were in these before."""

    before: frozenset[str]
    now: tuple[Event, ...]


def happened(
    store: Store, told: Told, renamed: Collection[str], copies: Mapping[str, set[str]], ways: Ways
) -> Happened:
    """Find the events anew of which a report, an actor's name, an office's holder or a copy has changed.

    `copies` are those of the changed documents, and of the documents that they are or were copies of.
    """
    old = telling.reports_of(store, told.documents)
    blocks = telling.blocks_of(store, old) | telling.blocks_with(store, renamed)
    blocks |= telling.blocks_of(store, _seated_otherwise(store, told, ways.rules))
    found = _Blocks(store, told, old, ways.rules)
    found.gather(blocks)
    reports = found.reports.values()
    others = kept.copies(store, {report.document for report in reports} - set(copies))
    now = resolve.events(reports, ways.rules, tenures=_values(found.tenures), copies={**others, **copies})
    return Happened(frozenset(found.before), now)


class _Blocks:
    """Whole blocks: the reports of the changed documents, and all those that they have to be compared with."""

    def __init__(self, store: Store, told: Told, old: Collection[str], rules: resolve.Rules) -> None:
        self._store, self._told, self._old, self._rules = store, told, old, rules
        self._asked: set[str] = set()
        self.tenures: Tenures = {}
        self.reports: dict[str, Report] = {report.id: report for report in told.reports}
        self.before: set[str] = set()

    def gather(self, blocks: set[str]) -> None:
        """Take the reports of these blocks, and of all blocks that these reports are in now."""
        done: set[str] = set()
        while more := (blocks | self._blocks()) - done:
            done |= more
            known = telling.reports_in(self._store, more)
            self.before |= set(known.values())
            missing = {report for report in known if report not in self.reports and report not in self._old}
            self.reports |= {report.id: report for report in telling.reports(self._store, missing)}

    def _blocks(self) -> set[str]:
        offices = _offices(self.reports.values()) - self._asked
        self._asked |= offices
        self.tenures |= held_now(self._store, offices, self._told)
        seated = _values(self.tenures)
        return {resolve.block(report, self._rules, seated) for report in self.reports.values()}


def held_now(store: Store, offices: Collection[str], told: Told) -> Tenures:
    """Give who is shown in offices by all documents, the changed ones as they are now."""
    found = seats.tenures(store, offices, told.documents)
    for office, person, day in sorted(told.held, key=str):
        if office in offices:
            add_tenure(found.setdefault(office, {}), person, day)
    return found


def _seated_otherwise(store: Store, told: Told, rules: resolve.Rules) -> set[str]:
    """Give the reports that name an office of which the holder may be another now."""
    before = {office for office, _ in seats.held_by(store, told.documents)}
    offices = seats.taking_part(store, before | {office for office, _, _ in told.held})
    then, now = seats.tenures(store, offices), held_now(store, offices, told)
    found: set[str] = set()
    for office in sorted(offices):
        if then.get(office) != now.get(office):
            found |= telling.reports_with(store, office, *_days(then.get(office, {}), now.get(office, {}), rules))
    return found


def _days(
    then: Mapping[str, Tenure], now: Mapping[str, Tenure], rules: resolve.Rules
) -> tuple[date | None, date | None]:
    """Give the days on which another may hold an office: all of them, unless one holder is only shown at more days."""
    if then.keys() != now.keys() or len(now) != 1:
        return None, None
    (one,), (other,) = then.values(), now.values()
    ends = [(one.first, other.first), (one.last, other.last)]
    if any(a is None or b is None for a, b in ends):
        return None, None
    moved = [day for a, b in ends if a != b for day in (a, b) if day]
    margin = timedelta(days=rules.held)
    return min(moved) - margin, max(moved) + margin


def _offices(reports: Iterable[Report]) -> set[str]:
    return {one.actor for report in reports for one in report.told.participants if one.actor.startswith("office/")}


def _values(tenures: Tenures) -> dict[str, list[Tenure]]:
    return {office: list(of.values()) for office, of in tenures.items()}
