"""Months and days of the week as they are written, for patterns: the one list of each."""

from __future__ import annotations

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
CALENDAR = frozenset(MONTHS + WEEKDAYS)

MONTH_NAME = f"(?:{'|'.join(map(str.title, MONTHS))})"
"""A month in full, with its capital."""

WEEKDAY_NAME = f"(?:{'|'.join(map(str.title, WEEKDAYS))})"

MONTH_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\."
"""An abbreviated month, with its capital and its full stop."""

MONTH_WORD = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
"""A month in any form, for patterns that pass over case: in questions, where nobody minds capitals and stops."""
