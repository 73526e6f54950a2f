"""What a reader should know of what was searched, and of what was not."""

from __future__ import annotations

from datetime import date

from assistant.answers import Filters, Searched
from assistant.days import day, days
from assistant.retrieval.searchable import Searchable


def left_out(snapshot: Searchable, filters: Filters, searched: Searched) -> list[str]:
    """What a range of days left out for want of a date, and from when the articles are if it left out all."""
    said = []
    if not searched.articles and (filters.since or filters.until or filters.as_of):
        whole = snapshot.extent(Filters(filters.publishers))
        if whole.first and whole.last:
            said.append(f"The articles that have a date are of {days(whole.first, whole.last)}.")
    if count := snapshot.undated(filters):
        articles, verb = ("1 article", "was") if count == 1 else (f"{count:,} articles", "were")
        said.append(f"{articles} without a date {verb} left out: only what has one can be of the days asked for.")
    return said


def not_taken_as_date(words: str, last: date | None) -> list[str]:
    """What to say of words like `this week` where the archive ends long before today."""
    if not words or not last:
        return []
    return [
        f"“{words}” was not taken as a date, for the newest article is of {day(last)}. To ask as of a day, give it."
    ]


def confined(understood: Filters, given: Filters) -> str:
    """What the question confined the search to, in words."""
    parts = []
    if understood.publishers != given.publishers:
        parts.append(f"in {', '.join(understood.publishers)}")
    if understood.since and understood.since != given.since:
        parts.append(f"since {day(understood.since)}")
    if understood.until and understood.until != given.until:
        parts.append(f"until {day(understood.until)}")
    return " ".join(parts)
