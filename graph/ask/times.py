"""Find out which days a question speaks of: "in October 2024", "since April", "between ... and ...", "last year"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from graph.ask.tokens import Token, fold
from graph.model import When

_YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
_DAY = re.compile(r"([12]?\d|3[01])(?:st|nd|rd|th)?")
_MONTHS_NEED_CAPITAL = frozenset({"may", "march", "mar", "sat", "sun"})


@dataclass(frozen=True, slots=True)
class Span:
    """The days asked for; a bound that is None is open.

    `month` and `day` without bounds mean that month, or that day, of any year. `text` is how the question said it.
    """

    earliest: date | None = None
    latest: date | None = None
    month: int | None = None
    day: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Moment:
    """A moment as named: a whole one, or a month (and day) without a year."""

    length: int
    when: When | None = None
    month: int | None = None
    day: int | None = None

    def nearest(self, anchor: date) -> When:
        """Give the moment in the latest year in which it has begun by `anchor`."""
        if self.when:
            return self.when
        year = anchor.year if (self.month or 1, self.day or 1) <= (anchor.month, anchor.day) else anchor.year - 1
        return _when(year, self.month or 1, self.day)


class Calendar:
    """Reads the words of time, relative to a day that is called today, and years left out relative to `anchor`."""

    def __init__(self, words: Mapping[str, Any], names: Mapping[str, Any], today: date, anchor: date) -> None:
        self._words = words
        self._months = _numbered(names["months"])
        self._weekdays = _numbered(names["weekdays"])
        self._today = today
        self._anchor = anchor

    def find(self, tokens: Sequence[Token]) -> tuple[Span, int, int] | None:
        """Give the first span of time that is named, and the tokens `start` to `end` that name it."""
        for start in range(len(tokens)):
            found = self._span(tokens, start)
            if found:
                span, length = found
                text = " ".join(token.typed for token in tokens[start : start + length])
                return Span(span.earliest, span.latest, span.month, span.day, text), start, start + length
        return None

    def _span(self, tokens: Sequence[Token], start: int) -> tuple[Span, int] | None:
        return (
            self._range(tokens, start)
            or self._open(tokens, start)
            or self._ago(tokens, start)
            or self._within(tokens, start)
        )

    def _range(self, tokens: Sequence[Token], start: int) -> tuple[Span, int] | None:
        """Read "between April and June 2024", "from 1 to 9 October 2024"."""
        if tokens[start].norm not in self._words["between"]:
            return None
        first = self._moment(tokens, start + 1) or _bare_day(tokens, start + 1)
        middle = start + 1 + (first.length if first else 0)
        if not first or middle >= len(tokens) or tokens[middle].norm not in {"and", "to", "until", "till", "-"}:
            return None
        second = self._moment(tokens, middle + 1)
        if not second:
            return None
        latest = second.nearest(self._anchor)
        year = latest.latest.year
        if first.when is None and (first.month or 1) > latest.latest.month:
            year -= 1
        earliest = first.when or _when(year, first.month or latest.latest.month, first.day)
        ends = sorted((earliest, latest), key=lambda when: when.earliest)
        return Span(ends[0].earliest, ends[1].latest), middle + 1 + second.length - start

    def _open(self, tokens: Sequence[Token], start: int) -> tuple[Span, int] | None:
        """Read "since April", "before 9 October 2024", "after June"."""
        for relation in ("since", "before", "after"):
            length = self._introduced(tokens, start, relation)
            moment = self._moment(tokens, start + length) if length else None
            if moment:
                when = moment.nearest(self._anchor)
                day = timedelta(days=1)
                span = {
                    "since": Span(earliest=when.earliest),
                    "before": Span(latest=when.earliest - day),
                    "after": Span(earliest=when.latest + day),
                }[relation]
                if tokens[start].norm in {"until", "till", "to", "by"}:
                    span = Span(latest=when.latest)
                return span, length + moment.length
        return None

    def _introduced(self, tokens: Sequence[Token], start: int, relation: str) -> int:
        for phrase in sorted(self._words[relation], key=len, reverse=True):
            parts = phrase.split()
            if [token.norm for token in tokens[start : start + len(parts)]] == parts:
                return len(parts) + (len(tokens) > start + len(parts) and tokens[start + len(parts)].norm == "the")
        return 0

    def _ago(self, tokens: Sequence[Token], start: int) -> tuple[Span, int] | None:
        """Read "in the last three months", "the past 30 days", "two weeks ago"."""
        at = start + _count(tokens, start, {*self._words["within"], "over"})
        at += _count(tokens, at, {"the"})
        last = _count(tokens, at, self._words["last"])
        number = self._number(tokens, at + last)
        unit = self._unit(tokens, at + last + 1) if number else None
        if not number or not unit:
            return None
        begin = _shift(self._today, unit, -number)
        end = at + last + 2
        if last:
            return Span(begin, self._today), end - start
        if _count(tokens, end, {"ago"}):
            return _bounds(_around(begin, unit)), end + 1 - start
        return None

    def _within(self, tokens: Sequence[Token], start: int) -> tuple[Span, int] | None:
        """Read "in October 2024", "on 9 October", "last year", "yesterday"."""
        preposition = _count(tokens, start, self._words["within"])
        at = start + preposition
        at += _count(tokens, at, {"the", "early", "late", "mid"})
        moment = self._moment(tokens, at, sure=bool(preposition))
        if not moment:
            return None
        length = at + moment.length - start
        if moment.when:
            return _bounds(moment.when), length
        return Span(month=moment.month, day=moment.day), length

    def _moment(self, tokens: Sequence[Token], at: int, *, sure: bool = True) -> _Moment | None:
        """Read one moment; unless it is `sure` that a time is meant, "may" and "2024" are not taken for one."""
        if at >= len(tokens):
            return None
        return (
            self._relative(tokens, at)
            or _iso(tokens, at)
            or self._of_month(tokens, at, sure=sure)
            or self._weekday_before(tokens, at)
            or _whole_year(tokens, at, sure=sure)
        )

    def _relative(self, tokens: Sequence[Token], at: int) -> _Moment | None:
        """Read "yesterday", "last year", "this month", "last October", "last Monday"."""
        norm = tokens[at].norm
        if norm in self._words["days"]:
            day = self._today + timedelta(days=self._words["days"][norm])
            return _Moment(1, When(day, day))
        for shift, relation in ((-1, "last"), (0, "this"), (1, "next")):
            if norm in self._words[relation] and at + 1 < len(tokens):
                return self._shifted(tokens[at + 1].norm, shift)
        return None

    def _shifted(self, word: str, shift: int) -> _Moment | None:
        unit = self._unit_of(word)
        if unit:
            return _Moment(2, _around(_shift(self._today, unit, shift), unit))
        month = self._months.get(word)
        if month:
            base = _Moment(2, month=month).nearest(self._today).earliest.year
            ended = _when(base, month, None).latest < self._today
            return _Moment(2, _when(base + {-1: 0 if ended else -1, 0: 0, 1: 1}[shift], month, None))
        weekday = self._weekdays.get(word)
        if weekday is None:
            return None
        back = (self._today.weekday() - weekday) % 7 or 7
        day = self._today + timedelta(days=7 - back if shift > 0 else -back)
        return _Moment(2, When(day, day))

    def _of_month(self, tokens: Sequence[Token], at: int, *, sure: bool) -> _Moment | None:
        """Read "9 October 2024", "the 9th of October", "October 9, 2024", "October 2024", "October"."""
        end = at + _count(tokens, at, {"the"})
        day = _day(tokens, end)
        end += 1 if day else 0
        end += _count(tokens, end, {"of"}) if day else 0
        month = self._months.get(tokens[end].norm) if end < len(tokens) else None
        if not month or (not day and not self._surely_month(tokens, end, sure=sure)):
            return None
        end += 1
        if not day:
            day = _day(tokens, end)
            end += 1 if day else 0
        following = end + _count(tokens, end, {",", "of"})
        if following < len(tokens) and _YEAR.fullmatch(tokens[following].norm):
            return _Moment(following + 1 - at, _when(int(tokens[following].norm), month, day))
        return _Moment(end - at, month=month, day=day)

    def _surely_month(self, tokens: Sequence[Token], at: int, *, sure: bool) -> bool:
        if tokens[at].norm not in _MONTHS_NEED_CAPITAL:
            return True
        following = tokens[at + 1].norm if at + 1 < len(tokens) else ""
        return sure or bool(_YEAR.fullmatch(following) or _DAY.fullmatch(following))

    def _weekday_before(self, tokens: Sequence[Token], at: int) -> _Moment | None:
        """Read "Wednesday, 9 October 2024", where the day of the week adds nothing, and "Wednesday", the last one."""
        norm = tokens[at].norm
        if norm not in self._weekdays or norm in _MONTHS_NEED_CAPITAL:
            return None
        skip = 1 + _count(tokens, at + 1, {","})
        rest = self._moment(tokens, at + skip)
        if rest:
            return _Moment(rest.length + skip, rest.when, rest.month, rest.day)
        last = self._shifted(norm, -1)
        return _Moment(1, last.when) if last else None

    def _unit_of(self, word: str) -> str | None:
        return next((unit for unit, names in self._words["units"].items() if word in names), None)

    def _unit(self, tokens: Sequence[Token], at: int) -> str | None:
        return self._unit_of(tokens[at].norm) if at < len(tokens) else None

    def _number(self, tokens: Sequence[Token], at: int) -> int | None:
        if at >= len(tokens):
            return None
        norm = tokens[at].norm
        return int(norm) if norm.isdecimal() and len(norm) < 4 else self._words["numbers"].get(norm)  # noqa: PLR2004 -- years


def _numbered(names: Mapping[int, Sequence[str]]) -> dict[str, int]:
    return {fold(name): number for number, listed in names.items() for name in listed}


def _shift(day: date, unit: str, number: int) -> date:
    """Give the day some days, weeks, months or years later."""
    if unit in {"day", "week"}:
        return day + timedelta(days=number * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "year" else 1)
    return _when(months // 12, months % 12 + 1, day.day).earliest


def _count(tokens: Sequence[Token], at: int, words: Any) -> int:
    """Give 1 where one of the words stands, else 0."""
    return int(at < len(tokens) and tokens[at].norm in words)


def _around(day: date, unit: str) -> When:
    if unit == "year":
        return When(date(day.year, 1, 1), date(day.year, 12, 31))
    if unit == "month":
        return _when(day.year, day.month, None)
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return When(monday, monday + timedelta(days=6))
    return When(day, day)


def _bounds(when: When) -> Span:
    return Span(when.earliest, when.latest)


def _when(year: int, month: int, day: int | None) -> When:
    whole = When.parse(f"{year:04}-{month:02}")
    if day is None:
        return whole
    exact = min(whole.earliest + timedelta(days=day - 1), whole.latest)
    return When(exact, exact)


def _iso(tokens: Sequence[Token], at: int) -> _Moment | None:
    """Read "2024-10-09" and "2024-10", which come as glued tokens."""
    parts = [tokens[at].norm]
    for token in tokens[at + 1 : at + 3]:
        if not token.glued or not token.norm.isdecimal():
            break
        parts.append(token.norm)
    if len(parts) == 1 or not _YEAR.fullmatch(parts[0]) or any(len(part) != 2 for part in parts[1:]):  # noqa: PLR2004
        return None
    try:
        return _Moment(len(parts), When.parse("-".join(parts)))
    except ValueError:
        return None


def _day(tokens: Sequence[Token], at: int) -> int | None:
    found = _DAY.fullmatch(tokens[at].norm) if at < len(tokens) else None
    return (int(found.group(1)) or None) if found else None


def _bare_day(tokens: Sequence[Token], at: int) -> _Moment | None:
    """Read the 1 of "from 1 to 9 October"."""
    day = _day(tokens, at)
    return _Moment(1, day=day) if day else None


def _whole_year(tokens: Sequence[Token], at: int, *, sure: bool) -> _Moment | None:
    if not _YEAR.fullmatch(tokens[at].norm) or not sure:
        return None
    return _Moment(1, When.parse(tokens[at].norm))
