"""Join the reports of a block into events, the surest first."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from graph.model import InteractionKind, Report, Status
from graph.resolve.rules import Rules
from graph.resolve.tellings import Calendar, Telling, agree, exact, times

Key = TypeVar("Key")

_MONTH = 31


def tellings(reports: Sequence[Report], rules: Rules, copies: Mapping[str, Collection[str]]) -> list[Telling]:
    """Give the events that the reports of one block tell."""
    found = _same_day(reports)
    for alike in _grouped(found, lambda one: (one.first.told.kind, one.first.told.status, str(one.count))):
        _in_one_document(alike, rules)
        _in_copies(alike, rules, copies)
        _in_near_documents(alike, rules)
    for join in (_general, _outcomes):
        found = [one for one in found if one.reports]
        join(found, rules)
    return [one for one in found if one.reports]


def _grouped(found: Iterable[Telling], by: Callable[[Telling], Key]) -> list[list[Telling]]:
    groups: dict[Key, list[Telling]] = {}
    for one in found:
        groups.setdefault(by(one), []).append(one)
    return list(groups.values())


def _join(into: Telling, other: Telling, reason: str) -> None:
    """Take all reports of another; it is left empty."""
    into.take(other, reason)
    other.reports = []


def _same_day(reports: Iterable[Report]) -> list[Telling]:
    """Join what has the same kind, status, count and day; what has no day stays alone."""
    found: list[Telling] = []
    known: dict[tuple[object, ...], Telling] = {}
    for report in reports:
        one = Telling([report])
        key = (report.told.kind, report.told.status, times(report.told), exact(report.told.when))
        if exact(report.told.when) and key in known:
            _join(known[key], one, "the same kind, actors and day")
        else:
            known[key] = one
            found.append(one)
    return found


def _by_document(found: Iterable[Telling]) -> dict[str, list[Telling]]:
    told: dict[str, list[Telling]] = {}
    for one in found:
        for document in sorted(one.documents):
            told.setdefault(document, []).append(one)
    return told


def _in_one_document(found: Sequence[Telling], rules: Rules) -> None:
    """Join what one document tells again without a day: to what has one, where that is one only."""
    for _, told in sorted(_by_document(found).items()):
        loose: list[Telling] = []
        for one in [one for one in told if one.reports and one.day is None]:
            again = next((other for other in loose if agree(one, other, rules)), None)
            if again:
                _join(again, one, "told again in one document")
            else:
                loose.append(one)
        dated = [one for one in told if one.reports and one.day]
        for one in loose:
            _join_the_only(one, [other for other in dated if agree(one, other, rules)], "told again without its day")


def _join_the_only(one: Telling, others: Sequence[Telling], reason: str) -> bool:
    """Join to what it may be, where that is one only."""
    if len(others) == 1:
        _join(others[0], one, reason)
    return len(others) == 1


def _in_copies(found: Sequence[Telling], rules: Rules, copies: Mapping[str, Collection[str]]) -> None:
    """Join what copies of one article tell in the same way."""
    told = _by_document(found)
    for document in sorted(told):
        for copy in sorted(copies.get(document, ())):
            for one in [one for one in told[document] if one.reports]:
                same = [
                    other
                    for other in told.get(copy, ())
                    if other.reports and other is not one and other.when == one.when and agree(one, other, rules)
                ]
                if len(same) == 1:
                    _join(one, same[0], "told by copies of one article")
                    for place in one.documents:
                        told[place] = [*(each for each in told[place] if each is not one), one]


def _in_near_documents(found: Sequence[Telling], rules: Rules) -> None:
    """Join what is told without a day to what documents of the same days tell."""
    dated = _dated([one for one in found if one.reports and one.day], rules)
    loose = sorted(
        (one for one in found if one.reports and one.day is None and one.published),
        key=lambda one: (one.published, one.first.id),
    )
    left = []
    for one in loose:
        meant = {id(other): other for other in dated.get(one.published, ()) if agree(one, other, rules)}
        if (
            not _join_the_only(one, list(meant.values()), f"told without its day within {rules.told} days")
            and not meant
        ):
            left.append(one)
    _in_order(left, rules)


def _dated(found: Iterable[Telling], rules: Rules) -> dict[date | None, list[Telling]]:
    """Give what may be meant without a day by a document of each day: what was shortly before, or is told beside it."""
    by_day: dict[date | None, list[Telling]] = {}
    for one in found:
        assert one.day
        happened = one.first.told.status is Status.OCCURRED
        marks = {one.day} if happened else {report.published for report in one.reports if report.published}
        near = range(0 if happened else -rules.told, rules.told + 1)
        for day in {mark + timedelta(days=days) for mark in marks for days in near}:
            by_day.setdefault(day, []).append(one)
    return by_day


def _in_order(loose: Iterable[Telling], rules: Rules) -> None:
    """Join what is told without a day, in the order of the documents' days, as long as they are near the first."""
    open_: list[Telling] = []
    for one in loose:
        assert one.published
        earliest = one.published - timedelta(days=rules.told)
        open_ = [other for other in open_ if other.published and other.published >= earliest]
        again = [other for other in open_ if agree(one, other, rules)]
        if not _join_the_only(one, again, f"told by documents of the same {rules.told} days") and not again:
            open_.append(one)


def _general(found: Sequence[Telling], rules: Rules) -> None:
    """Join a general telling to a special one of the same day, or without a day in the same document."""
    places: dict[str, list[Telling]] = {}
    for one in found:
        for place in _places(one):
            places.setdefault(place, []).append(one)
    chosen: list[tuple[Telling, list[Telling]]] = []
    for one in found:
        special = rules.general.get(one.first.told.kind, frozenset())
        others = {id(other): other for place in _places(one) if special for other in places[place]}
        chosen.append((one, [other for other in others.values() if _may_be(one, other, special, rules)]))
    _attach(chosen, "a general word for it", rules)


def _places(one: Telling) -> list[str]:
    return [one.day.isoformat()] if one.day else [f"in {document}" for document in sorted(one.documents)]


def _may_be(one: Telling, other: Telling, special: Collection[InteractionKind], rules: Rules) -> bool:
    return other.first.told.kind in special and one.statuses == other.statuses and agree(one, other, rules)


def _attach(chosen: Iterable[tuple[Telling, Sequence[Telling]]], reason: str, rules: Rules) -> None:
    """Join each to what it may be, where that is one only; all have chosen before any is joined."""
    for one, others in chosen:
        if len(others) == 1 and agree(one, others[0], rules):
            _join(others[0], one, reason)


def _outcomes(found: Sequence[Telling], rules: Rules) -> None:
    """Join plans to what became of them: to what has the same kind, before what has a more general or special one."""
    plans: list[tuple[Telling, list[Telling]]] = []
    for status, after in sorted(rules.follows.items()):
        later = Calendar(other for other in found if other.first.told.status in after)
        for one in [one for one in found if one.statuses == {status}]:
            others = later.near(one, _spans(one, rules))
            fitting = [other for other in others if _follows(one, other, rules) and agree(one, other, rules)]
            plans.append((one, [other for other in fitting if other.kinds == one.kinds] or fitting))
    _attach(plans, "planned before", rules)


def _spans(plan: Telling, rules: Rules) -> list[tuple[date | None, date | None, int]]:
    """Give the days on which what became of a plan may have been, or been told first."""
    when, told = plan.when, plan.last_published
    month = when if when and (when.latest - when.earliest).days <= _MONTH else None
    moment = (month.earliest, month.latest, rules.told) if month else (None, None, 0)
    return [moment, (told, told, rules.planned)]


def _follows(plan: Telling, outcome: Telling, rules: Rules) -> bool:
    """Tell whether a plan was of this kind, and the days allow that it had this outcome."""
    kin = any(rules.kin(one, other) for one in plan.kinds for other in outcome.kinds)
    if plan.kinds != outcome.kinds and not (kin and plan.day and plan.day == outcome.day):
        return False
    if plan.day and outcome.day:
        return plan.day == outcome.day
    told, together = plan.last_published, bool(plan.documents & outcome.documents)
    if Status.OCCURRED not in outcome.statuses:
        return (together and told == outcome.published) or _within(told, outcome.published, rules.planned)
    if outcome.day is None:
        if plan.day:
            return not together and _within(plan.day, outcome.published, rules.told)
        return told != outcome.published and _within(told, outcome.published, rules.planned)
    when = plan.when
    if when and (when.latest - when.earliest).days <= _MONTH:
        return told is None or told <= outcome.day
    return _within(told, outcome.day, rules.planned)


def _within(start: date | None, then: date | None, days: int) -> bool:
    return start is not None and then is not None and start <= then <= start + timedelta(days=days)
