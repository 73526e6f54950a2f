"""Days, months and years named in a text, and what "Tuesday" meant on the day an article was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache

_MONTHS = "january february march april may june july august september october november december".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?!\w)"
)
_LEAD = r"(?:in|since|by|until|till|from|during|of|through|before|after|between|and|to|for|on|late|early|mid)"
_YEAR = r"(?:1[5-9]|20|21)\d\d(?![,.]\d|\w|-\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\w|[.,]\d|%)"
_PATTERNS = [
    r"(?<![\w.,-])(?P<iso_year>[12]\d{3})-(?P<iso_month>0[1-9]|1[0-2])-(?P<iso_day>[0-2]\d|3[01])(?!\w)",
    rf"\b(?:the\s)?(?P<day_first>{_DAY})(?:\sof)?\s(?P<month_second>{_MONTH})(?:,?\s(?P<year_third>{_YEAR}))?",
    rf"\b(?P<month_first>{_MONTH})\s(?:the\s)?(?P<day_second>{_DAY})(?:,?\s(?P<year_last>{_YEAR}))?",
    rf"\b(?P<month_only>{_MONTH})(?:\sof)?,?\s(?P<month_year>{_YEAR})",
    rf"\b(?i:{_LEAD})[\s-](?:(?:last|next|this|late|early|mid)[\s-])?(?P<month_alone>{_MONTH})(?!\.?,?\s\d)",
    rf"\b(?i:{_LEAD})[\s-](?:(?:late|early|mid|the\syear)[\s-])?(?P<year_alone>{_YEAR})",
    rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s)?(?P<weekday>{'|'.join(map(str.title, _WEEKDAYS))})s?\b(?!-)",
    r"\b(?P<relative>(?i:yesterday|today|tonight|tomorrow|this\s(?:morning|afternoon|evening)|last\snight"
    r"|(?:last|this|next)\s(?:week(?:end)?|month|year|spring|summer|autumn|fall|winter|quarter|decade|century)))\b",
]
_NAMED = re.compile(rf"(?<!\w)(?:{'|'.join(_PATTERNS)})")
_FULL_MONTH = re.compile(rf"\b(?:{'|'.join(month.title() for month in _MONTHS if month not in ('may', 'march'))})\b")
_FUTURE = re.compile(
    r"\b(?:will|shall|set|due|scheduled|expected|planned|plans|slated|going)\b|[’']ll\b", re.IGNORECASE
)
_PAST = re.compile(r"\b(?:said|told|announced|was|were|had|did|reported|added)\b|\w{3}ed\b", re.IGNORECASE)
_NEAR = 183


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year as a text names it, at `text[start:end]`; parts that it does not name are None.

    `relative` is what only the day of publication can tell ("last month"), folded; `ahead` says whether the
    clause speaks of the future, None where that is unclear.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    relative: str = ""
    ahead: bool | None = False


@lru_cache(maxsize=512)
def days(text: str) -> tuple[Day, ...]:
    """All days, months and years that a text names, in their order."""
    return tuple(_named(text))


def month_names(text: str) -> Iterator[tuple[int, tuple[int, int]]]:
    """Each month named in full, by its number and where; not May and March, which are words too."""
    for match in _FULL_MONTH.finditer(text):
        yield _month(match[0]), match.span()


def _named(text: str) -> Iterator[Day]:
    for match in _NAMED.finditer(text):
        named = {key: value for key, value in match.groupdict().items() if value}
        month = next((value for key, value in named.items() if "month" in key and key != "month_year"), None)
        day = next((value for key, value in named.items() if "day" in key and key != "weekday"), None)
        year = next((value for key, value in named.items() if "year" in key), None)
        weekday = named.get("weekday")
        yield Day(
            min(match.start(key) for key in named),
            match.end(),
            int(year) if year else None,
            _month(month) if month else None,
            int(re.sub(r"\D", "", day)) if day else None,
            _WEEKDAYS.index(weekday.casefold()) if weekday else None,
            re.sub(r"\s+", " ", named.get("relative") or named.get("which") or "").casefold(),
            _ahead(text, match.start()),
        )


def _month(name: str) -> int:
    if name.isdigit():
        return int(name)
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name.casefold().rstrip(".")[:3]))


def _ahead(text: str, at: int) -> bool | None:
    """Whether the words before a date, back to the last comma or full stop, speak of the future."""
    clause = re.split(r"[,;.](?=\s)", text[max(0, at - 120) : at])[-1]
    future, past = bool(_FUTURE.search(clause)), bool(_PAST.search(clause))
    return None if future and past else future


def resolved(named: Day, published: date | None) -> Day:
    """A named day with the parts that follow from the day of publication; unchanged where they do not.

    A bare "Tuesday" is the last one up to that day, or the next one where the clause looks ahead; "last Tuesday"
    and "next Tuesday" mean different days to different people, and stay open. A day or month without a year is
    the nearest one in the clause's direction, if that lies within half a year.
    """
    if published is None:
        return named
    if named.weekday is not None:
        return named if named.relative or named.ahead is None else _filled(named, _weekday(named, published))
    if named.relative:
        return _relative(named, published)
    if named.month and not named.year and named.ahead is not None:
        return _with_year(named, published)
    return named


def _weekday(named: Day, published: date) -> date | None:
    assert named.weekday is not None
    behind = (published.weekday() - named.weekday) % 7
    if not named.ahead:
        return _shifted(published, -behind)
    return _shifted(published, 7 - behind) if behind else None


def _relative(named: Day, published: date) -> Day:
    word = named.relative
    offset = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
    if offset or word in ("today", "tonight", "this morning", "this afternoon", "this evening"):
        return _filled(named, _shifted(published, offset))
    which, _, period = word.partition(" ")
    step = {"last": -1, "this": 0, "next": 1}[which]
    if period == "year":
        return Day(named.start, named.end, year=published.year + step, relative=word)
    if period == "month":
        months = published.year * 12 + published.month - 1 + step
        return Day(named.start, named.end, year=months // 12, month=months % 12 + 1, relative=word)
    return named


def _with_year(named: Day, published: date) -> Day:
    assert named.month
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            day = date(year, named.month, named.day or 15)
        except ValueError:
            continue
        distance = (day - published).days
        if 0 < distance <= _NEAR if named.ahead else -_NEAR <= distance <= (0 if named.day else 15):
            return Day(named.start, named.end, year, named.month, named.day, day.weekday() if named.day else None)
    return named


def _shifted(day: date, by: int) -> date | None:
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return None


def _filled(named: Day, day: date | None) -> Day:
    if day is None or not MINYEAR <= day.year <= MAXYEAR:
        return named
    return Day(named.start, named.end, day.year, day.month, day.day, day.weekday(), named.relative, named.ahead)
