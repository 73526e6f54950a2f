"""What every language model here is: something that is given messages, within a budget, and streams a reply."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.inference.language_model.budget import Budget
from assistant.inference.language_model.capabilities import Format
from assistant.inference.language_model.trace import Trace

LONGEST_REPLY = 8_000
"""Characters of a reply that are read; a model that runs on is cut off."""

Effort = Literal["low"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation with a model."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole reply, and how it came about.

    `model` is as the reply itself names it (a dated version, often), None if it does not. `format` is what was asked
    for and taken, `effort` how much thinking was asked for. `seconds` run from the first request for it, with all
    retries.
    """

    text: str
    model: str | None
    format: Format
    seconds: float
    effort: Effort | None = None


class ChatModel(Protocol):
    """A model at a server, or any other that can be asked; thread-safe.

    `host` is where messages are sent, None if they do not leave this machine. `url` is the server's, for prices.
    """

    name: str
    host: str | None
    url: str
    trace: Trace | None

    @property
    def form(self) -> str:
        """How replies are asked for (format, effort), as far as is known: an exam counts for one form only."""
        return ""

    def stream(
        self, messages: Sequence[Message], schema: Mapping[str, object] | None, budget: Budget
    ) -> Generator[str, None, Reply]:
        """Yield the reply's text piece by piece as it arrives, and return the whole.

        The reply should be JSON of `schema`, as far as the model can be held to that; any text if None. Closing the
        iterator cancels the request, and so does the budget's `stop`, from any thread. Raises LanguageModelError,
        with reason `cut` if the reply broke off, and after the pieces that had arrived; Stopped if it was stopped.
        """
        ...

    def complete(self, messages: Sequence[Message], schema: Mapping[str, object] | None, budget: Budget) -> Reply:
        """The whole reply, for who has no use for a part; fails as `stream` does."""
        with closing(self.stream(messages, schema, budget)) as pieces:
            while True:
                try:
                    next(pieces)
                except StopIteration as end:
                    reply: Reply = end.value
                    return reply
