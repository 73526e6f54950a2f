"""Chroma, embedded: one client per directory in a process, opened and closed under a lock.

Two clients of one directory, a directory that does not exist, a client inherited by a fork, and closing while a query
is under way each fail silently or hang; everything that touches an embedded Chroma goes through here.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.archive.database.exact_search import Ids
from assistant.archive.vector_index import generation_lock
from assistant.archive.vector_index.vector_store import BATCH, IndexFailed, failures
from assistant.inference import Vectors

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

NAME = "passages"
SEARCH = 400
"""Candidates that HNSW keeps while searching (ef_search), at least."""
PER_CANDIDATE = 400
"""Vectors for each of which it keeps one where there are many. Of 1,000,000, with 400/800/1,600/3,200 candidates, it
found .964/.984/.989/.992 of the true nearest ten, in 4/8/18/39 ms; of 100,000 it finds all with 400."""
ROUND = 50_000
"""Vectors after which the HNSW files are written while building; until then they lie in Chroma's database too."""
CONFIGURATION: dict[str, dict[str, str | int]] = {
    "hnsw": {"space": "ip", "ef_search": SEARCH, "ef_construction": 100, "max_neighbors": 16}
}


@dataclass(slots=True)
class _Open:
    client: Client
    collection: Collection
    count: int
    claim: int
    users: int = 0


_lock = threading.RLock()
_open: dict[Path, _Open] = {}
_inherited: list[object] = []  # kept from being collected: their threads exist in the parent only


class EmbeddedIndex:
    """An open generation, shared by all its users in this process."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._pid = os.getpid()
        with failures(), _lock:
            entry = _open.get(directory)
            if entry is None:
                entry = _open[directory] = _opened(directory)
            entry.users += 1
            self._entry = entry

    @property
    def usable(self) -> bool:
        """False in a process forked from the one that opened it."""
        return self._pid == os.getpid()

    @property
    def count(self) -> int:
        """How many vectors it holds."""
        return self._entry.count

    def search(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """The nearest passages with their cosines, best first; some may be dead."""
        with failures():
            return query(self._entry.collection, vector, limit, self.count)

    def close(self) -> None:
        """Stop using it; the last user in the process closes it."""
        with _lock:
            if not self.usable:
                return
            self._entry.users -= 1
            if self._entry.users == 0 and _open.get(self._directory) is self._entry:
                del _open[self._directory]
                self._entry.client.close()
                os.close(self._entry.claim)


def build(directory: Path, live: int, batches: Iterator[tuple[Ids, Vectors]]) -> None:
    """Make a collection of the batches in a directory that does not exist yet. Raises IndexFailed.

    Chroma writes its HNSW files when `sync_threshold` vectors have come since it did last, and keeps the rest in its
    database; every later opening would write those anew. So the vectors come in portions that end with a writing.
    """
    with _lock:
        directory.mkdir(mode=0o700)
        with failures():
            client = _client(directory)
    threshold, sizes = portions(live)
    hnsw = CONFIGURATION["hnsw"] | {"sync_threshold": threshold}
    try:
        with failures():
            collection = client.create_collection(NAME, embedding_function=None, configuration={"hnsw": hnsw})  # type: ignore[arg-type]
        for ids, rows in divided(batches, sizes):
            add(collection, ids, rows)
        with failures():
            count = collection.count()
    finally:
        with _lock:
            client.close()
    if count != live:
        raise IndexFailed(f"it holds {count} passages of {live}")


def add(collection: Collection, ids: Ids, rows: Vectors) -> None:
    """Add vectors under their passages' ids."""
    for first in range(0, len(ids), BATCH):
        piece = slice(first, first + BATCH)
        with failures():
            collection.add(ids=[str(id) for id in ids[piece]], embeddings=rows[piece])


def portions(count: int) -> tuple[int, list[int]]:
    """A sync threshold, and in what numbers to add `count` (at least 2) vectors so that the last add reaches it."""
    rounds = -(-count // ROUND)
    threshold, rest = divmod(count, rounds)
    adds = -(-threshold // BATCH)
    sizes = [threshold // adds + (place < threshold % adds) for place in range(adds)] * rounds
    sizes[-1] += rest
    return threshold, sizes


def divided(batches: Iterator[tuple[Ids, Vectors]], sizes: list[int]) -> Iterator[tuple[Ids, Vectors]]:
    """The batches' vectors in their order, in portions of the given sizes."""
    import numpy as np

    ids, rows = next(batches)
    for size in sizes:
        while len(ids) < size:
            more_ids, more_rows = next(batches)
            ids, rows = np.concatenate([ids, more_ids]), np.concatenate([rows, more_rows])
        yield ids[:size], rows[:size]
        ids, rows = ids[size:], rows[size:]


def query(collection: Collection, vector: Vectors, limit: int, count: int) -> list[tuple[int, float]]:
    """The nearest ids of some `count` with their cosines, best first; HNSW keeps as many candidates as it returns."""
    reach = max(limit, count // PER_CANDIDATE)
    found = collection.query(query_embeddings=[vector.tolist()], n_results=reach, include=["distances"])
    distances = found["distances"]
    assert distances is not None
    return [(int(id), 1.0 - distance) for id, distance in zip(found["ids"][0][:limit], distances[0], strict=False)]


def _opened(directory: Path) -> _Open:
    import numpy as np

    with ExitStack() as undo:
        claim = generation_lock.share(directory)
        undo.callback(os.close, claim)
        client = _client(directory)
        undo.callback(client.close)
        collection = client.get_collection(NAME, embedding_function=None)
        count = collection.count()
        sample = collection.peek(1)["embeddings"]
        assert sample is not None
        query(collection, np.asarray(sample[0], dtype=np.float32), 1, count)  # the first query reads the index
        undo.pop_all()
    return _Open(client, collection, count, claim)


def _client(directory: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    if not directory.is_dir():
        raise FileNotFoundError(directory)
    client: Client = chromadb.PersistentClient(str(directory), Settings(anonymized_telemetry=False))  # type: ignore[assignment]
    return client


def _after_fork_in_child() -> None:
    global _lock
    _lock = threading.RLock()
    _inherited.append(dict(_open))
    _open.clear()
    if "chromadb" in sys.modules:
        from chromadb.api.shared_system_client import SharedSystemClient

        _inherited.append(dict(SharedSystemClient._identifier_to_system))
        SharedSystemClient.clear_system_cache()


os.register_at_fork(after_in_child=_after_fork_in_child)
