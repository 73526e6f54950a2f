"""Days and periods as people write them, to the days they reach from and to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from assistant.text.calendar_words import MONTH_WORD, WEEKDAY_NAME

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

DAY = timedelta(days=1)

_YEAR = r"(?:19|20)\d\d"
_OF_MONTH = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH_WORD},?\s+{_YEAR}|{MONTH_WORD}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR})"
)
_DATED = rf"(?:{_YEAR}-\d\d-\d\d|{_OF_MONTH})"
_MONTHLY = rf"(?:{MONTH_WORD},?\s+{_YEAR})"
_WEEKDAY = rf"(?:(?:last|this)\s+)?{WEEKDAY_NAME}"
_AGO = r"(?:\d+|a|two|three|four|five|six)\s+(?:day|week|month)s?\s+ago"
_NEAR = rf"(?:{_WEEKDAY}|yesterday|(?:last|this)\s+(?:week|month|year)|{_AGO})"
_YEARLESS = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH_WORD}|{MONTH_WORD}\s+\d{{1,2}}(?:st|nd|rd|th)?|{MONTH_WORD})(?!\s*\d)"
)
_EDGE = rf"(?:{_DATED}|{_MONTHLY}|{_NEAR}|{_YEARLESS})"
_FULL = rf"(?:{_DATED}|{_MONTHLY})"

_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = r"(?:and|to|until|till|through)"
_DASH = r"\s*[-–—]\s*"

_PHRASES = (
    rf"\b(?:(?:between\s+(?P<from>{_EDGE})\s+and|from\s+(?P<from2>{_EDGE})\s+(?:to|until|till|through))\s+(?P<to>{_EDGE})"
    rf"|(?:(?:between|from)\s+)?(?P<first>{_NUMBER})(?:\s+{_TO}\s+|{_DASH})(?P<last>{_NUMBER}\s+{MONTH_WORD},?\s+{_YEAR})"
    rf"|(?:(?:between|from)\s+)?(?P<of>{MONTH_WORD})\s+(?P<first2>{_NUMBER})(?:\s+{_TO}\s+|{_DASH})"
    rf"(?P<last2>{_NUMBER},?\s+{_YEAR})"
    rf"|since\s+(?P<since>{_EDGE})|after\s+(?P<after>{_FULL})|(?:until|till|up\s+to)\s+(?P<until>{_FULL})"
    rf"|before\s+(?P<before>{_FULL})|from\s+(?P<onwards>{_FULL})\s+on(?:wards?)?|(?:in|during|from|for)\s+(?P<month>{_MONTHLY})"
    rf"|(?:on|from)\s+(?P<on>{_DATED})|(?:in\s+|during\s+)?the\s+week\s+of\s+(?P<week>{_DATED})"
    rf"|(?:(?P<limit>since|before|until|after)\s+)?(?P<part>early|mid|late|(?:the\s+)?(?:beginning|start|middle|end)\s+of|(?:the\s+)?(?:first|second|third|fourth|last)"
    rf"\s+(?:week|half|quarter)\s+(?:of|in)|q[1-4](?:\s+of)?|(?:the\s+)?(?:spring|summer|autumn|fall)(?:\s+of)?)"
    rf"[\s-]+(?P<whole>{_MONTHLY}|{_YEAR}))(?!\w)"
)
"""Compiled for the first question that _TIMELY lets through: that takes as long as reading a passage does."""
_TIMELY = re.compile(rf"\d|{MONTH_WORD}|{WEEKDAY_NAME}|yesterday|week|month|year|ago", re.IGNORECASE)
"""Something of this stands in every phrase for a period."""
_UNREAD = re.compile(
    rf"(?:\b(?:before|since|until|till)\s+the\s+[^?.!,;]{{3,40}}(?=[?.!]*\s*$)"
    rf"|^(?:before|since|until|till)\s+(?!(?:then|when)\b)[^?.!,;]{{3,40}}(?=,\s)"
    rf"|\bbetween\s+(?=[^?.!,;]*(?:{_YEAR}|\b{MONTH_WORD}\b))[^?.!,;]{{3,40}}?\s+and\s+[^?.!,;]{{2,40}}(?=[?.!,;]|$)"
    rf"|\b(?:the\s+)?winter(?:\s+of)?\s+{_YEAR})",
    re.IGNORECASE,
)

_TIME = (
    rf"(?:(?:the\s+)?(?:early|mid|late|beginning|start|middle|end|first|second|third|fourth|last|spring|summer|autumn|fall"
    rf"|week|half|quarter|q[1-4])(?:\s+of)?|{MONTH_WORD}|(?:19|20)\d\d(?:-\d\d-\d\d)?|\d{{1,2}}(?:st|nd|rd|th)?|of|the)(?!\w)"
)
_WHEN = re.compile(
    rf"\b(?:in|on|since|until|till|before|after|between|from|during|for|to)?\s*{_TIME}"
    rf"(?:[\s,–—-]+(?:(?:and|to|until|till|through)\s+)?{_TIME})*",
    re.IGNORECASE,
)
_CALENDAR = re.compile(
    rf"\d|\b(?:{MONTH_WORD}|weeks?|months?|quarter|half|spring|summer|autumn|fall)(?!\w)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included, either left open."""

    since: date | None
    until: date | None


def periods(text: str, today: date, last: date | None = None) -> Iterator[Period]:
    """The periods that a question confines itself to, in their order.

    Only what names a period of reporting counts: `since Friday`, `in June 2022`, `in early 2022`, `Q1 2022`,
    `on 5 June 2022` (that day and the next, when papers tell of it), `before 2022-06-01`, `between May and July 2022`.
    A bare year (`since 1924`) mostly dates an event, which articles of any time may tell of. dateparser reads the
    dates; a day or month without a year is the latest before `last`, the archive's last day, or else before `today`.
    """
    if not _TIMELY.search(text):
        return
    for match in _phrases().finditer(text):
        bounds = _bounds({name: words for name, words in match.groupdict().items() if words}, today, last or today)
        if bounds and not (bounds[0] and bounds[1] and bounds[0] > bounds[1]):
            yield Period(*bounds)


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(_PHRASES, re.IGNORECASE)


def unread(text: str, today: date) -> str:
    """A period that a question names and `periods` cannot read, as `before the invasion`; empty if there is none."""
    match = _UNREAD.search(text)
    return match.group().strip() if match and not any(periods(text, today)) else ""


def _bounds(named: dict[str, str], today: date, last: date) -> tuple[date | None, date | None] | None:
    match named:
        case {"part": part, "whole": whole}:
            span = _part(part.casefold(), whole, today)
            return _limited(named.get("limit", "within").casefold(), *span) if span else None
        case {"from": first, "to": end} | {"from2": first, "to": end}:
            return _reaching(first, end, today, last)
        case {"first": first, "last": end}:
            return _reaching(f"{first} {end.split(None, 1)[1]}", end, today, last)
        case {"of": month, "first2": first, "last2": end}:
            year = end.split()[-1]
            return _reaching(f"{month} {first} {year}", f"{month} {end}", today, last)
    ((name, words),) = named.items()
    if not (span := _edge(words, today, last)):
        return None
    return _limited(name, *span)


def _limited(how: str, first: date, last: date) -> tuple[date | None, date | None]:
    """The days that an expression of time lets through before, after or within the days that it names."""
    return {
        "since": (first, None),
        "onwards": (first, None),
        "after": (last + DAY, None),
        "until": (None, last),
        "before": (None, first - DAY),
        "within": (first, last),
        "month": (first, last),
        "on": (first, first + DAY),
        "week": (first, first + 6 * DAY),
    }[how]


def _reaching(first: str, end: str, today: date, last: date) -> tuple[date, date] | None:
    """From one edge to another; what has no year of its own is the latest before the other one."""
    to = _edge(end, today, last)
    since = to and (_span(first, to[1]) if _yearless(first) else _span(first, today))
    return (since[0], to[1]) if to and since else None


def _edge(words: str, today: date, last: date) -> tuple[date, date] | None:
    return _span(words, last if _yearless(words) else today)


def _yearless(words: str) -> bool:
    return bool(re.fullmatch(_YEARLESS, words, re.IGNORECASE))


def _part(part: str, whole: str, today: date) -> tuple[date, date] | None:
    """A part of a month or year: weeks of a month in sevens, `early`, `mid` and `late` in thirds."""
    span = (date(int(whole), 1, 1), date(int(whole), 12, 31)) if whole.isdigit() else _span(whole, today)
    if not span:
        return None
    first, last = span
    words = part.removeprefix("the ").split()
    ordinal = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}.get(words[0], 0)
    if "week" in words:
        return (last - 6 * DAY, last) if ordinal < 0 else (first + 7 * ordinal * DAY, first + (7 * ordinal + 6) * DAY)
    yearly = first.month != last.month
    if yearly and (months := _MONTHS_OF.get(words[0]) or _cut(words, ordinal)):
        return _months(first.year, *months)
    if yearly or words[0] not in _THIRD:
        return None
    third = _THIRD[words[0]]
    return first + 10 * third * DAY, last if third == 2 else first + (10 * third + 9) * DAY


def _cut(words: list[str], ordinal: int) -> tuple[int, int] | None:
    """The first and last month of a half, a quarter or a third of a year."""
    length = 6 if "half" in words else 3 if "quarter" in words else 4 if words[0] in _THIRD else 0
    number = _THIRD.get(words[0], ordinal if ordinal >= 0 else 12 // length - 1 if length else 0)
    return (number * length + 1, (number + 1) * length) if length and (number + 1) * length <= 12 else None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), (date(year, last, 1) + 31 * DAY).replace(day=1) - DAY


_THIRD = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
_MONTHS_OF = {
    "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12),
    "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11),
}  # fmt: skip


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


def without_days(text: str) -> str:
    """A text without its phrases of days, months and years (`in early 2022`, `since last week`)."""
    return _WHEN.sub(lambda match: " " if _CALENDAR.search(match.group()) else match.group(), text)
