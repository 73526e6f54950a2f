"""Dates: said only where the quote names them, or where they follow from the day of publication."""

from datetime import date

import pytest

from assistant.text.dates import days, resolved
from assistant.verification.rules.dates import dates

PUBLISHED = date(2022, 3, 3)  # a Thursday

ACCEPTED = [
    ("He resigned on 1 March 2022.", "He resigned on Tuesday."),
    ("He resigned on March 1, 2022.", "He resigned on Tuesday."),
    ("He resigned on 1 March.", "He resigned on Tuesday."),
    ("He resigned in March 2022.", "He resigned on Tuesday."),
    ("He resigned in 2022.", "He resigned on Tuesday."),
    ("He resigned on 2022-03-01.", "He resigned on Tuesday."),
    ("He resigned on 3 March 2022.", "He resigned on Thursday."),
    ("He resigned on 25 February 2022.", "He resigned on Friday."),
    ("He resigned on Tuesday.", "He resigned on March 1."),
    ("He resigned on Tuesday.", "On Tuesday, he resigned."),
    ("He resigned on 2 March 2022.", "He resigned yesterday."),
    ("He resigned on 3 March 2022.", "He resigned this morning."),
    ("He resigned on 2 March 2022.", "He resigned last night."),
    ("He will speak on 4 March 2022.", "He will speak tomorrow."),
    ("He will speak on 5 March 2022.", "He will speak on Saturday."),
    ("The firm was founded in 2021.", "The firm was founded last year."),
    ("The vote is in 2023.", "The vote is due next year."),
    ("Prices rose in February 2022.", "Prices rose last month."),
    ("He left on 25 February 2022.", "He left on Feb. 25."),
    ("He left in November 2021.", "He left in November."),
    ("He was elected in 2019.", "The 2019 election brought him in."),
    ("He left on June 5, 1967.", "He left on 5 June 1967."),
    ("He left on the 5th of June 1967.", "He left on June 5th, 1967, a Monday."),
    ("He left in June 1967.", "He left on 5 June 1967."),
    ("It may rain.", "Rain is likely."),
    ("They march on.", "They walk on."),
]

REJECTED = [
    ("He resigned on 2 March 2022.", "He resigned on Tuesday."),
    ("He resigned on 8 March 2022.", "He resigned on Tuesday."),
    ("He resigned on 1 March 2021.", "He resigned on Tuesday."),
    ("He resigned on Monday.", "He resigned on Tuesday."),
    ("He resigned on Wednesday.", "He resigned on March 1."),
    ("He resigned on 3 March 2022.", "He resigned."),
    ("He resigned on 1 March 2022.", "He resigned last Tuesday."),
    ("He will speak on 8 March 2022.", "He will speak next Tuesday."),
    ("He will leave on 8 March 2022.", "He said on Tuesday that he will leave."),
    ("He resigned on 3 March 2022.", "He resigned yesterday."),
    ("He resigned yesterday.", "He resigned on Wednesday."),
    ("He resigned last week.", "He resigned on 25 February."),
    ("The firm was founded in 2020.", "The firm was founded last year."),
    ("The firm was founded in 2022.", "The firm was founded last year."),
    ("Prices rose in January 2022.", "Prices rose last month."),
    ("Prices rose in March 2022.", "Prices rose."),
    ("He left on 5 June 1968.", "He left on 5 June 1967."),
    ("He left on 6 June 1967.", "He left on 5 June 1967."),
    ("He left on 5 July 1967.", "He left on 5 June 1967."),
    ("He left on 5 June 1967.", "He left in June 1967."),
    ("He left on 5 June.", "He left in 1967."),
    ("He left in November 2022.", "He left in November."),
    ("He left on 10 June 2021.", "He left on June 10."),  # nine months back: which June is open
    ("He was elected in 2018.", "The 2019 election brought him in."),
    ("He was elected in May.", "He may be elected."),
]


@pytest.mark.parametrize(("statement", "quote"), ACCEPTED)
def test_dates_that_follow_pass(statement: str, quote: str) -> None:
    assert dates(statement, [(quote, PUBLISHED)]) is None


@pytest.mark.parametrize(("statement", "quote"), REJECTED)
def test_dates_that_do_not_follow_fail(statement: str, quote: str) -> None:
    assert dates(statement, [(quote, PUBLISHED)])


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("He resigned on 1 March 2022.", "He resigned on Tuesday."),
        ("He left in 2021.", "He left last year."),
        ("He left in 2022.", "He left in February."),
    ],
)
def test_nothing_follows_without_a_day_of_publication(statement: str, quote: str) -> None:
    assert dates(statement, [(quote, None)])


def test_each_quote_is_read_on_its_own_day() -> None:
    quotes = [("He resigned on Tuesday.", date(2022, 3, 3)), ("She resigned on Tuesday.", date(2021, 6, 10))]
    assert dates("They resigned on 1 March 2022 and 8 June 2021.", quotes) is None
    assert dates("They resigned on 1 March 2022 and 9 June 2021.", quotes)


@pytest.mark.parametrize("published", [date.min, date.max, date(2024, 2, 29)])
@pytest.mark.parametrize(
    "text",
    ["on Monday", "tomorrow", "yesterday", "last month", "next year", "on Feb. 29", "He will go on Sunday", "in May"],
)
def test_the_ends_of_the_calendar_never_raise(text: str, published: date) -> None:
    for named in days(text):
        resolved(named, published)
    dates("on 29 February 2024", [(text, published)])
