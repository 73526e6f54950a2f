"""Which day "on Tuesday" or "last month" in a quote means, worked out from the day its article was published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.articles import Quote
from assistant.text.dates import Day, days
from assistant.text.day_format import day as written
from assistant.text.day_resolution import resolved


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
        if full != named and (meant := _written(full)) and not (named.year and not named.relative):
            yield " ".join(quote.text[named.start : named.end].split()), meant


def _written(full: Day) -> str:
    if full.year and full.month and full.day:
        return written(date(full.year, full.month, full.day))
    if full.year and full.month:
        return f"{date(full.year, full.month, 1):%B} {full.year}"
    return str(full.year) if full.year else ""
