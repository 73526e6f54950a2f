"""Datelines: a place and an agency before the first sentence, and what only looks like them."""

import pytest

from assistant.text.datelines import byline, dateline


@pytest.mark.parametrize(
    "lead",
    [
        "LONDON (Reuters) - ", "LONDON, March 3 (Reuters) - ", "LONDON — ", "NEW YORK – ", "TULSA, Okla. — ",
        "ASBURY PARK, N.J. -- ", "WASHINGTON, D.C. — ", "Petersburg (AP) — ", "(CNN) ", "(CNN) — ",
        "(Reuters) - ", "CNN — ", "Paris (CNN) — ", "SEOUL, South Korea (AP) — ", "WEST PALM BEACH, Florida — ",
        "New York CNN Business — ", "Atlanta CNN — ", "CNN Business — ", "WASHINGTON ― ", "WASHINGTON ‒ ",
        "34 - ", "7 – ",
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
        "34 - and no more.",
        "2024 - A Year in Pictures.",
        "LONDON is large.",
        "",
    ],
)
def test_what_only_looks_like_one_is_none(line: str) -> None:
    assert dateline(line) == 0


UPDATE = "9:14 am ET May 4, 2026 Share this update Is the harbour open?"


@pytest.mark.parametrize(
    ("reporters", "begins"),
    [
        ("Ines Roth", "The harbour is shut."),
        ("Ines B. Roth", "After the storm it was shut."),
        ("Ines Roth and Ole Hale", "“We are tired,” she said. Ines Roth and Ole Hale The harbour is shut."),
        ("Ines Roth", "Captain Ole Hale said no. Ines Roth The harbour is shut."),
        ("Not before June Ines Roth", "The harbour is shut."),
    ],
)
def test_who_wrote_an_update_of_a_live_page_is_told_from_its_first_sentence(reporters: str, begins: str) -> None:
    text = f"{UPDATE} {reporters} {begins}"
    start = len(UPDATE) + 1
    assert byline(text, start) == len(reporters) + 1
    assert byline(text[start:], 0) == 0, "it is no update"


@pytest.mark.parametrize("begins", ["Elm Harbour Police Captain Ole Hale said no.", "The Elm Post has the answer."])
def test_a_name_that_nothing_shows_to_be_the_reporter_s_stays(begins: str) -> None:
    assert byline(f"{UPDATE} {begins}", len(UPDATE) + 1) == 0
