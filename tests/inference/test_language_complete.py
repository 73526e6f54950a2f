"""A reply taken whole, as a judge takes it: what it says of itself, and why there is none."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from bridge_story import model_at
from faulty_server import (
    USAGE,
    Behaviour,
    FaultyServer,
    delta,
    drips,
    emits,
    fails,
    followed,
    only,
    resets,
    says,
    sends,
    waits,
)

from assistant.errors import LanguageModelError
from assistant.inference.language_model import LONGEST_REPLY, Budget, ChatModel, Message

pytestmark = pytest.mark.usefixtures("client_loaded")

HELLO = (Message("user", "Does it follow?"),)
SCHEMA: dict[str, object] = {"type": "object"}
YES = '{"follows": true}'
BROKEN = says(YES[:9], finish=None, usage=None)


def test_a_reply_tells_how_it_came_about() -> None:
    dated = {**delta(content=YES), "model": "m-2026-11-28"}
    with FaultyServer(only(["json_object"], emits(dated, {**delta("stop"), "model": ""}))) as server:
        model: ChatModel = model_at(server.url)
        reply = model.complete(HELLO, SCHEMA, Budget())
    assert (reply.text, reply.model, reply.format, reply.effort) == (YES, "m-2026-11-28", "json_object", None)
    assert 0 < reply.seconds < 60
    assert (model.host, model.url, model.name) == (server.host, server.url, "m")


@pytest.mark.parametrize("name", [None, "", 7, "two\nlines", "\x1b[31mred"])
def test_a_name_that_is_none_is_left_out(name: object) -> None:
    with FaultyServer(emits({**delta("stop", content=YES), "model": name})) as server:
        assert model_at(server.url).complete(HELLO, None, Budget()).model is None


def test_without_a_schema_the_format_is_plain_and_nothing_is_learnt_of_it() -> None:
    with FaultyServer(says("yes"), only(["plain"], says(YES))) as server:
        model = model_at(server.url)
        assert model.complete(HELLO, None, Budget()).format == "plain"
        assert model.complete(HELLO, SCHEMA, Budget()).format == "plain"
        assert [request.format for request in server.requests] == ["plain", "json_schema", "json_object", "plain"]


FAULTS: dict[str, tuple[Behaviour, str, int]] = {
    "L01-timeout": (waits(20, says(YES)), "timeout", 1),
    "L03-drip": (drips(0.05), "timeout", 1),
    "L04-429-long": (fails(429, Retry_After="120"), "rate_limited", 1),
    "L06-429": (fails(429), "rate_limited", 3),
    "L07-500": (fails(500), "server", 3),
    "L07-529": (fails(529), "server", 3),
    "L09-html": (fails(502, "<html>bad</html>", content="text/html"), "server", 3),
    "L10-key": (fails(401), "key", 1),
    "L11-model": (fails(404), "unavailable", 1),
    "L12-context": (fails(413), "context", 1),
    "L13-reset": (resets(), "unreachable", 3),
    "L13-reset-midway": (resets(YES[:9]), "unreachable", 1),
    "L14-empty-body": (sends(""), "empty", 1),
    "L14-truncated": (sends('data: {"choices": [{"del\n\n'), "malformed", 1),
    "L18-empty-choices": (emits({"choices": []}), "empty", 1),
    "L19-length": (says(YES[:9], finish="length"), "cut", 1),
    "L20-stream-cut": (BROKEN, "cut", 1),
    "L21-stream-error": (followed(BROKEN, 'data: {"error": {"message": "overloaded"}}\n\n'), "server", 1),
    "L21-stream-garbage": (followed(BROKEN, "data: }}}\n\n"), "malformed", 1),
    "L22-refusal": (emits(delta("stop", refusal="I will not.")), "refused", 1),
    "L23-filter": (emits(delta("content_filter", content="{")), "filtered", 1),
    "L28-tool-call": (emits(delta("tool_calls", tool_calls=[{"index": 0, "function": {"name": "sh"}}])), "empty", 1),
    "L29-endless": (says("x" * 60_000, piece=5_000), "cut", 1),
    "redirect": (fails(307, Location="http://elsewhere.invalid/v1"), "server", 1),
}


@pytest.mark.parametrize(("fault", "reason", "requests"), FAULTS.values(), ids=FAULTS)
def test_no_part_of_a_reply_passes_for_the_whole(fault: Behaviour, reason: str, requests: int) -> None:
    budget = Budget(1.5 if reason == "timeout" else 20)
    with FaultyServer(fault) as server, pytest.raises(LanguageModelError) as error:
        model_at(server.url).complete(HELLO, SCHEMA, budget)
    assert (error.value.reason, len(server.requests), budget.spent) == (reason, requests, requests)


def test_a_wait_may_be_told_in_milliseconds() -> None:
    with FaultyServer(fails(429, retry_after_ms="600", Retry_After="90"), says(YES)) as server:
        assert model_at(server.url).complete(HELLO, SCHEMA, Budget(60)).text == YES
        first, second = server.requests
        assert 0.6 <= second.at - first.at < 60


def test_a_reply_just_short_of_the_longest_is_whole() -> None:
    with FaultyServer(says("x" * (LONGEST_REPLY - 1), piece=4_000)) as server:
        assert len(model_at(server.url).complete(HELLO, None, Budget()).text) == LONGEST_REPLY - 1


def test_judges_beside_a_writer_take_nothing_from_it_but_time() -> None:
    writing, judging = Budget(60, requests=3), threading.Semaphore(4)
    judges = writing.share(requests=2)

    def judge(_: int) -> str:
        share = judges.share(30, requests=3)
        try:
            with judging:
                return model.complete(HELLO, SCHEMA, share).text
        finally:
            judges.settle(share)

    with FaultyServer(says(YES, pause=0.01)) as server, ThreadPoolExecutor(12) as pool:
        model = model_at(server.url)
        assert list(pool.map(judge, range(12))) == [YES] * 12
        assert model.complete(HELLO, SCHEMA, writing).text == YES
    assert (judges.spent, judges.beside) == (0, 12)
    assert judges.input_tokens == 12 * USAGE["prompt_tokens"]
    writing.settle(judges)
    assert (writing.spent, writing.beside, writing.left) == (1, 12, 2)
    assert writing.output_tokens == 13 * USAGE["completion_tokens"]


def test_a_share_has_no_more_time_than_is_left() -> None:
    whole = Budget(0)
    assert whole.share().remaining == whole.share(30).remaining == 0
    assert Budget(60).share(5).seconds == 5 and whole.share().stop is whole.stop


def test_a_count_that_one_share_lost_is_lost_to_the_whole() -> None:
    whole = Budget()
    counted, uncounted = whole.share(), whole.share()
    counted.count(5, 5)
    uncounted.lose_count()
    for share in (counted, uncounted, counted):
        whole.settle(share)
    assert whole.input_tokens is None and whole.output_tokens is None


def test_a_budget_that_is_spent_asks_nobody() -> None:
    with FaultyServer(says(YES)) as server:
        spent = Budget(requests=1)
        spent.take(server.host)
        with pytest.raises(LanguageModelError, match="are spent") as error:
            model_at(server.url).complete(HELLO, SCHEMA, spent)
        assert error.value.reason == "spent" and not server.requests
