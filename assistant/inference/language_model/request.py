"""One request to a language model's server, through the openai package."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, cast

import genai_prices  # noqa: F401 - it loads httpx2, and a client that is made meanwhile finds half of it and fails
import httpx
import openai.resources.chat  # noqa: F401 - its first use loads it otherwise, .8 s that would count against a deadline
from openai import AsyncOpenAI, omit
from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam
from openai.types.chat.completion_create_params import ResponseFormat
from pydantic import SecretStr

from assistant.inference.language_model.capabilities import Capabilities
from assistant.inference.language_model.certificates import certificates

if TYPE_CHECKING:
    from assistant.inference.language_model.chat_model import Effort, Message

with suppress(ImportError):
    import_module("httpx2")  # openai looks into it if it is loaded, and fails while another thread is loading it

_CONNECT_SECONDS = 8.0  # a host that cannot be reached is named within ten seconds


def connection(url: str, key: SecretStr | None) -> AsyncOpenAI:
    """A client of a server, to be closed after use.

    The package's own retries are off. They would count against no budget, wait up to two minutes for a Retry-After
    beyond the deadline, and try again where that is pointless: at a spent quota, at a host that does not exist.
    """
    # Redirects are not followed: passages go to the host that was named, and to no other.
    return AsyncOpenAI(
        api_key=key.get_secret_value() if key else "none",  # the package insists on one
        base_url=url,
        max_retries=0,
        timeout=httpx.Timeout(None, connect=_CONNECT_SECONDS),
        http_client=httpx.AsyncClient(verify=certificates(), follow_redirects=False),
    )


async def chunks(
    client: AsyncOpenAI,
    model: str,
    capabilities: Capabilities,
    messages: Sequence[Message],
    schema: Mapping[str, object] | None,
    effort: Effort | None,
) -> AsyncIterator[ChatCompletionChunk]:
    """Send the messages and yield the reply's chunks as the openai package parses them."""
    wanted = capabilities.response_format(schema) if schema is not None else None
    stream = await client.chat.completions.create(
        model=model,
        messages=[_parameter(message) for message in messages],
        stream=True,
        response_format=cast(ResponseFormat, wanted) if wanted else omit,
        temperature=0.0 if capabilities.takes("temperature") else omit,
        stream_options={"include_usage": True} if capabilities.takes("stream_options") else omit,
        reasoning_effort=effort or omit,
    )
    async with stream:
        async for chunk in stream:
            yield chunk


def _parameter(message: Message) -> ChatCompletionMessageParam:
    return cast(ChatCompletionMessageParam, {"role": message.role, "content": message.content})
