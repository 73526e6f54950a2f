"""Has a language model write sentences, each with the words it copied."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace

from assistant.drafts import Draft, Missing
from assistant.errors import LanguageModelError
from assistant.generation import Request
from assistant.generation.llm.output_guard import guarded, guarded_parts
from assistant.generation.llm.prompt import MOST_SENTENCES, Prompt, prompt_for
from assistant.generation.llm.reply_parser import ReplyParser
from assistant.inference.language_model import ChatModel, Message
from assistant.inference.language_model.budget import Budget
from assistant.inference.prices import Prices
from assistant.inference.usage import Usage, usage_of

_AGAIN = "That was not the JSON object that was asked for. Reply with that object only."


class LLMWriter:
    """Has a language model propose sentences; a Writer. Nothing it yields has been checked.

    `seconds` is the deadline of one answer, all requests included. At most three requests are made: a failing
    server is asked again, a prompt too long is halved once, and a reply that is not the JSON asked for is asked
    for once more.
    """

    def __init__(self, language_model: ChatModel, *, seconds: float = 60.0, prices: Prices | None = None) -> None:
        self.language_model = language_model
        self._seconds = seconds
        self._prices = prices or Prices()

    @property
    def name(self) -> str:
        """The model's name."""
        return self.language_model.name

    def write(self, request: Request) -> Generator[Draft | Missing | Usage, None, None]:
        """Yield each draft as soon as the model has completed it, then what is missing, then what it took.

        Raises LanguageModelError, after the drafts that were complete and the usage. No draft and no error means
        that the model found no answer in the passages. Closing the iterator cancels the request.
        """
        budget = request.budget or self.budget()
        failure: LanguageModelError | None = None
        try:
            yield from self._drafts(request, budget)
        except LanguageModelError as error:
            failure = error
        yield self.usage(budget)
        if failure:
            raise failure

    def _drafts(self, request: Request, budget: Budget) -> Iterator[Draft | Missing]:
        try:
            yield from self._compose(request, budget)
        except LanguageModelError as error:
            if error.reason != "context" or len(request.passages) < 2 or budget.exhausted:
                raise
            fewer = replace(request, passages=request.passages[: len(request.passages) // 2])
            yield from self._compose(fewer, budget)

    def _compose(self, request: Request, budget: Budget) -> Iterator[Draft | Missing]:
        """Ask, and ask once more if the reply is not the JSON that was asked for."""
        prompt, reply = prompt_for(request), ReplyParser()
        yield from self._read(reply, request, prompt, budget)
        if reply.malformed and not budget.exhausted:
            said = (Message("assistant", reply.text), Message("user", _AGAIN))
            prompt, reply = replace(prompt, messages=(*prompt.messages, *said)), ReplyParser()
            yield from self._read(reply, request, prompt, budget)
        if reply.malformed:
            raise LanguageModelError(
                f"model {self.name} did not answer in the form asked for", "try another model", reason="malformed"
            )
        if parts := guarded_parts(reply.missing, request.question, prompt.nonce):
            yield Missing(parts)

    def _read(self, reply: ReplyParser, request: Request, prompt: Prompt, budget: Budget) -> Iterator[Draft]:
        """The drafts of one reply, each once; a model that goes on beyond what it was asked for is not listened to."""
        seen: set[Draft] = set()
        with closing(self.language_model.stream(prompt.messages, prompt.schema, budget)) as pieces:
            for number, sentence in enumerate(reply.read(pieces)):
                if number == MOST_SENTENCES:
                    return
                draft = guarded(sentence, request.question, prompt.nonce, len(request.passages))
                if draft and draft not in seen:
                    seen.add(draft)
                    yield draft

    def budget(self) -> Budget:
        """What one answer may take, its clock started."""
        return Budget(self._seconds)

    def usage(self, budget: Budget) -> Usage:
        """What has been taken of a budget, with what it cost."""
        return usage_of(self.language_model, budget, self._prices)
