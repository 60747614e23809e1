"""Say in one what several reports of an event say."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

from graph.model import Evidence, Interaction, Participant, Report, Role
from graph.resolve.rules import Rules
from graph.resolve.tellings import Telling, settled

T = TypeVar("T")


def told_together(telling: Telling, seats: Callable[[Report], Mapping[str, str]], rules: Rules) -> Interaction:
    """Give the special kind, the settled status, the narrowest moment, the surest confidence and all evidence."""
    reports = sorted(telling.reports, key=lambda report: (report.published is None, report.published, report.id))
    told = [report.told for report in reports]
    status = settled(telling.statuses)
    return Interaction(
        min(telling.kinds, key=lambda kind: (kind in rules.general, kind)),
        _participants(reports, seats),
        tuple(_evidence(told)),
        status,
        telling.when,
        telling.count,
        _usual(one.topic for one in told),
        _usual(one.place for one in told),
        max(one.confidence for one in told if one.status is status),
    )


def _participants(reports: Iterable[Report], seats: Callable[[Report], Mapping[str, str]]) -> tuple[Participant, ...]:
    """Give each participant once: a person rather than the office, and a role where all who tell one agree."""
    named: dict[str, set[str]] = {}
    roles: dict[str, set[Role]] = {}
    for report in reports:
        meant = seats(report)
        for one in report.told.participants:
            who = meant[one.actor]
            named.setdefault(who, set()).add(one.actor)
            if one.role is not Role.PARTICIPANT:
                roles.setdefault(who, set()).add(one.role)
    order = list(Role)
    found = [
        Participant(
            who if who in names else min(names), next(iter(roles[who])) if _one(roles, who) else Role.PARTICIPANT
        )
        for who, names in named.items()
    ]
    return tuple(sorted(found, key=lambda one: (order.index(one.role), one.actor)))


def _one(roles: Mapping[str, Collection[Role]], who: str) -> bool:
    return len(roles.get(who, ())) == 1


def _evidence(told: Iterable[Interaction]) -> list[Evidence]:
    return list(dict.fromkeys(shown for one in told for shown in one.evidence))


def _usual(texts: Iterable[str | None]) -> str | None:
    """Give the text that most give; of those, the first."""
    number = Counter(text for text in texts if text)
    return max(number, key=lambda text: number[text], default=None)


def sources(documents: Collection[str], copies: Mapping[str, Collection[str]]) -> int:
    """Count documents, those that are copies of one another as one."""
    left, number = set(documents), 0
    while left:
        number += 1
        reached = [left.pop()]
        while reached:
            linked = left.intersection(copies.get(reached.pop(), ()))
            left -= linked
            reached += linked
    return number
