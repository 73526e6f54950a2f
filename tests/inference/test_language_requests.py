"""What is sent to OpenAI's own models and to others, as llama-index words it."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from faulty_server import FaultyServer, Received, says
from llama_index.llms.openai import OpenAI
from llama_index.llms.openai_like import OpenAILike
from pydantic import SecretStr

from assistant.inference.language_model import OPENAI_URL, Message
from assistant.inference.language_model.capabilities import Capabilities
from assistant.inference.language_model.request import chunks, llama_index_model
from assistant.settings import DEFAULT_MODEL

pytestmark = pytest.mark.usefixtures("client_loaded")

MESSAGES = (Message("system", "Be brief."), Message("user", "hello"))
SCHEMA: dict[str, object] = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}


def sent(name: str, capabilities: Capabilities, server: FaultyServer) -> Received:
    """The request that a model of OpenAI's would get, sent to our server instead."""

    async def ask() -> None:
        async with httpx.AsyncClient() as http:
            model = llama_index_model(name, OPENAI_URL, SecretStr("sk-x"), http)
            model.api_base = server.url
            async for _ in chunks(model, capabilities, MESSAGES, SCHEMA):
                pass

    asyncio.run(ask())
    return server.requests[-1]


def built(name: str, url: str = OPENAI_URL) -> OpenAI:
    async def build() -> OpenAI:
        async with httpx.AsyncClient() as http:
            return llama_index_model(name, url, SecretStr("sk-x"), http)

    return asyncio.run(build())


@pytest.mark.parametrize(
    ("name", "url", "kind"),
    [
        (DEFAULT_MODEL, OPENAI_URL, OpenAI),
        ("gpt-4.1-mini", OPENAI_URL, OpenAI),
        ("gpt-of-next-year", OPENAI_URL, OpenAILike),
        ("gpt-4.1-mini", "http://127.0.0.1:11434/v1", OpenAILike),
        ("qwen2.5:7b", "http://127.0.0.1:11434/v1", OpenAILike),
    ],
)
def test_models_that_llama_index_knows_are_asked_in_their_own_way(name: str, url: str, kind: type) -> None:
    model = built(name, url)
    assert type(model) is kind
    assert (model.model, model.api_base, model.max_retries) == (name, url, 0)


def test_a_model_that_thinks_is_told_to_think_little() -> None:
    with FaultyServer(says("{}")) as server:
        body = sent("gpt-5-mini", Capabilities(), server).body
    assert (body["model"], body["reasoning_effort"], body["temperature"]) == ("gpt-5-mini", "low", 1.0)
    assert body["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "reply", "strict": True, "schema": SCHEMA},
    }
    assert body["stream"] is True and body["stream_options"] == {"include_usage": True}


def test_any_other_model_is_asked_at_temperature_zero() -> None:
    with FaultyServer(says("{}")) as server:
        body = sent("qwen2.5:7b", Capabilities(), server).body
    assert body["temperature"] == 0.0 and "reasoning_effort" not in body
    assert body["messages"] == [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "hello"}]
    assert "tools" not in body and "max_tokens" not in body


def test_the_plainest_capabilities_send_next_to_nothing() -> None:
    bare = Capabilities("plain", frozenset({"temperature", "stream_options", "reasoning_effort"}))
    with FaultyServer(says("{}")) as server:
        body = sent("m", bare, server).body
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
