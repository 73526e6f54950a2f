"""A model's reply while it streams: its text, why it ended, and what is wrong with that."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import httpx
import openai

from assistant.inference.language_model.budget import Budget
from assistant.inference.language_model.server_errors import UNREADABLE, Fault, Server, translate

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionChunk

_LONGEST_NAME = 200


class ReplyStream:
    """One reply, up to `longest` characters of it.

    Text counts only from `content`: tool calls are never looked at, so nothing that a model wants to run is run.
    """

    def __init__(self, server: Server, longest: int) -> None:
        self.text = ""
        self.finish: str | None = None
        self.model: str | None = None
        self._server = server
        self._longest = longest
        self._refused = False
        self._counted: tuple[int, int, int] | None = None

    async def pieces(self, chunks: AsyncIterator[ChatCompletionChunk], budget: Budget) -> AsyncIterator[str]:
        """Yield the pieces of text; then raise a Fault unless the reply is whole and says something.

        Tokens are counted once, however the reply ends: as the last chunk that tells of them has them, since some
        servers tell in each how many there were so far.
        """
        try:
            async for chunk in chunks:
                if piece := self._take(chunk):
                    yield piece
                if len(self.text) >= self._longest:
                    raise Fault(f"the model's answer ran past {self._longest:,} characters and was cut", reason="cut")
        except Fault:
            raise
        except (openai.OpenAIError, httpx.HTTPError, *UNREADABLE) as error:
            fault = translate(error, self._server)
            fault.again = fault.again and not self.text
            raise fault from None
        finally:
            self._count(budget)
        self._check()

    def _count(self, budget: Budget) -> None:
        if self._counted and self.finish:
            budget.count(*self._counted)
        elif self.text:
            budget.lose_count()

    def _take(self, chunk: ChatCompletionChunk) -> str:
        if isinstance(chunk.model, str) and chunk.model.isprintable():
            self.model = chunk.model[:_LONGEST_NAME] or self.model
        usage = chunk.usage
        if usage and isinstance(usage.prompt_tokens, int) and isinstance(usage.completion_tokens, int):
            cached = usage.prompt_tokens_details.cached_tokens if usage.prompt_tokens_details else None
            self._counted = (usage.prompt_tokens, usage.completion_tokens, cached or 0)
        if not chunk.choices:
            return ""
        choice = chunk.choices[0]
        self.finish = choice.finish_reason or self.finish
        self._refused = self._refused or bool(choice.delta.refusal)
        piece = (choice.delta.content or "")[: self._longest - len(self.text)]
        self.text += piece
        return piece

    def _check(self) -> None:
        model = self._server.model
        if self._refused:
            raise Fault(f"model {model} declined to answer", "ask in other words", reason="refused")
        if self.finish == "content_filter":
            raise Fault(
                f"the filter at {self._server.host} withheld the answer", "ask in other words", reason="filtered"
            )
        if not self.text.strip():
            raise Fault(
                f"model {model} gave no answer", f"ask again, or check {self._server.names.url}", reason="empty"
            )
        if self.finish is None:
            raise Fault("the model's answer broke off", "ask again", reason="cut")
        if self.finish == "length":
            raise Fault("the model's answer was cut at its longest length", "ask for less", reason="cut")
