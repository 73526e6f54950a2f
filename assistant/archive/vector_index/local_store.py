"""The vector index in the archive's folder: checked once, kept open, exchanged when a newer one is published."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.archive.database import disk_faults
from assistant.archive.database.compatibility import State
from assistant.archive.database.disk_faults import full
from assistant.archive.database.exact_search import Ids
from assistant.archive.database.sqlite_errors import GENERATIONS
from assistant.archive.vector_index import generations
from assistant.archive.vector_index.chroma_clients import EmbeddedIndex
from assistant.archive.vector_index.vector_store import IndexFailed
from assistant.inference import Vectors

ROOM = 1_100
"""Bytes that Chroma takes for a passage beside its vector while it builds, at most; 650 of them stay."""
SLACK = 2 << 20
"""Bytes that noting the new generation may take."""


class LocalShelf:
    """Generations in the archive's folder; safe in any number of threads."""

    mends = True

    def __init__(self, archive: Path) -> None:
        self._archive = archive
        self._lock = threading.RLock()
        self._kept: tuple[str, EmbeddedIndex] | None = None
        self._failed: dict[str, str] = {}

    @contextmanager
    def index(self, state: State) -> Iterator[EmbeddedIndex]:
        """The generation of the state, for a search. Raises IndexFailed, at once if it failed before."""
        try:
            index = self._acquire(state)
            try:
                yield index
            finally:
                index.close()
        except IndexFailed as error:
            with self._lock:
                self._failed.setdefault(state.generation, str(error))
            raise

    def problem(self, state: State) -> str | None:
        """Why the generation cannot be used: a search with it failed, or its files are not as they were built."""
        if not state.generation:
            return None
        try:
            generations.check(self._archive, state.generation, state.count, state.covers)
        except IndexFailed as failure:
            return str(failure)
        with self._lock:
            return self._failed.get(state.generation)

    def build(self, state: State, covers: int, live: int, batches: Iterator[tuple[Ids, Vectors]]) -> str:
        """Build the next generation in a fresh directory. Raises IndexFailed, ArchiveFull."""
        needed = live * (4 * state.dimension + ROOM) + SLACK
        if disk_faults.free(self._archive) < needed:
            raise full(self._archive, needed)
        return generations.build(self._archive, state.generation_number + 1, covers, live, batches)

    def sweep(self, state: State, keep: set[str]) -> None:
        """Delete all other generations; what cannot be deleted now is tried again next time."""
        generations.sweep(self._archive, keep)

    def size(self, state: State) -> int:
        """The bytes of the state's generation."""
        return generations.size(self._archive, state.generation)

    def close(self) -> None:
        """Let go of the kept generation."""
        with self._lock:
            if self._kept:
                self._kept[1].close()
                self._kept = None

    def _acquire(self, state: State) -> EmbeddedIndex:
        directory = self._archive / GENERATIONS / state.generation
        with self._lock:
            if reason := self._failed.get(state.generation):
                raise IndexFailed(reason)
            if self._kept and self._kept[0] == state.generation and self._kept[1].usable:
                return EmbeddedIndex(directory)
            generations.check(self._archive, state.generation, state.count, state.covers)
            index = EmbeddedIndex(directory)
            if self._kept is None or not self._kept[1].usable or self._kept[0] < state.generation:
                self.close()
                self._kept = (state.generation, EmbeddedIndex(directory))
            return index
