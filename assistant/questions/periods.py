"""Days and periods as people write them, to the days they reach from and to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

DAY = timedelta(days=1)

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_OF_MONTH = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+{_YEAR}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR})"
_DATED = rf"(?:{_YEAR}-\d\d-\d\d|{_OF_MONTH})"
_MONTHLY = rf"(?:{_MONTH},?\s+{_YEAR})"
_WEEKDAY = r"(?:(?:last|this)\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_AGO = r"(?:\d+|a|two|three|four|five|six)\s+(?:day|week|month)s?\s+ago"
_NEAR = rf"(?:{_WEEKDAY}|yesterday|(?:last|this)\s+(?:week|month|year)|{_AGO})"
_YEARLESS = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|{_MONTH})(?!\s*\d)"
_EDGE = rf"(?:{_DATED}|{_MONTHLY}|{_NEAR}|{_YEARLESS})"
_FULL = rf"(?:{_DATED}|{_MONTHLY})"

_PHRASES = re.compile(
    rf"\b(?:(?:between\s+(?P<from>{_EDGE})\s+and|from\s+(?P<from2>{_EDGE})\s+(?:to|until|till))\s+(?P<to>{_EDGE})"
    rf"|since\s+(?P<since>{_EDGE})|after\s+(?P<after>{_FULL})|(?:until|till|up\s+to)\s+(?P<until>{_FULL})"
    rf"|before\s+(?P<before>{_FULL})|(?:in|during)\s+(?P<month>{_MONTHLY})|on\s+(?P<on>{_DATED}))(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included, either left open."""

    since: date | None
    until: date | None


def periods(text: str, today: date) -> Iterator[Period]:
    """The periods that a question confines itself to, in their order.

    Only what names a period of reporting counts: `since Friday`, `in June 2022`, `on 5 June 2022` (that day and
    the next, when papers tell of it), `before 2022-06-01`, `between May and July 2022`. A bare year (`since 1924`)
    mostly dates an event, which articles of any time may tell of. dateparser reads the dates; one without a year is
    the latest before `today`.
    """
    for match in _PHRASES.finditer(text):
        bounds = _bounds({name: words for name, words in match.groupdict().items() if words}, today)
        if bounds and not (bounds[0] and bounds[1] and bounds[0] > bounds[1]):
            yield Period(*bounds)


def _bounds(named: dict[str, str], today: date) -> tuple[date | None, date | None] | None:
    spans = {name: _span(words, today) for name, words in named.items()}
    known = {name: span for name, span in spans.items() if span}
    if len(known) < len(spans):
        return None
    match known:
        case {"from": first, "to": last} | {"from2": first, "to": last}:
            return first[0], last[1]
        case {"since": (first, _)}:
            return first, None
        case {"after": (_, last)}:
            return last + DAY, None
        case {"until": (_, last)}:
            return None, last
        case {"before": (first, _)}:
            return None, first - DAY
        case {"month": span}:
            return span
        case {"on": (day, _)}:
            return day, day + DAY
    return None


def _span(words: str, today: date) -> tuple[date, date] | None:
    """The first and last day that a date expression covers, by dateparser; None if it is no date."""
    found = _parser(today).get_date_data(words)
    if not found.date_obj:
        return None
    first = found.date_obj.date()
    if found.period == "year":
        return date(first.year, 1, 1), date(first.year, 12, 31)
    if found.period == "month":
        first = first.replace(day=1)
        return first, (first + 31 * DAY).replace(day=1) - DAY
    return first, first


@cache
def _parser(today: date) -> DateDataParser:
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=["en"],
        settings={
            "RELATIVE_BASE": datetime.combine(today, time()),
            "PREFER_DATES_FROM": "past",
            "PREFER_DAY_OF_MONTH": "first",
            "PREFER_MONTH_OF_YEAR": "first",
        },
    )
