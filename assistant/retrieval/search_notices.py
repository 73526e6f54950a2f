"""What a reader should know of what was searched, and of what was not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.rendering.scope_phrases import confined
from assistant.retrieval.searchable import Searchable
from assistant.search_scope import Filters, Searched
from assistant.text.day_format import day, days


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
    newest = f"“{words}” was not taken as a date, for the newest article is of {day(last)}."
    return [f"{newest} To ask as of an earlier day, say which under “as of”."]


def widened(understood: Filters, given: Filters) -> str:
    """What to say where nothing was found within what the question confined the search to."""
    publishers = () if given.publishers else understood.publishers
    since, until = (None, None) if given.since or given.until else (understood.since, understood.until)
    asked = confined(Filters(publishers, since, until))
    return f"Nothing close was found that was {asked}, as the question asks; the search went on without that."


def overruled(pairs: Iterable[tuple[Filters, Filters]]) -> list[str]:
    """What to say where the question names a publisher or days that a filter leaves out."""
    return [
        f"The question asks for what was {confined(asked)}, a filter for what was {confined(given)}: "
        "the filter was followed."
        for asked, given in pairs
    ]
