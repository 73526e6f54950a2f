"""Periods as people write them, and what is said of those that cannot be read."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.questions.periods import periods, unread

TODAY = date(2026, 11, 28)
LAST = date(2024, 1, 27)
"""The last day of the archive, long before today."""


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("what happened between January and March 2022?", "2022-01-01", "2022-03-31"),
        ("from November to January 2023", "2022-11-01", "2023-01-31"),
        ("Show me everything from December 2022", "2022-12-01", "2022-12-31"),
        ("What happened between 1 and 20 December 2022 in Qatar?", "2022-12-01", "2022-12-20"),
        ("from 1st to 20th December 2022", "2022-12-01", "2022-12-20"),
        ("December 1-20, 2022", "2022-12-01", "2022-12-20"),
        ("What happened in the first week of May 2023?", "2023-05-01", "2023-05-07"),
        ("in the last week of May 2023", "2023-05-25", "2023-05-31"),
        ("in the week of 8 May 2023", "2023-05-08", "2023-05-14"),
        ("in early 2022", "2022-01-01", "2022-04-30"),
        ("late 2021", "2021-09-01", "2021-12-31"),
        ("in mid-May 2023", "2023-05-11", "2023-05-20"),
        ("at the end of March 2022", "2022-03-21", "2022-03-31"),
        ("Q1 2022", "2022-01-01", "2022-03-31"),
        ("in the last quarter of 2022", "2022-10-01", "2022-12-31"),
        ("in the second half of 2021", "2021-07-01", "2021-12-31"),
        ("in the summer of 2022", "2022-06-01", "2022-08-31"),
        ("since the start of 2022", "2022-01-01", None),
        ("from 5 December 2022 onwards", "2022-12-05", None),
        ("since January", "2024-01-01", None),
        ("since March 3", "2023-03-03", None),
    ],
)
def test_a_period_is_read(text: str, since: str | None, until: str | None) -> None:
    (period,) = periods(text, TODAY, LAST)
    assert (period.since and period.since.isoformat(), period.until and period.until.isoformat()) == (since, until)
    assert not unread(text, TODAY)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What happened before the invasion?", "before the invasion"),
        ("Before the ceasefire, what did the rebels demand?", "Before the ceasefire"),
        ("Since Russia invaded, who has resigned?", "Since Russia invaded"),
        ("Since then, who has resigned?", ""),
        ("Who governed between 2019 and 2021?", "between 2019 and 2021"),
        ("Who won in the winter of 2022?", "the winter of 2022"),
        ("What did he say between the two wars?", ""),
        ("What has NATO said since 1999?", ""),
    ],
)
def test_what_cannot_be_read_is_known(text: str, words: str) -> None:
    assert not list(periods(text, TODAY, LAST))
    assert unread(text, TODAY) == words
