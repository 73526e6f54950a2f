"""What the page is given to show: texts cut without loss, conversations kept within bounds."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from assistant.answers import Answer, Done, Event, Filters, Found, Said, Searched, Statement
from assistant.articles import Article, Quote
from assistant.settings import Settings
from ui.chat import view
from ui.chat.charts import by_period
from ui.chat.conversation import KEPT_CONVERSATIONS, KEPT_TURNS, Conversations
from ui.chat.notfound import explained
from ui.chat.offering import answers
from ui.chat.understood import understood
from ui.chat.wording import destination, extent, period
from ui.chat.working import Work

TEXT = st.text(alphabet=st.sampled_from("ab .!?\n“”é😀\u00a0\u202e字"), min_size=1, max_size=300)


@given(TEXT, st.data())
def test_an_article_is_shown_whole_and_its_quotes_are_marked_exactly(text: str, data: st.DataObject) -> None:
    article = Article("1", text)
    spans = [sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2))) for _ in range(3)]
    quotes = [
        Quote(number, article, 1, start, end, text[start:end])
        for number, (start, end) in enumerate(((a, b) for a, b in spans if text[a:b].strip()), 1)
    ]
    shown: Any = view.article(article, quotes, None)["paragraphs"]
    lines = [line for line in text.split("\n") if line.strip()]
    assert ["".join(segment["text"] for segment in paragraph) for paragraph in shown] == lines
    for quote in quotes:
        marked = "".join(
            segment["text"] for paragraph in shown for segment in paragraph if quote.number in segment["quotes"]
        )
        assert _letters(marked) == _letters(quote.text)


@given(TEXT, st.data())
def test_the_context_of_a_quote_stands_beside_it(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    before, after = view.around(text, start, end)
    assert before.removeprefix("… ") in text[:start]
    assert after.removesuffix(" …") in text[end:]


def test_the_context_of_a_quote_in_a_very_long_line_costs_little() -> None:
    text = "A short sentence. " * 100_000
    started = time.perf_counter()
    assert view.around(text, 900_000, 900_017) == ("A short sentence.", "A short sentence.")
    assert time.perf_counter() - started < 1


def test_ten_thousand_questions_leave_the_latest_which_are_shown_quickly() -> None:
    conversation = Conversations().new()
    for number in range(10_000):
        assert conversation.ask(f"Question {number}?", lambda: iter(_events()))
        while conversation.working:
            time.sleep(0.0001)
    assert len(conversation.turns) == KEPT_TURNS
    assert conversation.turns[-1].question == "Question 9999?"
    started = time.perf_counter()
    for turn in conversation.turns:
        view.turn(turn, turn.work.seen, passages=10, first=False, last=False)
    assert time.perf_counter() - started < 2


def test_one_conversation_answers_one_question_at_a_time() -> None:
    conversation = Conversations().new()
    go = threading.Event()
    calls = []

    def slow() -> Iterator[Event]:
        calls.append(1)
        go.wait(10)
        yield from _events()

    started = [conversation.ask("Who?", slow) for _ in range(20)]
    go.set()
    _until_over(conversation.turns[0].work)
    assert started == [True] + [False] * 19
    assert len(calls) == len(conversation.turns) == 1


def test_conversations_are_bounded_and_an_unknown_id_finds_none() -> None:
    kept = Conversations()
    ids = [kept.new().id for _ in range(KEPT_CONVERSATIONS + 20)]
    assert len(kept) == KEPT_CONVERSATIONS
    assert len(set(ids)) == len(ids)
    assert min(map(len, ids)) >= 20
    assert kept.find(ids[0]) is None
    assert kept.find(ids[-1]) is not None
    assert kept.find("chosen by somebody else") is None
    assert kept.find(None) is None


def test_what_was_said_before_a_stop_is_an_answer_of_its_own() -> None:
    go, closed = threading.Event(), threading.Event()

    def stream() -> Iterator[Event]:
        try:
            found, said, done = _events()
            yield found
            yield said
            go.wait(10)
            yield done
        finally:
            closed.set()

    work = Work("Who?", stream)
    while not work.seen.statements:
        time.sleep(0.001)
    work.stop()
    assert work.seen.stage == "stopped"
    assert work.seen.answer is not None
    assert work.seen.answer.text == "It rained. [1]"
    go.set()
    assert closed.wait(10), "the stream is closed"
    assert work.seen.stage == "stopped"


def test_what_was_not_found_names_what_was_searched_and_what_to_try() -> None:
    searched = Searched(901, date(2021, 1, 3), date(2022, 1, 27))
    answer = Answer("Who?", "not_found", "nothing_close", searched=searched, absent=("Zembla",))
    told = explained(answer)
    assert told["searched"] == (
        "Searched 901 articles, 3 January 2021 to 27 January 2022. "
        "None of them answers this question closely enough to quote."
    )
    assert told["absent"] == ["Zembla"]


def test_what_was_read_out_of_a_question_is_taken_away_one_by_one() -> None:
    given = Filters(as_of=date(2023, 1, 1))
    searched = Filters(("CNN",), date(2022, 6, 1), date(2022, 6, 30), date(2023, 1, 1))
    asked: list[dict[str, Any]] = []

    def stream(**options: Any) -> Iterator[Event]:
        asked.append(options)
        yield Found(())
        yield Done(Answer("Who?", "not_found", "unverified", filters=searched))

    conversation = Conversations().new()
    conversation.ask("Who?", stream, given=given)
    turn = conversation.turns[0]
    _until_over(turn.work)
    shown: Any = view.turn(turn, turn.work.seen, passages=1, first=True, last=True)
    assert shown["understood"] == ["in June 2022", "CNN"]
    for nonsense in (-1, 2, "0", None):
        conversation.widen(turn.id, nonsense)
    conversation.widen(turn.id, 0)
    _until_over(turn.work)
    assert asked == [{}, {"publishers": ("CNN",), "since": None, "until": None, "literal": True}]
    assert understood(given, given) == []


def test_a_filter_is_shown_as_soon_as_passages_are_found_and_taking_it_away_begins_anew() -> None:
    searched = Filters(since=date(2022, 6, 1), until=date(2022, 6, 30))
    go, closed = threading.Event(), threading.Event()
    asked: list[dict[str, Any]] = []

    def stream(**options: Any) -> Iterator[Event]:
        asked.append(options)
        try:
            yield Found((), Filters() if options else searched)
            go.wait(10)
            yield from _events()[1:]
        finally:
            closed.set()

    conversation = Conversations().new()
    conversation.ask("Who?", stream)
    turn = conversation.turns[0]
    first = turn.work
    while first.seen.stage == "searching":
        time.sleep(0.001)
    shown: Any = view.turn(turn, first.seen, passages=1, first=True, last=True)
    assert (shown["stage"], shown["understood"]) == ("writing", ["in June 2022"])
    conversation.widen(turn.id, 0)
    assert first.seen.stage == "stopped" and turn.work is not first
    go.set()
    _until_over(turn.work)
    shown = view.turn(turn, turn.work.seen, passages=1, first=True, last=True)
    assert (shown["stage"], shown["understood"]) == ("done", [])
    assert closed.wait(10)
    assert asked == [{}, {"publishers": (), "since": None, "until": None, "literal": True}]


def test_a_period_is_said_as_people_say_it() -> None:
    assert period(date(2024, 2, 1), date(2024, 2, 29)) == "in February 2024"
    assert period(date(2024, 1, 1), date(2024, 12, 31)) == "in 2024"
    assert period(date(2024, 1, 5), date(2024, 1, 5)) == "on 5 January 2024"
    assert period(date(2024, 1, 5), None) == "since 5 January 2024"
    assert period(None, date(2024, 1, 5)) == "until 5 January 2024"
    assert period(date(2024, 1, 5), date(2024, 2, 6)) == "5 January 2024 to 6 February 2024"


def test_what_was_searched_is_said_without_saying_its_dates_twice() -> None:
    searched = Searched(3, date(2022, 6, 2), date(2022, 6, 9))
    june = Filters(("CNN", "BBC"), date(2022, 6, 1), date(2022, 6, 30), date(2022, 7, 1))
    assert extent(searched, Filters()) == "3 articles, 2 June 2022 to 9 June 2022"
    assert extent(searched, june) == "3 articles published in June 2022 by CNN or BBC, as of 1 July 2022"
    assert extent(searched, Filters(("CNN",))) == "3 articles published by CNN"
    assert extent(searched, Filters(since=date(2022, 6, 1))) == "3 articles published since 1 June 2022"


def test_passages_go_nowhere_unless_a_model_elsewhere_writes() -> None:
    away = Settings(openai_api_key=SecretStr("k"))
    assert destination(away, "gpt") == "api.openai.com"
    assert destination(away, "quotes") == ""
    assert destination(Settings(openai_base_url="http://localhost:11434/v1"), "llama") == ""
    assert destination(Settings(openai_base_url="https://models.example/v1"), "m") == "models.example"


def test_a_headline_alone_is_no_answer_to_an_offered_question() -> None:
    article = Article("1", "Rain in May\nIt rained for 9 days in May.", title="Rain in May")
    headline = Answer(
        "?",
        "answered",
        statements=(Statement("Rain in May", (1,), "quoted"),),
        quotes=(Quote(1, article, 1, 0, 11, "Rain in May"),),
    )
    assert not answers(headline, "May")
    assert not answers(Answer("?", "not_found", "nothing_close"), "May")


def test_days_are_counted_by_day_month_or_year_with_none_left_out() -> None:
    first = date(2024, 1, 30)
    assert by_period([(first, 2), (first + timedelta(2), 1)]) == (
        "day",
        {"2024-01-30": 2, "2024-01-31": 0, "2024-02-01": 1},
    )
    unit, counts = by_period([(first, 2), (date(2025, 2, 1), 5)])
    assert (unit, len(counts), sum(counts.values())) == ("month", 14, 7)
    assert by_period([(date(1990, 1, 1), 1), (first, 1)])[0] == "year"
    assert by_period([]) == ("day", {})


def _events() -> tuple[Found, Said, Done]:
    article = Article("1", "It rained. Then it stopped.", publisher="Post", published=date(2024, 1, 1))
    quote = Quote(1, article, 1, 0, 10, "It rained.")
    statement = Statement("It rained.", (1,), "quoted")
    answer = Answer("Who?", "answered", statements=(statement,), quotes=(quote,))
    return Found(()), Said(statement, (quote,)), Done(answer)


def _until_over(work: Work) -> None:
    while not work.seen.over:
        time.sleep(0.001)


def _letters(text: str) -> str:
    return "".join(text.split())
