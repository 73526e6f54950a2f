"""What a search is confined to, and what it covered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is confined to; both days of a range belong to it."""

    publishers: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    as_of: date | None = None

    def to_dict(self) -> dict[str, object]:
        """The filters as `ask --json` prints them."""
        return {
            "publishers": list(self.publishers),
            "since": _iso(self.since),
            "until": _iso(self.until),
            "as_of": _iso(self.as_of),
        }


@dataclass(frozen=True, slots=True)
class Searched:
    """How many articles were searched, and the days between which they were published."""

    articles: int = 0
    first: date | None = None
    last: date | None = None

    def to_dict(self) -> dict[str, object]:
        """The extent of the search as `ask --json` prints it."""
        return {"articles": self.articles, "from": _iso(self.first), "to": _iso(self.last)}


NO_FILTERS, NOTHING_SEARCHED = Filters(), Searched()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
