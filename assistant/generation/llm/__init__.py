"""Statements written by a language model, each with the words it copied."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

from assistant.drafts import Draft
from assistant.errors import LanguageModelError
from assistant.generation import Request, Usage
from assistant.generation.llm.output_guard import screen
from assistant.generation.llm.prompt import Prompt, prompt_for
from assistant.generation.llm.reply_parser import ReplyReader
from assistant.inference.language_model import LanguageModel, Message
from assistant.inference.language_model.budget import Allowance
from assistant.inference.language_model.trace import Trace
from assistant.inference.prices import Prices
from assistant.settings import Settings
from assistant.text.language import language

MOST_STATEMENTS = 6
"""More than the model is asked for; one that goes on is not listened to."""

_AGAIN = "That was not the JSON object that was asked for. Reply with that object only."


class ComposingWriter:
    """Has a language model propose statements; a Writer. Nothing it yields has been verified.

    `seconds` is the deadline of one answer, all requests included. At most three requests are made: a failing
    server is asked again, a prompt too long is halved once, and a reply that is not the JSON asked for is asked
    for once more.
    """

    def __init__(self, language_model: LanguageModel, *, seconds: float = 60.0, prices: Prices | None = None) -> None:
        self.language_model = language_model
        self._seconds = seconds
        self._prices = prices or Prices()

    @property
    def name(self) -> str:
        """The model's name."""
        return self.language_model.name

    def write(self, request: Request) -> Generator[Draft | Usage, None, None]:
        """Yield each draft as soon as the model has completed it, then what it took.

        Raises LanguageModelError, after the drafts that were complete and the usage. No draft and no error means
        that the model found no answer in the passages. Closing the iterator cancels the request.
        """
        allowance = request.allowance or self.allowance()
        failure: LanguageModelError | None = None
        try:
            yield from self._drafts(request, allowance)
        except LanguageModelError as error:
            failure = error
        yield self.usage(allowance)
        if failure:
            raise failure

    def _drafts(self, request: Request, allowance: Allowance) -> Iterator[Draft]:
        try:
            yield from self._compose(request, allowance)
        except LanguageModelError as error:
            if error.reason != "context" or len(request.passages) < 2 or allowance.exhausted:
                raise
            fewer = replace(request, passages=request.passages[: len(request.passages) // 2])
            yield from self._compose(fewer, allowance)

    def _compose(self, request: Request, allowance: Allowance) -> Iterator[Draft]:
        """Ask, and ask once more if the reply is not the JSON that was asked for."""
        prompt, reader = prompt_for(request), ReplyReader()
        yield from self._read(reader, request, prompt, allowance)
        if reader.malformed and not allowance.exhausted:
            said = (Message("assistant", reader.text), Message("user", _AGAIN))
            prompt, reader = replace(prompt, messages=(*prompt.messages, *said)), ReplyReader()
            yield from self._read(reader, request, prompt, allowance)
        if reader.malformed:
            raise LanguageModelError(
                f"model {self.name} did not answer in the form asked for", "try another model", reason="malformed"
            )

    def _read(self, reader: ReplyReader, request: Request, prompt: Prompt, allowance: Allowance) -> Iterator[Draft]:
        seen: set[Draft] = set()
        with closing(self.language_model.stream(prompt.messages, prompt.schema, allowance)) as pieces:
            for proposal in islice(reader.read(pieces), MOST_STATEMENTS):
                draft = screen(proposal, request.question, prompt.nonce, len(request.passages))
                if draft and draft not in seen:
                    seen.add(draft)
                    yield draft

    def allowance(self) -> Allowance:
        """What one answer may take, its clock started."""
        return Allowance(self._seconds)

    def usage(self, allowance: Allowance) -> Usage:
        """What has been taken of an allowance, with what it cost."""
        model, requests = self.language_model, allowance.spent + allowance.beside
        cost = None
        if allowance.input_tokens is not None and allowance.output_tokens is not None:
            cost = self._prices.cost(
                model.name, model.url, allowance.input_tokens, allowance.output_tokens, allowance.cached_tokens
            )
        trace = model.trace
        return Usage(
            model.name,
            model.host,
            allowance.input_tokens,
            allowance.output_tokens,
            cost,
            requests,
            (f"The trace is incomplete: {trace.failure}.",) if trace and trace.failure else (),
        )


def composing_writer(settings: Settings, name: str, *, trace: Path | None = None) -> ComposingWriter:
    """The writer for a model's name, its server, key, deadline and prices as the settings say.

    `trace` is a file that prompts and raw replies are appended to. Raises SettingsError, before any request.
    Loads in the background what the first request needs, while retrieval runs (2 s).
    """
    model = LanguageModel(
        name,
        url=settings.openai_base_url,
        key=settings.openai_api_key,
        trace=Trace(trace) if trace else None,
    )
    threading.Thread(target=_load, name="loading the language model's client").start()
    return ComposingWriter(model, seconds=settings.deadline, prices=Prices.load(settings.prices))


def _load() -> None:
    import assistant.inference.language_model.reply_stream
    import assistant.inference.language_model.request  # noqa: F401
    from assistant.inference.language_model.certificates import certificates

    certificates()
    language("The language of this sentence is found out to load the model.")
