"""What a reply that is empty, malformed, cut, declined or endless leaves a reader with."""

from __future__ import annotations

import json
import time

import pytest
from bridge_story import COST, VOTE, answered, from_the_sources, model_at, written
from faulty_server import (
    Behaviour,
    FaultyServer,
    delta,
    emits,
    followed,
    reply,
    resets,
    says,
    sends,
)

from assistant.errors import LanguageModelError
from assistant.inference.language_model import LONGEST_REPLY, Message
from assistant.inference.language_model.budget import Budget

pytestmark = pytest.mark.usefixtures("client_loaded")

GOOD = says(reply((1, VOTE, "The council of Arlen voted to close the old bridge.")))
KEY = "sk-proj-abcdefgh12345678"
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
        assert time.monotonic() - began < 30
        assert len(server.requests) == 1


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
            for piece in model_at(server.url).stream((Message("user", "hello"),), None, Budget()):
                text += piece
    assert len(text) == LONGEST_REPLY == 8_000


def test_the_same_statement_over_and_over_is_said_once() -> None:  # L29
    text = reply(*[(1, VOTE, "The council of Arlen voted to close the old bridge.")] * 400)
    with FaultyServer(says(text, piece=200, pause=0.03)) as server:
        outcome = answered(server.url)
        assert server.left.wait(60), "a model that goes on is not listened to"
    assert len(outcome.said) == 1
    assert not outcome.answer.notices, "nor is it read until it is cut"
