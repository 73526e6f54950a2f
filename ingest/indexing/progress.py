"""How far a run of indexing is, how fast it goes, and how long it will take."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ingest.indexing.report import Tally

Stage = Literal["reading", "embedding", "publishing"]

SPAN = 30.0
"""Seconds that rates look back, since a run is quick where nothing changed and slow where it embeds."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    `done` of `total` counts files, and the lines of JSON Lines files once they are opened. `rate` is in
    passages embedded a second; `seconds_left` is None until there is something to judge by.
    """

    done: int
    total: int
    passages: int
    embedded: int
    rate: float
    seconds_left: float | None
    current: str
    stage: Stage


OnProgress = Callable[[Progress], None]


class Meter:
    """Counts what is done of what is to do, by items and by bytes, and tells it to whoever wants to know."""

    def __init__(self, tally: Tally, on_progress: OnProgress | None) -> None:
        self._tally = tally
        self._on_progress = on_progress
        self._total = self._done = 0
        self._size = self._size_done = 0
        self._current = ""
        self._embedded = 0
        self._marks: deque[tuple[float, int, int]] = deque([(time.monotonic(), 0, 0)])

    def expect(self, items: int, size: int = 0) -> None:
        """Note how many more items there are to do, of how many bytes."""
        self._total += items
        self._size += size

    def advance(self, items: int, size: int = 0) -> None:
        """Note that items are done, of how many bytes."""
        self._done += items
        self._size_done += size

    def embed(self, passages: int) -> None:
        """Note that passages have been embedded."""
        self._embedded += passages
        self.report("embedding")

    def report(self, stage: Stage, current: str | None = None) -> None:
        """Tell how far the run is."""
        self._current = self._current if current is None else current
        if self._on_progress is None:
            return
        now = time.monotonic()
        if now - self._marks[-1][0] > SPAN / 200:
            self._marks.append((now, self._size_done, self._embedded))
        while len(self._marks) > 2 and now - self._marks[1][0] > SPAN:
            self._marks.popleft()
        (then, size_then, embedded_then), (last, size_last, embedded_last) = self._marks[0], self._marks[-1]
        seconds, size = last - then, size_last - size_then
        self._on_progress(
            Progress(
                done=self._done,
                total=max(self._total, self._done),
                passages=self._tally.passages,
                embedded=self._embedded,
                rate=(embedded_last - embedded_then) / seconds if seconds > 0 else 0.0,
                seconds_left=(self._size - self._size_done) * seconds / size if size > 0 else None,
                current=self._current,
                stage=stage,
            )
        )
