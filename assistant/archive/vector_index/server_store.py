"""The vector index on a Chroma server: one collection per archive, brought up to date in place."""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.archive.database.compatibility import State
from assistant.archive.database.exact_search import Ids, as_ids
from assistant.archive.vector_index import chroma_clients, generations
from assistant.archive.vector_index.server_client import address, connect, disconnect
from assistant.archive.vector_index.server_collection import WHOLE, ServerIndex, check, name_of
from assistant.archive.vector_index.vector_store import BATCH, IndexFailed, failures
from assistant.errors import ArchiveUnreachable
from assistant.inference import Vectors

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

PAUSE = 10.0
"""Seconds for which a server that did not answer is left alone."""
PAGE = 50_000
"""Ids listed at once."""


class ServerShelf:
    """The archive's collection on the server that CHROMA_URL names.

    Adding comes before the pointer's swap and deleting after it, so the collection always holds at least what the
    pointer says. In between it says itself whose passages it holds, so that a reader of an older state, and one whose
    server is empty, behind or another copy's, does not take a part for the whole.
    """

    mends = False

    def __init__(self, archive: Path, url: str) -> None:
        self._archive = archive
        self._address = address(url)
        self._lock = threading.Lock()
        self._client: tuple[int, Client] | None = None
        self._away: tuple[float, str] = (-PAUSE, "")
        self._built = ""
        self._dead: list[int] = []

    @contextmanager
    def index(self, state: State) -> Iterator[ServerIndex]:
        """The archive's collection, for a search. Raises IndexFailed if it is away, empty or behind."""
        since, reason = self._away
        if time.monotonic() - since < PAUSE:
            raise IndexFailed(reason)
        try:
            with failures():
                client = self._connected()
                collection = client.get_collection(name_of(state), embedding_function=None)
                index = ServerIndex(client, collection, state)
        except IndexFailed as error:
            reason = self._explained(error)
            if "does not exist" not in str(error):
                self._away = (time.monotonic(), reason)
            raise IndexFailed(reason) from None
        if not state.generation.startswith(name_of(state)):
            raise IndexFailed(f"nothing has been published to the Chroma server {self._address.host} yet")
        if index.count < state.count:
            raise IndexFailed(f"the Chroma server holds {index.count} passages of {state.count}")
        check(collection, state)
        yield index

    def problem(self, state: State) -> str | None:
        """Why the collection cannot be used: the server is away, or it holds other passages than it should."""
        if not state.generation:
            return None
        self._away = (-PAUSE, "")
        try:
            with self.index(state):
                return None
        except IndexFailed as failure:
            return str(failure)

    def build(self, state: State, covers: int, live: int, batches: Iterator[tuple[Ids, Vectors]]) -> str:
        """Add what the collection lacks. Raises ArchiveUnreachable."""
        import numpy as np

        name = f"{name_of(state)}@{state.generation_number + 1}-{secrets.token_hex(4)}"
        try:
            with failures():
                client = self._connected()
                if self._holds_other(client, state):
                    client.delete_collection(name_of(state))
                collection = client.get_or_create_collection(
                    name_of(state),
                    embedding_function=None,
                    configuration=chroma_clients.CONFIGURATION,  # type: ignore[arg-type]
                )
                present = _ids(collection)
            kept = []
            for ids, rows in batches:
                new = ~np.isin(ids, present)
                chroma_clients.add(collection, ids[new], rows[new])
                kept.append(ids)
            with failures():
                collection.modify(metadata={WHOLE: f"{state.generation} {name}"})
        except IndexFailed as failure:
            raise ArchiveUnreachable(
                f"the vector index could not be brought up to date: {self._explained(failure)}",
                "start the server, then run `pullquote index` again; the articles are stored, and found meanwhile",
            ) from failure
        self._dead = present[~np.isin(present, np.concatenate([as_ids([]), *kept]))].tolist()
        self._built = name
        return name

    def sweep(self, state: State, keep: set[str]) -> None:
        """Delete what died since, and generations in the folder; what fails now, the next publishing finds again."""
        generations.sweep(self._archive, keep)
        with suppress(IndexFailed), failures():
            if self._built in keep:
                collection = self._connected().get_collection(name_of(state), embedding_function=None)
                collection.modify(metadata={WHOLE: self._built})
                for first in range(0, len(self._dead), BATCH):
                    collection.delete(ids=[str(id) for id in self._dead[first : first + BATCH]])
                self._built = ""
            elif not keep and state.generation.startswith(name_of(state)):
                self._connected().delete_collection(name_of(state))

    def size(self, state: State) -> int:
        """Nothing: it lies elsewhere."""
        return 0

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            if self._client and self._client[0] == os.getpid():
                disconnect(self._client[1])
            self._client = None

    def _connected(self) -> Client:
        with self._lock:
            if self._client is None or self._client[0] != os.getpid():
                self._client = (os.getpid(), connect(self._address))
            return self._client[1]

    def _holds_other(self, client: Client, state: State) -> bool:
        """Whether a collection of the archive's name has other dimensions than the archive."""
        names = [collection.name for collection in client.list_collections()]
        if name_of(state) not in names:
            return False
        sample = client.get_collection(name_of(state), embedding_function=None).peek(1)["embeddings"]
        return sample is not None and len(sample) > 0 and len(sample[0]) != state.dimension

    def _explained(self, error: IndexFailed) -> str:
        if "does not exist" in str(error):
            return f"the Chroma server {self._address.host} does not hold this archive"
        return f"the Chroma server {self._address.host} does not answer ({error})"


def _ids(collection: Collection) -> Ids:
    """All ids that the collection holds."""
    found: list[int] = []
    while page := collection.get(include=[], limit=PAGE, offset=len(found))["ids"]:
        found += [int(id) for id in page]
    return as_ids(found)
