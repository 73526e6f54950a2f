"""Days, months and years: what quotes and the days of their publication bear out between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from assistant.text.dates import Day, days, month_names
from assistant.text.day_resolution import shifted
from assistant.text.quantities import quantities

Dated = tuple[str, date | None]
"""The words of a quote and the day its article was published."""

_YEAR = re.compile(r"(?<![\d.,])((?:1[5-9]|20|21)\d\d)(?![\d]|[.,]\d)")
_AGO = re.compile(r"\s(?:ago|earlier|before|previously)\b")
_A_WHILE_AGO = re.compile(r"\b(?:an?|one)\s(year|month|week|day|decade)\s(?:ago|earlier|before|previously)\b")
_DAYS_OF = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}
_EXACT = {"today": 0, "tonight": 0, "yesterday": -1, "last night": -1, "tomorrow": 1}
_SEASONS = {"spring", "summer", "autumn", "fall", "winter", "quarter"}


def follows(said: Day, sources: Sequence[Dated]) -> bool:
    """Whether a day, month or year stands in quotes or their articles' own dates, or follows from both.

    "Tuesday" and the Tuesdays on both sides of the day of publication bear each other out, and so do "last month"
    and its name: which of them was meant, and time zones, are left to whoever reads the sentence. A month without
    a year is the nearest on the side that its clause speaks of.
    """
    known = [reading for source in sources for reading in _known(*source)]
    if any(_has(reading, said) for reading in known):
        return True
    if said.relative or said.weekday is not None:
        meant = [reading for _, published in sources if published for reading in _readings(said, published)]
        return any(_has(reading, each) or _has(each, reading) for each in meant for reading in known if reading.year)
    if said.year and said.month:
        undated = Day(said.start, said.end, None, said.month, said.day)
        years = {reading.year for text, _ in sources for reading in _years(text)}
        return said.year in years and any(reading.year is None and _has(reading, undated) for reading in known)
    return False


def years(sources: Sequence[Dated]) -> set[int]:
    """All years that quotes and the days of their publication bear out."""
    return {reading.year for source in sources for reading in _known(*source) if reading.year}


def _has(known: Day, said: Day) -> bool:
    """Whether a known day has every part that is said."""
    if said.relative and said.weekday is None and said.year is None:
        return said.relative == known.relative
    pairs = ((said.year, known.year), (said.month, known.month), (said.day, known.day), (said.weekday, known.weekday))
    return all(asked is None or asked == there for asked, there in pairs)


@lru_cache(maxsize=256)
def _known(text: str, published: date | None) -> tuple[Day, ...]:
    found = [*days(text), *_years(text), *(Day(*span, month=month) for month, span in month_names(text))]
    if published:
        found += [reading for named in days(text) for reading in _readings(named, published)]
        found += [_day(published), *_ago(text, published)]
    return tuple(found)


def _years(text: str) -> Iterator[Day]:
    for match in _YEAR.finditer(text):
        yield Day(*match.span(), year=int(match[1]))


def _readings(named: Day, published: date) -> Iterator[Day]:
    """Each day, month or year that a named one may mean on a day of publication."""
    if named.weekday is not None and not named.day:
        reach = 14 if named.relative else 7
        near = (shifted(published, by) for by in range(-reach, reach + 1))
        yield from (_day(day) for day in near if day and day.weekday() == named.weekday)
    elif named.relative:
        yield from _relative(named.relative, published)
    elif named.month and not named.year:
        yield from _in_a_year(named, published)


def _relative(words: str, published: date) -> Iterator[Day]:
    which, _, period = words.partition(" ")
    if words in _EXACT or period in ("morning", "afternoon", "evening"):
        near = (shifted(published, _EXACT.get(words, 0) + by) for by in (-1, 0, 1))
        yield from (_day(day) for day in near if day)
        return
    step = {"last": -1, "this": 0, "next": 1}[which]
    if period.startswith("week"):
        both = (shifted(published, by) for by in sorted((14 * step, 7 * step, 0) if step else (-7, 7)))
        yield from (Day(0, 0, day.year, day.month) for day in both if day)
    elif period == "month":
        months = published.year * 12 + published.month - 1 + step
        yield Day(0, 0, months // 12, months % 12 + 1)
    elif period == "year":
        yield Day(0, 0, published.year + step)
    elif period in _SEASONS:
        yield from (Day(0, 0, year) for year in {published.year, published.year + step})


def _in_a_year(named: Day, published: date) -> Iterator[Day]:
    """A day or month without a year, within a year of publication; ahead of it only where the clause looks ahead."""
    assert named.month
    behind, ahead = (400 if named.maybe_ahead is not True else 31), (400 if named.maybe_ahead is not False else 31)
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            day = date(year, named.month, named.day or 15)
        except ValueError:
            continue
        if -behind <= (day - published).days <= ahead:
            yield _day(day) if named.day else Day(0, 0, year, named.month)


def _ago(text: str, published: date) -> Iterator[Day]:
    """What "three years ago" and "a month earlier" come to, a sixth of the way either side."""
    counted = [
        (float(quantity.values[0]), quantity.unit)
        for quantity in quantities(text)
        if quantity.unit in _DAYS_OF and _AGO.match(text, quantity.end)
    ]
    counted += [(1.0, match[1]) for match in _A_WHILE_AGO.finditer(text)]
    for count, unit in counted:
        length = count * _DAYS_OF[unit]
        for by in (-length / 6, 0, length / 6):
            day = shifted(published, -round(length + by)) if length < 10**6 else None
            if day and unit in ("day", "week") and not by:
                yield _day(day)
            elif day:
                yield Day(0, 0, day.year, day.month if unit in ("day", "week", "month") else None)


def _day(day: date) -> Day:
    return Day(0, 0, day.year, day.month, day.day, day.weekday())
