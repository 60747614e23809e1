"""Resolve a time that a text names into the day, month or year that it means.

Days are counted from the day of publication, or from the day of which the text spoke last ("the following day", "the
14th" in a tale of 1936). Where neither fixes the day, the answer is None. A span of days is its month.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from graph.extract.time_expressions import Form, TimeExpression
from graph.model import When

NEAR = 200
SATURDAY = 5
LEAP = range(-4, 5)


class Leaning(StrEnum):
    """Whether something is told as past or as future."""

    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Moment:
    """From where days are counted: the day of publication, and the time of which the text spoke last."""

    published: date | None
    told: When | None = None

    @property
    def elsewhere(self) -> bool:
        """Tell whether the text speaks of a time far from its own, so that dates without a year belong there."""
        told, published = self.told, self.published
        if told is None or told.earliest.month != told.latest.month:
            return False
        return published is None or (published - told.latest).days > NEAR


def resolve(expression: TimeExpression, moment: Moment, leaning: Leaning | None) -> When | None:
    """Give the day, month or year that an expression means, or None where the text does not fix it."""
    try:
        match expression.form:
            case Form.DATE:
                return _date(expression, moment, leaning)
            case Form.DAY_OF_MONTH:
                return _day_of_month(expression, moment, leaning)
            case Form.WEEKDAY:
                return _weekday(expression, moment, leaning)
            case Form.SHIFT:
                return _shift(expression, moment)
            case Form.UNIT:
                return _unit(expression, moment, leaning)
            case Form.SEASON:
                return _season(expression, moment)
            case Form.CLOCK:
                return day(moment.published) if moment.published else None
    except (ValueError, OverflowError):
        return None


def day(of: date) -> When:
    """Give one day as a moment."""
    return When(of, of)


def month(year: int, number: int) -> When:
    """Give one month as a moment."""
    return When(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def year(number: int) -> When:
    """Give one year as a moment."""
    return When(date(number, 1, 1), date(number, 12, 31))


def span(first: date, last: date) -> When | None:
    """Give a span of days as its month, or None where it lies in two."""
    return month(first.year, first.month) if (first.year, first.month) == (last.year, last.month) else None


def month_of_week(monday: date) -> When | None:
    """Give a week as the month in which it begins, or None where most of its days lie in the next one."""
    middle = monday + timedelta(days=3)
    return month(monday.year, monday.month) if middle.month == monday.month else None


def _date(expression: TimeExpression, moment: Moment, leaning: Leaning | None) -> When | None:
    if expression.month is None:
        return year(expression.year) if expression.year else None
    number = expression.year or _year_of(expression, moment, leaning)
    if number is None:
        return None
    if expression.day is None:
        return year(number) if expression.several else month(number, expression.month)
    if expression.several:
        return month(number, expression.month)
    return day(date(number, expression.month, expression.day))


def _year_of(expression: TimeExpression, moment: Moment, leaning: Leaning | None) -> int | None:
    """Find the year of a date without one: the told year, or the nearest that fits the leaning and the weekday."""
    base = moment.told.latest if moment.told and (expression.told or moment.published is None) else moment.published
    if base is None or (moment.published is None and not moment.elsewhere and not expression.told):
        return None
    if expression.unit == "year" and expression.which is not None:
        return base.year + expression.which
    if moment.elsewhere and leaning is not Leaning.FUTURE:
        return moment.told.latest.year if moment.told else None
    if expression.which is not None:
        leaning = {-1: Leaning.PAST, 1: Leaning.FUTURE}.get(expression.which, leaning)
        if expression.which == 0:
            return base.year
    assert expression.month is not None
    candidates = [(base.year + step, expression.month) for step in LEAP]
    if expression.day is None:
        return _nearest([(month(y, m).earliest, y) for y, m in candidates], base.replace(day=1), leaning)
    days = [date(y, m, expression.day) for y, m in candidates if expression.day <= monthrange(y, m)[1]]
    fitting = [d for d in days if expression.weekday in {None, d.weekday()}] or days
    return _nearest([(d, d.year) for d in fitting], base, leaning)


def _nearest(candidates: Iterable[tuple[date, int]], base: date, leaning: Leaning | None) -> int | None:
    """Give the year of the candidate nearest to `base` on the side of the leaning."""
    listed = list(candidates)
    fitting = [c for c in listed if leaning is None or (c[0] <= base if leaning is Leaning.PAST else c[0] >= base)]
    return min(fitting or listed, key=lambda c: abs((c[0] - base).days))[1] if listed else None


def _day_of_month(expression: TimeExpression, moment: Moment, leaning: Leaning | None) -> When | None:
    assert expression.day is not None
    told = moment.told if moment.told and moment.told.earliest.year == moment.told.latest.year else None
    told = told if told and (told.earliest.month == told.latest.month) else None
    if expression.which is not None and moment.published and not expression.told:
        first = moment.published.replace(day=1) + relativedelta(months=expression.which)
        return day(first.replace(day=expression.day))
    if told and (moment.elsewhere or expression.told):
        return day(told.earliest.replace(day=expression.day))
    if (today := moment.published) is None:
        return None
    first = today.replace(day=1)
    months = [first + relativedelta(months=step) for step in (-1, 0, 1)]
    days = [d.replace(day=expression.day) for d in months if expression.day <= monthrange(d.year, d.month)[1]]
    fitting = [d for d in days if leaning is None or (d <= today if leaning is Leaning.PAST else d >= today)]
    return day(min(fitting or days, key=lambda d: abs((d - today).days))) if days else None


def _weekday(expression: TimeExpression, moment: Moment, leaning: Leaning | None) -> When | None:
    """Find a weekday: the latest one (today included) of the past, the next one to come, or else the nearest."""
    base = moment.published
    if expression.told:
        base = moment.told.latest if moment.told and moment.told.earliest == moment.told.latest else None
    if base is None or expression.weekday is None:
        return None
    if expression.unit == "week":
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=expression.which or 0)
        return day(monday + timedelta(days=expression.weekday))
    back = (base.weekday() - expression.weekday) % 7
    ahead = (expression.weekday - base.weekday()) % 7
    if expression.which == -1:
        found = base - timedelta(days=back or 7)
    elif expression.which == 1:
        found = base + timedelta(days=ahead or 7)
    elif leaning is Leaning.FUTURE or (leaning is None and ahead < back):
        found = base + timedelta(days=ahead)
    else:
        found = base - timedelta(days=back)
    return span(found, found) if expression.several else day(found)


def _shift(expression: TimeExpression, moment: Moment) -> When | None:
    assert expression.shift is not None
    if expression.told:
        if moment.told is None or moment.told.earliest != moment.told.latest:
            return _coarse_shift(expression, moment.told)
        base = moment.told.latest
    elif moment.published is None:
        return None
    else:
        base = moment.published
    match expression.unit:
        case "day":
            return day(base + timedelta(days=expression.shift))
        case "week":
            found = base + timedelta(weeks=expression.shift)
            return day(found) if abs(expression.shift) == 1 else month(found.year, found.month)
        case "month":
            found = base + relativedelta(months=expression.shift)
            return month(found.year, found.month)
        case "year":
            return year(base.year + expression.shift)
    return None


def _coarse_shift(expression: TimeExpression, told: When | None) -> When | None:
    """Count months and years from a time that is not known to the day."""
    if told is None or expression.shift is None:
        return None
    if expression.unit == "year":
        return year(told.latest.year + expression.shift)
    if expression.unit == "month" and told.earliest.month == told.latest.month:
        found = told.earliest + relativedelta(months=expression.shift)
        return month(found.year, found.month)
    return None


def _unit(expression: TimeExpression, moment: Moment, leaning: Leaning | None) -> When | None:
    """Find "last week", "this weekend", "next month": weeks and weekends are spans of days, told by their month."""
    base = moment.told.latest if expression.told and moment.told else None if expression.told else moment.published
    if base is None:
        return None
    which = expression.which
    match expression.unit:
        case "day" if which is not None:
            return day(base + timedelta(days=which))
        case "week" if which is not None:
            monday = base - timedelta(days=base.weekday()) + timedelta(weeks=which)
            return month_of_week(monday)
        case "weekend":
            return _weekend(base, which, leaning)
        case "month" if which is not None:
            found = base.replace(day=1) + relativedelta(months=which)
            return month(found.year, found.month)
        case "year" if which is not None:
            return year(base.year + which)
    return None


def _weekend(base: date, which: int | None, leaning: Leaning | None) -> When | None:
    saturday = base + timedelta(days=SATURDAY - base.weekday())
    if which == -1 or (which is None and leaning is not Leaning.FUTURE):
        saturday -= timedelta(weeks=1) if base.weekday() < SATURDAY or which == -1 else timedelta()
    elif which == 1:
        saturday += timedelta(weeks=1) if base.weekday() >= SATURDAY else timedelta()
    return span(saturday, saturday + timedelta(days=1))


def _season(expression: TimeExpression, moment: Moment) -> When | None:
    """Give the year of a season; a winter that lies in two years stays open unless its year is said."""
    if expression.year is not None:
        return year(expression.year)
    base = moment.told.latest if moment.told and (expression.told or moment.elsewhere) else moment.published
    if base is None or (expression.told and moment.told is None):
        return None
    if expression.told or moment.elsewhere:
        return year(base.year + (expression.which or 0))
    if expression.which == 0:
        return year(base.year)
    return None
