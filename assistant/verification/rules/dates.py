"""Dates: each in the statement stands in the quote, or follows from it and the day of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.text.dates import Day, days, resolved

_YEAR = re.compile(r"(?<![\d.,])(\d{4})(?![\d.,]\d|\d)")


def dates(statement: str, quotes: Sequence[tuple[str, date | None]]) -> str | None:
    """What is wrong with the statement's days, months and years, or None.

    Quotes come with their article's day of publication. "On Tuesday" in an article of 3 March 2022 bears out
    "on 1 March 2022", and "last year" bears out "in 2021"; without a day of publication they bear out nothing.
    """
    known = [
        reading for text, published in quotes for named in days(text) for reading in (named, resolved(named, published))
    ]
    years = {int(year) for text, _ in quotes for year in _YEAR.findall(text)}
    for said in days(statement):
        merely_year = said.year in years and said.month is None and said.weekday is None
        if not merely_year and not any(bears_out(reading, said) for reading in known):
            return f"{statement[said.start : said.end]} does not follow from the quote"
    return None


def without_dates(text: str) -> str:
    """A text with its dates blanked, so that their digits are not taken for quantities."""
    for named in days(text):
        text = text[: named.start] + "·" * (named.end - named.start) + text[named.end :]
    return text


def bears_out(known: Day, said: Day) -> bool:
    """Whether a known day has every part that is said."""
    if said.relative and said.relative != known.relative:
        return False
    pairs = ((said.year, known.year), (said.month, known.month), (said.day, known.day), (said.weekday, known.weekday))
    return all(asked is None or asked == there for asked, there in pairs)
