"""What is sent to OpenAI's own models and to others, and what is left out for those who do not take it."""

from __future__ import annotations

import asyncio

import pytest
from bridge_story import model_at
from faulty_server import Exchange, FaultyServer, Received, refuses, says
from pydantic import SecretStr

from assistant.errors import SettingsError
from assistant.inference.language_model import Budget, Capabilities, LanguageModel, Message
from assistant.inference.language_model.chat_model import Effort
from assistant.inference.language_model.request import chunks, connection
from assistant.settings import DEFAULT_MODEL

pytestmark = pytest.mark.usefixtures("client_loaded")

MESSAGES = (Message("system", "Be brief."), Message("user", "hello"))
SCHEMA: dict[str, object] = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}


def sent(capabilities: Capabilities, server: FaultyServer, effort: Effort | None = None) -> Received:
    """The request that a server gets; our own stands in for OpenAI's."""

    async def ask() -> None:
        async with connection(server.url, SecretStr("sk-x")) as client:
            async for _ in chunks(client, "m", capabilities, MESSAGES, SCHEMA, effort):
                pass

    asyncio.run(ask())
    return server.requests[-1]


@pytest.mark.parametrize(
    ("url", "effort"),
    [
        (None, "low"),
        ("https://eu.api.openai.com/v1", "low"),
        ("https://api.openai.com.example/v1", None),
        ("http://127.0.0.1:11434/v1", None),
    ],
)
def test_only_openai_s_own_models_are_told_to_think_little(url: str | None, effort: str | None) -> None:
    model = LanguageModel(DEFAULT_MODEL, url=url, key=SecretStr("sk-x"))
    assert model.effort == effort


@pytest.mark.parametrize("url", ["https://api.openai.com", "https://eu.api.openai.com/v1"])
def test_openai_s_own_servers_need_a_key(url: str) -> None:  # L34
    with pytest.raises(SettingsError, match="needs a key"):
        LanguageModel("m", url=url)


def test_all_that_a_server_may_take_is_sent() -> None:
    with FaultyServer(says("{}")) as server:
        body = sent(Capabilities(), server, "low").body
    assert (body["model"], body["reasoning_effort"], body["temperature"]) == ("m", "low", 0.0)
    assert body["messages"] == [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "hello"}]
    assert body["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "reply", "strict": True, "schema": SCHEMA},
    }
    assert body["stream"] is True and body["stream_options"] == {"include_usage": True}
    assert "tools" not in body and "max_tokens" not in body


def test_the_plainest_capabilities_send_next_to_nothing() -> None:
    bare = Capabilities("plain", frozenset({"temperature", "stream_options", "reasoning_effort"}))
    with FaultyServer(says("{}")) as server:
        body = sent(bare, server).body
    assert set(body) == {"messages", "model", "stream"}


@pytest.mark.parametrize(
    ("complaint", "then"),
    [
        ("response_format is not supported", Capabilities("json_object")),
        ("bad request", Capabilities("json_object")),
        ("unsupported value: 'temperature'", Capabilities(without=frozenset({"temperature"}))),
        ("unknown field stream_options", Capabilities(without=frozenset({"stream_options"}))),
    ],
)
def test_a_complaint_costs_what_it_names(complaint: str, then: Capabilities) -> None:
    assert Capabilities().simpler(complaint) == then


def test_the_plainest_capabilities_have_no_simpler_ones() -> None:
    assert Capabilities("plain").simpler("bad request") is None
    assert Capabilities("plain", frozenset({"temperature"})).simpler("temperature") is None


def test_the_parameter_that_a_complaint_names_counts_and_not_the_request_that_it_repeats() -> None:
    def choosy(exchange: Exchange) -> None:
        repeated = f"cannot take this: {sorted(exchange.received.body)}"
        refused = refuses(repeated, param="response_format")
        (says("{}") if exchange.received.format == "plain" else refused)(exchange)

    with FaultyServer(choosy) as server:
        model = model_at(server.url)
        reply = model.complete(MESSAGES, SCHEMA, Budget())
        assert reply.format == "plain" and server.requests[-1].body["temperature"] == 0.0
    assert model.capabilities == Capabilities("plain")


def test_a_server_that_takes_next_to_nothing_is_found_out_in_one_go() -> None:
    """Refusals of a request's form do not count against the budget: nothing would ever be learnt otherwise."""

    def choosy(exchange: Exchange) -> None:
        for name in ("stream_options", "temperature", "response_format"):
            if name in exchange.received.body:
                return refuses(f"Unsupported parameter: {name}", param=name)(exchange)
        return says("plain words")(exchange)

    with FaultyServer(choosy) as server:
        budget = Budget(requests=1)
        assert model_at(server.url).complete(MESSAGES, SCHEMA, budget).text == "plain words"
        assert budget.spent == len(server.requests) == 5 and budget.exhausted


def test_what_is_refused_for_good_is_asked_for_in_all_forms_and_no_more() -> None:
    with FaultyServer(refuses("no")) as server:
        with pytest.raises(Exception, match="refused the request"):
            model_at(server.url).complete(MESSAGES, SCHEMA, Budget())
        assert [request.format for request in server.requests] == ["json_schema", "json_object", "plain"]
