"""Questions and filters are checked before any work is done."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import FilterError, QuestionError
from assistant.questions.validation import LONGEST_QUESTION, checked_filters, checked_question


@pytest.mark.parametrize("question", ["", "   ", "?!…", "\x00\x1b", "\ud800", "—"])
def test_nothing_to_ask(question: str) -> None:
    with pytest.raises(QuestionError, match="no question"):
        checked_question(question)


def test_a_question_is_not_a_document() -> None:
    assert checked_question("a" * LONGEST_QUESTION)
    with pytest.raises(QuestionError, match=r"100,000 characters \(limit 4,000\)"):
        checked_question("a" * 100_000)


def test_control_characters_and_lone_surrogates_are_left_out() -> None:
    assert checked_question("Who\x1b[31m\ud800 won\x00 it?\n") == "Who [31m won it?"


@pytest.mark.parametrize(
    "question", ["' OR 1=1; DROP TABLE articles", "{{7*7}} %s", "قال من؟", "誰が勝った？", "👩‍👩‍👧 won?"]
)
def test_odd_questions_are_text(question: str) -> None:
    assert checked_question(question) == question


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_any_text_is_cleaned_or_refused(text: str) -> None:
    try:
        question = checked_question(text)
    except QuestionError:
        return
    assert question == question.strip() and question.encode()


def test_dates_are_iso_and_ordered() -> None:
    filters = checked_filters(["Reuters "], "2022-01-01", date(2022, 2, 1), datetime(2022, 3, 1, 12))
    assert filters.to_dict() == {
        "publishers": ["Reuters"],
        "since": "2022-01-01",
        "until": "2022-02-01",
        "as_of": "2022-03-01",
    }
    with pytest.raises(FilterError, match="after"):
        checked_filters(since="2022-02-01", until="2022-01-01")


@pytest.mark.parametrize("value", ["yesterday", "2022-13-01", "01/02/2022", "2022-02-30", "x"])
def test_a_date_that_is_none_is_named(value: str) -> None:
    with pytest.raises(FilterError, match=value):
        checked_filters(until=value)


@pytest.mark.parametrize("question", [None, 5, b"who", ["who"]])
def test_a_question_is_text(question: object) -> None:
    with pytest.raises(QuestionError, match="is text"):
        checked_question(question)  # type: ignore[arg-type]


def test_filters_of_other_types_are_refused_by_name() -> None:
    assert checked_filters(None).publishers == ()
    assert checked_filters("Reuters").publishers == ("Reuters",)  # type: ignore[arg-type]
    with pytest.raises(FilterError, match="publishers"):
        checked_filters([None])  # type: ignore[list-item]
    for blank in ([""], ["Reuters", "  "], ""):
        with pytest.raises(FilterError, match="one is blank"):
            checked_filters(blank)
    with pytest.raises(FilterError, match="since: 5"):
        checked_filters(since=5)  # type: ignore[arg-type]
