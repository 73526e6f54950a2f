"""What "Tuesday" or "last month" meant on the day an article was published, where that is sure."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta

from assistant.text.dates import Day

_NEAR = 183


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
        return shifted(published, -behind)
    return shifted(published, 7 - behind) if behind else None


def _relative(named: Day, published: date) -> Day:
    word = named.relative
    offset = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
    if offset or word in ("today", "tonight", "this morning", "this afternoon", "this evening"):
        return _filled(named, shifted(published, offset))
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


def shifted(day: date, by: int) -> date | None:
    """So many days later; None where no calendar reaches."""
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return None


def _filled(named: Day, day: date | None) -> Day:
    if day is None or not MINYEAR <= day.year <= MAXYEAR:
        return named
    return Day(named.start, named.end, day.year, day.month, day.day, day.weekday(), named.relative, named.ahead)
