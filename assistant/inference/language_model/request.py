"""One request to a language model's server, through llama-index."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import httpx
import openai
from llama_index.core.base.llms.types import ChatMessage
from llama_index.llms.openai import OpenAI
from llama_index.llms.openai.utils import ALL_AVAILABLE_MODELS, O1_MODELS
from llama_index.llms.openai_like import OpenAILike
from pydantic import SecretStr

from assistant.inference.language_model.capabilities import Capabilities

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionChunk

    from assistant.inference.language_model import Message

_CONNECT_SECONDS = 8.0  # a host that cannot be reached is named within ten seconds


async def chunks(
    model: OpenAI, capabilities: Capabilities, messages: Sequence[Message], schema: Mapping[str, object] | None
) -> AsyncIterator[ChatCompletionChunk]:
    """Send the messages and yield the reply's chunks as the openai package parses them."""
    parameters: dict[str, object] = {
        "stream_options": {"include_usage": True},
        "timeout": httpx.Timeout(None, connect=_CONNECT_SECONDS),
    }
    if schema is not None and (wanted := capabilities.response_format(schema)):
        parameters["response_format"] = wanted
    if model.model in O1_MODELS:
        parameters["reasoning_effort"] = "low"  # copying and citing need little thought, and readers wait
    parameters |= dict.fromkeys(capabilities.without, openai.omit)
    _keep_empty_chunks(model)
    chat = [ChatMessage(role=message.role, content=message.content) for message in messages]
    async for response in await model.astream_chat(chat, **parameters):
        yield response.raw


def _keep_empty_chunks(model: OpenAI) -> None:
    """Fill chunks without content, for llama-index leaves a first one out: a refusal may come in it, and only there."""
    completions = model._get_aclient().chat.completions
    create = completions.create

    async def filled(**parameters: Any) -> AsyncIterator[ChatCompletionChunk]:
        return _filled(await create(**parameters))

    vars(completions)["create"] = filled


async def _filled(chunks: AsyncIterator[ChatCompletionChunk]) -> AsyncIterator[ChatCompletionChunk]:
    async for chunk in chunks:
        for choice in chunk.choices:
            if choice.delta is not None and choice.delta.content is None:
                choice.delta.content = ""
        yield chunk


def llama_index_model(name: str, url: str, key: SecretStr | None, http: httpx.AsyncClient) -> OpenAI:
    """llama-index's OpenAI for the models it knows, with their habits; OpenAILike for any other.

    Its own retries are off: they know of no deadline.
    """
    known = url.startswith("https://api.openai.com/") and name in ALL_AVAILABLE_MODELS
    kind: Callable[..., OpenAI] = OpenAI if known else partial(OpenAILike, is_chat_model=True)
    return kind(
        model=name,
        api_base=url,
        api_key=key.get_secret_value() if key else "none",  # the openai package insists on one
        temperature=0.0,
        max_retries=0,
        async_http_client=http,
    )
