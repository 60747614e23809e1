"""The one pattern that finds words of time, built from `ontology/times.yaml`."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

YEAR = r"(?:1[5-9]|20)\d\d"
ORDINAL = r"(?:st|nd|rd|th)"


def _either(words: Iterable[str]) -> str:
    """Give a pattern of any of these words, the longest first, with any space and either apostrophe in them."""
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in sorted(words, key=len, reverse=True)
    )


def pattern(words: Mapping[str, Any]) -> re.Pattern[str]:
    """Build the pattern of all words of time from the lists of `ontology/times.yaml`; its groups say what was found."""
    return re.compile(r"(?<!\w)(?<!(?<!\bmid)-)(?:" + "|".join([*_dates(words), *_relative(words)]) + r")(?!\w|-[a-z])")


def _months(words: Mapping[str, Any]) -> str:
    long_months = [forms[0] for forms in words["months"].values()]
    short_months = [name for forms in words["months"].values() for name in forms[1:]]
    return _either([*long_months, *(name.upper() for name in long_months)]) + rf"|(?:{_either(short_months)})\b\.?"


def _dates(words: Mapping[str, Any]) -> list[str]:
    """List the patterns of what stands in a calendar."""
    months, which, ordinals = _months(words), _either(words["which"]), _either(words["ordinals"])
    weekday = _either(form for forms in words["weekdays"].values() for form in forms)
    day = rf"\d{{1,2}}{ORDINAL}?|(?i:{ordinals})"
    to = r"\s*(?:-|–|—|to|and|or|until|till|through|/)\s*(?:the\s+)?"
    which_year = (
        r"(?:\s+(?:of\s+)?(?P<{0}_which_year>last|this|next|the\s+same|that|the\s+previous|the\s+following)\s+year)"
    )
    return [
        r"(?P<iso>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)",
        r"(?P<numeric>\d{1,2}(?P<mark>[./])\d{1,2}(?P=mark)\d{4})(?!\d)",
        rf"(?P<feast>{_either(words['feasts'])})(?:,?\s+(?P<feast_year>{YEAR}))?",
        (
            rf"(?:(?P<dm_weekday>{weekday})\.?,?\s+)?(?:the\s+)?(?P<dm_day>{day})(?:{to}(?P<dm_to>\d{{1,2}}){ORDINAL}?)?"
            rf"\s+(?:day\s+)?(?:of\s+)?(?P<dm_month>{months})(?:(?:,?\s+|\s+\()(?P<dm_year>{YEAR})|{which_year.format('dm')})?"
        ),
        (
            rf"(?:(?P<md_weekday>{weekday})\.?,?\s+(?:the\s+)?)?(?P<md_month>{months})\s+(?:the\s+)?(?P<md_day>\d{{1,2}}{ORDINAL}?)(?![\d:.]\d)"
            rf"(?:{to}(?P<md_to>\d{{1,2}}){ORDINAL}?(?!\d))?(?:(?:,?\s+|\s+\()(?P<md_year>{YEAR})|{which_year.format('md')})?"
        ),
        (
            rf"(?:(?P<m_which>(?i:{which}))\s+)?(?P<m_month>{months})(?:\s*(?:and|to|until|–|-)\s*(?P<m_to>{months}))?"
            rf"(?:,?\s+(?:of\s+)?(?P<m_year>{YEAR})|{which_year.format('m')})?"
        ),
        rf"(?:the|The)\s+(?P<dom>\d{{1,2}}{ORDINAL}|(?i:{ordinals}))(?:\s+(?:of\s+)?(?P<dom_which>this|last|next|that|the\s+same|the\s+following)\s+month)?",
    ]


def _relative(words: Mapping[str, Any]) -> list[str]:
    """List the patterns of what is counted from another day."""
    which, part = _either(words["which"]), _either(words["parts_of_day"])
    long_weekday = _either(forms[0] for forms in words["weekdays"].values())
    units = _either(form for forms in words["units"].values() for form in forms)
    numbers = _either(words["numbers"])
    return [
        (
            rf"(?:(?P<weekday_which>(?i:{which}))\s+)?(?P<weekday>{long_weekday})(?:\s+and\s+(?P<weekday_to>{long_weekday}))?"
            rf"(?:\s+(?i:{part}))?(?:(?:,\s+|\s+|\s+of\s+)(?P<weekday_week>last|next|this)\s+week)?"
        ),
        rf"(?P<deictic>(?i:{_either(words['deictic'])}))",
        rf"(?P<told>(?i:{_either(words['told'])}))(?!\s+(?i:week|month|year)|['’]s)",
        (
            rf"(?:(?P<shift_pair>(?i:a\s+couple\s+of))|(?P<shift_count>\d{{1,3}}|(?i:{numbers})))\s+(?P<shift_unit>(?i:{units}))\s+"
            rf"(?P<shift_direction>(?i:ago|earlier|before|later|afterwards|after|from\s+now|hence|previously|on))"
        ),
        rf"(?:(?P<season_which>(?i:{which}|the))\s+)(?P<season>(?:{_either(words['seasons'])}))(?:,?\s+(?:of\s+)?(?P<season_year>{YEAR}))?",
        rf"(?:(?P<unit_which>(?i:{which}|the|a))\s+)(?P<unit>(?i:{units}))",
        rf"(?P<part_of>(?i:{_either(words['parts_of_span'])}))\s+of\s+the\s+(?P<part_unit>week|month|year)",
        rf"(?P<year>{YEAR})(?![\d,.]\d)",
        r"(?m:^)(?P<clock>[01]?\d|2[0-3])[:.h][0-5]\d(?=\D)",
    ]
