"""Conversations as the page keeps them: bounded, one answer at a time, stopped, asked again with less."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

from assistant.answers import Answer, Done, Event, Found, Said, Statement
from assistant.articles import Article, Quote
from assistant.search_scope import Filters
from ui.chat import view_model
from ui.chat.answer_job import GONE, Work
from ui.chat.conversations import KEPT_CONVERSATIONS, KEPT_TURNS, Conversations
from ui.chat.interpretation_chips import understood


def test_ten_thousand_questions_leave_the_latest_which_are_shown_quickly() -> None:
    conversation = Conversations().new()
    for number in range(10_000):
        assert conversation.ask(f"Question {number}?", lambda: iter(_events()))
        while conversation.working:
            time.sleep(0.0001)
    assert len(conversation.turns) == KEPT_TURNS
    assert conversation.turns[-1].question == "Question 9999?"
    started = time.process_time()
    for turn in conversation.turns:
        view_model.turn(turn, turn.work.seen, passages=10, first=False, last=False)
    assert time.process_time() - started < 2


def test_one_conversation_answers_one_question_at_a_time() -> None:
    conversation = Conversations().new()
    go = threading.Event()
    calls = []

    def slow() -> Iterator[Event]:
        calls.append(1)
        go.wait(60)
        yield from _events()

    started = [conversation.ask("Who?", slow) for _ in range(20)]
    go.set()
    _until_over(conversation.turns[0].work)
    assert started == [True] + [False] * 19
    assert len(calls) == len(conversation.turns) == 1


def test_opening_many_pages_takes_nobodys_conversation_away() -> None:
    kept = Conversations()
    mine = kept.new()
    assert mine.ask("Who?", lambda: iter(_events()))
    for _ in range(3 * KEPT_CONVERSATIONS):
        kept.new()
    assert kept.find(mine.id) is mine


def test_asking_in_many_takes_only_conversations_that_nobody_has_open() -> None:
    kept = Conversations()
    left, mine = kept.new(), kept.new()
    mine.viewed = lambda: True
    for conversation in (left, mine):
        assert conversation.ask("Who?", lambda: iter(_events()))
    for _ in range(2 * KEPT_CONVERSATIONS):
        assert kept.new().ask("Who?", lambda: iter(_events()))
    assert kept.find(left.id) is None
    assert kept.find(mine.id) is mine
    assert len(kept) < 3 * KEPT_CONVERSATIONS


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
            go.wait(60)
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
    assert closed.wait(60), "the stream is closed"
    assert work.seen.stage == "stopped"


def test_what_nobody_waits_for_any_more_is_stopped_and_a_short_absence_is_none() -> None:
    go, back = threading.Event(), threading.Event()
    looks = iter((True, False))
    here = True

    def stream() -> Iterator[Event]:
        go.wait(120)
        yield from _events()

    def wanted() -> bool:
        """At the second look nobody is there, and at the next somebody is."""
        present = next(looks, None)
        if present is None:
            back.set()
        return here if present is None else present

    conversation = Conversations().new()
    conversation.ask("Who?", stream, wanted=wanted)
    work = conversation.turns[0].work
    assert back.wait(60)
    time.sleep(GONE)
    assert not work.seen.over
    here = False
    assert work.wait(work.seen, 60)
    assert work.seen.stage == "stopped" and not conversation.working
    conversation.retry(conversation.turns[0].id, lambda: here)
    assert conversation.turns[0].work.wait(conversation.turns[0].work.seen, 60), "asked again, and left again"
    go.set()


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
    shown: Any = view_model.turn(turn, turn.work.seen, passages=1, first=True, last=True)
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
            go.wait(60)
            yield from _events()[1:]
        finally:
            closed.set()

    conversation = Conversations().new()
    conversation.ask("Who?", stream)
    turn = conversation.turns[0]
    first = turn.work
    while first.seen.stage == "searching":
        time.sleep(0.001)
    shown: Any = view_model.turn(turn, first.seen, passages=1, first=True, last=True)
    assert (shown["stage"], shown["understood"]) == ("writing", ["in June 2022"])
    conversation.widen(turn.id, 0)
    assert first.seen.stage == "stopped" and turn.work is not first
    go.set()
    _until_over(turn.work)
    shown = view_model.turn(turn, turn.work.seen, passages=1, first=True, last=True)
    assert (shown["stage"], shown["understood"]) == ("done", [])
    assert closed.wait(60)
    assert asked == [{}, {"publishers": (), "since": None, "until": None, "literal": True}]


def _events() -> tuple[Found, Said, Done]:
    article = Article("1", "It rained. Then it stopped.", publisher="Post", published=date(2024, 1, 1))
    quote = Quote(1, article, 1, 0, 10, "It rained.")
    statement = Statement("It rained.", (1,), "quoted")
    answer = Answer("Who?", "answered", statements=(statement,), quotes=(quote,))
    return Found(()), Said(statement, (quote,)), Done(answer)


def _until_over(work: Work) -> None:
    while not work.seen.over:
        time.sleep(0.001)


def test_an_id_may_stand_in_a_components_name() -> None:
    """Streamlit refuses a name with two underscores in a row, which one of 200 URL-safe tokens has."""
    ids = {Conversations().new().id for _ in range(100)}
    assert len(ids) == 100 and all(re.fullmatch("[0-9a-f]{32}", id) for id in ids)
