"""What the archive asks of wherever its vector index lies: in the archive's folder, or on a Chroma server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from assistant.archive.database.compatibility import State
from assistant.archive.database.exact_search import Ids
from assistant.inference import Vectors

BATCH = 5_000
"""Vectors added at once; Chroma takes at most 5,461."""


class IndexFailed(Exception):
    """The vector index does not do what it should; the truth is in archive.db."""


class Index(Protocol):
    """A vector index that can be searched."""

    @property
    def count(self) -> int:
        """How many vectors it holds, dead ones among them; at least as many as the state says."""

    def search(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """The nearest passages with their cosines, best first; some may be dead. Raises IndexFailed."""


class Shelf(Protocol):
    """Where the vector index lies."""

    mends: bool
    """Whether a reader that finds it broken may build it anew."""

    def index(self, state: State) -> AbstractContextManager[Index]:
        """The index that belongs to a state. Raises IndexFailed, also if a search with it fails."""

    def problem(self, state: State) -> str | None:
        """Why the index that belongs to a state cannot be used, if it cannot."""

    def build(self, state: State, covers: int, live: int, batches: Iterator[tuple[Ids, Vectors]]) -> str:
        """Make an index of the batches, `live` vectors in all, and return its name; the old one stays usable.

        Raises IndexFailed, ArchiveFull.
        """

    def sweep(self, state: State, keep: set[str]) -> None:
        """Delete what belongs to none of the names to keep; `state` is the archive's, or was before a swap."""

    def size(self, state: State) -> int:
        """The bytes it takes on this disk."""

    def close(self) -> None:
        """Let go of whatever is open."""


@contextmanager
def failures() -> Iterator[None]:
    """Turn what Chroma raises into IndexFailed: its own errors, and the bare ones that come out of it."""
    try:
        yield
    except (OSError, ValueError, KeyError, AttributeError, TypeError, RuntimeError, AssertionError) as error:
        raise IndexFailed(f"{type(error).__name__}: {error}") from error
    except Exception as error:
        if type(error).__module__.startswith(("chromadb", "httpx", "httpcore")):
            raise IndexFailed(f"{type(error).__name__}: {error}") from error
        raise
