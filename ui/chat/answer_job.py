"""Work: one question being answered in a thread, so that no run of the page has to last as long."""

from __future__ import annotations

import logging
import secrets
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal, Protocol, runtime_checkable

from assistant.answers import Answer, Done, Event, Found, ReadPassage, Said, Statement
from assistant.articles import Quote
from assistant.errors import OutOfMemory, PullquoteError, ran_out_of_memory
from assistant.search_scope import Filters
from assistant.settings import QUOTES

Stage = Literal["searching", "writing", "done", "stopped", "failed"]

AT_ONCE = 32
"""Questions that are answered at the same time; others wait for their turn."""

LOOKED = 0.25
"""Seconds between two looks whether the answer is still wanted."""

GONE = 1.5
"""Seconds for which nobody may want an answer, as when a connection is made anew, before it is stopped."""

_log = logging.getLogger(__name__)
_turns = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong and what to do, as the page shows it; `reference` finds an unforeseen error in the log."""

    message: str
    remedy: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """How far the work has come; `filters` are those searched by, once that is known."""

    stage: Stage = "searching"
    passages: tuple[ReadPassage, ...] = ()
    filters: Filters | None = None
    statements: tuple[Statement, ...] = ()
    quotes: tuple[Quote, ...] = ()
    answer: Answer | None = None
    failure: Failure | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.stage in ("done", "stopped", "failed")


@runtime_checkable
class Closeable(Protocol):
    """A stream that can be ended early."""

    def close(self) -> None:
        """End it."""


class Work:
    """Runs a stream of events to its end in a daemon thread; `seen` is replaced whole, so reading needs no lock.

    `stop` ends the work for the reader at once, and closes the stream, which an assistant's takes at any moment; a bare
    Python generator that is running cannot be closed from outside, so that one is closed at its next event. Work that
    is no longer `wanted`, for GONE seconds on end, is stopped. `writer` is who was asked to write.
    """

    def __init__(
        self,
        question: str,
        stream: Callable[[], Iterator[Event]],
        wanted: Callable[[], bool] = lambda: True,
        writer: str = QUOTES,
    ) -> None:
        self.question = question
        self._writer = writer
        self.seen = Seen()
        self._stream = stream
        self._events: Iterator[Event] | None = None
        self._changing = threading.Condition()
        threading.Thread(target=self._run, name="answering", daemon=True).start()
        threading.Thread(target=self._watch, args=(wanted,), name="watching", daemon=True).start()

    def wait(self, known: Seen, seconds: float) -> bool:
        """Wait until there is more to see than what is `known`, but no longer than that; whether there is."""
        with self._changing:
            return self._changing.wait_for(lambda: self.seen is not known, seconds)

    def stop(self) -> None:
        """Keep what has been said, and let nothing more come."""
        seen = self.seen
        partial = (
            Answer(
                self.question,
                "answered",
                written_by=self._writer if any(each.kind == "written" for each in seen.statements) else QUOTES,
                statements=seen.statements,
                quotes=seen.quotes,
                passages=seen.passages,
                filters=seen.filters or Filters(),
            )
            if seen.statements
            else None
        )
        if self._advance(stage="stopped", answer=partial):
            with suppress(ValueError):  # it is running
                _close(self._events)

    def forget(self, failure: Failure) -> None:
        """Let go of all that was found and said, though it is over; `failure` says why."""
        with self._changing:
            self.seen = Seen("failed", failure=failure)
            self._changing.notify_all()

    def _watch(self, wanted: Callable[[], bool]) -> None:
        """Stop what nobody waits for, so that a model is not paid for it."""
        last = time.monotonic()
        while not self._over_within(LOOKED):
            if wanted():
                last = time.monotonic()
            elif time.monotonic() - last > GONE:
                self.stop()

    def _over_within(self, seconds: float) -> bool:
        with self._changing:
            return self._changing.wait_for(lambda: self.seen.over, seconds)

    def _run(self) -> None:
        with _turns:
            if self.seen.over:
                return
            try:
                self._events = self._stream()
                for event in self._events:
                    if not self._take(event):
                        _close(self._events)
                        return
                if not self.seen.over:
                    raise RuntimeError("the stream ended without an answer")
            except PullquoteError as error:
                self._advance(stage="failed", failure=Failure(error.message, error.remedy))
            except Exception:  # noqa: BLE001 - the edge of a thread: whatever it is, the reader is told
                self._advance(stage="failed", failure=unforeseen())

    def _take(self, event: Event) -> bool:
        if isinstance(event, Found):
            return self._advance(stage="writing", passages=event.passages, filters=event.filters)
        if isinstance(event, Said):
            known = {quote.number: quote for quote in (*self.seen.quotes, *event.quotes)}
            quotes = tuple(known[number] for number in sorted(known))
            return self._advance(statements=(*self.seen.statements, event.statement), quotes=quotes)
        return self._done(event)

    def _done(self, event: Done) -> bool:
        answer = event.answer
        return self._advance(
            stage="done",
            answer=answer,
            passages=answer.passages,
            filters=answer.filters,
            statements=answer.statements,
            quotes=answer.quotes,
        )

    def _advance(self, **changes: object) -> bool:
        with self._changing:
            if self.seen.over:
                return False
            self.seen = replace(self.seen, **changes)  # type: ignore[arg-type]
            self._changing.notify_all()
            return True


def _close(events: Iterator[Event] | None) -> None:
    if isinstance(events, Closeable):
        events.close()


def unforeseen() -> Failure:
    """Log the exception being handled under a fresh reference; the page shows the reference and nothing else.

    That memory ran out is said, since only the reader can do something about it.
    """
    if ran_out_of_memory(sys.exception()):
        return Failure(OutOfMemory().message, OutOfMemory().remedy)
    reference = secrets.token_hex(4)
    _log.exception("unforeseen error, reference %s", reference)
    return Failure(
        "Something went wrong.", f"Try again. The details are in the log of the server under {reference}.", reference
    )
