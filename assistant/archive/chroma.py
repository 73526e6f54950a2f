"""Chroma, embedded: one client per directory in a process, opened and closed under a lock.

Two clients of one directory, a directory that does not exist, a client inherited by a fork, and closing while a query
is under way each fail silently or hang; everything that touches an embedded Chroma goes through here.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.archive.vectors import Ids
from assistant.inference import Vectors

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

NAME = "passages"
BATCH = 5_000
"""Vectors added at once; Chroma takes at most 5,461."""
SEARCH = 400
"""Candidates that HNSW keeps while searching (ef_search); see tests/benchmarks for recall and time by value."""
CONFIGURATION = {"hnsw": {"space": "ip", "ef_search": SEARCH, "ef_construction": 200, "max_neighbors": 16}}


class IndexFailed(Exception):
    """The vector index does not do what it should; the truth is in archive.db."""


@dataclass(slots=True)
class _Open:
    client: Client
    collection: Collection
    users: int


_lock = threading.RLock()
_open: dict[Path, _Open] = {}
_inherited: list[dict[Path, _Open]] = []  # kept from being collected: their threads exist in the parent only


@contextmanager
def failures() -> Iterator[None]:
    """Turn what Chroma raises into IndexFailed."""
    try:
        yield
    except (sqlite3.Error, OSError, ValueError, KeyError, AttributeError, TypeError, RuntimeError) as error:
        raise IndexFailed(f"{type(error).__name__}: {error}") from error
    except Exception as error:
        if type(error).__module__.startswith(("chromadb", "httpx", "httpcore")):
            raise IndexFailed(f"{type(error).__name__}: {error}") from error
        raise


class Index:
    """An open collection of passage ids and vectors, shared by all its users in this process."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._pid = os.getpid()
        with failures(), _lock:
            entry = _open.get(directory)
            if entry is None:
                client = _client(directory)
                try:
                    collection = client.get_collection(NAME, embedding_function=None)
                    _query(collection, np.zeros(_dimension(collection), dtype=np.float32), 1)
                except BaseException:
                    client.close()
                    raise
                entry = _open[directory] = _Open(client, collection, 0)
            entry.users += 1
            self._entry = entry

    @property
    def usable(self) -> bool:
        """False in a process forked from the one that opened it."""
        return self._pid == os.getpid()

    def count(self) -> int:
        """How many vectors it holds."""
        with failures():
            return self._entry.collection.count()

    def search(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """The nearest passages with their cosines, best first; some may be dead."""
        with failures():
            return _query(self._entry.collection, vector, limit)

    def close(self) -> None:
        """Stop using it; the last user in the process closes it."""
        with _lock:
            if not self.usable:
                return
            self._entry.users -= 1
            if self._entry.users == 0 and _open.get(self._directory) is self._entry:
                del _open[self._directory]
                self._entry.client.close()


def build(directory: Path, batches: Iterator[tuple[Ids, Vectors]]) -> int:
    """Make a collection of the batches in a directory that does not exist yet; returns how many vectors it holds."""
    directory.mkdir(mode=0o700)
    with failures(), _lock:
        client = _client(directory)
    try:
        with failures():
            collection = client.create_collection(NAME, embedding_function=None, configuration=CONFIGURATION)  # type: ignore[arg-type]
            for ids, rows in batches:
                for first in range(0, len(ids), BATCH):
                    piece = slice(first, first + BATCH)
                    collection.add(ids=[str(id) for id in ids[piece]], embeddings=rows[piece])
            return collection.count()
    finally:
        with _lock:
            client.close()


def _client(directory: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    if not directory.is_dir():
        raise FileNotFoundError(directory)
    client: Client = chromadb.PersistentClient(str(directory), Settings(anonymized_telemetry=False))  # type: ignore[assignment]
    return client


def _query(collection: Collection, vector: Vectors, limit: int) -> list[tuple[int, float]]:
    found = collection.query(query_embeddings=[vector.tolist()], n_results=limit, include=["distances"])
    distances = found["distances"]
    assert distances is not None
    return [(int(id), 1.0 - distance) for id, distance in zip(found["ids"][0], distances[0], strict=True)]


def _dimension(collection: Collection) -> int:
    sample = collection.peek(1)["embeddings"]
    assert sample is not None
    return len(sample[0])


def _after_fork_in_child() -> None:
    global _lock
    _lock = threading.RLock()
    _inherited.append(dict(_open))
    _open.clear()
    if "chromadb" in sys.modules:
        from chromadb.api.shared_system_client import SharedSystemClient

        _inherited.append(dict(SharedSystemClient._identifier_to_system))  # type: ignore[arg-type]
        SharedSystemClient.clear_system_cache()


os.register_at_fork(after_in_child=_after_fork_in_child)
