"""Find the words of time in a text: "on 13 March", "last Tuesday", "two days later", "that summer".

They are found by one pattern over the text (`time_pattern`). What day each of them means is the
business of `time_resolution`, to which event it belongs that of `times`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from spacy.tokens import Doc, Token

from graph.extract.time_pattern import pattern
from graph.knowledge import Knowledge

BEFORE_YEAR = frozenset(
    {
        "in",
        "of",
        "since",
        "by",
        "until",
        "till",
        "from",
        "during",
        "before",
        "after",
        "early",
        "late",
        "mid",
        "to",
        "and",
    }
    | {"between", "spring", "summer", "autumn", "winter", "year", "around", "circa"}
)
OPENING = 160
FEW_WORDS = 4
LAST_MONTH, LAST_DAY = 12, 31
BETWEEN = frozenset({"the", "late", "early", "mid", "-", "end", "beginning", "start", "middle", "of", "at", "least"})
HEADWORDS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


class Form(StrEnum):
    """How a time is named."""

    DATE = "date"
    DAY_OF_MONTH = "day of month"
    WEEKDAY = "weekday"
    SHIFT = "shift"
    UNIT = "unit"
    SEASON = "season"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time as the text names it: tokens `start` to `end` (excluded) of the document.

    `which` is -1 for the last, 0 for this, 1 for the next one; `told` counts from the day that the text spoke of last
    instead of the day of publication; `shift` is a number of `unit`s; `bound` is the preposition that makes it the
    limit of a span ("since", "until"); `several` says that it names more days than one; `dateline` that it is the day
    on which the report was written.
    """

    start: int
    end: int
    form: Form
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    which: int | None = None
    unit: str | None = None
    shift: int | None = None
    told: bool = False
    several: bool = False
    bound: str | None = None
    dateline: bool = False


class TimeWords:
    """The words of `ontology/times.yaml`, and the pattern that finds them."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.yaml("times.yaml")
        self.months = _numbers(words["months"])
        self.weekdays = _numbers(words["weekdays"])
        self.feasts: dict[str, str] = words["feasts"]
        self.deictic: dict[str, int] = words["deictic"]
        self.told: dict[str, int] = words["told"]
        self.units = {form: unit for unit, forms in words["units"].items() for form in forms}
        self.seasons = frozenset(words["seasons"])
        self.which: dict[str, int] = words["which"]
        self.which_told = frozenset(words["counted_from_told"])
        self.numbers: dict[str, int] = words["numbers"]
        self.ordinals: dict[str, int] = words["ordinals"]
        self.bounds = frozenset(words["bounds"])
        self.own_day_verbs = frozenset(words["own_day"]["verbs"])
        self.own_day_nouns = frozenset(words["own_day"]["nouns"])
        self.moving = frozenset(words["moving"])
        self.ending = frozenset(words["ending"])
        self.attending = frozenset(words["attending"])
        self.pattern = pattern(words)

    def expressions(self, doc: Doc) -> tuple[TimeExpression, ...]:
        """Find all words of time of a document, in its order."""
        return tuple(self._found(doc))

    def _found(self, doc: Doc) -> Iterator[TimeExpression]:
        for match in self.pattern.finditer(doc.text):
            span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
            if span is None or span.start_char != match.start():
                continue
            read = self._read(match, span.start, span.end)
            if read is None or not _plausible(read, match, doc):
                continue
            yield replace(read, bound=self._bound(doc, span.start), dateline=_dateline(match, read))

    def _read(self, match: re.Match[str], start: int, end: int) -> TimeExpression | None:
        part = {name: text for name, text in match.groupdict().items() if text is not None}
        at = TimeExpression(start, end, Form.DATE)
        if "clock" in part:
            return replace(at, form=Form.CLOCK)
        if iso := part.get("iso"):
            year, month, day = (int(number) for number in iso.split("-"))
            return replace(at, form=Form.DATE, year=year, month=month, day=day)
        if numeric := part.get("numeric"):
            return _numeric(numeric, at)
        if feast := part.get("feast"):
            month, day = (int(number) for number in self.feasts[" ".join(feast.replace("’", "'").split())].split("-"))
            return replace(at, form=Form.DATE, month=month, day=day, year=_int(part.get("feast_year")))
        for prefix in ("dm", "md", "m"):
            if f"{prefix}_month" in part:
                return self._date(prefix, part, at)
        if "dom" in part:
            return self._day_of_month(part, at)
        if "weekday" in part:
            return self._weekday(part, at)
        return self._relative(part, at)

    def _date(self, prefix: str, part: Mapping[str, str], at: TimeExpression) -> TimeExpression:
        weekday = part.get(f"{prefix}_weekday")
        which, told = self._which(part.get(f"{prefix}_which") or part.get(f"{prefix}_which_year"))
        return replace(
            at,
            form=Form.DATE,
            year=_int(part.get(f"{prefix}_year")),
            month=self.months[part[f"{prefix}_month"].rstrip(".").capitalize()],
            day=self._number(part.get(f"{prefix}_day")),
            weekday=self.weekdays.get(weekday.rstrip(".")) if weekday else None,
            which=which,
            told=told,
            unit="year" if f"{prefix}_which_year" in part else None,
            several=f"{prefix}_to" in part or f"{prefix}_from" in part,
        )

    def _day_of_month(self, part: Mapping[str, str], at: TimeExpression) -> TimeExpression:
        which, told = self._which(part.get("dom_which"))
        return replace(at, form=Form.DAY_OF_MONTH, day=self._number(part["dom"]), which=which, told=told)

    def _weekday(self, part: Mapping[str, str], at: TimeExpression) -> TimeExpression:
        which, told = self._which(part.get("weekday_which"))
        week = part.get("weekday_week")
        return replace(
            at,
            form=Form.WEEKDAY,
            weekday=self.weekdays[part["weekday"]],
            which=which if week is None else self.which.get(week.lower(), 0),
            told=told,
            unit="week" if week is not None else None,
            several="weekday_to" in part,
        )

    def _relative(self, part: Mapping[str, str], at: TimeExpression) -> TimeExpression | None:
        if (deictic := part.get("deictic")) is not None:
            return replace(at, form=Form.SHIFT, unit="day", shift=self.deictic[_words(deictic)])
        if (told := part.get("told")) is not None:
            return replace(at, form=Form.SHIFT, unit="day", shift=self.told[_words(told)], told=True)
        if "shift_unit" in part:
            return self._shift(part, at)
        if "season" in part:
            which, is_told = self._which(part.get("season_which"))
            year = _int(part.get("season_year"))
            return replace(at, form=Form.SEASON, unit=part["season"], which=which, told=is_told, year=year)
        if "part_unit" in part:
            return replace(at, form=Form.UNIT, unit=part["part_unit"], which=0)
        if "unit" in part:
            which, is_told = self._which(part.get("unit_which"))
            return replace(at, form=Form.UNIT, unit=self.units[part["unit"].lower()], which=which, told=is_told)
        if "year" in part:
            return replace(at, form=Form.DATE, year=int(part["year"]))
        return None

    def _shift(self, part: Mapping[str, str], at: TimeExpression) -> TimeExpression | None:
        count = self._number(part["shift_count"]) if "shift_count" in part else 2 if "shift_pair" in part else None
        if count is None:
            return None
        direction = (part.get("shift_direction") or "hence").lower()
        back = direction in {"ago", "earlier", "before", "previously", "prior"}
        told = direction in {"earlier", "before", "later", "after", "afterwards", "previously", "prior", "on"}
        unit = self.units[part["shift_unit"].lower()]
        if unit == "fortnight":
            unit, count = "week", 2 * count
        return replace(at, form=Form.SHIFT, unit=unit, shift=-count if back else count, told=told)

    def _which(self, words: str | None) -> tuple[int | None, bool]:
        if words is None:
            return None, False
        words = _words(words)
        return self.which.get(words), words in self.which_told

    def _number(self, text: str | None) -> int | None:
        if text is None:
            return None
        digits = re.match(r"\d+", text)
        word = text.lower()
        return int(digits.group()) if digits else self.ordinals.get(word, self.numbers.get(word))

    def _bound(self, doc: Doc, start: int) -> str | None:
        """Give the limiting preposition before a time ("since late March"), if there is one."""
        for i in range(start - 1, max(start - 5, -1), -1):
            word = doc[i].lower_
            if word in self.bounds:
                return word
            if word not in BETWEEN:
                return None
        return None


def _numbers(table: Mapping[int, list[str]]) -> dict[str, int]:
    return {form: int(number) for number, forms in table.items() for form in forms}


def _words(text: str) -> str:
    return " ".join(text.replace("’", "'").lower().split())


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _numeric(text: str, at: TimeExpression) -> TimeExpression | None:
    """Read 13.3.2019 and 3/13/2019; where a stroke leaves day and month open, only the year is sure."""
    first, second, year = (int(number) for number in re.split(r"[./]", text))
    if max(first, second) > LAST_DAY or min(first, second) > LAST_MONTH:
        return None
    if "/" in text and max(first, second) <= LAST_MONTH and first != second:
        return replace(at, year=year)
    day, month = (second, first) if second > LAST_MONTH else (first, second)
    return replace(at, year=year, month=month, day=day)


def _dateline(match: re.Match[str], read: TimeExpression) -> bool:
    """Tell whether a date stands at the head of a report ("LUSAKA, March 14 —")."""
    if read.form is not Form.DATE or read.day is None or match.start() > OPENING:
        return False
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()].rstrip(" ,(-–—:/")
    after = match.string[match.end() : match.end() + 14].lstrip(" ),")
    closed = after[:1] in {"-", "–", "—", "\n", "|", "(", "/", ":", ""} or after.startswith("--")
    return closed and (line == "" or line.upper() == line or len(line.split()) <= FEW_WORDS)


def _plausible(read: TimeExpression, match: re.Match[str], doc: Doc) -> bool:
    """Refuse words that only look like a time: a name ("Captain May"), a number, "the fifth round", "the fall"."""
    first, last = doc[read.start], doc[read.end - 1]
    following = doc[read.end] if read.end < len(doc) else None
    if match["m_month"] and read.year is None and read.end - read.start == 1:
        return _is_month(first)
    if match["dom"]:
        return _is_day_of_month(first, following)
    if match["year"]:
        return (
            read.start > 0
            and doc[read.start - 1].lower_ in BEFORE_YEAR
            and not (following is not None and following.text in {"%", "-"})
        )
    if match["season"] == "fall" and read.which is None and read.year is None:
        return False
    if match["unit"]:
        return (read.which is not None or read.unit == "weekend") and not (read.told and read.unit == "day")
    if read.told and last.lower_ in {"before", "after", "on"}:
        return (
            following is None or following.is_punct or following.pos_ in {"CCONJ", "SCONJ", "AUX", "VERB", "ADV", "ADP"}
        )
    return True


def _is_month(token: Token) -> bool:
    if token.tag_ == "MD" or token.ent_type_ in {"PERSON", "ORG", "GPE"}:
        return False
    return token.text != "May" or token.head.i < token.i or token.dep_ in {"npadvmod", "poss", "compound", "nmod"}


def _is_day_of_month(first: Token, following: Token | None) -> bool:
    before = first.doc[first.i - 1].lower_ if first.i else ""
    if following is not None and not following.is_punct and following.pos_ in HEADWORDS:
        return False
    return before in {
        "on",
        "for",
        "from",
        "to",
        "until",
        "till",
        "by",
        "since",
        "before",
        "after",
        "and",
        "of",
        "as",
        "-",
        "–",
    }
