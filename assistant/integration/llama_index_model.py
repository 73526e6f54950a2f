"""A language model that llama-index reaches, as the one that writes or judges here."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from queue import Empty, SimpleQueue

from assistant.cancellation import Stopped
from assistant.errors import LanguageModelError
from assistant.inference.language_model import LONGEST_REPLY, Budget, ChatModel, Message, Reply, Trace
from assistant.optional_packages import extra

with extra("llama-index", "llama_index"):
    from llama_index.core.base.llms.types import ChatMessage
    from llama_index.core.llms import LLM

_End = Exception | None


@dataclass(frozen=True, slots=True)
class _Reading:
    """Pieces of a reply as a thread reads them, and then how it ended; the thread stops when nobody listens."""

    pieces: SimpleQueue[str | _End] = field(default_factory=SimpleQueue)
    left: threading.Event = field(default_factory=threading.Event)


class LlamaIndexModel(ChatModel):
    """Any LLM of llama-index: `Assistant(settings, writer=LLMWriter(LlamaIndexModel(llm)))`.

    How it is set up (its temperature, its retries, where it sends what it is given) is the caller's matter. For
    people its host is the name of its class, for nobody can tell from outside whether messages leave the machine.
    JSON is asked for in words only. Requests are cut off at the next piece that arrives, while who waits for the reply
    waits no longer than the budget allows; tokens are not counted.
    """

    def __init__(self, llm: LLM, *, trace: Trace | None = None) -> None:
        kind, named = llm.class_name(), llm.metadata.model_name
        self.name = kind if named == "unknown" else named  # llama-index's word for models without a name
        self.host: str = kind
        self.url = ""
        self.trace = trace
        self._llm = llm

    def stream(
        self, messages: Sequence[Message], schema: Mapping[str, object] | None, budget: Budget
    ) -> Generator[str, None, Reply]:
        """Yield the reply's text piece by piece as it arrives, and return the whole; see ChatModel."""
        if budget.stop.cancelled:
            raise Stopped
        budget.take(self.host)
        reading, text, started, error = _Reading(), "", time.monotonic(), "closed"
        threading.Thread(target=self._read, args=(messages, reading), name="llama-index", daemon=True).start()
        try:
            with budget.stop.cancelling(lambda: reading.pieces.put(None)):
                while piece := self._next(reading, budget):
                    piece = piece[: LONGEST_REPLY - len(text)]
                    text += piece
                    yield piece
                    self._check_length(text)
            self._check(text)
            error = ""
            return Reply(text, self.name, "plain", time.monotonic() - started)
        except LanguageModelError as failure:
            error = failure.reason
            raise
        finally:
            reading.left.set()
            budget.lose_count()
            if self.trace:
                self.trace.record(self._entry(messages, text, error, time.monotonic() - started))

    def _read(self, messages: Sequence[Message], reading: _Reading) -> None:
        end: _End = None
        try:
            chat = [ChatMessage(role=message.role, content=message.content) for message in messages]
            for response in self._llm.stream_chat(chat):
                if reading.left.is_set():
                    return
                if response.delta:
                    reading.pieces.put(response.delta)
        except Exception as error:  # noqa: BLE001 - an LLM raises whatever its vendor's library does
            end = error
        reading.pieces.put(end)

    def _next(self, reading: _Reading, budget: Budget) -> str | None:
        """The next piece, None at the end."""
        try:
            piece = reading.pieces.get(timeout=min(budget.remaining, threading.TIMEOUT_MAX))
        except Empty:
            raise budget.timed_out(self.host) from None
        if budget.stop.cancelled:
            raise Stopped
        if isinstance(piece, Exception):
            # Its own words stay in the chain, for programmers: they may hold a key.
            raise LanguageModelError(
                f"model {self.name} at {self.host} failed ({type(piece).__name__})", "see how it was set up"
            ) from piece
        return piece

    def _check_length(self, text: str) -> None:
        if len(text) >= LONGEST_REPLY:
            raise LanguageModelError(
                f"the model's answer ran past {LONGEST_REPLY:,} characters and was cut", reason="cut"
            )

    def _check(self, text: str) -> None:
        if not text.strip():
            raise LanguageModelError(f"model {self.name} gave no answer", "ask again", reason="empty")

    def _entry(self, messages: Sequence[Message], text: str, error: str, seconds: float) -> dict[str, object]:
        """A request as the trace has it."""
        return {
            "at": datetime.now(UTC).isoformat(),
            "host": self.host,
            "model": self.name,
            "format": "plain",
            "messages": [asdict(message) for message in messages],
            "reply": text,
            "error": error,
            "seconds": seconds,
        }
