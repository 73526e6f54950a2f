"""Stopping an answer from another thread while it is being written."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from math import inf
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TypeVar

from assistant.answers import Event

TURN = 0.25
"""Seconds that anything is waited for at a time. Only the main thread sees to Ctrl-C, and the system may hand the
signal to another one, which does not wake it."""

T = TypeVar("T")


def next_from(queue: SimpleQueue[T], seconds: float = inf) -> T:
    """The next item of a queue, waited for in turns, so that Ctrl-C is seen to. Raises Empty after so many seconds."""
    deadline = monotonic() + seconds
    while True:
        try:
            return queue.get(timeout=min(TURN, max(0.0, deadline - monotonic())))
        except Empty:
            if monotonic() >= deadline:
                raise


class Stopped(Exception):
    """The work was stopped by whoever asked for it. No error for a reader: a Stream that is stopped just ends."""


class Stop:
    """Says once, to all that is under way for one answer, that it is no longer wanted; thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Callable[[], object]] = []
        self.cancelled = False
        """Whether it is stopped."""

    def cancel(self) -> None:
        """Stop what is under way, and what will begin."""
        with self._lock:
            self.cancelled = True
            waiting, self._waiting = self._waiting, []
        for cancel in waiting:
            cancel()

    @contextmanager
    def cancelling(self, cancel: Callable[[], object]) -> Iterator[None]:
        """Call `cancel`, in the thread that stops, if it is stopped within; at once if it was before."""
        with self._lock:
            cancelled = self.cancelled
            if not cancelled:
                self._waiting.append(cancel)
        if cancelled:
            cancel()
        try:
            yield
        finally:
            with self._lock, suppress(ValueError):
                self._waiting.remove(cancel)


class Stream:
    """The events of one answer, to iterate over; `close` ends it at once, from any thread.

    A request to a language model that is under way is cut off, and no further one is made. Who waits for the next
    event then gets none.
    """

    def __init__(self, events: Callable[[Stop], Generator[Event, None, None]]) -> None:
        self._stop = Stop()
        self._events = events(self._stop)
        self._running = threading.Lock()

    def __iter__(self) -> Stream:
        return self

    def __next__(self) -> Event:
        with self._running:
            try:
                event = None if self._stop.cancelled else next(self._events)
            except Stopped:
                event = None
            if event is None or self._stop.cancelled:
                self._events.close()
                raise StopIteration
            return event

    def close(self) -> None:
        """End the work: here, or in the thread that waits for the next event."""
        self._stop.cancel()
        if self._running.acquire(blocking=False):
            try:
                self._events.close()
            finally:
                self._running.release()
