"""Days as sources state them: read, never guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extraction.month_names import languages_of
from ingest.extraction.publication_date import OLDEST, parse_day


@pytest.mark.parametrize(
    "stated",
    [
        "2022-01-27",
        "2022-01-27T23:30:00-05:00",
        "2022-01-27T10:00:00.000Z",
        "2022-01-27 10:00",
        "2022-01-27 22:00:00-05",
        "2022-01-27T22:00-05",
        "27 January 2022, 22:00-23:00",
        "2022-1-27",
        "20220127",
        "2022/01/27",
        "2022-W04-4",
        "Thu, 27 Jan 2022 10:00:00 GMT",
        "27 Jan 2022 23:00:00 -0500",
        "January 27, 2022",
        "Jan. 27, 2022 3:15 PM EST",
        "Updated 3:15 PM ET, Thu January 27, 2022",
        "Published: 27 January 2022",
        "Thursday, 27 January 2022 at 14:00 GMT",
        "27 janvier 2022",
        "27. Januar 2022",
        "2022年1月27日",
        "27/01/2022",
        "1/27/2022",
        "27.01.2022",
        1643241600,
        1643241600000,
        date(2022, 1, 27),
        datetime(2022, 1, 27, 23, 30, tzinfo=timezone(timedelta(hours=-5))),
    ],
)
def test_the_day_is_that_of_the_place_where_it_was_stated(stated: object) -> None:
    assert parse_day(stated).value == date(2022, 1, 27)
    assert parse_day(stated).doubt == ""


@pytest.mark.parametrize(
    "stated",
    [
        "01/02/2022",
        "yesterday",
        "2 hours ago",
        "January 2022",
        "2022",
        "27 January",
        "2022-02-30",
        "2022-13-45",
        "0000-00-00",
        "0000-01-01",
        "0001-01-01",
        "not a date",
        "version 10 of 2022",
        "26-27 January 2022",
        "January 27 – 28, 2022",
        1_643_241_600_000_000,
        "Monday 2022",
        "x" * 5_000,
        True,
        float("nan"),
        float("inf"),
        -1,
        {"year": 2022},
    ],
)
def test_what_names_no_single_day_is_unknown_and_said_so(stated: object) -> None:
    day = parse_day(stated)
    assert day.value is None
    assert "unknown" in day.doubt
    assert len(day.doubt) < 200


@pytest.mark.parametrize("stated", [None, ""])
def test_nothing_stated_is_nothing_doubted(stated: object) -> None:
    assert parse_day(stated).value is None
    assert parse_day(stated).doubt == ""


def test_a_day_in_the_future_is_kept_and_flagged() -> None:
    day = parse_day("2999-01-01")
    assert day.value == date(2999, 1, 1)
    assert "future" in day.doubt


@given(st.dates(OLDEST, datetime.now(UTC).date() - timedelta(days=1)))
def test_an_iso_day_is_itself(day: date) -> None:
    assert parse_day(day.isoformat()).value == day


@given(st.text(max_size=30) | st.integers() | st.floats() | st.lists(st.integers(), max_size=2))
def test_anything_at_all_is_a_day_or_unknown(stated: object) -> None:
    day = parse_day(stated)
    assert day.value is None or day.value >= OLDEST


@pytest.mark.parametrize(
    ("stated", "doubt"),
    [("03/04/2024", "may name either of two days"), ("31/04/2024", "cannot be read"), ("99/99/2024", "cannot be read")],
)
def test_a_day_that_could_be_two_is_told_from_one_that_is_none(stated: str, doubt: str) -> None:
    assert parse_day(stated).value is None
    assert doubt in parse_day(stated).doubt


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("5 апреля 2023", date(2023, 4, 5)),
        ("5. maaliskuuta 2022", date(2022, 3, 5)),
        ("17 de março de 2021", date(2021, 3, 17)),
        ("12 sierpnia 2020", date(2020, 8, 12)),
        ("2024年3月5日", date(2024, 3, 5)),
        ("5 tháng 3 2022", date(2022, 3, 5)),
        ("28. 4. 2023", date(2023, 4, 28)),
    ],
)
def test_a_month_is_known_in_every_case_of_its_name(stated: str, day: date) -> None:
    assert parse_day(stated).value == day


def test_languages_are_asked_that_name_a_month_of_the_text() -> None:
    languages = ("en", "de", "fi", "ja")
    assert languages_of("Pressefoto, 24. März 2023", languages) == ["de"]
    assert languages_of("24 MARCH 2023", languages)[0] == "en"
    assert languages_of("5. maaliskuuta 2022", languages) == ["fi"]
    assert languages_of("2024年3月5日", languages) == ["ja"]
    assert languages_of("the season of 2024", languages) == []
