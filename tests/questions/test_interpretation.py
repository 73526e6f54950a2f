"""What a question is searched for, and the filters that its words become."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.interpretation import understand
from assistant.questions.search_terms import absent, names, terms, unshouted
from assistant.retrieval.fusion import blend
from assistant.search_scope import Filters

PUBLISHERS = ["CNN", "The Week", "The Guardian", "USA Today"]
WEDNESDAY = date(2022, 6, 15)


def days(since: str | None, until: str | None) -> Filters:
    return Filters(
        since=date.fromisoformat(since) if since else None, until=date.fromisoformat(until) if until else None
    )


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What has NATO said since last Friday?", days("2022-06-10", None)),
        ("What happened in June 2022?", days("2022-06-01", "2022-06-30")),
        ("What happened in February 2024 in Oslo?", days("2024-02-01", "2024-02-29")),
        ("What did the minister say on 5 June 2022?", days("2022-06-05", "2022-06-06")),
        ("Who resigned on June 5, 2022?", days("2022-06-05", "2022-06-06")),
        ("Who resigned before 2022-06-01?", days(None, "2022-05-31")),
        ("Who resigned after 1 June 2022?", days("2022-06-02", None)),
        ("Who resigned until March 2022?", days(None, "2022-03-31")),
        ("What happened between May and July 2022?", days("2022-05-01", "2022-07-31")),
        ("What happened from May 3 to June 5 2022?", days("2022-05-03", "2022-06-05")),
        ("What happened between 1 and 20 June 2022?", days("2022-06-01", "2022-06-20")),
        ("Show me everything from June 2022", days("2022-06-01", "2022-06-30")),
        ("According to CNN, who won?", Filters(publishers=("CNN",))),
        ("Who won, according to the week?", Filters(publishers=("The Week",))),
        ("What did the Guardian report about otters?", Filters(publishers=("The Guardian",))),
        ("What did CNN say in June 2022?", Filters(("CNN",), date(2022, 6, 1), date(2022, 6, 30))),
        # What only dates an event, or only sounds like a publisher or a period, confines nothing.
        ("Where were the Olympics of 1924 held?", Filters()),
        ("Who won the title in 1924?", Filters()),
        ("Which team reached its first final since 1999?", Filters()),
        ("What is the percentage according to the latest census data?", Filters()),
        ("What share of voters, according to a CNN poll?", Filters()),
        ("What share of voters, according to CNN polls?", Filters()),
        ("What did the cat do this week?", Filters()),
        ("Who may march on Washington?", Filters()),
        ("What happened on 31 February 2022?", Filters()),
        ("What happened between July 2022 and May 2022?", Filters()),
    ],
)
def test_a_question_confines_itself(question: str, expected: Filters) -> None:
    understood = understand(question, Filters(), PUBLISHERS, WEDNESDAY)
    assert understood.filters == expected
    assert understood.added == (expected != Filters())


def test_what_is_given_is_not_overruled() -> None:
    given = Filters(publishers=("USA Today",), since=date(2021, 1, 1))
    assert understand("What did CNN say in June 2022?", given, PUBLISHERS, WEDNESDAY).filters == given


def test_days_are_reckoned_from_as_of() -> None:
    given = Filters(as_of=date(2020, 1, 8))
    assert understand("What happened since yesterday?", given, (), WEDNESDAY).filters.since == date(2020, 1, 7)


@pytest.mark.parametrize(
    "question", ["Who left this week?", "Who recently left?", "Who left on Tuesday?", "Who left today?"]
)
def test_news_of_the_day_is_heard(question: str) -> None:
    assert understand(question, Filters(), (), WEDNESDAY).of_the_day
    assert not understand("Who left the band in 1970?", Filters(), (), WEDNESDAY).of_the_day


@pytest.mark.parametrize(
    ("question", "of_now"),
    [
        ("What is the latest on the strike?", True),
        ("Latest news from Kyiv", True),
        ("Who is the mayor of Elm?", True),
        ("Is Berg still in prison?", True),
        ("How many ships are now at sea?", True),
        ("Who was the mayor of Elm?", False),
        ("What did a recent survey find?", False),
        ("Now that Berg is free, what did he say?", False),
    ],
)
def test_how_things_stand_is_heard(question: str, of_now: bool) -> None:
    understood = understand(question, Filters(), (), WEDNESDAY)
    assert understood.of_now == of_now and understood.filters == Filters()


@pytest.mark.parametrize("name", ["USA Today", "usa today", "The Sunday Times"])
def test_no_day_is_meant_by_a_publishers_name(name: str) -> None:
    publishers = ("USA Today", "The Sunday Times (London)")
    understood = understand(f"Who left, according to {name}?", Filters(), publishers, WEDNESDAY)
    assert not understood.of_the_day and understood.filters.publishers
    assert understand(f"Who left today, according to {name}?", Filters(), publishers, WEDNESDAY).of_the_day == "today"
    since = understand("Who left since Sunday?", Filters(), publishers, WEDNESDAY).filters.since
    assert since and not understand(f"Who left since {name} said so?", Filters(), publishers, WEDNESDAY).filters.since


def test_a_question_in_capitals_is_no_name() -> None:
    assert unshouted("HOW MANY PEOPLE LEFT KYIV?") == "how many people left kyiv?"
    for question in ("WHO?", "UN AND WHO", "How many people left KYIV?"):
        assert unshouted(question) == question


@given(st.text(max_size=200), st.lists(st.text(max_size=12), max_size=4))
def test_no_question_and_no_publisher_makes_it_fail(question: str, publishers: list[str]) -> None:
    understand(question, Filters(), publishers, WEDNESDAY)
    assert all(isinstance(term, str) and term for term in terms(question))
    names(question)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which automaker recalled 2.9 million vehicles?", ["automaker", "recalled", "2.9", "million", "vehicles"]),
        ("What is Fiji’s reply to the U.S.?", ["Fiji", "reply", "U.S"]),
        ("What did the WHO say?", ["WHO"]),
        ("Who is he?", ["Who", "is", "he"]),
    ],
)
def test_terms_leave_out_what_says_nothing(question: str, expected: list[str]) -> None:
    assert terms(question) == expected


def test_names_are_runs_of_capitals() -> None:
    question = "Did President Joe Biden meet Robert F. Kennedy Jr in New York? Which bank of the Bank of England paid?"
    assert names(question) == ["President Joe Biden", "Robert F. Kennedy Jr", "New York", "Bank of England"]
    assert names("Who eats otters?") == []


def test_absent_names_come_whole_and_once() -> None:
    held = {"Biden", "Joe Biden", "sell", "cars"}

    def frequency(words: Sequence[str]) -> dict[str, int]:
        return {word: int(word in held) for word in words}

    question = "Did President Joe Biden sell cars to Zorblax Quimby and frobnicate?"
    assert absent(question, frequency) == ("Zorblax Quimby", "President", "Joe", "frobnicate")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When did the cathedral of Notre-Dame reopen?", ("Notre-Dame", "cathedral", "reopen")),
        ("Wer hat das Spiel gewonnen?", ("Spiel", "gewonnen")),
        ("Quand est-ce que la cathédrale a rouvert?", ("cathédrale", "rouvert")),
        ("¿Quién ganó el partido?", ("ganó", "partido")),
        ("Who wore the hat?", ("wore", "hat")),
    ],
)
def test_what_is_absent_is_said_once_and_in_words_that_say_something(question: str, expected: tuple[str, ...]) -> None:
    assert absent(question, lambda words: dict.fromkeys(words, 0)) == expected


def test_blending_keeps_how_clearly_a_list_prefers_its_first() -> None:
    clear = [(1, 10.0), (2, 1.0), (3, 0.0)]
    vague = [(2, 0.51), (1, 0.50), (4, 0.40)]
    assert [key for key, _ in blend([(0.5, clear), (0.5, vague)])][:2] == [1, 2]
    assert blend([(0.5, []), (0.5, [])]) == []
    assert dict(blend([(1.0, [(7, 3.0)])])) == {7: 1.0}


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Which “Barbie” film opened?", ["Barbie"]),
        ("The Biden administration launched what?", ["Biden"]),
        (
            "Did President Biden on Tuesday meet John F. Kennedy Jr?",
            ["President Biden", "Tuesday", "John F. Kennedy Jr"],
        ),
        ("Nearly 4,000 letters went to the Bank of England", ["Bank of England"]),
    ],
)
def test_names_in_a_question_are_taken_as_they_are_spoken(question: str, found: list[str]) -> None:
    assert names(question) == found
