"""What a failing server of a language model leaves a reader with: an answer from the sources, and why."""

from __future__ import annotations

import socket
import time

import pytest
from bridge_story import NEWS, SAFE, VOTE, answered, asking, from_the_sources, written
from faulty_server import (
    Behaviour,
    Exchange,
    FaultyServer,
    drips,
    fails,
    only,
    refuses,
    reply,
    resets,
    says,
    waits,
)

pytestmark = pytest.mark.usefixtures("client_loaded")

GOOD = says(reply((1, VOTE, "The council of Arlen voted to close the old bridge.")))
KEY = "sk-proj-abcdefgh12345678"


@pytest.mark.parametrize("silent", [waits(60, GOOD), drips(0.05)], ids=["L01-timeout", "L03-drip"])
def test_the_deadline_holds_for_everything_together(silent: Behaviour) -> None:
    with FaultyServer(silent) as server:
        began = time.monotonic()
        notice = from_the_sources(server.url, seconds=0.8)
        assert time.monotonic() - began < 30
    assert "did not answer in 0.8 s" in notice


def test_the_deadline_includes_waiting_between_requests() -> None:
    with FaultyServer(fails(500)) as server:
        from_the_sources(server.url, seconds=0.3)
        assert len(server.requests) == 1


def test_a_slow_server_is_waited_for() -> None:  # L02
    with FaultyServer(waits(2, GOOD)) as server:
        written(server.url)


def test_a_rate_limit_that_outlasts_the_deadline_is_not_waited_for() -> None:  # L04
    with FaultyServer(fails(429, Retry_After="120")) as server:
        began = time.monotonic()
        assert "limits the rate of requests. Ask again in 120 s" in from_the_sources(server.url)
        assert time.monotonic() - began < 60
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
    assert "cannot reach no-such-host.invalid" in from_the_sources("http://no-such-host.invalid/v1", seconds=60)


def test_a_reset_connection_is_tried_again() -> None:  # L13
    with FaultyServer(resets(), GOOD) as server:
        written(server.url)
    with FaultyServer(resets()) as server:
        assert "broke the connection" in from_the_sources(server.url)
        assert len(server.requests) == 3


@pytest.mark.parametrize("value", ["nan", "inf", "-5", "soon", "1e99", "99999999999999999999999"])
def test_a_retry_after_that_is_none_does_no_harm(value: str) -> None:
    with FaultyServer(fails(429, Retry_After=value), GOOD) as server:
        began = time.monotonic()
        answered(server.url)
        assert time.monotonic() - began < 30


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
