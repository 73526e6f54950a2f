"""What an answer read out of its question to search by, each to be taken away alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.answers import Filters
from ui.chat.wording import day


@dataclass(frozen=True, slots=True)
class Understood:
    """A filter in words, and the filters of the search without it."""

    words: str
    rest: Filters


def understood(searched: Filters, given: Filters) -> Sequence[Understood]:
    """The period and the publishers that were `searched` and not `given` by the reader."""
    read = []
    if (searched.since, searched.until) != (given.since, given.until):
        rest = replace(searched, since=given.since, until=given.until)
        read.append(Understood(period(searched.since, searched.until), rest))
    if searched.publishers != given.publishers:
        rest = replace(searched, publishers=given.publishers)
        read.append(Understood(" or ".join(searched.publishers), rest))
    return read


def period(since: date | None, until: date | None) -> str:
    """`in June 2022`, `in 2022`, `on 5 June 2022`, `since …`, `until …` or `… to …`."""
    if not since or not until:
        return f"since {day(since)}" if since else f"until {day(until)}"
    if since == until:
        return f"on {day(since)}"
    whole = since.day == 1 and (until + timedelta(1)).day == 1
    if whole and (since.year, since.month) == (until.year, until.month):
        return f"in {since:%B %Y}"
    if whole and since.year == until.year and (since.month, until.month) == (1, 12):
        return f"in {since.year}"
    return f"{day(since)} to {day(until)}"
