"""What a question says of when and by whom: as filters, and as a leaning to the news of the day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from assistant.questions.periods import Period, periods, unread
from assistant.questions.publishers import alike, plain, typed
from assistant.search_scope import Filters
from assistant.text.calendar_words import WEEKDAY_NAME
from assistant.text.names import TITLES

_OF_THE_DAY = re.compile(
    r"\b(?:(?:this|last|past)\s+(?:week|weekend|month)|today|tonight|yesterday|recently|newly"
    rf"|last\s+night|{WEEKDAY_NAME})\b",
    re.IGNORECASE,
)
_NOW = (
    r"\b(?:(?:latest|newest)(?:\s+(?:news|updates?|developments?))?|most\s+recent(?:ly)?|currently|current|(?:right\s+|by\s+|until\s+)?now(?!\s+that)|still|so\s+far|to\s+date|these\s+days"
    r"|as\s+of\s+today|at\s+present|any\s+news|what['’]?s\s+new)\b"
)
_CAPITAL = r"[^\W\d_a-z]\S+"
_FULL_NAME = (
    rf"(?!(?:\S+\s)*(?i:{'|'.join(sorted(TITLES))})\b){_CAPITAL}(?:\s(?:[a-z]{{2,3}}\s){{0,2}}{_CAPITAL}){{1,3}}"
)
"""Somebody's name, as in `Who is Ana de la Ruiz?`: who somebody is does not change."""
_OF_NOW = re.compile(
    rf"{_NOW}|^\W*who(?:['’]s|\s+is)\s+(?:the\s+)?(?!next\b)(?!(?-i:{_FULL_NAME})\W*$)[^,;]{{3,60}}\?*\s*$",
    re.IGNORECASE,
)
"""What asks how things stand now, as who holds an office: the newest of what is close answers it."""

_SOURCE = (
    r"\b(?:according\s+to|(?:reported|published|written)\s+(?:by|in)|(?:articles?|reports?|reporting|stories)\s+(?:from|by|in))"
    r"\s+(?:the\s+)?(?P<name>{names})\b(?!['’]s|\s+(?:polls?|surveys?|analys\w+|reporters?))"
    r"|\b(?:did|does|do|has|have)\s+(?:the\s+)?(?P<speaking>{names})\s+(?:say|said|report|reported|write|written|publish(?:ed)?)\b"
)

_BRACKETED = re.compile(r"\s*\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Understood:
    """A question read.

    `filters` are those given and understood, `added` whether it added any, `overruled` what it names beside the filter
    that leaves that out, `of_the_day` its word for the news (`today`), `of_now` that it asks how things stand, and
    `unread` what it says of when that could not be read.
    """

    filters: Filters
    added: bool = False
    overruled: tuple[tuple[Filters, Filters], ...] = ()
    of_the_day: str = ""
    of_now: bool = False
    unread: str = ""


def understand(
    question: str, given: Filters, publishers: Iterable[str], today: date, last: date | None = None
) -> Understood:
    """Read periods and publishers out of a question, except where the filters given already say.

    `publishers` are those of the archive: no other name is taken for one. Days are reckoned from `as_of`, else
    from `today`; months without a year from `as_of`, else from `last`, the archive's last day.
    """
    filters, overruled = given, []
    names = _names(publishers)
    timed = _without(question, names)
    today = given.as_of or today
    if period := next(periods(timed, today, given.as_of or last), None):
        if not given.since and not given.until:
            filters = replace(filters, since=period.since, until=period.until)
        elif _apart(period, Period(given.since, given.until)):
            asked = Filters(since=period.since, until=period.until)
            overruled.append((asked, Filters(since=given.since, until=given.until)))
    if named := _publishers(question, names):
        if not given.publishers:
            filters = replace(filters, publishers=named)
        elif not set(named) & set(given.publishers):
            overruled.append((Filters(named), Filters(given.publishers)))
    of_the_day = _OF_THE_DAY.search(timed)
    return Understood(
        filters,
        filters != given,
        tuple(overruled),
        of_the_day.group() if of_the_day else "",
        bool(_OF_NOW.search(timed)),
        unread(timed, today),
    )


def without_now(question: str) -> str:
    """The question without its words for now (`latest`, `still`): they name no matter that an article could be on."""
    return re.sub(_NOW, " ", question, flags=re.IGNORECASE)


def _apart(one: Period, other: Period) -> bool:
    """Whether two periods have no day in common."""
    return any(a.until and b.since and a.until < b.since for a, b in ((one, other), (other, one)))


def _names(publishers: Iterable[str]) -> dict[str, list[str]]:
    """The publishers of the archive by the names that a question may give them.

    What a name has in brackets at its end may be left out, if no other is called that.
    """
    names = alike(publishers)
    for key in list(names):
        if short := _BRACKETED.sub("", key):
            names.setdefault(short, names[key])
    return names


def _without(question: str, names: Iterable[str]) -> str:
    """The question without publishers' names of several words: no day is meant by `USA Today`."""
    several = [name for name in names if " " in name]
    return (
        re.sub(rf"\b(?:{_choices(several)})(?!\w)", " ", typed(question), flags=re.IGNORECASE) if several else question
    )


def _publishers(question: str, names: dict[str, list[str]]) -> tuple[str, ...]:
    """The publisher that the question names as its source, under all its names."""
    if not names:
        return ()
    match = re.search(_SOURCE.format(names=_choices(names)), typed(question), re.IGNORECASE)
    return tuple(names[plain(match["name"] or match["speaking"])]) if match else ()


def _choices(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
