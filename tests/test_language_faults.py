"""What a failing server of a language model leaves a reader with: an answer from the sources, and why."""

from __future__ import annotations

import json
import socket
import time

import pytest
from bridge_story import COST, NEWS, SAFE, VOTE, answered, asking, model_at
from faulty_server import (
    Behaviour,
    Exchange,
    FaultyServer,
    delta,
    drips,
    emits,
    fails,
    followed,
    only,
    refuses,
    reply,
    resets,
    says,
    sends,
    waits,
)

from assistant.errors import LanguageModelError
from assistant.inference.language_model import LONGEST_REPLY, Message
from assistant.inference.language_model.allowance import Allowance

GOOD = says(reply((1, VOTE, "The council of Arlen voted to close the old bridge.")))
KEY = "sk-proj-abcdefgh12345678"


@pytest.fixture(scope="module", autouse=True)
def _imports() -> None:
    """The first request imports llama-index, which would count against short deadlines."""
    import assistant.inference.language_model.reply
    import assistant.inference.language_model.request  # noqa: F401


def from_the_sources(url: str, *, seconds: float = 10.0) -> str:
    """The notice of an answer that the sources' own sentences gave since the model failed."""
    seen = answered(url, seconds=seconds)
    assert seen.answer.status == "answered"
    assert seen.answer.written_by == "quotes"
    assert [said.statement.text for said in seen.said] == [VOTE]
    assert seen.answer.passages, "the passages that were found are shown"
    return seen.notices


def written(url: str, *, seconds: float = 10.0) -> None:
    seen = answered(url, seconds=seconds)
    assert seen.answer.written_by == "m"
    assert [said.statement.text for said in seen.said] == ["The council of Arlen voted to close the old bridge."]
    assert not seen.answer.notices


@pytest.mark.parametrize("silent", [waits(3, GOOD), drips(0.05)], ids=["L01-timeout", "L03-drip"])
def test_the_deadline_holds_for_everything_together(silent: Behaviour) -> None:
    with FaultyServer(silent) as server:
        began = time.monotonic()
        notice = from_the_sources(server.url, seconds=0.8)
        assert time.monotonic() - began < 2.8
    assert "did not answer in 0.8 s" in notice


def test_the_deadline_includes_waiting_between_requests() -> None:
    with FaultyServer(fails(500)) as server:
        began = time.monotonic()
        from_the_sources(server.url, seconds=0.3)
        assert time.monotonic() - began < 0.3 + 2
        assert len(server.requests) == 1


def test_a_slow_server_is_waited_for() -> None:  # L02
    with FaultyServer(waits(2, GOOD)) as server:
        written(server.url)


def test_a_rate_limit_that_outlasts_the_deadline_is_not_waited_for() -> None:  # L04
    with FaultyServer(fails(429, Retry_After="120")) as server:
        began = time.monotonic()
        assert "limits the rate of requests. Ask again in 120 s" in from_the_sources(server.url)
        assert time.monotonic() - began < 2
        assert len(server.requests) == 1


def test_retry_after_is_honoured() -> None:  # L05
    with FaultyServer(fails(429, Retry_After="1"), GOOD) as server:
        written(server.url)
        first, second = server.requests
        assert second.at - first.at >= 1


def test_retry_after_may_be_a_date() -> None:
    from email.utils import formatdate

    with FaultyServer(fails(503, Retry_After=formatdate(time.time() + 2, usegmt=True)), GOOD) as server:
        written(server.url)
        first, second = server.requests
        assert 0.9 <= second.at - first.at < 4


@pytest.mark.parametrize("status", [429, 500, 503, 529], ids=["L06-429", "L07-500", "L07-503", "L07-529"])
def test_a_failing_server_gets_three_requests_with_growing_pauses(status: int) -> None:
    with FaultyServer(fails(status)) as server:
        notice = from_the_sources(server.url)
        first, second, third = server.requests
    assert 0.4 < second.at - first.at < third.at - second.at
    assert "rate" in notice if status == 429 else f"HTTP {status}" in notice


def test_a_quota_that_is_spent_is_not_asked_for_again() -> None:
    with FaultyServer(refuses("You exceeded your current quota", 429, code="insufficient_quota")) as server:
        assert "no quota left" in from_the_sources(server.url)
        assert len(server.requests) == 1


def test_one_failure_is_got_over() -> None:  # L08
    with FaultyServer(fails(500), GOOD) as server:
        written(server.url)
        assert [request.format for request in server.requests] == ["json_schema", "json_schema"]


def test_html_is_never_shown() -> None:  # L09
    page = "<html><body><h1>502 Bad Gateway</h1><a href='http://evil.example'>proxy</a></body></html>"
    with FaultyServer(fails(502, page, content="text/html")) as server:
        notice = from_the_sources(server.url)
    assert "<" not in notice and "evil" not in notice and "HTTP 502" in notice


def test_a_rejected_key_is_not_repeated_in_part() -> None:  # L10
    body = {"error": {"message": f"Incorrect API key provided: {KEY[:10]}****{KEY[-4:]}", "code": "invalid_api_key"}}
    with FaultyServer(fails(401, body)) as server:
        notice = from_the_sources(server.url)
        assert len(server.requests) == 1
    assert "rejected the key" in notice and "OPENAI_API_KEY" in notice
    assert KEY[:7] not in notice and KEY[-4:] not in notice


@pytest.mark.parametrize("status", [403, 404])
def test_a_missing_model_is_named(status: int) -> None:  # L11
    with FaultyServer(refuses("The model does not exist", status)) as server:
        assert "model m is not available at 127.0.0.1:" in from_the_sources(server.url)
        assert len(server.requests) == 1


OVERFLOWS = {
    "openai": refuses("This model's maximum context length is 8192 tokens", code="context_length_exceeded"),
    "llama.cpp": refuses("the request exceeds the available context size", type="exceed_context_size_error"),
    "413": fails(413, "<html>too large</html>", content="text/html"),
}


@pytest.mark.parametrize("overflow", OVERFLOWS.values(), ids=OVERFLOWS)
def test_a_prompt_too_long_is_halved_once(overflow: Behaviour) -> None:  # L12
    with FaultyServer(overflow, GOOD) as server:
        written(server.url)
        long, short = server.requests
    assert "Arlen Herald" in long.prompt and "Arlen Herald" not in short.prompt
    assert "Evening Post" in short.prompt


def test_a_prompt_still_too_long_is_given_up() -> None:
    with FaultyServer(OVERFLOWS["openai"]) as server:
        assert "too long for model m" in from_the_sources(server.url)
        assert len(server.requests) == 2


def test_a_host_that_cannot_be_reached_is_named() -> None:  # L13
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: refused
        port = taken.getsockname()[1]
        assert f"cannot reach 127.0.0.1:{port}" in from_the_sources(f"http://127.0.0.1:{port}/v1")


def test_a_host_that_does_not_exist_is_named() -> None:  # L13
    began = time.monotonic()
    assert "cannot reach no-such-host.invalid" in from_the_sources("http://no-such-host.invalid/v1", seconds=60)
    assert time.monotonic() - began < 10


def test_a_reset_connection_is_tried_again() -> None:  # L13
    with FaultyServer(resets(), GOOD) as server:
        written(server.url)
    with FaultyServer(resets()) as server:
        assert "broke the connection" in from_the_sources(server.url)
        assert len(server.requests) == 3


NOTHING = {
    "L14-empty-body": sends(""),
    "L14-truncated-json": sends('{"choices": [{"mess', content="application/json"),
    "L18-empty-choices": emits({"id": "x", "choices": []}),
    "L18-null-choices": emits({"id": "x", "choices": None}),
    "L18-null-delta": emits({"choices": [{"index": 0, "delta": None, "finish_reason": "stop"}]}),
    "L18-null-content": emits(delta(content=None), delta(content=None), delta("stop")),
    "L18-empty-content": emits(delta(content=""), delta("stop", content="")),
    "L21-garbage": sends("data: {nope\n\n"),
    "L21-not-utf-8": sends(b"data: \xff\xfe\n\n"),
    "L21-html": sends("<html><script>alert(1)</script></html>", content="text/html"),
    "L28-tool-call": emits(
        delta(content="", tool_calls=[{"index": 0, "id": "c", "type": "function", "function": {"name": "sh"}}]),
        delta("tool_calls", tool_calls=[{"index": 0, "function": {"arguments": '{"cmd": "touch /tmp/x"}'}}]),
    ),
    "nonsense": emits([1, 2], "three", {"choices": [7]}),
    "deep": says('{"statements": ' + "[" * 5000),
}


@pytest.mark.parametrize("nothing", NOTHING.values(), ids=NOTHING)
def test_a_reply_that_says_nothing_leaves_the_sources(nothing: Behaviour) -> None:
    with FaultyServer(nothing) as server:
        notice = from_the_sources(server.url)
    assert "No model wrote this answer" in notice and "<" not in notice


MALFORMED = {
    "L15-bad-json": "statements: the bridge closes",
    "L15-broken-json": '{"statements": [{"passage": 1, "quote": }]}',
    "L16-wrong-schema": '{"answer": "The bridge closes."}',
    "L16-wrong-members": '{"statements": [{"page": 1, "text": "The bridge closes."}]}',
    "L16-wrong-types": '{"statements": "The bridge closes."}',
    "L26-no-citation": '{"statements": [{"statement": "The bridge closes."}]}',
}


@pytest.mark.parametrize("text", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_reply_is_asked_for_once_more(text: str) -> None:
    with FaultyServer(says(text), GOOD) as server:
        written(server.url)
        assert "not the JSON object" in server.requests[1].prompt
    with FaultyServer(says(text)) as server:
        assert "in the form asked for" in from_the_sources(server.url)
        assert len(server.requests) == 2


WRAPPED = {
    "L17-prose": "Certainly! Here is {the} answer:\n\nJSON\n I hope this helps.",
    "L17-fence": "```json\nJSON\n```",
    "L17-twice": "JSON\nJSON",
    "indented": "\ufeff  \n JSON",
}


@pytest.mark.parametrize("around", WRAPPED.values(), ids=WRAPPED)
def test_prose_and_fences_around_the_json_are_passed_over(around: str) -> None:
    body = json.dumps(json.loads(reply((1, VOTE, "The council of Arlen voted to close the old bridge."))), indent=1)
    with FaultyServer(says(around.replace("JSON", body))) as server:
        written(server.url)


TWO = reply((1, VOTE, "The council of Arlen voted to close the old bridge."), (1, COST, "Repairs would have cost"))
CUT = TWO[: TWO.index("Repairs would have cost") + 70]
BROKEN = says(CUT, finish=None, usage=None)
ERROR = json.dumps({"error": {"message": f"overloaded {KEY}", "code": 500}})
CUTS: dict[str, Behaviour] = {
    "L19-length": says(CUT, finish="length"),
    "L20-stream-cut": BROKEN,
    "L21-stream-error": followed(BROKEN, f"data: {ERROR}\n\n"),
    "L21-stream-garbage": followed(BROKEN, "data: }}}\n\n"),
    "L13-reset-midway": resets(CUT),
}


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS)
def test_a_reply_that_breaks_off_is_said_to_be_incomplete(cut: Behaviour) -> None:
    with FaultyServer(cut) as server:
        seen = answered(server.url)
        assert len(server.requests) == 1, "what was shown is not asked for anew"
    assert [said.statement.text for said in seen.said] == ["The council of Arlen voted to close the old bridge."]
    assert seen.answer.notices and seen.answer.notices[0].startswith("The answer is incomplete")
    assert KEY not in seen.notices


def test_a_reply_that_breaks_off_before_its_first_statement_leaves_the_sources() -> None:
    with FaultyServer(says('{"statements": [{"passage": 1, "quote": "The coun', finish=None)) as server:
        assert "broke off" in from_the_sources(server.url)


DECLINED = {
    "L22-refusal": (emits(delta(content=""), delta(refusal="I will not"), delta("stop")), "declined"),
    "L22-refusal-only": (emits(delta(refusal="I"), delta(refusal=" will not."), delta("stop")), "declined"),
    "L22-refusal-at-once": (emits(delta(refusal="I will not."), delta("stop")), "declined"),
    "L22-refusal-and-end": (emits(delta("stop", content=None, refusal="I will not.")), "declined"),
    "L23-filter-at-once": (emits(delta("content_filter", content=None)), "withheld"),
    "L23-filter": (emits(delta(content=""), delta("content_filter")), "filter"),
}


@pytest.mark.parametrize(("declined", "word"), DECLINED.values(), ids=DECLINED)
def test_a_model_that_declines_is_not_quoted(declined: Behaviour, word: str) -> None:
    with FaultyServer(declined) as server:
        notice = from_the_sources(server.url)
    assert word in notice and "will not" not in notice


ENDLESS = {
    "L29-one-piece": (says("x" * 2_000_000, piece=2_000_000), "ran past 8,000 characters"),
    "L29-spaces": (says('{"statements": [' + " " * 60_000, piece=512), "ran on"),
    "L29-repeat": (says('{"statements": [' * 40_000, piece=512), "ran on"),
    "L29-long-quote": (
        says('{"statements": [{"passage": 1, "quote": "' + 'and "so" on ' * 9000, piece=512),
        "ran on",
    ),
}


@pytest.mark.parametrize(("endless", "notice"), ENDLESS.values(), ids=ENDLESS)
def test_a_reply_without_end_is_cut(endless: Behaviour, notice: str) -> None:
    with FaultyServer(endless) as server:
        began = time.monotonic()
        assert notice in from_the_sources(server.url)
        assert time.monotonic() - began < 4
        assert len(server.requests) == 1


@pytest.mark.parametrize("value", ["nan", "inf", "-5", "soon", "1e99", "99999999999999999999999"])
def test_a_retry_after_that_is_none_does_no_harm(value: str) -> None:
    with FaultyServer(fails(429, Retry_After=value), GOOD) as server:
        began = time.monotonic()
        answered(server.url)
        assert time.monotonic() - began < 4


def test_counts_of_tokens_that_are_none_are_left_out() -> None:
    usage = {"prompt_tokens": None, "completion_tokens": "many"}
    with FaultyServer(
        says(reply((1, VOTE, "The council of Arlen voted to close the old bridge.")), usage=usage)
    ) as server:
        written(server.url)


def test_thoughts_before_the_json_are_passed_over() -> None:
    text = f"<think>{'Let me see what {the council} decided. ' * 90}</think>"
    good = reply((1, VOTE, "The council of Arlen voted to close the old bridge."))
    with FaultyServer(says(text + good, piece=100)) as server:
        written(server.url)


def test_no_more_than_8000_characters_are_read() -> None:  # L29
    with FaultyServer(says("x" * 2_000_000, piece=500_000)) as server:
        text = ""
        with pytest.raises(LanguageModelError, match="ran past 8,000 characters"):
            for piece in model_at(server.url).stream((Message("user", "hello"),), None, Allowance()):
                text += piece
    assert len(text) == LONGEST_REPLY == 8_000


def test_the_same_statement_over_and_over_is_said_once() -> None:  # L29
    text = reply(*[(1, VOTE, "The council of Arlen voted to close the old bridge.")] * 40)
    with FaultyServer(says(text, piece=200)) as server:
        assert len(answered(server.url).said) == 1
        assert server.left.wait(2), "a model that goes on is not listened to"


FORMATS = {
    ("json_schema", "json_object", "plain"): ["json_schema"],
    ("json_object", "plain"): ["json_schema", "json_object"],
    ("plain",): ["json_schema", "json_object", "plain"],
}


@pytest.mark.parametrize(("taken", "asked"), FORMATS.items(), ids=["all", "object", "plain"])
@pytest.mark.parametrize("status", [400, 422])
def test_what_a_server_understands_is_found_out_once(taken: tuple[str, ...], asked: list[str], status: int) -> None:
    with FaultyServer(only(taken, GOOD, status)) as server:
        written(server.url)
        assert [request.format for request in server.requests] == asked
        written(server.url)
        assert [request.format for request in server.requests] == [*asked, asked[-1]]


def test_a_server_that_fails_at_a_schema_is_asked_without() -> None:
    with FaultyServer(only(["json_object"], GOOD, 500)) as server:
        written(server.url)
        assert [request.format for request in server.requests] == ["json_schema", "json_schema", "json_object"]


@pytest.mark.parametrize("parameter", ["temperature", "stream_options"])
def test_a_parameter_that_a_server_refuses_is_left_out(parameter: str) -> None:
    def choosy(exchange: Exchange) -> None:
        behave = refuses(f"Unsupported parameter: {parameter}") if parameter in exchange.received.body else GOOD
        behave(exchange)

    with FaultyServer(choosy) as server:
        written(server.url)
        assert [request.format for request in server.requests] == ["json_schema"] * 2


def test_a_redirect_is_not_followed() -> None:
    with FaultyServer(GOOD) as elsewhere, FaultyServer(fails(307, Location=elsewhere.url)) as server:
        from_the_sources(server.url)
        assert not elsewhere.requests, "passages go to the host that was named"


def test_one_passage_too_long_is_not_halved() -> None:
    with FaultyServer(OVERFLOWS["413"]) as server:
        seen = answered(server.url, asking("What was decided?", NEWS))
        assert seen.answer.written_by == "quotes" and len(server.requests) == 1
    assert SAFE in NEWS.text
