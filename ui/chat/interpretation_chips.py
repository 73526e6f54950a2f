"""What an answer read out of its question to search by, each to be taken away alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.rendering.scope_phrases import period
from assistant.search_scope import Filters
from assistant.text.bylines import publisher


@dataclass(frozen=True, slots=True)
class FilterChip:
    """A filter in words, and the filters of the search without it."""

    words: str
    rest: Filters


def understood(searched: Filters, given: Filters) -> Sequence[FilterChip]:
    """The period and the publishers that were `searched` and not `given` by the reader."""
    read = []
    if (searched.since, searched.until) != (given.since, given.until):
        rest = replace(searched, since=given.since, until=given.until)
        read.append(FilterChip(period(searched.since, searched.until), rest))
    if searched.publishers != given.publishers:
        rest = replace(searched, publishers=given.publishers)
        read.append(FilterChip(" or ".join(map(publisher, searched.publishers)), rest))
    return read
