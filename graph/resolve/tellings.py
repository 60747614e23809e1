"""Reports that are thought to be one event, and what speaks against two of them being one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from graph.model import Interaction, InteractionKind, Report, Role, Status, When
from graph.names import fold
from graph.resolve.rules import Rules


@dataclass(slots=True, eq=False)
class Telling:
    """Reports that are one event, in the order of their ids, and the reasons why they are."""

    reports: list[Report]
    reasons: list[str] = field(default_factory=list)

    @property
    def first(self) -> Report:
        """The report that stands for all in an order."""
        return self.reports[0]

    @property
    def kinds(self) -> frozenset[InteractionKind]:
        """All kinds as which it is told."""
        return frozenset(report.told.kind for report in self.reports)

    @property
    def statuses(self) -> frozenset[Status]:
        """All statuses with which it is told."""
        return frozenset(report.told.status for report in self.reports)

    @property
    def count(self) -> int | None:
        """How many times it was; None for once."""
        return times(self.first.told)

    @property
    def documents(self) -> frozenset[str]:
        """The documents that tell it."""
        return frozenset(report.document for report in self.reports)

    @property
    def published(self) -> date | None:
        """The first day on which it was told."""
        return min((report.published for report in self.reports if report.published), default=None)

    @property
    def last_published(self) -> date | None:
        """The last day on which it was told."""
        return max((report.published for report in self.reports if report.published), default=None)

    @property
    def when(self) -> When | None:
        """The moment, as narrowly as it is told."""
        known = [report.told.when for report in self.reports if report.told.when]
        return min(known, key=lambda when: (when.latest - when.earliest, when.earliest), default=None)

    @property
    def day(self) -> date | None:
        """The day, where one is told."""
        return next((day for report in self.reports if (day := exact(report.told.when))), None)

    def take(self, other: "Telling", reason: str) -> None:
        """Make the reports of another one's own, for a reason."""
        self.reports = sorted((*self.reports, *other.reports), key=lambda report: report.id)
        self.reasons = list(dict.fromkeys((*self.reasons, *other.reasons, reason)))


class Calendar:
    """Tellings by their days, by the first day on which each was told, and by their documents."""

    def __init__(self, found: Iterable[Telling]) -> None:
        self._days: dict[int, list[Telling]] = {}
        self._documents: dict[str, list[Telling]] = {}
        for one in found:
            for day in {day.toordinal() for day in (one.day, one.published) if day}:
                self._days.setdefault(day, []).append(one)
            for document in one.documents:
                self._documents.setdefault(document, []).append(one)

    def near(self, one: Telling, spans: Iterable[tuple[date | None, date | None, int]]) -> list[Telling]:
        """Give what one of its documents tells, too, and what has a day within spans: first, last, and days beyond."""
        found = {id(other): other for document in sorted(one.documents) for other in self._documents.get(document, ())}
        for first, last, more in spans:
            if first and last:
                for day in range(first.toordinal() - more, last.toordinal() + more + 1):
                    found |= {id(other): other for other in self._days.get(day, ())}
        return list(found.values())


def exact(when: When | None) -> date | None:
    """Give the day of a moment that is known to the day."""
    return when.earliest if when and when.earliest == when.latest else None


def times(told: Interaction) -> int | None:
    """Give the number of times, None for once."""
    return None if told.count == 1 else told.count


def settled(statuses: Iterable[Status]) -> Status:
    """Give what became of what was told with these statuses: a plan counts only where nothing came of it."""
    known = set(statuses)
    return next(status for status in Status if known == {status} or (status in known and status is not Status.PLANNED))


def agree(one: Telling, other: Telling, rules: Rules) -> bool:
    """Tell whether nothing that is said of one speaks against the other being the same."""
    return (
        one.count == other.count
        and (one.day is None or other.day is None or one.day == other.day)
        and not any(_differ(a, b, rules) for a in one.reports for b in other.reports)
    )


def _differ(one: Report, other: Report, rules: Rules) -> bool:
    a, b = one.told, other.told
    if exact(a.when) and a.when == b.when:
        return False
    return (
        _apart(a.when, b.when)
        or _turned(a, b)
        or _unlike(a.place, b.place, part=True)
        or (a.kind in rules.by_topic and _unlike(a.topic, b.topic, part=False))
    )


def _apart(one: When | None, other: When | None) -> bool:
    return one is not None and other is not None and (one.latest < other.earliest or other.latest < one.earliest)


def _turned(one: Interaction, other: Interaction) -> bool:
    """Tell whether the one who calls here is called there."""
    (caller, called), (second, back) = (
        [{actor.actor for actor in told.participants if actor.role is role} for role in (Role.AGENT, Role.RECIPIENT)]
        for told in (one, other)
    )
    return bool(caller & back or called & second)


def _unlike(one: str | None, other: str | None, *, part: bool) -> bool:
    """Tell whether two wordings are of different things: no word in common; or, with `part`, none part of the other."""
    a, b = set(fold(one or "").split()), set(fold(other or "").split())
    if not a or not b:
        return False
    return not (a <= b or b <= a) if part else not a & b
