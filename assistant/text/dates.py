"""Days, months and years that prose names.

Only that: what period a question confines itself to is for `questions.periods`, and the day that an article states as
its own for `ingest.extraction.publication_date`; both read a date and nothing else, by dateparser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.text.calendar_words import MONTHS, WEEKDAY_NAME, WEEKDAYS

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?!\w)"
)
_LEAD = r"(?:in|since|by|until|till|from|during|of|through|before|after|between|and|to|for|on|as|around|late|early|mid)"
_YEAR = r"(?:1[5-9]|20|21)\d\d(?![,.]\d|\w|-\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\w|[.,]\d|%)"
_NAMES = (
    rf"(?:Ash|Black|Bloody|Bowl|Cyber|Easter|Fat|Giving|Good|Holy|Maundy|Palm|Red|Ruby|Selection|Shrove|Small\sBusiness"
    rf"|Super|Taco|Whit)\s{WEEKDAY_NAME}s?\b"
    rf"|{WEEKDAY_NAME}s?\s(?:Express|Globe|Herald|Holiday|Independent|Journal|Mail|Mirror|Morning|Night|Post|School|Star"
    r"|Telegraph|Times)\b|[A-Z]\w+\s(?:TODAY|Today|Tonight)\b"
)
"""What names no day of the week that it was: Black Friday, the Sunday Times, USA Today."""
_PATTERNS = [
    _NAMES,
    r"(?<![\w.,-])(?P<iso_year>[12]\d{3})-(?P<iso_month>0[1-9]|1[0-2])-(?P<iso_day>[0-2]\d|3[01])(?!\w)",
    rf"\b(?:the\s)?(?P<day_first>{_DAY})(?:\sof)?\s(?P<month_second>{_MONTH})(?:,?\s(?P<year_third>{_YEAR}))?",
    rf"\b(?P<month_first>{_MONTH})\s(?:the\s)?(?P<day_second>{_DAY})(?:,?\s(?P<year_last>{_YEAR}))?",
    rf"\b(?P<month_only>{_MONTH})(?:\sof)?,?\s(?P<month_year>{_YEAR})",
    rf"\b(?P<which_month>[Ll]ast|[Nn]ext|[Tt]his)\s(?P<month_of_which>{_MONTH})(?!\.?,?\s\d)",
    rf"\b(?i:{_LEAD})[\s-](?:(?:last|next|this|late|early|mid)[\s-])?(?P<month_alone>{_MONTH})(?!\.?,?\s\d)",
    rf"\b(?i:{_LEAD})[\s-](?:(?:late|early|mid|the\syear)[\s-])?(?P<year_alone>{_YEAR})",
    rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s)?(?P<weekday>{WEEKDAY_NAME})s?\b(?!-)",
    r"\b(?P<relative>(?i:yesterday|today|tonight|tomorrow|this\s(?:morning|afternoon|evening)|last\snight"
    r"|(?:last|this|next)\s(?:week(?:end)?|month|year|spring|summer|autumn|fall|winter|quarter|decade|century)))\b",
]
_NAMED = re.compile(rf"(?<!\w)(?:{'|'.join(_PATTERNS)})")
_RANGE_BEFORE = re.compile(r"(?<![\w.,$€£])(?P<day>[12]?\d|3[01])\s?(?:[-–—]|to|and|through|until)\s?(?:the\s)?$")
_RANGE_BEHIND = re.compile(
    r"\s?(?:[-–—]|to|and|through|until)\s?(?:the\s)?(?P<day>[12]?\d|3[01])(?![\w%:]|[.,]\d"
    r"|\s(?!(?:as|was|is|has|his|this|across|towards)\b)(?:[a-z]+s|people|men|women|children|per|percent|million|billion)\b)"
)
_FULL_MONTH = re.compile(rf"\b(?:{'|'.join(month.title() for month in MONTHS if month not in ('may', 'march'))})\b")
_FUTURE = re.compile(
    r"\b(?:will|shall|set|due|scheduled|expected|planned|plans|slated|going)\b|[’']ll\b", re.IGNORECASE
)
_MAYBE_FUTURE = re.compile(
    r"\b(?:will|shall|would|could|may|might|set|due|scheduled|expected|planned|plans?|slated|going|hopes?|aims?|until|through"
    r"|upcoming|is|are|be|begins?|starts?|ends?|opens?|runs?|takes)\b|[’']ll\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:said|told|announced|was|were|had|did|reported|added)\b|\w{3}ed\b", re.IGNORECASE)


_NUMBER_OF_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d,]*\d)")


def years_named(text: str) -> list[str]:
    """The numbers in a text that can be years, of whatever they are said; not to be shown as days, but to compare."""
    return _NUMBER_OF_YEAR.findall(text)


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year as a text names it, at `text[start:end]`; parts that it does not name are None.

    `relative` is what only the day of publication can tell ("last month"), folded; `ahead` says whether the
    clause speaks of the future, None where that is unclear.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    relative: str = ""
    ahead: bool | None = False
    maybe_ahead: bool | None = None
    """The same where words count that may speak of the future, as "is" and "until" do."""


@lru_cache(maxsize=512)
def days(text: str) -> tuple[Day, ...]:
    """All days, months and years that a text names, in their order."""
    return tuple(_named(text))


def month_names(text: str) -> Iterator[tuple[int, tuple[int, int]]]:
    """Each month named in full, by its number and where; not May and March, which are words too."""
    for match in _FULL_MONTH.finditer(text):
        yield _month(match[0]), match.span()


def _named(text: str) -> Iterator[Day]:
    for match in _NAMED.finditer(text):
        named = {key: value for key, value in match.groupdict().items() if value}
        if not named:
            continue
        which = named.pop("which_month", "").casefold()
        month = next((value for key, value in named.items() if "month" in key and key != "month_year"), None)
        day = next((value for key, value in named.items() if "day" in key and key != "weekday"), None)
        year = next((value for key, value in named.items() if "year" in key), None)
        weekday = named.get("weekday")
        found = Day(
            min(match.start(key) for key in named),
            match.end(),
            int(year) if year else None,
            _month(month) if month else None,
            int(re.sub(r"\D", "", day)) if day else None,
            WEEKDAYS.index(weekday.casefold()) if weekday else None,
            re.sub(r"\s+", " ", named.get("relative") or named.get("which") or "").casefold(),
            {"next": True, "last": False}.get(which, _ahead(text, match.start(), _FUTURE)),
            {"next": True, "last": False}.get(which, _ahead(text, match.start(), _MAYBE_FUTURE)),
        )
        yield from _other_end(text, found, before=True)
        yield found
        yield from _other_end(text, found, before=False)


def _other_end(text: str, found: Day, *, before: bool) -> Iterator[Day]:
    """The day at the other end of a range: the 29th of "March 27 to 29", the 27th of "27 to 29 March"."""
    if not found.day or not found.month:
        return
    if before:
        end = _RANGE_BEFORE.search(text, max(0, found.start - 12), found.start)
    else:
        end = _RANGE_BEHIND.match(text, found.end)
    if end:
        yield replace(found, start=end.start("day"), end=end.end("day"), day=int(end["day"]), weekday=None)


def _month(name: str) -> int:
    if name.isdigit():
        return int(name)
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name.casefold().rstrip(".")[:3]))


def _ahead(text: str, at: int, words: re.Pattern[str]) -> bool | None:
    """Whether the words before a date, back to the last comma or full stop, speak of the future; None if unclear."""
    clause = re.split(r"[,;.](?=\s)", text[max(0, at - 120) : at])[-1]
    future, past = bool(words.search(clause)), bool(_PAST.search(clause))
    return None if future and past else future
