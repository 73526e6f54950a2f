"""The exam of judges: who passes, how early it ends, and what breaks it off."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from bridge_story import model_at
from faulty_server import Behaviour, FaultyServer, drips, fails, judges, refuses, says, verdict
from judges import TellingJudge, Verdict
from small_model import small_model

from assistant.cancellation import Stop, Stopped
from assistant.errors import LanguageModelError
from assistant.inference.language_model.budget import Budget
from assistant.inference.prices import Prices
from assistant.verification.judge import Claim, Judgement
from assistant.verification.judge.exam import (
    ACCEPTED,
    AT_ONCE,
    CAUGHT,
    PLANTED,
    TRUE,
    ExamProgress,
    ExamResult,
    estimate,
    pairs,
    sit,
)
from assistant.verification.judge.llm_judge import LLMJudge

__all__ = ["small_model"]

pytestmark = [pytest.mark.usefixtures("client_loaded"), pytest.mark.timeout(180)]

SUPPORTED = {pair.claim: pair.supported for pair in pairs()}
FALSE = [pair.claim for pair in pairs() if not pair.supported]
HONEST = [pair.claim for pair in pairs() if pair.supported]


def knowing(but: Callable[[Claim], Verdict | None] = lambda claim: None) -> TellingJudge:
    """A judge that knows every label, but for what it is told otherwise."""
    return TellingJudge(lambda claim: but(claim) or ("accepted" if SUPPORTED[claim] else "refuted"))


def faulty(missed: int, rejected: int) -> TellingJudge:
    """A judge that misses the last so many errors and rejects the last so many true sentences."""
    wrong = {*FALSE[PLANTED - missed :], *HONEST[TRUE - rejected :]}
    return knowing(lambda claim: ("refuted" if SUPPORTED[claim] else "accepted") if claim in wrong else None)


def test_there_are_as_many_pairs_as_are_said() -> None:
    assert (len(FALSE), len(HONEST)) == (PLANTED, TRUE)


@pytest.mark.parametrize(
    ("missed", "rejected", "passed"),
    [
        (0, 0, True),
        (PLANTED - CAUGHT, TRUE - ACCEPTED, True),
        (PLANTED - CAUGHT + 1, 0, False),
        (0, TRUE - ACCEPTED + 1, False),
    ],
)
def test_who_catches_94_and_accepts_32_passes(missed: int, rejected: int, passed: bool) -> None:
    result = sit(faulty(missed, rejected))
    assert result.passed is passed
    if passed:
        assert (result.caught, result.accepted) == (PLANTED - missed, TRUE - rejected)
        assert f"it caught {result.caught} of 100 planted errors" in result.summary
        assert sum(of for _, of in result.kinds.values()) == PLANTED + TRUE
        assert sum(right for right, _ in result.kinds.values()) == PLANTED + TRUE - missed - rejected


@pytest.mark.parametrize("outcome", ["accepted", "refuted"])
def test_who_says_the_same_to_everything_fails_with_as_few_requests_as_can_be(outcome: str) -> None:
    judge = TellingJudge(lambda claim: outcome)  # type: ignore[arg-type, return-value]
    result = sit(judge)
    wrong = [SUPPORTED[claim] is (outcome == "refuted") for claim in judge.claims]
    needed = (PLANTED - CAUGHT if outcome == "accepted" else TRUE - ACCEPTED) + 1
    assert not result.passed and sum(wrong) == needed
    last = max(place for place, pair in enumerate(pairs()) if pair.claim in judge.claims)
    first_enough = [place for place, pair in enumerate(pairs()) if pair.supported is (outcome == "refuted")][needed - 1]
    assert last == first_enough, "no pair beyond the one that decides is put"
    assert result.planted + result.true == len(judge.claims) < 40
    assert "was ended early, since it could only fail" in result.summary


def test_four_pairs_are_judged_at_once_and_fewer_when_each_may_decide() -> None:
    met = threading.Barrier(AT_ONCE)

    def meet(claim: Claim) -> Verdict | None:
        if claim in [pair.claim for pair in pairs()[:AT_ONCE]]:
            met.wait(60)
        return None

    assert sit(knowing(meet)).passed


def test_progress_says_what_was_missed() -> None:
    seen: list[ExamProgress] = []
    sit(faulty(1, 2), on_progress=seen.append)
    assert [each.done for each in seen] == list(range(1, 141))
    assert (seen[-1].missed, seen[-1].rejected, seen[-1].total) == (1, 2, 140)
    assert seen[-1].faults == "1 error missed, 2 true sentences rejected"


def test_stop_ends_it_at_once() -> None:
    stop, judge = Stop(), knowing(lambda claim: stop.cancel())
    with pytest.raises(Stopped):
        sit(judge, stop=stop)
    assert len(judge.claims) <= AT_ONCE


def test_stop_ends_requests_that_are_under_way() -> None:
    stop = Stop()
    with FaultyServer(drips(0.05)) as server, ThreadPoolExecutor(1) as pool:
        running = pool.submit(sit, LLMJudge(model_at(server.url)), stop=stop)
        deadline = time.monotonic() + 30
        while not server.requests and time.monotonic() < deadline:
            time.sleep(0.01)
        stop.cancel()
        with pytest.raises(Stopped):
            running.result(30)
        assert server.left.wait(30)


# Over the wire


def examined(*behaviours: Behaviour, seconds: float = 20.0) -> tuple[ExamResult | LanguageModelError, int]:
    with FaultyServer(*behaviours) as server:
        try:
            return sit(LLMJudge(model_at(server.url)), seconds=seconds), len(server.requests)
        except LanguageModelError as error:
            return error, len(server.requests)


def knows(sentence: str) -> bool:
    return next(pair.supported for pair in pairs() if pair.claim.sentence == sentence)


def test_a_good_model_passes_over_the_wire() -> None:
    result, requests = examined(judges(knows, model="m-2026"))
    assert isinstance(result, ExamResult) and result.passed and requests == 140
    assert result.model == "m-2026"
    assert (result.usage.requests, result.usage.input_tokens) == (140, 140_000)


def test_a_model_that_accepts_all_fails_over_the_wire_before_its_twentieth_request() -> None:
    result, requests = examined(judges(lambda sentence: True))
    assert isinstance(result, ExamResult) and not result.passed
    assert requests == result.usage.requests < 20


@pytest.mark.parametrize(
    ("behaviour", "most", "says_why"),
    [
        (fails(401), AT_ONCE, "rejected the key"),
        (refuses("no such model", 404), AT_ONCE, "model m is not available"),
        (refuses("quota", 429, code="insufficient_quota"), AT_ONCE, "no quota left"),
        (fails(500), 9 * AT_ONCE, "failed (HTTP 500)"),
        (says(verdict(), finish=None), 3 * AT_ONCE, "broke off"),
        (says("I cannot say."), 6 * AT_ONCE, "did not reply in the form asked for"),
    ],
)
def test_a_broken_server_breaks_it_off(behaviour: Behaviour, most: int, says_why: str) -> None:
    error, requests = examined(behaviour)
    assert isinstance(error, LanguageModelError)
    assert error.message.startswith("the exam of m was broken off: ") and says_why in error.message
    assert error.remedy and "\n" not in error.message
    assert requests <= most


def test_a_server_that_limits_the_rate_is_waited_for() -> None:
    """The deadline of a pair is shorter than the wait that the server asks for."""
    began = time.monotonic()
    result, _ = examined(fails(429, Retry_After="2"), judges(lambda sentence: True), seconds=1.5)
    assert isinstance(result, ExamResult) and not result.passed
    assert time.monotonic() - began >= 2


def test_a_pause_ends_with_the_exam() -> None:
    stop = Stop()
    with FaultyServer(fails(429, Retry_After="600")) as server, ThreadPoolExecutor(1) as pool:
        running = pool.submit(sit, LLMJudge(model_at(server.url)), stop=stop)
        deadline = time.monotonic() + 30
        while not server.requests and time.monotonic() < deadline:
            time.sleep(0.01)
        stop.cancel()
        with pytest.raises(Stopped):
            running.result(30)


def test_replies_of_several_models_say_nothing_of_one() -> None:
    first = next(pair.claim.sentence for pair in pairs())
    accepts = judges(knows, model="m-1")

    def behave(exchange):  # type: ignore[no-untyped-def]
        (judges(knows, model="m-2") if exchange.received.sentence == first else accepts)(exchange)

    error, _ = examined(behave)
    assert isinstance(error, LanguageModelError)
    assert "several models replied (m-1, m-2)" in error.message


def test_what_it_takes_is_said_before() -> None:
    known = estimate(model_at("https://api.example.com/v1"), Prices())
    assert (known.requests, known.host, known.cost) == (140, "api.example.com", None)
    assert 80_000 < known.tokens < 200_000
    assert "up to 140 requests to m at api.example.com" in known.announcement and "$" not in known.announcement


def test_a_small_real_model_does_not_come_to_judge(small_model: str) -> None:
    """On a busy machine it is too slow for the exam, which then is broken off and says so."""
    real_exam(small_model, seconds=10)


@pytest.mark.torture
@pytest.mark.timeout(0)
def test_a_small_real_model_fails_early(small_model: str) -> None:
    result = real_exam(small_model, seconds=600)
    assert result and result.planted + result.true < 60 and "could only fail" in result.summary


def real_exam(url: str, seconds: float) -> ExamResult | None:
    """The exam of a real small model, which it fails; None if it was broken off before."""
    try:
        result = sit(LLMJudge(model_at(url, "small")), seconds=seconds)
    except LanguageModelError as error:
        assert error.message.startswith("the exam of small was broken off: ") and error.remedy
        return None
    assert not result.passed and "are needed" in result.summary
    return result


def test_a_judges_own_reason_stays_out_of_the_result() -> None:
    result = sit(knowing(lambda claim: Judgement("refuted", "PUFFIN") if SUPPORTED[claim] else None))
    assert not result.passed and "PUFFIN" not in f"{result.summary}{result.to_dict()}"


def test_each_pair_has_a_deadline_of_its_own() -> None:
    budgets: list[Budget] = []

    class Noting(TellingJudge):
        def judge(self, claim: Claim, budget: Budget) -> Judgement:
            budgets.append(budget)
            return super().judge(claim, budget)

    sit(Noting(lambda claim: "accepted" if SUPPORTED[claim] else "refuted"), seconds=7)
    assert len({id(budget) for budget in budgets}) == 140
    assert {budget.seconds for budget in budgets} == {7}
