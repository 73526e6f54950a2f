"""Which day "on Tuesday" or "last month" in a quote means, worked out from the day its article was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.articles import Quote
from assistant.text.calendar_words import MONTH_NAME, MONTH_SHORT
from assistant.text.dates import Day, days
from assistant.text.day_format import day as written
from assistant.text.day_resolution import resolved
from assistant.text.words import FUNCTION

_NEAR = 30
"""Days within which "the March 9 hearing" is one of the days around; one farther off may be remembered every year."""
_DATED = re.compile(rf",?\s(?:the\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?)?(?:{MONTH_NAME}|{MONTH_SHORT})")
"""What says itself which day it is: "Sunday, Feb. 11, 2024"."""
_NAMES = re.compile(r"\s([^\W\d_]+)")


def days_meant(quote: Quote) -> list[tuple[str, str]]:
    """The words of a quote for a day, each once, with the day, month or year meant: `("Tuesday", "8 March 2022")`.

    Words that say it in full are left out, and so are those of which it is not sure what they mean.
    """
    return list(dict.fromkeys(_meant(quote)))


def when(quote: Quote) -> str:
    """The same in a line: `“Tuesday” is 8 March 2022`; empty where there is nothing to tell."""
    return ", ".join(f"“{words}” is {meant}" for words, meant in days_meant(quote))


def _meant(quote: Quote) -> Iterator[tuple[str, str]]:
    for named in days(quote.text):
        full = resolved(named, quote.article.published)
        if full == named or (named.year and not named.relative) or _may_be_of_another_year(quote, named, full):
            continue
        words = " ".join(quote.text[named.start : named.end].split())
        if not words.endswith("days") and not _DATED.match(quote.text, named.end) and (meant := _written(full)):
            yield words, meant


def _may_be_of_another_year(quote: Quote, named: Day, full: Day) -> bool:
    """Whether a day was given a year that it may not have: "the January 6 attack" was that of 2021 for years.

    So it may where the article itself names the day with another year, or where it names a thing (followed by a noun)
    and is long past.
    """
    if named.weekday is not None or named.relative or not (full.year and full.month and full.day):
        return False
    assert quote.article.published
    same = {each.year for each in days(quote.article.text) if (each.month, each.day) == (full.month, full.day)} - {None}
    if same:
        return full.year not in same
    follows = _NAMES.match(quote.text, full.end)
    apart = abs((date(full.year, full.month, full.day) - quote.article.published).days)
    return apart > _NEAR and follows is not None and follows[1].casefold() not in FUNCTION


def _written(full: Day) -> str:
    if full.year and full.month and full.day:
        return written(date(full.year, full.month, full.day))
    if full.year and full.month:
        return f"{date(full.year, full.month, 1):%B} {full.year}"
    return str(full.year) if full.year else ""
