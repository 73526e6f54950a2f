"""What the page is given to show: texts cut without loss, conversations kept within bounds."""

from __future__ import annotations

import time
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assistant.answers import Answer, Done, Found, ReadPassage, Statement
from assistant.articles import Article, Passage, Quote
from assistant.rendering.scope_phrases import extent, period
from assistant.search_scope import Filters, Searched
from ui.chat import view_model
from ui.chat.charts import bars, by_period
from ui.chat.conversations import Conversations
from ui.chat.formatting import shortened
from ui.chat.not_found import explained
from ui.chat.suggested_questions import answered_at_once

TEXT = st.text(alphabet=st.sampled_from("ab .!?\n“”é😀\u00a0\u202e字"), min_size=1, max_size=300)


@given(TEXT, st.data())
def test_an_article_is_shown_whole_and_its_quotes_are_marked_exactly(text: str, data: st.DataObject) -> None:
    article = Article("1", text)
    spans = [sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2))) for _ in range(3)]
    quotes = [
        Quote(number, article, 1, start, end, text[start:end])
        for number, (start, end) in enumerate(((a, b) for a, b in spans if text[a:b].strip()), 1)
    ]
    shown: Any = view_model.article(article, quotes, None)["paragraphs"]
    lines = [line for line in text.split("\n") if line.strip()]
    assert ["".join(segment["text"] for segment in paragraph) for paragraph in shown] == lines
    for quote in quotes:
        marked = "".join(
            segment["text"] for paragraph in shown for segment in paragraph if quote.number in segment["quotes"]
        )
        assert _letters(marked) == _letters(quote.text)


@given(TEXT, st.data())
def test_the_neighbours_of_a_quote_stand_beside_it(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    before, after = view_model.neighbours(text, start, end)
    assert before is None or before[1] <= start
    assert after is None or end <= after[0]


def test_the_neighbours_of_a_quote_in_a_very_long_line_cost_little() -> None:
    text = "A short sentence. " * 100_000
    started = time.process_time()
    before, after = view_model.neighbours(text, 900_000, 900_017)
    assert time.process_time() - started < 1
    assert before and after
    assert (text[slice(*before)], text[slice(*after)]) == ("A short sentence.", "A short sentence.")


def test_an_article_has_one_card_with_its_quotes_in_their_order_and_no_words_twice() -> None:
    first, other = Article("1", "One. Two. Three. Four. Five."), Article("2", "Six. Seven.")
    quotes = (
        Quote(1, first, 1, 10, 16, "Three."),
        Quote(2, other, 3, 0, 4, "Six."),
        Quote(3, first, 1, 5, 9, "Two."),
    )
    said = tuple(Statement(quote.text, (quote.number,), "quoted") for quote in quotes)
    read = tuple(
        ReadPassage(Passage(at, article, 0, len(article.text)), 1.0)
        for at, article in enumerate((first, first, other), 1)
    )
    shown = _shown(Answer("?", "answered", statements=said, quotes=quotes, passages=read))
    assert [[quote["number"] for quote in card["quotes"]] for card in shown["cards"]] == [[1, 3], [2]]
    assert [len(card["further"]) for card in shown["cards"]] == [1, 0]
    assert shown["read"] == []
    words = " ".join(" ".join((q["before"], q["text"], q["after"])) for q in shown["cards"][0]["quotes"])
    assert sorted(words.split()) == ["Four.", "One.", "Three.", "Two."]


def test_a_models_prose_is_one_text_and_the_rest_stands_below_it() -> None:
    article = Article("1", "One. Two. Three.")
    quotes = tuple(Quote(at, article, 1, a, b, article.text[a:b]) for at, a, b in ((1, 0, 4), (2, 5, 9), (3, 10, 16)))
    said = (
        Statement("First.", (1,), "written", "m"),
        Statement("Then.", (1, 2), "written", "m"),
        Statement("Three.", (3,), "quoted"),
    )
    shown = _shown(Answer("?", "answered", written_by="m", statements=said, quotes=quotes, missing=("why", "when")))
    assert [len(group["statements"]) for group in shown["groups"]] == [2]
    assert [group["statements"][0]["text"] for group in shown["also"]] == ["Three."]
    assert shown["missing"] == "why; when"


def _shown(answer: Answer) -> Any:
    conversation = Conversations().new()
    conversation.ask("?", lambda: iter((Found(answer.passages), Done(answer))))
    turn = conversation.turns[0]
    while not turn.work.seen.over:
        time.sleep(0.001)
    return view_model.turn(turn, turn.work.seen, passages=3, first=True, last=True)


def test_what_was_not_found_names_what_was_searched_and_what_to_try() -> None:
    searched = Searched(901, date(2021, 1, 3), date(2022, 1, 27))
    answer = Answer("Who?", "not_found", "nothing_close", searched=searched, absent=("Zembla",))
    told = explained(answer)
    assert told["searched"] == (
        "Searched 901 articles, 3 January 2021 to 27 January 2022. "
        "None of them answers this question closely enough to quote."
    )
    assert told["absent"] == ["Zembla"]


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


def test_a_headline_alone_is_no_answer_to_an_offered_question() -> None:
    article = Article("1", "Rain in May\nIt rained for 9 days in May.", title="Rain in May")
    headline = Answer(
        "?",
        "answered",
        statements=(Statement("Rain in May", (1,), "quoted"),),
        quotes=(Quote(1, article, 1, 0, 11, "Rain in May"),),
    )
    assert not answered_at_once(headline, lambda quote: "May" in quote.text)
    assert not answered_at_once(Answer("?", "not_found", "nothing_close"), lambda _: True)


def test_an_offered_question_is_answered_in_the_first_sentence() -> None:
    article = Article("1", "It was dry in April. It rained for 9 days in May.", title="Rain")
    quotes = (Quote(1, article, 1, 0, 20, "It was dry in April."), Quote(2, article, 1, 21, 49, article.text[21:]))
    said = tuple(Statement(quote.text, (quote.number,), "quoted") for quote in quotes)
    answer = Answer("?", "answered", statements=said, quotes=quotes)
    assert not answered_at_once(answer, lambda quote: "9 days" in quote.text)
    assert answered_at_once(answer, lambda quote: "April" in quote.text)


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


def test_bars_of_one_article_each_fill_their_chart() -> None:
    drawn = bars({"CNN": 1, "BBC": 1}, "publisher", upright=False).to_dict()
    assert drawn["encoding"]["x"]["field"] == "articles"
    assert "scale" not in drawn["encoding"]["x"]  # which would reach beyond the longest bar


@given(TEXT, st.integers(4, 60))
def test_what_is_left_out_of_a_text_is_shown_by_an_ellipsis(text: str, limit: int) -> None:
    cut = shortened(text, limit)
    assert cut == text if len(text) <= limit else cut.endswith(" …") and len(cut) <= limit + 2
    assert text.startswith(cut.removesuffix(" …"))


def _letters(text: str) -> str:
    return "".join(text.split())
