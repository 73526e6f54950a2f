"""What was searched, in words: how many articles, of which days and publishers."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from assistant.search_scope import Filters, Searched
from assistant.text.bylines import publisher
from assistant.text.day_format import day, days
from assistant.text.plurals import counted


def extent(searched: Searched, filters: Filters | None = None) -> str:
    """How many articles, and from when to when; or what they were confined to, if they were."""
    articles = counted(searched.articles, "article")
    if filters and (phrase := confined(filters)):
        return f"{articles} {phrase}"
    if not searched.first or not searched.last:
        return articles
    return f"{articles}, {days(searched.first, searched.last)}"


def confined(filters: Filters) -> str:
    """The filters in a phrase, as `published in June 2022 by CNN, as of 1 July 2022`; empty if there are none."""
    when = period(filters.since, filters.until) if filters.since or filters.until else ""
    by = f"by {' or '.join(map(publisher, filters.publishers))}" if filters.publishers else ""
    published = " ".join(filter(None, ("published", when, by))) if when or by else ""
    as_of = f"as of {day(filters.as_of)}" if filters.as_of else ""
    return ", ".join(filter(None, (published, as_of)))


def period(since: date | None, until: date | None) -> str:
    """`in June 2022`, `in 2022`, `on 5 June 2022`, `since …`, `until …` or `… to …`."""
    if not since or not until:
        return f"since {day(since)}" if since else f"until {day(until)}"
    if since == until:
        return f"on {day(since)}"
    whole = since.day == 1 and until.day == monthrange(until.year, until.month)[1]
    if whole and (since.year, since.month) == (until.year, until.month):
        return f"in {since:%B %Y}"
    if whole and since.year == until.year and (since.month, until.month) == (1, 12):
        return f"in {since.year}"
    return f"{day(since)} to {day(until)}"
