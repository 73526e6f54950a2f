"""The day that "Tuesday" means, beside the quote, where it is sure."""

from datetime import date

import pytest

from assistant.articles import Article, Quote
from assistant.rendering.days_meant import days_meant, when

PUBLISHED = date(2022, 3, 10)  # a Thursday


def quote(text: str, published: date | None = PUBLISHED) -> Quote:
    return Quote(1, Article("a", text, published=published), 1, 0, len(text), text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The quay was shut on Tuesday.", [("Tuesday", "8 March 2022")]),
        (
            "The quay was shut yesterday, and on Thursday.",
            [("yesterday", "9 March 2022"), ("Thursday", "10 March 2022")],
        ),
        ("The quay was shut last month.", [("last month", "February 2022")]),
        ("The quay was shut last year.", [("last year", "2021")]),
        ("The quay was shut on December 5.", [("December 5", "5 December 2021")]),
        ("The quay will open on Monday.", [("Monday", "14 March 2022")]),
        ("It was shut on Tuesday. On Tuesday it rained.", [("Tuesday", "8 March 2022")]),
        ("The quay was shut on 8 March 2022.", []),
        ("The quay was shut in 2019.", []),
        ("The quay was shut last Tuesday.", []),
        ("The quay was shut last week.", []),
        ("Nobody said when.", []),
        ("The quay is shut on Tuesdays.", []),
        ("The quay will open on Sunday, April 3, 2022.", []),
        ("The quay was shut on Tuesday, March 8.", [("March 8", "8 March 2022")]),
        ("The pilots told USA TODAY, the Sunday Times and Coast Today that Black Friday was quiet.", []),
        ("TODAY ONLY: the quay is open.", [("TODAY", "10 March 2022")]),
        ("The quay was shut by the December 5 flood.", []),
        ("The quay was shut by the March 5 flood.", [("March 5", "5 March 2022")]),
        ("Of March 5, 2019, they remember: on March 5 the quay was shut.", []),
        (
            "On March 5, 2022, as on March 5, 2019, it rained: on March 5 the quay was shut.",
            [("March 5", "5 March 2022")],
        ),
        ("On March 8, 2019, it rained. On Tuesday the quay was shut.", [("Tuesday", "8 March 2022")]),
    ],
)
def test_the_day_is_worked_out_where_it_is_sure(text: str, meant: list[tuple[str, str]]) -> None:
    assert days_meant(quote(text)) == meant


def test_without_a_date_nothing_is_sure() -> None:
    assert when(quote("The quay was shut on Tuesday.", None)) == ""


def test_it_is_told_in_a_line() -> None:
    assert when(quote("It was shut on Tuesday.")) == "“Tuesday” is 8 March 2022"
