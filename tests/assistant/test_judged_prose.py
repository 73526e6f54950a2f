"""A model's sentences: judged while it writes, shown in its order, and of those that fall not a word is shown."""

from __future__ import annotations

import io
import json
import random
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from bridge_story import (
    COST,
    QUESTION,
    SAFE,
    SENTENCES,
    VOTE,
    Outcome,
    Scripted,
    Yes,
    asking,
    draft,
    events_of,
    model_at,
    outcome,
)
from faulty_server import Behaviour, Exchange, FaultyServer, drips, judges, plays, reply, says
from hypothesis import given, settings
from hypothesis import strategies as st
from judges import TellingJudge, WaitingJudge, by_sentence
from rich.console import Console

from assistant.answers import Answer, Said
from assistant.articles import Article
from assistant.cancellation import Stop, Stopped, Stream
from assistant.drafts import Draft
from assistant.errors import LanguageModelError
from assistant.generation.llm.llm_writer import LLMWriter
from assistant.inference.language_model import Trace
from assistant.inference.language_model.budget import Budget
from assistant.judged_prose import AT_ONCE, MOST_JUDGEMENTS
from assistant.settings import Settings
from assistant.verification.judge import Claim, Judge, Judgement
from assistant.verification.judge.llm_judge import LLMJudge
from ui.cli.answer_text import SaidPrinter, show_rest

pytestmark = [pytest.mark.usefixtures("client_loaded"), pytest.mark.timeout(120)]

TEXTS = [each.text for each in SENTENCES]


def written(judge: Judge | None, *parts: object, seconds: float = 60.0, trace: Trace | None = None) -> Outcome:
    writer = Scripted(parts or SENTENCES)  # type: ignore[arg-type]
    return outcome(writer, asking(), judge, seconds=seconds, trace=trace)


def prose(seen: Outcome) -> list[str]:
    return [said.statement.text for said in seen.said if said.statement.kind == "written"]


# The writer's order, and what stands before a sentence


@given(st.permutations(range(AT_ONCE)), st.sets(st.integers(0, AT_ONCE - 1)))
@settings(max_examples=25)
def test_in_whatever_order_judgements_come_sentences_are_shown_as_written(order: list[int], refuted: set[int]) -> None:
    judge = WaitingJudge(lambda claim: "refuted" if TEXTS.index(claim.sentence) in refuted else "accepted")
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(written, judge, *SENTENCES[:AT_ONCE])
        judge.until(lambda: len(judge.under_way) == AT_ONCE)
        for place in order:
            judge.let(TEXTS[place])
        seen = running.result(60)
    assert prose(seen) == [text for place, text in enumerate(TEXTS[:AT_ONCE]) if place not in refuted]


@given(st.integers(0, 10**9))
@settings(max_examples=60)
def test_what_is_shown_was_judged_with_what_stands_before_it(seed: int) -> None:
    """Whether a judge accepts may hang on what stands before: the page is what reading it from the top would show."""

    def accepts(sentence: str, before: str) -> bool:
        return random.Random(f"{seed} {sentence} {before}").random() < 0.6

    shown: list[str] = []
    for text in TEXTS:
        if accepts(text, " ".join(shown)):
            shown.append(text)
    judge = TellingJudge(lambda claim: "accepted" if accepts(claim.sentence, claim.before) else "refuted")
    assert prose(written(judge)) == shown
    assert len(judge.claims) <= MOST_JUDGEMENTS


def test_a_sentence_refuted_only_for_what_stood_before_it_may_stand() -> None:
    judge = WaitingJudge(
        lambda claim: "refuted" if claim.sentence == TEXTS[0] or TEXTS[0] in claim.before else "accepted"
    )
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(written, judge, *SENTENCES[:2])
        judge.let(TEXTS[1])
        judge.until(lambda: TEXTS[1] in [claim.sentence for claim in judge.claims])
        judge.let(TEXTS[0])
        seen = running.result(60)
    assert prose(seen) == [TEXTS[1]]
    assert [claim.before for claim in judge.claims if claim.sentence == TEXTS[1]] == [TEXTS[0], ""]


def test_a_name_is_not_shown_once_the_sentence_that_gave_it_has_fallen() -> None:
    march = Article("march", "Ana Cruz led a march of 300 people through the town. " * 12, "A march", "Herald")
    vote = Article("vote", f"{VOTE} " * 12, "A vote", "Post")
    parts = (
        draft("Ana Cruz led a march.", (1, "Ana Cruz led a march of 300 people through the town.")),
        draft("The council of Arlen voted to close the bridge after the march of Ana Cruz.", (2, VOTE)),
    )
    judge = by_sentence({})
    assert len(prose(outcome(Scripted(parts), asking(QUESTION, march, vote), judge))) == 2
    seen = outcome(Scripted(parts), asking(QUESTION, march, vote), by_sentence({parts[0].text: "refuted"}))
    assert prose(seen) == []


def test_no_more_than_four_are_judged_at_once() -> None:
    judge = WaitingJudge()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(written, judge)
        judge.until(lambda: len(judge.under_way) == AT_ONCE)
        judge.let(*TEXTS)
        assert prose(running.result(60)) == TEXTS
    assert judge.most == AT_ONCE


def test_the_first_sentence_is_shown_while_the_writer_still_writes() -> None:
    goes_on = threading.Event()
    events = events_of(Scripted((SENTENCES[0], goes_on, SENTENCES[1])), asking(), Yes(), 60, Stop())
    first = next(events)
    assert isinstance(first, Said) and first.statement.text == TEXTS[0] and not goes_on.is_set()
    goes_on.set()
    second = next(events)
    assert isinstance(second, Said) and second.statement.text == TEXTS[1]


# Why sentences fall


def test_refuted_and_unchecked_both_fall_and_are_told_apart() -> None:
    judge = by_sentence({TEXTS[1]: "refuted", TEXTS[2]: "unchecked", TEXTS[3]: "unchecked"})
    seen = written(judge)
    assert prose(seen) == [TEXTS[0], TEXTS[4], TEXTS[5]]
    assert seen.notices == (
        "3 sentences that m wrote are not shown: one did not follow from its quotes, 2 could not be checked."
    )
    assert [each.text for each in seen.answer.also] == [COST, SAFE, seen.answer.also[2].text], "each by itself"
    assert seen.answer.checked_by == "teller"
    assert {each.checked_by for each in seen.answer.also} == {None}


def test_one_that_falls_is_said_in_the_singular() -> None:
    assert written(by_sentence({TEXTS[5]: "refuted"})).notices == (
        "One sentence that m wrote is not shown: it did not follow from its quotes."
    )


@pytest.mark.parametrize("judge", [None, TellingJudge(lambda claim: "refuted")])
def test_where_all_fall_the_sources_answer_and_it_is_said(judge: Judge | None) -> None:
    seen = written(judge)
    assert [said.statement.text for said in seen.said] == [VOTE]
    assert (seen.answer.written_by, seen.answer.status, seen.answer.checked_by) == ("quotes", "answered", None)
    why = "did not follow from their quotes" if judge else "could not be checked"
    assert seen.notices == f"Nothing that m wrote could be shown (6 {why}); the sources' own sentences answer."
    assert "first_statement" in seen.answer.timings


def test_a_failing_judge_of_ones_own_leaves_sentences_unchecked() -> None:
    failure = LanguageModelError("no room", reason="server")
    seen = written(by_sentence({TEXTS[0]: failure}))
    assert prose(seen) == TEXTS[1:] and "could not be checked" in seen.notices


def test_what_nobody_foresaw_ends_the_answer_with_that_error() -> None:
    never, writer = threading.Event(), Scripted((*SENTENCES, threading.Event()))
    with pytest.raises(ZeroDivisionError):
        outcome(writer, asking(), by_sentence({TEXTS[2]: ZeroDivisionError("unforeseen")}))
    assert not never.is_set()
    with pytest.raises(ZeroDivisionError):
        written(Yes(), SENTENCES[0], ZeroDivisionError("unforeseen"))


def test_a_writer_that_fails_at_once_leaves_the_sources() -> None:
    seen = written(Yes(), LanguageModelError("the server failed", "ask again"))
    assert [said.statement.text for said in seen.said] == [VOTE]
    assert seen.notices == "No model wrote this answer: the server failed. Ask again."


def test_a_writer_that_fails_later_leaves_what_was_accepted() -> None:
    judge = by_sentence({TEXTS[0]: "refuted"})
    seen = written(judge, SENTENCES[0], SENTENCES[1], LanguageModelError("it was cut", reason="cut"))
    assert prose(seen) == [TEXTS[1]]
    assert [each.text for each in seen.answer.also] == [VOTE]
    assert seen.answer.notices[0] == "The answer is incomplete: it was cut."


def test_a_writer_that_fails_after_sentences_that_all_fell_leaves_the_sources() -> None:
    failure = LanguageModelError("it was cut", reason="cut")
    seen = written(TellingJudge(lambda claim: "refuted"), SENTENCES[1], failure)
    assert [said.statement.text for said in seen.said] == [VOTE]
    assert seen.answer.written_by == "quotes"


# One deadline, and an end at once


def test_one_deadline_holds_for_writer_and_judge_together() -> None:
    with FaultyServer(plays(says(reply((1, VOTE, TEXTS[0]))), drips(0.05))) as server:
        model, began = model_at(server.url), time.monotonic()
        seen = outcome(LLMWriter(model), asking(), LLMJudge(model), seconds=1.5)
    assert time.monotonic() - began < 30
    assert "could not be checked" in seen.notices and seen.answer.written_by == "quotes"
    judged = seen.answer.usage["judge"]
    assert isinstance(judged, dict) and judged["requests"] == 1


@pytest.mark.parametrize("late", ["writer", "judge"])
def test_who_lets_the_deadline_pass_is_not_waited_for(late: str) -> None:
    never = threading.Event()

    def wait(claim: Claim) -> Judgement:
        never.wait(60)
        return Judgement("accepted")

    try:
        if late == "judge":
            seen = written(TellingJudge(wait), SENTENCES[0], seconds=0.2)
            assert seen.answer.written_by == "quotes" and "could not be checked" in seen.notices
        else:
            seen = written(Yes(), SENTENCES[0], never, seconds=0.2)
            assert prose(seen) == TEXTS[:1] and "incomplete: m did not end within 0 s" in seen.notices
    finally:
        never.set()


def then(first: Behaviour, after: Behaviour) -> Behaviour:
    def behave(exchange: Exchange) -> None:
        first(exchange)
        while True:
            exchange.chunk(" ")
            time.sleep(0.05)

    return behave


FIRST = reply((1, VOTE, TEXTS[0]))[: -len('], "missing": []}')]
ENDLESS = then(says(FIRST, finish=None, usage=None), drips(0.05))


@pytest.mark.parametrize(
    ("behaviour", "statements", "wanted"),
    [
        (plays(drips(0.05), drips(0.05)), 0, 1),
        (plays(ENDLESS, drips(0.05)), 0, 2),
        (plays(ENDLESS, judges(lambda sentence: True)), 1, 2),
        (plays(says(FIRST + "]}"), drips(0.05)), 0, 2),
    ],
    ids=["writing", "writing-and-judging", "after-the-first-sentence", "judging"],
)
def test_closing_ends_writer_and_judges_at_once(behaviour: Behaviour, statements: int, wanted: int) -> None:
    """`wanted` requests are under way when it is closed: the writer's, and a judge's."""
    before = set(threading.enumerate())
    with FaultyServer(behaviour) as server:
        model = model_at(server.url)

        def events(stop: Stop):  # type: ignore[no-untyped-def]
            return events_of(LLMWriter(model), asking(), LLMJudge(model), 60, stop)

        stream = Stream(events)
        for _ in range(statements):
            assert isinstance(next(stream), Said)
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(lambda: list(stream))
            soon(lambda: len(server.requests) >= wanted)
            stream.close()
            assert waiting.result(30) == []
        soon(server.left.is_set)
        soon(lambda: not [each for each in set(threading.enumerate()) - before if ours(each)])
        asked = len(server.requests)
        assert list(stream) == [] and len(server.requests) == asked


def ours(thread: threading.Thread) -> bool:
    return thread.name.startswith(("writing", "judging", "asyncio", "anyio", "AnyIO"))


def soon(happened: Callable[[], object]) -> None:
    """Wait for what is to happen; fails after half a minute."""
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_stopping_ends_judges_that_wait() -> None:
    judge, stop, writer = WaitingJudge(), Stop(), Scripted(SENTENCES)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(outcome, writer, asking(), judge, stop=stop)
        judge.until(lambda: len(judge.under_way) == AT_ONCE)
        stop.cancel()
        with pytest.raises(Stopped):
            running.result(30)
        judge.until(lambda: not judge.under_way)
    assert writer.closed.wait(30)


def test_a_judgement_that_nobody_waits_for_any_more_is_ended() -> None:
    """The second sentence is under way when the first falls: that request ends, and another begins."""
    judge = WaitingJudge(lambda claim: "refuted" if claim.sentence == TEXTS[0] else "accepted")
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(written, judge, *SENTENCES[:2])
        judge.until(lambda: len(judge.under_way) == 2)
        judge.let(TEXTS[0])
        judge.until(lambda: TEXTS[1] in [claim.sentence for claim in judge.claims])
        judge.let(TEXTS[1])
        assert prose(running.result(60)) == [TEXTS[1]]
    assert [claim.before for claim in judge.claims if claim.sentence == TEXTS[1]] == [TEXTS[0], ""]


# Of what falls, not a word


INVENTED = st.text("bdfgklmnprstvz", min_size=3, max_size=7).map(lambda stem: f"zq{stem}ov")


@st.composite
def falling(make: st.DrawFn) -> tuple[Draft, str | None]:
    """A draft that falls, with words that stand nowhere else; and the judge's outcome, if it is one that judges."""
    words = " ".join(make(st.lists(INVENTED, min_size=2, max_size=6)))
    why = make(st.sampled_from(["refuted", "unchecked", "figure", "name", "quoted", "unquoted", "both"]))
    match why:
        case "figure":
            return draft(f"It was {words} and 9,731,442 in all.", (1, VOTE)), None
        case "name":
            return draft(f"They met in {words.title()}.", (1, COST)), None
        case "quoted":
            return draft(f"The mayor called it “{words}”.", (1, COST)), None
        case "unquoted":
            return draft(f"It was {words}.", (1, f"It was {words}, said all four of them.")), None
        case "both":
            return draft(f"It was {words}.", (1, VOTE), (2, f"And then {words} stood there.")), "refuted"
        case _:
            return draft(f"It was {words}.", (1, SAFE)), why


@given(st.lists(falling(), min_size=1, max_size=4), st.booleans())
@settings(max_examples=60)
def test_no_word_of_a_fallen_sentence_is_shown_anywhere(fallen: list[tuple[Draft, str | None]], one: bool) -> None:
    def tell(claim: Claim) -> Judgement:
        known = {each.text: why for each, why in fallen}
        why = known.get(claim.sentence, "accepted")
        return Judgement(why, f"says {claim.sentence}")  # type: ignore[arg-type]

    seen = written(TellingJudge(tell), *([SENTENCES[3]] if one else []), *(each for each, _ in fallen))
    shown = everywhere(seen.answer, seen.said)
    assert "zq" not in shown.lower() and "9,731" not in shown
    assert len(prose(seen)) == one and seen.answer.notices


def everywhere(answer: Answer, said: Sequence[Said]) -> str:
    """All that a reader or a program gets of an answer: terminal, Markdown, JSON."""
    screen = io.StringIO()
    out = Console(file=screen, width=100)
    printer = SaidPrinter(out)
    for each in said:
        printer.show(each)
    printer.end()
    show_rest(out, answer, Settings())
    return "\n".join([screen.getvalue(), answer.to_markdown(), json.dumps(answer.to_dict(), ensure_ascii=False)])


def test_the_trace_has_what_fell_and_why(tmp_path: Path) -> None:
    trace = Trace(tmp_path / "trace.jsonl")
    written(by_sentence({TEXTS[1]: "refuted"}), *SENTENCES[:2], trace=trace)
    (line,) = [json.loads(line) for line in trace.path.read_text().splitlines() if line]
    assert line == {"not_shown": TEXTS[1], "why": "refuted", "reason": f"refuted: {TEXTS[1]}"}


def test_a_judge_gets_no_more_than_three_requests_a_sentence() -> None:
    budgets: list[Budget] = []

    class Asking(Yes):
        def judge(self, claim: Claim, budget: Budget) -> Judgement:
            budgets.append(budget)
            budget.take("host")
            return super().judge(claim, budget)

    seen = written(Asking())
    assert prose(seen) == TEXTS
    assert {budget.requests for budget in budgets} == {3}
