"""Datelines: a place and an agency before the first sentence, and what only looks like them."""

import pytest

from assistant.text.datelines import dateline


@pytest.mark.parametrize(
    "lead",
    [
        "LONDON (Reuters) - ", "LONDON, March 3 (Reuters) - ", "LONDON — ", "NEW YORK – ", "TULSA, Okla. — ",
        "ASBURY PARK, N.J. -- ", "WASHINGTON, D.C. — ", "Petersburg (AP) — ", "(CNN) ", "(CNN) — ",
        "(Reuters) - ", "CNN — ", "Paris (CNN) — ", "SEOUL, South Korea (AP) — ", "WEST PALM BEACH, Florida — ",
        "New York CNN Business — ", "Atlanta CNN — ", "CNN Business — ",
    ],
)  # fmt: skip
def test_a_dateline_is_as_long_as_it_is(lead: str) -> None:
    assert dateline(f"{lead}The ferry sank on Tuesday.") == len(lead)
    assert dateline(f"{lead}“We are tired,” she said.") == len(lead)


@pytest.mark.parametrize(
    "line",
    [
        "The ferry – built in 1971 – sank.",
        "NATO – the alliance of 32 states – replied.",
        "COVID-19 spread.",
        "Berg – Norway's leader – resigned.",
        "(Berg later denied it.)",
        "US troops left.",
        "A-levels were cancelled.",
        "LONDON is large.",
        "",
    ],
)
def test_what_only_looks_like_one_is_none(line: str) -> None:
    assert dateline(line) == 0
