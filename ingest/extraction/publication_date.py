"""The day an article was published, as its source states it: read, never guessed."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

from ingest.extraction.month_names import languages_of

LONGEST = 80
"""Characters of a date; what is longer is prose."""

OLDEST = date(1600, 1, 1)
"""No newspaper is older; what claims to be is a slip or a filler such as 0001-01-01."""

_YEAR = re.compile(r"(?<!\d)(1[6-9]|20)\d\d(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(?P<first>[0-9]{1,2})([/.-])(?P<second>[0-9]{1,2})\2(?P<year>[0-9]{4})(?!\d)")
_SPACED = re.compile(r"(?<!\d)\d{1,2}[./-]?\s+\d{1,2}[./-]?\s+\d{4}(?!\d)")
"""Day and month in figures with spaces between, `28. 4. 2023`, in any language."""

_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?=$|[T\s])")
_SPAN = re.compile(r"(?<![\w/.:-])\d{1,2}\s?[-–—]\s?\d{1,2}(?![\d/.:-])")
"""Two days, `16-17 June`: neither is the one."""

_LANGUAGES = tuple(
    "en ru es fr de ja tr pt fa it zh nl vi pl ar ko cs id uk el he th sv ro hu da fi sk bg sr nb nn hr lt sl ca et lv"
    " hi bn ur sw is gl eu ga mk sq be ka hy az kk uz ms fil af ta te mr lb fo".split()
)
"""Languages in which people write dates; dateparser's 205 cost four times as much where a text is none."""

_UPDATED = re.compile(r"^\W*(?:first\s+)?(?:published|posted|updated|last\s+updated|date)\b[\s:]*(?:on\b|at\b)?", re.I)


@dataclass(frozen=True, slots=True)
class StatedDay:
    """A day, and what is odd about it; `value` is None where the source names none that can be relied on."""

    value: date | None
    doubt: str = ""


def parse_day(stated: object) -> StatedDay:
    """Read a day from a date, a datetime, a string or Unix time in seconds or milliseconds.

    A string is read as ISO 8601, then as RFC 2822, then as people write dates, if it names day, month and
    four-digit year. A time with a zone keeps the day of that zone. What could be either of two days, such as
    01/02/2022, is no date. `doubt` says why there is none, or that the day lies in the future.
    """
    if stated is None or stated == "":
        return StatedDay(None)
    try:
        value = _read(stated)
    except (ValueError, OverflowError, OSError):
        value = None
    if value is None and isinstance(stated, str) and _is_ambiguous(stated[:LONGEST]):
        return StatedDay(None, f"the date {stated[:LONGEST]!r} may name either of two days, so it counts as unknown")
    if value is None and not isinstance(stated, str | int | float):  # it may be endless once it is written out
        return StatedDay(None, "what stands in the place of its date is none, so it counts as unknown")
    if value is None:
        return StatedDay(None, f"the date {str(stated)[:LONGEST]!r} cannot be read, so it counts as unknown")
    if value < OLDEST:
        return StatedDay(None, f"the date {value} is older than any newspaper, so it counts as unknown")
    if value > datetime.now(UTC).date() and value > date.today():
        return StatedDay(value, f"the date {value} lies in the future")
    return StatedDay(value)


def _read(stated: object) -> date | None:
    if isinstance(stated, datetime):
        return stated.date()
    if isinstance(stated, date):
        return stated
    if isinstance(stated, int | float) and not isinstance(stated, bool):
        return _since_1970(stated)
    return _read_text(" ".join(str(stated).split())) if isinstance(stated, str) else None


def _since_1970(elapsed: float) -> date | None:
    """Seconds, or milliseconds as JavaScript counts; what could be neither is no date."""
    seconds = elapsed / 1_000 if elapsed > 1e11 else elapsed
    return datetime.fromtimestamp(seconds, UTC).date() if seconds > 1e8 else None


def _read_text(text: str) -> date | None:
    text = _UPDATED.sub("", text).strip()
    if not text or len(text) > LONGEST:
        return None
    if year_first := _YEAR_FIRST.match(text):
        return date(int(year_first[1]), int(year_first[3]), int(year_first[4]))
    if _SPAN.search(text):
        return None
    for read in (_iso, _numeric, _rfc_2822):
        if found := read(text):
            return found
    return _as_people_write(text) if _YEAR.search(text) and not _NUMERIC.search(text) else None


def _iso(text: str) -> date | None:
    with contextlib.suppress(ValueError):
        return datetime.fromisoformat(text).date()
    return None


def _rfc_2822(text: str) -> date | None:
    with contextlib.suppress(ValueError):
        return parsedate_to_datetime(text).date()
    return None


def _numeric(text: str) -> date | None:
    """StatedDay and month in either order, where only one makes sense."""
    match = _NUMERIC.search(text)
    if not match:
        return None
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if first == second or first > 12:
        return date(year, second, first)
    return date(year, first, second) if second > 12 else None


def _is_ambiguous(text: str) -> bool:
    match = _NUMERIC.search(text)
    return match is not None and max(int(match["first"]), int(match["second"])) <= 12


@lru_cache(maxsize=1_000)
def _as_people_write(text: str) -> date | None:
    import dateparser

    languages = list(_LANGUAGES) if _SPACED.search(text) else languages_of(text, _LANGUAGES)
    if not languages:
        return None
    found = dateparser.parse(
        text,
        languages=languages,
        settings={
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"],
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    return found.date() if found else None
