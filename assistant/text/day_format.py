"""Days as people write them, for messages, answers and pages."""

from __future__ import annotations

from datetime import date

NO_DATE = "date unknown"


def day(value: date | None) -> str:
    """`27 January 2022`, or that the date is unknown."""
    return f"{value.day} {value:%B} {value.year}" if value else NO_DATE


def has_come(value: date, today: date | None = None) -> bool:
    """Whether a day is at most tomorrow, which it is somewhere; a later one in an article's date is a slip."""
    return value.toordinal() - 1 <= (today or date.today()).toordinal()


def days(first: date, last: date) -> str:
    """`27 January 2022 to 3 March 2022`; one day is written once."""
    return day(first) if first == last else f"{day(first)} to {day(last)}"
