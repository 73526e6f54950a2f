"""The generation that searches use: checked once, kept open, exchanged when a newer one is published."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.archive import generations
from assistant.archive.chroma import Index, IndexFailed
from assistant.archive.schema import State


class Serving:
    """Hands out the generation that a snapshot's state names; safe in any number of threads."""

    def __init__(self, archive: Path) -> None:
        self._archive = archive
        self._lock = threading.RLock()
        self._kept: tuple[str, Index] | None = None
        self._failed: dict[str, str] = {}

    @contextmanager
    def index(self, state: State) -> Iterator[Index]:
        """The generation of the state, for a search. Raises IndexFailed, at once if it failed before."""
        try:
            index = self._acquire(state)
        except IndexFailed as error:
            self.fail(state.generation, str(error))
            raise
        try:
            yield index
        except IndexFailed as error:
            self.fail(state.generation, str(error))
            raise
        finally:
            index.close()

    def fail(self, generation: str, reason: str) -> None:
        """Remember that a generation cannot be used."""
        with self._lock:
            self._failed.setdefault(generation, reason)

    def failure(self, generation: str) -> str | None:
        """Why a generation cannot be used, if it has failed here."""
        return self._failed.get(generation)

    def close(self) -> None:
        """Let go of the kept generation."""
        with self._lock:
            if self._kept:
                self._kept[1].close()
                self._kept = None

    def _acquire(self, state: State) -> Index:
        directory = self._archive / generations.FOLDER / state.generation
        with self._lock:
            if reason := self._failed.get(state.generation):
                raise IndexFailed(reason)
            if self._kept and self._kept[0] == state.generation and self._kept[1].usable:
                return Index(directory)
            generations.check(self._archive, state.generation, state.count, state.covers)
            index = Index(directory)
            if self._kept is None or not self._kept[1].usable or self._kept[0] < state.generation:
                self.close()
                self._kept = (state.generation, Index(directory))
            return index
